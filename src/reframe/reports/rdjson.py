"""Diagnostics for reviewdog, in its ``rdjson`` format: columns count bytes of UTF-8, from 1.

Suggestions stand in the message: what reviewdog would put in by a click must first hold the writer's facts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reframe.reports.outline import first_sentence
from reframe.reports.paths import repository_path
from reframe.reports.visible import escaped_json

if TYPE_CHECKING:
    from reframe.findings import Failure, FileReport, Finding, Report
    from reframe.reports.presentation import Presentation

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "suggestion": "INFO"}


def rdjson(report: Report, how: Presentation) -> str:
    """One object with a diagnostic for each finding, and one for each file that was not read."""
    diagnostics = [_unread(failure, how) for failure in report.errors]
    diagnostics += [_diagnostic(file, finding, how) for file in report.files for finding in file.findings]
    whole = {"source": {"name": "reframe"}, "severity": "WARNING", "diagnostics": diagnostics}
    return escaped_json(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _diagnostic(file: FileReport, finding: Finding, how: Presentation) -> dict[str, Any]:
    span = _range(finding)
    return {
        "message": _message(finding),
        "location": {"path": repository_path(file.path, how.root), **({"range": span} if span else {})},
        "severity": _SEVERITIES[finding.level],
        "code": {"value": finding.rule},
    }


def _message(finding: Finding) -> str:
    what = finding.message if finding.text is None else f"“{finding.text}”: {finding.message}"
    lines = [what, first_sentence(finding.why)]
    lines += [f"Try: {suggestion.text}" for suggestion in finding.suggestions[:2] if suggestion.text]
    lines += [f"Ask: {question}" for question in finding.questions[:1]]
    return "\n".join(line for line in lines if line)


def _range(finding: Finding) -> dict[str, Any] | None:
    location = finding.location
    if not location.line:
        return None
    if finding.context is None or finding.start is None or finding.text is None or not location.column:
        return {"start": {"line": location.line}}
    before = finding.context[: finding.start]
    first = location.column + _bytes(before) - len(before)
    return {
        "start": {"line": location.line, "column": first},
        "end": {"line": location.line, "column": first + _bytes(finding.text)},
    }


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _unread(failure: Failure, how: Presentation) -> dict[str, Any]:
    return {
        "message": f"{failure.message} {failure.hint}".strip(),
        "location": {"path": repository_path(failure.path, how.root)},
        "severity": "ERROR",
        "code": {"value": failure.code},
    }
