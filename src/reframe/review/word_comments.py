"""The comments part of a Word file: comments written, found again, taken out."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from reframe.documents.docx_styles import W
from reframe.review.remarks import AUTHOR, INITIALS, is_ours
from reframe.review.word_ranges import R_PR, P, R, T

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lxml import etree

    from reframe.review.remarks import Paragraph
    from reframe.review.word_copy import WordCopy

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W_URI = W[1:-1]
_ID, _VAL, _AUTHOR = f"{W}id", f"{W}val", f"{W}author"
_ANCHORS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_HALF_POINTS = "20"
"""The size of a comment's words where the document has no style for them: 10 points."""
_COMPANIONS = ("commentsExtended", "commentsIds", "commentsExtensible")


# ---- writing --------------------------------------------------------------------------------------------


class Comments:
    """The comments of a copy, with room for new ones."""

    def __init__(self, word: WordCopy, *, date: datetime) -> None:
        self._date = date.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._root = _part(word)
        # Ids that the text refers to without a comment behind them must not come alive again.
        used = [*self._root.iter(f"{W}comment"), *word.root.iter(*_ANCHORS)]
        ids = [int(number) for element in used if (number := element.get(_ID, "")).isdecimal()]
        self._next = max(ids, default=-1) + 1
        self._styles = _style_ids(word)

    def add(self, paragraphs: Iterable[Paragraph], *, first: etree._Element, last: etree._Element) -> None:
        """A comment on everything from one sibling of the running text to another."""
        number = str(self._next)
        self._next += 1
        self._root.append(self._comment(number, paragraphs))
        start = _element(first, "commentRangeStart", id=number)
        _before(first, start)
        end = _element(last, "commentRangeEnd", id=number)
        _behind(_past_ends(last), end)
        run = _element(last, "r")
        if "CommentReference" in self._styles:
            properties = _child(run, "rPr")
            _child(properties, "rStyle", val="CommentReference")
        _child(run, "commentReference", id=number)
        _behind(_past_containers(end), run)

    def _comment(self, number: str, paragraphs: Iterable[Paragraph]) -> etree._Element:
        comment = _element(
            self._root, "comment", id=number, author=AUTHOR, date=self._date, initials=INITIALS
        )
        for at, said in enumerate(paragraphs):
            paragraph = _child(comment, "p")
            if "CommentText" in self._styles:
                _child(_child(paragraph, "pPr"), "pStyle", val="CommentText")
            if not at:
                run = _child(paragraph, "r")
                if "CommentReference" in self._styles:
                    _child(_child(run, "rPr"), "rStyle", val="CommentReference")
                _child(run, "annotationRef")
            styled = "CommentText" in self._styles
            if said.lead:
                _words(paragraph, said.lead + (" " if said.text else ""), bold=True, sized=not styled)
            if said.text:
                _words(paragraph, said.text, sized=not styled)
        return comment


def _part(word: WordCopy) -> etree._Element:
    from lxml import etree

    relation = word.related("comments")
    if relation is not None and (root := word.tree(relation.target)) is not None:
        word.touch(relation.target)
        return root
    root = etree.Element(f"{W}comments", nsmap={"w": _W_URI})
    if relation is not None:
        # The document points to comments that are not there; now they are.
        word.add(relation.target, root)
        word.undeclare(relation.target)
        word.declare(relation.target, CONTENT_TYPE)
        return root
    name = posixpath.join(posixpath.dirname(word.main), "comments.xml")
    number = 1
    while name in word.package:
        number += 1
        name = posixpath.join(posixpath.dirname(word.main), f"comments{number}.xml")
    word.add(name, root)
    word.relate(name, kind="comments")
    word.declare(name, CONTENT_TYPE)
    return root


def _style_ids(word: WordCopy) -> set[str]:
    relation = word.related("styles")
    root = None if relation is None else word.tree(relation.target)
    if root is None:
        return set()
    return {element.get(f"{W}styleId", "") for element in root.iter(f"{W}style")}


def _words(paragraph: etree._Element, text: str, *, bold: bool = False, sized: bool) -> None:
    run = _child(paragraph, "r")
    if bold or sized:
        properties = _child(run, "rPr")
        if bold:
            _child(properties, "b")
        if sized:
            _child(properties, "sz", val=_HALF_POINTS)
    words = _child(run, "t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _past_ends(element: etree._Element) -> etree._Element:
    """The last of the range ends that follow an element already, so that ranges nest in the order of their start."""
    following = element.getnext()
    while following is not None and following.tag == f"{W}commentRangeEnd":
        element = following
        following = element.getnext()
    return element


def _past_containers(end: etree._Element) -> etree._Element:
    """Where a comment's mark stands: in the paragraph itself, not in a link, field or content control."""
    parent = end.getparent()
    if parent is None or parent.tag == P:
        return _past_ends(end)
    for ancestor in end.iterancestors():
        above = ancestor.getparent()
        if above is None or above.tag == P:
            return ancestor
    return end


# ---- taking out -----------------------------------------------------------------------------------------


def without_own_comments(word: WordCopy) -> int:
    """Take out the comments that reframe wrote, with everything that refers to them; returns their number."""
    relation = word.related("comments")
    root = None if relation is None else word.tree(relation.target)
    if relation is None or root is None:
        return 0
    ours = [
        element for element in root.iter(f"{W}comment") if is_ours(element.get(_AUTHOR, ""), _text(element))
    ]
    if not ours:
        return 0
    ids = {element.get(_ID, "") for element in ours}
    paragraphs = {p.get(f"{_W14}paraId", "") for element in ours for p in element.iter(P)} - {""}
    for element in ours:
        root.remove(element)
    _unanchor(word, ids)
    _forget(word, paragraphs)
    alone = not any(other.kind in _COMPANIONS for other in word.relations)
    if next(root.iter(f"{W}comment"), None) is None and alone:
        word.remove(relation.target)
        word.unrelate(relation.id)
        word.undeclare(relation.target)
    else:
        word.touch(relation.target)
    return len(ours)


def _text(comment: etree._Element) -> str:
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(T)) for paragraph in comment.iter(P)
    ).strip()


def _unanchor(word: WordCopy, ids: set[str]) -> None:
    for element in list(word.root.iter(*_ANCHORS)):
        if element.get(_ID) not in ids:
            continue
        run = element.getparent()
        _take_out(element)
        if run is not None and run.tag == R and all(child.tag == R_PR for child in run):
            _take_out(run)
    word.touch(word.main)


def _forget(word: WordCopy, paragraphs: set[str]) -> None:
    """Remove what newer versions of Word note about a comment; replies to it stay and stand alone."""
    durable: set[str] = set()
    for kind in _COMPANIONS:
        relation = word.related(kind)
        root = None if relation is None else word.tree(relation.target)
        if relation is None or root is None:
            continue
        for element in list(root):
            values = {_local(name): str(value) for name, value in element.attrib.items()}
            if values.get("paraIdParent") in paragraphs:
                _drop_attribute(element, "paraIdParent")
            if values.get("paraId") in paragraphs or values.get("durableId") in durable:
                root.remove(element)
                durable |= {values["durableId"]} if "durableId" in values else set()
        word.touch(relation.target)


def _drop_attribute(element: etree._Element, local: str) -> None:
    for name in list(element.attrib):
        if _local(name) == local:
            del element.attrib[name]


def _local(name: str | bytes) -> str:
    return str(name).rpartition("}")[2]


# ---- small XML ------------------------------------------------------------------------------------------


def _element(like: etree._Element, name: str, **attributes: str) -> etree._Element:
    return like.makeelement(
        f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()}, nsmap={"w": _W_URI}
    )


def _child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    element = _element(parent, name, **attributes)
    parent.append(element)
    return element


def _before(element: etree._Element, new: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.insert(parent.index(element), new)


def _behind(element: etree._Element, new: etree._Element) -> None:
    new.tail, element.tail = element.tail, None
    element.addnext(new)


def _take_out(element: etree._Element) -> None:
    """Remove an element and leave the white space behind it."""
    parent = element.getparent()
    assert parent is not None
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)
