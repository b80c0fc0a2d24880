"""Segments of a region into rows, and rows into paragraphs: what the writer typed as one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from reframe.documents.pdf.lines import SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.documents.pdf.ink import Glyph
    from reframe.documents.pdf.lines import Segment

TAB = 1.3
"""A gap wider than this many type sizes is a tab, not a space."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a region, from left to right; ``page`` counts from 1."""

    parts: tuple[Segment, ...]
    page: int
    right: float
    """The edge at which the region's text turns to the next line."""

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
        """Whether it has more than one part, as a title with its date has."""
        return len(self.parts) > 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph, heading or bullet."""

    lines: tuple[Line, ...]
    tag: str = ""
    """What the structure tree calls it, where that was used."""

    @property
    def bullet(self) -> bool:
        """Whether it is a list item."""
        return self.lines[0].bullet is not None


def lines(region: Sequence[Segment], *, page: int) -> list[Line]:
    """The rows of a region from top to bottom; a second bullet in a row starts a line of its own."""
    right = max(part.x1 for part in region)
    rows: list[list[Segment]] = []
    for part in sorted(region, key=lambda part: (part.base, part.x0)):
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
                found.append(Line(tuple(row[start:at]), page, right))
                start = at
    return found


def paragraphs(rows: Sequence[Line]) -> list[Paragraph]:
    """Lines of one region joined where one continues the other."""
    pitch = _usual_pitch(rows)
    groups: list[list[Line]] = []
    for row in rows:
        if groups and _continues(groups[-1], row, pitch=pitch):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [Paragraph(tuple(group)) for group in groups]


def _usual_pitch(rows: Sequence[Line]) -> float | None:
    """Distance between baselines, in type sizes, where a full line is followed by one on the same edge."""
    found = [
        (after.base - before.base) / before.size
        for before, after in pairwise(rows)
        if after.bullet is None
        and abs(after.first.x0 - before.first.x0) < 2
        and abs(after.size - before.size) < 0.5
        and 0.8 * before.size < after.base - before.base < 2 * before.size
        and overflows(before, after)
    ]
    return median(found) if len(found) >= 3 else None


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


def _continues(group: Sequence[Line], row: Line, *, pitch: float | None) -> bool:
    last = group[-1]
    if row.bullet is not None or not _alike(last, row):
        return False
    step = (row.base - last.base) / last.size
    if not 0.8 < step < 1.95:
        return False
    if len(group) > 1:
        before = (last.base - group[-2].base) / last.size
        if abs(step - before) > 0.15:
            return False
    elif pitch is not None and step > 1.18 * pitch + 0.05:
        return False
    if row.tabbed:
        return False
    if last.tabbed and not _same_edge(last.last.x0, row):
        return False
    edge = _edge(group, row)
    if edge == "no":
        return False
    opens_low = row.first.glyphs[0].text[:1].islower()
    ended = _ended(last)
    if overflows(last, row):
        return edge == "same" or opens_low or not ended
    width = last.right - group[0].first.left
    room = last.right - last.last.x1
    if group[0].bullet is not None and edge == "same":
        return opens_low or (not ended and room < 0.4 * width)
    return edge == "same" and opens_low and not ended and room < 0.4 * width


def _alike(last: Line, row: Line) -> bool:
    if abs(last.size - row.size) > 0.06 * last.size:
        return False
    end, start = last.last.glyphs[-1], row.first.glyphs[0]
    return last.last.bold == row.first.bold or end.bold == start.bold


def _ended(line: Line) -> bool:
    return line.last.glyphs[-1].text[-1] in ".!?:;。"


def _same_edge(x: float, row: Line) -> bool:
    return abs(row.first.x0 - x) <= max(1.5, 0.2 * row.size)


def _edge(group: Sequence[Line], row: Line) -> str:
    """How a line's left edge fits: "same", "near" (an indent), or "no"."""
    head = group[0]
    if len(group) > 1 and _same_edge(group[-1].first.x0, row):
        return "same"
    if len(group) == 1:
        if _same_edge(head.last.x0, row):
            return "same"
        if head.bullet is not None:
            return "same" if _same_edge(head.bullet.x0, row) else "no"
        if 0.5 < abs(head.first.x0 - row.first.x0) / row.size < 4:
            return "near"
    middle = (group[-1].first.x0 + group[-1].last.x1) / 2
    if abs((row.first.x0 + row.last.x1) / 2 - middle) < 1.5:
        return "near"
    return "no"
