"""Phrases as written -> compiled ones."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reframe.phrasebook.compiled import BEFORE, BEHIND, CompiledPhrases, Owner, Owners, beside
from reframe.phrasebook.graph_building import Builder
from reframe.phrasebook.phrases import PhraseError, sequences, variants
from reframe.phrasebook.spelling import correctable, real_neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reframe.phrasebook.phrases import Family, Variant

MOST_SEQUENCES = 48
"""A variant that comes to more word sequences than this is a pattern, not a list of phrases."""

COMMON = frozenset(
    (
        "a an the of to in on at by for from with and or as is was were be i my our their his her "
        "this that these those it its we you / , ( ) : ; - -- . | not no all each every per any some "
        "more most"
    ).split()
)


class PhraseSource(NamedTuple):
    """A phrase as written, with what ``Owner`` says of it."""

    kind: str
    name: str
    number: int
    phrase: str


def compile_phrases(
    sources: Iterable[PhraseSource], families: Mapping[str, Family]
) -> tuple[CompiledPhrases, list[tuple[PhraseSource, PhraseError]]]:
    """Compile every phrase; those that are not understood come back with what is wrong with them."""
    owners: list[Owner] = []
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
        owners.append(Owner(*source[:3]))
        plain, formed = _divided(found)
        finite.extend((index, words) for words in dict.fromkeys(plain))
        if formed:
            builder.add(index, formed)
        for variant in found:
            for element in variant:
                vocabulary |= element.words | element.barred | {word.lower() for word in element.exact}
    return (
        CompiledPhrases(
            owners=Owners.of(owners),
            finite=_by_rarest_pair(finite),
            graph=builder.graph(),
            words=_listed(word for word in vocabulary if correctable(word)),
            real_words=_listed(real_neighbours(vocabulary)),
        ),
        faults,
    )


def _listed(words: Iterable[str]) -> str:
    return f" {' '.join(sorted(words))} "


def _by_rarest_pair(finite: Iterable[tuple[int, tuple[str, ...]]]) -> dict[str, str]:
    """``CompiledPhrases.finite``, under the rarer word of the rarest pair, so that no text is long."""
    sequences = list(finite)
    often = Counter(pair for _, words in sequences for pair in pairwise(words))
    common = Counter(word for _, words in sequences for word in set(words))
    found: dict[str, list[tuple[str, str]]] = {}
    for index, words in sequences:
        phrase = f"{index} {' '.join(words)}"
        if len(words) == 1:
            found.setdefault(words[0], []).append(("", phrase))
            continue
        left, right = min(
            pairwise(words), key=lambda pair: (often[pair], min(common[word] for word in pair), pair)
        )
        key, other = (left, BEHIND + right) if common[left] <= common[right] else (right, BEFORE + left)
        found.setdefault(key, []).append((other, phrase))
    return {key: beside(phrases) for key, phrases in found.items()}


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
