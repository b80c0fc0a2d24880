"""How well a PDF was read, in words for the person who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reframe.documents.pdf.hidden import largest_image, recognised
from reframe.documents.pdf.ink import UNMAPPED
from reframe.documents.unreadable import unreadable
from reframe.model import Concern, Health
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reframe.documents.pdf.ink import Sheet
    from reframe.documents.pdf.opening import Opened
    from reframe.model import Block

_SCAN_LETTERS = 50
_SCAN_IMAGE = 0.6
_OUTLINES = 40
"""Curved shapes on a page without letters: its text was turned into drawings."""
_LOST = 0.05
_SOME_LOST = 0.003
_AGAIN = "Export the PDF again from the program that made it, or check that document (.docx) itself."
_WORD = late(r"[a-z]{3,}", re.IGNORECASE)
_VOWEL = late(r"[aeiouy]", re.IGNORECASE)


def refuse_pictures(found: Opened, *, path: str) -> None:
    """Raise ``UnreadableError`` for a file whose pages hold no text to speak of."""
    sheets = list(found.sheets.values())
    if any(_letters(sheet) >= _SCAN_LETTERS for sheet in sheets):
        return
    if sum(glyph.text == UNMAPPED for sheet in sheets for glyph in sheet.glyphs) >= _SCAN_LETTERS:
        raise unreadable("no-text-map", path=path)
    if any(_picture(sheet) for sheet in sheets):
        raise unreadable("no-text-layer", path=path)
    if not any(_letters(sheet) for sheet in sheets):
        drawn = any(sheet.images or len(sheet.shapes) > _OUTLINES for sheet in sheets)
        raise unreadable("no-text-layer" if drawn else "no-text", path=path)


def refuse_codes(found: Opened, blocks: Sequence[Block], *, path: str) -> None:
    """Raise ``UnreadableError`` where the letters of the text cannot be told from its glyphs."""
    glyphs = [glyph.text for sheet in found.sheets.values() for glyph in sheet.glyphs if glyph.text != " "]
    if glyphs.count(UNMAPPED) > _LOST * len(glyphs) or _sense(blocks) < 0.4:
        raise unreadable("no-text-map", path=path)


def health(found: Opened, blocks: Sequence[Block]) -> Health:
    """The verdict with its reasons."""
    concerns = tuple(_concerns(found, blocks))
    return Health("degraded" if concerns else "ok", concerns)


def _concerns(found: Opened, blocks: Sequence[Block]) -> Iterator[Concern]:
    total = len(found.sheets)
    pictures = [
        number
        for number, sheet in found.sheets.items()
        if _letters(sheet) < _SCAN_LETTERS and _picture(sheet)
    ]
    if pictures:
        yield Concern(
            "picture-page",
            f"{_pages(pictures)} of {total} is a picture; the words in it were not read.",
            "Export these pages as text, or run text recognition (OCR) on the file.",
        )
    scans = [number for number, sheet in found.sheets.items() if recognised(sheet)]
    if scans:
        yield Concern(
            "recognised-text",
            f"the text of {_pages(scans)} comes from text recognition (OCR) and may hold misread letters.",
            "Check the document the scan was made from.",
        )
    lost, letters = _lost(blocks)
    if lost > _SOME_LOST * letters and lost > 2:
        yield Concern(
            "unknown-letters", f"the file does not say which letters {lost} of its glyphs are.", _AGAIN
        )
    elif _sense(blocks) < 0.6:
        yield Concern(
            "doubtful-text", "many words read as nonsense; the file's letters may be miscoded.", _AGAIN
        )


def _pages(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    return "pages " + ", ".join(map(str, numbers[:-1])) + f" and {numbers[-1]}"


def _letters(sheet: Sheet) -> int:
    return sum(glyph.text not in (" ", UNMAPPED) for glyph in sheet.glyphs)


def _picture(sheet: Sheet) -> bool:
    curves = sum(shape.curved for shape in sheet.shapes)
    return largest_image(sheet) > _SCAN_IMAGE or curves > 10 * _OUTLINES


def _lost(blocks: Sequence[Block]) -> tuple[int, int]:
    text = "".join(block.text for block in blocks)
    return text.count(UNMAPPED), sum(not character.isspace() for character in text)


def _sense(blocks: Sequence[Block]) -> float:
    """The share of words of Latin letters that have a vowel; 1 where there are too few words to tell."""
    words = [word for block in blocks for word in _WORD.findall(block.text) if not word.isupper()]
    if len(words) < 40:
        return 1.0
    return sum(bool(_VOWEL.search(word)) for word in words) / len(words)
