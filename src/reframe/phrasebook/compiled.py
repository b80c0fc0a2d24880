"""Phrases in the form matching works with, plain enough to be stored as JSON."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reframe.phrasebook.graph import Graph


class Owner(NamedTuple):
    """Whom a phrase belongs to: ``kind`` and ``name`` as in ``Hit``, ``number`` its place there."""

    kind: str
    name: str
    number: int

    @property
    def bound_to(self) -> tuple[str, str] | None:
        """Kind and name of the phrases without which this one changes nothing; None: it stands for itself."""
        if self[:2] in BOUND_SETS:
            return BOUND_SETS[self[:2]]
        return (BOUND[self.kind], self.name) if self.kind in BOUND else None

    @property
    def tells(self) -> tuple[tuple[str, str], ...]:
        """What other phrases that are bound to this one know it by."""
        keys = ((self.kind, self.name), (self.kind, ANY))
        return tuple(key for key in keys if key in _TELLING or (key[1] and self.kind in BOUND.values()))


ANY = ""
"""Stands for every name of a kind."""

BOUND: Mapping[str, str] = {
    "except": "rule",
    "unless": "rule",
    "requires": "rule",
    "term-explained": "term",
    "term-unless": "term",
    "trait-unless": "trait",
}
"""What says something only about the hits of another kind of phrase of the same name on its line."""

BOUND_SETS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("set:another-role", "just-a-teacher"): ("rule", "just-a-teacher"),
    ("set:subject-learnt", "just-a-teacher"): ("rule", "just-a-teacher"),
    ("set:attended", "school-event"): ("rule", "school-event"),
    ("set:claim", "uncertified-skill"): ("tool", ANY),
    ("set:context", "jargon"): ("term", ANY),
}
"""The same of sets of phrases, by set and rule, whose check reads them in no other way."""

_TELLING = frozenset(BOUND_SETS.values())


class Owners:
    """Whom each phrase of a phrasebook belongs to; a phrase is known by its place among all."""

    def __init__(self, lines: Sequence[str] = ()) -> None:
        self.lines = lines
        """The owners of phrases that follow one another, a line each: kind, name, the first number, how many."""
        self._runs: list[tuple[str, str, int]] = []
        self._ends: list[int] = []
        for line in lines:
            kind, name, number, count = line.split("\t")
            start = self._ends[-1] if self._ends else 0
            self._runs.append((kind, name, int(number) - start))
            self._ends.append(start + int(count))

    @classmethod
    def of(cls, owners: Iterable[Owner]) -> Owners:
        """Those of phrases in their order."""
        runs: list[list[Owner]] = []
        for owner in owners:
            if runs and runs[-1][-1] == owner._replace(number=owner.number - 1):
                runs[-1].append(owner)
            else:
                runs.append([owner])
        return cls([f"{run[0].kind}\t{run[0].name}\t{run[0].number}\t{len(run)}" for run in runs])

    def __getitem__(self, phrase: int) -> Owner:
        at = bisect_right(self._ends, phrase)
        kind, name, shift = self._runs[at]
        return Owner(kind, name, phrase + shift)

    def names(self, kind: str) -> frozenset[str]:
        """The names of all that have a phrase of this kind."""
        return frozenset(name for held, name, _ in self._runs if held == kind)


@dataclass(frozen=True, eq=False)
class CompiledPhrases:
    """Every phrase of a phrasebook, ready for matchers."""

    owners: Owners
    finite: Mapping[str, str]
    """The plain phrases, each under the rarer of its rarest two words beside each other, for ``phrases_beside``.

    The other word is marked with ``BEHIND`` or ``BEFORE``; none stands there where the phrase is that word alone.
    """
    graph: Graph
    words: str = field(repr=False)
    """The words of all phrases that are long enough for slips to be told, sorted, a space around each."""
    real_words: str = field(repr=False)
    """English words that look like a slip for a word of the vocabulary and are none, a space around each."""

    def meant(self, initial: str) -> dict[int, str]:
        """The words with an initial that a slip of the keyboard may have meant, by length, a space around each."""
        start = self.words.find(f" {initial}")
        after = self.words.find(f" {chr(ord(initial) + 1)}", start)
        found: dict[int, list[str]] = {}
        for word in self.words[start : after if after > 0 else None].split():
            if word.startswith(initial):
                found.setdefault(len(word), []).append(word)
        return {length: f" {' '.join(words)} " for length, words in found.items()}


BEHIND, BEFORE = ">", "<"
"""Where the other one of two words stands."""


def beside(phrases: Iterable[tuple[str, str]]) -> str:
    """Plain phrases as one text, each with the word that is looked for: a line for each, line breaks around it."""
    return "".join(["\n", *(f"{word}\t{phrase}\n" for word, phrase in phrases)])


def phrases_beside(text: str, word: str) -> list[str]:
    """The phrases that a text made by ``beside`` has for a word."""
    key = f"\n{word}\t"
    found: list[str] = []
    at = text.find(key)
    while at >= 0:
        end = text.index("\n", at + 1)
        found.append(text[at + len(key) : end])
        at = text.find(key, end)
    return found
