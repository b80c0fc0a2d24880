"""Exit codes: every kind of answer, under every --fail-on, in every format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reframe.reports import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("linter", "folder")

#          file          error warning suggestion never
ANSWERS = {
    "clean": (0, 0, 0, 0),
    "suggestion": (0, 0, 1, 0),
    "warning": (0, 1, 1, 0),
    "error": (1, 1, 1, 0),
    "degraded": (0, 0, 0, 0),
    "elsewhere": (0, 0, 0, 0),
    "unreadable": (2, 2, 2, 2),
    "blank": (2, 2, 2, 2),
    "absent": (2, 2, 2, 2),
    "fault": (2, 2, 2, 2),
}
TABLE = [
    (name, fail_on, code)
    for name, codes in ANSWERS.items()
    for fail_on, code in zip(("error", "warning", "suggestion", "never"), codes, strict=True)
]


@pytest.mark.parametrize(("name", "fail_on", "code"), TABLE)
@pytest.mark.parametrize("format_", FORMATS)
def test_the_exit_code_of_one_file(call, format_: str, name: str, fail_on: str, code: int) -> None:
    result = call("check", f"{name}.md", "--fail-on", fail_on, "--format", format_)
    assert result.code == code
    assert ("exit code" in result.last) == (code != 0)
    if code:
        assert result.last.startswith(f"reframe: exit code {code}: ")


@pytest.mark.parametrize(("name", "code"), [("warning", 1), ("clean", 0), ("unreadable", 2)])
def test_the_default_is_to_fail_on_warnings(call, name: str, code: int) -> None:
    assert call("check", f"{name}.md").code == code


@pytest.mark.parametrize("bad", ["unreadable", "absent", "fault"])
def test_a_file_that_was_not_read_wins_over_findings_and_stops_nothing(call, bad: str) -> None:
    result = call("check", f"{bad}.md", "warning.md", "--format", "json")
    whole = json.loads(result.out)
    assert result.code == whole["exit_code"] == 2
    assert [file["path"] for file in whole["files"]] == ["warning.md"]
    assert [error["path"] for error in whole["errors"]] == [f"{bad}.md"]
    assert all(error["hint"] for error in whole["errors"])
    assert f"{bad}.md: " in result.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--target", "suply-chain"], "did you mean “supply-chain”?"),
        (["--select", "lesson-cont"], "did you mean “lesson-count”?"),
        (["--ignore", "trivial"], "did you mean “trivia”?"),
        (["--select", "lesson-count,nonsense"], "“nonsense”"),
        (["--format", "jsn"], "did you mean “json”?"),
        (["--format", "json="], "missing"),
        (["--format", "json", "--format", "sarif"], "only one format"),
        (["--format", "json=a", "--format", "sarif=a"], "same file"),
        (["--format", "json=warning.md"], "over the résumé"),
        (["--format", "json=no/such/folder/report.json"], "could not be written"),
        (["--fail-on", "nothing"], "Invalid value"),
        (["--colour"], "No such option"),
        (["-"], "--stdin-filename"),
        (["--stdin-filename", "a.md"], "no PATH is “-”"),
        (["-", "-", "--stdin-filename", "a.md"], "once only"),
        (["-", "--stdin-filename", "a.md", "--job", "-"], "once only"),
    ],
)
def test_an_option_that_is_not_understood_is_exit_code_2(call, arguments: list[str], words: str) -> None:
    result = call("check", "warning.md", *arguments)
    assert result.code == 2
    assert words in result.last
    assert result.out == ""


def test_an_empty_folder_is_not_a_clean_one(call, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = call("check", "empty")
    assert result.code == 2
    assert "no résumé in this folder" in result.err


def test_an_empty_folder_beside_a_good_file_still_counts(call, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert call("check", "clean.md", "empty").code == 2


@pytest.mark.parametrize("arguments", [["chekc"], ["resume.docx"], ["check", "--nope"], ["explain"]])
def test_a_command_line_that_is_not_understood_is_exit_code_2(call, arguments: list[str]) -> None:
    result = call(*arguments)
    assert result.code == 2
    assert result.last


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["check", "--help"], ["phrasebook", "--help"]]
)
def test_help_is_exit_code_0(call, arguments: list[str]) -> None:
    result = call(*arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out


def test_an_interrupt_is_exit_code_130(call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reframe.linter.check", interrupted)
    result = call("check", "clean.md")
    assert result.code == 130
    assert "Traceback" not in result.err


def test_a_fault_of_our_own_shows_no_traceback_and_no_words_of_the_resume(call) -> None:
    result = call("check", "fault.md")
    assert result.code == 2
    assert "RuntimeError in conftest.py:" in result.err
    assert "Traceback" not in result.err
    assert "jo@example.com" not in result.err


def test_a_fault_outside_a_file_is_exit_code_2_too(call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("reframe.cli.verdict.verdict", broken)
    result = call("check", "clean.md")
    assert result.code == 2
    assert "ZeroDivisionError" in result.last


def test_faults_of_a_phrasebook_are_all_shown(call, monkeypatch: pytest.MonkeyPatch) -> None:
    from reframe.errors import PhrasebookError

    def faulty(*_: object, **__: object) -> None:
        raise PhrasebookError(["a.yaml:1:1: first", "b.yaml:2:2: second"], hint="Mend them.")

    monkeypatch.setattr("reframe.linter.check", faulty)
    result = call("check", "clean.md")
    assert result.code == 2
    assert "a.yaml:1:1: first" in result.err
    assert "b.yaml:2:2: second" in result.err
    assert result.last == "reframe: exit code 2: the phrasebook has 2 faults. Mend them."
