"""Dictionaries of words that are looked up more often than they are changed, kept small.

A dictionary of ten thousand words takes a megabyte, most of it for objects that a run never looks at. Here the
words with the same beginning share one text, which is searched when one of them is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BEGINNING = 3
"""Words that agree in so many characters share a text."""


class Table:
    """Words, each with a text; neither holds a line break or a tab."""

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        self.texts = texts or {}
        """The beginning of words -> a line for each, word and text with a tab between them, line breaks around it."""

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Table:
        """A table of these words."""
        texts: dict[str, str] = {}
        for word, value in sorted(values.items()):
            beginning = word[:BEGINNING]
            texts[beginning] = texts.get(beginning, "\n") + f"{word}\t{value}\n"
        return cls(texts)

    def get(self, word: str) -> str:
        """The text of a word; empty where it has none."""
        texts = self.texts.get(word[:BEGINNING], "")
        at = texts.find(f"\n{word}\t")
        if at < 0:
            return ""
        start = at + len(word) + 2
        return texts[start : texts.index("\n", start)]

    def items(self) -> list[tuple[str, str]]:
        """All words with their texts."""
        lines = (line for text in self.texts.values() for line in text.strip("\n").split("\n"))
        return [(word, value) for word, _, value in (line.partition("\t") for line in lines)]
