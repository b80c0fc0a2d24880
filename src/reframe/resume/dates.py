"""Dates as résumés write them: months, seasons, Japanese eras, ranges, "to present"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from reframe.model import Month
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ERAS: Final = {
    "昭和": 1925, "平成": 1988, "令和": 2018, "showa": 1925, "shōwa": 1925, "heisei": 1988, "reiwa": 2018,
    "s": 1925, "h": 1988, "r": 2018,
}  # fmt: skip

_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_SEASON = r"(?:spring|summer|autumn|fall|winter|michaelmas|hilary|trinity|easter)(?:\s+(?:term|semester))?"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_ERA = r"(?:昭和|平成|令和|showa|shōwa|heisei|reiwa)"

_POINTS: Final = (
    rf"(?P<jy>{_YEAR})\s*年(?:度|\s*(?P<jm>\d{{1,2}})\s*月(?:\s*\d{{1,2}}\s*日)?)?",
    rf"(?P<era>{_ERA})\s*(?P<ey>\d{{1,2}}|元)(?:\s*年)?(?:度|\s*(?P<em>\d{{1,2}})\s*月(?:\s*\d{{1,2}}\s*日)?)?",
    r"\b(?P<ea>[shr])(?P<eay>\d{1,2})\.(?P<eam>\d{1,2})(?:\.\d{1,2})?\b",
    rf"\b(?:{_ORDINAL}\s+)?(?P<mn>{_MONTH})(?:\s+{_ORDINAL})?[\s,/-]*(?:of\s+)?(?:(?P<my>{_YEAR})|['`](?P<my2>\d\d))\b",
    rf"\b(?P<my3>{_YEAR})[\s,]+(?P<mn3>{_MONTH})(?:\s+\d{{1,2}})?(?!\s*{_YEAR})",
    rf"\b(?P<mn4>{'|'.join(m for m in _MONTHS if m != 'may')})[\s.-]+(?P<my4>\d\d)\b(?!\s*[%:])",
    rf"\b(?P<sn>{_SEASON})[\s,]+(?:of\s+)?(?:(?P<sy>{_YEAR})|'(?P<sy2>\d\d))\b",
    rf"\b(?P<iy>{_YEAR})\s?[-/.]\s?(?P<im>0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?\b(?!\d|[-/.]\d{{1,2}}(?!\d))",
    rf"\b(?:0?[1-9]|[12]\d|3[01])[/.](?P<dm>0?[1-9]|1[0-2])[/.](?P<dy>{_YEAR})\b",
    rf"\b(?P<um>0?[1-9]|1[0-2])[/.](?:0?[1-9]|[12]\d|3[01])[/.](?P<uy>{_YEAR})\b",
    rf"\b(?P<nm>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<ny>{_YEAR})\b",
    r"\b(?P<xm>0[1-9]|1[0-2])/(?P<xy>\d\d)\b(?!/)",
    rf"(?<![\d.,¥$€£#])(?P<y>{_YEAR})(?!\d|[.,]\d|\s*(?:%|hours|students|people|yen))",
)
_NOW = (
    r"(?P<now>\b(?:the\s+)?(?:present(?:\s+day)?|pres\b\.?|current(?:ly)?|now|today|ongoing|to\s+date|date)\b"
    r"|現在|今|在職中)"
)
_DASH = r"\s*(?:–|--?|~|\b(?:to|until|till|thru|through|and)\b|から)\s*"
_OPENING = r"\b(?:from|since|between)\s+"
_DURATION = (
    r"[(\[]?\s*(?:about\s+|approx\.?\s+)?\d{1,2}(?:\.\d)?\+?\s*(?:years?|yrs?|ヶ月|か月|カ月|months?|mos?|年間|年)\b\.?"
    r"(?:[\s,]*(?:and\s+)?\d{1,2}\s*(?:months?|mos?|ヶ月|か月)\b\.?)?\s*[)\]]?"
)
_ALIKE: Final = str.maketrans({**dict.fromkeys("—―‒‐−〜～→", "–"), **dict.fromkeys("’‘", "'")})
"""What is written instead of an en dash or an apostrophe; patterns that know many signs take longer to compile."""


class Dates(NamedTuple):
    """A date or a range of dates and where it stands in a text."""

    start: int
    end: int
    first: Month | None
    last: Month | None
    current: bool = False
    ranged: bool = False
    """False for a single date: "2019", "May 2019"."""


# What a date begins with; a place that begins with none of it is passed by.
_START = rf"(?=[\da-fhjm-or-tw昭平令])(?=\d|\b(?:{_MONTH}|{_SEASON}|{_OPENING}|[shr]\d)|{_ERA})"
# A date has a digit that stands in one of these ways, or behind the name of a month or an era.
_TELLING_DIGIT: Final = late(
    r"[\d元](?:(?<=元)|(?<=1)9[5-9]\d|(?<=2)0[0-4]\d|/\d\d|(?<=['’‘`]\d)\d|(?<=[shr]\d)\d?\.\d)"
)
_NAMED_DIGIT: Final = late(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[\s.-]+\d\d|(?:昭和|平成|令和|wa|sei)\s*\d"
)
_ANY_DIGIT: Final = late(r"\d")


def _may_hold_date(lowered: str) -> bool:
    """Whether it is worth looking for dates, which takes many times as long as this."""
    if _TELLING_DIGIT.search(lowered):
        return True
    return bool(_ANY_DIGIT.search(lowered) and _NAMED_DIGIT.search(lowered))


def _lowered(text: str) -> str:
    """A text in small letters, as long as it was; patterns that know no case are many times slower."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")


class _Patterns(NamedTuple):
    """Patterns for lowered text, compiled when a text first may hold a date."""

    point: re.Pattern[str]
    """One date, with what opens it ("since") and what leaves it open ("2019 -")."""
    dash: re.Pattern[str]
    """What stands between the ends of a range."""
    end: re.Pattern[str]
    """An end that is no date of its own: "present", or the last digits of a year."""
    month_before: re.Pattern[str]
    """A month or season without its year, and the dash behind it."""
    years: re.Pattern[str]
    """Two years as in "2018/19", or a year alone."""


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns(
        late(
            rf"{_START}(?P<opening>{_OPENING})?(?P<point>{'|'.join(_POINTS)})"
            r"(?P<open>\s*(?:[–~-]|から|onwards?)(?=\s*(?:$|[)\]|,;\t]))|から)?"
        ),
        late(_DASH),
        late(rf"{_NOW}|(?P<short>\d\d)(?!\d|\s*[./-]\d)(?![\w%])"),
        late(rf"(?:{_OPENING})?\b(?P<name>{_MONTH}|{_SEASON}){_DASH}$"),
        late(rf"(?<![\d.,¥$€£#])(?P<first>{_YEAR})(?:/(?P<short>\d\d)(?!\d|/))?"),
    )


def _full_year(two: str) -> int:
    return 1900 + int(two) if int(two) > 50 else 2000 + int(two)


def _month_of(match: re.Match[str]) -> Month:
    """The month that a matched date names."""
    at = {name: value for name, value in match.groupdict().items() if value is not None}
    for of_year, of_month in (("jy", "jm"), ("iy", "im"), ("dy", "dm"), ("uy", "um"), ("ny", "nm")):
        if of_year in at:
            return Month(int(at[of_year]), int(at.get(of_month, 0)))
    for era, of_year, of_month in (("era", "ey", "em"), ("ea", "eay", "eam")):
        if era in at:
            number = 1 if at[of_year] == "元" else int(at[of_year])
            return Month(_ERAS[at[era]] + number, int(at.get(of_month, 0)))
    for name in ("mn", "mn3", "mn4"):
        if name in at:
            tail = name[2:]
            year = at.get(f"my{tail}") or at.get("my2", "")
            return Month(int(year) if len(year) == 4 else _full_year(year), _month_number(at[name]))
    if "sn" in at:
        return Month(int(at["sy"]) if "sy" in at else _full_year(at["sy2"]))
    if "xm" in at:
        return Month(_full_year(at["xy"]), int(at["xm"]))
    return Month(int(at["y"]))


def _month_number(name: str) -> int:
    return _MONTHS.get(name.rstrip("."), 0)


def find_dates(text: str) -> tuple[Dates, ...]:
    """Every date and range of a text, in order; offsets are those of ``text``."""
    lowered = _lowered(text)
    return tuple(_dates_in(lowered.translate(_ALIKE))) if _may_hold_date(lowered) else ()


def _dates_in(lowered: str) -> Iterator[Dates]:
    point = _patterns().point
    done = 0
    while match := point.search(lowered, done):
        dates = _range_before(lowered, match, done) or _range_after(lowered, match) or _single(match)
        yield dates
        done = dates.end


def _single(match: re.Match[str]) -> Dates:
    first = _month_of(match)
    open_ended = bool(match["open"]) or (match["opening"] or "").startswith("since")
    last = None if open_ended else first
    return Dates(match.start(), match.end(), first, last, current=open_ended, ranged=open_ended)


def _range_before(lowered: str, match: re.Match[str], done: int) -> Dates | None:
    """The range that a date ends whose first month has no year of its own: "April – June 2019"."""
    name = match["mn"] or match["sn"]
    if not name or not lowered.startswith(name, match.start()):
        return None
    before = _patterns().month_before.search(lowered, done, match.start())
    if not before:
        return None
    last = _month_of(match)
    first = Month(last.year, _month_number(before["name"]))
    return Dates(before.start(), match.end("point"), first, last, ranged=True)


def _range_after(lowered: str, match: re.Match[str]) -> Dates | None:
    """The range that a date begins; a month may turn out to be two years: "2018-19", "2010/11"."""
    range_ = _joined(lowered, match.start(), match.end("point"), _month_of(match))
    years = None if range_ else _patterns().years.match(lowered, match.start("point"))
    if not years:
        return range_
    first = Month(int(years["first"]))
    if years["short"]:
        return _forwards(match.start(), years.end(), first, _same_century(first, years["short"]))
    return _joined(lowered, match.start(), years.end(), first) if years.end() < match.end("point") else None


def _joined(lowered: str, start: int, end: int, first: Month) -> Dates | None:
    """The range from a date that ends at ``end`` to what follows behind a dash, if that ends a range."""
    patterns = _patterns()
    dash = patterns.dash.match(lowered, end)
    if not dash:
        return None
    second = patterns.point.match(lowered, dash.end())
    if second and not second["opening"]:
        return _forwards(start, second.end("point"), first, _month_of(second))
    tail = patterns.end.match(lowered, dash.end())
    if not tail:
        return None
    if tail["now"]:
        return Dates(start, tail.end(), first, None, current=True, ranged=True)
    return _forwards(start, tail.end(), first, _same_century(first, tail["short"]))


def _forwards(start: int, end: int, first: Month, last: Month) -> Dates | None:
    """A range if it runs forwards: "2010-12" is one, "2019-07" a month."""
    return Dates(start, end, first, last, ranged=True) if first.year <= last.year else None


def _same_century(first: Month, two: str) -> Month:
    return Month(first.year - first.year % 100 + int(two))


_LONE_DURATION: Final = late(rf"(?:(?<=^)|(?<=[\s,;|(\[])){_DURATION}(?=\s*(?:$|[)\],;|\t]))", re.IGNORECASE)
_DURATION_DIGIT: Final = late(r"\d\+?\s*[ymYMヶかカ年]")
_BRACKETS: Final = late(r"[(\[（]\s*[,;:–—-]?\s*[)\]）]")
_EDGES: Final = " \t,;:|–—-·•/・"


def without_dates(text: str, dates: tuple[Dates, ...] | None = None) -> str:
    """A text with its dates, durations ("(3 years)") and the brackets around them blanked.

    The tabs and separators around them stay, so that the parts of a header line remain apart.
    """
    for found in reversed(find_dates(text) if dates is None else dates):
        text = f"{text[: found.start]} {text[found.end :]}"
    if _DURATION_DIGIT.search(text):
        text = _LONE_DURATION.sub(" ", text)
    return _BRACKETS.sub(" ", text).strip(_EDGES)
