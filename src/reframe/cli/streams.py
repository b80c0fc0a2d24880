"""Standard output and standard error; everything a command prints goes through here."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reframe.errors import ReframeError

CHUNK = 16_384
"""Characters written at a time."""


class ReaderGone(Exception):  # noqa: N818 -- no error, the end of the work
    """Whoever read our output has closed it, as ``head`` does; nothing is left to do."""


def out(text: str) -> None:
    """Write to standard output as it stands."""
    try:
        # With PYTHONUNBUFFERED one long write stops half-way, without a word, when the reader goes.
        for at in range(0, len(text), CHUNK):
            sys.stdout.write(text[at : at + CHUNK])
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error
    except OSError as error:
        raise not_written(error) from error


def not_written(error: OSError) -> ReframeError:
    """What is said where standard output takes nothing more, as on a full disk."""
    from reframe.errors import OutputError

    reason = error.strerror or str(error)
    return OutputError(
        f"standard output could not be written: {reason}.", hint="Send it elsewhere, or make room."
    )


def say(message: str) -> None:
    """A line for the person on standard error, each line of the message marked as ours."""
    from reframe.reports.visible import visible, without_commands

    lines = [f"reframe: {visible(line)}\n" for line in message.splitlines()]
    try:
        sys.stderr.write(without_commands("".join(lines)))
        sys.stderr.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error
    except OSError:  # nothing is left to say it on
        return


def make_tolerant() -> None:
    """Let both streams take any character, whatever the locale is; what is piped is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def width() -> int:
    """The terminal's width in cells; 80 where there is none."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def colored(choice: str) -> bool:
    """Whether to colour standard output: ``always``, ``never``, or ``auto``, which heeds ``NO_COLOR``."""
    if choice != "auto":
        return choice == "always"
    return on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
