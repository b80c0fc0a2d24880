"""Phrases -> the form matching works with, plain enough to be stored as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reframe.phrasebook.phrases import END, START, PhraseError, sequences, trigger, variants
from reframe.phrasebook.spelling import correctable, real_neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reframe.phrasebook.phrases import Element, Family, Variant

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

MARKS = (",", ";", ":", "(", ")", "[", "]", "/", "|", "-", "--", "·", "・", "•", "、", "。", "+", "=", "*")
"""What stands between words and is none; ``_`` does not match it."""


@dataclass(frozen=True, slots=True)
class PhraseSource:
    """A phrase as written, with its owner: ``kind`` and ``name`` as in ``Hit``, ``number`` its place there."""

    kind: str
    name: str
    number: int
    phrase: str


@dataclass(frozen=True, slots=True)
class CompiledPhrase:
    """The owner of a phrase."""

    kind: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A spaCy token pattern, and for each of its elements the names of the groups it belongs to."""

    spacy: list[dict[str, Any]]
    marks: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class CompiledPhrases:
    """Every phrase of a phrasebook, ready for matchers."""

    phrases: tuple[CompiledPhrase, ...]
    finite: tuple[tuple[int, tuple[tuple[str, ...], ...]], ...]
    patterns: Mapping[int, tuple[Pattern, ...]]
    triggers: Mapping[str, tuple[int, ...]]
    exact_triggers: Mapping[str, tuple[int, ...]]
    vocabulary: frozenset[str] = field(repr=False)
    real_words: frozenset[str] = field(repr=False)
    """English words that look like a slip for a word of the vocabulary and are none."""

    @cached_property
    def by_initial(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """The words a slip of the keyboard may have meant, by first letter and length."""
        index: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self.vocabulary):
            if correctable(word):
                index.setdefault((word[0], len(word)), []).append(word)
        return {key: tuple(words) for key, words in index.items()}


def compile_phrases(
    sources: Iterable[PhraseSource], families: Mapping[str, Family]
) -> tuple[CompiledPhrases, list[tuple[PhraseSource, PhraseError]]]:
    """Compile every phrase; those that are not understood come back with what is wrong with them."""
    phrases: list[CompiledPhrase] = []
    finite: list[tuple[int, tuple[tuple[str, ...], ...]]] = []
    patterns: dict[int, tuple[Pattern, ...]] = {}
    triggers: dict[str, list[int]] = {}
    exact_triggers: dict[str, list[int]] = {}
    vocabulary = {word for forms in families.values() for form in forms for word in form}
    faults: list[tuple[PhraseSource, PhraseError]] = []
    for source in sources:
        try:
            found = variants(source.phrase, families)
        except PhraseError as fault:
            faults.append((source, fault))
            continue
        index = len(phrases)
        phrases.append(CompiledPhrase(source.kind, source.name, source.number))
        plain, formed = _divided(found)
        if plain:
            finite.append((index, tuple(dict.fromkeys(plain))))
        if formed:
            patterns[index] = tuple(_pattern(variant) for variant in formed)
            for variant in formed:
                words, exact = trigger(variant, COMMON)
                for word in words:
                    (exact_triggers if exact else triggers).setdefault(word, []).append(index)
        for variant in found:
            for element in variant:
                vocabulary |= element.words | element.barred | {word.lower() for word in element.exact}
    return (
        CompiledPhrases(
            phrases=tuple(phrases),
            finite=tuple(finite),
            patterns=patterns,
            triggers={word: tuple(dict.fromkeys(found_in)) for word, found_in in triggers.items()},
            exact_triggers={
                word: tuple(dict.fromkeys(found_in)) for word, found_in in exact_triggers.items()
            },
            vocabulary=frozenset(vocabulary - {START, END}),
            real_words=real_neighbours(vocabulary),
        ),
        faults,
    )


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


def _pattern(variant: Variant) -> Pattern:
    marked = any(element.marks for element in variant)
    return Pattern(
        spacy=[_spacy_element(element) for element in variant],
        marks=tuple(tuple(sorted(element.marks)) for element in variant) if marked else (),
    )


def _spacy_element(element: Element) -> dict[str, Any]:
    spec: dict[str, Any]
    if element.anything:
        marks = MARKS if element.letters else ()
        spec = {"ORTH": {"NOT_IN": [".", START, END, *marks, *sorted(element.barred)]}}
    elif element.exact:
        spec = {"LEMMA": _one_or_many(element.exact)}
    else:
        spec = {"ORTH": _one_or_many(element.words)}
    if (element.least, element.most) == (0, 1):
        spec["OP"] = "?"
    elif (element.least, element.most) != (1, 1):
        spec["OP"] = f"{{{element.least},{element.most}}}"
    return spec


def _one_or_many(words: frozenset[str]) -> str | dict[str, list[str]]:
    return next(iter(words)) if len(words) == 1 else {"IN": sorted(words)}
