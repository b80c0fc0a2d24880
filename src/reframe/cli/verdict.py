"""The exit code of a check, and the words for it.

0: every named file was read, nothing at or above ``--fail-on``. 1: findings at or above it. 2: something was
not read or not understood; 2 wins over 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reframe.config import FAIL_ON
from reframe.findings import LEVELS, Report
from reframe.reports.counting import count_levels, counted, in_words

if TYPE_CHECKING:
    from collections.abc import Callable


class Verdict(NamedTuple):
    """An exit code and why it is not 0."""

    code: int
    reason: str = ""


def verdict(report: Report, *, fail_on: Callable[[str], str]) -> Verdict:
    """The exit code of a finished check; ``fail_on`` gives the limit for a file."""
    if report.errors:
        return Verdict(2, _unread(report))
    failing = dict.fromkeys(LEVELS, 0)
    limits: list[str] = []
    for file in report.files:
        limit = fail_on(file.path)
        counts = count_levels(Report(files=(file,)))
        over = {level: counts[level] for level in LEVELS if limit != "never" and _at_least(level, limit)}
        if any(over.values()):
            limits.append(limit)
            failing = {level: failing[level] + over.get(level, 0) for level in LEVELS}
    if limits:
        shown = " and ".join(sorted(set(limits), key=FAIL_ON.index))
        return Verdict(1, f"{in_words(failing)} (--fail-on {shown})")
    return Verdict(0)


def _at_least(level: str, limit: str) -> bool:
    return FAIL_ON.index(level) <= FAIL_ON.index(limit)


def _unread(report: Report) -> str:
    names = [failure.path or failure.code for failure in report.errors]
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    whole = len(report.files) + len(names)
    return f"{len(names)} of {counted(whole, 'file')} could not be checked: {shown}"
