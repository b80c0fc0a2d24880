"""From the bytes of a file to its pages: by PDFium, by pdfminer where that sees more, within limits."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reframe.documents.pdf import pdfium
from reframe.documents.pdf.ending import breaks_off, up_to_its_end
from reframe.documents.pdf.ink import UNMAPPED, TooSlowError
from reframe.documents.pdf.streams import refuse_damaged
from reframe.documents.pdf.tree import tagged_paragraphs
from reframe.documents.unreadable import unreadable

if TYPE_CHECKING:
    from reframe.documents.pdf import plumber
    from reframe.documents.pdf.ink import Sheet
    from reframe.documents.pdf.rows import Paragraph

MAX_PAGES = 100
MAX_GLYPHS = 500_000
MAX_SECONDS = 15.0
_FEW = 20
_DRAWING = 100
"""With fewer letters than that on all pages together, and less drawn, pdfminer is asked whether it sees more."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file shows: its pages, the paragraphs its structure tree tells of, and how it opened."""

    sheets: dict[int, Sheet]
    tagged: dict[int, list[Paragraph]]
    maker: str = ""
    failed: int = 0
    """So many more pages there are that could not be interpreted."""


def opened(data: bytes, *, path: str) -> Opened:
    """Every page of a file; raises ``UnreadableError`` when there is no way in."""
    if breaks_off(data):
        raise unreadable("damaged", path=path, detail="it breaks off before its end, and words may be lost")
    data = up_to_its_end(data)
    refuse_damaged(data, path=path)
    deadline = time.monotonic() + MAX_SECONDS
    try:
        first = _by_pdfium(data, path=path, deadline=deadline)
        if first is not None and not _poor(first):
            return first
        second = _by_pdfminer(data, path=path, deadline=deadline)
    except TooSlowError as error:
        raise unreadable("too-slow", path=path) from error
    tries = [found for found in (second, first) if found is not None]
    if not tries:
        raise unreadable("damaged", path=path, detail="no page of it can be opened")
    best = max(tries, key=_letters)
    count = max(len(found.sheets) + found.failed for found in tries)
    if len(best.sheets) < count:
        detail = f"only {len(best.sheets)} of its {count} pages can be opened"
        raise unreadable("damaged", path=path, detail=detail)
    return best


def _by_pdfium(data: bytes, *, path: str, deadline: float) -> Opened | None:
    try:
        pages = pdfium.Pages(data, deadline=deadline)
    except pdfium.FAULTS as error:
        if pdfium.wrong_password(error):
            raise unreadable("password-protected", path=path) from error
        return None
    try:
        return _all(pages, pdfium.FAULTS, path=path)
    finally:
        pages.close()


def _by_pdfminer(data: bytes, *, path: str, deadline: float) -> Opened | None:
    from reframe.documents.pdf import plumber  # pdfminer and pdfplumber cost a tenth of a second

    try:
        pages = plumber.Pages(data, deadline=deadline)
        return _all(pages, plumber.FAULTS, path=path)
    except plumber.FAULTS as error:
        if plumber.wrong_password(error):
            raise unreadable("password-protected", path=path) from error
        return None


def _all(
    pages: pdfium.Pages | plumber.Pages, faults: tuple[type[Exception], ...], *, path: str
) -> Opened | None:
    count = len(pages)
    if count > MAX_PAGES:
        raise unreadable("too-many-pages", path=path, detail=f"{count:,}")
    sheets: dict[int, Sheet] = {}
    tagged: dict[int, list[Paragraph]] = {}
    failed = 0
    for number in range(1, count + 1):
        if sum(len(sheet.glyphs) for sheet in sheets.values()) > MAX_GLYPHS:
            raise unreadable("too-large", path=path, detail=f"more than {MAX_GLYPHS:,} letters")
        try:
            sheets[number] = pages.sheet(number)
            found = tagged_paragraphs(sheets[number], pages.tree(number))
        except faults:
            failed += 1
            continue
        if found is not None:
            tagged[number] = found
    if not sheets:
        return None
    return Opened(sheets, tagged, pages.maker, failed)


def _letters(found: Opened) -> int:
    return sum(glyph.text not in (UNMAPPED, " ") for sheet in found.sheets.values() for glyph in sheet.glyphs)


def _poor(found: Opened) -> bool:
    """Whether so little text came through that pdfminer may do better."""
    sheets = found.sheets.values()
    unknown = sum(glyph.text == UNMAPPED for sheet in sheets for glyph in sheet.glyphs)
    letters = _letters(found)
    drawn = sum(len(sheet.shapes) + 100 * len(sheet.images) for sheet in sheets)
    return found.failed > 0 or (letters < _FEW and drawn < _DRAWING) or unknown > 0.05 * letters
