"""Text that is in the file and not to be seen on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.documents.pdf.ink import Colour, Glyph, Shape, Sheet
    from reframe.model import Box

TINY = 2.0
"""Type below this size, in points, is not read by anybody."""
_NEAR = 0.07
_TOO_MANY = 4_000_000
"""Comparisons of letters with painted shapes; a page that needs more is a drawing, and nothing is accused."""


def recognised(sheet: Sheet) -> bool:
    """Whether the page is a scan under invisible text that a text recognition put there."""
    unseen = sum(glyph.unseen for glyph in sheet.glyphs)
    return unseen > 0.9 * len(sheet.glyphs) > 0 and largest_image(sheet) > 0.5


def largest_image(sheet: Sheet) -> float:
    """The share of the page that its largest image covers."""
    area = sheet.width * sheet.height or 1.0
    return max(
        (
            max(0.0, min(x1, sheet.width) - max(x0, 0))
            * max(0.0, min(bottom, sheet.height) - max(top, 0))
            / area
            for x0, top, x1, bottom in sheet.images
        ),
        default=0.0,
    )


def unseen_glyphs(sheet: Sheet) -> frozenset[int]:
    """The hidden glyphs of a page, by identity: unpainted, tiny, off the page, or in the paper's colour."""
    scan = recognised(sheet)
    suspects = _suspect_colours(sheet)
    grounds = [shape for shape in sheet.shapes if shape.filled and shape.x1 - shape.x0 > TINY]
    if len(grounds) * sum(glyph.colour in suspects for glyph in sheet.glyphs) > _TOO_MANY:
        suspects = frozenset()
    found = set()
    for order, glyph in enumerate(sheet.glyphs):
        if (
            (glyph.unseen and not scan)
            or glyph.size < TINY
            or _outside(glyph, sheet)
            or (
                glyph.colour in suspects
                and glyph.turn == 0
                and _like_its_ground(glyph, order, grounds, sheet)
            )
        ):
            found.add(id(glyph))
    return frozenset(found)


def _outside(glyph: Glyph, sheet: Sheet) -> bool:
    width, height = (sheet.height, sheet.width) if glyph.turn in (1, 3) else (sheet.width, sheet.height)
    return glyph.x1 <= 0 or glyph.bottom <= 0 or glyph.x0 >= width or glyph.top >= height


def _suspect_colours(sheet: Sheet) -> frozenset[Colour | None]:
    fills = {shape.fill for shape in sheet.shapes if shape.filled and shape.fill is not None}
    colours = {glyph.colour for glyph in sheet.glyphs}
    return frozenset(
        colour
        for colour in colours
        if colour is not None and (min(colour) > 1 - _NEAR or any(_close(colour, fill) for fill in fills))
    )


def _close(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < _NEAR for a, b in zip(one, other, strict=True))


def _like_its_ground(glyph: Glyph, order: int, grounds: Sequence[Shape], sheet: Sheet) -> bool:
    """Whether a glyph has the colour of what was painted under it last; images count as another colour."""
    assert glyph.colour is not None
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    if _covered(sheet.images, x, y):
        return False
    ground = _ground(grounds, order, x, y)
    if ground is None:
        return min(glyph.colour) > 1 - _NEAR
    return ground.fill is not None and _close(glyph.colour, ground.fill)


def _ground(shapes: Sequence[Shape], order: int, x: float, y: float) -> Shape | None:
    for shape in reversed(shapes):
        if (
            shape.filled
            and shape.order <= order
            and shape.x0 <= x <= shape.x1
            and shape.top <= y <= shape.bottom
        ):
            return shape
    return None


def _covered(images: Sequence[Box], x: float, y: float) -> bool:
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in images)
