"""Files that reframe itself wrote: reports and answers, which are no résumés whatever they are called."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

from reframe.errors import UnreadableError
from reframe.patterns import late
from reframe.reports.former import ENOUGH, is_report

_ANSWERS = late(
    r"(?:[ \t]*(?:#[^\n]*)?\n|---\n|resume:[^\n]*\n(?:[ \t]+[^\n]*\n)*)*"
    r"(?:answers:|- \{?\s*(?:finding|line):|\[\{\s*(?:finding|line):)"
)
"""How a file of answers begins."""


class Kind(NamedTuple):
    """What a file of ours is, and what to do instead of checking it."""

    name: str
    code: str
    hint: str


REPORT = Kind("a report of reframe", "own-report", "Name the résumé that it is about.")
ANSWERS = Kind(
    "a file of answers for `reframe rewrite`", "own-answers", "Give it to `reframe rewrite` with --answers."
)


def kind_of(path: str, data: bytes | None = None) -> Kind | None:
    """What a file of ours is; None for every other, and for what is not there or cannot be read.

    Nothing of ours is ever a Word file or a PDF, so what is called one is not looked at.
    """
    if path.lower().endswith((".docx", ".pdf")):
        return None
    beginning = _beginning(path) if data is None else data[:ENOUGH]
    if is_report(beginning):
        return REPORT
    if not path.lower().endswith((".yaml", ".yml")):
        return None
    text = beginning.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    return ANSWERS if _ANSWERS.match(text) else None


def refuse(path: str, data: bytes) -> None:
    """Raise ``UnreadableError`` for a file of ours."""
    kind = kind_of(path, data)
    if kind is not None:
        raise UnreadableError(f"this is {kind.name}, no résumé.", code=kind.code, hint=kind.hint, path=path)


def may_be_replaced(path: str) -> bool:
    """Whether a report may take a file's place: there is none, it is empty, or it is a former report."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- a kept answer does without pathlib
    except FileNotFoundError:
        return True
    except OSError:
        return False
    if not stat.S_ISREG(status.st_mode) or not status.st_size:
        return True
    return is_report(_beginning(path))


def _beginning(path: str) -> bytes:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return b""
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read(ENOUGH)
    except (OSError, ValueError):
        return b""
