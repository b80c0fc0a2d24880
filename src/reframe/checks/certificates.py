"""Certificate lines that would not survive a question: run out, called by an old name, not finished."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from reframe.checks.profile import LANGUAGE_TESTS, is_planned, is_sure
from reframe.checks.reading import Spot
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.checks.reading import Reading
    from reframe.model import Hit
    from reframe.phrasebook.model import Certificate, Rule

_YEAR = late(r"\b(?:19|20)\d\d\b")
_UNTIL = late(r"\b(?:valid|until|through|to|expires?|renewed)\b", re.IGNORECASE)
WITHIN = 40
_AT_WORK = ("alt-entry", "entry")


def doubtful(_: Rule, reading: Reading) -> Iterator[Spot]:
    """One spot for each certificate that has run out, is planned without a date, or goes by an old name."""
    seen: set[tuple[int, str]] = set()
    for hit in reading.of("certificate"):
        certificate = reading.phrasebook.certificates[hit.name]
        if hit.name.startswith(LANGUAGE_TESTS) or (hit.block, hit.name) in seen or not reading.visible(hit):
            continue
        if not is_sure(certificate, hit, reading.texts[hit.block]):
            continue
        message = _doubt(certificate, hit, reading)
        if message:
            seen.add((hit.block, hit.name))
            yield Spot(block=hit.block, start=hit.start, end=hit.end, message=message)


def _doubt(certificate: Certificate, hit: Hit, reading: Reading) -> str:
    text = reading.resume.blocks[hit.block].text
    after = text[hit.end : hit.end + WITHIN]
    if certificate.status == "not-a-certificate":
        if reading.in_scope(hit.block, _AT_WORK):  # what learners sat for, or a job used
            return ""
        return f"{text[hit.start : hit.end]} is not a certificate: {certificate.note}"
    if is_planned(text, hit):
        return "" if _YEAR.search(text) else "A certificate on its way needs the month of its exam."
    years = [int(year) for year in _YEAR.findall(after)]
    if certificate.validity_years and len(years) == 1 and not _UNTIL.search(after):
        until = years[0] + certificate.validity_years
        if until < dt.datetime.now(tz=dt.UTC).year:
            lasts = f"{certificate.title} lasts {certificate.validity_years} years"
            return f"{lasts}; from {years[0]} it ran until {until}."
    phrase = certificate.phrases[hit.phrase] if hit.phrase < len(certificate.phrases) else ""
    for former in certificate.formerly:
        if phrase in former.phrases and former.note:
            return f"“{text[hit.start : hit.end]}” is an older name. {former.note}"
    return ""
