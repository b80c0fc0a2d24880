"""Which marks start a list item, in every disguise that PDF writers give them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reframe.documents.pdf.ink import UNMAPPED, Glyph
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.documents.pdf.ink import Sheet

# Never anything but a bullet at the start of a line.
_PLAIN = frozenset("•◦▪▫‣⁃∙●○■□▸▹►▻➢➣➤✓✔✦✧★☆❖◆◇♦⬥⦿◉➔➜➡→»›❯▶▷‧⚫⚪◾◽🔹🔸✅❏❑❒☐☑・･◎⚬\x7f")
# Bullets only with white space behind them.
_DASHES = frozenset("-–—*+·~‐‑−>¢§")
# Letters and marks of fonts that hold pictures under the codes of letters.
_PICTURE_FONT = late(r"wingding|webding|dingbat|symbol|marlett", re.IGNORECASE)
_DOT = 7.0
# Icons beside a telephone number or an address are no bullets.
_ICON_FONT = late(r"awesome|icon|academicons|glyphter|fontello|typicons", re.IGNORECASE)
# One letter, or the name some readers put in place of the picture ("GITHUB-SQUARE").
_ICON_NAME = late(r"\S|[A-Z0-9]+(?:-[A-Z0-9]+)*")
_NUMBER = late(r"(\d{1,2})[.)]$")


def private(text: str) -> bool:
    """Whether a character is from the private use area, where symbol fonts keep their pictures."""
    return bool(text) and "\ue000" <= text[0] <= "\uf8ff"


def icon(glyph: Glyph) -> bool:
    """Whether a glyph is a small picture, no letter."""
    text = glyph.text
    if private(text):
        return True
    return _icons(glyph.font) and bool(_ICON_NAME.fullmatch(text))


@lru_cache(maxsize=256)
def _icons(font: str) -> bool:
    return bool(_ICON_FONT.search(font))


def is_bullet(glyph: Glyph, *, gap: float) -> bool:
    """Whether the first glyph of a line is a bullet, with ``gap`` points of white behind it."""
    text = glyph.text
    if _icons(glyph.font):
        return False
    if text in _PLAIN or private(text):
        return True
    if gap < 0.12 * glyph.size:
        return False
    if text == UNMAPPED or text in _DASHES:
        return True
    if text == "o" and gap > 0.5 * glyph.size:
        return "courier" in glyph.font.lower()
    return len(text) == 1 and text not in "&%/()" and bool(_PICTURE_FONT.search(glyph.font))


def drawn_bullets(sheet: Sheet) -> list[Glyph]:
    """Small round or square shapes and pictures, which stand for bullets when they stand before a line."""
    boxes = [(shape.x0, shape.top, shape.x1, shape.bottom) for shape in sheet.shapes]
    found = []
    for x0, top, x1, bottom in (*boxes, *sheet.images):
        wide, high = x1 - x0, bottom - top
        if 1 <= wide <= _DOT and 1 <= high <= _DOT and 0.6 < wide / high < 1.7:
            found.append(
                Glyph("•", x0, top, x1, bottom, bottom, high, "", False, None, False, None, 0)  # noqa: FBT003
            )
    return found


def number_of(glyphs: Sequence[Glyph]) -> int:
    """The number of a list item that starts with ``1.`` or ``2)``, else 0."""
    found = _NUMBER.match("".join(glyph.text for glyph in glyphs))
    return int(found.group(1)) if found else 0
