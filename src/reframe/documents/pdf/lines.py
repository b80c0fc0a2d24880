"""Glyphs into segments: stretches of text on one baseline with no more than a word's gap between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reframe.documents.pdf.bullets import is_bullet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reframe.documents.pdf.ink import Glyph

SPACE = 0.15
"""A gap wider than this share of the type size parts two words."""
_NEXT = 1.0
_STRANGER = 0.6
"""Widest gap inside a segment, in type sizes: between glyphs drawn one after the other, and others."""
_WIDEST = 7.0
"""Widest space of a justified line, in type sizes."""
CELL = 16
MANY = 400
"""A line has no more neighbours to look at than this; pages that do are drawings."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Glyphs on one baseline from left to right, spaces included, none at the ends.

    ``bullet`` is the glyph of the list item it starts, which is not among ``glyphs``. ``order`` is when its
    first glyph was drawn.
    """

    glyphs: tuple[Glyph, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    letters: int
    bold: bool
    order: int
    bullet: Glyph | None = None

    @property
    def left(self) -> float:
        """Where the line starts, its bullet included."""
        return self.x0 if self.bullet is None else min(self.bullet.x0, self.x0)


def segment(glyphs: Sequence[Glyph], order: int, bullet: Glyph | None = None) -> Segment:
    """A segment of these glyphs; its size and baseline are those of most of its letters."""
    inked = [glyph for glyph in glyphs if glyph.text != " "]
    letters = sum(len(glyph.text) for glyph in inked if glyph.text[0].isalpha())
    main = _commonest(inked)
    bold = sum(glyph.bold for glyph in inked) * 2 > len(inked)
    return Segment(
        glyphs=tuple(glyphs),
        x0=inked[0].x0,
        top=min(glyph.top for glyph in inked),
        x1=max(glyph.x1 for glyph in inked),
        bottom=max(glyph.bottom for glyph in inked),
        base=main.base,
        size=main.size,
        letters=letters,
        bold=bold,
        order=order,
        bullet=bullet,
    )


def _commonest(glyphs: Sequence[Glyph]) -> Glyph:
    counts: dict[float, int] = {}
    for glyph in glyphs:
        key = round(glyph.size, 1)
        counts[key] = counts.get(key, 0) + 1
    best = max(counts, key=counts.__getitem__)
    return next(glyph for glyph in glyphs if round(glyph.size, 1) == best)


class _Run:
    """Glyphs drawn one after the other along a line."""

    __slots__ = ("base", "drawn", "glyphs", "order", "size", "spaced", "x0", "x1")

    def __init__(self, glyph: Glyph, order: int) -> None:
        self.glyphs = [glyph]
        self.order = order
        self.base = glyph.base
        self.size = glyph.size
        self.x0 = glyph.x0
        self.x1 = glyph.x1
        self.drawn = 1
        self.spaced = False

    def join(self, other: _Run) -> None:
        """Take in a run on the right."""
        self.glyphs += other.glyphs
        self.x1 = max(self.x1, other.x1)
        self.size = max(self.size, other.size)
        self.drawn = max(self.drawn, other.order + other.drawn - self.order)
        self.spaced = other.spaced


def stretches(glyphs: Iterable[Glyph]) -> list[Segment]:
    """All text of one page (of one direction) as segments, bullets and numbers still among them."""
    runs = _attach_raised(_runs(glyphs))
    return [segment(run.glyphs, run.order) for run in _merged(runs)]


def _runs(glyphs: Iterable[Glyph]) -> list[_Run]:
    runs: list[_Run] = []
    run: _Run | None = None
    seen: set[tuple[str, int, int]] = set()
    also: set[tuple[str, int, int]] = set()
    for order, glyph in enumerate(glyphs):
        if glyph.text == " ":
            if run is not None and -1 < glyph.x0 - run.x1 < _NEXT * glyph.size:
                run.glyphs.append(glyph)
            continue
        # Bold is often made by drawing the same letter twice, a hair apart.
        key, other = (
            (glyph.text, round(glyph.x0), round(glyph.base)),
            (glyph.text, int(glyph.x0), int(glyph.base)),
        )
        if key in seen or other in also:
            continue
        seen.add(key)
        also.add(other)
        if run is not None and _follows(run, glyph):
            run.glyphs.append(glyph)
            run.x1 = max(run.x1, glyph.x1)
            continue
        run = _Run(glyph, order)
        runs.append(run)
    for run in runs:
        run.drawn = len(run.glyphs)
        while run.glyphs[-1].text == " ":
            run.spaced = run.glyphs.pop().width > SPACE * run.size or run.spaced
    return runs


def _follows(run: _Run, glyph: Glyph) -> bool:
    size = max(run.size, glyph.size)
    if abs(glyph.base - run.base) > 0.15 * size or not 0.72 <= glyph.size / (run.size or 1) <= 1.4:
        return False
    return -0.4 * size <= glyph.x0 - run.x1 <= _NEXT * size


def _attach_raised(runs: list[_Run]) -> list[_Run]:
    """Put superscripts and subscripts onto the baseline of the text they stand beside."""
    by_end: dict[int, list[_Run]] = {}
    for run in runs:
        by_end.setdefault(int(run.x1) // CELL, []).append(run)
    for small in runs:
        if len(small.glyphs) > 6:
            continue
        cell = int(small.x0) // CELL
        for host in (*by_end.get(cell - 1, ()), *by_end.get(cell, ()), *by_end.get(cell + 1, ()))[:MANY]:
            if (
                host is not small
                and small.size < 0.85 * host.size
                and 0.1 * host.size < abs(small.base - host.base) < 0.6 * host.size
                and -0.1 * host.size < small.x0 - host.x1 < 0.35 * host.size
            ):
                small.base = host.base
                break
    return runs


def _merged(runs: list[_Run]) -> list[_Run]:
    runs = sorted(runs, key=lambda run: (run.base, run.x0))
    done: list[_Run] = []
    at = 0
    while at < len(runs):
        end = at + 1
        while end < len(runs) and runs[end].base - runs[end - 1].base <= 0.12 * runs[end].size:
            end += 1
        done += _merged_row(sorted(runs[at:end], key=lambda run: run.x0))
        at = end
    return done


def _merged_row(row: list[_Run]) -> list[_Run]:
    done: list[_Run] = []
    for run in _justified(row):
        for last in reversed(done[-3:]):
            size = max(last.size, run.size)
            reach = (_NEXT if _drawn_next(last, run) else _STRANGER) * size
            if -0.5 * size <= run.x0 - last.x1 <= reach:
                last.join(run)
                break
        else:
            done.append(run)
    return done


def _drawn_next(last: _Run, run: _Run) -> bool:
    return last.order < run.order <= last.order + last.drawn + 2


def _justified(row: list[_Run]) -> list[_Run]:
    """Join the words of lines whose spaces are all drawn out alike, so that none of them is a tab."""
    done: list[_Run] = []
    at = 0
    while at < len(row):
        mark = row[at].glyphs
        at_bullet = len(mark) == 1 and is_bullet(mark[0], gap=mark[0].size)
        end = at + 1
        while (
            end < len(row)
            and not at_bullet
            and _drawn_next(row[end - 1], row[end])
            and _stretched(row[end - 1], row[end])
        ):
            end += 1
        chain = row[at:end]
        gaps = [after.x0 - before.x1 for before, after in pairwise(chain)]
        gaps += [gap for run in chain for gap in _word_gaps(run)]
        if len(chain) > 1 and (
            (max(gaps) < 1.4 * min(gaps) and len(gaps) > 1) or all(map(_mid_phrase, *_ends(chain)))
        ):
            for run in chain[1:]:
                chain[0].join(run)
            chain = chain[:1]
        done += chain
        at = end
    return done


def _stretched(last: _Run, run: _Run) -> bool:
    return 0 < run.x0 - last.x1 < _WIDEST * max(last.size, run.size)


def _ends(chain: list[_Run]) -> tuple[list[str], list[str]]:
    return [run.glyphs[-1].text for run in chain[:-1]], [run.glyphs[0].text for run in chain[1:]]


def _mid_phrase(end: str, start: str) -> bool:
    return end[-1:].isalpha() and start[:1].islower()


def _word_gaps(run: _Run) -> list[float]:
    inked = [glyph for glyph in run.glyphs if glyph.text != " "]
    gaps = (after.x0 - before.x1 for before, after in pairwise(inked))
    return [gap for gap in gaps if gap > SPACE * run.size]
