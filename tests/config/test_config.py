"""Settings files: which one is found, what it may say, and every fault in it at once."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from reframe.config import KEYS, Config, find, load, matches
from reframe.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = """
target = "sales"
region = "US"
select = ["trivia", "jargon"]
ignore = ["school-life"]
fail-on = "error"
include = ["resume*"]
exclude = ["drafts/", "**/old-*.docx"]
vocabulary = ["ALT", "JET"]
phrasebooks = ["rules"]
assume-alt = true
redact = true
[levels]
lesson-count = "suggestion"
school-life = "off"
[per-file-ignores]
"*.md" = ["jargon"]
[section-aliases]
experience = ["Where I worked"]
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    config = load(write(tmp_path / "reframe.toml", EVERYTHING))
    assert (config.target, config.region, config.fail_on) == ("sales", "US", "error")
    assert config.select == ("trivia", "jargon")
    assert config.levels == {"lesson-count": "suggestion", "school-life": "off"}
    assert config.section_aliases == {"experience": ("Where I worked",)}
    assert config.phrasebooks == (str(tmp_path / "rules"),)
    assert config.assume_alt
    assert config.redact
    assert {origin.split(".")[0] for origin in config.origins} == set(KEYS) - {"extend"}


@pytest.mark.parametrize(
    ("present", "found"),
    [
        (["reframe.toml"], "reframe.toml"),
        (["a/reframe.toml", "reframe.toml"], "a/reframe.toml"),
        (["a/.reframe.toml", "a/reframe.toml"], "a/.reframe.toml"),
        (["reframe.toml", "a/pyproject.toml"], "a/pyproject.toml"),
        (["reframe.toml", "a/b/c/reframe.toml"], "reframe.toml"),
        ([], None),
    ],
)
def test_the_nearest_file_wins(tmp_path: Path, present: list[str], found: str | None) -> None:
    (tmp_path / ".git").mkdir()
    for name in present:
        write(tmp_path / name, "[tool.reframe]\n" if "pyproject" in name else "")
    write(tmp_path / "a/b/resume.md", "x")
    assert find(tmp_path / "a/b/resume.md") == (tmp_path / found if found else None)


def test_a_pyproject_that_does_not_speak_of_reframe_is_passed_by(tmp_path: Path) -> None:
    write(tmp_path / "reframe.toml", "")
    write(tmp_path / "a/pyproject.toml", "[tool.black]\n")
    assert find(tmp_path / "a") == tmp_path / "reframe.toml"


def test_the_search_ends_at_the_top_of_the_repository(tmp_path: Path) -> None:
    write(tmp_path / "reframe.toml", "")
    (tmp_path / "repository/.git").mkdir(parents=True)
    assert find(tmp_path / "repository") is None


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ('targt = "sales"', ["targt: unknown key; did you mean “target”?"]),
        ('fail_on = "error"', ["fail_on: unknown key; did you mean “fail-on”?"]),
        ('fail-on = "eror"', ["fail-on: “eror” is none of error, warning, suggestion, never; did you mean “error”?"]),
        ('select = "trivia"', ["select: should be a list of texts"]),
        ("select = [1]", ["select: should be a list of texts"]),
        ('redact = "yes"', ["redact: should be true or false"]),
        ("target = true", ["target: should be text in quotes"]),
        ('levels = "off"', ["levels: should be a table of texts"]),
        ('levels = {jargon = "warn"}', ["levels.jargon: “warn” is none of error, warning, suggestion, off"]),
        ('section-aliases = {work = ["Jobs"]}', ["section-aliases.work: there is no such section"]),
        ('section-aliases = {skils = ["x"]}', ["skils: there is no such section; did you mean “skills”?"]),
        ('section-aliases = {skills = "x"}', ["section-aliases.skills: should be a list of texts"]),
        ('a = 1\nredact = 2\n', ["a: unknown key", "redact: should be true or false"]),
        ('extend = "no-such.toml"', ["could not be read"]),
        ('extend = "reframe.toml"', ["extend: comes back to a file that it came from"]),
        ("target = ", ["is not valid TOML"]),
    ],
)  # fmt: skip
def test_every_fault_is_named_with_its_file_and_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, faults: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "reframe.toml", text)
    with pytest.raises(ConfigError) as raised:
        load("reframe.toml")
    assert len(raised.value.faults) == len(faults)
    for fault, expected in zip(raised.value.faults, faults, strict=True):
        assert ".toml: " in fault
        assert expected in fault


def test_a_fault_in_pyproject_names_its_table(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[tool.reframe]\ntargt = "x"\n')
    with pytest.raises(ConfigError, match=r"pyproject\.toml: tool\.reframe\.targt: unknown key"):
        load(path)


def test_extend_fills_in_what_the_nearer_file_leaves_open(tmp_path: Path) -> None:
    shared = write(
        tmp_path / "shared/base.toml",
        'target = "hr"\nselect = ["trivia"]\nphrasebooks = ["own"]\n[levels]\njargon = "error"\nweak-duty = "off"\n',
    )
    own = write(
        tmp_path / "reframe.toml",
        'extend = "shared/base.toml"\ntarget = "sales"\n[levels]\njargon = "off"\n',
    )
    config = load(own)
    assert (config.target, config.select) == ("sales", ("trivia",))
    assert config.levels == {"jargon": "off", "weak-duty": "off"}
    assert config.phrasebooks == (str(tmp_path / "shared/own"),)
    assert config.origins["target"] == config.origins["levels.jargon"] == str(own)
    assert config.origins["select"] == config.origins["levels.weak-duty"] == str(shared)


@pytest.mark.parametrize(
    ("pattern", "path", "found"),
    [
        ("*.docx", "jobs/acme/Resume.DOCX", True),
        ("drafts", "drafts/resume.md", True),
        ("drafts/", "a/drafts/resume.md", True),
        ("drafts/*.md", "drafts/resume.md", True),
        ("drafts/*.md", "a/drafts/resume.md", False),
        ("drafts/*.md", "drafts/a/resume.md", False),
        ("**/drafts/*.md", "a/b/drafts/resume.md", True),
        ("**/drafts/*.md", "drafts/resume.md", True),
        ("drafts/**", "drafts/a/resume.md", True),
        ("./resume.md", "resume.md", True),
        ("resume?.md", "resume1.md", True),
        ("resume.md", "resume-md", False),
        ("[a].md", "a.md", False),
    ],
)
def test_file_patterns_work_as_in_gitignore(tmp_path: Path, pattern: str, path: str, found: bool) -> None:
    assert matches(pattern, str(tmp_path / path), folder=str(tmp_path)) is found


def test_the_schema_for_editors_takes_what_the_reader_takes() -> None:
    import tomllib

    schema = json.loads(files("reframe").joinpath("config.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    assert set(schema["properties"]) == set(KEYS)
    assert validator.is_valid(tomllib.loads(EVERYTHING))
    for bad in ('targt = "sales"', 'fail-on = "no"', "redact = 1", 'levels = {jargon = "x"}'):
        assert not validator.is_valid(tomllib.loads(bad))


def test_without_a_file_nothing_is_set() -> None:
    assert Config().origins == {}
