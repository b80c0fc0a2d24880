"""PDF: glyphs and their places, put back together into the paragraphs and bullets somebody wrote."""

from __future__ import annotations

import logging
import struct
import time
import zlib
from typing import TYPE_CHECKING

from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from reframe.documents.content import Content
from reframe.documents.pdf.blocks import block, vocabulary, written
from reframe.documents.pdf.columns import regions
from reframe.documents.pdf.furniture import without_furniture
from reframe.documents.pdf.hidden import unseen_glyphs
from reframe.documents.pdf.joining import lines, paragraphs
from reframe.documents.pdf.kinds import looks
from reframe.documents.pdf.lines import segments
from reframe.documents.pdf.plumber import Pages, TooSlowError
from reframe.documents.unreadable import unreadable
from reframe.model import Trace

if TYPE_CHECKING:
    from reframe.documents.pdf.ink import Sheet
    from reframe.documents.pdf.joining import Paragraph
    from reframe.documents.pdf.lines import Segment
    from reframe.model import Block

MAX_PAGES = 100
MAX_SECONDS = 15.0

_FAULTS = (
    PdfminerException, PSException, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError,
    NotImplementedError, RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What pdfminer raises on damaged files."""

logging.getLogger("pdfminer").addHandler(logging.NullHandler())


def read(data: bytes, *, path: str) -> Content:
    """Read a PDF; raises ``UnreadableError`` when its words cannot be had."""
    sheets = _sheets(data, path=path)
    if not any(sheet.glyphs for sheet in sheets.values()):
        raise unreadable("no-text-layer", path=path)
    blocks = _blocks(sheets)
    return Content(blocks=tuple(blocks), pages=len(sheets), traces=tuple(_hidden_traces(blocks)))


def _sheets(data: bytes, *, path: str) -> dict[int, Sheet]:
    deadline = time.monotonic() + MAX_SECONDS
    try:
        pages = Pages(data, deadline=deadline)
        if len(pages) > MAX_PAGES:
            raise unreadable("too-many-pages", path=path, detail=str(len(pages)))
        return {sheet.number: sheet for sheet in pages.sheets()}
    except TooSlowError as error:
        raise unreadable("too-slow", path=path) from error
    except _FAULTS as error:
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise unreadable("password-protected", path=path) from error
        raise unreadable("damaged", path=path, detail=type(cause).__name__) from error


def _blocks(sheets: dict[int, Sheet]) -> list[Block]:
    pages: dict[int, list[Segment]] = {}
    for number, sheet in sheets.items():
        pages[number] = segments(glyph for glyph in sheet.glyphs if glyph.turn == 0)
    found: list[Paragraph] = []
    asides: list[Paragraph] = []
    for number, page in without_furniture(pages, sheets).items():
        for region in regions(page.body):
            found += paragraphs(lines(region, page=number))
        if page.aside:
            asides += paragraphs(lines(page.aside, page=number))
    words = vocabulary(found)
    texts = [written(paragraph, words=words) for paragraph in found]
    unseen = frozenset[int]().union(*(unseen_glyphs(sheet) for sheet in sheets.values()))
    blocks = [
        block(
            text,
            number=number,
            kind="bullet" if paragraph.bullet else "heading" if look.heading else "paragraph",
            level=1 if paragraph.bullet else look.level,
            bold=look.bold,
            size=look.size,
            sheets=sheets,
            unseen=unseen,
        )
        for number, (paragraph, text, look) in enumerate(
            zip(found, texts, looks(found, texts, sheets), strict=True)
        )
        if text
    ]
    for paragraph in asides:
        text = written(paragraph, words=words)
        if text:
            blocks.append(
                block(text, number=len(blocks), kind="paragraph", sheets=sheets, unseen=unseen, aside=True)
            )
    return blocks


def _hidden_traces(blocks: list[Block]) -> list[Trace]:
    return [
        Trace(kind="hidden-text", text=block.text[start:end], block=index, start=start, end=end)
        for index, block in enumerate(blocks)
        for start, end in block.hidden
    ]
