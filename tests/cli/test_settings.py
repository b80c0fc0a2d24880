"""Settings files at work: in `check`, before the command line, and in `config`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

RESUME = """# Robin Whitlock

## Experience

### Assistant Language Teacher, Sakura City Board of Education, 2019 – 2022

- Taught 25 lessons a week
- Team-taught with JTEs
"""


def findings(call, *arguments: str) -> list[tuple[str, str]]:
    result = call("check", *arguments, "--format", "json")
    return [(f["rule"], f["level"]) for file in json.loads(result.out)["files"] for f in file["findings"]]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one résumé."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "resume.md").write_text(RESUME, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "reframe.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "arguments", "expected"),
    [
        ('select = ["lesson-count"]', [], {"lesson-count": "warning"}),
        ('select = ["lesson-count"]\n[levels]\nlesson-count = "error"', [], {"lesson-count": "error"}),
        ('select = ["trivia"]\n[levels]\ntrivia = "suggestion"', [], {"lesson-count": "suggestion"}),
        ('select = ["trivia", "jargon"]\n[levels]\ntrivia = "off"', [], {"jargon": "warning"}),
        ('select = ["lesson-count"]', ["--select", "jargon"], {"jargon": "warning"}),
        ('select = ["lesson-count"]', ["--isolated", "--select", "jargon"], {"jargon": "warning"}),
        ('select = ["jargon"]\nvocabulary = ["JTE"]', [], {}),
        ('select = ["jargon", "lesson-count"]\n[per-file-ignores]\n"*.md" = ["trivia"]', [], {"jargon": "warning"}),
    ],
)  # fmt: skip
def test_settings_hold_unless_the_command_line_says_otherwise(
    call, repository: Path, text: str, arguments: list[str], expected: dict[str, str]
) -> None:
    settings(repository, text)
    assert dict(findings(call, "resume.md", *arguments)) == expected


def test_each_file_has_the_settings_nearest_to_it(call, repository: Path) -> None:
    settings(repository, 'select = ["lesson-count"]')
    settings(repository / "other", 'select = ["jargon"]\nfail-on = "never"')
    (repository / "other/resume.md").write_text(RESUME, encoding="utf-8")
    result = call("check", ".", "--format", "json")
    found = {
        f["path"].replace("\\", "/"): {finding["rule"] for finding in f["findings"]}
        for f in json.loads(result.out)["files"]
    }
    assert found == {"other/resume.md": {"jargon"}, "resume.md": {"lesson-count"}}
    assert result.code == 1
    assert call("check", "other").code == 0


def test_a_named_settings_file_is_used_for_every_file(call, repository: Path) -> None:
    settings(repository, 'select = ["jargon"]')
    (repository / "mine.toml").write_text('select = ["lesson-count"]', encoding="utf-8")
    assert dict(findings(call, "resume.md", "--config", "mine.toml")) == {"lesson-count": "warning"}


def test_headings_of_ones_own_open_a_section(call, repository: Path) -> None:
    text = RESUME.replace("## Experience", "## What kept me busy")
    (repository / "resume.md").write_text(text, encoding="utf-8")
    settings(repository, '[section-aliases]\nexperience = ["What kept me busy"]')
    result = call("extract", "resume.md", "--format", "json")
    assert "What kept me busy" in result.out
    assert ("lesson-count", "warning") in findings(call, "resume.md")


def test_what_is_excluded_is_not_searched_for(call, repository: Path) -> None:
    settings(repository, 'exclude = ["drafts"]\nfail-on = "never"')
    (repository / "drafts").mkdir()
    (repository / "drafts/resume.md").write_text(RESUME, encoding="utf-8")
    assert "drafts" not in call("check").out
    assert "drafts" in call("check", "drafts/resume.md").out
    assert call("check", "drafts/resume.md", "--force-exclude").out == ""


def test_a_search_takes_only_what_is_included(call, repository: Path) -> None:
    settings(repository, 'include = ["resume*"]')
    (repository / "notes.md").write_text(RESUME, encoding="utf-8")
    assert "notes" not in call("check").out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('targt = "sales"', ["reframe.toml: targt: unknown key; did you mean “target”?"]),
        ('target = "sale"\nselect = ["trivial"]\n[levels]\nlesson-cont = "off"', [
            "reframe.toml: target: there is no career path “sale”; did you mean “sales”?",
            "reframe.toml: select: there is no rule or group “trivial”; did you mean “trivia”?",
            "reframe.toml: levels.lesson-cont: there is no rule or group “lesson-cont”; did you mean “lesson-count”?",
        ]),
        ('phrasebooks = ["no-such-folder"]\nselect = ["trivia"]', ["no-such-folder"]),
        ('targt = "sales"\nredact = 1\nselect = ["trivial"]', [
            "reframe.toml: targt: unknown key",
            "reframe.toml: redact: should be true or false",
            "reframe.toml: select: there is no rule or group “trivial”",
            "the settings have 3 faults",
        ]),
        ('targt = "sales"\nphrasebooks = ["no-such-folder"]', ["targt: unknown key", "no-such-folder"]),
        ('region = "Englnd"', ["reframe.toml: region: “Englnd” is none of AU, CA, EU, JP, UK, US; did you mean “UK”?"]),
    ],
)  # fmt: skip
def test_settings_that_are_not_understood_are_exit_code_2(
    call, repository: Path, text: str, words: list[str]
) -> None:
    settings(repository, text)
    result = call("check", "resume.md")
    assert result.code == 2
    assert result.out == ""
    assert all(word in result.err for word in words)
    assert result.last.startswith("reframe: exit code 2: ")


def test_config_shows_what_is_in_force_and_where_it_came_from(call, repository: Path) -> None:
    settings(repository, 'extend = "base.toml"\ntarget = "hr"\n')
    (repository / "base.toml").write_text('vocabulary = ["JET"]\n[levels]\njargon = "off"', encoding="utf-8")
    result = call("config", "resume.md")
    lines = [line.split() for line in result.out.splitlines()]
    assert result.code == 0
    assert ["target", "hr", "reframe.toml"] in lines
    assert ["vocabulary", "JET", "base.toml"] in lines
    assert ["levels.jargon", "off", "base.toml"] in lines
    assert ["fail-on", "warning", "usual"] in lines


def test_config_of_a_file_that_is_not_there_is_exit_code_2(call, repository: Path) -> None:
    result = call("config", "gone.md")
    assert (result.code, result.out) == (2, "")
    assert "gone.md: there is no such file." in result.last


@pytest.mark.parametrize("command", ["check", "fit"])
@pytest.mark.parametrize(
    ("region", "words"),
    [
        ("Englnd", "did you mean “UK”?"),
        ("gb", "did you mean “UK”?"),
        ("Unted States", "did you mean “US”?"),
        ("Atlantis", "is none of AU, CA, EU, JP, UK, US."),
    ],
)
def test_a_region_that_no_certificate_is_tied_to_is_exit_code_2(
    call, repository: Path, command: str, region: str, words: str
) -> None:
    result = call(command, "resume.md", "--region", region)
    assert (result.code, result.out) == (2, "")
    assert words in result.last


@pytest.mark.parametrize("region", ["UK", "uk", "EU", "NZ"])
def test_a_region_may_be_written_in_either_case(call, repository: Path, region: str) -> None:
    assert call("fit", "resume.md", "--region", region).code == 0


def test_config_as_json(call, repository: Path) -> None:
    settings(repository, 'target = "hr"')
    whole = json.loads(call("config", "--format", "json").out)
    assert whole["file"] == "reframe.toml"
    assert whole["settings"]["target"] == "hr"
    assert whole["origins"] == {"target": "reframe.toml"}


def test_config_prints_its_schema(call) -> None:
    assert "fail-on" in json.loads(call("config", "--schema").out)["properties"]


def test_a_settings_file_and_none_cannot_both_be_asked_for(call, repository: Path) -> None:
    result = call("check", "resume.md", "--config", "x.toml", "--isolated")
    assert result.code == 2
    assert "--isolated" in result.last
