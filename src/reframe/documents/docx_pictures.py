"""Pictures in a Word document: whether one is the writer's portrait, whether one may hold words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias
    from xml.etree.ElementTree import Element

    _Around: TypeAlias = "tuple[Element | None, Element | None]"
    """What an element stands in, and what that stands in."""

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
_TEXT_BOX = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"

_EMU_PER_INCH = 914_400
_UNITS = {"pt": 72.0, "in": 1.0, "cm": 2.54, "mm": 25.4, "px": 96.0, "": 72.0}


class Picture(NamedTuple):
    """A picture as it stands on the page; sizes in inches."""

    width: float
    height: float
    name: str
    behind: bool

    @property
    def portrait(self) -> bool:
        """Whether it has the size and shape of a photo of the writer, not of an icon, a logo or a scan."""
        if not (0.6 <= self.width <= 2.6 and 0.7 <= self.height <= 3.2):
            return False
        return 0.9 <= self.height / self.width <= 1.75

    @property
    def may_hold_words(self) -> bool:
        """Whether it is large enough for a scanned page or certificate."""
        return not self.behind and self.width >= 4.5 and self.height >= 2.5


def pictures(graphic: Element) -> Iterator[Picture]:
    """The pictures of one ``w:drawing``, ``w:pict`` or ``w:object``, those in its text boxes excepted."""
    frame: Element | None = None
    for element, (parent, above) in _own(graphic):
        if element.tag in (f"{WP}inline", f"{WP}anchor"):
            frame = element
        elif element.tag == f"{A}blip" and frame is not None:
            yield _drawn(frame, above)
        elif element.tag == f"{V}imagedata":
            yield _old_style(element, parent)


def _drawn(frame: Element, picture: Element | None) -> Picture:
    # Where several pictures share a frame, the size of each by itself counts.
    about, extent = frame.find(f"{WP}docPr"), None if picture is None else picture.find(f".//{A}xfrm/{A}ext")
    if extent is None:
        extent = frame.find(f"{WP}extent")
    width, height = (0.0, 0.0) if extent is None else (emu(extent.get("cx")), emu(extent.get("cy")))
    name = "" if about is None else about.get("descr") or about.get("name") or ""
    return Picture(width, height, name, frame.get("behindDoc") in ("1", "true"))


def _old_style(image: Element, shape: Element | None) -> Picture:
    style = "" if shape is None else shape.get("style", "")
    name = image.get("{urn:schemas-microsoft-com:office:office}title", "")
    return Picture(_css_inches(style, "width"), _css_inches(style, "height"), name, "z-index:-" in style)


def _own(graphic: Element) -> Iterator[tuple[Element, _Around]]:
    waiting: list[tuple[Element, _Around]] = [(graphic, (None, None))]
    while waiting:
        element, around = waiting.pop()
        yield element, around
        within = (element, around[0])
        waiting += [(child, within) for child in reversed(element) if child.tag != _TEXT_BOX]


def emu(text: str | None) -> float:
    """A length of DrawingML in inches."""
    try:
        return int(text or 0) / _EMU_PER_INCH
    except ValueError:
        return 0.0


def _css_inches(style: str, name: str) -> float:
    match = re.search(rf"(?:^|;)\s*{name}\s*:\s*([\d.]{{1,12}})(pt|in|cm|mm|px|)\s*(?:;|$)", style)
    try:
        return float(match[1]) / _UNITS[match[2]] if match else 0.0
    except ValueError:
        return 0.0
