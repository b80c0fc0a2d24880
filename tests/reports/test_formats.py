"""Every format for programs: its shape, its positions, and that résumé text stays text in it."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import report_samples as samples

from reframe.model import Failure, Report, Suggestion
from reframe.reports import FORMATS, Presentation

if TYPE_CHECKING:
    from pathlib import Path

CODE_LIKE = {"json", "jsonl", "sarif", "rdjson"}


def written(name: str, report: Report, **how: object) -> str:
    return FORMATS[name](report, Presentation(**{"exit_code": 1, **how}))  # type: ignore[arg-type]


def schema() -> dict[str, Any]:
    return json.loads(
        resources.files("reframe.reports").joinpath("report.schema.json").read_text(encoding="utf-8")
    )  # type: ignore[no-any-return]


# ---- JSON -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [samples.realistic, samples.hostile, lambda: Report(files=())])
def test_the_json_report_fits_the_published_schema(make: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(written("json", make(), statistics=True)), schema())


def test_the_schema_is_strict_enough_to_reject_a_changed_report() -> None:
    whole = json.loads(written("json", samples.realistic()))
    whole["files"][0]["findings"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole, schema())


def test_the_json_report_has_the_keys_of_the_contract() -> None:
    whole = json.loads(written("json", samples.realistic()))
    assert {"schema_version", "tool", "files", "errors", "summary", "exit_code"} <= whole.keys()
    file = whole["files"][0]
    keys = {
        "path",
        "format",
        "sha256",
        "pages",
        "alt_experience",
        "target",
        "scorecard",
        "findings",
        "suppressed",
    }
    assert keys <= file.keys()
    assert file["scorecard"]["certifications"] == {
        "answered": False,
        "evidence": [],
        "recommended": ["mos-excel", "capm"],
    }
    assert whole["summary"] == {"files": 1, "findings": 9, "error": 0, "warning": 7, "suggestion": 2}


@pytest.mark.parametrize("make", [samples.realistic, samples.hostile])
def test_in_json_the_context_holds_the_text_at_its_offsets(make: Any) -> None:
    findings = [f for file in json.loads(written("json", make()))["files"] for f in file["findings"]]
    placed = [finding for finding in findings if finding["context"] is not None]
    assert placed
    assert all(f["context"][f["start"] : f["end"]] == f["text"] for f in placed)


def test_a_missing_finding_has_no_context_in_json() -> None:
    finding = json.loads(written("json", samples.realistic()))["files"][0]["findings"][-1]
    assert [finding[key] for key in ("context", "start", "end", "text")] == [None] * 4


def test_json_gives_hostile_text_back_unchanged() -> None:
    finding = json.loads(written("json", samples.hostile()))["files"][0]["findings"][0]
    assert finding["text"] == samples.HOSTILE


def test_json_survives_a_lone_surrogate() -> None:
    report = Report(files=(samples.file(samples.finding(context="\ud800 5 schools", text="5 schools")),))
    written("json", report).encode("utf-8")


def test_jsonl_is_one_object_a_line_with_the_summary_last() -> None:
    report = samples.realistic()._replace(errors=(Failure("a.pdf", "damaged", "the file is damaged.", ""),))
    objects = [json.loads(line) for line in written("jsonl", report).splitlines()]
    assert [each["type"] for each in objects] == ["file", "error", "summary"]
    assert objects[-1]["exit_code"] == 1


# ---- concise --------------------------------------------------------------------------------------------


def test_concise_is_one_line_a_finding_as_the_contract_has_it() -> None:
    lines = written("concise", samples.realistic()).splitlines()
    assert 'resume.docx:14:29: warning school-count "5 elementary schools"' in lines
    assert lines[-1] == "resume.docx:1:1: warning missing-tools"
    assert len(lines) == 9


def test_concise_statistics_can_be_read_by_cut() -> None:
    assert "2\tlesson-count" in written("concise", samples.realistic(), statistics=True).splitlines()


# ---- GitHub ---------------------------------------------------------------------------------------------


def many(number: int, **changes: object) -> Report:
    return Report(files=(samples.file(*(samples.finding(at=at + 1, **changes) for at in range(number))),))


@pytest.mark.parametrize(
    ("findings", "lines", "more"),
    [
        (0, 0, None),
        (9, 9, None),
        (10, 10, None),
        (11, 10, "and 2 warnings more"),
        (40, 10, "and 31 warnings more"),
    ],
)
def test_github_gets_ten_annotations_a_level_with_a_roll_up(
    findings: int, lines: int, more: str | None
) -> None:
    output = written("github", many(findings)).splitlines()
    assert len(output) == lines
    assert ("more;" in output[-1] if output else False) == (more is not None)
    assert more is None or more in output[-1]


def test_github_shows_what_was_not_read_before_any_other_error() -> None:
    report = many(30, level="error")._replace(
        errors=(Failure("scan.pdf", "no-text-layer", "pictures.", "Run OCR."),)
    )
    lines = written("github", report).splitlines()
    assert lines[0] == "::error file=scan.pdf,title=not read (no-text-layer)::pictures. Run OCR."
    assert len(lines) == 10


def test_github_properties_and_messages_are_escaped() -> None:
    report = Report(
        files=(
            samples.file(
                samples.finding(context="50% of 5 schools, a: b", text="50% of 5 schools, a: b"),
                path="my, 100%: resume.docx",
            ),
        )
    )
    line = written("github", report).splitlines()[0]
    assert line.startswith(
        "::warning file=my%2C 100%25%3A resume.docx,line=14,col=1,endColumn=23,title=lesson-count::"
    )
    assert "“50%25 of 5 schools, a: b”%0ASomeone who" in line


def test_github_paths_are_relative_to_the_repository(tmp_path: Path) -> None:
    report = Report(files=(samples.file(samples.finding(), path=str(tmp_path / "docs" / "resume.docx")),))
    assert "file=docs/resume.docx," in written("github", report, root=tmp_path)


def test_a_finding_without_a_place_is_annotated_on_the_file() -> None:
    report = Report(
        files=(samples.file(samples.finding("missing-tools", context=None, text=None, message="No tool.")),)
    )
    assert written("github", report).startswith("::warning file=resume.docx,title=missing-tools::No tool.")


# ---- rdjson ---------------------------------------------------------------------------------------------


def test_rdjson_columns_count_bytes() -> None:
    finding = samples.finding(context="運動会 at 5 schools", text="5 schools")
    diagnostic = json.loads(written("rdjson", Report(files=(samples.file(finding),))))["diagnostics"][0]
    assert diagnostic["location"]["range"] == {
        "start": {"line": 14, "column": 14},
        "end": {"line": 14, "column": 23},
    }


def test_rdjson_offers_nothing_to_be_put_in_by_a_click() -> None:
    finding = samples.finding(suggestions=(Suggestion(text="Japanese teachers", applicability="safe"),))
    diagnostic = json.loads(written("rdjson", Report(files=(samples.file(finding),))))["diagnostics"][0]
    assert "Try: Japanese teachers" in diagnostic["message"]
    assert "suggestions" not in diagnostic


def test_rdjson_names_what_was_not_read() -> None:
    report = Report(files=(), errors=(Failure("a.pdf", "damaged", "it is damaged.", ""),))
    assert json.loads(written("rdjson", report))["diagnostics"][0]["severity"] == "ERROR"


# ---- hostile text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_resume_text_act(name: str) -> None:
    output = written(name, samples.hostile())
    assert "pwned" in output
    acting = re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", output)
    assert acting == []
    commands = [line for line in output.splitlines() if re.match(r"\s*::", line)]
    assert all(re.match(r"::(error|warning|notice) (file|title)=[^:]*::", line) for line in commands)
    assert commands == [] or name == "github"
    assert "##[" not in output


@pytest.mark.parametrize("name", FORMATS)
def test_markup_of_the_terminal_library_is_shown_as_it_stands(name: str) -> None:
    output = written(name, samples.hostile())
    assert "[red]x[/red]" in output or r"\[red\]x\[/red\]" in output


def test_markdown_has_no_markup_link_or_mention_from_the_resume() -> None:
    from markdown_it import MarkdownIt

    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(
        written("markdown", samples.hostile())
    )
    outside_code = re.sub(r"<(pre|code)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    assert "<script" not in html
    assert "@everyone" not in outside_code
    assert "<a " not in html


def test_a_code_block_cannot_be_closed_by_the_resume() -> None:
    from markdown_it import MarkdownIt

    report = Report(
        files=(samples.file(samples.finding(context="``` ```` <b>5 schools</b>", text="5 schools")),)
    )
    assert "<b>" not in MarkdownIt("commonmark", {"html": True}).render(written("markdown", report))


def test_a_markdown_report_fits_into_a_comment() -> None:
    output = written("markdown", many(2000))
    assert len(output) < 65_536
    assert "run `reframe check` for the rest" in output


def test_every_format_ends_with_a_line_break() -> None:
    assert len(FORMATS) == 9
    for name in FORMATS:
        assert written(name, samples.realistic()).endswith("\n")
