"""Files checked one after the other; one that fails never stops the rest."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from reframe.errors import ConfigError, PhrasebookError, ReframeError
from reframe.model import Failure, FileReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reframe.cli.files import Source
    from reframe.linter import Options

FEW = 3
"""Up to this many files are checked without a progress bar."""


def checked(
    sources: Iterable[Source | Failure], *, options_of: Callable[[str], Options], progress: bool = False
) -> Iterator[FileReport | Failure]:
    """A report or a failure for each source, in order; with ``progress``, a bar on standard error."""
    found = list(sources)
    if not progress or len(found) <= FEW:
        for source in found:
            yield _checked(source, options_of)
            _collect_garbage_again()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("checking", total=len(found))
        for source in found:
            yield _checked(source, options_of)
            _collect_garbage_again()
            bar.advance(task)


def _collect_garbage_again() -> None:
    """Undo what the console script did for a quick start, leaving out the modules, which stay anyway."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _checked(source: Source | Failure, options_of: Callable[[str], Options]) -> FileReport | Failure:
    if isinstance(source, Failure):
        return source
    from reframe.linter import check

    try:
        report = check(source.path, data=source.data, options=options_of(source.path))
    except (PhrasebookError, ConfigError):
        raise
    except ReframeError as error:
        return Failure(error.path or source.path, error.code, error.message, error.hint)
    except Exception as error:  # the boundary: a fault of ours in one file must not stop the others
        from reframe.cli.failing import internal

        return internal(error, path=source.path)
    return _unreadable(report) if report.health.verdict == "unreadable" else report


def _unreadable(report: FileReport) -> Failure:
    """A file whose health says that it was not read; it must not pass for a clean one."""
    concern = report.health.concerns[0] if report.health.concerns else None
    if concern is None:
        return Failure(report.path, "unreadable", "the file could not be read.")
    return Failure(report.path, concern.code, concern.message, concern.hint)
