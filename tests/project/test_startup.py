"""Start-up is a feature: asking for help must not import what only checking needs."""

import subprocess
import sys

import pytest

HEAVY = (
    "spacy",
    "docx",
    "pdfplumber",
    "pdfminer",
    "yaml",
    "lemminflect",
    "numpy",
    "jsonschema",
    "bs4",
    "markdown_it",
)


def imported(arguments: list[str]) -> set[str]:
    code = (
        "import sys\n"
        "from reframe.__main__ import run\n"
        f"run({arguments!r})\n"
        "sys.stdout.flush()\n"
        "print('MODULES ' + ' '.join(sorted({name.split('.')[0] for name in sys.modules})))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.rsplit("MODULES ", 1)[1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"]], ids=" ".join)
def test_help_imports_nothing_heavy(arguments):
    modules = imported(arguments)
    assert "click" in modules
    assert not modules & set(HEAVY)


def test_importing_the_library_imports_nothing_heavy():
    code = "import sys, reframe; print(' '.join({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert "reframe" in done.stdout.split()
    assert not set(done.stdout.split()) & set(HEAVY)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]], ids=" ".join)
def test_help_and_version_import_only_the_command_line(arguments):
    code = f"import sys; from reframe.__main__ import run; run({arguments!r}); print('MODULES', *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    modules = done.stdout.rsplit("MODULES ", 1)[1].split()
    ours = {name for name in modules if name.split(".")[0] == "reframe"}
    assert ours == {"reframe", "reframe.__main__", "reframe.cli", "reframe.cli.streams"}
    assert not set(modules) & {"dataclasses", "json", "hashlib", "tempfile"}
