"""Files checked one after the other; one that fails never stops the rest."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from reframe.errors import ConfigError, PhrasebookError, ReframeError
from reframe.findings import Failure, FileReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reframe.cache import Answers
    from reframe.cli.files import Source
    from reframe.options import Options

FEW = 3
"""Up to this many files are checked without a progress bar."""


def checked(
    sources: Iterable[Source | Failure],
    *,
    options_of: Callable[[str], Options],
    progress: bool = False,
    answers: Answers | None = None,
    whole: bool = True,
    jobs: int = 1,
) -> Iterator[FileReport | Failure]:
    """A report or a failure for each source, in order; with ``progress``, a bar on standard error.

    ``answers`` are those of former runs; unless ``whole``, reports come without the résumé and what only
    a page that shows it needs. ``jobs``
    is how many processes to use, 0 leaving that to us.
    """
    from reframe.cli.pool import processes

    found = list(sources)

    def check(source: Source | Failure) -> FileReport | Failure:
        return _checked(source, options_of, answers, whole=whole)

    count = processes(jobs, files=len(found))
    results: Iterator[FileReport | Failure] = map(check, found)
    if count > 1:
        results = _prepared_first(found, check, count=count)
    if not progress or len(found) <= FEW:
        yield from results
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("checking", total=len(found))
        for result in results:
            yield result
            bar.advance(task)


def _prepared_first(
    found: list[Source | Failure],
    check: Callable[[Source | Failure], FileReport | Failure],
    *,
    count: int,
) -> Iterator[FileReport | Failure]:
    """Files are checked here until one has needed spaCy, which is then imported once for all processes."""
    from reframe.cli.pool import in_processes

    answered = 0
    while answered < len(found) and "reframe.matching" not in sys.modules:
        yield check(found[answered])
        answered += 1
    if answered < len(found):
        yield from in_processes(found[answered:], check, count=count)


def _collect_garbage_again() -> None:
    """Undo what the console script did for a quick start, leaving out the modules, which stay anyway."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _checked(
    source: Source | Failure, options_of: Callable[[str], Options], answers: Answers | None, *, whole: bool
) -> FileReport | Failure:
    if isinstance(source, Failure):
        return source
    try:
        report = _answer(source, options_of(source.path), answers, whole=whole)
    except (PhrasebookError, ConfigError):
        raise
    except ReframeError as error:
        return Failure(error.path or source.path, error.code, error.message, error.hint)
    except Exception as error:  # the boundary: a fault of ours in one file must not stop the others
        from reframe.cli.failing import internal

        return internal(error, path=source.path)
    if report.health.verdict == "unreadable":
        return _unreadable(report)
    return report


def _answer(source: Source, options: Options, answers: Answers | None, *, whole: bool) -> FileReport:
    """The report of a former run on the same file, else that of a check; raises ``UnreadableError``."""
    from reframe.documents.reading import load

    data = load(source.path) if source.data is None else source.data
    key = ""
    if answers is not None:
        from reframe.cache import key_of

        key = key_of(data, name=os.path.basename(source.path), options=options)  # noqa: PTH119
        known = answers.find(key, path=source.path)
        if known is not None:
            return known
    from reframe.cli.ours import refuse
    from reframe.linter import check

    refuse(source.path, data)
    report = check(source.path, data=data, options=options, whole=whole)
    if answers is not None:
        answers.keep(key, report)
    _collect_garbage_again()
    return report


def _unreadable(report: FileReport) -> Failure:
    """A file whose health says that it was not read; it must not pass for a clean one."""
    concern = report.health.concerns[0] if report.health.concerns else None
    if concern is None:
        return Failure(report.path, "unreadable", "the file could not be read.")
    return Failure(report.path, concern.code, concern.message, concern.hint)
