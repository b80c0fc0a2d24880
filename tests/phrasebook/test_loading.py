"""A phrasebook is read strictly: every fault is told at once, each with file, line and column."""

from pathlib import Path

import pytest

from reframe.errors import PhrasebookError
from reframe.phrasebook.loading import load
from reframe.phrasebook.yaml_source import parse

RULE = """\
name: my-rule
group: trivia
title: Mine
level: warning
scope: [alt-entry]
message: Something.
why: Because.
evidence: U
source: me
phrases:
  - "some example words"
flags:
  - "<<Some example words>>"
passes:
  - "Nothing"
"""


def folder_with(tmp_path: Path, text: str, name: str = "rules/trivia/my-rule.yaml") -> Path:
    path = tmp_path / "mine" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path / "mine"


def test_a_further_rule_is_added(tmp_path):
    phrasebook = load(folder_with(tmp_path, RULE))
    assert phrasebook.rule("my-rule") is not None
    assert phrasebook.rule("school-count") is not None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("phrases:", "phrasess:"), "10:1: unknown key “phrasess”; did you mean “phrases”?"),
        (("level: warning", "level: warnings"), "4:8: “warnings” is none of error, warning, suggestion"),
        (("title: Mine", "title: Mine\ntitle: Yours"), "4:1: “title” stands here a second time"),
        (("some example words", "some {nothing} words"), "11:10: no word family is called “nothing”"),
        (("<<Some example words>>", "Some example words"), "13:5: mark the part"),
        (("title: Mine\n", ""), "“title” is missing"),
        (("name: my-rule", "name: your-rule"), "1:7: the file is called my-rule.yaml"),
        (("title: Mine", "title: 3"), "3:8: should be text"),
        (
            ("source: me", "source: me\nsuggestions:\n  - text: Wrote it\n    without: idle"),
            "12:14: the rule has no phrase set “idle”",
        ),
        (("source: me", "source: &x me"), "anchors and aliases"),
        (("group: trivia", "group: [trivia"), "is not valid YAML"),
    ],
)
def test_a_fault_is_told_where_it_stands(tmp_path, change, fault):
    folder = folder_with(tmp_path, RULE.replace(*change))
    with pytest.raises(PhrasebookError) as caught:
        load(folder)
    assert any(
        line.startswith("mine/rules/trivia/my-rule.yaml:") and fault in line for line in caught.value.faults
    ), caught.value.faults


def test_all_faults_are_told_at_once(tmp_path):
    broken = (
        RULE.replace("level: warning", "level: loud")
        .replace("title: Mine\n", "")
        .replace("evidence: U", "evidense: U")
    )
    with pytest.raises(PhrasebookError) as caught:
        load(folder_with(tmp_path, broken))
    assert len(caught.value.faults) >= 3


def test_strings_stay_strings():
    assert parse("a: no\nb: 1:30\nc: on\nd: true\ne: 12", name="x").value == {
        "a": "no",
        "b": "1:30",
        "c": "on",
        "d": True,
        "e": 12,
    }


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(PhrasebookError, match="no such folder"):
        load(tmp_path / "nowhere")
