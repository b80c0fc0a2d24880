"""The hiring manager's four questions, answered from the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.model import Answer, Scorecard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reframe.checks.reading import Reading
    from reframe.model import Evidence


def scorecard(reading: Reading) -> Scorecard:
    """Major, hard skills, tools, certificates: what the résumé shows for each."""
    profile = reading.profile
    return Scorecard(
        major=_answer(profile.majors),
        hard_skills=_answer(profile.hard_skills),
        tools=_answer(profile.tools),
        certifications=_answer(profile.certificates),
    )


def _answer(evidence: Iterable[Evidence], recommended: tuple[str, ...] = ()) -> Answer:
    shown = tuple(dict.fromkeys(item.text for item in evidence))
    return Answer(answered=bool(shown), evidence=shown, recommended=recommended)
