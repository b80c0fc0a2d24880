"""What is drawn on a page: glyphs, filled shapes, images, with nothing understood yet.

Coordinates are points from the top left corner of the page as it is displayed: the crop box cut out and the
page turned by its ``/Rotate``. A box is put back into the file's own coordinates by turning it the other way
and adding the crop box's corner; ``Sheet.rotation`` and ``Sheet.crop`` say by how much.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reframe.model import Box

Colour = tuple[float, float, float]

ARTIFACT = -1
"""The marked content of page furniture: running headers, page numbers, rules."""
ASKEW = 4
"""The ``turn`` of text that runs neither along nor across the page."""
UNMAPPED = "\ufffd"
"""Stands for a glyph for which the file does not say which letter it is."""


class TooSlowError(Exception):
    """The time for a file ran out while one of its pages was interpreted."""


class Glyph(NamedTuple):
    """One drawn character, in its text's own frame: x along the line, y downwards.

    For upright text the frame is the page. ``turn`` counts quarter turns against the clock; 4 is any other
    angle. ``base`` is the height of the baseline. ``text`` may be several letters long (a ligature).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    font: str
    bold: bool
    colour: Colour | None
    unseen: bool
    mark: int | None
    turn: int

    @property
    def width(self) -> float:
        """Its length along the line."""
        return self.x1 - self.x0


class Shape(NamedTuple):
    """A filled or stroked path, as its box."""

    x0: float
    top: float
    x1: float
    bottom: float
    fill: Colour | None
    filled: bool
    curved: bool
    order: int
    """How many glyphs were drawn before it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its size as displayed, and everything drawn on it in the order of drawing."""

    number: int
    width: float
    height: float
    rotation: int
    crop: Box
    glyphs: tuple[Glyph, ...]
    shapes: tuple[Shape, ...] = ()
    images: tuple[Box, ...] = ()
    notes: tuple[str, ...] = ()
    """Comments laid over the page; empty strings for marks without words."""


def page_box(glyph: Glyph, sheet: Sheet) -> Box:
    """A glyph's box on the page, whatever way its text runs."""
    x0, top, x1, bottom = glyph[1:5]
    if glyph.turn == 0:
        return (x0, top, x1, bottom)
    if glyph.turn == 1:
        x0, top, x1, bottom = top, sheet.height - x1, bottom, sheet.height - x0
    elif glyph.turn == 2:
        x0, top, x1, bottom = sheet.width - x1, sheet.height - bottom, sheet.width - x0, sheet.height - top
    elif glyph.turn == 3:
        x0, top, x1, bottom = sheet.width - bottom, x0, sheet.width - top, x1
    return (x0, top, x1, bottom)


_FOLDED = (
    (0x2E80, 0x2FDF),  # radicals, which subset fonts put in place of the characters they look like
    (0xF900, 0xFAFF),
    (0xFB00, 0xFB06),
    (0xFF01, 0xFF5D),  # not the wave dash between dates
)


@lru_cache(maxsize=4096)
def readable(text: str) -> str:
    """The letters a glyph stands for: ligatures spelled out, full-width forms folded, nothing invisible."""
    out = []
    for character in text:
        code = ord(character)
        if 0x20 < code < 0x7F:
            out.append(character)
        elif character.isspace() or unicodedata.category(character) == "Zs":
            out.append(" ")
        elif any(first <= code <= last for first, last in _FOLDED):
            out.append(unicodedata.normalize("NFKC", character))
        elif character == "\xad" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Cn"):
            out.append(character)
    return "".join(out)


def bold_font(name: str, weight: int = 0) -> bool:
    """Whether a font's name (or its weight, where known) says bold."""
    plain = name.rpartition("+")[2].lower()
    return weight >= 600 or any(word in plain for word in ("bold", "black", "heavy", "demi", "-bd", "cmbx"))
