"""Telling the lines of a résumé apart: header lines, prose, labels, contact lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from reframe.patterns import late
from reframe.resume.dates import Dates, find_dates, without_dates
from reframe.resume.lexicon import Found, Lexicon, Word, fold, words_of

if TYPE_CHECKING:
    from reframe.model import Block, BlockKind
    from reframe.resume.knowledge import AltWork, HeaderWords, Knowledge

_GLYPH: Final = late(r"^\s*(?:[•●○◦▪▫■□◆◇►▸‣⁃∙➢➤✓✔★☆※🔹🔸]\s*|[-–—*+>]\s+)")
_ABBREVIATED: Final = late(
    r"(?:\b(?:inc|ltd|co|corp|llc|jr|sr|st|mt|dept|univ|est|no|dr|prof|gov|intl|assoc|ph\.d|b\.a|m\.a|b\.sc|u\.s|u\.k|"
    r"k\.k|etc|approx|pres|[a-z]{3})|\b[a-z])\.\s*$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION: Final = len("approx.")
_STOPS: Final = (".", "!", "?", "。")
_MONTH_END: Final = late(r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.\s*$", re.IGNORECASE)
_CLAUSE: Final = late(
    r"\b(?:I|I'm|I've|was|were|is|are|am|has|have|had|will|would|who|which|that|because|where|when|while|my|me|our)\b"
)
_SENTENCE_BREAK: Final = late(r"[.!?。！？](?:(?<=[。！？])|(?<=[a-z)]{2}.)\s+[A-Z])")
_LABEL: Final = late(r"^[^:：]{2,40}[:：]\s*(?:\S.*)?$", re.DOTALL)
_CONTACT: Final = late(
    r"@[\w-]+\.|https?://|www\.|\b(?:linkedin|github|gitlab)\b|\+\d[\d\s()./-]{6,}|\(?\d{2,5}\)?[\s.-]\d{2,4}[\s.-]\d{3,4}"
    r"|\b(?:phone|mobile|tel|email|e-mail|address|skype|line id)\b\s*[:：]|〒|電話|メール",
    re.IGNORECASE,
)
_SEPARATOR: Final = r"\t|\s[|│¦]\s|\s[–—-]\s|[|•·・@]"
_SEPARATORS: Final = late(_SEPARATOR)
_PART_END: Final = late(rf"[,，、;()（）]|{_SEPARATOR}")
_NAMING: Final = frozenset({"job", "degree", "organisation"})
_LONGEST_HEADER: Final = 500
REMEMBERED: Final = 150
"""Of so many lines it is kept what they look like: versions of one résumé share most of theirs."""


class Vocabulary:
    """The listed words of header lines and places, found together."""

    def __init__(self, header_words: HeaderWords, alt_work: AltWork) -> None:
        places = dict(alt_work.places)
        self.lexicon = Lexicon(
            {
                "job": header_words.jobs,
                "degree": header_words.degrees,
                "organisation": header_words.organisations,
                "japan": (*places["japan"], *places["japan-words"]),
                "elsewhere": places["elsewhere"],
            },
            romaji=("japan",),
        )
        self.codes = frozenset(places["elsewhere-codes"])
        self.place_words = frozenset(fold(word) for word in header_words.place_words)
        self.fields = frozenset(fold(word) for word in header_words.field_labels)
        self.term_words = frozenset(fold(word) for word in header_words.term_words)
        self.openers = frozenset(fold(word) for word in header_words.title_openers)
        self.doing = frozenset(fold(word) for word in header_words.doing)


@lru_cache(maxsize=4)
def vocabulary_of(knowledge: Knowledge) -> Vocabulary:
    """The lookup made once for a phrasebook."""
    return Vocabulary(knowledge.header_words, knowledge.alt_work)


@dataclass(frozen=True)
class Look:
    """What a text looks like, wherever it stands, each trait found out when first asked for: most bullets need none."""

    text: str
    kind: BlockKind
    vocabulary: Vocabulary = field(repr=False)

    @cached_property
    def bullet(self) -> bool:
        """Whether the text is set as a bullet, or begins as one."""
        return self.kind == "bullet" or (self.kind == "paragraph" and bool(_GLYPH.match(self.text)))

    @cached_property
    def dates(self) -> tuple[Dates, ...]:
        """The dates of the text, if it is no longer than header lines are."""
        return () if self._long else find_dates(self.text)

    @cached_property
    def bare(self) -> str:
        """The text without its dates."""
        if self._long:
            return self.text
        return without_dates(self.text, self.dates) if self._value is None else without_dates(self._value)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of ``bare``."""
        return words_of(self.bare)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """The listed words of ``bare``."""
        return () if self._long else self.vocabulary.lexicon.find(self.bare, self.words)

    @cached_property
    def prose(self) -> bool:
        """Whether it is a sentence or a phrase that says what was done: no header."""
        if self._long:
            return True
        dated = bool(self.dates)
        return self.kind != "heading" and is_prose(
            self.bare, self.words, self.found, self.vocabulary, dated=dated
        )

    @cached_property
    def label(self) -> bool:
        """Whether it is one as "Key achievements:" or "Technologies: Go, Python"."""
        if self._long or self.dates or self._value is not None or not _LABEL.match(self.text):
            return False
        return not any(hit.kind == "job" for hit in self.found)

    @property
    def _long(self) -> bool:
        return len(self.text) > _LONGEST_HEADER

    @cached_property
    def _value(self) -> str | None:
        """The value of a form's field: "Interac" of "Employer: Interac"."""
        if ":" not in self.text and "：" not in self.text:
            return None
        name, colon, value = self.text.replace("：", ":").partition(":")
        return value.strip() if colon and fold(name).strip() in self.vocabulary.fields else None


@dataclass(frozen=True, slots=True)
class Line:
    """A block with everything that tells what sort of line it is."""

    index: int
    block: Block
    look: Look

    @property
    def text(self) -> str:
        """The text of the block."""
        return self.look.text

    @property
    def bullet(self) -> bool:
        """Whether it is a bullet, set or typed."""
        return self.look.bullet

    @property
    def dates(self) -> tuple[Dates, ...]:
        """Its dates; offsets are those of ``text``."""
        return self.look.dates

    @property
    def bare(self) -> str:
        """The text without its dates."""
        return self.look.bare

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of ``bare``."""
        return self.look.words

    @property
    def prose(self) -> bool:
        """Whether it is a sentence or says what was done."""
        return self.look.prose

    def has(self, *kinds: str) -> bool:
        """Whether a listed word of one of the kinds is in the line."""
        found = self.look.found
        return bool(found) and any(hit.kind in kinds for hit in found)

    @property
    def range(self) -> Dates | None:
        """The first range of dates, or the first date."""
        return next((dates for dates in self.dates if dates.ranged), self.dates[0] if self.dates else None)

    @property
    def only_dates(self) -> bool:
        """Whether the line holds nothing but dates."""
        return bool(self.dates) and not self.words

    @property
    def header_like(self) -> bool:
        """Whether the line may be one of an entry's header lines."""
        return not (self.look.bullet or self.look.prose or self.look.label)

    @property
    def contact(self) -> bool:
        """Whether the line tells how to reach the person."""
        return bool(_CONTACT.search(self.text))

    @property
    def separated(self) -> bool:
        """Whether tabs, bars, spaced dashes or middle dots divide the line."""
        return bool(_SEPARATORS.search(self.text))


_look_of = lru_cache(maxsize=REMEMBERED)(Look)


def line_of(index: int, block: Block, vocabulary: Vocabulary) -> Line:
    """A block looked at as a line of a résumé."""
    return Line(index, block, _look_of(block.text, block.kind, vocabulary))


def is_prose(
    text: str,
    words: tuple[Word, ...],
    found: tuple[Found, ...],
    vocabulary: Vocabulary,
    *,
    dated: bool = False,
) -> bool:
    """Whether a text is a sentence, or begins with what somebody did."""
    if not words:
        return False
    count = len(words)
    if count > 32 or (count > 2 and _says_what_was_done(text, words, found, vocabulary)):
        return True
    longest = _longest_part(text, words)
    ends = _ends_sentence(text)
    if count > 5 and _SENTENCE_BREAK.search(text) and (ends or longest > 8 or _CLAUSE.search(text)):
        return True
    if count > 4 and ends and not (dated and longest < 8 and any(hit.kind in _NAMING for hit in found)):
        return True
    if count > 6 and _CLAUSE.search(text) and not _SEPARATORS.search(text):
        return True
    return longest > 12


def _ends_sentence(text: str) -> bool:
    """Whether a full stop stands at the end that does not belong to an abbreviation."""
    text = text.rstrip()
    return text.endswith(_STOPS) and not _ABBREVIATED.search(text, max(0, len(text) - _LONGEST_ABBREVIATION))


def _longest_part(text: str, words: tuple[Word, ...]) -> int:
    """How many words the longest stretch between commas, brackets and separators has."""
    longest = part = 0
    for word, following in pairwise(words):
        part += 1
        gap = text[word.end : following.start + 1]
        if (gap[0] != " " or not gap[1:].isalnum()) and _PART_END.search(gap):
            part = 0
        longest = max(longest, part + 1)
    return max(longest, 1)


def _says_what_was_done(
    text: str, words: tuple[Word, ...], found: tuple[Found, ...], vocabulary: Vocabulary
) -> bool:
    """Whether a line opens with a verb ("Managed five instructors"), not with a title ("Managing Director")."""
    first = words[0].key
    if _is_titled(text, words, found):
        return False
    if first in vocabulary.doing:
        return True
    if len(first) < 5 or not first.endswith(("ed", "ing")):
        return False
    if _names_organisation(text, words, found):
        return False
    jobs = [hit.first for hit in found if hit.kind == "job"]
    nearest = min(jobs, default=99)
    if first in vocabulary.openers:
        return nearest > 4
    return not (first.endswith("ing") and nearest == 1 and not words[1].key.endswith("s"))


def _is_titled(text: str, words: tuple[Word, ...], found: tuple[Found, ...]) -> bool:
    """Whether a line names a job, then an employer ("Help Desk Assistant, Lakeshore College"), verb or not."""
    if not any(hit.kind == "job" for hit in found):
        return False
    end = next((word.end for word in words if _PART_END.search(text, word.end, word.end + 2)), 0)
    return (
        any(hit.kind == "job" and hit.end == end for hit in found)
        and any(hit.kind == "organisation" and hit.start > end for hit in found)
        and all(word.raw[:1].isupper() for word in words if word.end <= end)
    )


def _names_organisation(text: str, words: tuple[Word, ...], found: tuple[Found, ...]) -> bool:
    """Whether the line opens with an organisation ("Staffing agency, Dublin")."""
    firsts = [hit for hit in found if hit.kind == "organisation" and 1 <= hit.first <= 3]
    return any(
        hit.last == len(words) or _PART_END.search(text, hit.end, words[hit.last].start + 1) for hit in firsts
    )


def is_headline(line: Line) -> bool:
    """Whether a short line below the name says what the person is ("Bilingual project coordinator")."""
    return (
        line.has("job", "degree")
        and not line.contact
        and not line.dates
        and not line.bullet
        and 1 <= len(line.words) <= 20
    )
