"""Running headers, footers and page numbers: what stands on every page and belongs to none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reframe.documents.pdf.lines import Segment

_MARGIN = 0.13
"""Share of the page's height in which running text is looked for, at the top and at the bottom."""
_OUTERMOST = 3
"""Running text is among so many rows from the top or from the bottom."""
_PAGE_NUMBER = late(
    r"(?:page|p\.|pg\.?)?\s*[-–—|]?\s*\d{1,3}\s*(?:(?:of|/|-|–|\|)\s*\d{1,3})?\s*[-–—|]?", re.IGNORECASE
)

# What browsers print at the head and foot of a page when nobody tells them not to.
_BROWSER = late(
    r"^\d{1,4}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d{2}\b|^(?:https?|file)://\S+\s+\d{1,3}/\d{1,3}$",
    re.IGNORECASE,
)


class Sorted(NamedTuple):
    """A page's segments: its own text, and running text worth keeping once."""

    body: list[Segment]
    aside: list[Segment]


def without_furniture(
    pages: Mapping[int, Sequence[Segment]], heights: Mapping[int, float]
) -> dict[int, Sorted]:
    """Take repeated lines in the margins off the pages: page numbers go, the rest stays once.

    What a page shows again at its top stays where it first stood (a name and address on the first page);
    a footer is kept as an aside.
    """
    rows = {number: _rows(segments) for number, segments in pages.items()}
    margins = {number: _margins(found, heights[number]) for number, found in rows.items()}
    seen: dict[tuple[str, bool], set[int]] = {}
    for number, found in rows.items():
        for row, where in zip(found, margins[number], strict=True):
            if where:
                seen.setdefault((_shape(row), where == "top"), set()).add(number)
    kept: set[tuple[str, bool]] = set()
    pages_sorted: dict[int, Sorted] = {}
    for number, found in rows.items():
        page = Sorted([], [])
        for row, where in zip(found, margins[number], strict=True):
            key = (_shape(row), where == "top")
            if not where:
                page.body.extend(row)
            elif _about_the_page(_text(row), numbered=len(pages) > 1 or where == "bottom"):
                continue
            elif len(seen[key]) < 2:
                page.body.extend(row)
            elif key not in kept:
                kept.add(key)
                (page.body if where == "top" and number == min(pages) else page.aside).extend(row)
        pages_sorted[number] = page
    return pages_sorted


def _about_the_page(text: str, *, numbered: bool) -> bool:
    return bool(_BROWSER.search(text)) or (numbered and _PAGE_NUMBER.fullmatch(text) is not None)


def _rows(segments: Sequence[Segment]) -> list[list[Segment]]:
    rows: list[list[Segment]] = []
    for part in sorted(segments, key=lambda part: (part.base, part.x0)):
        if rows and part.base - rows[-1][0].base <= 0.3 * part.size:
            rows[-1].append(part)
        else:
            rows.append([part])
    return rows


def _margins(rows: Sequence[Sequence[Segment]], height: float) -> list[str]:
    last = len(rows) - 1
    return [
        _margin(row, height) if at < _OUTERMOST or at > last - _OUTERMOST else ""
        for at, row in enumerate(rows)
    ]


def _margin(row: Sequence[Segment], height: float) -> str:
    if max(part.bottom for part in row) < _MARGIN * height:
        return "top"
    return "bottom" if min(part.top for part in row) > (1 - _MARGIN) * height else ""


def _text(row: Sequence[Segment]) -> str:
    return " ".join("".join(glyph.text for glyph in part.glyphs) for part in row)


def _shape(row: Sequence[Segment]) -> str:
    text = re.sub(r"\d+", "#", _text(row)).replace(" ", "")
    return f"{round(row[0].base / 4)}:{text}"
