"""List items: bullets and numbers taken off the text they belong to, wherever they were drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.documents.pdf.bullets import is_bullet, number_of
from reframe.documents.pdf.lines import CELL, MANY, SPACE, Segment, segment, stretches
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reframe.documents.pdf.ink import Glyph


def segments(glyphs: Iterable[Glyph], *, dots: Sequence[Glyph] = ()) -> list[Segment]:
    """All text of one page (of one direction) as segments, in the order of drawing.

    ``dots`` are drawn shapes that would be bullets if they stand before a line.
    """
    found = _with_bullets(stretches(glyphs))
    rows = _by_height(found)
    for dot in dots if len(dots) < MANY else ():
        host = _host(segment([dot], 0), found, rows)
        if host is not None and not found[host].bold and dot.size < 0.6 * found[host].size:
            old = found[host]
            found[host] = segment(old.glyphs, old.order, dot)
    return sorted(found, key=lambda part: part.order)


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


_DATE = late(r"(?:(?:19|20)\d\d|[A-Z][a-z]{2,8}\.?(?:19|20)\d\d|[Pp]resent|[Nn]ow|[Cc]urrent)\)?$")


def _until(dash: Glyph, rest: Sequence[Glyph]) -> bool:
    """Whether a dash at the start of a line is that between two dates."""
    return dash.text in "-–—" and bool(_DATE.match("".join(glyph.text for glyph in rest[:20])))


def _by_height(texts: Sequence[Segment]) -> dict[int, list[int]]:
    """The places of segments in a list, by the stripe of the page that their baseline is in."""
    found: dict[int, list[int]] = {}
    for index, text in enumerate(texts):
        found.setdefault(int(text.base) // CELL, []).append(index)
    return found


def _host(mark: Segment, texts: Sequence[Segment], rows: Mapping[int, Sequence[int]]) -> int | None:
    """The text a lone bullet belongs to: the nearest on its right, on about its own line."""
    best, nearest = None, 0.0
    middle = (mark.top + mark.bottom) / 2
    stripe = int(middle) // CELL
    for index in (index for near in (0, 1, -1, 2) for index in rows.get(stripe + near, ())[:MANY]):
        text = texts[index]
        gap = text.x0 - mark.x1
        on_its_line = text.bullet is None and text.top < middle < text.bottom
        if on_its_line and -0.3 * text.size < gap < 4.5 * text.size and (best is None or gap < nearest):
            best, nearest = index, gap
    return best


def numbered(pages: Mapping[int, Sequence[Segment]]) -> dict[int, list[Segment]]:
    """Take the numbers off the items of numbered lists, which count on from one item to the next."""
    split = {page: [_label(part) for part in _labels_joined(parts)] for page, parts in pages.items()}
    places = {
        (number, round(x))
        for parts in split.values()
        for number, whole, rest in parts
        for x in (rest.x0, whole.x0)
        if number
    }

    def listed(number: int, *starts: float) -> bool:
        near = [
            (other, round(x) + off)
            for other in (number - 1, number + 1)
            for x in starts
            for off in range(-4, 5)
        ]
        return any(place in places for place in near)

    return {
        page: [
            rest if number and listed(number, rest.x0, whole.x0) else whole for number, whole, rest in parts
        ]
        for page, parts in split.items()
    }


def without_number(parts: Sequence[Segment]) -> list[Segment]:
    """A list item's segments without the number that the list gave it."""
    first, *rest = _labels_joined(parts)
    return [_label(first)[2], *rest]


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
