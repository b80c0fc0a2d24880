"""The part of a line that is marked is what a person would underline."""

import pytest

from reframe.linter import check
from reframe.options import Options

JOB = "# Jo\n\n## Experience\n\n### Assistant Language Teacher, Sakura City, Japan | 2019 - 2022\n\n- {}\n"


@pytest.mark.parametrize(
    ("line", "rule", "marked"),
    [
        ("Played games and the like every Friday", "classroom-activities", "Played games"),
        ("Team-taught with JTEs and HRTs", "team-teaching", "Team-taught with JTEs"),
        ("Taught 25 lessons (and more) a week", "lesson-count", "25 lessons"),
        ("Responsible for teaching English to beginners", "weak-duty", "Responsible for"),
    ],
)
def test_no_word_hangs_loose_at_its_end(line: str, rule: str, marked: str) -> None:
    report = check("resume.md", data=JOB.format(line).encode(), options=Options(select=(rule,)))
    assert [finding.text for finding in report.findings] == [marked]
    (finding,) = report.findings
    assert finding.context[finding.start : finding.end] == marked
