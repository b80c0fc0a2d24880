"""From the page as it is displayed back to the coordinates a PDF file uses, and the quads of a range of text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from reframe.model import PageBoxes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reframe.model import Block, Box

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Top left, top right, bottom left, bottom right as displayed: the order viewers expect of ``/QuadPoints``."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's crop box (left, low, right, high) and the quarter turns it is displayed with."""

    crop: Box
    rotation: int

    @property
    def width(self) -> float:
        """How wide the page is displayed, in points."""
        return self.crop[3] - self.crop[1] if self.rotation in (90, 270) else self.crop[2] - self.crop[0]

    def point(self, x: float, y: float) -> Point:
        """The file's coordinates of a point so far from the left and the top of the displayed page."""
        left, low, right, high = self.crop
        if self.rotation == 90:
            return left + y, low + x
        if self.rotation == 180:
            return right - x, low + y
        if self.rotation == 270:
            return right - y, high - x
        return left + x, high - y

    def quad(self, box: Box) -> Quad:
        """The corners of a displayed box, in the file's coordinates."""
        x0, top, x1, bottom = box
        return self.point(x0, top), self.point(x1, top), self.point(x0, bottom), self.point(x1, bottom)


def boxes_by_page(block: Block, start: int, end: int) -> Iterator[tuple[int, list[Box]]]:
    """The pages a range of a block stands on, each with one box a line."""
    pieces: list[tuple[int, list[Box]]] = []
    for piece in block.pieces:
        if isinstance(piece.source, PageBoxes) and piece.start < end and start < piece.end:
            boxes = piece.source.boxes[max(start - piece.start, 0) : end - piece.start]
            pieces.append((piece.source.page, _rows([box for box in boxes if _is_drawn(box)])))
    for page, group in groupby(pieces, key=lambda each: each[0]):
        lines = _side_by_side([row for _, rows in group for row in rows])
        if lines:
            yield page, lines


def around(boxes: Iterable[Box]) -> Box:
    """The box that holds all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _is_drawn(box: Box) -> bool:
    return box[2] > box[0] and box[3] > box[1]


def _rows(boxes: Sequence[Box]) -> list[Box]:
    """The characters of one line joined: along the page, or up its side; slanting ones stay single."""
    if not boxes:
        return []
    rows = _side_by_side(boxes)
    upright = max(box[0] for box in boxes) < min(box[2] for box in boxes)
    return [around(boxes)] if upright else rows


def _side_by_side(boxes: Iterable[Box]) -> list[Box]:
    """Boxes that follow each other on one line made one."""
    lines: list[Box] = []
    for box in boxes:
        if lines and _same_line(lines[-1], box):
            lines[-1] = around((lines[-1], box))
        else:
            lines.append(box)
    return lines


def _same_line(line: Box, box: Box) -> bool:
    shared = min(line[3], box[3]) - max(line[1], box[1])
    return shared > 0.5 * min(line[3] - line[1], box[3] - box[1]) and box[0] >= line[0] - 1
