"""What `reframe check` does with its paths, formats and streams."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from pathlib import Path

import pytest

from reframe.reports import FORMATS

pytestmark = pytest.mark.usefixtures("linter", "folder")


def paths(result) -> list[str]:
    return [file["path"] for file in json.loads(result.out)["files"]]


def test_piped_output_is_concise(call) -> None:
    assert call("check", "warning.md").out == 'warning.md:1:29: warning lesson-count "25 lessons"\n'


def test_on_a_terminal_the_text_report_is_the_default(call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reframe.cli.streams.on_terminal", lambda: True)
    assert "‾‾‾" in call("check", "warning.md", "--color", "never").out


def test_standard_output_carries_the_report_and_nothing_else(call) -> None:
    result = call("check", "warning.md", "unreadable.md", "--format", "json", "--verbose")
    json.loads(result.out)
    assert "warning.md: read as markdown" in result.err


def test_several_formats_are_written_at_once(call, tmp_path: Path) -> None:
    result = call(
        "check", "warning.md", "--format", "concise", "--format", "json=r.json", "--format", "sarif=r.sarif"
    )
    assert result.out.startswith("warning.md:1:29")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["exit_code"] == 1
    assert json.loads((tmp_path / "r.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_with_files_alone_standard_output_stays_empty(call) -> None:
    assert call("check", "warning.md", "--format", "json=r.json").out == ""


def test_a_former_report_is_replaced_whole_and_leaves_no_other_file(call, tmp_path: Path) -> None:
    call("check", "warning.md", "error.md", "--format", "json=r.json")
    before = set(tmp_path.iterdir())
    call("check", "warning.md", "--format", "json=r.json")
    assert set(tmp_path.iterdir()) == before
    assert len(json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["files"]) == 1


def test_a_folder_is_walked_in_order_without_other_peoples_files(call, tmp_path: Path) -> None:
    for name in (
        "b.docx",
        "a.pdf",
        "deep/c.DOCX",
        "~$b.docx",
        ".git/d.docx",
        "node_modules/e.pdf",
        "notes.xlsx",
    ):
        file = tmp_path / "cv" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    (tmp_path / "cv/env").mkdir()
    (tmp_path / "cv/env/pyvenv.cfg").touch()
    (tmp_path / "cv/env/f.docx").touch()
    assert [Path(path).name for path in paths(call("check", "cv", "--format", "json"))] == [
        "a.pdf",
        "b.docx",
        "c.DOCX",
    ]


def test_a_walk_leaves_out_the_reports_of_its_own_run(call, tmp_path: Path) -> None:
    (tmp_path / "cv").mkdir()
    (tmp_path / "cv/resume.md").write_text("x", encoding="utf-8")
    for _ in range(2):
        result = call("check", "cv", "--format", "markdown=cv/report.md", "--format", "json")
        assert paths(result) == [str(Path("cv/resume.md"))]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is closed to this user")
def test_a_folder_that_cannot_be_searched_is_named_and_stops_nothing(call, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    result = call("check", "closed", "clean.md", "--format", "json")
    assert paths(result) == ["clean.md"]
    assert "could not be searched" in result.err


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode there")
@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_name_that_is_no_text_is_still_reported(call, tmp_path: Path, format_: str) -> None:
    os.close(os.open(os.fsencode(tmp_path) + b"/warning\xff\x1b[31m.md", os.O_CREAT))
    result = call("check", os.fsdecode(b"warning\xff\x1b[31m.md"), "--format", format_)
    assert result.code in (0, 1)
    assert "\x1b" not in result.out + result.err


def test_without_a_path_the_current_folder_is_searched(call) -> None:
    assert "warning.md" in paths(call("check", "--format", "json"))


def test_a_file_named_twice_is_checked_once(call) -> None:
    assert paths(call("check", "clean.md", "./clean.md", "--format", "json")) == ["clean.md"]


def test_standard_input_goes_by_the_name_given(call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    assert paths(call("check", "-", "--stdin-filename", "warning.md", "--format", "json")) == ["warning.md"]


def test_jsonl_is_written_file_by_file(call) -> None:
    result = call("check", "warning.md", "unreadable.md", "clean.md", "--format", "jsonl", "--statistics")
    objects = [json.loads(line) for line in result.out.splitlines()]
    assert [each["type"] for each in objects] == ["file", "error", "file", "summary"]
    assert objects[-1]["summary"]["findings"] == 1
    assert objects[-1]["exit_code"] == 2


def test_jsonl_on_standard_output_is_redacted_too(call) -> None:
    out = call("check", "warning.md", "--format", "jsonl", "--redact").out
    assert "25 lessons" in out
    assert "jo@example.com" not in out


@pytest.mark.parametrize("format_", ["concise", "json", "github", "sarif", "rdjson"])
@pytest.mark.parametrize(
    ("name", "words"),
    [("degraded", "degraded.md: read only in part: the columns"), ("elsewhere", "no ALT experience")],
)
def test_silence_that_could_pass_for_a_clean_resume_is_explained(
    call, format_: str, name: str, words: str
) -> None:
    assert words in call("check", f"{name}.md", "--format", format_).err
    assert words not in call("check", f"{name}.md", "--format", format_, "--quiet").err


@pytest.mark.parametrize("format_", ["text", "markdown", "json", "jsonl", "github", "sarif"])
def test_a_file_read_in_part_says_so_in_the_report(call, format_: str) -> None:
    assert "the columns ran into each other" in call("check", "degraded.md", "--format", format_).out


def test_many_files_are_checked_under_a_progress_bar(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from reframe.cli.checking import checked
    from reframe.cli.files import Source
    from reframe.linter import Options

    found = [Source(f"{name}.md") for name in ("clean", "unreadable", "warning", "error", "fault")]
    results = list(checked(found, options_of=lambda _: Options(), progress=True))
    assert [Path(result.path).stem for result in results] == [
        "clean",
        "unreadable",
        "warning",
        "error",
        "fault",
    ]
    assert capfd.readouterr().out == ""


def test_redact_masks_contact_data(call) -> None:
    for format_ in ("json", "text", "markdown", "github"):
        assert "jo@example.com" not in call("check", "warning.md", "--redact", "--format", format_).out


def test_a_former_rule_name_is_understood(call) -> None:
    assert call("check", "warning.md", "--ignore", "lessons").code == 1


def test_the_job_summary_is_written_with_the_annotations(
    call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    call("check", "warning.md", "--format", "github")
    written = summary.read_text(encoding="utf-8")
    assert written.startswith("before\n")
    assert "## reframe: 1 warning in 1 file" in written


def test_without_the_github_format_no_job_summary_is_written(
    call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    call("check", "warning.md")
    assert not (tmp_path / "summary").exists()


@pytest.mark.parametrize(
    ("choice", "terminal", "environment", "colored"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {}, False),
    ],
)
def test_color_is_for_terminals_unless_asked_for(
    call,
    monkeypatch: pytest.MonkeyPatch,
    choice: str,
    terminal: bool,
    environment: dict[str, str],
    colored: bool,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("reframe.cli.streams.on_terminal", lambda: terminal)
    assert ("\x1b[" in call("check", "warning.md", "--format", "text", "--color", choice).out) == colored


@pytest.mark.parametrize("command", [("check", "warning.md"), ("rules",), ("--help",)], ids=" ".join)
def test_a_full_disk_is_said_in_plain_words(call, monkeypatch: pytest.MonkeyPatch, command) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sys.stdout.write", full)
    result = call(*command)
    assert result.code == 2
    assert "standard output could not be written: No space left on device." in result.last


def test_a_full_disk_under_standard_error_changes_nothing(call, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sys.stderr.write", full)
    assert call("check", "warning.md").code == 1


def test_a_reader_that_has_gone_is_no_error_message(call, monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", Closed())
        patched.setattr("reframe.cli.failing._forget_streams", lambda: None)
        result = call("check", "warning.md")
    assert (result.code, result.err) == (141, "")
