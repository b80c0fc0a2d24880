"""Which real English words look like a slip for a word of the phrasebook, and are none (``contracts``, ``contacts``).

Read once when a phrasebook is compiled; a text is then corrected without a dictionary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 6
"""Shorter words have too many neighbours to be corrected."""


def correctable(word: str) -> bool:
    """Whether a word is long and plain enough for a slip in it to be told from another word."""
    return len(word) >= SHORTEST and word.isascii() and word.isalpha()


def real_neighbours(vocabulary: Iterable[str]) -> frozenset[str]:
    """English words one slip away from a word of the vocabulary that are words in their own right."""
    known = {word for word in vocabulary if correctable(word)}
    shortened = {shorter for word in known for shorter in _shortened(word)} | known
    return frozenset(
        word
        for word in _english()
        if word not in known and (word in shortened or not shortened.isdisjoint(_shortened(word)))
    )


def _shortened(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _english() -> set[str]:
    """The words of lemminflect's look-up tables, in every form they list."""
    import gzip
    from importlib.resources import files

    words: set[str] = set()
    for name in ("lemma_lu.csv.gz", "infl_lu.csv.gz"):
        packed = files("lemminflect").joinpath("resources", name).read_bytes()
        for line in gzip.decompress(packed).decode("utf-8").splitlines():
            for part in line.split(","):
                words.update(form.lower() for form in part.split("/"))
    return {word for word in words if correctable(word)}
