"""Which function stands behind the ``check`` of a rule file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.checks import certificates, credentials, framing, jargon, language, leftovers, missing, phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reframe.checks.reading import Check

CHECKS: Mapping[str, Check] = {
    "phrases": phrases.check,
    "language-uncertified": language.uncertified,
    "language-overclaim": language.overclaim,
    "uncertified-skill": credentials.uncertified_skill,
    "just-a-teacher": framing.just_a_teacher,
    "tool-missing": framing.tool_missing,
    "jargon": jargon.check,
    "leftover-markup": leftovers.markup,
    "hidden-text": leftovers.hidden_text,
    "rirekisho-leftovers": leftovers.rirekisho,
    "doubtful-certificate": certificates.doubtful,
    "missing-jlpt": missing.jlpt,
    "missing-certification": missing.certification,
    "missing-tools": missing.tools,
    "missing-hard-skills": missing.hard_skills,
    "missing-major": missing.major,
    "missing-second-skill": missing.second_skill,
    "missing-interpretation-mode": missing.interpretation_mode,
    "missing-pre-alt-experience": missing.pre_alt_experience,
}
