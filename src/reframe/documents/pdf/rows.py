"""Segments of a region into rows, and what can be said of a row beside another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reframe.documents.pdf.lines import SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.documents.pdf.ink import Glyph
    from reframe.documents.pdf.lines import Segment

_SHORT = 38
TAB = 1.3
"""A gap wider than this many type sizes is a tab, not a space."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a region, from left to right; ``page`` counts from 1."""

    parts: tuple[Segment, ...]
    page: int
    left: float
    right: float
    """The edges between which the region's text runs."""

    @property
    def first(self) -> Segment:
        """The leftmost segment."""
        return self.parts[0]

    @property
    def last(self) -> Segment:
        """The rightmost segment."""
        return self.parts[-1]

    @property
    def base(self) -> float:
        """Height of the baseline."""
        return self.first.base

    @property
    def size(self) -> float:
        """Type size."""
        return self.first.size

    @property
    def bullet(self) -> Glyph | None:
        """The bullet it starts with."""
        return self.first.bullet

    @property
    def tabbed(self) -> bool:
        """Whether it has parts far from each other, as a title and its date are."""
        return any(after.x0 - before.x1 > TAB * after.size for before, after in pairwise(self.parts))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph, heading or bullet."""

    lines: tuple[Line, ...]
    tag: str = ""
    """What the structure tree calls it, where that was used."""
    depth: int = 0
    """How many lists it stands in, where the tree says so."""

    @property
    def bullet(self) -> bool:
        """Whether it is a list item."""
        return self.tag == "LI" or self.lines[0].bullet is not None


def lines(region: Sequence[Segment], *, page: int) -> list[Line]:
    """The rows of a region from top to bottom; a second bullet in a row starts a line of its own."""
    return _lines(sorted(region, key=lambda part: (part.base, part.x0)), page=page)


def lines_as_drawn(found: Sequence[Segment], *, page: int) -> list[Line]:
    """The rows of one paragraph in the order they were drawn in, which may run over into the next column."""
    return _lines(found, page=page)


def _lines(parts: Sequence[Segment], *, page: int) -> list[Line]:
    left, right = min(part.left for part in parts), max(part.x1 for part in parts)
    rows: list[list[Segment]] = []
    for part in parts:
        row = rows[-1] if rows else None
        if row is not None and abs(part.base - row[0].base) <= 0.3 * min(part.size, row[0].size):
            row.append(part)
        else:
            rows.append([part])
    found: list[Line] = []
    for row in rows:
        row.sort(key=lambda part: part.x0)
        start = 0
        for at in range(1, len(row) + 1):
            if at == len(row) or row[at].bullet is not None:
                found.append(Line(tuple(row[start:at]), page, left, right))
                start = at
    return found


def overflows(before: Line, after: Line) -> bool:
    """Whether the next line's first word would not have fitted on the line before."""
    return before.last.x1 + 0.2 * before.size + _first_word(after.first) > before.right + 0.5


def _first_word(part: Segment) -> float:
    end = part.glyphs[0].x1
    for glyph in part.glyphs[1:]:
        if glyph.text == " " or glyph.x0 - end > SPACE * glyph.size:
            break
        end = glyph.x1
        if glyph.text in "-–—/":
            break
    return end - part.glyphs[0].x0


_GOES_ON = frozenset(
    re.split(
        r"\s+",
        "a about across after among an and are as at be before between but by during each every for from had has "
        "have her his if in including into is its my nor not of on or our over per since so than that the their "
        "through to under until using via was were when where which while who with within without & +",
    )
)


def narrow(line: Line) -> bool:
    """Whether a line is so short that it fills its column by chance, and does not end in mid-phrase."""
    text = "".join(glyph.text for glyph in line.last.glyphs)
    return short(line, _SHORT) and not text.endswith(",") and text.rpartition(" ")[2].lower() not in _GOES_ON


def short(line: Line, letters: int) -> bool:
    """Whether a line has fewer letters than that."""
    return sum(part.letters for part in line.parts) < letters


def alike(last: Line, row: Line) -> bool:
    """Whether two lines are set in the same size, and the second goes on in the weight the first ends in."""
    if abs(last.size - row.size) > 0.06 * last.size:
        return False
    end, start = last.last.glyphs[-1], row.first.glyphs[0]
    return last.last.bold == row.first.bold or end.bold == start.bold


def ended(line: Line) -> bool:
    """Whether a line ends as sentences end."""
    return line.last.glyphs[-1].text[-1] in ".!?:;。"


def same_edge(x: float, row: Line) -> bool:
    """Whether a line starts at that place, to a point or two."""
    return abs(row.first.x0 - x) <= max(1.5, 0.2 * row.size)
