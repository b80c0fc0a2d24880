"""Phrases -> the form matching works with, plain enough to be stored as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reframe.phrasebook.graph import BETWEEN, Builder, Graph
from reframe.phrasebook.phrases import END, START, PhraseError, sequences, variants
from reframe.phrasebook.spelling import correctable, real_neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reframe.phrasebook.phrases import Family, Variant

MOST_SEQUENCES = 48
"""A variant that comes to more word sequences than this is a pattern, not a list of phrases."""

COMMON = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "and",
        "or",
        "as",
        "is",
        "was",
        "were",
        "be",
        "i",
        "my",
        "our",
        "their",
        "his",
        "her",
        "this",
        "that",
        "these",
        "those",
        "it",
        "its",
        "we",
        "you",
        "/",
        ",",
        "(",
        ")",
        ":",
        ";",
        "-",
        "--",
        ".",
        "|",
        "not",
        "no",
        "all",
        "each",
        "every",
        "per",
        "any",
        "some",
        "more",
        "most",
    ]
)


class PhraseSource(NamedTuple):
    """A phrase as written, with what ``Owner`` says of it."""

    kind: str
    name: str
    number: int
    phrase: str


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
    """A word, or two beside each other -> the plain phrases that are that word, or of which these two are the rarest:
    number and words joined by ``BETWEEN``, between tabs."""
    graph: Graph
    words: str = field(repr=False)
    """The words of all phrases, sorted, a space between them."""
    real_words: str = field(repr=False)
    """English words that look like a slip for a word of the vocabulary and are none, a space around each."""

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of all phrases."""
        return frozenset(self.words.split(" "))

    def meant(self, initial: str) -> dict[int, list[str]]:
        """The words with an initial that a slip of the keyboard may have meant, by length."""
        start = self.words.find(f" {initial}")
        after = self.words.find(f" {chr(ord(initial) + 1)}", start)
        found: dict[int, list[str]] = {}
        for word in self.words[start : after if after > 0 else None].split(" "):
            if word.startswith(initial) and correctable(word):
                found.setdefault(len(word), []).append(word)
        return found


def compile_phrases(
    sources: Iterable[PhraseSource], families: Mapping[str, Family]
) -> tuple[CompiledPhrases, list[tuple[PhraseSource, PhraseError]]]:
    """Compile every phrase; those that are not understood come back with what is wrong with them."""
    owners: list[str] = []
    finite: list[tuple[int, tuple[str, ...]]] = []
    builder = Builder(COMMON)
    vocabulary = {word for forms in families.values() for form in forms for word in form}
    faults: list[tuple[PhraseSource, PhraseError]] = []
    for source in sources:
        try:
            found = variants(source.phrase, families)
        except PhraseError as fault:
            faults.append((source, fault))
            continue
        index = len(owners)
        owners.append(f"{source.kind}\t{source.name}\t{source.number}")
        plain, formed = _divided(found)
        finite.extend((index, words) for words in dict.fromkeys(plain))
        if formed:
            builder.add(index, formed)
        for variant in found:
            for element in variant:
                vocabulary |= element.words | element.barred | {word.lower() for word in element.exact}
    return (
        CompiledPhrases(
            owners=tuple(owners),
            finite=_by_rarest_pair(finite),
            graph=builder.graph(),
            words=" ".join(sorted(vocabulary - {START, END})),
            real_words=f" {' '.join(sorted(real_neighbours(vocabulary)))} ",
        ),
        faults,
    )


def _by_rarest_pair(finite: Iterable[tuple[int, tuple[str, ...]]]) -> dict[str, str]:
    sequences = list(finite)
    often = Counter(pair for _, words in sequences for pair in neighbours(words))
    common = Counter(word for _, words in sequences for word in set(words))
    found: dict[str, list[str]] = {}
    for index, words in sequences:
        keys = neighbours(words) if len(words) > 1 else list(words)
        rarest = min(keys, key=lambda key: (often[key], min(common[word] for word in key.split()), key))
        found.setdefault(rarest, []).append(BETWEEN.join([str(index), *words]))
    return {key: "\t".join(phrases) for key, phrases in found.items()}


def neighbours(words: Sequence[str]) -> list[str]:
    """The pairs of words that stand beside each other, a space between them."""
    return [f"{left} {right}" for left, right in pairwise(words)]


def _divided(found: list[Variant]) -> tuple[list[tuple[str, ...]], list[Variant]]:
    """Word sequences of the finite variants, and the variants that need a pattern."""
    plain: list[tuple[str, ...]] = []
    formed: list[Variant] = []
    for variant in found:
        words = sequences(variant, MOST_SEQUENCES)
        if words is None or len(plain) + len(words) > MOST_SEQUENCES:
            formed.append(variant)
        else:
            plain.extend(words)
    return plain, formed
