"""An entry's header lines taken apart into title, employer, place and dates."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from reframe.patterns import late
from reframe.resume.dates import Dates, without_dates
from reframe.resume.lexicon import words_of
from reframe.tokenising import may_hold_japanese

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.resume.lexicon import Found, Word
    from reframe.resume.lines import Line, Vocabulary

_STRONG: Final = late(
    r"\t+|\s*[|│¦｜]\s*|\s*[•·●▪◆・]\s*|\s+[–—―-]{1,3}\s+|\s{3,}|\s+@\s*|\s+//\s+|\s*;\s+|\s+~\s+|　+"
)
_COMMA: Final = late(
    r"[,，、]\s*(?!(?:ltd|inc|llc|co|corp|limited|incorporated|gmbh|plc|s\.a|k\.k|jr|sr|ph\.d|esq)\b)(?![^(（]*[)）])",
    re.IGNORECASE,
)
_BRACKETED: Final = late(r"\s*[(（]([^()（）]+)[)）]")
_AT: Final = late(r"\s+(?:at|with|for|in)\s+|\s*@\s*")
_NUMBERED: Final = late(r"^\s*(?:\(\d{1,2}\)|\d{1,2}[.)])\s+")
_JAPANESE_GAP: Final = late(r"(?<=[\u3040-\u30ff\u3400-\u9fffー)）])[ 　]+(?=[\u3040-\u30ff\u3400-\u9fff])")
_EDGES: Final = " \t,;:|–—-·•/・*_"
_REMOTE: Final = frozenset(["remote", "hybrid", "onsite"])


class Header(NamedTuple):
    """What the header lines of an entry say."""

    title: str = ""
    employer: str = ""
    place: str = ""
    dates: Dates | None = None

    @property
    def label(self) -> str:
        """Title and employer, as reports name the entry."""
        return ", ".join(part for part in (self.title, self.employer) if part) or self.place


class _Part(NamedTuple):
    text: str
    segment: int
    sort: str
    """``title``, ``employer``, ``place``, ``open`` or ``term`` ("full-time")."""


def read_header(lines: Sequence[Line], vocabulary: Vocabulary, *, studies: bool = False) -> Header:
    """Title, employer, place and dates of an entry; ``studies`` when degrees stand where jobs have titles."""
    parts: list[_Part] = []
    segment = 0
    for line in lines:
        for text in _segments(line.bare):
            parts.extend(_parts(text, segment, vocabulary, studies=studies))
            segment += 1
    if not studies and not any(part.sort == "title" for part in parts):
        parts = [cut for part in parts for cut in _unglued(part, vocabulary)]
    return _assemble(parts)._replace(dates=_dates(lines))


def _unglued(part: _Part, vocabulary: Vocabulary) -> list[_Part]:
    """ "Receptionist dental clinic" as title and employer, where a reader has joined two lines."""
    if part.sort != "employer":
        return [part]
    words = words_of(part.text)
    jobs = [hit for hit in vocabulary.lexicon.find(part.text, words) if hit.kind == "job" and hit.last <= 4]
    if not jobs or jobs[-1].last >= len(words):
        return [part]
    cut = max(hit.end for hit in jobs)
    if part.text.count("(", 0, cut) > part.text.count(")", 0, cut):
        cut = part.text.find(")", cut) + 1 or cut
    title, employer = part.text[:cut].strip(_EDGES), part.text[cut:].strip(_EDGES)
    return [part._replace(text=title, sort="title"), part._replace(text=employer)] if employer else [part]


def _dates(lines: Sequence[Line]) -> Dates | None:
    """The dates beside the title where there are any, else the first range, else the first date."""
    found = [(line.has("job"), line.range) for line in lines if line.range]
    ranges = [(titled, dates) for titled, dates in found if dates.ranged] or found
    return next((dates for titled, dates in ranges if titled), ranges[0][1] if ranges else None)


def _segments(bare: str) -> list[str]:
    bare = _NUMBERED.sub("", bare)
    parts = _STRONG.split(bare)
    if may_hold_japanese(bare):
        parts = [part for raw in parts for part in _JAPANESE_GAP.split(raw)]
    return [part for raw in parts if (part := raw.strip(_EDGES))]


def _parts(text: str, segment: int, vocabulary: Vocabulary, *, studies: bool) -> list[_Part]:
    """A segment cut at its commas and before "at", and its bracketed place set free."""
    parts: list[_Part] = []
    for raw in _COMMA.split(text):
        piece = raw.strip(_EDGES)
        if not piece:
            continue
        place = ""
        bracket = _BRACKETED.search(piece)
        if bracket and _sort(bracket[1], vocabulary, studies=studies) == "place":
            place = bracket[1].strip()
            piece = _BRACKETED.sub("", piece, count=1).strip()
        parts.extend(
            _Part(cut, segment, _sort(cut, vocabulary, studies=studies))
            for cut in _at(piece, vocabulary, studies=studies)
            if cut
        )
        if place:
            parts.append(_Part(place, segment, "place"))
    return parts


def _at(piece: str, vocabulary: Vocabulary, *, studies: bool) -> list[str]:
    """ "English Teacher at Sakura Junior High School" as title and employer."""
    joints = list(_AT.finditer(piece))
    titles = [hit for hit in vocabulary.lexicon.find(piece) if hit.kind == "job"] if joints else []
    for match in joints:
        left, right = piece[: match.start()], piece[match.end() :]
        if any(hit.start < match.start() < hit.end for hit in titles) or not right:
            continue
        joint = match[0].strip()
        named = joint == "at" and _sort(left, vocabulary, studies=False) == "employer"
        titled = _sort(left, vocabulary, studies=studies) == "title"
        if named or (titled and _joins(joint, right, vocabulary)):
            return [left.strip(_EDGES), right.strip(_EDGES)]
    return [piece]


def _joins(joint: str, right: str, vocabulary: Vocabulary) -> bool:
    """Whether a joining word stands before an employer or a place, not inside a title ("Head for Heights")."""
    if joint in ("at", "@", "with"):
        return True
    sort = _sort(right, vocabulary, studies=False)
    if joint == "in":
        return sort == "place"
    return sort == "employer" and (right[:1].isupper() or not right[:1].isascii())


@lru_cache(maxsize=256)
def _sort(text: str, vocabulary: Vocabulary, *, studies: bool) -> str:
    """What a part is; titles, employers and places of one person come again and again."""
    words = words_of(text)
    if not words:
        return "open"
    found = vocabulary.lexicon.find(text, words)
    if _is_place(words, found, vocabulary):
        return "place"
    if all(word.key in vocabulary.term_words for word in words):
        return "term"
    degree = any(hit.kind == "degree" and hit.first <= 2 for hit in found)
    if studies and degree:
        return "title"
    plain = words
    if _BRACKETED.search(text):
        plain = words_of(_BRACKETED.sub("", text)) or words
        found = vocabulary.lexicon.find(text, plain)
    jobs = [hit for hit in found if hit.kind == "job"]
    organisations = [hit for hit in found if hit.kind == "organisation"]
    last = len(plain)
    if jobs and not organisations:
        return "title"
    if organisations and not jobs:
        return "employer"
    if jobs and organisations:
        if max(hit.last for hit in jobs) >= max(hit.last for hit in organisations):
            return "title"
        heads = any(
            hit.last <= 4 and hit.last < last and plain[hit.last].key in ("of", "for", "to") for hit in jobs
        )
        return "title" if heads else "employer"
    return "title" if degree and studies else "open"


def _is_place(words: tuple[Word, ...], found: tuple[Found, ...], vocabulary: Vocabulary) -> bool:
    covered: set[int] = set()
    if any(hit.kind in ("organisation", "job") and not hit.phrase.isascii() for hit in found):
        return False
    for hit in found:
        if hit.kind in ("japan", "elsewhere"):
            covered.update(range(hit.first, hit.last))
    named = bool(covered)
    for at, word in enumerate(words):
        if word.raw in vocabulary.codes:
            covered.add(at)
            named = named or len(words) == 1
        elif word.key in vocabulary.place_words or word.key.isdigit():
            covered.add(at)
    if len(covered) < len(words):
        return False
    return named or any(word.key in _REMOTE for word in words)


def _assemble(parts: list[_Part]) -> Header:
    """Sorted parts as a header; what nobody could sort goes by position."""
    parts = _name_towns(parts)
    titles = [part for part in parts if part.sort == "title"]
    rest = [part for part in parts if part.sort in ("employer", "open")]
    if not titles:
        opens = [part for part in rest if part.sort == "open"]
        chosen = opens[0] if opens and len(rest) > 1 else None
        if chosen is None and len(rest) == 1 and rest[0].sort == "open":
            chosen = rest[0]
        if chosen is not None:
            titles = [chosen]
            rest = [part for part in rest if part is not chosen]
    places: list[str] = []
    for part in parts:
        if part.sort == "place" and part.text not in places:
            places.append(part.text)
    employers = [part.text for part in rest]
    if any(part.sort == "employer" for part in rest) and len(rest) > 3:
        employers = [part.text for part in rest if part.sort == "employer"]
    return Header(
        title=", ".join(dict.fromkeys(part.text for part in titles[:3])),
        employer=", ".join(dict.fromkeys(employers[:3])),
        place=", ".join(places[:3]),
    )


def _name_towns(parts: list[_Part]) -> list[_Part]:
    """An unknown name right before a known place is a town, where the line names an employer besides."""
    named = list(parts)
    for at in range(len(named) - 1):
        part, following = named[at], named[at + 1]
        others = [other for other in named if other is not part and other.sort in ("employer", "open")]
        if (
            part.sort == "open"
            and following.sort == "place"
            and part.segment == following.segment
            and len(words_of(part.text)) <= 3
            and part.text[:1].isupper()
            and others
            and (
                at == 0 or named[at - 1].sort in ("employer", "open") or named[at - 1].segment != part.segment
            )
        ):
            named[at] = part._replace(sort="place")
    return named


def header_text(lines: Sequence[Line]) -> str:
    """The header lines without dates, for those who judge the whole of them."""
    return " | ".join(bare for line in lines if (bare := without_dates(line.text, line.dates)))
