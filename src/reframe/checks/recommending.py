"""Which certificates come next: for the path, for the skills the résumé touches, three at the most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.checks.profile import LANGUAGE_TESTS
from reframe.model import MONTHS

if TYPE_CHECKING:
    from reframe.checks.reading import Reading
    from reframe.phrasebook.model import Career

MOST = 3
NEUTRAL = ("mos-excel", "google-project-management", "mos-powerpoint")
"""Offered without a target: they suit every path but teaching."""


def recommended(reading: Reading, *, target: str | None = None, region: str | None = None) -> tuple[str, ...]:
    """Names of certificates that prove a skill or tool the résumé touches; never one it already has.

    Without a target or region the reading's own is taken. Where a path has a certificate that touches nothing of the
    résumé it is left out, unless nothing would be left.
    """
    book = reading.phrasebook
    career = book.careers.get(target or reading.target or "")
    names = career.recommend if career else tuple(name for name in NEUTRAL if name in book.certificates)
    held = {evidence.name for evidence in reading.profile.certificates}
    touched = _touched(reading)
    offered = [
        name
        for name in names
        if name in book.certificates
        and name not in held
        and not name.startswith(LANGUAGE_TESTS)
        and book.certificates[name].tier in {"now", "next"}
        and _is_for(book.certificates[name].regions, region or reading.region)
    ]
    gate = _language_gate(career, reading)
    touching = [name for name in offered if touched & set(book.certificates[name].proves)]
    return (*gate, *(touching or offered[:1]))[:MOST]


def _touched(reading: Reading) -> set[str]:
    """Names of the tools and skills that the résumé shows or the posting asks for."""
    book, asked = reading.phrasebook, {term.lower() for term in reading.terms}
    in_resume = {evidence.name for evidence in (*reading.profile.tools, *reading.profile.hard_skills)}
    if not asked:
        return in_resume
    return in_resume | {
        name
        for items in (book.tools, book.skills)
        for name, item in items.items()
        if asked & {name.replace("-", " "), str(item.get("title", "")).lower()}
    }


def _language_gate(career: Career | None, reading: Reading) -> tuple[str, ...]:
    """JLPT N2 where the path asks for it and the résumé proves less."""
    if career is None or career.jlpt != "gate" or reading.profile.native_japanese:
        return ()
    passed = {test.level for test in reading.profile.tests if test.proven and test.test == "jlpt"}
    return () if passed & {"N1", "N2"} else ("jlpt-n2",)


def _is_for(regions: tuple[str, ...], region: str | None) -> bool:
    """Whether a certificate is worth having in a region; without one, only what counts everywhere."""
    return "any" in regions or (region is not None and region.upper() in regions)


def shown(reading: Reading, name: str) -> str:
    """A certificate as reports name it, with when it was checked and where to confirm."""
    certificate = reading.phrasebook.certificates[name]
    checked = f"checked {_month(certificate.checked)}, confirm on {certificate.site}"
    return f"{certificate.title} ({certificate.proof}; {checked})"


def _month(checked: str) -> str:
    year, month = checked.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"
