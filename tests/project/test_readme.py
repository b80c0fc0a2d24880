"""What the README shows is what the program does."""

import re
from pathlib import Path

from click.testing import CliRunner

from reframe.cli import COMMANDS, cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_sample_is_real_output():
    sample = re.search(r"```text\n\$ (reframe check [^\n]+)\n\n(.+?)\n```", README, re.DOTALL)
    assert sample
    command, shown = sample.groups()
    arguments = [*command.split()[1:], "--format", "text", "--color", "never", "--isolated", "--no-cache"]
    runner = CliRunner(env={"COLUMNS": "92"})
    arguments[1] = str(ROOT / arguments[1])
    printed = runner.invoke(cli, arguments).stdout
    for paragraph in shown.split("\n\n"):
        assert paragraph.rstrip() in printed


def test_every_command_it_names_exists():
    named = set(re.findall(r"`reframe ([a-z]+)", README))
    assert len(named) >= 5
    assert named <= set(COMMANDS)


def test_every_page_it_links_to_exists():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert len(links) >= 8
    assert all((ROOT / link).exists() for link in links)


def test_both_commands_are_there_and_make_a_virtual_environment():
    for job in ("main", "test"):
        command = re.search(rf"<!-- command: {job} -->\s*```sh\n(.+?)\n```", README, re.DOTALL)
        assert command
        assert command[1].startswith("python3 -m venv .venv && ")
