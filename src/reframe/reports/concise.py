"""One finding a line, for grep, editors and logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.findings import Failure
from reframe.reports.counting import by_rule
from reframe.reports.visible import visible, without_commands

if TYPE_CHECKING:
    from reframe.findings import FileReport, Finding, Report
    from reframe.reports.presentation import Presentation


def concise(report: Report, how: Presentation) -> str:
    """``resume.docx:14:8: warning school-count "5 elementary schools"``; a finding with no place is at 1:1."""
    return "".join((*(concise_part(file, how) for file in report.files), concise_end(report, how)))


def concise_part(result: FileReport | Failure, how: Presentation) -> str:
    """The lines of one file; what could not be read is told on standard error."""
    if isinstance(result, Failure):
        return ""
    lines = [_line(result.path, finding, verbose=how.verbose) for finding in result.findings]
    return without_commands("".join(f"{line}\n" for line in lines))


def concise_end(report: Report, how: Presentation) -> str:
    """How often each rule spoke, where that was asked for."""
    counts = by_rule(report) if how.statistics else ()
    return "".join(f"{number}\t{rule}\n" for rule, number, _ in counts)


def _line(path: str, finding: Finding, *, verbose: bool) -> str:
    place = f"{finding.location.line or 1}:{finding.location.column or 1}"
    quote = f' "{visible(finding.text)}"'.replace("\t", " ") if finding.text is not None else ""
    fingerprint = f"  {finding.fingerprint}" if verbose else ""
    return f"{visible(path)}:{place}: {finding.level} {finding.rule}{quote}{fingerprint}"
