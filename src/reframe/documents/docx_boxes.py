"""Where text boxes lie on the page, and in which order a person reads several of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reframe.documents.docx_pictures import WP, A, emu
from reframe.documents.docx_styles import W

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
_GROUPS = (
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}wgp",
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}grpSp",
)
_TOP_OF_PAGE = 3.0
_LINE = 0.25
# Converters of PDF make a box a little wider than its line; lines of one column never share their height.
_SLACK = {"left": 0.25, "top": 0.05}
_PAGE = (-1.0, 12.0)  # the widest paper people use, lying, is 11.7 inches wide


class Page(NamedTuple):
    """A page's size and margins in inches."""

    width: float = 8.5
    height: float = 11.0
    left: float = 1.0
    top: float = 1.0
    right: float = 1.0
    bottom: float = 1.0


class Box(NamedTuple):
    """A text box on the page; inches from its left and top edge."""

    left: float
    top: float
    right: float
    bottom: float


def page_of(section: Element | None) -> Page:
    """The page a ``w:sectPr`` describes."""
    if section is None:
        return Page()
    size, margins, usual = section.find(f"{W}pgSz"), section.find(f"{W}pgMar"), Page()
    return Page(
        _twips(size, "w") or usual.width,
        _twips(size, "h") or usual.height,
        *(_twips(margins, name) or 0.0 for name in ("left", "top", "right", "bottom")),
    )


def box_of(around: Iterable[Element], *, page: Page, line: int) -> Box | None:
    """Where a text box lies that has these elements around it, on a paragraph that is the page's ``line``-th.

    None where the file does not say. A place relative to the paragraph is an estimate.
    """
    anchor: Element | None = None
    rectangle: Box | None = None
    for at in around:
        if at.tag == f"{WP}anchor":
            anchor = at
            break
        if at.tag == _SHAPE:
            rectangle = _rectangle(at)
        elif at.tag in _GROUPS and rectangle is not None:
            rectangle = _scaled(rectangle, at)
    extent = None if anchor is None else anchor.find(f"{WP}extent")
    if anchor is None or extent is None:
        return None
    width, height = emu(extent.get("cx")), emu(extent.get("cy"))
    across = _start(_position(anchor, "positionH"), _spans_across(page), width)
    down = _start(_position(anchor, "positionV"), _spans_down(page, line), height)
    if across is None or down is None:
        return None
    if rectangle is None or not rectangle.right:
        rectangle = Box(0.0, 0.0, width, height)
    left, top, right, bottom = rectangle
    return Box(across + left, down + top, across + right, down + bottom)


def _spans_across(page: Page) -> dict[str, tuple[float, float]]:
    text = (page.left, page.width - page.left - page.right)
    return {
        **dict.fromkeys(("margin", "column", "character"), text),
        "page": (0.0, page.width),
        "leftMargin": (0.0, page.left),
        "rightMargin": (page.width - page.right, page.right),
    }


def _spans_down(page: Page, line: int) -> dict[str, tuple[float, float]]:
    return {
        **dict.fromkeys(("paragraph", "line"), (page.top + line * _LINE, 0.0)),
        "page": (0.0, page.height),
        "margin": (page.top, page.height - page.top - page.bottom),
        "topMargin": (0.0, page.top),
        "bottomMargin": (page.height - page.bottom, page.bottom),
    }


def _start(position: Element | None, spans: dict[str, tuple[float, float]], extent: float) -> float | None:
    span = None if position is None else spans.get(position.get("relativeFrom", ""))
    if position is None or span is None:
        return None
    offset, align = position.findtext(f"{WP}posOffset"), position.findtext(f"{WP}align")
    if offset is not None:
        return span[0] + emu(offset)
    shares = {
        "left": 0.0,
        "top": 0.0,
        "inside": 0.0,
        "center": 0.5,
        "right": 1.0,
        "bottom": 1.0,
        "outside": 1.0,
    }
    return span[0] + shares[align] * (span[1] - extent) if align in shares else None


def tops_the_page(around: Iterable[Element]) -> bool:
    """Whether a text box with these elements around it is fixed to the top of the page, above its paragraph."""
    anchor = next((at for at in around if at.tag == f"{WP}anchor"), None)
    position = None if anchor is None else _position(anchor, "positionV")
    if position is None or position.get("relativeFrom") not in ("page", "margin", "topMargin"):
        return False
    align, offset = position.findtext(f"{WP}align"), position.findtext(f"{WP}posOffset")
    return align == "top" or (offset is not None and emu(offset) <= _TOP_OF_PAGE)


def out_of_sight(around: Iterable[Element], box: Box | None) -> bool:
    """Whether a text box with these elements around it is switched off, or lies to the left or right of the page."""
    frame = next((at for at in around if at.tag in (f"{WP}anchor", f"{WP}inline")), None)
    about = None if frame is None else frame.find(f"{WP}docPr")
    if about is not None and about.get("hidden") in ("1", "true"):
        return True
    return box is not None and not (box.right > _PAGE[0] and box.left < _PAGE[1])


def reading_order(boxes: list[Box | None]) -> list[int]:
    """The indices of the boxes in reading order: as they come, unless every place is known."""
    known = [box for box in boxes if box is not None]
    if len(known) < len(boxes):
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


def _rectangle(shape: Element) -> Box | None:
    numbers = _numbers(shape.find(f".//{A}xfrm"), "off", "ext")
    if numbers is None:
        return None
    x, y, width, height = numbers
    return Box(x, y, x + width, y + height)


def _scaled(inside: Box, group: Element) -> Box:
    """A rectangle in a group's own coordinates, in those of what the group lies in."""
    transform = next((child for child in group.iter(f"{A}xfrm") if child.find(f"{A}chOff") is not None), None)
    inner, outer = _numbers(transform, "chOff", "chExt"), _numbers(transform, "off", "ext")
    if inner is None or outer is None or not inner[2] or not inner[3]:
        return inside
    across, down = outer[2] / inner[2], outer[3] / inner[3]
    return Box(
        outer[0] + (inside.left - inner[0]) * across,
        outer[1] + (inside.top - inner[1]) * down,
        outer[0] + (inside.right - inner[0]) * across,
        outer[1] + (inside.bottom - inner[1]) * down,
    )


def _numbers(transform: Element | None, offset: str, extent: str) -> tuple[float, float, float, float] | None:
    if transform is None:
        return None
    place, size = transform.find(f"{A}{offset}"), transform.find(f"{A}{extent}")
    if place is None or size is None:
        return None
    return emu(place.get("x")), emu(place.get("y")), emu(size.get("cx")), emu(size.get("cy"))


def _position(anchor: Element, name: str) -> Element | None:
    positions = list(anchor.iter(f"{WP}{name}"))
    # A relative position stands in a choice, the same in numbers in its fallback.
    numbered = [position for position in positions if position.find(f"{WP}posOffset") is not None]
    return next(iter(numbered or positions), None)


def _twips(element: Element | None, name: str) -> float:
    """A length in twentieths of a point, in inches; 0 where there is none."""
    text = "" if element is None else element.get(f"{W}{name}", "")
    return int(text) / 1440 if text.isascii() and text.isdecimal() and len(text) < 7 else 0.0
