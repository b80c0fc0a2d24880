"""PDF: glyphs and their places, put back together into the paragraphs and bullets somebody wrote."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reframe.documents.content import Content
from reframe.documents.pdf.blocks import block
from reframe.documents.pdf.bullets import drawn_bullets
from reframe.documents.pdf.columns import regions
from reframe.documents.pdf.furniture import without_furniture
from reframe.documents.pdf.hidden import unseen_glyphs
from reframe.documents.pdf.joining import Pitches, bridged, lines, paragraphs, side_by_side
from reframe.documents.pdf.kinds import looks
from reframe.documents.pdf.lines import segments
from reframe.documents.pdf.plumber import FAULTS, Pages, TooSlowError, wrong_password
from reframe.documents.pdf.tree import tagged_paragraphs, untagged
from reframe.documents.pdf.wording import wording, written
from reframe.documents.unreadable import unreadable
from reframe.model import Trace

if TYPE_CHECKING:
    from reframe.documents.pdf.ink import Sheet
    from reframe.documents.pdf.joining import Line, Paragraph
    from reframe.documents.pdf.lines import Segment
    from reframe.model import Block

MAX_PAGES = 100
MAX_SECONDS = 15.0


def read(data: bytes, *, path: str) -> Content:
    """Read a PDF; raises ``UnreadableError`` when its words cannot be had."""
    sheets, tagged, maker = _sheets(data, path=path)
    if not any(sheet.glyphs for sheet in sheets.values()):
        raise unreadable("no-text-layer", path=path)
    blocks = _blocks(sheets, tagged, maker=maker)
    return Content(blocks=tuple(blocks), pages=len(sheets), traces=tuple(_hidden_traces(blocks)))


def _sheets(data: bytes, *, path: str) -> tuple[dict[int, Sheet], dict[int, list[Paragraph]], str]:
    """The pages of a file, the paragraphs of those whose structure tree tells them, and the file's maker."""
    deadline = time.monotonic() + MAX_SECONDS
    try:
        pages = Pages(data, deadline=deadline)
        if len(pages) > MAX_PAGES:
            raise unreadable("too-many-pages", path=path, detail=str(len(pages)))
        sheets = {sheet.number: sheet for sheet in pages.sheets()}
        tagged = {number: tagged_paragraphs(sheet, pages.tree(number)) for number, sheet in sheets.items()}
    except TooSlowError as error:
        raise unreadable("too-slow", path=path) from error
    except FAULTS as error:
        if wrong_password(error):
            raise unreadable("password-protected", path=path) from error
        raise unreadable("damaged", path=path, detail=type(error).__name__) from error
    return sheets, {number: found for number, found in tagged.items() if found is not None}, pages.maker


def _blocks(sheets: dict[int, Sheet], tagged: dict[int, list[Paragraph]], *, maker: str) -> list[Block]:
    pages: dict[int, list[Segment]] = {}
    for number, sheet in sheets.items():
        glyphs = untagged(sheet) if number in tagged else sheet.glyphs
        dots = () if number in tagged else drawn_bullets(sheet)
        pages[number] = segments((glyph for glyph in glyphs if glyph.turn == 0), dots=dots)
    found: list[Paragraph] = []
    asides: list[Paragraph] = []
    rows: dict[int, list[list[Line]]] = {}
    furniture = without_furniture(pages, sheets)
    for number, page in furniture.items():
        rows[number] = [lines(region, page=number) for region in regions(page.body)]
    pitches = Pitches.of([row for page in rows.values() for region in page for row in region])
    for number, page in furniture.items():
        target = asides if number in tagged else found
        for region in rows[number]:
            target += paragraphs(region, pitches=pitches)
        found += side_by_side(tagged.get(number, ()))
        if page.aside:
            asides += paragraphs(lines(page.aside, page=number))
    found = bridged(found)
    spelling = wording(found, maker=maker)
    texts = [written(paragraph, wording=spelling) for paragraph in found]
    unseen = frozenset[int]().union(*(unseen_glyphs(sheet) for sheet in sheets.values()))
    blocks = [
        block(
            text,
            number=number,
            kind="bullet" if paragraph.bullet else "heading" if look.heading else "paragraph",
            level=max(1, paragraph.depth) if paragraph.bullet else look.level,
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
        text = written(paragraph, wording=spelling)
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
