"""Dates as résumés write them: months, seasons, Japanese eras, ranges, "to present"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from reframe.model import Month

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

_POINT: Final = "|".join(
    (
        rf"(?P<§jy>{_YEAR})\s*年(?:度|\s*(?P<§jm>\d{{1,2}})\s*月(?:\s*\d{{1,2}}\s*日)?)?",
        rf"(?P<§era>{_ERA})\s*(?P<§ey>\d{{1,2}}|元)(?:\s*年)?(?:度|\s*(?P<§em>\d{{1,2}})\s*月(?:\s*\d{{1,2}}\s*日)?)?",
        r"\b(?P<§ea>[SHR])(?P<§eay>\d{1,2})\.(?P<§eam>\d{1,2})(?:\.\d{1,2})?\b",
        rf"\b(?:{_ORDINAL}\s+)?(?P<§mn>{_MONTH})(?:\s+{_ORDINAL})?[\s,/-]*(?:of\s+)?(?:(?P<§my>{_YEAR})|['’‘`](?P<§my2>\d\d))\b",
        rf"\b(?P<§my3>{_YEAR})[\s,]+(?P<§mn3>{_MONTH})(?:\s+\d{{1,2}})?(?!\s*{_YEAR})",
        rf"\b(?P<§mn4>{'|'.join(m for m in _MONTHS if m != 'may')})[\s.-]+(?P<§my4>\d\d)\b(?!\s*[%:])",
        rf"\b(?P<§sn>{_SEASON})[\s,]+(?:of\s+)?(?:(?P<§sy>{_YEAR})|['’‘](?P<§sy2>\d\d))\b",
        rf"\b(?P<§iy>{_YEAR})\s?[-/.]\s?(?P<§im>0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?\b(?!\d|[-/.]\d{{1,2}}(?!\d))",
        rf"\b(?:0?[1-9]|[12]\d|3[01])[/.](?P<§dm>0?[1-9]|1[0-2])[/.](?P<§dy>{_YEAR})\b",
        rf"\b(?P<§um>0?[1-9]|1[0-2])[/.](?:0?[1-9]|[12]\d|3[01])[/.](?P<§uy>{_YEAR})\b",
        rf"\b(?P<§nm>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<§ny>{_YEAR})\b",
        r"\b(?P<§xm>0[1-9]|1[0-2])/(?P<§xy>\d\d)\b(?!/)",
        rf"(?<![\d.,¥$€£#])(?P<§y>{_YEAR})(?!\d|[.,]\d|\s*(?:%|hours|students|people|yen))",
    )
)
_NOW = (
    r"(?P<now>\b(?:the\s+)?(?:present(?:\s+day)?|pres\b\.?|current(?:ly)?|now|today|ongoing|to\s+date|date)\b"
    r"|現在|今|在職中)"
)
_DASH = r"\s*(?:–|—|―|‒|‐|−|--?|~|〜|～|→|\b(?:to|until|till|thru|through|and)\b|から)\s*"
_LATE_YEAR = r"(?P<short>\d\d)(?!\d|\s*[./-]\d)(?![\w%])"
_OPENING = r"\b(?:from|since|between)\s+"
_HALF_MONTH = rf"(?P<hm>(?:{_MONTH}|{_SEASON}))"
_DURATION = (
    r"[(\[]?\s*(?:about\s+|approx\.?\s+)?\d{1,2}(?:\.\d)?\+?\s*(?:years?|yrs?|ヶ月|か月|カ月|months?|mos?|年間|年)\b\.?"
    r"(?:[\s,]*(?:and\s+)?\d{1,2}\s*(?:months?|mos?|ヶ月|か月)\b\.?)?\s*[)\]]?"
)


class Dates(NamedTuple):
    """A date or a range of dates and where it stands in a text."""

    start: int
    end: int
    first: Month | None
    last: Month | None
    current: bool = False
    ranged: bool = False
    """False for a single date: "2019", "May 2019"."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    first, second = _POINT.replace("§", "a"), _POINT.replace("§", "b")
    year = rf"(?:(?:{_YEAR})|['’‘]\d\d)"
    ranged = re.compile(
        rf"(?P<opening>{_OPENING})?(?:"
        rf"(?:\b{_HALF_MONTH}(?={_DASH}(?:{_MONTH}|{_SEASON})[\s,]*{year})|{first}){_DASH}(?:{second}|{_NOW}|{_LATE_YEAR})"
        rf"|(?P<yy>{_YEAR})/(?P<yyshort>\d\d)(?!\d|/))",
        re.IGNORECASE,
    )
    single = re.compile(
        rf"(?P<opening>{_OPENING})?(?:{first})(?P<open>\s*(?:[–—―−~〜～→-]|から|onwards?)(?=\s*(?:$|[)\]|,;\t]))|から)?",
        re.IGNORECASE,
    )
    return ranged, single


def _full_year(two: str) -> int:
    return 1900 + int(two) if int(two) > 50 else 2000 + int(two)


def _point(match: re.Match[str], side: str) -> Month | None:
    """The month a matched date names; None where the pattern of that side is absent."""
    at = {name[1:]: value for name, value in match.groupdict().items() if name[0] == side and value}
    for of_year, of_month in (("jy", "jm"), ("iy", "im"), ("dy", "dm"), ("uy", "um"), ("ny", "nm")):
        if of_year in at:
            return Month(int(at[of_year]), int(at.get(of_month, 0)))
    for era, of_year, of_month in (("era", "ey", "em"), ("ea", "eay", "eam")):
        if era in at:
            number = 1 if at[of_year] == "元" else int(at[of_year])
            return Month(_ERAS[at[era].lower()] + number, int(at.get(of_month, 0)))
    for name in ("mn", "mn3", "mn4"):
        if name in at:
            tail = name[2:]
            year = at.get(f"my{tail}") or at.get("my2", "")
            return Month(int(year) if len(year) == 4 else _full_year(year), _month_number(at[name]))
    if "sn" in at:
        return Month(int(at["sy"]) if "sy" in at else _full_year(at["sy2"]))
    if "xm" in at:
        return Month(_full_year(at["xy"]), int(at["xm"]))
    return Month(int(at["y"])) if "y" in at else None


def _month_number(name: str) -> int:
    return _MONTHS.get(name.lower().rstrip("."), 0)


def _ranged(match: re.Match[str]) -> Dates:
    if match["yy"]:
        year = int(match["yy"])
        until = Month(year - year % 100 + int(match["yyshort"]))
        return Dates(match.start(), match.end(), Month(year), until, ranged=True)
    first, last = _point(match, "a"), _point(match, "b")
    if first is None and match["hm"] and last:
        first = Month(last.year, _month_number(match["hm"]))
    if match["short"] and first:
        last = Month(first.year - first.year % 100 + int(match["short"]))
    return Dates(match.start(), match.end(), first, last, current=bool(match["now"]), ranged=True)


def find_dates(text: str) -> tuple[Dates, ...]:
    """Every date and range of a text, in order; offsets are those of ``text``."""
    if not any(character.isdigit() or character == "元" for character in text):
        return ()
    ranged, single = _patterns()
    found = [dates for match in ranged.finditer(text) if _sane(dates := _ranged(match))]
    taken = [(dates.start, dates.end) for dates in found]
    for match in single.finditer(text):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        first = _point(match, "a")
        since = (match["opening"] or "").strip().lower() == "since"
        open_ended = bool(match["open"]) or since
        found.append(
            Dates(
                match.start(),
                match.end(),
                first,
                None if open_ended else first,
                current=open_ended,
                ranged=open_ended,
            )
        )
    return tuple(sorted(found, key=lambda dates: dates.start))


def _sane(dates: Dates) -> bool:
    """Whether a range runs forwards: "2019-12" is a month, "2019-07" too, "2021-19" neither."""
    if dates.first is None or dates.last is None:
        return True
    return dates.last.year >= dates.first.year


_LONE_DURATION: Final = re.compile(
    rf"(?:(?<=^)|(?<=[\s,;|(\[])){_DURATION}(?=\s*(?:$|[)\],;|\t]))", re.IGNORECASE
)
_BRACKETS: Final = re.compile(r"[(\[（]\s*[,;:–—-]?\s*[)\]）]")
_EDGES: Final = " \t,;:|–—-·•/・"


def without_dates(text: str, dates: tuple[Dates, ...] | None = None) -> str:
    """A text with its dates, durations ("(3 years)") and the brackets around them blanked.

    The tabs and separators around them stay, so that the parts of a header line remain apart.
    """
    for found in reversed(find_dates(text) if dates is None else dates):
        text = f"{text[: found.start]} {text[found.end :]}"
    text = _LONE_DURATION.sub(" ", text)
    return _BRACKETS.sub(" ", text).strip(_EDGES)
