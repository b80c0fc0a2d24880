"""What the shell offers after a tab."""

from __future__ import annotations

import pytest
from click.shell_completion import BashComplete

from reframe.cli import cli


def offered(*words: str) -> list[str]:
    complete = BashComplete(cli, {}, "reframe", "_REFRAME_COMPLETE")
    return [item.value for item in complete.get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["che"], ["check"]),
        (["check", "--target", "s"], ["sales", "supply-chain"]),
        (["check", "--select", "lesson"], ["lesson-count"]),
        (["check", "--ignore", "trivia,lesson"], ["trivia,lesson-count"]),
        (["check", "--format", "js"], ["json", "jsonl"]),
        (["check", "--fail-on", "e"], ["error"]),
        (["check", "--diff"], ["--diff-base"]),
        (["explain", "lesson"], ["lesson-count"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_names_are_completed(words: list[str], expected: list[str]) -> None:
    assert sorted(offered(*words)) == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_is_printed(call, monkeypatch: pytest.MonkeyPatch, capfd, shell: str) -> None:
    monkeypatch.setenv("_REFRAME_COMPLETE", f"{shell}_source")
    if shell == "bash":
        monkeypatch.setattr("click.shell_completion.BashComplete._check_version", staticmethod(lambda: None))
    with pytest.raises(SystemExit) as ended:
        call()
    assert ended.value.code == 0
    assert "_REFRAME_COMPLETE" in capfd.readouterr().out
