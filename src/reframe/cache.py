"""Answers kept from former runs: the same file, phrasebook, options and program give the same report.

An answer is kept without the résumé it is about: findings quote their lines, and nothing else of the text is
written down. Files are for their owner only, written whole or not at all, and checked against a hash of what
they should hold; whatever is wrong with one means that the file is checked again.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from functools import lru_cache
from time import gmtime
from typing import TYPE_CHECKING, Any

from reframe import __version__, findings
from reframe.hashing import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.findings import FileReport
    from reframe.options import Options

MOST_ANSWERS = 5_000
MOST_BYTES = 50_000_000
MOST_QUOTED = 4_000_000
"""A report that quotes more characters is not kept: reading it would take longer than checking again."""
PRUNED_EVERY = 500
"""How often, in answers kept by one process, the oldest are removed."""

_PREFIX = "answer-"
_HASH_LENGTH = 64


def key_of(data: bytes, *, name: str, options: Options) -> str:
    """What an answer is kept under: everything that it depends on, ``name`` being the file's without its folder."""
    state = [
        *(__version__, sys.version, _program(), gmtime().tm_year, name, options._asdict()),
        [_state_of_folder(folder) for folder in options.phrasebooks],
    ]
    digest = sha256(json.dumps(state, sort_keys=True, default=dict).encode())
    digest.update(sha256(data).digest())
    return digest.hexdigest()[:48]


class Answers:
    """The answers kept in a folder; one that cannot be written to keeps none."""

    def __init__(self, folder: str | None = None) -> None:
        self._folder = folder or _folder()
        self._kept = 0

    def find(self, key: str, *, path: str) -> FileReport | None:
        """The report kept under a key, as of the file that is now at ``path``."""
        file = self._file(key)
        try:
            with open(file, "rb") as opened:
                digest, body = opened.read(_HASH_LENGTH), opened.read()
            if sha256(body).hexdigest().encode() != digest:
                return None
            report = json.loads(body, object_hook=_remade)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        with contextlib.suppress(OSError):
            os.utime(file)
        return report._replace(path=path) if isinstance(report, findings.FileReport) else None

    def keep(self, key: str, report: FileReport) -> None:
        """Keep a report; the résumé that came with it, and the lines that show strengths, are left out."""
        import tempfile

        if sum(len(finding.context or "") for finding in report.findings) > MOST_QUOTED:
            return
        body = json.dumps(
            _plain(report._replace(resume=None, paths=(), strengths=())),
            ensure_ascii=False,
            separators=(",", ":"),
        )
        written = body.encode("utf-8", "surrogatepass")
        with contextlib.suppress(OSError, UnicodeError):
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=".answer-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(sha256(written).hexdigest().encode() + written)
                os.replace(temporary, self._file(key))
            except BaseException:
                os.unlink(temporary)
                raise
            if self._kept % PRUNED_EVERY == 0:
                self._prune()
            self._kept += 1

    def clear(self) -> int:
        """Remove every answer and every compiled phrasebook, and say how many files that were."""
        removed = 0
        for entry in _entries(self._folder, (_PREFIX, ".answer-", "phrasebook-", ".phrasebook-")):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(entry.path)
                removed += 1
        return removed

    @property
    def folder(self) -> str:
        """Where the answers are."""
        return self._folder

    def _file(self, key: str) -> str:
        return os.path.join(self._folder, f"{_PREFIX}{key}.json")

    def _prune(self) -> None:
        """Remove the answers longest unused where there are too many, and what a crash left half written."""
        found: list[tuple[float, int, str]] = []
        for entry in _entries(self._folder, (_PREFIX, ".answer-")):
            with contextlib.suppress(OSError):
                status = entry.stat()
                found.append((status.st_mtime, status.st_size, entry.path))
        found.sort(reverse=True)
        newest = found[0][0] if found else 0.0
        size = 0
        for number, (used, length, path) in enumerate(found):
            size += length
            half_written = os.path.basename(path).startswith(".") and used < newest - 3600
            if number >= MOST_ANSWERS or size > MOST_BYTES or half_written:
                with contextlib.suppress(OSError):
                    os.unlink(path)


def _folder() -> str:
    from reframe.folders import cache_folder

    return cache_folder()


def _entries(folder: str, prefixes: tuple[str, ...]) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry for entry in entries if entry.name.startswith(prefixes))
    except FileNotFoundError:
        return


# ---- what an answer depends on --------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _program() -> str:
    """The state of this package, of the bundled phrasebook and of what is installed beside it."""
    package = os.path.dirname(os.path.abspath(__file__))
    folders = [package]
    if not os.path.exists(os.path.join(package, "_phrasebook.json")):
        folders.append(os.path.join(package, "..", "..", "phrasebook"))
    digest = sha256()
    for folder in folders:
        for path, size, changed in sorted(_walked(folder)):
            digest.update(f"{path}\0{size}\0{changed}\n".encode("utf-8", "surrogateescape"))
    for place in sys.path:
        if place.endswith(("site-packages", "dist-packages")):
            with contextlib.suppress(OSError):
                digest.update(f"{place}\0{os.stat(place).st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _walked(folder: str) -> Iterator[tuple[str, int, int]]:
    """(path, size, time of the last change) of each file that reframe is made of."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in {"__pycache__", "_phrasebook"}:
                    yield from _walked(entry.path)
            elif entry.name.endswith((".py", ".json", ".yaml")):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns


def _state_of_folder(folder: str) -> str:
    """The content of a phrasebook folder, whatever the times of its files."""
    digest = sha256()
    for path, _, _ in sorted(_walked(folder)):
        with contextlib.suppress(OSError), open(path, "rb") as file:
            digest.update(f"{path[len(folder) :]}\0".encode("utf-8", "surrogateescape") + file.read() + b"\0")
    return digest.hexdigest()


# ---- reports as plain values ----------------------------------------------------------------------------

_CLASSES: dict[str, Any] = {
    name: getattr(findings, name)
    for name in (
        *("FileReport", "Health", "Concern", "Scorecard", "Answer", "Finding", "Location", "Suggestion"),
        "Suppression",
    )
}


def _plain(value: Any) -> Any:
    """A value as JSON has it: what has named fields is a table of one entry, its class and what they hold."""
    if not isinstance(value, (list, tuple)):
        return value
    items = [_plain(item) for item in value]
    if not hasattr(value, "_fields"):
        return items
    kind = type(value).__name__
    if kind not in _CLASSES:
        raise TypeError(f"a report holds a {kind}, which the cache does not know")
    return {kind: items}


def _remade(value: dict[str, Any]) -> Any:
    ((kind, items),) = value.items()
    return _CLASSES[kind](*map(_tuples, items))


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if type(value) is list else value
