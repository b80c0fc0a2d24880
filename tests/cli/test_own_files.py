"""Reports and answers that reframe wrote are no résumés."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reframe.reports import FORMATS
from reframe.review.answers import written
from reframe.review.rewriting import Decision

pytestmark = pytest.mark.usefixtures("linter")

ANSWERS = {
    "as kept by rewrite": written(
        [Decision("rf1:2c9f0a1b2c3d4e5f:0", "skip")], resume="a very long name " * 12 + ".docx", findings=()
    ).decode(),
    "as in the manual": "answers:\n  - finding: rf1:2c9f0a1b2c3d4e5f:0\n    use: 1\n",
    "a list alone": "- {line: 3, rule: lesson-count, skip: yes}\n",
    "under a note": "# mine\n---\n\nanswers: []\n",
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one résumé."""
    monkeypatch.chdir(tmp_path)
    Path("warning.md").write_text("x", encoding="utf-8")
    return tmp_path


def checked(result) -> list[str]:
    whole = json.loads(result.out)
    return [entry["path"] for kind in ("files", "errors") for entry in whole[kind]]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_walk_leaves_former_reports_out(call, here, format_: str) -> None:
    call("check", "warning.md", "--format", f"{format_}=report.md")
    assert Path("report.md").stat().st_size
    assert checked(call("check", ".", "--format", "json")) == ["warning.md"]


@pytest.mark.parametrize("text", ANSWERS.values(), ids=ANSWERS)
def test_a_walk_leaves_answers_out(call, here, text: str) -> None:
    Path("resume.answers.yaml").write_text(text, encoding="utf-8")
    assert checked(call("check", ".", "--format", "json")) == ["warning.md"]


def test_a_walk_takes_a_resume_in_yaml(call, here) -> None:
    Path("warning-cv.yaml").write_text("cv:\n  name: Jo Example\n  answers: none\n", encoding="utf-8")
    assert checked(call("check", ".", "--format", "json")) == ["warning-cv.yaml", "warning.md"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("report.md", "## reframe: 1 warning in 1 file\n", "a report of reframe, no résumé"),
        ("resume.answers.yaml", "answers: []\n", "with --answers"),
    ],
)
def test_one_that_is_named_is_not_checked_and_says_what_it_is(call, here, name, text, words) -> None:
    Path(name).write_text(text, encoding="utf-8")
    result = call("check", name)
    assert result.code == 2
    assert f"{name}: " in result.err
    assert words in result.err


def test_a_hook_that_names_one_passes_it_by(call, here) -> None:
    Path("resume.answers.yaml").write_text("answers: []\n", encoding="utf-8")
    assert call("check", "--force-exclude", "resume.answers.yaml").code == 0


def test_a_folder_of_reports_alone_holds_no_resume(call, here) -> None:
    call("check", "warning.md", "--format", "markdown=report.md")
    Path("warning.md").unlink()
    result = call("check", ".")
    assert result.code == 2
    assert "no résumé in this folder" in result.err
