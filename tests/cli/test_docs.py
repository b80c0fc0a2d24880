"""The command reference says what the commands say."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

import reframe
from reframe.cli import COMMANDS
from reframe.reports import FORMATS, SUMMARIES

ROOT = Path(reframe.__file__).parents[2]
SCRIPT = ROOT / "scripts" / "generate_docs.py"


@pytest.fixture
def generator(monkeypatch: pytest.MonkeyPatch):
    if not SCRIPT.is_file():
        pytest.skip("only a checkout has the scripts")
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    spec = importlib.util.spec_from_file_location("generate_docs", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_up_to_date(generator, capsys: pytest.CaptureFixture[str]) -> None:
    assert generator.main(["--check"]) == 0, capsys.readouterr().err


def test_every_command_and_format_is_in_the_reference(generator) -> None:
    page = generator.cli_page()
    assert COMMANDS
    assert all(f"## `reframe {name}`" in page for name in COMMANDS)
    assert all(f"| `{name}` |" in page for name in FORMATS)
    assert all(f"| {code}" in page for code in ("0", "1", "2"))


def test_a_stale_page_is_noticed(generator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator, "ROOT", tmp_path)
    assert generator.main(["--check"]) == 1
    assert generator.main([]) == 0
    assert generator.main(["--check"]) == 0


def test_every_format_says_what_it_is_for() -> None:
    assert list(SUMMARIES) == list(FORMATS)
