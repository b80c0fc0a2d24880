"""SARIF 2.1.0: the parts of the standard that our reports use, and what code scanning asks for."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import report_samples as samples

from reframe.model import Failure, Report
from reframe.reports import Presentation
from reframe.reports.sarif import sarif

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}},
    "additionalProperties": False,
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
ARTIFACT = {
    "type": "object",
    "required": ["uri"],
    "properties": {
        "uri": {"type": "string", "format": "uri-reference", "pattern": r"^[\w./:%~&$'()*+,;=@!-]+$"}
    },
    "additionalProperties": False,
}
REGION = {
    "type": "object",
    "required": ["startLine"],
    "properties": {
        "startLine": {"type": "integer", "minimum": 1},
        "startColumn": {"type": "integer", "minimum": 1},
        "endColumn": {"type": "integer", "minimum": 1},
        "snippet": MESSAGE,
    },
    "additionalProperties": False,
}
PHYSICAL = {
    "type": "object",
    "required": ["artifactLocation"],
    "properties": {"artifactLocation": ARTIFACT, "region": REGION, "contextRegion": REGION},
    "additionalProperties": False,
}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": PHYSICAL,
        "logicalLocations": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "properties": {key: {"type": "string"} for key in ("name", "fullyQualifiedName", "kind")},
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string", "pattern": "^[A-Za-z0-9]+$"},
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": {
            "type": "object",
            "properties": {"level": LEVEL},
            "additionalProperties": False,
        },
        "properties": {"type": "object", "properties": {"tags": {"type": "array", "uniqueItems": True}}},
    },
    "additionalProperties": False,
}
RESULT = {
    "type": "object",
    "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": {"type": "array", "items": LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "suppressions": {
            "type": "array",
            "items": {"required": ["kind"], "properties": {"kind": {"enum": ["inSource", "external"]}}},
        },
        "properties": {"type": "object"},
    },
    "additionalProperties": False,
}
RUN = {
    "type": "object",
    "required": ["tool", "results"],
    "properties": {
        "tool": {
            "type": "object",
            "required": ["driver"],
            "properties": {
                "driver": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {
                        "name": {"type": "string"},
                        "version": {"type": "string"},
                        "semanticVersion": {"type": "string"},
                        "rules": {"type": "array", "uniqueItems": True, "items": RULE},
                    },
                    "additionalProperties": False,
                }
            },
        },
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "invocations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["executionSuccessful"],
                "properties": {
                    "executionSuccessful": {"type": "boolean"},
                    "exitCode": {"type": "integer"},
                    "toolExecutionNotifications": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "properties": {
                                "message": MESSAGE,
                                "level": LEVEL,
                                "descriptor": {"type": "object", "required": ["id"]},
                                "locations": {"type": "array", "items": LOCATION},
                            },
                            "additionalProperties": False,
                        },
                    },
                },
                "additionalProperties": False,
            },
        },
        "artifacts": {"type": "array", "uniqueItems": True},
        "results": {"type": "array", "items": RESULT},
    },
    "additionalProperties": False,
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": RUN},
    },
    "additionalProperties": False,
}
"""The part of the standard that a report of ours uses, closed, so that a misspelt key is found."""


def run_of(report: Report, **how: object) -> dict[str, Any]:
    whole = json.loads(sarif(report, Presentation(**how)))  # type: ignore[arg-type]
    jsonschema.validate(whole, SCHEMA)
    return whole["runs"][0]  # type: ignore[no-any-return]


@pytest.mark.parametrize("make", [samples.realistic, samples.hostile, lambda: Report(files=())])
def test_the_report_has_the_shape_of_the_standard(make: Any) -> None:
    assert run_of(make())["tool"]["driver"]["name"] == "reframe"


def test_each_result_points_to_its_rule() -> None:
    run = run_of(samples.realistic())
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == 9
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_a_rule_brings_its_help() -> None:
    rule = SimpleNamespace(
        name="lesson-count",
        group="trivia",
        title="Counting lessons",
        level="warning",
        why="Why.",
        questions=("What?",),
    )
    run = run_of(samples.realistic(), rules=(rule,))
    shown = next(each for each in run["tool"]["driver"]["rules"] if each["id"] == "lesson-count")
    assert shown["help"]["markdown"] == "**Counting lessons**\n\nWhy.\n\nAsk yourself:\n\n- What?"
    assert shown["name"] == "LessonCount"


def test_fingerprints_are_those_of_the_contract() -> None:
    finding = samples.finding(fingerprint="rf1:2c9f:0")
    result = run_of(Report(files=(samples.file(finding),)))["results"][0]
    assert result["partialFingerprints"]["rf1"] == "2c9f:0"


def test_a_finding_about_the_whole_resume_is_on_line_1() -> None:
    result = run_of(samples.realistic())["results"][-1]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_a_finding_names_its_section_and_entry() -> None:
    result = run_of(Report(files=(samples.file(samples.finding()),)))["results"][0]
    place = result["locations"][0]
    assert place["logicalLocations"][0]["fullyQualifiedName"] == f"Experience / {samples.ENTRY}"
    assert place["physicalLocation"]["region"]["startLine"] == 14
    assert place["physicalLocation"]["region"]["endColumn"] == 25
    assert place["physicalLocation"]["region"]["snippet"] == {"text": "25 lessons a week"}
    assert place["physicalLocation"]["contextRegion"]["snippet"]["text"].startswith("Taught 25 lessons")


def test_what_is_suppressed_is_marked_so() -> None:
    results = run_of(Report(files=(samples.file(suppressed=(samples.finding(),)),)))["results"]
    assert [result["suppressions"] for result in results] == [[{"kind": "external"}]]


def test_a_file_that_was_not_read_makes_the_run_unsuccessful() -> None:
    report = Report(files=(), errors=(Failure("scan 1.pdf", "no-text-layer", "pictures.", "Run OCR."),))
    invocation = run_of(report, exit_code=2)["invocations"][0]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    note = invocation["toolExecutionNotifications"][0]
    assert note["message"]["text"] == "pictures. Run OCR."
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "scan%201.pdf"


def test_paths_are_percent_encoded_and_relative_to_the_repository(tmp_path: Path) -> None:
    report = Report(files=(samples.file(samples.finding(), path=str(tmp_path / "職務 経歴書.docx")),))
    uri = run_of(report, root=tmp_path)["artifacts"][0]["location"]["uri"]
    assert uri == "%E8%81%B7%E5%8B%99%20%E7%B5%8C%E6%AD%B4%E6%9B%B8.docx"
