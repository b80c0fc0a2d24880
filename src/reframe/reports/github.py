"""Annotations for GitHub Actions, as workflow commands.

GitHub shows ten annotations of a level and step and drops the rest without a word, so where there are more,
nine are given and one says how many others there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.findings import LEVELS
from reframe.reports.counting import counted
from reframe.reports.outline import first_sentence
from reframe.reports.paths import repository_path
from reframe.reports.visible import visible

if TYPE_CHECKING:
    from reframe.findings import Concern, Failure, FileReport, Finding, Report
    from reframe.reports.presentation import Presentation

MOST_ANNOTATIONS = 10

_COMMANDS = {"error": "error", "warning": "warning", "suggestion": "notice"}


def github(report: Report, how: Presentation) -> str:
    """One workflow command a line: what was not read first, then the findings by level."""
    by_level: dict[str, list[str]] = {level: [] for level in LEVELS}
    by_level["error"] = [_unread(failure, how) for failure in report.errors]
    for file in report.files:
        by_level["warning"] += [_doubt(file, concern, how) for concern in _concerns(file)]
        for finding in file.findings:
            by_level[finding.level].append(_annotation(file, finding, how))
    return "".join(f"{line}\n" for level in LEVELS for line in _at_most_ten(level, by_level[level]))


def _at_most_ten(level: str, lines: list[str]) -> list[str]:
    if len(lines) <= MOST_ANNOTATIONS:
        return lines
    shown = lines[: MOST_ANNOTATIONS - 1]
    more = f"and {counted(len(lines) - len(shown), _COMMANDS[level])} more; the job summary has the whole report."
    return [*shown, _command(level, more, title="reframe")]


def _annotation(file: FileReport, finding: Finding, how: Presentation) -> str:
    place = {"file": repository_path(file.path, how.root)}
    if finding.location.line:
        place["line"] = str(finding.location.line)
        if finding.location.column and finding.text is not None:
            place["col"] = str(finding.location.column)
            place["endColumn"] = str(finding.location.column + len(finding.text))
    return _command(finding.level, _message(finding), **place, title=finding.rule)


def _message(finding: Finding) -> str:
    lines = [finding.message if finding.text is None else f"“{visible(finding.text)}”"]
    lines.append(first_sentence(finding.why))
    lines += [f"Try: {suggestion.text}" for suggestion in finding.suggestions[:1] if suggestion.text]
    lines += [f"Ask: {question}" for question in finding.questions[:1]]
    return "\n".join(visible(line) for line in lines if line)


def _unread(failure: Failure, how: Presentation) -> str:
    message = visible(f"{failure.message} {failure.hint}".strip())
    place = {"file": repository_path(failure.path, how.root)} if failure.path else {}
    return _command("error", message, **place, title=f"not read ({failure.code})")


def _concerns(file: FileReport) -> tuple[Concern, ...]:
    return () if file.health.verdict == "ok" else file.health.concerns


def _doubt(file: FileReport, concern: Concern, how: Presentation) -> str:
    message = visible(f"{concern.message} {concern.hint}".strip())
    place = repository_path(file.path, how.root)
    return _command("warning", message, file=place, title=f"read only in part ({concern.code})")


def _command(level: str, message: str, **properties: str) -> str:
    named = ",".join(f"{name}={_property(visible(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[level]} {named}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace("##[", "##%5B")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
