"""The paths named on the command line, as files to be checked."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reframe.errors import ConfigError
from reframe.model import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PASSED_BY = frozenset({"node_modules", "__pycache__", "site-packages"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be checked; ``data`` holds what came over standard input."""

    path: str
    data: bytes | None = None


def sources(paths: Iterable[str], *, stdin_filename: str | None = None) -> Iterator[Source | Failure]:
    """Every file once, in the order named; folders are walked in the order of their names.

    A folder without a single résumé is a failure: nothing was checked there, and that is not the same as
    nothing wrong.
    """
    seen: set[str] = set()
    for path in paths:
        if path == "-":
            yield _standard_input(stdin_filename)
            continue
        found = list(_walk(path)) if Path(path).is_dir() else [path]
        if not found:
            yield Failure(
                path,
                "nothing-to-check",
                "there is no résumé in this folder.",
                "Name the file itself; a folder is searched for .docx, .pdf and the text formats.",
            )
        for file in found:
            whole = os.path.abspath(file)  # noqa: PTH100 -- Path.absolute keeps `..`
            if whole not in seen:
                seen.add(whole)
                yield Source(file)


def _walk(folder: str) -> Iterator[str]:
    from reframe.documents import supported

    for place, folders, files in os.walk(folder, onerror=_not_listed):
        folders[:] = sorted(name for name in folders if not _passed_by(Path(place, name)))
        yield from (str(Path(place, name)) for name in sorted(files) if supported(str(Path(place, name))))


def _not_listed(error: OSError) -> None:
    raise ConfigError(
        f"the folder could not be searched: {error.strerror}.",
        code="folder-not-searched",
        hint="Check its permissions, or name the files.",
        path=str(error.filename),
    ) from error


def _passed_by(folder: Path) -> bool:
    """Folders that hold other people's files."""
    return folder.name.startswith(".") or folder.name in _PASSED_BY or (folder / "pyvenv.cfg").exists()


def _standard_input(name: str | None) -> Source:
    if not name:
        raise ConfigError(
            "standard input has no name, so its format is not known.",
            code="no-stdin-filename",
            hint="Add --stdin-filename resume.docx (the file need not exist).",
        )
    from reframe.documents.reading import MAX_BYTES

    return Source(name, sys.stdin.buffer.read(MAX_BYTES + 1))
