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

UNREAD_KINDS = (".doc", ".dot", ".rtf", ".odt", ".ott", ".fodt", ".pages", ".wpd", ".wps")
"""Documents of word processors that there is no reader for; `.pages` may be a folder."""
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
    pass_over: Callable[[str], None] | None = None,
) -> Iterator[Source | Failure]:
    """Every file once, in the order named; folders are walked in the order of their names.

    A folder without a single résumé is a failure: nothing was checked there, and that is not the same as
    nothing wrong. ``but`` names files that a walk leaves out, the reports of this very run. What the settings
    exclude, and what reframe itself wrote, is left out of a walk, and with ``force_exclude`` even where it is named.
    ``pass_over`` is told of documents in a folder that there is no reader for.
    """
    seen = {_whole(path) for path in but}
    for path in paths:
        if force_exclude and config_of and path != "-" and (config_of(path).leaves_out(path) or _ours(path)):
            continue
        if path == "-":
            yield _standard_input(stdin_filename)
        elif os.path.isdir(path):  # noqa: PTH112
            yield from _folder(path, seen, config_of, pass_over)
        elif _whole(path) not in seen:
            seen.add(_whole(path))
            yield Source(path)


def _ours(path: str) -> bool:
    """Whether reframe wrote it."""
    from reframe.cli.ours import kind_of

    return kind_of(path) is not None


def _whole(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100 -- Path.absolute keeps `..`


def _folder(
    folder: str, seen: set[str], config_of: ConfigOf | None, pass_over: Callable[[str], None] | None
) -> Iterator[Source | Failure]:
    found = False
    for item in walked(folder, config_of=config_of, pass_over=pass_over):
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


def walked(
    folder: str, *, config_of: ConfigOf | None = None, pass_over: Callable[[str], None] | None = None
) -> Iterator[str | Failure]:
    """The résumés in a folder and below it, by their names; a folder that cannot be searched is a failure.

    Reports and answers that reframe wrote are told from résumés by how they begin. ``pass_over`` is told of
    documents that there is no reader for.
    """
    from pathlib import Path

    from reframe.documents import supported

    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        bundles = [name for name in folders if name.lower().endswith(UNREAD_KINDS)]
        folders[:] = sorted(
            name for name in folders if name not in bundles and not _passed_by(Path(place, name))
        )
        for path in (str(Path(place, name)) for name in sorted((*files, *bundles))):
            unread = pass_over is not None and _is_unread_kind(path)
            if not (unread or supported(path)) or not (config_of is None or _takes(config_of(path), path)):
                continue
            if unread and pass_over is not None:
                pass_over(path)
            elif not _ours(path):
                yield path
    for error in closed:
        yield Failure(
            str(error.filename),
            "folder-not-searched",
            f"the folder could not be searched: {error.strerror}.",
            "Check its permissions, or name the files.",
        )


def _is_unread_kind(path: str) -> bool:
    return path.lower().endswith(UNREAD_KINDS) and not os.path.basename(path).startswith((".", "~$"))  # noqa: PTH119


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
