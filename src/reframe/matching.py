"""A phrasebook's phrases -> spaCy matchers; a text -> hits. The only module that imports spaCy.

Finite phrases stand together in one ``PhraseMatcher``; those with families, numbers or gaps are ``Matcher``
patterns, each built the first time a text holds one of the words it cannot do without. What a phrase
may cost a text that has nothing to do with it is one look-up a word.

A matching ``Doc`` holds the words of ``reframe.tokenising``, between a ``^`` and a ``$``: ORTH is the folded
word, LEMMA the word as written. Words that are one slip away from a word of the phrasebook count as that
word (``lesons``, ``culutre``), if they are six letters or longer and no English word themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from spacy.matcher import Matcher as SpacyMatcher
from spacy.matcher import PhraseMatcher
from spacy.matcher.levenshtein import levenshtein
from spacy.tokens import Doc
from spacy.vocab import Vocab

from reframe.model import Capture, Hit
from reframe.phrasebook.phrases import END, START
from reframe.phrasebook.spelling import correctable
from reframe.tokenising import SENTENCE_END, Word, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reframe.phrasebook.compiling import CompiledPhrase, CompiledPhrases, Pattern

UNDERLINE = "<<"


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
        self._built: dict[int, SpacyMatcher] = {}
        self._corrections: dict[str, str] = {}
        self._needs: dict[int, tuple[tuple[tuple[frozenset[str], bool], ...], ...]] = {}

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
        doc = Doc(
            self._vocab,
            words=[START, *text.norms, END],
            lemmas=["", *(word.text for word in text.words), ""],
        )
        found = list(self._finite_hits(doc, text.words, block))
        for index in sorted(self._awake(text)):
            found.extend(self._pattern_hits(index, doc, text.words, block))
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

    @cached_property
    def _finite(self) -> PhraseMatcher:
        matcher = PhraseMatcher(self._vocab, attr="ORTH")
        for index, sequences in self._phrases.finite:
            matcher.add(str(index), [Doc(self._vocab, words=list(words)) for words in sequences])
        return matcher

    def _finite_hits(self, doc: Doc, words: tuple[Word, ...], block: int) -> Iterator[Hit]:
        for key, start, end in self._finite(doc):
            phrase = self._phrases.phrases[int(self._vocab.strings[key])]
            yield _hit(phrase, words, start - 1, end - 1, (), block)

    # ---- patterns

    def _awake(self, text: Text) -> set[int]:
        """The phrases of which a word they cannot do without stands in the text."""
        awake: set[int] = set()
        triggers, exact = self._phrases.triggers, self._phrases.exact_triggers
        for norm in set(text.norms):
            awake.update(triggers.get(norm, ()))
        for word in {word.text for word in text.words}:
            awake.update(exact.get(word, ()))
        if START in triggers:
            awake.update(triggers[START])
        present = {START, END, *text.norms}
        written = {word.text for word in text.words}
        return {index for index in awake if self._may_match(index, present, written)}

    def _may_match(self, index: int, present: set[str], written: set[str]) -> bool:
        """Whether the text holds, for some pattern of the phrase, a word for each place that needs one."""
        needs = self._needs.get(index)
        if needs is None:
            needs = self._needs[index] = tuple(_needs(pattern) for pattern in self._phrases.patterns[index])
        return any(
            all(not words.isdisjoint(written if exact else present) for words, exact in need)
            for need in needs
        )

    def _pattern(self, index: int) -> SpacyMatcher:
        built = self._built.get(index)
        if built is None:
            built = SpacyMatcher(self._vocab, validate=False)
            for number, pattern in enumerate(self._phrases.patterns[index]):
                built.add(str(number), [pattern.spacy])
            self._built[index] = built
        return built

    def _pattern_hits(self, index: int, doc: Doc, words: tuple[Word, ...], block: int) -> Iterator[Hit]:
        phrase = self._phrases.phrases[index]
        patterns = self._phrases.patterns[index]
        marked = any(pattern.marks for pattern in patterns)
        matches: Iterable[Any] = self._pattern(index)(doc, with_alignments=marked)
        for match in matches:
            start, end = match[1], match[2]
            marks: tuple[tuple[str, int, int], ...] = ()
            if marked:
                pattern = patterns[int(self._vocab.strings[match[0]])]
                marks = _marked_words(pattern.marks, match[3], start)
            yield _hit(phrase, words, start - 1, end - 1, marks, block)

    # ---- typing slips

    def _corrected(self, norm: str) -> str:
        if not correctable(norm) or norm in self._phrases.vocabulary or norm in self._phrases.real_words:
            return norm
        known = self._corrections.get(norm)
        if known is None:
            known = self._corrections[norm] = self._nearest(norm)
        return known

    def _nearest(self, norm: str) -> str:
        for length in (len(norm), len(norm) + 1, len(norm) - 1):
            for word in self._phrases.by_initial.get((norm[0], length), ()):
                if levenshtein(norm, word, 2) == 1 or (length == len(norm) and _swapped(norm, word)):
                    return word
        return norm


def _needs(pattern: Pattern) -> tuple[tuple[frozenset[str], bool], ...]:
    """The words one of which must stand at each place of a pattern, and whether they count as written."""
    needs = []
    for element in pattern.spacy:
        if element.get("OP", "{1,1}") in {"?", "*"} or element.get("OP", "").startswith("{0"):
            continue
        for key, exact in (("ORTH", False), ("LEMMA", True)):
            wanted = element.get(key)
            if isinstance(wanted, str):
                needs.append((frozenset({wanted}), exact))
            elif isinstance(wanted, dict) and "IN" in wanted:
                needs.append((frozenset(wanted["IN"]), exact))
    return tuple(needs)


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
    """Of hits of one owner that overlap, keep the longest, the earlier where they are equally long."""
    kept: list[Hit] = []
    occupied: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, -len(h.captures), h.phrase)):
        taken = occupied.setdefault((hit.kind, hit.name), [])
        if all(hit.end <= start or end <= hit.start for start, end in taken):
            taken.append((hit.start, hit.end))
            kept.append(hit)
    return sorted(kept, key=lambda h: (h.start, -h.end, h.kind, h.name))
