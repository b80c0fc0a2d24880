"""Segments of a region into rows, and rows into paragraphs: what the writer typed as one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from reframe.documents.pdf.lines import SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


_CELLS = ("TD", "TH")


def broken_up(rows: Sequence[Line], *, tag: str) -> list[list[Line]]:
    """Lines that a file calls one paragraph, parted where a bullet, another size or a forced break says no.

    In list items and headings only bullets and changes of size count, for they may hold short lines.
    """
    groups: list[list[Line]] = []
    for row in rows:
        last = groups[-1][-1] if groups else None
        if last is None or row.bullet is not None or _parted(last, row, tag=tag):
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _parted(last: Line, row: Line, *, tag: str) -> bool:
    if abs(last.size - row.size) > 0.15 * last.size:
        return True
    if tag in _CELLS and not row.first.glyphs[0].text[:1].islower() and _narrow(last):
        return True
    return tag in ("P", *_CELLS) and (row.tabbed or last.tabbed or _forced(last, row))


def _forced(last: Line, row: Line) -> bool:
    """Whether a line ends well before the edge though the next word would have fitted."""
    low = row.first.glyphs[0].text[:1].islower()
    return not low and last.right - last.last.x1 > 0.3 * (last.right - last.left) and not overflows(last, row)


def paragraphs(rows: Sequence[Line], *, pitches: Pitches | None = None) -> list[Paragraph]:
    """Lines of one region joined where one continues the other."""
    own = Pitches.of(rows)
    groups: list[list[Line]] = []
    measured = _measured(rows)
    for at, row in enumerate(measured):
        pitch = own.at(row.size) or (pitches.at(row.size) if pitches else None) or _UNKNOWN
        goes_on = at + 1 < len(measured) and _certain(row, measured[at + 1])
        if groups and _continues(groups[-1], row, pitch=pitch, goes_on=goes_on):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [Paragraph(tuple(group)) for group in groups]


def _measured(rows: Sequence[Line]) -> list[Line]:
    """The lines with the edge at which text of their own left edge turns, where that can be learnt."""
    ends: dict[int, list[float]] = {}
    for before, after in pairwise(rows):
        if _certain(before, after):
            ends.setdefault(round(after.first.x0), []).append(before.last.x1)
    out = []
    for row in rows:
        near = [end for off in (-1, 0, 1) for end in ends.get(round(row.first.x0) + off, ())]
        out.append(replace(row, right=max(*near, row.last.x1)) if len(near) >= 2 else row)
    return out


@dataclass(frozen=True, slots=True)
class Pitch:
    """How far below each other lines of one paragraph stand.

    ``step`` is the distance between baselines in type sizes, ``limit`` the most that it may be; ``spaced`` says
    that paragraphs keep clear of each other by more than that.
    """

    step: float
    limit: float
    spaced: bool = False


_UNKNOWN = Pitch(1.5, 1.95)


@dataclass(frozen=True, slots=True)
class Pitches:
    """The pitch of each type size, learnt where one line certainly goes on in the next."""

    by_size: dict[int, Pitch]

    @classmethod
    def of(cls, rows: Sequence[Line]) -> Pitches:
        """Learn from lines in reading order."""
        steps: dict[int, list[float]] = {}
        gaps: dict[int, list[float]] = {}
        for before, after in pairwise(rows):
            step = (after.base - before.base) / before.size
            if _certain(before, after):
                steps.setdefault(_key(after.size), []).append(step)
            elif abs(after.size - before.size) < 0.06 * before.size and _same_edge(before.first.x0, after):
                gaps.setdefault(_key(after.size), []).append(step)
        found = {}
        for size, known in steps.items():
            if len(known) >= 2:
                usual = median(known)
                wider = [step for step in gaps.get(size, ()) if 1.05 * usual < step < 3 * usual]
                limit = min(1.1 * usual + 0.03, (usual + min(wider, default=3 * usual)) / 2)
                found[size] = Pitch(usual, limit, bool(wider))
        return cls(found)

    def at(self, size: float) -> Pitch | None:
        """The pitch of type of this size, where known."""
        return self.by_size.get(_key(size))

    def elsewhere(self) -> Pitches:
        """The same for another region, whose paragraphs may stand closer."""
        return Pitches({size: replace(pitch, spaced=False) for size, pitch in self.by_size.items()})


def _key(size: float) -> int:
    return round(size * 2)


def _certain(before: Line, after: Line) -> bool:
    """Whether the second line goes on in the middle of the first one's sentence."""
    return (
        after.bullet is None
        and not before.tabbed
        and not after.tabbed
        and _same_edge(before.first.x0, after)
        and abs(after.size - before.size) < 0.06 * before.size
        and 0.8 * before.size < after.base - before.base < 2.2 * before.size
        and after.first.glyphs[0].text[:1].islower()
        and not _ended(before)
        and before.first.letters >= 12
    )


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


def _continues(group: Sequence[Line], row: Line, *, pitch: Pitch, goes_on: bool) -> bool:
    last = group[-1]
    if row.bullet is not None or not _alike(last, row) or not _in_step(group, row, pitch=pitch):
        return False
    if row.tabbed and not (_wrapped_title(last, row) and not last.tabbed):
        return False
    if last.tabbed and not _same_edge(last.last.x0, row):
        return False
    edge = _edge(group, row)
    if edge == "no":
        return False
    low = row.first.glyphs[0].text[:1].islower()
    item = group[0].bullet is not None
    if overflows(last, row):
        if low or (edge == "same" and (item or pitch.spaced)):
            return True
        if _ended(last):
            return edge == "same" and _prose(group) and not _narrow(last)
        if edge == "same" and (
            _prose(group) or (goes_on and not _short(last, 25)) or _wrapped_title(last, row)
        ):
            return True
        return not _narrow(last)
    near_the_edge = last.right - last.last.x1 < 0.4 * (last.right - group[0].first.left) or not _short(
        last, 30
    )
    if item and edge == "same":
        return low or (near_the_edge and not _ended(last))
    return edge == "same" and low and near_the_edge and not _ended(last)


def _wrapped_title(last: Line, row: Line) -> bool:
    """Whether two bold lines are a job's title, its employer and place, set off by commas."""
    text = "".join(glyph.text for glyph in last.first.glyphs)
    return last.first.bold and row.first.bold and "," in text and not _ended(last)


def _in_step(group: Sequence[Line], row: Line, *, pitch: Pitch) -> bool:
    """Whether a line stands as far below the one before as the lines of one paragraph do."""
    last = group[-1]
    step = (row.base - last.base) / last.size
    if not 0.8 < step < 2.2:
        return False
    if len(group) > 1:
        return abs(step - (last.base - group[-2].base) / last.size) <= 0.15
    return step <= pitch.limit or (_certain(last, row) and step < 1.3 * pitch.step)


def _prose(group: Sequence[Line]) -> bool:
    """Whether the lines are known to be running text, by their length or by how they go on."""
    return not _narrow(group[-1]) or any(_certain(one, other) for one, other in pairwise(group))


_GOES_ON = frozenset(
    re.split(
        r"\s+",
        "a about across after among an and are as at be before between but by during each every for from had has "
        "have her his if in including into is its my nor not of on or our over per since so than that the their "
        "through to under until using via was were when where which while who with within without & +",
    )
)


def _narrow(line: Line) -> bool:
    """Whether a line is so short that it fills its column by chance, and does not end in mid-phrase."""
    text = "".join(glyph.text for glyph in line.last.glyphs)
    return _short(line, _SHORT) and not text.endswith(",") and text.rpartition(" ")[2].lower() not in _GOES_ON


def _short(line: Line, letters: int) -> bool:
    return sum(part.letters for part in line.parts) < letters


def side_by_side(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Single lines that a file keeps apart though they stand on one baseline, as a title and its date do."""
    out: list[Paragraph] = []
    for paragraph in found:
        before = out[-1] if out else None
        if before is not None and _level(before, paragraph):
            last, row = before.lines[-1], paragraph.lines[0]
            line = Line(
                (*last.parts, *row.parts), last.page, min(last.left, row.left), max(last.right, row.right)
            )
            out[-1] = Paragraph((*before.lines[:-1], line), tag=before.tag, depth=before.depth)
        else:
            out.append(paragraph)
    return out


def _level(before: Paragraph, after: Paragraph) -> bool:
    last, row = before.lines[-1], after.lines[0]
    return (
        len(before.lines) == len(after.lines) == 1
        and last.page == row.page
        and not before.bullet
        and not after.bullet
        and before.tag not in _CELLS
        and abs(last.base - row.base) <= 0.3 * min(last.size, row.size)
        and row.first.x0 > last.last.x1
    )


def bridged(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs that a page or column break cut in two, made whole again.

    The first half stands just before the second, or at the foot of the same column of the page before.
    """
    out: list[Paragraph] = []
    for paragraph in found:
        at = next((at for at in _feet(out, paragraph) if _bridges(out[at], paragraph)), None)
        if at is None:
            out.append(paragraph)
        else:
            out[at] = replace(out[at], lines=(*out[at].lines, *paragraph.lines))
    return out


def _feet(out: Sequence[Paragraph], paragraph: Paragraph) -> Iterator[int]:
    if not out:
        return
    yield len(out) - 1
    row = paragraph.lines[0]
    for at in range(len(out) - 2, -1, -1):
        line = out[at].lines[-1]
        if line.page < row.page - 1:
            return
        if line.page == row.page - 1 and abs(line.first.x0 - row.first.x0) < 3:
            yield at
            return


def _bridges(before: Paragraph, after: Paragraph) -> bool:
    last, row = before.lines[-1], after.lines[0]
    broken = row.page == last.page + 1 or (
        row.page == last.page and row.base < last.base and row.left > last.right
    )
    if not broken or row.bullet is not None or row.tabbed or last.tabbed or not _alike(last, row):
        return False
    if after.tag not in ("", "P", before.tag) or _ended(last):
        return False
    slack = max(2.0, 0.3 * row.size)
    shifted = (row.first.x0 - row.left) - (last.first.x0 - last.left)
    indent = abs(shifted) <= slack or (row.page > last.page and abs(row.first.x0 - last.first.x0) <= slack)
    if not indent and not before.bullet:
        return False
    return row.first.glyphs[0].text[:1].islower() or (indent and before.bullet and overflows(last, row))


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
            return "same" if head.bullet.x0 - 2 <= row.first.x0 <= head.last.x0 + 2 else "no"
        if 0.5 < abs(head.first.x0 - row.first.x0) / row.size < 4:
            return "near"
    middle = (group[-1].first.x0 + group[-1].last.x1) / 2
    if abs((row.first.x0 + row.last.x1) / 2 - middle) < 1.5:
        return "near"
    return "no"
