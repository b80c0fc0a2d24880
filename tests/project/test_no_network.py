"""Nothing that a person gives reframe leaves the computer: every command works with sockets blocked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"

BLOCKED = """
import sys
# urllib3, which comes with spaCy, binds a socket to localhost on import to see whether there is IPv6.
allowed = ("socket.__new__", "socket.gethostname", "socket.bind")
def refuse(event, arguments):
    if event.startswith("socket.") and event not in allowed or event.startswith(("urllib.", "http.", "ftplib.", "smtplib.")):
        sys.stderr.write(f"BLOCKED {event}\\n")
        sys.stderr.flush()
        import os
        os._exit(99)
sys.addaudithook(refuse)
"""
RUN = "from reframe.__main__ import main\nsys.argv = ['reframe', *sys.argv[1:]]\nmain()\n"


def blocked(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BLOCKED + code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


def test_the_block_works() -> None:
    done = blocked("import socket; socket.create_connection(('127.0.0.1', 9))")
    assert done.returncode == 99
    assert "BLOCKED socket." in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "untouched/resume.docx", "--target", "supply-chain"], 1),
        (["check", "untouched/resume.pdf", "--format", "sarif"], 1),
        (["check", "reframed/resume.docx"], 0),
        (["check", "job-hunt-template/resume.md", "--format", "github"], 0),
        (["extract", "two-columns/resume.pdf"], 0),
        (["explain", "lesson-count"], 0),
        (["rules"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_a_command_opens_no_connection(arguments: list[str], code: int) -> None:
    named = [str(EXAMPLES / word) if "/resume." in word else word for word in arguments]
    done = blocked(RUN, *named)
    assert "BLOCKED" not in done.stderr
    assert done.returncode == code, done.stderr
    assert done.stdout or code == 0
