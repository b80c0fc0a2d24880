"""Files checked by several processes, answered in the order in which they were named.

A pool pays only where processes can be forked from one that has everything read: each process started afresh
would import spaCy again. Where that is not so (Windows, macOS), files are checked one after the other.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reframe.cli.files import Source
    from reframe.findings import Failure, FileReport

PAYS_FROM = 100
"""Fewer files than this are not worth a second process."""
_END_WITH_PARENT = 1
"""Linux's ``PR_SET_PDEATHSIG``."""
AT_ONCE = 8
"""How many files a process takes at a time."""

_check: Callable[[Source | Failure], FileReport | Failure] | None = None


def processes(jobs: int, *, files: int) -> int:
    """How many processes to use; ``jobs`` 0 means as many as pay."""
    if sys.platform != "linux":
        return 1
    if jobs == 0:
        return min(os.cpu_count() or 1, 8) if files >= PAYS_FROM else 1
    return min(jobs, max(files, 1))


def in_processes(
    found: Sequence[Source | Failure],
    check: Callable[[Source | Failure], FileReport | Failure],
    *,
    count: int,
) -> Iterator[FileReport | Failure]:
    """The answer to each source, in order; what a process that died left unanswered is checked here."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    global _check  # what a forked process finds, since a closure cannot be sent to it
    _check = check
    answered = 0
    pool = ProcessPoolExecutor(count, mp_context=get_context("fork"), initializer=_started)
    try:
        for result in pool.map(_checked, found, chunksize=AT_ONCE):
            yield result
            answered += 1
    except BrokenProcessPool:
        yield from map(check, found[answered:])
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _started() -> None:
    """Leave Ctrl-C to the process that was started by the person, and end when that process does, however."""
    import ctypes
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)


def _checked(source: Any) -> FileReport | Failure:
    assert _check is not None
    return _check(source)
