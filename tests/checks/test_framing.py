"""Framing rules that look past their phrase: the tool in the line, the rest of the headline."""

from __future__ import annotations

import pytest

from reframe.linter import Options, check

RESUME = """\
# Jordan Ashby

## Profile
{profile}

## Experience
### Assistant Language Teacher, Minami City Board of Education, Japan | April 2019 – March 2022
- {line}

## Skills
- {skill}
- {another_skill}
"""
PLAIN = {
    "profile": "Exchange coordinator candidate",
    "line": "Negotiated the annual exchange calendar",
    "skill": "Negotiation",
    "another_skill": "Scheduling",
}


def words(rule: str, **parts: str) -> list[str | None]:
    text = RESUME.format(**(PLAIN | parts))
    findings = check("resume.md", data=text.encode(), options=Options(select=(rule,))).findings
    return [finding.text for finding in findings]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param({"line": "Edited short videos"}, ["Edited short videos"], id="no-tool"),
        pytest.param({"line": "Edited short videos in iMovie"}, [], id="tool-in-the-line"),
        pytest.param({"line": "Edited videos using Kdenlive"}, [], id="tool-we-have-never-heard-of"),
        pytest.param({"line": "Edited short videos in CapShot"}, [], id="capital-within-a-name"),
        pytest.param({"line": "Edited short videos with McIntyre"}, ["Edited short videos"], id="person"),
        pytest.param(
            {"line": "Edited short videos", "skill": "iMovie"}, ["Edited short videos"], id="tool-elsewhere"
        ),
        pytest.param({"skill": "Presentation skills"}, ["Presentation skills"], id="skill-without-tool"),
        pytest.param(
            {"skill": "Presentation skills", "another_skill": "PowerPoint"}, [], id="tool-among-the-skills"
        ),
    ],
)
def test_a_hard_skill_wants_a_tool_beside_it(parts, expected):
    assert words("tool-missing", **parts) == expected


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("Enthusiastic English teacher", ["Enthusiastic English teacher"]),
        ("English teacher, TEFL certified", ["English teacher"]),
        ("English teacher, JLPT N4", ["English teacher"]),
        ("English teacher, MOS Excel Expert", []),
        ("English teacher at home in Photoshop", []),
        ("English teacher turned recruiter", []),
        ("English teacher. Now seeking a purchasing role.", []),
        ("English teacher, now studying programming at night", ["English teacher"]),
        ("English teacher studying programming, and junior web developer", []),
    ],
)
def test_a_headline_is_only_a_teacher_where_nothing_else_stands_in_it(profile, expected):
    assert words("just-a-teacher", profile=profile) == expected
