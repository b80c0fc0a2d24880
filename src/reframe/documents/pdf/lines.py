"""Glyphs into segments: stretches of text on one baseline with no more than a word's gap between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from reframe.documents.pdf.bullets import is_bullet, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reframe.documents.pdf.ink import Glyph

SPACE = 0.15
"""A gap wider than this share of the type size parts two words."""
_NEXT = 1.0
_STRANGER = 0.6
_WIDEST = 7.0
"""Widest gap inside a segment, in type sizes: between glyphs drawn one after the other, and others."""


_LONGEST_WORD = 24
_CELL = 16
_MANY = 400
"""A line has no more neighbours to look at than this; pages that do are drawings."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Glyphs on one baseline from left to right, spaces included, none at the ends.

    ``bullet`` is the glyph of the list item it starts, which is not among ``glyphs``; ``drawn`` is true
    where that bullet is a shape. ``order`` is when its first glyph was drawn.
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


def segments(glyphs: Iterable[Glyph], *, dots: Sequence[Glyph] = ()) -> list[Segment]:
    """All text of one page (of one direction) as segments, in the order of drawing.

    ``dots`` are drawn shapes that would be bullets if they stand before a line.
    """
    runs = _attach_raised(_runs(glyphs))
    found = _with_bullets([segment(run.glyphs, run.order) for run in _merged(runs)])
    rows = _by_height(found)
    for dot in dots if len(dots) < _MANY else ():
        host = _host(segment([dot], 0), found, rows)
        if host is not None and not found[host].bold and dot.size < 0.6 * found[host].size:
            old = found[host]
            found[host] = segment(old.glyphs, old.order, dot)
    return sorted(found, key=lambda part: part.order)


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
        by_end.setdefault(int(run.x1) // _CELL, []).append(run)
    for small in runs:
        if len(small.glyphs) > 6:
            continue
        cell = int(small.x0) // _CELL
        for host in (*by_end.get(cell - 1, ()), *by_end.get(cell, ()), *by_end.get(cell + 1, ()))[:_MANY]:
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


def _with_bullets(found: list[Segment]) -> list[Segment]:
    """Take bullet glyphs off the text they belong to, also where they stand as segments of their own."""
    lone: list[Segment] = []
    texts: list[Segment] = []
    for part in found:
        first = part.glyphs[0]
        inked = [glyph for glyph in part.glyphs if glyph.text != " "]
        if len(inked) == 1 and is_bullet(first, gap=first.size):
            lone.append(part)
        elif len(inked) > 1 and is_bullet(first, gap=inked[1].x0 - first.x1) and not _until(first, inked[1:]):
            rest = part.glyphs[part.glyphs.index(inked[1]) :]
            texts.append(segment(rest, part.order, first))
        else:
            texts.append(part)
    rows = _by_height(texts)
    for mark in lone:
        host = _host(mark, texts, rows)
        if host is None:
            texts.append(mark)
        else:
            old = texts[host]
            texts[host] = segment(old.glyphs, min(old.order, mark.order), mark.glyphs[0])
    return texts


_DATE = re.compile(r"(?:(?:19|20)\d\d|[A-Z][a-z]{2,8}\.?(?:19|20)\d\d|[Pp]resent|[Nn]ow|[Cc]urrent)\)?$")


def _until(dash: Glyph, rest: Sequence[Glyph]) -> bool:
    """Whether a dash at the start of a line is that between two dates."""
    return dash.text in "-–—" and bool(_DATE.match("".join(glyph.text for glyph in rest[:20])))


def _by_height(texts: Sequence[Segment]) -> dict[int, list[int]]:
    """The places of segments in a list, by the stripe of the page that their baseline is in."""
    found: dict[int, list[int]] = {}
    for index, text in enumerate(texts):
        found.setdefault(int(text.base) // _CELL, []).append(index)
    return found


def _host(mark: Segment, texts: Sequence[Segment], rows: Mapping[int, Sequence[int]]) -> int | None:
    """The text a lone bullet belongs to: the nearest on its right, on about its own line."""
    best, nearest = None, 0.0
    middle = (mark.top + mark.bottom) / 2
    stripe = int(middle) // _CELL
    for index in (index for near in (0, 1, -1, 2) for index in rows.get(stripe + near, ())[:_MANY]):
        text = texts[index]
        gap = text.x0 - mark.x1
        on_its_line = text.bullet is None and text.top < middle < text.bottom
        if on_its_line and -0.3 * text.size < gap < 4.5 * text.size and (best is None or gap < nearest):
            best, nearest = index, gap
    return best


def numbered(pages: Mapping[int, Sequence[Segment]]) -> dict[int, list[Segment]]:
    """Take the numbers off the items of numbered lists, which count on from one item to the next."""
    split = {page: [_label(part) for part in _labels_joined(parts)] for page, parts in pages.items()}
    places = {(number, round(rest.x0)) for parts in split.values() for number, _, rest in parts if number}

    def listed(number: int, x: int) -> bool:
        return any((other, x + off) in places for other in (number - 1, number + 1) for off in range(-4, 5))

    return {
        page: [rest if number and listed(number, round(rest.x0)) else whole for number, whole, rest in parts]
        for page, parts in split.items()
    }


def without_number(part: Segment) -> Segment:
    """A list item's first line without the number that the list gave it."""
    return _label(part)[2]


def _labels_joined(parts: Sequence[Segment]) -> list[Segment]:
    """Numbers that stand as segments of their own, put before their text."""
    texts = [part for part in parts if not _lone_number(part)]
    rows = _by_height(texts)
    for mark in parts:
        if not _lone_number(mark):
            continue
        host = _host(mark, texts, rows)
        if host is None or abs(texts[host].base - mark.base) > 0.3 * mark.size:
            texts.append(mark)
        else:
            old = texts[host]
            texts[host] = segment((*mark.glyphs, *old.glyphs), min(mark.order, old.order))
    return sorted(texts, key=lambda part: part.order)


def _lone_number(part: Segment) -> bool:
    return len(part.glyphs) <= 4 and number_of(part.glyphs) > 0


def _label(part: Segment) -> tuple[int, Segment, Segment]:
    """The number a segment starts with (0 for none), the segment, and the segment without it."""
    inked = [glyph for glyph in part.glyphs[:8] if glyph.text != " "]
    for length in (2, 3):
        if part.bullet is not None or len(inked) <= length:
            break
        number = number_of(inked[:length])
        apart = inked[length].x0 - inked[length - 1].x1 > SPACE * part.size
        if number and (apart or inked[length].text[0].isupper()):
            rest = part.glyphs[part.glyphs.index(inked[length]) :]
            return number, part, segment(rest, part.order, inked[0])
    return 0, part, part


def spelled(glyphs: Sequence[Glyph]) -> list[tuple[str, Glyph | None]]:
    """The characters of a segment with the glyph of each; spaces between words have none.

    Letter-spaced words ("E X P E R I E N C E") are closed up: where nearly every letter stands apart, only
    a gap clearly wider than that between letters parts words.
    """
    inked: list[Glyph] = []
    spaced: list[bool] = []
    pending = False
    for glyph in glyphs:
        if glyph.text == " ":
            pending = True
            continue
        inked.append(glyph)
        spaced.append(pending)
        pending = False
    gaps = [right.x0 - left.x1 for left, right in pairwise(inked)]
    threshold, tracked = _word_gap(inked, gaps)
    out: list[tuple[str, Glyph | None]] = []
    for at, glyph in enumerate(inked):
        if at and (gaps[at - 1] > threshold * glyph.size or (spaced[at] and not tracked)):
            out.append((" ", None))
        out += [(character, glyph) for character in glyph.text]
    return out


def _word_gap(inked: Sequence[Glyph], gaps: Sequence[float]) -> tuple[float, bool]:
    if len(inked) < 4:
        return SPACE, False
    relative = sorted(gap / (glyph.size or 1) for gap, glyph in zip(gaps, inked, strict=False))
    usual = median(relative)
    if usual <= 0.11 or relative[len(relative) // 5] <= 0.08:
        return _narrow(inked, gaps, relative), False
    return usual + max(0.12, 0.35 * usual), True


def _narrow(inked: Sequence[Glyph], gaps: Sequence[float], relative: Sequence[float]) -> float:
    """The usual threshold, or a lower one on a line set so tight that its words would run together."""
    longest = length = 1
    for gap, glyph in zip(gaps, inked, strict=False):
        length = 1 if gap > SPACE * glyph.size else length + len(glyph.text)
        longest = max(longest, length)
    if longest < _LONGEST_WORD:
        return SPACE
    jumps = [
        (after - before, (before + after) / 2)
        for before, after in pairwise(relative)
        if after > 0.03 and before < SPACE
    ]
    jump, middle = max(jumps, default=(0.0, SPACE))
    return min(SPACE, middle) if jump > 0.025 else SPACE
