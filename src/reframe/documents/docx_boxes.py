"""Where text boxes lie on the page, and in which order a person reads several that hang on one paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reframe.documents.docx_pictures import WP, A, emu

if TYPE_CHECKING:
    from lxml import etree

_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
_GROUPS = (
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}wgp",
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}grpSp",
)
_TOP_OF_PAGE = 3.0
# Converters of PDF make a box a little wider than its line; lines of one column never share their height.
_SLACK = {"left": 0.25, "top": 0.05}
_PAGE = (-1.0, 12.0)  # the widest paper people use, lying, is 11.7 inches wide


class Box(NamedTuple):
    """A text box on the page; inches from the left and top edge of ``frame``."""

    frame: tuple[str, str]
    left: float
    top: float
    right: float
    bottom: float


def box_of(content: etree._Element) -> Box | None:
    """Where the text box around a ``w:txbxContent`` lies; None where the file does not say it in numbers."""
    at: etree._Element | None = content
    rectangle: tuple[float, float, float, float] | None = None
    while at is not None and at.tag != f"{WP}anchor":
        if at.tag == _SHAPE:
            rectangle = _rectangle(at)
        elif at.tag in _GROUPS and rectangle is not None:
            rectangle = _scaled(rectangle, at)
        at = at.getparent()
    if at is None:
        return None
    across, down = _offset(at, "positionH"), _offset(at, "positionV")
    extent = at.find(f"{WP}extent")
    if across is None or down is None or extent is None:
        return None
    width, height = emu(extent.get("cx")), emu(extent.get("cy"))
    left, top, right, bottom = rectangle or (0.0, 0.0, width, height)
    if left == top == 0:
        right, bottom = right or width, bottom or height
    return Box((across[0], down[0]), across[1] + left, down[1] + top, across[1] + right, down[1] + bottom)


def tops_the_page(content: etree._Element) -> bool:
    """Whether a text box is fixed to the top of the page, above the paragraph it hangs on."""
    anchor = next(content.iterancestors(f"{WP}anchor"), None)
    position = None if anchor is None else _position(anchor, "positionV")
    if position is None or position.get("relativeFrom") not in ("page", "margin", "topMargin"):
        return False
    align, offset = position.findtext(f"{WP}align"), position.findtext(f"{WP}posOffset")
    return align == "top" or (offset is not None and emu(offset) <= _TOP_OF_PAGE)


def out_of_sight(content: etree._Element) -> bool:
    """Whether a text box is switched off, or lies to the left or right of the page."""
    frame = next(content.iterancestors(f"{WP}anchor", f"{WP}inline"), None)
    about = None if frame is None else frame.find(f"{WP}docPr")
    if about is not None and about.get("hidden") in ("1", "true"):
        return True
    box = box_of(content)
    return box is not None and not (box.right > _PAGE[0] and box.left < _PAGE[1])


def reading_order(boxes: list[Box | None]) -> list[int]:
    """The indices of the boxes in reading order: as they come, unless every place is known."""
    known = [box for box in boxes if box is not None]
    if len(known) < len(boxes) or len({box.frame for box in known}) > 1:
        return list(range(len(boxes)))
    return _cut(list(range(len(boxes))), known)


def _cut(indices: list[int], boxes: list[Box]) -> list[int]:
    """Columns first, from left to right; where a box spans them, what is above it comes first."""
    if len(indices) < 2:
        return indices
    for low, high in (("left", "right"), ("top", "bottom")):
        ordered = sorted(indices, key=lambda index: float(getattr(boxes[index], low)))
        edge = float("-inf")
        for count, index in enumerate(ordered):
            if count and float(getattr(boxes[index], low)) >= edge - _SLACK[low]:
                return _cut(ordered[:count], boxes) + _cut(ordered[count:], boxes)
            edge = max(edge, float(getattr(boxes[index], high)))
    return sorted(indices, key=lambda index: (boxes[index].top, boxes[index].left))


def _rectangle(shape: etree._Element) -> tuple[float, float, float, float] | None:
    numbers = _numbers(shape.find(f".//{A}xfrm"), "off", "ext")
    if numbers is None:
        return None
    x, y, width, height = numbers
    return x, y, x + width, y + height


def _scaled(
    rectangle: tuple[float, float, float, float], group: etree._Element
) -> tuple[float, float, float, float]:
    """A rectangle in a group's own coordinates, in those of what the group lies in."""
    transform = next((child for child in group.iter(f"{A}xfrm") if child.find(f"{A}chOff") is not None), None)
    inner, outer = _numbers(transform, "chOff", "chExt"), _numbers(transform, "off", "ext")
    if inner is None or outer is None or not inner[2] or not inner[3]:
        return rectangle
    across, down = outer[2] / inner[2], outer[3] / inner[3]
    left, top, right, bottom = rectangle
    return (
        outer[0] + (left - inner[0]) * across,
        outer[1] + (top - inner[1]) * down,
        outer[0] + (right - inner[0]) * across,
        outer[1] + (bottom - inner[1]) * down,
    )


def _numbers(
    transform: etree._Element | None, offset: str, extent: str
) -> tuple[float, float, float, float] | None:
    if transform is None:
        return None
    place, size = transform.find(f"{A}{offset}"), transform.find(f"{A}{extent}")
    if place is None or size is None:
        return None
    return emu(place.get("x")), emu(place.get("y")), emu(size.get("cx")), emu(size.get("cy"))


def _position(anchor: etree._Element, name: str) -> etree._Element | None:
    positions = list(anchor.iter(f"{WP}{name}"))
    # A relative position stands in a choice, the same in numbers in its fallback.
    numbered = [position for position in positions if position.find(f"{WP}posOffset") is not None]
    return next(iter(numbered or positions), None)


def _offset(anchor: etree._Element, name: str) -> tuple[str, float] | None:
    position = _position(anchor, name)
    offset = None if position is None else position.findtext(f"{WP}posOffset")
    if position is None or offset is None:
        return None
    return position.get("relativeFrom", ""), emu(offset)
