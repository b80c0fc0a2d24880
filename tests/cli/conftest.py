"""A command line to call in the tests, with a linter whose answers are known."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from reframe.__main__ import run
from reframe.errors import UnreadableError
from reframe.model import Concern, FileReport, Finding, Health, Level, Location

LEVELS: tuple[Level, ...] = ("error", "warning", "suggestion")


DOUBT = (Concern("mixed-columns", "the columns ran into each other.", "Export it with one column."),)
HEALTH = {"degraded": Health("degraded", DOUBT), "blank": Health("unreadable", DOUBT)}


@dataclass(frozen=True)
class Result:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line on standard error."""
        return self.err.splitlines()[-1] if self.err else ""


Call = Callable[..., Result]


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    """Run a command as the console script does."""
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "GITHUB_ACTIONS", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def calling(*arguments: str | Path) -> Result:
        code = run([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    return calling


def fake_check(
    source: str | Path, *, data: bytes | None = None, options: object = None, whole: bool = True
) -> FileReport:
    """Answer by the file's name: ``warning.md`` holds a warning, ``unreadable.md`` is not read."""
    del options, whole
    stem = Path(source).stem
    if stem == "fault":
        raise RuntimeError("jo@example.com")
    if data is None and not Path(source).is_file():
        raise UnreadableError(
            "there is no such file.", code="not-found", hint="Check the path.", path=str(source)
        )
    if stem == "unreadable":
        raise UnreadableError("it is damaged.", code="damaged", hint="Save it again.", path=str(source))
    findings = tuple(
        Finding(
            rule="lesson-count",
            group="trivia",
            level=level,
            message="Counts lessons.",
            why="Nobody can weigh lessons.",
            text="25 lessons",
            context="Mail jo@example.com: taught 25 lessons",
            block=0,
            start=28,
            end=38,
            location=Location(line=1, column=29),
        )
        for level in LEVELS
        if level in stem
    )
    health = HEALTH.get(stem, Health())
    alt = stem != "elsewhere"
    return FileReport(
        str(source), "markdown", "0" * 64, None, health, alt, ("ALT",) * alt, None, None, findings
    )


@pytest.fixture
def linter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the known answers in the linter's place."""
    import reframe.linter
    from reframe.cli import books

    monkeypatch.setattr(reframe.linter, "check", fake_check)
    rule = SimpleNamespace(
        name="lesson-count",
        group="trivia",
        title="Counting lessons",
        level="warning",
        why="Why.",
        questions=(),
    )
    book = SimpleNamespace(
        rules=(rule,),
        groups=("trivia",),
        careers={"sales": None, "supply-chain": None},
        certificates={},
        rule=lambda name: rule if name in ("lesson-count", "lessons") else None,
    )
    monkeypatch.setattr(books, "book_of", lambda folders: book)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, holding a file for each answer of the linter."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "clean",
        "suggestion",
        "warning",
        "error",
        "unreadable",
        "fault",
        "degraded",
        "blank",
        "elsewhere",
    ):
        (tmp_path / f"{name}.md").write_text("x", encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def without_former_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests make up what the linter says, so nothing may be answered, or kept, for it."""
    monkeypatch.setattr("reframe.cache.Answers.find", lambda *_, **__: None)
    monkeypatch.setattr("reframe.cache.Answers.keep", lambda *_, **__: None)
