"""The words of a line: where one ends and the next begins."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from reframe.documents.pdf.lines import SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.documents.pdf.ink import Glyph

_LONGEST_WORD = 24


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
        plain = glyph.text.isalnum() and inked and inked[-1].text.isalnum()
        if inked and not plain and not pending and _accented(inked, glyph):
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


# What TeX's old fonts draw over a letter, and the mark that composes with it.
_ACCENTS = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¯": "\u0304",
    "¸": "\u0327",
}


def _accented(inked: list[Glyph], glyph: Glyph) -> bool:
    """Put an accent and its letter together where they were drawn one over the other; true when that was done."""
    last = inked[-1]
    mark = _ACCENTS.get(last.text)
    if mark is not None and glyph.text[0].isalpha() and glyph.x0 < (last.x0 + last.x1) / 2:
        inked[-1] = glyph._replace(text=normalize("NFC", glyph.text[0] + mark) + glyph.text[1:])
        return True
    mark = _ACCENTS.get(glyph.text, glyph.text if combining(glyph.text[0]) else None)
    over = combining(glyph.text[0]) or glyph.x1 < last.x1 + 0.05 * last.size
    if mark is not None and over and last.text[-1].isalpha():
        inked[-1] = last._replace(text=normalize("NFC", last.text + mark))
        return True
    return False


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
