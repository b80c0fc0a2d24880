"""What is said on standard error while files are being checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.cli.streams import say
from reframe.findings import Failure, FileReport
from reframe.reports.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FEW = 3
"""So many documents that were not checked are named."""
SAID_IN_REPORT = frozenset({"text", "markdown", "html"})
"""Formats in which a person reads how well a file was read and whether it holds ALT work."""


def told(
    results: Iterable[FileReport | Failure],
    *,
    printed: str | None,
    quiet: bool = False,
    verbose: bool = False,
) -> Iterator[FileReport | Failure]:
    """The results as they come, each told where the report that is printed does not tell it.

    A failure always is. A file read in part, and one without ALT work, could be taken for a clean one where
    the format holds findings alone.
    """
    for result in results:
        if isinstance(result, Failure):
            say(": ".join(part for part in (result.path, f"{result.message} {result.hint}".strip()) if part))
        elif verbose:
            say(f"{result.path}: {_how_read(result)}")
        if isinstance(result, FileReport) and not quiet and printed not in SAID_IN_REPORT:
            _doubts(result)
        if isinstance(result, FileReport):
            for note in result.notes:
                say(f"{result.path}: {note}")
        yield result


def tell_unread(paths: Sequence[str]) -> None:
    """Name documents that a search of a folder came upon and there is no reader for, the first few of them."""
    shown = ", ".join(paths[:FEW]) + (f" and {len(paths) - FEW} more" if len(paths) > FEW else "")
    them = "it" if len(paths) == 1 else "them"
    say(
        f"{counted(len(paths), 'document')} not checked: {shown}. Save {them} as .docx or PDF and check again."
    )


def _doubts(file: FileReport) -> None:
    if file.health.verdict != "ok":
        for concern in file.health.concerns:
            say(f"{file.path}: read only in part: {concern.message} {concern.hint}".strip())
    if not file.alt_experience:
        say(
            f"{file.path}: no ALT experience found, so there is nothing to say (--assume-alt if there is some)."
        )


def _how_read(file: FileReport) -> str:
    pages = f", {counted(file.pages, 'page')}" if file.pages else ""
    work = "ALT work found" if file.alt_experience else "no ALT work found"
    findings = counted(len(file.findings), "finding")
    suppressed = f", {len(file.suppressed)} suppressed" if file.suppressed else ""
    return f"read as {file.format}{pages}, {file.health.verdict}; {work}; {findings}{suppressed}"
