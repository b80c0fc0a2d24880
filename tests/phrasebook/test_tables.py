"""Words kept in few texts are found as in a dictionary."""

import pytest

from reframe.phrasebook.graph import Kept
from reframe.phrasebook.tables import Table

WORDS = {"a": "1", "an": "2 3", "and": "4", "annual": "5", "'s": "6", "運動会": "7", "#": "8"}


@pytest.mark.parametrize("word", sorted(WORDS))
def test_a_word_has_its_text(word: str) -> None:
    assert Table.of(WORDS).get(word) == WORDS[word]


@pytest.mark.parametrize("word", ["", "annu", "annually", "nnual", "1", "\n", "b", "an\t2", "運動"])
def test_what_is_no_word_of_it_has_none(word: str) -> None:
    assert Table.of(WORDS).get(word) == ""


def test_it_gives_back_what_it_was_made_of() -> None:
    assert dict(Table.of(WORDS).items()) == WORDS


def test_values_that_are_kept_are_made_once_and_forgotten_when_there_are_too_many() -> None:
    made = []
    kept = Kept(lambda key: made.append(key) or key.upper(), most=2)
    assert [kept[key] for key in ("a", "a", "b", "c", "a")] == ["A", "A", "B", "C", "A"]
    assert made == ["a", "b", "c", "a"]
    assert len(kept) <= 2
