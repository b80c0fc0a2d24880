"""A phrasebook's phrases -> spaCy matchers; a text -> hits. The only module that imports spaCy.

Finite phrases stand together in one ``PhraseMatcher``; those with families, numbers or gaps go through a
graph (``reframe.phrasebook.graph``) that tells which of them match at all, and become ``Matcher`` patterns
for that text alone. What a phrase may cost a text that has nothing to do with it is one look-up a word.

A matching ``Doc`` holds the words of ``reframe.tokenising``, between a ``^`` and a ``$``: ORTH is the folded
word, LEMMA the word as written. Words that are one slip away from a word of the phrasebook count as that
word (``lesons``, ``culutre``), if they are six letters or longer and no English word themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from spacy.matcher import Matcher as SpacyMatcher
from spacy.matcher import PhraseMatcher
from spacy.matcher.levenshtein import levenshtein
from spacy.tokens import Doc
from spacy.vocab import Vocab

from reframe.model import Capture, Hit
from reframe.phrasebook.compiling import BETWEEN
from reframe.phrasebook.graph import EXACT, OTHERS
from reframe.phrasebook.phrases import END, START
from reframe.phrasebook.spelling import correctable
from reframe.tokenising import SENTENCE_END, Word, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reframe.phrasebook.compiling import CompiledPhrase, CompiledPhrases
    from reframe.phrasebook.graph import Entry, Found, Path, Step

UNDERLINE = "<<"
_DOUBLED = re.compile(r"(.)\1")
UNKNOWN = "\n"
"""Stands for every word that is in no phrase."""


Match: TypeAlias = tuple[int, int, tuple[tuple[str, int, int], ...]]
"""First word, last word + 1, and of each mark its name, first and last word + 1; the words are the Doc's."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as its words, with the sentence each word belongs to."""

    words: tuple[Word, ...]
    norms: tuple[str, ...]
    sentences: tuple[int, ...]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds the character at ``offset``, from 0."""
        sentence = 0
        for word, number in zip(self.words, self.sentences, strict=True):
            if word.start > offset:
                break
            sentence = number
        return sentence


class Matcher:
    """Finds the phrases of one phrasebook in any number of texts."""

    def __init__(self, phrases: CompiledPhrases) -> None:
        self._phrases = phrases
        self._vocab = Vocab()
        self._finite = PhraseMatcher(self._vocab, attr="ORTH")
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
        found.extend(self._pattern_hits(norms, text.words, block))
        return _longest(found)

    def read(self, text: str) -> Text:
        """Cut a text into words, with slips of the keyboard put right in their ``norm``."""
        words = tuple(split(text))
        norms = tuple(self._corrected(word.norm) for word in words)
        sentences = []
        number = 0
        for word in words:
            sentences.append(number)
            number += word.norm == SENTENCE_END
        return Text(words=words, norms=norms, sentences=tuple(sentences))

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

    def _learn(self, sequences: Iterable[tuple[int, str]]) -> None:
        for index, words in sequences:
            self._finite.add(str(index), [Doc(self._vocab, words=words.split(BETWEEN))])

    def _known(self, norms: list[str]) -> list[str]:
        """The words with those that no phrase holds as one and the same, so that spaCy's store never grows."""
        vocabulary = self._phrases.vocabulary
        return [norm if norm in vocabulary or norm in {START, END} else UNKNOWN for norm in norms]

    # ---- patterns

    @cached_property
    def _entries(self) -> dict[int, list[tuple[Entry, frozenset[int]]]]:
        """Set of words -> the ways into the graph that are worth a look where one of the words stands."""
        found: dict[int, list[tuple[Entry, frozenset[int]]]] = {}
        for entry in self._phrases.graph.entries:
            found.setdefault(entry.needs[0], []).append((entry, frozenset(entry.needs)))
        return found

    def _matching(self, places: dict[int, int], size: int) -> list[tuple[int, Found]]:
        """The phrases and their variants that match, in the order of the phrasebook."""
        graph, everywhere, present = self._phrases.graph, (1 << size) - 1, places.keys()
        entries = [
            entry
            for number in present & self._entries.keys()
            for entry, needs in self._entries[number]
            if present >= needs
        ]
        entries.sort(key=lambda entry: entry[:2])
        return [
            (entry.phrase, found) for entry in entries for found in graph.paths(entry, places, everywhere)
        ]

    def _pattern_hits(self, norms: list[str], words: tuple[Word, ...], block: int) -> Iterator[Hit]:
        texts = ["", *(word.text for word in words), ""]
        places = self._phrases.graph.places(norms, texts)
        found = self._matching(places, len(norms))
        patterns = [
            _Pattern.of(variant.path, places, norms, texts) for _, variant in found if not variant.straight
        ]
        matches = iter(self._matches(patterns, norms, texts) if patterns else ())
        for index, variant in found:
            phrase = self._phrases.phrases[index]
            for start, end, marks in _straight_matches(variant) if variant.straight else next(matches):
                yield _hit(phrase, words, start - 1, end - 1, marks, block)

    def _matches(self, patterns: list[_Pattern], norms: list[str], texts: list[str]) -> list[list[Match]]:
        """Where each of the patterns matches, found by spaCy."""
        lemmas = None
        if any("LEMMA" in element for pattern in patterns for element in pattern.spacy):
            lemmas = [text if text in self._phrases.graph.written else "" for text in texts]
        doc = Doc(self._vocab, words=self._known(norms), lemmas=lemmas)
        found: list[list[Match]] = [[] for _ in patterns]
        for marked in (False, True):
            chosen = [number for number, pattern in enumerate(patterns) if bool(pattern.marks) is marked]
            if not chosen:
                continue
            matcher = SpacyMatcher(self._vocab, validate=False)
            for number in chosen:
                matcher.add(str(number), [patterns[number].spacy])
            matches: Iterable[Any] = matcher(doc, with_alignments=marked)
            for key, start, end, *aligned in matches:
                number = int(self._vocab.strings[key])
                marks = _marked_words(patterns[number].marks, aligned[0], start) if marked else ()
                found[number].append((start, end, marks))
        return found

    # ---- typing slips

    def _corrected(self, norm: str) -> str:
        if not correctable(norm) or norm in self._phrases.vocabulary or norm in self._phrases.real_words:
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


class _Pattern(NamedTuple):
    """A spaCy token pattern, and for each of its elements the names of the groups it belongs to."""

    spacy: list[dict[str, Any]]
    marks: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, path: Path, places: dict[int, int], norms: list[str], texts: list[str]) -> _Pattern:
        """A variant as a pattern for one text, holding of each set the words that stand in it."""
        spacy: list[dict[str, Any]] = []
        marks: list[tuple[str, ...]] = []
        required = [at for at, step in enumerate(path) if step.least]
        inner = (1 << len(norms) - 1) - 2
        for at, step in enumerate(path):
            words = texts if step.how == EXACT else norms
            there = places.get(step.set, 0)
            if step.how == OTHERS and required[0] < at < required[-1]:
                there &= inner  # a gap between two words reaches neither end of the block
            present = sorted({word for index, word in enumerate(words) if there >> index & 1})
            if not present and step.how != OTHERS:
                continue
            spacy.append(_element(step, present))
            marks.append(step.marks)
        return cls(spacy, tuple(marks) if any(marks) else ())


def _straight_matches(variant: Found) -> Iterator[Match]:
    """The matches of a variant each of whose elements is one word."""
    size = len(variant.path)
    marks = tuple(step.marks for step in variant.path)
    marked = any(marks)
    ends = variant.ends
    while ends:
        end = ends.bit_length() - 1
        ends ^= 1 << end
        yield end - size, end, _marked_words(marks, range(size), end - size) if marked else ()


def _element(step: Step, present: list[str]) -> dict[str, Any]:
    element: dict[str, Any] = {}
    attribute = "LEMMA" if step.how == EXACT else "ORTH"
    if step.how == OTHERS:
        if present:
            element[attribute] = {"NOT_IN": present}
    else:
        element[attribute] = present[0] if len(present) == 1 else {"IN": present}
    if (step.least, step.most) == (0, 1):
        element["OP"] = "?"
    elif step.most > 1:
        element["OP"] = f"{{{step.least},{step.most}}}"
    return element


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


def _marked_words(
    marks: tuple[tuple[str, ...], ...], alignment: Sequence[int], start: int
) -> tuple[tuple[str, int, int], ...]:
    """(name, first word, last word + 1) of each mark, word indices being those of the Doc."""
    spans: dict[str, tuple[int, int]] = {}
    for offset, element in enumerate(alignment):
        for name in marks[element] if element < len(marks) else ():
            first, _ = spans.get(name, (start + offset, 0))
            spans[name] = (first, start + offset + 1)
    return tuple((name, first, last) for name, (first, last) in spans.items())


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
