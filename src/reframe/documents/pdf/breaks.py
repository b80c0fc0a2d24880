"""What a file, a page or a column break has put together or taken apart against the writer's sense."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reframe.documents.pdf.rows import Line, Paragraph, alike, ended, narrow, overflows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    if tag in _CELLS and not row.first.glyphs[0].text[:1].islower() and narrow(last):
        return True
    return tag in ("P", *_CELLS) and (row.tabbed or last.tabbed or _forced(last, row))


def _forced(last: Line, row: Line) -> bool:
    """Whether a line ends well before the edge though the next word would have fitted."""
    low = row.first.glyphs[0].text[:1].islower()
    return not low and last.right - last.last.x1 > 0.3 * (last.right - last.left) and not overflows(last, row)


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
    if not broken or row.bullet is not None or row.tabbed or last.tabbed or not alike(last, row):
        return False
    if after.tag not in ("", "P", before.tag) or ended(last):
        return False
    slack = max(2.0, 0.3 * row.size)
    shifted = (row.first.x0 - row.left) - (last.first.x0 - last.left)
    indent = abs(shifted) <= slack or (row.page > last.page and abs(row.first.x0 - last.first.x0) <= slack)
    if not indent and not before.bullet:
        return False
    return row.first.glyphs[0].text[:1].islower() or (indent and before.bullet and overflows(last, row))
