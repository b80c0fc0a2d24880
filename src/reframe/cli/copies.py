"""A copy of a résumé on its way to the disk: a new file, written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from reframe.cli.files import UNREAD_KINDS
from reframe.cli.places import is_stream, write_into
from reframe.documents.sniffing import SUFFIXES
from reframe.errors import OutputError

_USUAL = {"docx": ".docx", "pdf": ".pdf", "markdown": ".md", "text": ".txt", "latex": ".tex"}


def copy_place(file: str, output: str | None, *, mark: str, force: bool, answers: str | None = None) -> Path:
    """Where the copy goes: ``output``, or ``NAME.mark.docx`` beside the original.

    Raises ``OutputError`` where that is the original itself, the ``answers`` or, without ``force``, a file that
    exists. A pipe or a device may be there, and a link leads to the file that is meant.
    """
    original = Path(file)
    place = Path(output) if output else original.with_name(f"{original.stem}.{mark}{original.suffix}")
    if _same(original, place):
        raise OutputError(
            "the copy would be written over the résumé it is made from.",
            code="would-overwrite-input",
            hint="Name another file with -o.",
            path=str(place),
        )
    if answers is not None and _same(Path(answers), place):
        raise OutputError(
            "the copy would be written over the answers.",
            code="would-overwrite-input",
            hint="Name another file with -o.",
            path=str(place),
        )
    if is_stream(place):
        return place
    if not force and os.path.lexists(place):
        raise OutputError(
            "there is a file of this name already.",
            code="file-exists",
            hint="Name another file with -o, or add --force to replace it.",
            path=str(place),
        )
    return place


def refuse_wrong_name(place: Path, *, original: str, format_: str) -> None:
    """Raise ``OutputError`` where a copy would go by the name of another kind of file than it is."""
    suffix = place.suffix.lower()
    own = Path(original).suffix
    wanted = own if SUFFIXES.get(own.lower()) == format_ else _USUAL[format_]
    if format_ == "docx":  # Word refuses a .docx with the parts of a .docm or .dotx
        fits = suffix == wanted.lower()
    else:
        fits = SUFFIXES.get(suffix) == format_ or (format_ != "pdf" and SUFFIXES.get(suffix) == "text")
    if fits or suffix not in (*SUFFIXES, *UNREAD_KINDS) or is_stream(place):
        return
    raise OutputError(
        f"the copy of a {own or wanted} file is one too, and this name ends in {place.suffix}.",
        code="wrong-suffix",
        hint=f"Name it {place.with_suffix(wanted).name}.",
        path=str(place),
    )


def write_copy(
    place: Path, data: bytes, *, force: bool, like: str | None = None, private: bool = False
) -> None:
    """Write a file whole or not at all; ``like`` names the file whose permissions it gets.

    With ``private``, only its owner may read it. Without ``force``, a file that has come into being
    meanwhile is left alone and ``OutputError`` raised. A pipe or a device is written into.
    """
    try:
        if is_stream(place):
            write_into(place, data)
            return
        place = Path(os.path.realpath(place)) if force else place
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if like is not None and not private and Path(like).is_file():
                shutil.copymode(like, temporary)
            _put(temporary, place, force=force)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except FileExistsError as error:
        raise OutputError(
            "there is a file of this name already.",
            code="file-exists",
            hint="Name another file with -o, or add --force to replace it.",
            path=str(place),
        ) from error
    except OSError as error:
        raise OutputError(
            f"the file could not be written: {error.strerror or error}.",
            hint="Check that the folder exists and may be written to.",
            path=str(place),
        ) from error


def _put(temporary: str, place: Path, *, force: bool) -> None:
    if not force:
        try:
            os.link(temporary, place)  # unlike a rename, it never replaces a file
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(place):
                raise FileExistsError from None
        else:
            return
    Path(temporary).replace(place)


def _same(one: Path, two: Path) -> bool:
    if os.path.realpath(one) == os.path.realpath(two):
        return True
    try:
        return one.samefile(two)
    except OSError:
        return False
