"""Telling the lines of a résumé apart: header lines, prose, labels, contact lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from reframe.resume.dates import Dates, find_dates, without_dates
from reframe.resume.lexicon import Found, Lexicon, Word, fold, words_of

if TYPE_CHECKING:
    from reframe.model import Block, BlockKind
    from reframe.resume.knowledge import AltWork, HeaderWords, Knowledge

_GLYPH: Final = re.compile(r"^\s*(?:[•●○◦▪▫■□◆◇►▸‣⁃∙➢➤✓✔★☆※🔹🔸]\s*|[-–—*+>]\s+)")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:inc|ltd|co|corp|llc|jr|sr|st|mt|dept|univ|est|no|dr|prof|gov|intl|assoc|ph\.d|b\.a|m\.a|b\.sc|u\.s|u\.k|"
    r"k\.k|etc|approx|pres|[a-z]{3})|\b[a-z])\.\s*$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION: Final = len("approx.")
_STOPS: Final = (".", "!", "?", "。")
_MONTH_END: Final = re.compile(r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.\s*$", re.IGNORECASE)
_CLAUSE: Final = re.compile(
    r"\b(?:I|I'm|I've|was|were|is|are|am|has|have|had|will|would|who|which|that|because|where|when|while|my|me|our)\b"
)
_SENTENCE_BREAK: Final = re.compile(r"[.!?。！？](?:(?<=[。！？])|(?<=[a-z)]{2}.)\s+[A-Z])")
_LABEL: Final = re.compile(r"^[^:：]{2,40}[:：]\s*(?:\S.*)?$", re.DOTALL)
_CONTACT: Final = re.compile(
    r"@[\w-]+\.|https?://|www\.|\b(?:linkedin|github|gitlab)\b|\+\d[\d\s()./-]{6,}|\(?\d{2,5}\)?[\s.-]\d{2,4}[\s.-]\d{3,4}"
    r"|\b(?:phone|mobile|tel|email|e-mail|address|skype|line id)\b\s*[:：]|〒|電話|メール",
    re.IGNORECASE,
)
_SEPARATORS: Final = re.compile(r"\t|\s[|│¦]\s|\s[–—-]\s|[|•·・@]")
_PART_END: Final = re.compile(rf"[,，、;()（）]|{_SEPARATORS.pattern}")
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


@dataclass(frozen=True, slots=True)
class Line:
    """A block with everything that tells what sort of line it is."""

    index: int
    text: str
    block: Block
    dates: tuple[Dates, ...]
    bare: str
    """The text without its dates."""
    words: tuple[Word, ...]
    """The words of ``bare``."""
    found: tuple[Found, ...]
    """The listed words of ``bare``."""
    bullet: bool
    prose: bool
    """A sentence or a phrase that says what was done: no header."""
    label: bool
    """ "Key achievements:" or "Technologies: Go, Python"."""

    def has(self, *kinds: str) -> bool:
        """Whether a word of one of the kinds is in the line."""
        return bool(self.found) and any(found.kind in kinds for found in self.found)

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
        return not (self.bullet or self.prose or self.label)

    @property
    def contact(self) -> bool:
        """Whether the line tells how to reach the person."""
        return bool(_CONTACT.search(self.text))

    @property
    def separated(self) -> bool:
        """Whether tabs, bars, spaced dashes or middle dots divide the line."""
        return bool(_SEPARATORS.search(self.text))


def line_of(index: int, block: Block, vocabulary: Vocabulary) -> Line:
    """A block looked at as a line of a résumé."""
    text = block.text
    if len(text) <= _LONGEST_HEADER:
        return _look(text, block.kind, vocabulary)(index, text, block)
    bullet = _is_bullet(text, block.kind)
    return Line(index, text, block, (), text, words_of(text), (), bullet=bullet, prose=True, label=False)


@lru_cache(maxsize=REMEMBERED)
def _look(text: str, kind: BlockKind, vocabulary: Vocabulary) -> partial[Line]:
    """A line but for where it stands."""
    dates = find_dates(text)
    value = _field_value(text, vocabulary)
    bare = without_dates(text, dates) if value is None else without_dates(value)
    words = words_of(bare)
    found = vocabulary.lexicon.find(bare, words)
    label = value is None and not dates and bool(_LABEL.match(text))
    return partial(
        Line,
        dates=dates,
        bare=bare,
        words=words,
        found=found,
        bullet=_is_bullet(text, kind),
        prose=kind != "heading" and is_prose(bare, words, found, vocabulary, dated=bool(dates)),
        label=label and not any(hit.kind == "job" for hit in found),
    )


def _is_bullet(text: str, kind: BlockKind) -> bool:
    return kind == "bullet" or (kind == "paragraph" and bool(_GLYPH.match(text)))


def _field_value(text: str, vocabulary: Vocabulary) -> str | None:
    """The value of a form's field: "Interac" of "Employer: Interac"."""
    if ":" not in text and "：" not in text:
        return None
    name, colon, value = text.replace("：", ":").partition(":")
    return value.strip() if colon and fold(name).strip() in vocabulary.fields else None


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
