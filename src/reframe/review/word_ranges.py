"""Ranges of a block's text in the XML of a Word document: runs cut so that a range begins and ends with a run.

Nothing is rewritten: an element that stays whole is only moved into a second run with the same properties, and
a ``w:t`` is cut in two.
"""

from __future__ import annotations

import copy
from itertools import pairwise
from typing import TYPE_CHECKING

from reframe.documents.docx_pictures import A
from reframe.documents.docx_styles import W
from reframe.documents.docx_xml import GRAPHICS, SILENT, text_of
from reframe.model import XmlText

if TYPE_CHECKING:
    from lxml import etree

    from reframe.model import Block

P, R, T, R_PR, P_PR = f"{W}p", f"{W}r", f"{W}t", f"{W}rPr", f"{W}pPr"
BOX = f"{W}txbxContent"
CONTAINERS = frozenset(
    f"{W}{name}"
    for name in ("hyperlink", "ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo")
)
"""Elements between a paragraph and its runs that may hold range markers."""
_PLAIN_CONTROLS = tuple(f"{W}{name}" for name in ("text", "date", "dropDownList", "comboBox", "docPartList"))
"""Content controls that hold text without anything else in it."""
MARKERS = frozenset(f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "proofErr"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"


class Ranges:
    """One part's elements by number, and how far each has been cut."""

    def __init__(self, root: etree._Element) -> None:
        self.elements = list(root.iter("*"))
        self._fragments: dict[int, list[tuple[int, int, etree._Element]]] = {}

    def first(self, node: int, offset: int) -> etree._Element:
        """The element in front of which a range that begins at this character begins."""
        self._cut(node, offset)
        fragment = next(element for start, end, element in self._of(node) if start <= offset < end)
        run, unit = standing(fragment)
        return run if unit is None else split_before(run, unit)

    def last(self, node: int, offset: int) -> etree._Element:
        """The element behind which a range ends whose last character this is."""
        self._cut(node, offset + 1)
        fragment = next(element for start, end, element in self._of(node) if start <= offset < end)
        run, unit = standing(fragment)
        if unit is None:
            return run
        following = unit.getnext()
        if following is not None:
            split_before(run, following)
        return run

    def _of(self, node: int) -> list[tuple[int, int, etree._Element]]:
        if node not in self._fragments:
            element = self.elements[node]
            self._fragments[node] = [(0, max(len(text_of(element)), 1), element)]
        return self._fragments[node]

    def _cut(self, node: int, offset: int) -> None:
        fragments = self._of(node)
        at = next((at for at, (start, end, _) in enumerate(fragments) if start < offset < end), None)
        if at is None or fragments[at][2].tag != T:
            return
        start, _, element = fragments[at]
        text = text_of(element)
        cuts = {offset - start}
        if element.get(_SPACE) != "preserve":
            # Word leaves out the blanks at the edges; in elements of their own they go on being left out.
            cuts |= {len(text) - len(text.lstrip(_BLANKS)), len(text.rstrip(_BLANKS))} - {0, len(text)}
        fragments[at : at + 1] = [
            (start + first, start + last, piece)
            for first, last, piece in _pieces(element, text, sorted(cuts))
        ]


def _pieces(element: etree._Element, text: str, cuts: list[int]) -> list[tuple[int, int, etree._Element]]:
    """The element cut, each piece with its start and end; blanks that count are marked as such."""
    bounds = [0, *cuts, len(text)]
    counted = element.get(_SPACE) == "preserve"
    for child in list(element):
        element.remove(child)
    pieces = [(0, bounds[1], element)]
    for first, end in pairwise(bounds[1:]):
        piece = element.makeelement(element.tag, _attributes(element))
        pieces[-1][2].addnext(piece)
        pieces.append((first, end, piece))
    for first, end, piece in pieces:
        piece.text = text[first:end]
        at_the_edge = first == 0 or end == len(text)
        if piece.text != piece.text.strip(_BLANKS) and (
            counted or piece.text.strip(_BLANKS) or not at_the_edge
        ):
            piece.set(_SPACE, "preserve")
    return pieces


# ---- where a character stands ---------------------------------------------------------------------------


def standing(element: etree._Element) -> tuple[etree._Element, etree._Element | None]:
    """The run a text element stands in, and the run's child that holds it.

    What stands in a formula, field, ruby or control for plain text is not divided: there the whole formula
    (without a child) or the whole child comes back.
    """
    path = [element, *element.iterancestors()]
    top = next(at for at, ancestor in enumerate(path) if ancestor.tag == P or at + 1 == len(path))
    for at in range(top - 1, -1, -1):
        if path[at].tag == R:
            return path[at], path[at - 1] if at else None
        if path[at].tag not in CONTAINERS or _is_plain_control(path[at]):
            return path[at], None
    return element, None


def _is_plain_control(element: etree._Element) -> bool:
    properties = element.find(f"{W}sdtPr")
    return properties is not None and any(properties.find(name) is not None for name in _PLAIN_CONTROLS)


def is_plain(element: etree._Element) -> bool:
    """Whether a text element stands directly in a run of the running text, so that it can be cut."""
    _, unit = standing(element)
    return unit is element


def split_before(run: etree._Element, child: etree._Element) -> etree._Element:
    """Cut a run in front of one of its children; the run that begins with it comes back."""
    before = [other for other in child.itersiblings(preceding=True) if other.tag != R_PR]
    if not before:
        return run
    second = run.makeelement(run.tag, _attributes(run))
    second.tail = run.tail
    properties = run.find(R_PR)
    if properties is not None:
        second.append(copy.deepcopy(properties))
    for element in [child, *child.itersiblings()]:
        second.append(element)
    run.tail = None
    run.addnext(second)
    return second


def split_after(container: etree._Element, child: etree._Element) -> None:
    """Cut a link or a tracked insertion behind one of its children."""
    following = list(child.itersiblings())
    if not following:
        return
    second = container.makeelement(container.tag, _attributes(container))
    second.tail, container.tail = container.tail, None
    container.addnext(second)
    for element in following:
        second.append(element)


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def paragraph_of(element: etree._Element) -> etree._Element | None:
    """The paragraph of the running text that an element stands in or, in a text box or shape, hangs on."""
    path = list(element.iterancestors(P, f"{A}p", BOX, *GRAPHICS))
    outer = max((at for at, ancestor in enumerate(path) if ancestor.tag != P), default=-1)
    return next((ancestor for ancestor in path[outer + 1 :] if ancestor.tag == P), None)


def in_a_box(element: etree._Element) -> bool:
    """Whether an element stands in a text box or a drawing."""
    return next(element.iterancestors(BOX, f"{A}p", *GRAPHICS), None) is not None


def climb(first: etree._Element, last: etree._Element) -> tuple[etree._Element, etree._Element]:
    """Both ends of a range brought to one parent, as far as that takes in no further text."""
    around = {id(ancestor) for ancestor in last.iterancestors()}
    while id(first.getparent()) not in around and _is_outermost(first, preceding=True):
        first = _parent(first)
    within = first.getparent()
    while last.getparent() is not within and _is_outermost(last, preceding=False):
        last = _parent(last)
    return first, last


def _is_outermost(element: etree._Element, *, preceding: bool) -> bool:
    """Whether an element is the first (or last) in a container other than the paragraph."""
    parent = element.getparent()
    if parent is None or parent.tag not in CONTAINERS:
        return False
    return all(
        not isinstance(other.tag, str) or other.tag in SILENT or other.tag in MARKERS
        for other in element.itersiblings(preceding=preceding)
    )


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


# ---- ranges of a block ----------------------------------------------------------------------------------


def characters(block: Block, start: int, end: int) -> list[tuple[str, int, int]]:
    """Part, node and offset of each character in ``start:end`` that stands in the file."""
    return [
        (piece.source.part, piece.source.node, piece.source.offset + at - piece.start)
        for piece in block.pieces
        if isinstance(piece.source, XmlText)
        for at in range(max(piece.start, start), min(piece.end, end))
    ]
