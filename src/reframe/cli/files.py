"""The paths named on the command line, as files to be checked."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from reframe.errors import ConfigError
from reframe.findings import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from reframe.config import Config

    ConfigOf = Callable[[str], Config]

_PASSED_BY = frozenset({"node_modules", "__pycache__", "site-packages"})


class Source(NamedTuple):
    """A file to be checked; ``data`` holds what came over standard input."""

    path: str
    data: bytes | None = None


def sources(
    paths: Iterable[str],
    *,
    stdin_filename: str | None = None,
    but: Iterable[str] = (),
    config_of: ConfigOf | None = None,
    force_exclude: bool = False,
) -> Iterator[Source | Failure]:
    """Every file once, in the order named; folders are walked in the order of their names.

    A folder without a single résumé is a failure: nothing was checked there, and that is not the same as
    nothing wrong. ``but`` names files that a walk leaves out, the reports of this very run. What the settings
    exclude, and what reframe itself wrote, is left out of a walk, and with ``force_exclude`` even where it is named.
    """
    seen = {_whole(path) for path in but}
    for path in paths:
        if force_exclude and config_of and path != "-" and (config_of(path).leaves_out(path) or _ours(path)):
            continue
        if path == "-":
            yield _standard_input(stdin_filename)
        elif os.path.isdir(path):  # noqa: PTH112
            yield from _folder(path, seen, config_of)
        elif _whole(path) not in seen:
            seen.add(_whole(path))
            yield Source(path)


def _ours(path: str) -> bool:
    """Whether reframe wrote it, which is never a Word file or a PDF."""
    if path.lower().endswith((".docx", ".pdf")):
        return False
    from reframe.cli.ours import kind_of

    return kind_of(path) is not None


def _whole(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100 -- Path.absolute keeps `..`


def _folder(folder: str, seen: set[str], config_of: ConfigOf | None) -> Iterator[Source | Failure]:
    found = False
    for item in walked(folder, config_of=config_of):
        found = True
        if isinstance(item, Failure):
            yield item
        elif _whole(item) not in seen:
            seen.add(_whole(item))
            yield Source(item)
    if not found:
        yield Failure(
            folder,
            "nothing-to-check",
            "there is no résumé in this folder.",
            "Name the file itself; a folder is searched for .docx, .pdf and the text formats.",
        )


def walked(folder: str, *, config_of: ConfigOf | None = None) -> Iterator[str | Failure]:
    """The résumés in a folder and below it, by their names; a folder that cannot be searched is a failure.

    Reports and answers that reframe wrote are told from résumés by how they begin.
    """
    from pathlib import Path

    from reframe.documents import supported

    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not _passed_by(Path(place, name)))
        for path in (str(Path(place, name)) for name in sorted(files)):
            if supported(path) and (config_of is None or _takes(config_of(path), path)) and not _ours(path):
                yield path
    for error in closed:
        yield Failure(
            str(error.filename),
            "folder-not-searched",
            f"the folder could not be searched: {error.strerror}.",
            "Check its permissions, or name the files.",
        )


def _takes(config: Config, path: str) -> bool:
    return config.includes(path) and not config.leaves_out(path)


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
