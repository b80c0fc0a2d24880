"""``reframe rewrite`` for Word files: each edit a tracked change that Word offers to accept or reject.

What is deleted stays in the file as ``w:del``, what takes its place stands behind it as ``w:ins`` with the same
formatting. Before a copy is handed out it is read again, once as if all changes were accepted, once as if all
were rejected, and compared with what it should say.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reframe.documents.docx_styles import W
from reframe.documents.docx_xml import MC, text_of
from reframe.errors import OutputError
from reframe.review.remarks import AUTHOR
from reframe.review.rewriting import expected
from reframe.review.word_copy import open_copy
from reframe.review.word_ranges import (
    BOX,
    P_PR,
    R_PR,
    P,
    R,
    Ranges,
    T,
    characters,
    is_plain,
    split_after,
    split_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lxml import etree

    from reframe.model import Resume
    from reframe.review.rewriting import Edit
    from reframe.review.word_copy import WordCopy

_TEXTUAL = frozenset(
    f"{W}{name}"
    for name in (
        "t",
        "tab",
        "ptab",
        "cr",
        "br",
        "noBreakHyphen",
        "softHyphen",
        "sym",
        "lastRenderedPageBreak",
    )
)
_FIELD = frozenset((f"{W}fldChar", f"{W}instrText"))
_GONE = (f"{W}del", f"{W}moveFrom")
_LEAVES = frozenset((f"{W}hyperlink", f"{W}ins", f"{W}moveTo"))
"""Containers that new words do not belong into."""
_BREAKS = (f"{W}br", f"{W}cr")
_MARKS = ("ins", "del", "moveFrom", "moveTo", "rPrChange")


_DATE = "%Y-%m-%dT%H:%M:%SZ"
_TEXT_PARTS = ("header", "footer", "footnotes", "endnotes")


class NotPlacedError(Exception):
    """An edit whose words stand where no change can be tracked."""


def rewritten(
    data: bytes, *, resume: Resume, edits: Iterable[Edit], date: datetime
) -> tuple[bytes, tuple[Edit, ...], tuple[Edit, ...]]:
    """The file with its tracked changes, the edits that are in it, and those that could not be placed.

    ``data`` is what ``resume`` was read from. Raises ``OutputError`` where nothing at all could be written.
    """
    wanted = tuple(edits)
    written, placed = _attempt(data, resume=resume, edits=wanted, date=date)
    if _comes_out(written, resume, placed, date):
        return written, placed, tuple(edit for edit in wanted if edit not in placed)
    # One of them does not come out as it should: keep those that do, one after the other.
    kept: tuple[Edit, ...] = ()
    for edit in wanted:
        trial, placed = _attempt(data, resume=resume, edits=(*kept, edit), date=date)
        if edit in placed and _comes_out(trial, resume, placed, date):
            kept = placed
    written, _ = _attempt(data, resume=resume, edits=kept, date=date)
    if not _comes_out(written, resume, kept, date):
        raise OutputError(
            "the changes would not have come out as answered; nothing was written.",
            code="text-changed",
            hint="Please report this.",
            path=resume.document.path,
        )
    return written, kept, tuple(edit for edit in wanted if edit not in kept)


def _attempt(
    data: bytes, *, resume: Resume, edits: tuple[Edit, ...], date: datetime
) -> tuple[bytes, tuple[Edit, ...]]:
    word = open_copy(data, path=resume.document.path)
    changes = _Changes(word, resume, date.strftime(_DATE))
    placed = []
    # A text element that is cut stays what stands before the cut, so the last words of a line go first.
    for edit in sorted(edits, key=lambda e: (e.block, e.start), reverse=True):
        try:
            changes.make(edit)
        except NotPlacedError:
            continue
        placed.append(edit)
    return (word.written() if placed else data), tuple(reversed(placed))


def _comes_out(data: bytes, resume: Resume, edits: tuple[Edit, ...], date: datetime) -> bool:
    """Whether the copy says what it should with its changes accepted, and the original with them rejected."""
    undone = rejected(data, path=resume.document.path, date=date) if edits else data
    return _reads_as(data, resume, edits) and _reads_as(undone, resume, ())


def _reads_as(data: bytes, resume: Resume, edits: Iterable[Edit]) -> bool:
    from reframe.documents import read
    from reframe.errors import UnreadableError

    try:
        again = read(resume.document.path, data=data)
    except UnreadableError:
        return False
    return [" ".join(block.text.split()) for block in again.blocks] == expected(resume, edits)


def rejected(data: bytes, *, path: str, date: datetime) -> bytes:
    """The file with the changes of that date rejected."""
    word = open_copy(data, path=path)
    for part in (
        word.main,
        *(relation.target for relation in word.relations if relation.kind in _TEXT_PARTS),
    ):
        root = word.tree(part)
        if root is not None:
            word.touch(part)
            _reject(root, date.strftime(_DATE))
    return word.written()


def _reject(root: etree._Element, date: str) -> None:
    ours = [
        element
        for element in root.iter(f"{W}ins", f"{W}del")
        if element.get(f"{W}author") == AUTHOR and element.get(f"{W}date") == date
    ]
    for element in ours:
        parent = element.getparent()
        assert parent is not None
        if element.tag == f"{W}del":
            for text in element.iter(f"{W}delText", f"{W}delInstrText"):
                text.tag = T if text.tag == f"{W}delText" else f"{W}instrText"
            for child in list(element):
                element.addprevious(child)
        parent.remove(element)


# ---- one edit -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Changes:
    """The tracked changes of one copy."""

    word: WordCopy
    resume: Resume
    date: str
    _ranges: dict[str, Ranges] = field(default_factory=dict)
    _next: int = 0

    def make(self, edit: Edit) -> None:
        """Track one edit; raises ``NotPlacedError`` before anything is changed."""
        text = self.resume.blocks[edit.block].text
        start, end, new = narrowed(text, edit)
        whole = not edit.text and not text[: edit.start].strip() and not text[edit.end :].strip()
        found = characters(self.resume.blocks[edit.block], start, end)
        if not found or found[0][0] != found[-1][0]:
            raise NotPlacedError
        ranges = self._ranges_of(found[0][0])
        elements = [ranges.elements[node] for _, node, _ in found]
        paragraph = _paragraph(elements[0])
        if any(not _can_be_cut(element) or _paragraph(element) is not paragraph for element in elements):
            raise NotPlacedError
        twin = _twin(paragraph)
        runs = _between(paragraph, ranges.first(*found[0][1:]), ranges.last(*found[-1][1:]))
        if whole:
            self._delete_line(paragraph, runs)
        else:
            self._replace(runs, new)
        if twin is not None:
            _copy_into(*twin)
        self.word.touch(found[0][0])

    def _ranges_of(self, part: str) -> Ranges:
        if part not in self._ranges:
            root = self.word.tree(part)
            if root is None:
                raise NotPlacedError
            self._ranges[part] = Ranges(root)
            numbers = (element.get(f"{W}id", "") for element in root.iter(f"{W}ins", f"{W}del"))
            self._next = max([self._next, *(int(n) for n in numbers if n.isdecimal())])
        return self._ranges[part]

    def _replace(self, runs: list[etree._Element], new: str) -> None:
        properties = _formatting(runs)
        deleted = self._delete(runs)
        if not deleted:
            raise NotPlacedError
        if new:
            insertion = self._mark(deleted[0], "ins")
            run = insertion.makeelement(R, {})
            insertion.append(run)
            if properties is not None:
                run.append(properties)
            words = run.makeelement(T, {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            words.text = new
            run.append(words)
            _put_behind(deleted[0], insertion)

    def _delete(self, runs: Iterable[etree._Element]) -> list[etree._Element]:
        """Wrap what is text in these runs into tracked deletions, which come back."""
        found = [part for run in runs for part in _textual_parts(run)]
        codes = [c.get(f"{W}fldCharType") for run in found for c in run.iter(f"{W}fldChar")]
        whole_fields = codes.count("begin") == codes.count("end")
        deletions: list[etree._Element] = []
        for run in found:
            if not whole_fields and any(child.tag in _FIELD for child in run):
                continue
            previous = run.getprevious()
            if previous is None or not deletions or previous is not deletions[-1]:
                deletions.append(self._mark(run, "del"))
                run.addprevious(deletions[-1])
            tail, run.tail = run.tail, None
            deletions[-1].append(run)
            deletions[-1].tail = (deletions[-1].tail or "") + (tail or "") or None
            for child in run:
                if child.tag == T:
                    child.tag = f"{W}delText"
                elif child.tag == f"{W}instrText":
                    child.tag = f"{W}delInstrText"
        return deletions

    def _delete_line(self, paragraph: etree._Element, runs: list[etree._Element]) -> None:
        """Delete a line: its paragraph where it is the whole of it, else its words and one line break."""
        everything = _runs(paragraph)
        others = [run for run in everything if run not in runs]
        if any(_has_letters(run) for run in others):
            self._delete([*runs, *_a_break(everything, runs)])
            return
        self._delete(everything)
        if any(not _is_textual(run) for run in _runs(paragraph)) or not _may_go(paragraph):
            return
        properties = paragraph.find(P_PR)
        if properties is None:
            properties = paragraph.makeelement(P_PR, {})
            paragraph.insert(0, properties)
        mark = properties.find(R_PR)
        if mark is None:
            mark = properties.makeelement(R_PR, {})
            after = [child for child in properties if child.tag == f"{W}pPrChange"]
            properties.insert(properties.index(after[0]) if after else len(properties), mark)
        mark.insert(len(mark.findall(f"{W}ins")), self._mark(mark, "del"))

    def _mark(self, like: etree._Element, name: str) -> etree._Element:
        self._next += 1
        return like.makeelement(
            f"{W}{name}", {f"{W}id": str(self._next), f"{W}author": AUTHOR, f"{W}date": self.date}
        )


def narrowed(text: str, edit: Edit) -> tuple[int, int, str]:
    """An edit without the words that old and new line begin and end with alike."""
    old, new = text[edit.start : edit.end], edit.text
    if not new:
        return edit.start, edit.end, ""
    old_words, new_words = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    head = 0
    while head < min(len(old_words), len(new_words)) - 1 and old_words[head] == new_words[head]:
        head += 1
    tail = 0
    while (
        tail < min(len(old_words), len(new_words)) - head - 1 and old_words[-1 - tail] == new_words[-1 - tail]
    ):
        tail += 1
    start = edit.start + len("".join(old_words[:head]))
    end = edit.end - len("".join(old_words[len(old_words) - tail :]))
    words = "".join(new_words[head : len(new_words) - tail])
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    return start, end, words.rstrip()


# ---- the XML around an edit -----------------------------------------------------------------------------


def _paragraph(element: etree._Element) -> etree._Element:
    paragraph = next(element.iterancestors(P), None)
    if paragraph is None:
        raise NotPlacedError
    return paragraph


def _can_be_cut(element: etree._Element) -> bool:
    return element.tag in _TEXTUAL and is_plain(element)


def _runs(paragraph: etree._Element) -> list[etree._Element]:
    """The runs of a paragraph itself, without those already deleted and those in its text boxes."""
    return [
        run
        for run in paragraph.iter(R)
        if next(run.iterancestors(P)) is paragraph
        and next(run.iterancestors(R, *_GONE, f"{W}txbxContent", P)).tag == P
    ]


def _between(paragraph: etree._Element, first: etree._Element, last: etree._Element) -> list[etree._Element]:
    runs = _runs(paragraph)
    if first not in runs or last not in runs:
        raise NotPlacedError
    return runs[runs.index(first) : runs.index(last) + 1]


def _is_textual(run: etree._Element) -> bool:
    return all(child.tag in _TEXTUAL or child.tag == R_PR for child in run)


def _textual_parts(run: etree._Element) -> list[etree._Element]:
    """The run cut so that pictures, notes and the like stand in runs of their own, which are left out."""
    parts: list[etree._Element] = []
    current = run
    while True:
        content = [child for child in current if child.tag != R_PR]
        if not content:
            return parts
        kind = _kind(content[0])
        other = next((child for child in content if _kind(child) != kind), None)
        following = split_before(current, other) if other is not None else None
        if kind:
            parts.append(current)
        if following is None:
            return parts
        current = following


def _kind(child: etree._Element) -> str:
    if child.tag in _FIELD:
        return "field"
    return "text" if child.tag in _TEXTUAL else ""


def _has_letters(run: etree._Element) -> bool:
    return any(map(str.isalnum, "".join(text_of(child) for child in run if child.tag == T)))


def _a_break(everything: list[etree._Element], runs: list[etree._Element]) -> list[etree._Element]:
    """A run that holds the line break behind these runs, or else the one in front of them."""
    last = everything.index(runs[-1])
    for run in everything[last + 1 :]:
        content = [child for child in run if child.tag != R_PR]
        if content and content[0].tag in _BREAKS:
            if len(content) > 1:
                split_before(run, content[1])
            return [run]
        if content:
            break
    for run in reversed(everything[: everything.index(runs[0])]):
        content = [child for child in run if child.tag != R_PR]
        if content and content[-1].tag in _BREAKS:
            return [split_before(run, content[-1])]
        if content:
            break
    return []


def _formatting(runs: list[etree._Element]) -> etree._Element | None:
    """The properties that most of the characters have."""
    weights: dict[int, int] = {}
    for at, run in enumerate(runs):
        weights[at] = sum(len(text_of(child)) for child in run if child.tag == T)
    best = runs[max(weights, key=lambda at: weights[at])]
    properties = best.find(R_PR)
    if properties is None:
        return None
    properties = copy.deepcopy(properties)
    parent = best.getparent()
    in_link = parent is not None and parent.tag == f"{W}hyperlink"
    for child in list(properties):
        if child.tag in {f"{W}{name}" for name in _MARKS} or (in_link and child.tag == f"{W}rStyle"):
            properties.remove(child)
    return properties


def _put_behind(deletion: etree._Element, insertion: etree._Element) -> None:
    """Put an insertion behind a deletion, outside of a link or somebody else's insertion."""
    place = deletion
    parent = place.getparent()
    while parent is not None and parent.tag in _LEAVES:
        split_after(parent, place)
        place, parent = parent, parent.getparent()
    insertion.tail, place.tail = place.tail, None
    place.addnext(insertion)


def _may_go(paragraph: etree._Element) -> bool:
    """Whether a paragraph's mark can be deleted: another paragraph follows, and no section ends with it."""
    following = paragraph.getnext()
    return following is not None and following.tag == P and paragraph.find(f"{P_PR}/{W}sectPr") is None


def _twin(paragraph: etree._Element) -> tuple[etree._Element, etree._Element] | None:
    """A text box and its copy for older programs, where both say the same."""
    box = next(paragraph.iterancestors(BOX), None)
    choice = None if box is None else next(box.iterancestors(f"{MC}Choice"), None)
    alternatives = None if choice is None else choice.getparent()
    if box is None or choice is None or alternatives is None:
        return None
    at = list(choice.iter(BOX)).index(box)
    others = [other for fallback in alternatives.findall(f"{MC}Fallback") for other in fallback.iter(BOX)]
    if at < len(others) and _words(others[at]) == _words(box):
        return box, others[at]
    return None


def _words(element: etree._Element) -> str:
    return "".join(text_of(node) for node in element.iter(T))


def _copy_into(source: etree._Element, target: etree._Element) -> None:
    for child in list(target):
        target.remove(child)
    target.extend(copy.deepcopy(list(source)))
