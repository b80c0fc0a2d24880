"""The elements of WordprocessingML that matter for reading, and small questions to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.documents.docx_pictures import A, V
from reframe.documents.docx_styles import W, shade
from reframe.documents.docx_text import BREAK
from reframe.documents.unreadable import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from lxml import etree

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix every producer uses

MAX_DEPTH = 60
"""Deeper nesting of tables, text boxes and controls is no document a person made."""

P, TBL, R, T = f"{W}p", f"{W}tbl", f"{W}r", f"{W}t"
P_PR, R_PR = f"{W}pPr", f"{W}rPr"
TEXT = (T, f"{M}t", f"{A}t")
ONE_CHARACTER = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": BREAK,
    f"{W}cr": BREAK,
    f"{W}noBreakHyphen": "-",
    f"{A}br": BREAK,
}
SOURCES = frozenset([*TEXT, *ONE_CHARACTER, f"{W}sym"])
REMOVED = (f"{W}del", f"{W}moveFrom")
ADDED = (f"{W}ins", f"{W}moveTo")
GRAPHICS = (f"{W}drawing", f"{W}pict", f"{W}object")
SILENT = frozenset(
    f"{W}{name}"
    for name in (
        *("delText", "instrText", "delInstrText", "rt", "sectPr", "tblGrid", "ffData", "fldData"),
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "trPr", "tcPr", "smartTagPr", "customXmlPr"),
        *("rubyPr", "bookmarkStart", "bookmarkEnd"),
    )
)
NO_ROWS = frozenset([*SILENT, *REMOVED, P, TBL])


class Ancestry:
    """The way up from the elements of a part, which ``xml.etree`` does not keep: found when it is first asked for."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._parents: dict[Element, Element] = {}

    def around(self, element: Element) -> list[Element]:
        """What an element stands in, from the inside outwards."""
        if not self._parents:
            self._parents = {child: parent for parent in self._root.iter() for child in parent}
        found = []
        at = self._parents.get(element)
        while at is not None:
            found.append(at)
            at = self._parents.get(at)
        return found


def every(element: Element, *names: str) -> Iterator[Element]:
    """All elements of these names within an element, in document order."""
    return (found for found in element.iter() if found.tag in names)


def text_of(element: Element | etree._Element) -> str:
    """The element's own characters, also when something that is no text cuts them in two."""
    if not len(element):
        return element.text or ""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def shaded(properties: Element | None) -> bool:
    """Whether a table's or cell's properties give it a ground of its own."""
    shading = None if properties is None else properties.find(f"{W}shd")
    return shading is not None and shade(shading) is not None


def fields_balanced(root: Element) -> bool:
    """Whether every complex field of a part is ended; else none can be told from text."""
    kinds = [element.get(f"{W}fldCharType") for element in root.iter(f"{W}fldChar")]
    return kinds.count("begin") == kinds.count("end")


def rows_or_cells(parent: Element, wanted: str, *, depth: int = 0) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls and tags."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            for branch in chosen_branch(child):
                yield from rows_or_cells(branch, wanted, depth=depth + 1)
        elif child.tag not in NO_ROWS and depth < MAX_DEPTH:
            yield from rows_or_cells(child, wanted, depth=depth + 1)


def chosen_branch(alternatives: Element) -> list[Element]:
    """The branch of an ``mc:AlternateContent`` to read: the first that holds text."""
    choices = alternatives.findall(f"{MC}Choice")
    fallback = alternatives.findall(f"{MC}Fallback")
    for branch in (*choices, *fallback):
        if any((element.text or "").strip() for element in every(branch, *TEXT)):
            return [branch]
    return (choices or fallback)[:1]


def graphic_text(graphic: Element, *, depth: int, path: str) -> Iterator[Element]:
    """Everything in a drawing that holds words: text boxes, shapes, WordArt, charts, objects."""
    if depth > MAX_DEPTH:
        raise unreadable("too-deep", path=path)
    for child in graphic:
        tag = child.tag
        if tag in (f"{W}txbxContent", f"{A}p", f"{V}textpath", f"{O}OLEObject") or tag.endswith(
            ("/chart}chart", "/diagram}relIds")
        ):
            yield child
        elif tag == f"{MC}AlternateContent":
            for branch in chosen_branch(child):
                yield from graphic_text(branch, depth=depth + 1, path=path)
        else:
            yield from graphic_text(child, depth=depth + 1, path=path)
