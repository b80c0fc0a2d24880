"""The console script in a process of its own: what it imports, its streams, a reader that goes away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import reframe

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(reframe.__file__).parents[1])}
HEAVY = ("spacy", "docx", "pdfplumber", "yaml", "rich", "lxml", "numpy", "jsonschema")


def python(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        **{"env": ENVIRONMENT, **more},  # type: ignore[call-overload]
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["check", "--help"],
        ["extract", "--help"],
        ["phrasebook", "new", "--help"],
        ["chekc"],
    ],
)
def test_what_needs_no_resume_imports_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys; from reframe.__main__ import run; run(sys.argv[1:]); "
        f"print('IMPORTED', *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert python("-c", script, *arguments).stdout.splitlines()[-1] == "IMPORTED"


def test_importing_the_library_imports_nothing_heavy() -> None:
    script = f"import sys, reframe; print([name for name in {(*HEAVY, 'click')!r} if name in sys.modules])"
    assert python("-c", script).stdout == "[]\n"


def test_extracting_text_imports_neither_spacy_nor_the_terminal_library(tmp_path: Path) -> None:
    (tmp_path / "resume.txt").write_text("Jo Doe\n", encoding="utf-8")
    script = (
        "import sys; from reframe.__main__ import run; run(['extract', 'resume.txt']); "
        "print([name for name in ('spacy', 'rich', 'docx', 'pdfplumber') if name in sys.modules])"
    )
    assert python("-c", script, cwd=tmp_path).stdout == "Jo Doe\n[]\n"


@pytest.mark.parametrize(
    "settings",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}],
)
def test_any_character_can_be_printed_whatever_the_locale(tmp_path: Path, settings: dict[str, str]) -> None:
    (tmp_path / "resume.txt").write_text("運動会 – café\n", encoding="utf-8")
    result = python("-m", "reframe", "extract", "resume.txt", cwd=tmp_path, env={**ENVIRONMENT, **settings})
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(("運動会", "\\u904b"))


@pytest.mark.skipif(os.name == "nt", reason="pipes are closed differently there")
def test_a_reader_that_goes_away_ends_the_work_quietly(tmp_path: Path) -> None:
    (tmp_path / "resume.txt").write_text("Jo Doe\n", encoding="utf-8")
    script = (
        "import sys; from reframe.__main__ import run; import reframe.cli.extract as extract; "
        "extract._lines = lambda document: 'line\\n' * 10_000_000; sys.exit(run(['extract', 'resume.txt']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        cwd=tmp_path,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        assert (process.wait(), said) == (141, b"")


def test_the_version_is_that_of_the_package() -> None:
    import tomllib

    project = Path(reframe.__file__).parents[2] / "pyproject.toml"
    if not project.is_file():
        pytest.skip("an installed package has no pyproject.toml")
    assert tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"] == reframe.__version__
