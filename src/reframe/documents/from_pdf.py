"""PDF: glyphs and their places, put back together into the paragraphs and bullets somebody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.documents.content import Content
from reframe.documents.pdf.blocks import block
from reframe.documents.pdf.health import health, refuse_codes, refuse_pictures
from reframe.documents.pdf.hidden import unseen_glyphs
from reframe.documents.pdf.kinds import looks
from reframe.documents.pdf.layout import laid_out
from reframe.documents.pdf.opening import opened
from reframe.documents.pdf.wording import typed, wording, written
from reframe.model import Trace

if TYPE_CHECKING:
    from reframe.documents.pdf.opening import Opened
    from reframe.documents.pdf.wording import Written
    from reframe.model import Block


def read(data: bytes, *, path: str) -> Content:
    """Read a PDF; raises ``UnreadableError`` when its words cannot be had."""
    found = opened(data, path=path)
    refuse_pictures(found, path=path)
    blocks = _blocks(found)
    refuse_codes(found, blocks, path=path)
    return Content(
        blocks=tuple(blocks),
        pages=len(found.sheets),
        health=health(found, blocks),
        traces=(*_hidden_traces(blocks), *_comments(found), *_photos(found)),
    )


def _blocks(found: Opened) -> list[Block]:
    layout = laid_out(found)
    sheets = found.sheets
    rows = [typed(paragraph) for paragraph in layout.running]
    spelling = wording(rows, maker=found.maker)
    texts = [written(paragraph, wording=spelling) for paragraph in rows]
    unseen = frozenset[int]().union(*(unseen_glyphs(sheet) for sheet in sheets.values()))
    blocks: list[Block] = []
    for paragraph, text, look in zip(
        layout.running, texts, looks(layout.running, texts, sheets), strict=True
    ):
        if look.heading:
            text = _unmarked(text)
        if not text:
            continue
        blocks.append(
            block(
                text,
                number=len(blocks),
                kind="heading" if look.heading else "bullet" if paragraph.bullet else "paragraph",
                level=look.level or (max(1, paragraph.depth) if paragraph.bullet else 0),
                bold=look.bold,
                size=look.size,
                sheets=sheets,
                unseen=unseen,
            )
        )
    for paragraph in layout.asides:
        text = written(typed(paragraph), wording=spelling)
        if text:
            number = len(blocks)
            blocks.append(
                block(text, number=number, kind="paragraph", sheets=sheets, unseen=unseen, aside=True)
            )
    return blocks


def _unmarked(heading: Written) -> Written:
    """A heading without the picture or rule before it."""
    start = next((at for at, (character, _, _) in enumerate(heading) if character.isalnum()), 0)
    opening = start > 0 and heading[start - 1][0] in "(“\"'"
    return heading[start - opening :]


def _comments(found: Opened) -> list[Trace]:
    return [Trace(kind="comment", text=note) for sheet in found.sheets.values() for note in sheet.notes]


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
