"""extract, explain, rules, targets, phrasebook, on the project's own phrasebook."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from pathlib import Path

RESUME = """\
# Jo Doe

jo@example.com\u200b

## Experience

### Assistant Language Teacher, Sakura City Board of Education, 2019 – 2022

- Taught 25 lessons a week
- A\ttab and \u202ea bidirectional override

## Languages

Japanese (conversational)
"""


@pytest.fixture(scope="module")
def bundled():
    """The project's own phrasebook, read once."""
    from reframe.phrasebook import load

    return load()


@pytest.fixture(autouse=True)
def _read_once(bundled, monkeypatch: pytest.MonkeyPatch) -> None:
    import reframe.phrasebook

    load = reframe.phrasebook.load
    monkeypatch.setattr(reframe.phrasebook, "load", lambda *extra: load(*extra) if extra else bundled)


@pytest.fixture
def resume(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "resume.md"
    file.write_text(RESUME, encoding="utf-8")
    return file


# ---- extract --------------------------------------------------------------------------------------------


def test_extract_prints_a_block_a_line_and_nothing_else(call, resume: Path) -> None:
    result = call("extract", resume)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert "Taught 25 lessons a week" in lines
    assert "Japanese (conversational)" in lines
    assert all(line.strip() for line in lines)


def test_extracted_text_cannot_act_on_a_terminal(call, resume: Path) -> None:
    out = call("extract", resume).out
    assert "\t" not in out
    assert "\u202e" not in out


def test_extract_keeps_the_length_of_each_block_so_that_columns_count(call, resume: Path) -> None:
    blocks = json.loads(call("extract", resume, "--format", "json").out)["blocks"]
    lines = call("extract", resume).out.splitlines()
    assert [len(line) for line in lines] == [len(block["text"]) for block in blocks]


def test_extract_as_json_has_the_keys_of_the_contract(call, resume: Path) -> None:
    whole = json.loads(call("extract", resume, "--format", "json").out)
    assert whole["health"]["verdict"] == "ok"
    assert all(
        block.keys() == {"text", "kind", "section", "entry", "block", "page", "line"}
        for block in whole["blocks"]
    )
    bullet = next(block for block in whole["blocks"] if block["text"].startswith("Taught"))
    assert (bullet["kind"], bullet["section"], bullet["line"]) == ("bullet", "Experience", 9)
    assert "Assistant Language Teacher" in bullet["entry"]


@pytest.mark.parametrize("path", ["absent.docx", ".", "resume.doc"])
def test_extract_of_what_cannot_be_read_is_exit_code_2(call, resume: Path, path: str) -> None:
    (resume.parent / "resume.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    result = call("extract", path)
    assert (result.code, result.out) == (2, "")
    assert result.last.startswith("reframe: exit code 2: ")


def test_in_a_ci_log_extracted_text_is_no_command(
    call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "resume.txt"
    file.write_text("Jo Doe\n\n::error::pwned\n", encoding="utf-8")
    assert "\n::error::" in call("extract", file).out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "\n\\::error::" in call("extract", file).out


# ---- explain, rules, targets ----------------------------------------------------------------------------


def test_every_rule_is_listed_and_can_be_explained(call) -> None:
    rules = json.loads(call("rules", "--format", "json").out)["rules"]
    listed = call("rules").out
    assert rules
    for rule in rules:
        assert rule["name"] in listed
        result = call("explain", rule["name"])
        assert result.code == 0
        assert rule["title"] in " ".join(result.out.split())
        assert "Speaks up at" in result.out


def test_an_unknown_rule_is_answered_with_the_one_meant(call) -> None:
    result = call("explain", "school-cuont")
    assert result.code == 2
    assert "did you mean “school-count”?" in result.last


def test_a_group_is_no_rule_but_known(call) -> None:
    assert "is a group" in call("explain", "trivia").last


def test_targets_are_listed_in_both_formats(call) -> None:
    targets = json.loads(call("targets", "--format", "json").out)["targets"]
    out = call("targets").out
    assert all(target["name"] in out for target in targets)


# ---- phrasebook -----------------------------------------------------------------------------------------


def test_a_new_rule_passes_its_own_test_and_works_in_a_check(call, resume: Path) -> None:
    made = call("phrasebook", "new", "mine", "--rule", "my-own")
    assert made.code == 0
    tested = call("phrasebook", "test", "mine")
    assert (tested.code, tested.out) == (0, "2 cases hold, 0 do not.\n")
    resume.write_text(RESUME + "\n", encoding="utf-8")
    text = RESUME.replace("A\ttab", "Replaced this example phrase; a tab")
    resume.write_text(text, encoding="utf-8")
    result = call("check", resume, "--phrasebook", "mine", "--select", "my-own", "--format", "json")
    assert [finding["rule"] for finding in json.loads(result.out)["files"][0]["findings"]] == ["my-own"]


@pytest.mark.skipif(sys.platform == "win32", reason="shells quote in another way there")
def test_the_folder_of_a_new_rule_is_one_word_of_the_next_command(call, resume: Path) -> None:
    assert "`reframe phrasebook test 'my phrases'`" in call("phrasebook", "new", "my phrases").out


def test_a_new_rule_never_replaces_a_file(call, resume: Path) -> None:
    call("phrasebook", "new", "mine")
    file = resume.parent / "mine/rules/trivia/my-rule.yaml"
    file.write_text("mine", encoding="utf-8")
    assert call("phrasebook", "new", "mine").code == 2
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_case_that_does_not_hold_is_shown_and_exit_code_1(call, resume: Path) -> None:
    call("phrasebook", "new", "mine")
    file = resume.parent / "mine/rules/trivia/my-rule.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("A line that looks alike", "Changed these example phrases"),
        encoding="utf-8",
    )
    result = call("phrasebook", "test", "mine")
    assert result.code == 1
    assert "FAILS  my-rule:" in result.out
    assert result.last == "reframe: exit code 1: 1 of 2 cases do not hold."


@pytest.mark.parametrize(
    "arguments",
    [
        ["test", "absent"],
        ["test", "--rule", "nonsense"],
        ["new", "--rule", "No Name"],
        ["new", "--group", "trivial"],
    ],
)
def test_a_phrasebook_command_that_cannot_work_is_exit_code_2(
    call, resume: Path, arguments: list[str]
) -> None:
    result = call("phrasebook", *arguments)
    assert result.code == 2
    assert result.last


def test_faults_are_shown_with_file_line_and_column(call, resume: Path) -> None:
    call("phrasebook", "new", "mine")
    file = resume.parent / "mine/rules/trivia/my-rule.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("phrases:", "phrasess:"), encoding="utf-8")
    result = call("phrasebook", "test", "mine")
    assert result.code == 2
    assert "mine/rules/trivia/my-rule.yaml:" in result.err
    assert "phrasess" in result.err


def test_the_schema_accepts_the_projects_own_rules(call) -> None:
    import jsonschema

    from reframe.phrasebook.loading import bundled

    schema = json.loads(call("phrasebook", "schema").out)
    files = sorted((bundled() / "rules").rglob("*.yaml"))
    assert files
    for file in files:
        jsonschema.validate(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader), _lenient(schema))


def _lenient(schema: dict[str, object]) -> dict[str, object]:
    """The schema for values that are all strings, as ``BaseLoader`` reads them."""
    return json.loads(json.dumps(schema).replace('"boolean"', '"string"').replace('"integer"', '"string"'))  # type: ignore[no-any-return]
