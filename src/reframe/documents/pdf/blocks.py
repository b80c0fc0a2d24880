"""Characters into blocks of the model: for each character the box it was drawn in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.documents.pdf.ink import page_box
from reframe.model import Block, PageBoxes, Piece, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reframe.documents.pdf.ink import Glyph, Sheet
    from reframe.documents.pdf.wording import Written
    from reframe.model import BlockKind, Box, Range


def block(
    characters: Written,
    *,
    number: int,
    kind: BlockKind,
    sheets: Mapping[int, Sheet],
    level: int = 0,
    bold: bool = False,
    size: float | None = None,
    unseen: frozenset[int] = frozenset(),
    style: str = "",
    aside: bool = False,
) -> Block:
    """A block of the model from a paragraph's characters; ``unseen`` names hidden glyphs by identity."""
    text = "".join("-" if character in "\xad‐" else character for character, _, _ in characters)
    page = characters[0][2]
    return Block(
        text=text,
        kind=kind,
        place=Place(block=f"page[{page}]/block[{number}]", page=page),
        pieces=tuple(_pieces(characters, sheets=sheets)),
        level=level,
        bold=bold,
        size=size,
        style=style,
        hidden=_hidden(characters, unseen),
        aside=aside,
    )


def _pieces(characters: Written, *, sheets: Mapping[int, Sheet]) -> Iterable[Piece]:
    """One piece a line: a word's gap inside a line gets the box between its neighbours."""
    boxes: list[Box] = []
    start = 0
    before: Glyph | None = None
    before_page = 0
    for at, (_, glyph, page) in enumerate(characters):
        if glyph is None:
            continue
        same_line = (
            before is not None
            and page == before_page
            and abs(glyph.base - before.base) < 0.6 * max(glyph.size, before.size)
            and glyph.x0 >= before.x0 - 1
        )
        box = page_box(glyph, sheets[page])
        if boxes and same_line:
            last = boxes[-1]
            gap = (last[2], min(last[1], box[1]), max(last[2], box[0]), max(last[3], box[3]))
            boxes += [last if glyph.turn else gap] * (at - start - len(boxes))
        elif boxes:
            yield Piece(start, start + len(boxes), PageBoxes(before_page, tuple(boxes)))
            boxes = []
        if not boxes:
            start = at
        boxes.append(box)
        before, before_page = glyph, page
    if boxes:
        yield Piece(start, start + len(boxes), PageBoxes(before_page, tuple(boxes)))


def _hidden(characters: Written, unseen: frozenset[int]) -> tuple[Range, ...]:
    ranges: list[Range] = []
    for at, (_, glyph, _) in enumerate(characters):
        if glyph is None or id(glyph) not in unseen:
            continue
        if ranges and not any(entry[1] is not None for entry in characters[ranges[-1][1] : at]):
            ranges[-1] = (ranges[-1][0], at + 1)
        else:
            ranges.append((at, at + 1))
    return tuple(ranges)
