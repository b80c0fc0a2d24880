"""docs/repository.md says what is so: its settings load, its YAML parses, its commands and links exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from reframe.cli import COMMANDS
from reframe.config import load

PAGE = Path(__file__).parents[2] / "docs" / "repository.md"
TEXT = PAGE.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    found = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    assert found, f"no {language} on the page"
    return found


@pytest.mark.parametrize("block", blocks("toml"))
def test_the_settings_on_the_page_are_understood(block: str, tmp_path: Path) -> None:
    (tmp_path / "reframe.toml").write_text(block, encoding="utf-8")
    assert load(tmp_path / "reframe.toml").origins


@pytest.mark.parametrize("block", blocks("yaml"))
def test_the_yaml_on_the_page_parses(block: str) -> None:
    assert yaml.safe_load(block)


def test_the_hook_on_the_page_exists() -> None:
    hooks = yaml.safe_load((PAGE.parents[1] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    named = re.findall(r"- id: (\S+)", TEXT)
    assert named
    assert set(named) <= {hook["id"] for hook in hooks}


def test_every_command_on_the_page_exists() -> None:
    named = re.findall(r"^reframe ([a-z]+)", "\n".join(blocks("sh")), re.MULTILINE)
    assert len(named) >= 3
    assert set(named) <= set(COMMANDS)


def test_every_link_leads_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", TEXT) if "://" not in link]
    assert links
    assert all((PAGE.parent / link).exists() for link in links)
