"""A phrasebook's phrases -> spaCy matchers; a text -> hits. The only module that imports spaCy.

Finite phrases stand together in one ``PhraseMatcher``; those with families, numbers or gaps go through a
graph (``reframe.phrasebook.graph``). What a phrase may cost a text that has nothing to do with it is one
look-up a word.

A text is its words as ``reframe.tokenising`` cuts them, between a ``^`` and a ``$``. Words that are one slip
away from a word of the phrasebook count as that word (``lesons``, ``culutre``), if they are six letters or
longer and no English word themselves.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, islice, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from spacy.matcher import PhraseMatcher
from spacy.matcher.levenshtein import levenshtein
from spacy.tokens import Doc
from spacy.vocab import Vocab

from reframe.model import Capture, Hit
from reframe.overlaps import longest, outermost
from reframe.patterns import late
from reframe.phrasebook.compiled import BEFORE, BEHIND, Owner, phrases_beside
from reframe.phrasebook.graph import Kept, Walker
from reframe.phrasebook.spelling import correctable
from reframe.tokenising import END, SENTENCE_END, START, Word, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reframe.phrasebook.compiled import CompiledPhrases
    from reframe.phrasebook.graph import Key, Match

UNDERLINE = "<<"
_DOUBLED = late(r"(.)\1")
UNKNOWN = "\n"
"""Stands for every word that is in no plain phrase."""

REMEMBERED = 150
"""Of so many texts the words and hits are kept, the last ones: versions of one résumé share most of their lines."""
AT_ONCE = 600
"""About so many words are matched at a time."""
MOST_WORDS = 5_000
"""Of so many words it is kept what they were meant to be."""
MOST_UNLISTED = 3_000
"""The same of words that no phrase holds, for which it takes longer to find out."""
MOST_OWNERS = 2_000
"""Of so many phrases it is kept whose they are."""
MOST_TAKEN = 1_000
"""So many plain phrases are held by spaCy's matcher, which needs most of a kilobyte for each."""
PLAIN = "plain"
"""What spaCy knows all plain phrases by; whose a match is, is told by its words."""


@dataclass(frozen=True)
class Text:
    """A text, its words, and the sentence each word belongs to."""

    text: str
    words: tuple[Word, ...]
    norms: tuple[str, ...]
    sentences: tuple[int, ...]

    @cached_property
    def present(self) -> frozenset[str]:
        """Every word of the text, once."""
        return frozenset(self.norms)

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that stand wholly in a range of characters."""
        first = bisect_left(self.words, start, key=_START)
        return self.words[first : bisect_right(self.words, end, lo=first, key=_END)]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds the character at ``offset``, from 0."""
        after = bisect_right(self.words, offset, key=_START)
        return self.sentences[after - 1] if after else 0


_NORM, _START, _END = attrgetter("norm"), attrgetter("start"), attrgetter("end")


class _Owned(NamedTuple):
    """Whose a phrase is, what it is bound to, and what phrases that are bound to it know it by."""

    owner: Owner
    bound_to: Key | None
    tells: tuple[Key, ...]

    @classmethod
    def by(cls, owner: Owner) -> _Owned:
        return cls(owner, owner.bound_to, owner.tells)


class Matcher:
    """Finds the phrases of one phrasebook in any number of texts."""

    def __init__(self, phrases: CompiledPhrases) -> None:
        self._phrases = phrases
        self._owned: Kept[int, _Owned] = Kept(
            lambda phrase: _Owned.by(phrases.owners[phrase]), most=MOST_OWNERS
        )
        self._plain = _PlainPhrases(phrases.finite)
        self._meant = Kept(self._corrected, most=MOST_WORDS)
        self._nearest = Kept(self._nearest_of, most=MOST_UNLISTED)
        self._candidates = Kept(phrases.meant)
        self._walker = Walker(phrases.graph, lambda phrase: phrases.owners[phrase].bound_to)
        self._found: dict[str, list[Hit]] = {}
        self._read = lru_cache(maxsize=REMEMBERED)(self._cut)

    def hits_in(self, text: str) -> list[Hit]:
        """Every phrase found in one text."""
        return self.hits([self.read(text)])

    def hits(self, texts: Sequence[Text]) -> list[Hit]:
        """Every phrase found in every text, ``Hit.block`` being the text's index; longest first at one place."""
        known, new = self._found, dict[str, tuple[int, Text]]()
        for index, text in enumerate(texts):
            if text.text not in known:
                new.setdefault(text.text, (index, text))
        for batch in _batches(new.values()):
            for (_, text), hits in zip(batch, self._hits_of(batch), strict=True):
                known[text.text] = _longest(hits)
        found = [
            hit if hit.block == index else hit._replace(block=index)
            for index, text in enumerate(texts)
            for hit in known[text.text]
        ]
        for oldest in list(islice(known, max(0, len(known) - REMEMBERED))):
            del known[oldest]
        return found

    def _hits_of(self, texts: Sequence[tuple[int, Text]]) -> list[list[Hit]]:
        """The hits of each of several numbered texts, found in one pass over all their words."""
        norms: list[str] = []
        written: list[str] = []
        begins: list[int] = []
        for _, text in texts:
            begins.append(len(norms))
            norms += [START, *text.norms, END]
            written += [START, *(word.text for word in text.words), END]
        found: list[list[Hit]] = [[] for _ in texts]
        told: dict[Key, set[int]] = {}  # the lines where something was found that other phrases are bound to
        bound: list[tuple[int, Match]] = []

        def take(phrase: int, match: Match) -> None:
            owner, _, tells = self._owned[phrase]
            number = bisect_right(begins, match[0]) - 1
            block, text = texts[number]
            found[number].append(_hit(owner, block, text.words, match, begins[number] + 1))
            for key in tells:
                told.setdefault(key, set()).add(number)

        for phrase, match in self._plain.matches(norms):
            if self._owned[phrase].bound_to:
                bound.append((phrase, match))
            else:
                take(phrase, match)
        for phrase, match in self._walker.matches(norms, written, begins, told):
            take(phrase, match)
        for phrase, match in bound:
            key = self._owned[phrase].bound_to
            if key and bisect_right(begins, match[0]) - 1 in told.get(key, ()):
                take(phrase, match)
        return found

    def read(self, text: str) -> Text:
        """Cut a text into words, with slips of the keyboard put right in their ``norm``."""
        return self._read(text)

    def _cut(self, text: str) -> Text:
        words = tuple(split(text))
        norms = tuple(map(self._meant.__getitem__, map(_NORM, words)))
        ends = [norm == SENTENCE_END for norm in norms[:-1]]
        return Text(text, words, norms, tuple(accumulate(ends, initial=0)) if words else ())

    # ---- typing slips

    def _corrected(self, norm: str) -> str:
        """The word that a word as written was meant to be, nearly always itself."""
        if not correctable(norm) or f" {norm} " in self._candidates[norm[0]].get(len(norm), ""):
            return norm
        return self._nearest[norm]

    def _nearest_of(self, norm: str) -> str:
        """What an unlisted word meant: itself if it is English, else the listed word it is a slip for.

        Of several the one that differs in a doubled letter, then in two swapped ones.
        """
        if f" {norm} " in self._phrases.real_words:
            return norm
        found = [
            (_slip(norm, word), word)
            for length in (len(norm), len(norm) + 1, len(norm) - 1)
            for word in self._candidates[norm[0]].get(length, "").split()
            if levenshtein(norm, word, 2) == 1 or (length == len(norm) and _swapped(norm, word))
        ]
        return min(found)[1] if found else norm


class _PlainPhrases:
    """The plain phrases of a phrasebook, taken into spaCy's matcher when all their words first stand side by side."""

    def __init__(self, finite: Mapping[str, str]) -> None:
        self._finite = finite
        self._vocab = Vocab()
        self._hashes: dict[str, int] = {}
        self._forget()

    def _forget(self) -> None:
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._phrases_of: dict[str, tuple[int, ...]] = {}
        """The words of each phrase that was taken, and its numbers."""
        self._alone: set[str] = set()
        """Words that were looked up for phrases of one word."""
        self._taken: set[tuple[str, str]] = set()
        """Words beside each other all of whose phrases were taken."""

    def matches(self, norms: list[str]) -> Iterator[tuple[int, Match]]:
        """Every plain phrase found, as its number and where it stands."""
        if len(self._phrases_of) > MOST_TAKEN:
            self._forget()
        self._learn(norms)
        for _, start, end in self._matcher(Doc(self._vocab, words=self._known(norms))):
            for index in self._phrases_of[" ".join(norms[start:end])]:
                yield index, (start, end, ())

    def _learn(self, norms: list[str]) -> None:
        pairs = set(pairwise(norms))
        held = {norm: self._finite[norm] for norm in set(norms) if norm in self._finite}
        for norm in held.keys() - self._alone:
            self._alone.add(norm)
            self._take(phrases_beside(held[norm], ""))
        for left, right in pairs - self._taken:
            phrases: list[str] = []
            if left in held and f"{BEHIND}{right}\t" in held[left]:
                phrases += phrases_beside(held[left], BEHIND + right)
            if right in held and f"{BEFORE}{left}\t" in held[right]:
                phrases += phrases_beside(held[right], BEFORE + left)
            if phrases:
                standing = [words for words in phrases if pairs.issuperset(pairwise(words.split(" ")[1:]))]
                self._take(standing)
                if len(standing) == len(phrases):
                    self._taken.add((left, right))

    def _take(self, phrases: Iterable[str]) -> None:
        """Add phrases as the hashes of their words, as spaCy itself does when it takes up a pickled matcher."""
        for phrase in phrases:
            index, _, words = phrase.partition(" ")
            known = self._phrases_of.get(words, ())
            if int(index) not in known:
                self._phrases_of[words] = (*known, int(index))
                if not known:
                    self._matcher.add(PLAIN, [tuple(map(self._hash, words.split(" ")))])  # type: ignore[list-item]

    def _hash(self, word: str) -> int:
        if word not in self._hashes:
            self._hashes[word] = self._vocab.strings.add(word)
        return self._hashes[word]

    def _known(self, norms: list[str]) -> list[str]:
        """The words with those that no phrase holds as one and the same, so that spaCy's store never grows."""
        return [norm if norm in self._hashes else UNKNOWN for norm in norms]


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


def _batches(texts: Iterable[tuple[int, Text]]) -> Iterator[list[tuple[int, Text]]]:
    """The texts in groups, since the bits of a place are moved with those of all words before it."""
    batch: list[tuple[int, Text]] = []
    words = 0
    for numbered in texts:
        batch.append(numbered)
        words += len(numbered[1].words)
        if words >= AT_ONCE:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _hit(owner: Owner, block: int, words: tuple[Word, ...], match: Match, first: int) -> Hit:
    """A match as a hit, sentinels trimmed; ``first`` is what the first of the words counts as in the match.

    The underlined part decides its range.
    """
    start, end, marks = match
    captures: tuple[Capture, ...] = ()
    for name, from_, to in marks:
        if name == UNDERLINE:
            start, end = from_, to
        else:
            captures += (Capture(name, words[from_ - first].start, words[to - 1 - first].end),)
    first_word, last_word = words[max(start - first, 0)], words[min(end - first, len(words)) - 1]
    return Hit(owner.kind, owner.name, block, first_word.start, last_word.end, captures, owner.number)


_EACH_COUNTS = frozenset({"rule", "except"})


def _longest(hits: list[Hit]) -> list[Hit]:
    """Of hits of one owner that overlap, keep the longest, the earlier where they are equally long.

    Two phrases of a rule that overlap in part both stay: together they are what is underlined. So do two of its
    exceptions: each takes back what it overlaps.
    """
    if len(hits) < 2:
        return hits
    by_owner: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        by_owner.setdefault(hit[:2], []).append(hit)
    kept: list[Hit] = []
    for (kind, _), owned in by_owner.items():
        choose = outermost if kind in _EACH_COUNTS else longest
        kept.extend(choose(owned, first=_first) if len(owned) > 1 else owned)
    return sorted(kept, key=lambda h: (h.start, -h.end, h.kind, h.name))


def _first(hit: Hit) -> tuple[int, int]:
    return -len(hit.captures), hit.phrase
