"""Paragraphs into blocks: their text, and for each character the box it was drawn in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reframe.documents.pdf.bullets import icon
from reframe.documents.pdf.ink import UNMAPPED, page_box
from reframe.documents.pdf.joining import TAB
from reframe.documents.pdf.lines import spelled
from reframe.model import Block, PageBoxes, Piece, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reframe.documents.pdf.ink import Glyph, Sheet
    from reframe.documents.pdf.joining import Line, Paragraph
    from reframe.model import BlockKind, Box, Range

Written = list[tuple[str, "Glyph | None", int]]
"""Characters, each with its glyph and its page."""

# First halves that keep their hyphen at a line's end.
_COMPOUND = frozenset(
    re.split(
        r"\s+",
        """\
all anti back best bi bottom by check child client co community cost cross data day decision deep e
end ex extra face fast first five follow four front full fund goal half hands hard high home in
inter job key large lead life long low mid mother multi native near new non off on one over part
post pre problem pro process project quality re real result rule school second self semi set short
shorter single six small so start step sub success team ten third three time top train trouble
twenty two under up user well wide work year""",
    )
)


def written(paragraph: Paragraph, *, words: frozenset[str]) -> Written:
    """A paragraph's characters; line ends become a space, nothing, or take a hyphen away."""
    out: Written = []
    for line in paragraph.lines:
        row = _row(line)
        if out and row:
            _join(out, row, words=words)
        out += row
    return out


def _row(line: Line) -> Written:
    out: Written = []
    end = 0.0
    for part in line.parts:
        if out:
            wide = part.x0 - end > TAB * max(part.size, 1)
            out.append(("\t" if wide else " ", None, line.page))
        out += [(character, glyph, line.page) for character, glyph in spelled(part.glyphs)]
        end = part.x1
    return _without_icons(out)


def _without_icons(row: Written) -> Written:
    if not any(glyph is not None and icon(glyph) for _, glyph, _ in row):
        return row
    out: Written = []
    for entry in row:
        character, glyph, _ = entry
        if glyph is not None and icon(glyph):
            continue
        if character in " \t" and (not out or out[-1][0] in " \t"):
            continue
        out.append(entry)
    while out and out[-1][0] in " \t":
        out.pop()
    return out


def _join(out: Written, row: Written, *, words: frozenset[str]) -> None:
    last, first = out[-1][0], row[0][0]
    if last in "-\xad‐" and len(out) > 1 and out[-2][0].isalnum():
        if (
            first.islower()
            and out[-2][0].isalpha()
            and (last == "\xad" or not _keeps_hyphen(out, row, words=words))
        ):
            out.pop()
        return
    if last in "/–" and len(out) > 1 and not out[-2][0].isspace() and first.isalnum():
        return
    if _cjk(last) and _cjk(first):
        return
    out.append((" ", None, row[0][2]))


def _keeps_hyphen(out: Written, row: Written, *, words: frozenset[str]) -> bool:
    before = re.search(r"[^\W\d_]+$", "".join(entry[0] for entry in out[-25:-1]))
    after = re.match(r"[^\W\d_]+", "".join(entry[0] for entry in row[:25]))
    tail = "".join(entry[0] for entry in out[-60:])
    if before is None or after is None or "://" in tail.rpartition(" ")[2] or "@" in tail.rpartition(" ")[2]:
        return True
    head, rest = before.group().lower(), after.group().lower()
    if head + rest in words:
        return False
    return f"{head}-{rest}" in words or head in _COMPOUND or (head in words and rest in words)


_CJK = (("\u3000", "\u9fff"), ("\uac00", "\ud7af"), ("\uff00", "\uffef"))


def _cjk(character: str) -> bool:
    return (
        "\u3000" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7af"
        or "\uff00" <= character <= "\uffef"
    )


def vocabulary(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """Every word that stands whole on a line, hyphenated ones also as such."""
    found: set[str] = set()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            text = "".join(entry[0] for entry in _row(line)).lower().replace("\xad", "-").replace("‐", "-")
            tokens = text.split()
            for token in tokens:
                plain = token.strip(".,;:()[]\"'’“”")
                if not plain.endswith("-"):
                    found.add(plain)
                    found.update(plain.split("-"))
    return frozenset(found)


def block(
    characters: Written,
    *,
    number: int,
    kind: BlockKind,
    sheets: Mapping[int, Sheet],
    level: int = 0,
    bold: bool = False,
    size: float | None = None,
    unseen: frozenset[int] = frozenset(),
    style: str = "",
    aside: bool = False,
) -> Block:
    """A block of the model from a paragraph's characters; ``unseen`` names hidden glyphs by identity."""
    text = "".join("-" if character in "\xad‐" else character for character, _, _ in characters)
    page = characters[0][2]
    return Block(
        text=text,
        kind=kind,
        place=Place(block=f"page[{page}]/block[{number}]", page=page),
        pieces=tuple(_pieces(characters, sheets=sheets)),
        level=level,
        bold=bold,
        size=size,
        style=style,
        hidden=_hidden(characters, unseen),
        aside=aside,
    )


def _pieces(characters: Written, *, sheets: Mapping[int, Sheet]) -> Iterable[Piece]:
    """One piece a line: a word's gap inside a line gets the box between its neighbours."""
    boxes: list[Box] = []
    start = 0
    before: Glyph | None = None
    before_page = 0
    for at, (_, glyph, page) in enumerate(characters):
        if glyph is None:
            continue
        same_line = (
            before is not None
            and page == before_page
            and abs(glyph.base - before.base) < 0.6 * max(glyph.size, before.size)
            and glyph.x0 >= before.x0 - 1
        )
        box = page_box(glyph, sheets[page])
        if boxes and same_line:
            for _ in range(at - start - len(boxes)):
                last = boxes[-1]
                boxes.append((last[2], min(last[1], box[1]), max(last[2], box[0]), max(last[3], box[3])))
        elif boxes:
            yield Piece(start, start + len(boxes), PageBoxes(before_page, tuple(boxes)))
            boxes = []
        if not boxes:
            start = at
        boxes.append(box)
        before, before_page = glyph, page
    if boxes:
        yield Piece(start, start + len(boxes), PageBoxes(before_page, tuple(boxes)))


def _hidden(characters: Written, unseen: frozenset[int]) -> tuple[Range, ...]:
    ranges: list[Range] = []
    for at, (_, glyph, _) in enumerate(characters):
        if glyph is None or id(glyph) not in unseen:
            continue
        if ranges and not any(entry[1] is not None for entry in characters[ranges[-1][1] : at]):
            ranges[-1] = (ranges[-1][0], at + 1)
        else:
            ranges.append((at, at + 1))
    return tuple(ranges)


def unmapped(text: str) -> int:
    """How many of a text's characters stand for glyphs without a letter."""
    return text.count(UNMAPPED)


def plain(characters: Sequence[tuple[str, Glyph | None, int]]) -> str:
    """The characters as a string."""
    return "".join(character for character, _, _ in characters)
