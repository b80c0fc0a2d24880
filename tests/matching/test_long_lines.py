"""A line of any length: what stands in what is found as in a short one, in steps that grow with the line alone."""

from __future__ import annotations

import random
import sys

import pytest

from reframe import tokenising
from reframe.linter import Options, check
from reframe.model import Hit
from reframe.overlaps import Nearby, longest, outermost

ANY = [
    [
        Hit("rule", "r", 0, start, start + generator.randint(1, 9), (), generator.randint(0, 2))
        for start in starts
    ]
    for generator in map(random.Random, range(40))
    for starts in [[generator.randrange(40) for _ in range(generator.randint(0, 15))]]
]


def number(hit: Hit) -> int:
    return hit.phrase


def by_place(hits: list[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda h: (h.start, h.end, h.phrase))


@pytest.mark.parametrize("hits", ANY)
def test_the_outermost_hits_are_those_that_no_longer_one_holds(hits: list[Hit]) -> None:
    wanted: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, h.phrase)):
        if not any(other.start <= hit.start and hit.end <= other.end for other in wanted):
            wanted.append(hit)
    assert list(outermost(hits, first=number)) == by_place(wanted)


@pytest.mark.parametrize("hits", ANY)
def test_the_longest_hits_overlap_with_no_longer_one(hits: list[Hit]) -> None:
    wanted: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, h.phrase)):
        if all(hit.end <= other.start or other.end <= hit.start for other in wanted):
            wanted.append(hit)
    assert longest(hits, first=number) == by_place(wanted)


@pytest.mark.parametrize("hits", ANY)
def test_the_hits_at_a_place_share_a_character_with_it(hits: list[Hit]) -> None:
    nearby = Nearby(hits)
    for start in range(0, 45, 3):
        wanted = [hit for hit in hits if hit.start < start + 5 and start < hit.end]
        assert by_place(list(nearby.between(start, start + 5))) == by_place(wanted)


HEAD = "## Experience\n\n### Assistant Language Teacher, Sakura City Board of Education, 2019 – 2022\n\n- "
SENTENCES = (
    "Taught 25 lessons a week at 5 schools. Ate lunch with pupils. Assisted the JTE, proficient in Excel. "
)


def steps(text: str) -> int:
    """How many calls a check takes, those into C included."""
    count = 0

    def counted(frame, event, argument) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        check("resume.md", data=text.encode(), options=Options())
    finally:
        sys.setprofile(before)
    return count


def test_a_line_four_times_as_long_takes_four_times_the_steps() -> None:
    check("resume.md", data=(HEAD + SENTENCES).encode(), options=Options())
    assert steps(HEAD + SENTENCES * 200) < 4.5 * steps(HEAD + SENTENCES * 50)


def test_the_words_before_a_full_stop_are_looked_at_no_farther_than_an_abbreviation_reaches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    class Watched:
        def search(self, text: str):
            seen.append(text)

    monkeypatch.setattr(tokenising, "_LAST_WORD", Watched())
    tokenising.split("Wrote reports. " * 100)
    assert len(seen) == 99
    assert max(map(len, seen)) < 10
