"""The hiring manager's four questions, answered from the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.checks.profile import LANGUAGE_TESTS
from reframe.checks.recommending import recommended
from reframe.model import Answer, Scorecard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reframe.checks.reading import Reading


def scorecard(reading: Reading) -> Scorecard:
    """Major, hard skills, tools, certificates: what the résumé shows for each."""
    profile, book = reading.profile, reading.phrasebook
    certificates = list(_certificates(reading))
    return Scorecard(
        major=_answer(evidence.text for evidence in profile.majors),
        hard_skills=_answer(
            str(book.skills[evidence.name].get("title", evidence.name)) for evidence in profile.hard_skills
        ),
        tools=_answer(
            str(book.tools[evidence.name].get("title", evidence.name)) for evidence in profile.tools
        ),
        certifications=_answer(certificates, () if certificates else recommended(reading)),
    )


GENERIC = {"mos-any": "mos-", "other-certificate": ""}
"""Certificates known by how they are called; where a particular one stands beside them they say nothing new."""


def _certificates(reading: Reading) -> Iterator[str]:
    held = [e for e in reading.profile.certificates if not e.name.startswith(LANGUAGE_TESTS)]
    for evidence in held:
        prefix = GENERIC.get(evidence.name)
        if prefix is None:
            yield reading.phrasebook.certificates[evidence.name].title
        elif not any(
            e.name.startswith(prefix) and e.name not in GENERIC and e.block == evidence.block for e in held
        ):
            yield evidence.text


def _answer(evidence: Iterable[str], recommendations: tuple[str, ...] = ()) -> Answer:
    shown = tuple(dict.fromkeys(evidence))
    return Answer(answered=bool(shown), evidence=shown, recommended=recommendations)
