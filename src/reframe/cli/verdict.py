"""The exit code of a check, and the words for it.

0: every named file was read, nothing at or above ``--fail-on``. 1: findings at or above it. 2: something was
not read or not understood; 2 wins over 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reframe.cli.check import FAIL_ON
from reframe.model import LEVELS
from reframe.reports.outline import count_levels, counted, in_words

if TYPE_CHECKING:
    from reframe.model import Report


class Verdict(NamedTuple):
    """An exit code and why it is not 0."""

    code: int
    reason: str = ""


def verdict(report: Report, *, fail_on: str) -> Verdict:
    """The exit code of a finished check."""
    if report.errors:
        return Verdict(2, _unread(report))
    counts = count_levels(report)
    failing = {level: counts[level] for level in LEVELS if fail_on != "never" and _at_least(level, fail_on)}
    if any(failing.values()):
        return Verdict(1, f"{in_words(failing)} (--fail-on {fail_on})")
    return Verdict(0)


def _at_least(level: str, limit: str) -> bool:
    return FAIL_ON.index(level) <= FAIL_ON.index(limit)


def _unread(report: Report) -> str:
    names = [failure.path or failure.code for failure in report.errors]
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    whole = len(report.files) + len(names)
    return f"{len(names)} of {counted(whole, 'file')} could not be checked: {shown}"
