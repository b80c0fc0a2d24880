"""How many findings of which kind, and the words for it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from reframe.findings import LEVELS, Finding

if TYPE_CHECKING:
    from reframe.findings import FileReport, Level, Report


def counted_only(file: FileReport) -> FileReport:
    """A report of which nothing is left but the kinds of its findings, once it has been written."""
    return file._replace(
        findings=tuple(_bare(finding.rule, finding.group, finding.level) for finding in file.findings),
        suppressed=(),
        scorecard=None,
        certificates=(),
        asked_for=(),
        notes=(),
    )


@lru_cache(maxsize=256)
def _bare(rule: str, group: str, level: Level) -> Finding:
    return Finding(rule, group, level, message="", why="")


def count_levels(report: Report) -> dict[Level, int]:
    """How many findings of each level the report's files have."""
    counted = Counter(finding.level for file in report.files for finding in file.findings)
    return {level: counted[level] for level in LEVELS}


def counted(number: int, noun: str) -> str:
    """``1 warning``, ``2 warnings``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def in_words(levels: dict[Level, int]) -> str:
    """``1 error, 9 warnings, 2 suggestions``; levels without a finding are left out."""
    return ", ".join(counted(number, level) for level, number in levels.items() if number) or "no findings"


def by_rule(report: Report) -> list[tuple[str, int, int]]:
    """Rule, number of findings, number of files; the most frequent first."""
    findings: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for file in report.files:
        rules = [finding.rule for finding in file.findings]
        findings.update(rules)
        files.update(set(rules))
    return [
        (rule, number, files[rule]) for rule, number in sorted(findings.items(), key=lambda r: (-r[1], r[0]))
    ]
