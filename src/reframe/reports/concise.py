"""One finding a line, for grep, editors and logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.reports.counting import by_rule
from reframe.reports.visible import visible, without_commands

if TYPE_CHECKING:
    from reframe.findings import Finding, Report
    from reframe.reports.presentation import Presentation


def concise(report: Report, how: Presentation) -> str:
    """``resume.docx:14:8: warning school-count "5 elementary schools"``; a finding with no place is at 1:1."""
    lines = [
        _line(file.path, finding, verbose=how.verbose) for file in report.files for finding in file.findings
    ]
    if how.statistics:
        lines += [f"{number}\t{rule}" for rule, number, _ in by_rule(report)]
    return without_commands("".join(f"{line}\n" for line in lines))


def _line(path: str, finding: Finding, *, verbose: bool) -> str:
    place = f"{finding.location.line or 1}:{finding.location.column or 1}"
    quote = f' "{visible(finding.text)}"'.replace("\t", " ") if finding.text is not None else ""
    fingerprint = f"  {finding.fingerprint}" if verbose else ""
    return f"{visible(path)}:{place}: {finding.level} {finding.rule}{quote}{fingerprint}"
