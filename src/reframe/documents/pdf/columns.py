"""Segments into regions in reading order: a page, or its columns, or a column of a column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reframe.documents.pdf.lines import Segment

LINES = 5
LETTERS = 6
_DRAWING = 1500
"""A column has at least this many lines, and letters a line on average; a page with more segments than
``_DRAWING`` has no columns but pictures."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = late(
    rf"^\W*(?:(?:{_MONTH}\s*)?(?:\d{{1,2}}[/.])?\(?(?:19|20)\d\d\b|{_MONTH}\s+\d{{2,4}}|present|current)",
    re.IGNORECASE,
)


def regions(segments: Sequence[Segment], *, edges: Sequence[float] = ()) -> list[list[Segment]]:
    """The segments in groups that are read one after the other; inside a group, row by row.

    ``edges`` are where columns of the page before start: few lines are enough to go on with them.
    """
    if not segments:
        return []
    if len(segments) > _DRAWING:
        return [list(segments)]
    found = _widest(segments, _columns) or _continued(segments, edges) or _widest(segments, _rail)
    if found is None:
        return [list(segments)]
    inner = {id(part) for part in (*found.left, *found.right)}
    above = [part for part in segments if part.base < found.bottom and id(part) not in inner]
    below = [part for part in segments if part.base >= found.bottom and id(part) not in inner]
    inside = _labelled(found) if found.rail else [*regions(found.left), *regions(found.right)]
    return [*regions(above, edges=edges), *inside, *regions(below, edges=edges)]


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A part of the page that a white stripe divides."""

    left: list[Segment]
    right: list[Segment]
    rail: bool

    @property
    def bottom(self) -> float:
        return max(part.base for part in (*self.left, *self.right))


def _widest(
    segments: Sequence[Segment], divided: Callable[[Sequence[Segment], Sequence[Segment]], bool]
) -> _Gutter | None:
    """The part with most lines that a stripe divides into what ``divided`` accepts as left and right."""
    best: _Gutter | None = None
    for x in _edges(segments):
        for left, right in _bands(segments, x):
            beside = _beside(left, right)
            if best is not None and len(beside) + len(right) <= len(best.left) + len(best.right):
                continue
            if divided(beside, right):
                best = _Gutter(beside, right, rail=divided is _rail)
    return best


def _continued(segments: Sequence[Segment], edges: Sequence[float]) -> _Gutter | None:
    """What is left on this page of columns that began on the page before."""
    for x in edges:
        for left, right in _bands(segments, x):
            if _turns(left, right) <= 1 and not (_dates(left) or _dates(right) or _flush_right(right)):
                return _Gutter(left, right, rail=False)
    return None


def _bands(segments: Sequence[Segment], x: float) -> list[tuple[list[Segment], list[Segment]]]:
    """What stands left and right of an edge, from one line that crosses it to the next."""
    crossing = sorted({part.base for part in segments if part.left < x - 1 and part.x1 > x - 2})
    bands: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for part in segments:
        at = bisect_left(crossing, part.base)
        if at < len(crossing) and crossing[at] == part.base:
            continue
        bands.setdefault(at, ([], []))[part.left >= x - 1].append(part)
    return [(left, right) for left, right in bands.values() if len(left) > 1 and len(right) > 1]


def _beside(left: Sequence[Segment], right: Sequence[Segment]) -> list[Segment]:
    """The left side without what stands well above the right side's first line: that is read before both."""
    start = min(part.base - 0.5 * part.size for part in right) if right else 0.0
    rows = sorted(left, key=lambda part: part.base)
    for at in range(len(rows) - 1, 0, -1):
        if rows[at - 1].base < start and rows[at].base - rows[at - 1].base > 2.2 * rows[at - 1].size:
            return rows[at:]
    return list(left)


def _edges(segments: Sequence[Segment]) -> list[float]:
    """Left edges that segments share, to a point or two."""
    lefts = sorted(part.left for part in segments)
    edges: list[float] = []
    at = 0
    while at < len(lefts):
        end = at
        while end < len(lefts) and lefts[end] - lefts[at] <= 2.5:
            end += 1
        if end - at >= 2:
            edges.append(lefts[at])
        at = end
    return edges[1:] if len(edges) < _DRAWING // 5 else []


def _columns(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    least = LINES if _turns(left, right) > 1 else 2
    if _rows(left) < max(least, 4) or _rows(right) < least:
        return False
    if any(sum(part.letters for part in side) < LETTERS * len(side) for side in (left, right)):
        return False
    if _dates(left) or _dates(right) or _flush_right(right):
        return False
    few = min(_rows(left), _rows(right)) < LINES - 1
    if few and (_labels(left, right) or _labels(right, left)):
        return False
    return not _grid(left, right)


def _rail(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Whether the left side holds labels ("Skills", "Languages") for the text on the right."""
    x = min(part.left for part in right)
    start = min(part.left for part in left)
    if len(left) < 2 or _rows(right) < max(4, 1.5 * _rows(left)) or _dates(left):
        return False
    if max(part.x1 for part in left) - start > 0.4 * (max(part.x1 for part in right) - start):
        return False
    if sum(part.left - x < 3 for part in right) < 0.4 * len(right):
        return False
    return all(x - part.x1 > 0.8 * part.size for part in left) and sum(
        part.letters for part in left
    ) > 3 * len(left)


def _labelled(rail: _Gutter) -> Iterator[list[Segment]]:
    """Each label with the text beside it; a label of one line stays in the row of a text of one line."""
    labels: list[list[Segment]] = []
    for part in sorted(rail.left, key=lambda part: part.base):
        if labels and part.base - labels[-1][-1].base < 1.7 * part.size:
            labels[-1].append(part)
        else:
            labels.append([part])
    tops = [label[0].base - 0.5 * label[0].size for label in labels]
    before = [part for part in rail.right if part.base < tops[0]]
    yield from regions(before)
    for label, top, end in zip(labels, tops, [*tops[1:], float("inf")], strict=True):
        text = [part for part in rail.right if top <= part.base < end]
        if len(label) == 1 and _rows(text or label) == 1:
            yield [*label, *text]
        else:
            yield label
            yield from regions(text)


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
    lefts = Counter(round(part.x0 / 2) for part in side)
    shared = max(lefts[left] + lefts[left + 1] for left in list(lefts))
    return straight > 0.6 * len(side) and shared < 0.4 * len(side)


def _turns(left: Sequence[Segment], right: Sequence[Segment]) -> int:
    """How often the drawing goes from one side to the other: once for columns, with each row for a table."""
    sides = sorted([(part.order, 0) for part in left] + [(part.order, 1) for part in right])
    return sum(one[1] != other[1] for one, other in pairwise(sides))


def _grid(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Whether the sides are the cells of a table's rows: drawn by turns, and every label beside its row."""
    turns = _turns(left, right)
    if turns <= 3:
        return False
    return turns > 0.5 * min(len(left), len(right)) and (_labels(left, right) or _labels(right, left))


def _labels(side: Sequence[Segment], other: Sequence[Segment]) -> bool:
    """Whether a side is short labels, each on the baseline of something on the other side."""
    bases = sorted(part.base for part in other)
    paired = 0
    for part in side:
        at = bisect_left(bases, part.base - 0.3 * part.size)
        paired += at < len(bases) and bases[at] < part.base + 0.3 * part.size
    words = sum(_text(part).count(" ") + 1 for part in side) / len(side)
    return paired > 0.8 * len(side) and words <= 3.5
