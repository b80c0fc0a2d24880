"""The report as SARIF 2.1.0, for code scanning services.

Lines of a DOCX or PDF are those of `reframe extract`. A finding about the whole résumé is put on line 1,
because code scanning demands a line.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from reframe.reports.outline import first_sentence
from reframe.reports.paths import repository_path
from reframe.reports.visible import escaped_json, visible

if TYPE_CHECKING:
    from reframe.findings import Concern, Failure, FileReport, Finding, Report
    from reframe.reports.presentation import Presentation, RuleInfo

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {"error": "error", "warning": "warning", "suggestion": "note"}


def sarif(report: Report, how: Presentation) -> str:
    """One run with every finding, suppressed ones included and marked as such."""
    names = list(dict.fromkeys(f.rule for file in report.files for f in (*file.findings, *file.suppressed)))
    known = {rule.name: rule for rule in how.rules}
    run = {
        "tool": {
            "driver": {
                "name": "reframe",
                "semanticVersion": how.version,
                "version": how.version,
                "rules": [_rule(name, known.get(name)) for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, how)],
        "artifacts": [_artifact(file, how) for file in report.files],
        "results": [
            _result(finding, file, names.index(finding.rule), how, suppressed=suppressed)
            for file in report.files
            for suppressed, findings in ((False, file.findings), (True, file.suppressed))
            for finding in findings
        ],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return escaped_json(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _rule(name: str, rule: RuleInfo | None) -> dict[str, Any]:
    if rule is None:
        return {"id": name}
    questions = "".join(f"\n- {question}" for question in rule.questions)
    text = " ".join(rule.why.split())
    return {
        "id": rule.name,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": text},
        "help": {
            "text": f"{text}\n\nAsk yourself:{questions}" if questions else text,
            "markdown": f"**{rule.title}**\n\n{text}"
            + (f"\n\nAsk yourself:\n{questions}" if questions else ""),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [rule.group]},
    }


def _invocation(report: Report, how: Presentation) -> dict[str, Any]:
    notes = [_note("error", failure, failure, how) for failure in report.errors]
    for file in report.files:
        if file.health.verdict != "ok":
            notes += [_note("warning", concern, file, how) for concern in file.health.concerns]
    return {
        "executionSuccessful": not report.errors,
        "exitCode": how.exit_code,
        "toolExecutionNotifications": notes,
    }


def _note(
    level: str, reason: Failure | Concern, where: Failure | FileReport, how: Presentation
) -> dict[str, Any]:
    note: dict[str, Any] = {
        "level": level,
        "message": {"text": f"{reason.message} {reason.hint}".strip()},
        "descriptor": {"id": reason.code},
    }
    if where.path:
        note["locations"] = [{"physicalLocation": _artifact_location(where, how)}]
    return note


def _artifact(file: FileReport, how: Presentation) -> dict[str, Any]:
    return {"location": {"uri": _uri(file.path, how)}, "hashes": {"sha-256": file.sha256}}


def _artifact_location(item: FileReport | Failure, how: Presentation) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(item.path, how)}}


def _uri(path: str, how: Presentation) -> str:
    path = repository_path(path, how.root)
    return ("file://" if path.startswith("/") else "") + quote(path.encode("utf-8", "surrogateescape"))


def _result(
    finding: Finding, file: FileReport, index: int, how: Presentation, *, suppressed: bool
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.level],
        "message": {"text": _message(finding)},
        "locations": [_location(finding, file, how)],
    }
    if finding.fingerprint:
        version, _, value = finding.fingerprint.partition(":")
        result["partialFingerprints"] = {version: value, "primaryLocationLineHash": value}
    if suppressed:
        result["suppressions"] = [_suppression(finding)]
    result["properties"] = {
        "suggestions": [suggestion.text for suggestion in finding.suggestions if suggestion.text],
        "questions": list(finding.questions),
    }
    return result


def _suppression(finding: Finding) -> dict[str, str]:
    why = finding.suppression
    kind = "inSource" if why is not None and why.kind == "comment" else "external"
    return {"kind": kind, **({"justification": why.reason} if why is not None and why.reason else {})}


def _message(finding: Finding) -> str:
    what = finding.message if finding.text is None else f"“{visible(finding.text)}”: {finding.message}"
    return " ".join(part for part in (what, first_sentence(finding.why)) if part)


def _location(finding: Finding, file: FileReport, how: Presentation) -> dict[str, Any]:
    physical = {**_artifact_location(file, how), "region": _region(finding)}
    if finding.context is not None:
        line = physical["region"]["startLine"]
        physical["contextRegion"] = {"startLine": line, "snippet": {"text": finding.context}}
    location: dict[str, Any] = {"physicalLocation": physical}
    names = [name for name in (finding.location.section, finding.location.entry) if name]
    if names:
        location["logicalLocations"] = [
            {"name": names[-1], "fullyQualifiedName": " / ".join(names), "kind": "element"}
        ]
    return location


def _region(finding: Finding) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": max(1, finding.location.line or 1)}
    if finding.location.line and finding.location.column and finding.text is not None:
        region["startColumn"] = finding.location.column
        region["endColumn"] = finding.location.column + len(finding.text)
        region["snippet"] = {"text": finding.text}
    return region
