"""Pictures in a Word document: whether one is the writer's portrait, whether one may hold words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
V = "{urn:schemas-microsoft-com:vml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_EMU_PER_INCH = 914_400
_UNITS = {"pt": 72.0, "in": 1.0, "cm": 2.54, "mm": 25.4, "px": 96.0, "": 72.0}


class Picture(NamedTuple):
    """A picture as it stands on the page; sizes in inches."""

    width: float
    height: float
    name: str
    relation: str
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


def pictures(graphic: etree._Element) -> Iterator[Picture]:
    """The pictures inside one ``w:drawing``, ``w:pict`` or ``w:object``."""
    for frame in graphic.iter(f"{WP}inline", f"{WP}anchor"):
        blips = list(frame.iter(f"{A}blip"))
        about = frame.find(f"{WP}docPr")
        name = "" if about is None else about.get("descr") or about.get("name") or ""
        behind = frame.get("behindDoc") in ("1", "true")
        for blip in blips:
            extent = frame.find(f"{WP}extent") if len(blips) == 1 else _own_extent(blip)
            if extent is not None:
                width, height = emu(extent.get("cx")), emu(extent.get("cy"))
                yield Picture(width, height, name, blip.get(f"{R}embed", ""), behind)
    for image in graphic.iter(f"{V}imagedata"):
        shape = image.getparent()
        style = "" if shape is None else shape.get("style", "")
        width, height = _css_inches(style, "width"), _css_inches(style, "height")
        name = image.get("{urn:schemas-microsoft-com:office:office}title", "")
        yield Picture(width, height, name, image.get(f"{R}id", ""), "z-index:-" in style)


def _own_extent(blip: etree._Element) -> etree._Element | None:
    """The size of one picture within a group."""
    at: etree._Element | None = blip
    for _ in range(4):
        at = None if at is None else at.getparent()
        if at is not None:
            for extent in at.iter(f"{A}ext"):
                if extent.get("cx"):
                    return extent
    return None


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
