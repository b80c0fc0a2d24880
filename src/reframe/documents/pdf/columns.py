"""Segments into regions in reading order: a page, or its columns, or a column of a column."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.documents.pdf.lines import Segment

LINES = 5
LETTERS = 6
"""A column has at least this many lines, and letters a line on average."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"^\W*(?:(?:{_MONTH}\s*)?(?:\d{{1,2}}[/.])?\(?(?:19|20)\d\d\b|{_MONTH}\s+\d{{2,4}}|present|current)",
    re.IGNORECASE,
)


def regions(segments: Sequence[Segment]) -> list[list[Segment]]:
    """The segments in groups that are read one after the other; inside a group, row by row."""
    found = _gutter(segments)
    if found is None:
        return [list(segments)] if segments else []
    x, top, bottom = found
    above = [part for part in segments if part.base < top]
    below = [part for part in segments if part.base > bottom]
    inside = [part for part in segments if top <= part.base <= bottom]
    left = [part for part in inside if part.left < x]
    right = [part for part in inside if part.left >= x]
    return [*regions(above), *regions(left), *regions(right), *regions(below)]


def _gutter(segments: Sequence[Segment]) -> tuple[float, float, float] | None:
    """The left edge of a right-hand column and the heights between which it stands."""
    best: tuple[int, float, float, float] | None = None
    for x in _edges(segments):
        crossing = sorted(part.base for part in segments if part.left < x - 1 and part.x1 > x - 2)
        bounds = [float("-inf"), *crossing, float("inf")]
        for above, below in pairwise(bounds):
            band = [part for part in segments if above < part.base < below]
            left = [part for part in band if part.left < x - 1]
            right = [part for part in band if part.left >= x - 1]
            if len(right) < LINES or len(left) < LINES or not _columns(left, right):
                continue
            weight = min(len(left), len(right))
            if best is None or weight > best[0]:
                bases = [part.base for part in band]
                best = (weight, x - 1, min(bases), max(bases))
    return best[1:] if best else None


def _edges(segments: Sequence[Segment]) -> list[float]:
    """Left edges that at least five segments share, to a point or two."""
    lefts = sorted(part.left for part in segments)
    edges: list[float] = []
    at = 0
    while at < len(lefts):
        end = at
        while end < len(lefts) and lefts[end] - lefts[at] <= 2.5:
            end += 1
        if end - at >= LINES - 2:
            edges.append(lefts[at])
        at = end
    return edges[1:]


def _columns(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    if _rows(left) < LINES or _rows(right) < LINES:
        return False
    if any(sum(part.letters for part in side) < LETTERS * len(side) for side in (left, right)):
        return False
    if _dates(left) or _dates(right) or _flush_right(right):
        return False
    return not _grid(left, right)


def _rows(side: Sequence[Segment]) -> int:
    bases = sorted(part.base for part in side)
    return 1 + sum(after - before > 3 for before, after in pairwise(bases))


def _text(part: Segment) -> str:
    return "".join(glyph.text for glyph in part.glyphs)


def _dates(side: Sequence[Segment]) -> bool:
    return sum(bool(_DATE.match(_text(part))) for part in side) > 0.5 * len(side)


def _flush_right(side: Sequence[Segment]) -> bool:
    """Whether a side is ragged on the left and straight on the right, as dates and places are."""
    right = max(part.x1 for part in side)
    straight = sum(right - part.x1 < 2 for part in side)
    lefts = [part.x0 for part in side]
    shared = max(sum(abs(other - left) < 2 for other in lefts) for left in lefts)
    return straight > 0.6 * len(side) and shared < 0.4 * len(side)


def _grid(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Whether the sides are the cells of a table's rows: drawn by turns, and every label beside its row."""
    sides = sorted([(part.order, 0) for part in left] + [(part.order, 1) for part in right])
    turns = sum(one[1] != other[1] for one, other in pairwise(sides))
    if turns <= 3:
        return False
    return turns > 0.5 * min(len(left), len(right)) and (_labels(left, right) or _labels(right, left))


def _labels(side: Sequence[Segment], other: Sequence[Segment]) -> bool:
    """Whether a side is short labels, each on the baseline of something on the other side."""
    bases = [part.base for part in other]
    paired = sum(any(abs(base - part.base) < 0.3 * part.size for base in bases) for part in side)
    words = sum(_text(part).count(" ") + 1 for part in side) / len(side)
    return paired > 0.8 * len(side) and words <= 3.5
