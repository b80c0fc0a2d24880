"""The one way into a file: load it within limits, find out what it is, let its reader read it."""

from __future__ import annotations

import errno
import importlib
import os
import stat
import sys
from typing import TYPE_CHECKING, cast

from reframe.documents.sniffing import SUFFIXES, real_format
from reframe.documents.unreadable import unreadable
from reframe.findings import Concern, Health

if TYPE_CHECKING:
    from pathlib import PurePath
    from typing import Protocol

    from reframe.documents.content import Content
    from reframe.model import Document

    class Reader(Protocol):
        """A reader module's ``read``."""

        def __call__(self, data: bytes, *, path: str) -> Content:
            """Read the bytes of one file; ``path`` is for messages only."""


MAX_BYTES = 64 * 1024 * 1024
"""Larger files are refused before they are read; a résumé full of photos stays far below."""
READERS: dict[str, str] = {
    "docx": "from_docx",
    "pdf": "from_pdf",
    "markdown": "from_markdown",
    "text": "from_plain",
    "html": "from_html",
    "latex": "from_latex",
    "json-resume": "from_json_resume",
    "yaml": "from_yaml",
}

_NAMES = {
    "docx": "a Word document",
    "pdf": "a PDF",
    "markdown": "Markdown",
    "text": "plain text",
    "html": "an HTML page",
    "latex": "LaTeX",
    "json-resume": "JSON",
    "yaml": "YAML",
}

# Companions of a résumé in its repository: no folder walk takes them for the résumé itself.
_REPOSITORY_FILES = frozenset(
    (
        "authors changelog code_of_conduct codeowners contributing copying history install license licence notice "
        "readme requirements robots security support todo"
    ).split()
)
_OTHER_SUFFIXES = (".doc", ".dot", ".odt", ".rtf", ".pages", ".jpg", ".jpeg", ".png", ".zip")
_DATA_FORMATS = ("json-resume", "yaml")
_RESUME_WORDS = ("resume", "résumé", "cv", "curriculum")


def read(path: str, *, data: bytes | None = None, name: str | None = None) -> Document:
    """Read one file into a document; with ``data``, those bytes, and ``name`` is the file name they go by.

    Raises ``UnreadableError`` for everything that cannot be read or holds no text.
    """
    import hashlib

    from reframe.documents.content import MAX_CHARACTERS
    from reframe.model import Document

    shown = name or path
    if data is None:
        data = load(path)
    elif len(data) > MAX_BYTES:
        raise unreadable("too-large", path=shown, detail=_megabytes(len(data)))
    format_ = real_format(data, path=shown)
    content = _reader(format_, path=shown)(data, path=shown)
    if sum(len(block.text) for block in content.blocks) > MAX_CHARACTERS:
        raise unreadable("too-large", path=shown, detail=f"more than {MAX_CHARACTERS:,} characters")
    if not any(_has_letters(block.text) for block in content.blocks if not block.aside):
        raise unreadable("no-text", path=shown)
    return Document(
        path=shown,
        format=format_,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=content.blocks,
        pages=content.pages,
        health=_with_name_concern(content.health, format_=format_, path=shown),
        traces=content.traces,
    )


def load(path: str) -> bytes:
    """The bytes of a regular file, or ``UnreadableError``."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- a kept answer does without pathlib
        if stat.S_ISDIR(status.st_mode):
            raise unreadable("is-folder", path=path)
        if not stat.S_ISREG(status.st_mode):
            raise unreadable("not-a-file", path=path)
        if status.st_size > MAX_BYTES:
            raise unreadable("too-large", path=path, detail=_megabytes(status.st_size))
        with open(path, "rb") as file:  # noqa: PTH123
            # Python sets aside as much memory as it is asked to read, so it is not asked for the limit.
            data = file.read(status.st_size + 1)
            if len(data) > status.st_size:
                data += file.read(MAX_BYTES + 1 - len(data))
    except FileNotFoundError as error:
        code = "cloud-placeholder" if _icloud_placeholder(path) else "not-found"
        raise unreadable(code, path=path) from error
    except PermissionError as error:
        raise unreadable("no-permission", path=path) from error
    except (OSError, ValueError) as error:
        code = "cloud-placeholder" if _not_downloaded(error) else "read-error"
        detail = getattr(error, "strerror", None) or str(error)
        raise unreadable(code, path=path, detail=detail) from error
    if len(data) > MAX_BYTES:
        raise unreadable("too-large", path=path, detail=f"more than {_megabytes(MAX_BYTES)}")
    return data


def supported(path: str | PurePath) -> bool:
    """Whether a folder walk takes this file: by its name alone.

    Hidden files and Word's lock files (``~$resume.docx``) are left out, so are the usual companions in a
    repository (README, LICENSE …); JSON and YAML files only count when their name says résumé or CV.
    """
    from pathlib import PurePath

    place = PurePath(path)
    format_ = SUFFIXES.get(place.suffix.lower())
    stem = place.stem.lower()
    if format_ is None or place.name.startswith((".", "~$")):
        return False
    if format_ in ("docx", "pdf"):
        return True
    if format_ in _DATA_FORMATS:
        return any(word in stem for word in _RESUME_WORDS)
    return stem.split(".")[0].replace("-", "_") not in _REPOSITORY_FILES


def _reader(format_: str, *, path: str) -> Reader:
    module = f"reframe.documents.{READERS[format_]}"
    try:
        return cast("Reader", importlib.import_module(module).read)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise unreadable("no-reader", path=path, detail=_NAMES[format_]) from error


def _has_letters(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _with_name_concern(health: Health, *, format_: str, path: str) -> Health:
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122
    named = SUFFIXES.get(suffix)
    if named == format_ or (named is None and suffix not in _OTHER_SUFFIXES):
        return health
    concern = Concern(
        code="wrong-extension",
        message=f"the name ends in {suffix}, but the file is {_NAMES[format_]} and was read as that.",
        hint="Rename it: other people's programs will refuse to open it.",
    )
    # A web page or a note in place of a Word file or PDF is often an error page that was downloaded instead.
    lost = named in ("docx", "pdf") and format_ not in ("docx", "pdf")
    verdict = "degraded" if lost else health.verdict
    return health._replace(verdict=verdict, concerns=(*health.concerns, concern))


def _not_downloaded(error: Exception) -> bool:
    """Whether a sync client could not fetch the file: Windows cloud file errors, macOS dataless files."""
    return getattr(error, "winerror", None) in range(358, 405) or (
        sys.platform == "darwin" and getattr(error, "errno", None) == errno.EDEADLK
    )


def _icloud_placeholder(path: str) -> bool:
    folder, name = os.path.split(path)
    return os.path.exists(os.path.join(folder, f".{name}.icloud"))  # noqa: PTH110, PTH118


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB"
