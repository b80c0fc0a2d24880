"""Rows into paragraphs: what the writer typed as one, told by pitch, edges and where lines turn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from reframe.documents.pdf.rows import Paragraph, alike, ended, narrow, overflows, same_edge, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.documents.pdf.rows import Line


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
            elif abs(after.size - before.size) < 0.06 * before.size and same_edge(before.first.x0, after):
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
        and same_edge(before.first.x0, after)
        and abs(after.size - before.size) < 0.06 * before.size
        and 0.8 * before.size < after.base - before.base < 2.2 * before.size
        and after.first.glyphs[0].text[:1].islower()
        and not ended(before)
        and before.first.letters >= 12
    )


def _continues(group: Sequence[Line], row: Line, *, pitch: Pitch, goes_on: bool) -> bool:
    last = group[-1]
    if row.bullet is not None or not alike(last, row) or not _in_step(group, row, pitch=pitch):
        return False
    if row.tabbed and not (_wrapped_title(last, row) and not last.tabbed):
        return False
    if last.tabbed and not same_edge(last.last.x0, row):
        return False
    edge = _edge(group, row)
    if edge == "no":
        return False
    low = row.first.glyphs[0].text[:1].islower()
    item = group[0].bullet is not None
    if overflows(last, row):
        if low or (edge == "same" and (item or pitch.spaced)):
            return True
        if ended(last):
            return edge == "same" and _prose(group) and not narrow(last)
        if edge == "same" and (
            _prose(group) or (goes_on and not short(last, 25)) or _wrapped_title(last, row)
        ):
            return True
        return not narrow(last)
    near_the_edge = last.right - last.last.x1 < 0.4 * (last.right - group[0].first.left) or not short(
        last, 30
    )
    if item and edge == "same":
        return low or (near_the_edge and not ended(last))
    return edge == "same" and low and near_the_edge and not ended(last)


def _wrapped_title(last: Line, row: Line) -> bool:
    """Whether two bold lines are a job's title, its employer and place, set off by commas."""
    text = "".join(glyph.text for glyph in last.first.glyphs)
    return last.first.bold and row.first.bold and "," in text and not ended(last)


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
    return not narrow(group[-1]) or any(_certain(one, other) for one, other in pairwise(group))


def _edge(group: Sequence[Line], row: Line) -> str:
    """How a line's left edge fits: "same", "near" (an indent), or "no"."""
    head = group[0]
    if len(group) > 1 and same_edge(group[-1].first.x0, row):
        return "same"
    if len(group) == 1:
        if same_edge(head.last.x0, row):
            return "same"
        if head.bullet is not None:
            return "same" if head.bullet.x0 - 2 <= row.first.x0 <= head.last.x0 + 2 else "no"
        if 0.5 < abs(head.first.x0 - row.first.x0) / row.size < 4:
            return "near"
    middle = (group[-1].first.x0 + group[-1].last.x1) / 2
    if abs((row.first.x0 + row.last.x1) / 2 - middle) < 1.5:
        return "near"
    return "no"
