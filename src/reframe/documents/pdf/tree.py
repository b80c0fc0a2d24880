"""The structure tree of a tagged page: which glyphs make one paragraph, list item or heading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reframe.documents.pdf.breaks import broken_up
from reframe.documents.pdf.columns import regions
from reframe.documents.pdf.ink import ARTIFACT
from reframe.documents.pdf.items import segments, without_number
from reframe.documents.pdf.joining import paragraphs
from reframe.documents.pdf.rows import Line, Paragraph, lines, lines_as_drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reframe.documents.pdf.ink import Glyph, Sheet

COVERED = 0.98
"""The share of a page's glyphs that the tree must account for before it is believed."""
_HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6", "Title"})
_BLOCKS = _HEADINGS | {"P", "LI", "TD", "TH", "Caption", "BlockQuote", "Note", "FENote", "TOCI", "BibEntry"}
_INLINE = frozenset(
    {"Span", "Link", "Em", "Strong", "Quote", "Code", "Sub", "Reference", "Annot", "Ruby", "RB", "RT", "RP"}
    | {"Warichu", "WT", "WP", "Lbl", "Form", "NonStruct", "Private"}
)


@dataclass(slots=True)
class _Group:
    """Marked content that belongs together; ``tag`` is empty for text that lies loose in a container."""

    tag: str
    depth: int
    marks: list[int] = field(default_factory=list)


def tagged_paragraphs(sheet: Sheet, tree: Sequence[Mapping[str, Any]]) -> list[Paragraph] | None:
    """The page's paragraphs in the tree's order, or None where the tree does not cover the page."""
    groups = [group for group in _groups(tree) if group.marks]
    owned = {mark for group in groups for mark in group.marks}
    by_mark: dict[int, list[Glyph]] = {}
    counted = covered = 0
    for glyph in sheet.glyphs:
        if glyph.text == " ":
            if glyph.mark in owned and glyph.mark is not None:
                by_mark.setdefault(glyph.mark, []).append(glyph)
            continue
        if glyph.mark == ARTIFACT:
            continue
        counted += 1
        if glyph.mark in owned and glyph.mark is not None:
            covered += 1
            by_mark.setdefault(glyph.mark, []).append(glyph)
    if not counted or covered < COVERED * counted or len(groups) < 2:
        return None
    return [paragraph for group in groups for paragraph in _of_group(group, by_mark, page=sheet.number)]


def _groups(tree: Sequence[Mapping[str, Any]]) -> Iterator[_Group]:
    found: list[_Group] = []
    for node in tree:
        _walk(node, found, owner=None, depth=0)
    yield from found


def _walk(node: Mapping[str, Any], found: list[_Group], *, owner: _Group | None, depth: int) -> _Group | None:
    """Sort a node's content into groups; gives back the group that goes on behind the node, if any."""
    kind = str(node.get("type", ""))
    children = node.get("children", [])
    through = kind in _INLINE or kind == "LBody" or (kind == "P" and _waiting(owner))
    if not through:
        owner = None
        depth += kind == "L"
    if kind in _BLOCKS and not through:
        owner = _begin(found, kind, depth)
    elif owner is None and kind in ("Div", "NonStruct", "Private") and _leaves(children):
        owner = _begin(found, "P", depth)
        through = False
    marks = node.get("mcids", ())
    if marks:
        owner = owner or _loose(found, depth)
        owner.marks += marks
    inside = owner is not None
    for child in children:
        owner = _walk(child, found, owner=owner, depth=depth)
        if owner is None and inside:
            owner = _begin(found, "P", depth)
    return owner if through else None


def _begin(found: list[_Group], tag: str, depth: int) -> _Group:
    found.append(_Group(tag, depth))
    return found[-1]


def _inline(node: Mapping[str, Any]) -> bool:
    return node.get("type") in _INLINE


def _leaves(children: Sequence[Mapping[str, Any]]) -> bool:
    return bool(children) and all(_inline(child) and not child.get("children") for child in children)


def _waiting(owner: _Group | None) -> bool:
    """Whether a list item has no more than its label yet, so that the paragraph inside it is the item."""
    return owner is not None and owner.tag in ("LI", "TD", "TH") and len(owner.marks) <= 1


def _loose(found: list[_Group], depth: int) -> _Group:
    if not found or found[-1].tag:
        found.append(_Group("", depth))
    return found[-1]


def _of_group(group: _Group, by_mark: Mapping[int, list[Glyph]], *, page: int) -> Iterator[Paragraph]:
    glyphs = [glyph for mark in group.marks for glyph in by_mark.get(mark, ()) if glyph.turn == 0]
    found = segments(glyphs)
    if not found:
        return
    if not group.tag:
        for region in regions(found):
            yield from paragraphs(lines(region, page=page))
        return
    if group.tag == "LI":
        found = without_number(found)
    rows: list[Line] = lines_as_drawn(found, page=page)
    for part in broken_up(rows, tag=group.tag):
        yield Paragraph(tuple(part), tag=group.tag, depth=group.depth)
