"""Patterns that are compiled late: none is wrong, and none is compiled before a text is held against it."""

import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

import reframe
from reframe.patterns import late


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern a module of the project keeps, with its name."""
    kind = type(late(""))
    for module in pkgutil.walk_packages(reframe.__path__, "reframe."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, kind):
                yield f"{module.name}.{name}", value


def test_every_pattern_compiles() -> None:
    found = dict(patterns())
    assert len(found) > 150
    for name, pattern in found.items():
        assert pattern.pattern, name


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    original = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given[0]) or original(*given))
    pattern = late(r"\d+")
    assert compiled == []
    assert [pattern.search(text) is not None for text in ("5 schools", "schools")] == [True, False]
    assert pattern.sub("n", "5 or 6") == "n or n"
    assert compiled == [r"\d+"]


def test_no_pattern_is_compiled_by_importing_what_a_check_needs() -> None:
    script = (
        "import sys, reframe.documents.from_docx, reframe.linter, reframe.resume, reframe.checks.registry; "
        "from reframe.patterns import late; kind = type(late('')); "
        "kept = {id(value): (name, value) for name, module in sys.modules.items() if name.startswith('reframe.')"
        " for value in vars(module).values() if isinstance(value, kind)}; "
        "print(len(kept), *sorted({name for name, value in kept.values() if 'search' in vars(value)}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    count, *compiled = done.stdout.split()
    assert int(count) > 100
    assert compiled == []
