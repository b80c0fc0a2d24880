"""A compiled phrasebook that was stored and read again finds the same."""

import json
import sys

import pytest

from reframe.matching import Matcher
from reframe.phrasebook import loading, sources, storing

TEXTS = (
    "Taught 25 lessons a week at five elementary schools",
    "Attended the culutre festival; JLPT N2, Excel (advanced)",
    "毎年運動会に参加 and 22 x 50 min classes",
    "Coordinated a project with a budget and trained five new colleagues",
)


@pytest.fixture(scope="module")
def made():
    return sources.compiled(sources.read_files([loading.bundled()]))


def test_what_was_stored_finds_the_same(made) -> None:
    _, phrases, traits = made
    _, again, packed_traits, _ = storing.unpacked(json.loads(storing.written(storing.packed(*made))))
    for before, after in ((phrases, again), (traits, storing.phrases_in(packed_traits))):
        hits = [Matcher(before).hits_in(text) for text in TEXTS]
        assert any(hits)
        assert [Matcher(after).hits_in(text) for text in TEXTS] == hits
        assert after.words == before.words


def test_the_stored_text_is_ascii(made) -> None:
    assert storing.written(storing.packed(*made)).isascii()


@pytest.mark.parametrize("order", ["little", "big"])
def test_numbers_survive_whatever_the_machine_puts_first(monkeypatch, order: str) -> None:
    monkeypatch.setattr(sys, "byteorder", order)
    numbers = [0, 1, -1, 70_000, 2**31 - 1]
    assert list(storing._numbers(storing._packed_numbers(numbers))) == numbers


@pytest.mark.parametrize("text", ["", "AAA", "no Base64 é", "AAAAAAA="])
def test_damaged_numbers_are_no_numbers(text: str) -> None:
    if not text:
        assert list(storing._numbers(text)) == []
        return
    with pytest.raises(ValueError, match=r"."):
        storing._numbers(text)
