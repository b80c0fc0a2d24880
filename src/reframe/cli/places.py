"""Where an output is to go: a new file, one that a link leads to, or a pipe or device that is written into."""

from __future__ import annotations

import os
import stat

from reframe.errors import OutputError

_DESCRIPTORS = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/")


def is_stream(path: str | os.PathLike[str]) -> bool:
    """Whether a path leads to a pipe, a device or an open file: to be written into, never replaced.

    Raises ``OutputError`` for a folder, and for whatever else no output can be written to.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 -- a kept answer does without pathlib
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise _unusable(path, f"it could not be looked at: {getattr(error, 'strerror', error)}.") from error
    if stat.S_ISCHR(mode) or stat.S_ISFIFO(mode):
        return True
    if stat.S_ISDIR(mode):
        raise _unusable(path, "this is a folder.")
    if not stat.S_ISREG(mode):
        raise _unusable(path, "this is neither a file nor a pipe.")
    return os.path.abspath(path).startswith(_DESCRIPTORS)  # noqa: PTH100


def write_into(path: str | os.PathLike[str], data: bytes) -> None:
    """Write to what a path leads to, after whatever went there before."""
    with open(path, "ab", buffering=0) as stream:  # noqa: PTH123
        rest = memoryview(data)
        while rest:
            rest = rest[stream.write(rest) or 0 :]


def _unusable(path: str | os.PathLike[str], reason: str) -> OutputError:
    return OutputError(reason, hint="Name a file to write to.", path=os.fspath(path))
