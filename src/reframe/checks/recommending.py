"""Which certificates come next: for the path, for the skills the résumé touches, three at the most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.checks.profile import LANGUAGE_TESTS

if TYPE_CHECKING:
    from reframe.checks.reading import Reading

MOST = 3
NEUTRAL = ("mos-excel", "google-project-management", "mos-powerpoint")
"""Offered without a target: they suit every path but teaching."""


def recommended(reading: Reading) -> tuple[str, ...]:
    """Names of certificates, those that prove a skill or tool of the résumé first; never one it already has."""
    book = reading.phrasebook
    career = book.careers.get(reading.target or "")
    names = career.recommend if career else tuple(name for name in NEUTRAL if name in book.certificates)
    held = {evidence.name for evidence in reading.profile.certificates}
    touched = {evidence.name for evidence in (*reading.profile.tools, *reading.profile.hard_skills)}
    offered = [
        name
        for name in names
        if name in book.certificates
        and name not in held
        and not name.startswith(LANGUAGE_TESTS)
        and book.certificates[name].tier in {"now", "next"}
    ]
    offered.sort(key=lambda name: not touched & set(book.certificates[name].proves))
    return tuple(offered[:MOST])


def shown(reading: Reading, name: str) -> str:
    """A certificate as reports name it, with when it was checked and where to confirm."""
    certificate = reading.phrasebook.certificates[name]
    checked = f"checked {_month(certificate.checked)}, confirm on {certificate.site}"
    return f"{certificate.title} ({certificate.proof}; {checked})"


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _month(checked: str) -> str:
    year, month = checked.split("-")
    return f"{_MONTHS[int(month) - 1]} {year}"
