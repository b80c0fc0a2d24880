"""Where the words of the ALT work go: each word a small box, classroom detail told from transferable skill.

It shows what the phrasebook recognises and nothing more. A word is classroom detail where a trivia or framing
finding marks it, a skill where it is part of a tool, a hard skill, a certificate or a trait that some career
path values and no such finding marks it; all other words are neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from reframe.tokenising import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reframe.findings import FileReport, Range

KINDS = ("classroom", "skill", "other")
CLASSROOM = frozenset({"trivia", "framing"})
"""The groups whose findings mark classroom detail."""
WIDTH = 640
_UNIT, _GAP, _TALL, _LEADING, _BETWEEN = 5, 3, 9, 13, 19


class Box(NamedTuple):
    """A word of the picture."""

    x: int
    y: int
    width: int
    height: int
    kind: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The boxes of all words, in reading order, and how many words are of each kind."""

    boxes: tuple[Box, ...]
    height: int
    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """The number of words."""
        return sum(count for _, count in self.counts)

    @property
    def bar(self) -> tuple[Box, ...]:
        """The kinds side by side, each as wide as its share."""
        x, boxes, so_far = 0, [], 0
        for kind, count in self.counts:
            so_far += count
            end = round(WIDTH * so_far / self.total)
            if end > x:
                boxes.append(Box(x, 0, end - x, 16, kind))
            x = end
        return tuple(boxes)


def picture(file: FileReport) -> Picture | None:
    """The picture of a file's ALT work; None where there is none, or nothing in it is recognised."""
    boxes: list[Box] = []
    y = 0
    for words in _lines(file):
        placed = list(_placed(words, y))
        if placed:
            boxes += placed
            y = placed[-1].y + _BETWEEN
    counts = tuple((kind, sum(box.kind == kind for box in boxes)) for kind in KINDS)
    if not any(count for kind, count in counts if kind != "other"):
        return None
    return Picture(tuple(boxes), y - _BETWEEN + _TALL, counts)


def _lines(file: FileReport) -> Iterator[list[tuple[int, str]]]:
    """The words of each line of the ALT entries: how long each is, and its kind."""
    if file.resume is None:
        return
    for entry in file.resume.alt_entries:
        for at in entry.body:
            classroom = [
                (finding.start or 0, finding.end or 0)
                for finding in file.findings
                if finding.block == at and finding.group in CLASSROOM
            ]
            skills = [(each.start, each.end) for each in file.strengths if each.block == at]
            yield [
                (cell_len(word.text), _kind((word.start, word.end), classroom, skills))
                for word in split(file.resume.blocks[at].text)
                if any(character.isalnum() for character in word.text)
            ]


def _kind(word: Range, classroom: Sequence[Range], skills: Sequence[Range]) -> str:
    if _touches(word, classroom):
        return "classroom"
    return "skill" if _touches(word, skills) else "other"


def _touches(word: Range, ranges: Sequence[Range]) -> bool:
    return any(start < word[1] and word[0] < end for start, end in ranges)


def _placed(words: Sequence[tuple[int, str]], y: int) -> Iterator[Box]:
    x = 0
    for length, kind in words:
        width = min(max(length, 1) * _UNIT, WIDTH)
        if x and x + width > WIDTH:
            x, y = 0, y + _LEADING
        yield Box(x, y, width, _TALL, kind)
        x += width + _GAP
