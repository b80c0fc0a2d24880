"""The hiring manager's four questions, answered from the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.checks.profile import LANGUAGE_TESTS
from reframe.checks.recommending import recommended
from reframe.model import Answer, Scorecard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reframe.checks.reading import Reading


def scorecard(reading: Reading) -> Scorecard:
    """Major, hard skills, tools, certificates: what the résumé shows for each."""
    profile, book = reading.profile, reading.phrasebook
    certificates = [
        evidence.text for evidence in profile.certificates if not evidence.name.startswith(LANGUAGE_TESTS)
    ]
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


def _answer(evidence: Iterable[str], recommendations: tuple[str, ...] = ()) -> Answer:
    shown = tuple(dict.fromkeys(evidence))
    return Answer(answered=bool(shown), evidence=shown, recommended=recommendations)
