"""Formats that are printed file by file, as each has been checked, and what is held of a report afterwards."""

import pytest

import reframe.linter
from reframe.reports.counting import counted_only

pytestmark = pytest.mark.usefixtures("linter", "folder")


@pytest.fixture
def printed_before(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> list[str]:
    """What stood on standard output each time a file was about to be checked."""
    seen: list[str] = []
    check = reframe.linter.check

    def watching(*arguments, **options):
        seen.append(capfd.readouterr().out)
        return check(*arguments, **options)

    monkeypatch.setattr(reframe.linter, "check", watching)
    return seen


@pytest.mark.parametrize("format_", ["concise", "jsonl"])
def test_a_file_is_printed_before_the_next_one_is_checked(call, printed_before, format_: str) -> None:
    call("check", "warning.md", "error.md", "--format", format_, "--jobs", "1")
    assert len(printed_before) == 2
    assert "warning.md" in printed_before[1]


def test_formats_written_as_a_whole_print_nothing_before_the_end(call, printed_before) -> None:
    call("check", "warning.md", "error.md", "--format", "json", "--jobs", "1")
    assert printed_before == ["", ""]


@pytest.mark.parametrize("format_", ["concise", "jsonl"])
def test_what_is_counted_at_the_end_is_the_same(call, format_: str) -> None:
    result = call("check", "warning.md", "error.md", "clean.md", "--format", format_, "--statistics")
    assert result.code == 1
    assert "1 error" in result.last
    assert "1 warning" in result.last
    assert "lesson-count" in result.out.splitlines()[-1]


def test_a_second_output_gets_whole_reports(call, folder) -> None:
    call("check", "warning.md", "--format", "concise", "--format", "markdown=report.md")
    assert "25 lessons" in (folder / "report.md").read_text(encoding="utf-8")


def test_of_a_printed_report_only_the_kinds_of_its_findings_are_left() -> None:
    report = reframe.linter.check("warning.md")
    left = counted_only(report)
    assert [(f.rule, f.group, f.level) for f in left.findings] == [
        (f.rule, f.group, f.level) for f in report.findings
    ]
    assert {f.context for f in left.findings} == {None}
    assert counted_only(report).findings[0] is left.findings[0]
