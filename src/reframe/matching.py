"""A phrasebook's phrases -> spaCy matchers; a text -> hits. The only module that imports spaCy.

Finite phrases stand together in one ``PhraseMatcher``; those with families, numbers or gaps go through a
graph (``reframe.phrasebook.graph``). What a phrase may cost a text that has nothing to do with it is one
look-up a word.

A text is its words as ``reframe.tokenising`` cuts them, between a ``^`` and a ``$``. Words that are one slip
away from a word of the phrasebook count as that word (``lesons``, ``culutre``), if they are six letters or
longer and no English word themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

from spacy.matcher import PhraseMatcher
from spacy.matcher.levenshtein import levenshtein
from spacy.tokens import Doc
from spacy.vocab import Vocab

from reframe.model import Capture, Hit
from reframe.phrasebook.graph import BETWEEN, Walker
from reframe.phrasebook.phrases import END, START
from reframe.phrasebook.spelling import correctable
from reframe.tokenising import SENTENCE_END, Word, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reframe.phrasebook.compiling import CompiledPhrase, CompiledPhrases

UNDERLINE = "<<"
_DOUBLED = re.compile(r"(.)\1")
UNKNOWN = "\n"
"""Stands for every word that is in no plain phrase."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as its words, with the sentence each word belongs to."""

    words: tuple[Word, ...]
    norms: tuple[str, ...]
    sentences: tuple[int, ...]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds the character at ``offset``, from 0."""
        after = bisect_right(self.words, offset, key=_START)
        return self.sentences[after - 1] if after else 0


_START = attrgetter("start")


class Matcher:
    """Finds the phrases of one phrasebook in any number of texts."""

    def __init__(self, phrases: CompiledPhrases) -> None:
        self._phrases = phrases
        self._vocab = Vocab()
        self._finite = PhraseMatcher(self._vocab, attr="ORTH")
        self._walker = Walker(phrases.graph)
        self._seen: set[str] = set()
        self._corrections: dict[str, str] = {}

    def hits(self, texts: Sequence[str]) -> list[Hit]:
        """Every phrase found in every text, ``Hit.block`` being the text's index; longest first at one place."""
        return [hit for index, text in enumerate(texts) for hit in self.hits_in(text, block=index)]

    def hits_in(self, text: str, *, block: int = 0) -> list[Hit]:
        """Every phrase found in one text."""
        return self.hits_in_words(self.read(text), block=block)

    def hits_in_words(self, text: Text, *, block: int = 0) -> list[Hit]:
        """Every phrase found in a text already cut into words."""
        if not text.words:
            return []
        norms = [START, *text.norms, END]
        found = list(self._finite_hits(norms, text.words, block))
        found.extend(self._graph_hits(norms, text.words, block))
        return _longest(found)

    def read(self, text: str) -> Text:
        """Cut a text into words, with slips of the keyboard put right in their ``norm``."""
        words = tuple(split(text))
        known = self._phrases.vocabulary
        norms = tuple(word.norm if word.norm in known else self._corrected(word.norm) for word in words)
        ends = [norm == SENTENCE_END for norm in norms[:-1]]
        return Text(words=words, norms=norms, sentences=tuple(accumulate(ends, initial=0)) if words else ())

    # ---- finite phrases

    def _finite_hits(self, norms: list[str], words: tuple[Word, ...], block: int) -> Iterator[Hit]:
        """Hits of plain word lists, each of which joins the matcher when its rarest word is first seen."""
        finite = self._phrases.finite
        present = [norm for norm in dict.fromkeys(norms) if norm in finite]
        for norm in present:
            if norm not in self._seen:
                self._seen.add(norm)
                self._learn(finite[norm])
        if present:
            doc = Doc(self._vocab, words=self._known(norms))
            for key, start, end in self._finite(doc):
                phrase = self._phrases.phrases[int(self._vocab.strings[key])]
                yield _hit(phrase, words, start - 1, end - 1, (), block)

    def _learn(self, phrases: str) -> None:
        for phrase in phrases.split("\t"):
            index, *words = phrase.split(BETWEEN)
            self._finite.add(index, [Doc(self._vocab, words=words)])

    def _known(self, norms: list[str]) -> list[str]:
        """The words with those that no phrase holds as one and the same, so that spaCy's store never grows."""
        vocabulary = self._phrases.vocabulary
        return [norm if norm in vocabulary or norm in {START, END} else UNKNOWN for norm in norms]

    # ---- phrases of the graph

    def _graph_hits(self, norms: list[str], words: tuple[Word, ...], block: int) -> Iterator[Hit]:
        texts = ["", *(word.text for word in words), ""]
        for index, (start, end, marks) in self._walker.matches(norms, texts):
            yield _hit(self._phrases.phrases[index], words, start - 1, end - 1, marks, block)

    # ---- typing slips

    def _corrected(self, norm: str) -> str:
        if not correctable(norm) or norm in self._phrases.real_words:
            return norm
        known = self._corrections.get(norm)
        if known is None:
            known = self._corrections[norm] = self._nearest(norm)
        return known

    def _nearest(self, norm: str) -> str:
        """The word a slip meant: of several, the one that differs in a doubled letter, then in two swapped ones."""
        found = [
            (_slip(norm, word), word)
            for length in (len(norm), len(norm) + 1, len(norm) - 1)
            for word in self._phrases.by_initial.get((norm[0], length), ())
            if levenshtein(norm, word, 2) == 1 or (length == len(norm) and _swapped(norm, word))
        ]
        return min(found)[1] if found else norm


def _slip(left: str, right: str) -> int:
    """How likely one word is a slip for the other, 0 being the likeliest."""
    if _DOUBLED.sub(r"\1", left) == _DOUBLED.sub(r"\1", right):
        return 0
    return 1 if len(left) == len(right) and _swapped(left, right) else 2


def _swapped(left: str, right: str) -> bool:
    """True if the words differ by two neighbouring letters changing places."""
    differing = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and left[differing[0]] == right[differing[1]]
        and left[differing[1]] == right[differing[0]]
    )


def _hit(
    phrase: CompiledPhrase,
    words: tuple[Word, ...],
    start: int,
    end: int,
    marks: tuple[tuple[str, int, int], ...],
    block: int,
) -> Hit:
    """A hit over ``words[start:end]``, sentinels trimmed; the underlined part decides its range."""
    captures = []
    for name, first, last in marks:
        if name == UNDERLINE:
            start, end = first - 1, last - 1
    start, end = max(start, 0), min(end, len(words))
    for name, first, last in marks:
        if name != UNDERLINE:
            captures.append(Capture(name, words[first - 1].start, words[last - 2].end))
    return Hit(
        kind=phrase.kind,
        name=phrase.name,
        block=block,
        start=words[start].start,
        end=words[end - 1].end,
        captures=tuple(captures),
        phrase=phrase.number,
    )


def _longest(hits: list[Hit]) -> list[Hit]:
    """Of hits of one owner that overlap, keep the longest, the earlier where they are equally long.

    Two phrases of a rule that overlap in part both stay: together they are what is underlined.
    """
    kept: list[Hit] = []
    occupied: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, -len(h.captures), h.phrase)):
        taken = occupied.setdefault((hit.kind, hit.name), [])
        if all(_apart(hit, start, end) for start, end in taken):
            taken.append((hit.start, hit.end))
            kept.append(hit)
    return sorted(kept, key=lambda h: (h.start, -h.end, h.kind, h.name))


def _apart(hit: Hit, start: int, end: int) -> bool:
    if hit.kind == "rule":
        return not (start <= hit.start and hit.end <= end)
    return hit.end <= start or end <= hit.start
