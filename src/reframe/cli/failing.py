"""What ends a command early: the words for it and the exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback

import click

from reframe.cli.streams import ReaderGone, not_written, say
from reframe.errors import ConfigError, PhrasebookError, ReframeError
from reframe.findings import Failure

_WHAT_HAS_FAULTS = {"bad-phrasebook": "the phrasebook has", "bad-answers": "the answers have"}
INTERRUPTED = 130
READER_GONE = 141
"""What a shell reports for the signals INT and PIPE."""
_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EIO)


def exit_code_after(error: BaseException) -> int:
    """Say what happened, on standard error, and give the exit code for it."""
    if isinstance(error, ReaderGone):
        _forget_streams()
        return READER_GONE
    if isinstance(error, KeyboardInterrupt | click.exceptions.Abort):
        say("interrupted.")
        return INTERRUPTED
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        error = not_written(error)
    if isinstance(error, click.ClickException):
        error.show()
    elif isinstance(error, PhrasebookError | ConfigError) and error.faults:
        for fault in error.faults:
            say(fault)
        what = _WHAT_HAS_FAULTS.get(error.code, "the settings have")
        faults = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
        say(f"exit code 2: {what} {faults}. {error.hint}".strip())
    elif isinstance(error, ReframeError):
        say(f"exit code 2: {error}")
    else:
        if os.environ.get("REFRAME_DEBUG"):
            traceback.print_exception(error)
        say(f"exit code 2: {internal(error).message} Please report this line; REFRAME_DEBUG=1 shows more.")
    return 2


def internal(error: BaseException, *, path: str = "") -> Failure:
    """A fault in reframe itself, named so that it can be reported without a word of the résumé."""
    frames = traceback.extract_tb(error.__traceback__)
    file = frames[-1].filename.replace("\\", "/").rsplit("/", 1)[-1] if frames else "?"
    where = f"{file}:{frames[-1].lineno}" if frames else file
    return Failure(
        path,
        "internal-error",
        f"a fault in reframe itself: {type(error).__name__} in {where} (Python {sys.version.split()[0]}).",
        "Please report this line; the other files were checked.",
    )


def _forget_streams() -> None:
    """Keep Python from complaining at exit that nobody reads what is still buffered."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue
