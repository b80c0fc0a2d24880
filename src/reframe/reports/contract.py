"""The report as JSON, for scripts: the shape is published in ``report.schema.json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reframe.findings import Failure
from reframe.reports.counting import by_rule, count_levels
from reframe.reports.visible import escaped_json

if TYPE_CHECKING:
    from reframe.findings import Answer, FileReport, Finding, Location, Report, Scorecard, Suggestion
    from reframe.reports.presentation import Presentation

SCHEMA_VERSION = 1


def as_json(report: Report, how: Presentation) -> str:
    """One object with every file, finding and failure."""
    return _written(_report(report, how), indent=2)


def as_jsonl(report: Report, how: Presentation) -> str:
    """One object a line: each file, each failure, and the summary last; ``type`` says which."""
    parts = [jsonl_part(file, how) for file in report.files]
    parts += [jsonl_part(failure, how) for failure in report.errors]
    return "".join((*parts, jsonl_end(report, how)))


def jsonl_part(result: FileReport | Failure, how: Presentation) -> str:  # noqa: ARG001 -- the signature of a part
    """The line of one file, read or not."""
    if isinstance(result, Failure):
        return _written({"type": "error", **_failure(result)})
    return _written({"type": "file", **file_object(result)})


def jsonl_end(report: Report, how: Presentation) -> str:
    """The last line: everything but the files and the failures."""
    return _written({"type": "summary", **_summary(report, how)})


def file_object(file: FileReport) -> dict[str, Any]:
    """One file as the contract has it."""
    return {
        "path": file.path,
        "format": file.format,
        "sha256": file.sha256,
        "pages": file.pages,
        "health": {
            "verdict": file.health.verdict,
            "reasons": [
                {"code": concern.code, "message": concern.message, "hint": concern.hint}
                for concern in file.health.concerns
            ],
        },
        "alt_experience": file.alt_experience,
        "alt_work": list(file.alt_work),
        "asked_for": list(file.asked_for),
        "target": file.target,
        "scorecard": _scorecard(file.scorecard),
        "findings": [_finding(finding) for finding in file.findings],
        "suppressed": [_suppressed(finding) for finding in file.suppressed],
    }


def _report(report: Report, how: Presentation) -> dict[str, Any]:
    summary = _summary(report, how)
    return {
        "schema_version": summary.pop("schema_version"),
        "tool": summary.pop("tool"),
        "files": [file_object(file) for file in report.files],
        "errors": [_failure(failure) for failure in report.errors],
        **summary,
    }


def _summary(report: Report, how: Presentation) -> dict[str, Any]:
    levels = count_levels(report)
    summary: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "reframe", "version": how.version},
        "summary": {"files": len(report.files), "findings": sum(levels.values()), **levels},
    }
    if how.statistics:
        summary["statistics"] = [
            {"rule": rule, "findings": number, "files": files} for rule, number, files in by_rule(report)
        ]
    return {**summary, "exit_code": how.exit_code}


def _failure(failure: Failure) -> dict[str, str]:
    return {"path": failure.path, "code": failure.code, "message": failure.message, "hint": failure.hint}


def _scorecard(scorecard: Scorecard | None) -> dict[str, Any] | None:
    if scorecard is None:
        return None
    return {
        "major": _answer(scorecard.major),
        "hard_skills": _answer(scorecard.hard_skills),
        "tools": _answer(scorecard.tools),
        "certifications": {
            **_answer(scorecard.certifications),
            "recommended": list(scorecard.certifications.recommended),
        },
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {"answered": answer.answered, "evidence": list(answer.evidence)}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "group": finding.group,
        "level": finding.level,
        "message": finding.message,
        "why": finding.why,
        "text": finding.text,
        "context": finding.context,
        "start": finding.start,
        "end": finding.end,
        "location": _location(finding.location),
        "suggestions": [_suggestion(suggestion) for suggestion in finding.suggestions],
        "questions": list(finding.questions),
        "fingerprint": finding.fingerprint,
    }


def _suppressed(finding: Finding) -> dict[str, Any]:
    why = finding.suppression
    if why is None:
        return _finding(finding)
    suppression = {"kind": why.kind, "reason": why.reason, "until": why.until or None}
    return {**_finding(finding), "suppression": suppression}


def _location(location: Location) -> dict[str, Any]:
    return {
        "section": location.section,
        "entry": location.entry,
        "page": location.page,
        "block": location.block,
        "line": location.line,
        "column": location.column,
        "bbox": None if location.bbox is None else [list(box) for box in location.bbox],
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "text": suggestion.text,
        "only_if": suggestion.only_if,
        "for": list(suggestion.for_),
        "slots": list(suggestion.slots),
        "applicability": suggestion.applicability,
        "surfaces": suggestion.surfaces,
    }


def _written(value: dict[str, Any], *, indent: int | None = None) -> str:
    return escaped_json(json.dumps(value, ensure_ascii=False, indent=indent)) + "\n"
