"""A file's pages into its paragraphs, in the order they are read in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reframe.documents.pdf.breaks import bridged, side_by_side
from reframe.documents.pdf.bullets import drawn_bullets
from reframe.documents.pdf.columns import regions
from reframe.documents.pdf.furniture import without_furniture
from reframe.documents.pdf.ink import ARTIFACT, ASKEW
from reframe.documents.pdf.items import numbered, segments
from reframe.documents.pdf.joining import Pitches, paragraphs
from reframe.documents.pdf.lines import segment
from reframe.documents.pdf.rows import Paragraph, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.documents.pdf.ink import Glyph, Sheet
    from reframe.documents.pdf.lines import Segment
    from reframe.documents.pdf.opening import Opened
    from reframe.documents.pdf.rows import Line


@dataclass(frozen=True, slots=True)
class Layout:
    """The running text, and what stands beside it: footers, text up the side of a page, watermarks."""

    running: list[Paragraph]
    asides: list[Paragraph]


def laid_out(found: Opened) -> Layout:
    """Put the pages of a file in order."""
    pages: dict[int, list[Segment]] = {}
    heights: dict[int, float] = {}
    asides: list[Paragraph] = []
    for number, sheet in found.sheets.items():
        way = main_way(sheet)
        heights[number] = sheet.width if way % 2 else sheet.height
        pages[number] = _segments(sheet, way, tagged=number in found.tagged)
        asides += _beside(sheet, way)
    tidy = without_furniture(numbered(pages), heights)
    rows: dict[int, list[list[Line]]] = {}
    edges: list[float] = []
    for number, page in tidy.items():
        rows[number] = [lines(region, page=number) for region in regions(page.body, edges=edges)]
        starts = [min(row.left for row in region) for region in rows[number]]
        edges = [start for start in starts if start > min(starts) + 50]
    pitches = Pitches.of([row for page in rows.values() for region in page for row in region]).elsewhere()
    running: list[Paragraph] = []
    for number, page in tidy.items():
        target = asides if number in found.tagged else running
        for region in rows[number]:
            target += paragraphs(region, pitches=pitches)
        running += side_by_side(found.tagged.get(number, ()))
        if page.aside:
            asides += paragraphs(lines(page.aside, page=number))
    return Layout(bridged(running), asides)


def main_way(sheet: Sheet) -> int:
    """The direction in which most of a page's text runs."""
    ways = Counter(glyph.turn for glyph in sheet.glyphs if glyph.turn != ASKEW)
    return max(ways, key=ways.__getitem__, default=0)


def _segments(sheet: Sheet, way: int, *, tagged: bool) -> list[Segment]:
    """A page's text, or what its structure tree leaves out: running headers and the like."""
    if tagged:
        return segments(glyph for glyph in sheet.glyphs if glyph.mark == ARTIFACT and glyph.turn == way)
    dots = drawn_bullets(sheet) if way == 0 else ()
    return segments((glyph for glyph in sheet.glyphs if glyph.turn == way), dots=dots)


def _beside(sheet: Sheet, way: int) -> Iterator[Paragraph]:
    """Text that runs another way than the page's own."""
    for other in {glyph.turn for glyph in sheet.glyphs} - {way}:
        glyphs = [glyph for glyph in sheet.glyphs if glyph.turn == other]
        found = _slanting(glyphs) if other == ASKEW else segments(glyphs)
        for region in regions(found):
            yield from paragraphs(lines(region, page=sheet.number))


def _slanting(glyphs: list[Glyph]) -> list[Segment]:
    inked = [glyph for glyph in glyphs if glyph.text != " "]
    return [segment(glyphs[glyphs.index(inked[0]) :], 0)] if inked else []
