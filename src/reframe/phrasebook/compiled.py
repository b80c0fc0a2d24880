"""Phrases in the form matching works with, plain enough to be stored as JSON."""

from __future__ import annotations

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

    @classmethod
    def read(cls, line: str) -> Owner:
        """An owner that was kept as text."""
        kind, _, rest = line.partition("\t")
        name, _, number = rest.rpartition("\t")
        return cls(kind, name, int(number))


@dataclass(frozen=True, eq=False)
class CompiledPhrases:
    """Every phrase of a phrasebook, ready for matchers."""

    owners: Sequence[str]
    """Whom each phrase belongs to, as text that ``Owner.read`` understands; a phrase is known by its place here."""
    finite: Mapping[str, str]
    """The plain phrases, each under the rarer of its rarest two words beside each other, for ``phrases_beside``.

    ``word`` followed by a space: the other word comes behind it; with a space before it: the other one comes first;
    without any: the phrase is that word alone.
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
