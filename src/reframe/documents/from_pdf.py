"""PDF: glyphs and their places, put back together into the paragraphs and bullets somebody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.documents.content import Content
from reframe.documents.pdf.blocks import block
from reframe.documents.pdf.bullets import drawn_bullets
from reframe.documents.pdf.columns import regions
from reframe.documents.pdf.furniture import without_furniture
from reframe.documents.pdf.health import health, refuse_codes, refuse_pictures
from reframe.documents.pdf.hidden import unseen_glyphs
from reframe.documents.pdf.joining import Pitches, bridged, lines, paragraphs, side_by_side
from reframe.documents.pdf.kinds import looks
from reframe.documents.pdf.lines import numbered, segments
from reframe.documents.pdf.opening import opened
from reframe.documents.pdf.tree import untagged
from reframe.documents.pdf.wording import wording, written
from reframe.model import Trace

if TYPE_CHECKING:
    from reframe.documents.pdf.joining import Line, Paragraph
    from reframe.documents.pdf.lines import Segment
    from reframe.documents.pdf.opening import Opened
    from reframe.model import Block


def read(data: bytes, *, path: str) -> Content:
    """Read a PDF; raises ``UnreadableError`` when its words cannot be had."""
    found = opened(data, path=path)
    refuse_pictures(found, path=path)
    blocks = _blocks(found)
    refuse_codes(blocks, path=path)
    return Content(
        blocks=tuple(blocks),
        pages=len(found.sheets) + len(found.failed),
        health=health(found, blocks),
        traces=(*_hidden_traces(blocks), *_photos(found)),
    )


def _blocks(opened_file: Opened) -> list[Block]:
    sheets, tagged = opened_file.sheets, opened_file.tagged
    pages: dict[int, list[Segment]] = {}
    for number, sheet in sheets.items():
        glyphs = untagged(sheet) if number in tagged else sheet.glyphs
        dots = () if number in tagged else drawn_bullets(sheet)
        pages[number] = segments((glyph for glyph in glyphs if glyph.turn == 0), dots=dots)
    found: list[Paragraph] = []
    asides: list[Paragraph] = []
    rows: dict[int, list[list[Line]]] = {}
    furniture = without_furniture(numbered(pages), sheets)
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
    spelling = wording(found, maker=opened_file.maker)
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


def _photos(found: Opened) -> list[Trace]:
    """A portrait on the first page: a picture taller than wide, or square, the size of a passport's."""
    sheet = found.sheets.get(1)
    if sheet is None:
        return []
    sizes = [(x1 - x0, bottom - top) for x0, top, x1, bottom in sheet.images]
    portrait = any(55 <= wide <= 260 and 0.65 <= wide / high <= 1.05 for wide, high in sizes if high > 0)
    return [Trace(kind="photo", text="a picture of the size of a portrait")] if portrait else []


def _hidden_traces(blocks: list[Block]) -> list[Trace]:
    return [
        Trace(kind="hidden-text", text=block.text[start:end], block=index, start=start, end=end)
        for index, block in enumerate(blocks)
        for start, end in block.hidden
    ]
