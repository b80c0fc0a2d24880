"""``reframe annotate`` for Word files: every finding a comment on exactly its words.

Word shows no comment in a header, a footnote or a text box: there the comment stands on the paragraph of the
running text that the place belongs to, and quotes the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.documents.docx_styles import W
from reframe.errors import OutputError
from reframe.review.remarks import remark
from reframe.review.second_reader import confirm_comments
from reframe.review.word_comments import Comments, without_own_comments
from reframe.review.word_copy import open_copy
from reframe.review.word_ranges import (
    P_PR,
    P,
    Ranges,
    characters,
    climb,
    in_a_box,
    is_plain,
    paragraph_of,
    standing,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from lxml import etree

    from reframe.model import Document, Finding, Resume
    from reframe.review.word_copy import WordCopy

# Where a person would look for what is missing; the first of these sections that the résumé has.
_BELONGS: Mapping[str, tuple[str, ...]] = {
    "missing-jlpt": ("languages", "skills", "certifications"),
    "missing-certification": ("certifications", "skills", "education"),
    "missing-tools": ("skills",),
    "missing-hard-skills": ("skills",),
    "missing-major": ("education",),
    "missing-second-skill": ("skills",),
    "missing-interpretation-mode": ("skills", "languages"),
    "missing-pre-alt-experience": ("experience",),
}


def cleared(data: bytes, *, path: str) -> tuple[bytes, int]:
    """The file without reframe's own comments, and how many there were; without any, the very same bytes."""
    word = open_copy(data, path=path)
    count = without_own_comments(word)
    return (word.written(), count) if count else (data, 0)


def annotated(
    data: bytes,
    *,
    resume: Resume,
    findings: tuple[Finding, ...],
    titles: Mapping[str, str],
    date: datetime,
) -> bytes:
    """The file with a comment for each finding; its text, read again, is the same, or ``OutputError`` is raised.

    ``data`` is what ``resume`` was read from.
    """
    document = resume.document
    if not findings:
        return data
    word = open_copy(data, path=document.path)
    places = _Places(word, resume)
    comments = Comments(word, date=date)
    for finding in findings:
        spot = places.of(finding)
        first, last, exact = spot
        paragraphs = remark(finding, titles=titles, quote=not exact and finding.block is not None)
        comments.add(paragraphs, first=first, last=last)
    word.touch(word.main)
    written = word.written()
    verify_unchanged(written, document)
    confirm_comments(data, written, count=len(findings), path=document.path)
    return written


class _Places:
    """Findings on their way to elements of the main part."""

    def __init__(self, word: WordCopy, resume: Resume) -> None:
        self._word, self._resume = word, resume
        self._ranges = Ranges(word.root)

    def of(self, finding: Finding) -> tuple[etree._Element, etree._Element, bool]:
        """The first and last element of a finding's range, and whether that is exactly its words."""
        if finding.block is None or finding.start is None or finding.end is None:
            heading = self._heading(finding.rule)
            if heading is not None:
                block = self._resume.blocks[heading]
                return self._range(heading, 0, len(block.text))
            return *self._whole(self._first_paragraph()), False
        return self._range(finding.block, finding.start, finding.end)

    def _heading(self, rule: str) -> int | None:
        """The heading that a finding about the whole résumé belongs to."""
        for kind in _BELONGS.get(rule, ()):
            for section in self._resume.sections:
                if section.kind == kind and section.heading is not None:
                    return section.heading
        return None

    def _range(self, index: int, start: int, end: int) -> tuple[etree._Element, etree._Element, bool]:
        block = self._resume.blocks[index]
        words = block.text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        found = characters(block, start, end)
        if found and found[0][0] == found[-1][0] == self._word.main:
            (_, first_node, first_offset), (_, last_node, last_offset) = found[0], found[-1]
            elements = self._ranges.elements
            if all(_in_running_text(elements[node]) for node in (first_node, last_node)):
                first = self._ranges.first(first_node, first_offset)
                last = self._ranges.last(last_node, last_offset)
                exact = is_plain(elements[first_node]) and is_plain(elements[last_node])
                return *climb(first, last), exact
            host = paragraph_of(elements[first_node])
            if host is not None:
                return *self._whole(host), False
        return *self._whole(self._host_of_part(found[0][0] if found else "", found)), False

    def _host_of_part(self, part: str, found: list[tuple[str, int, int]]) -> etree._Element:
        """The paragraph of the running text that a note, chart or the like hangs on; else the first."""
        word = self._word
        relation = next((r for r in word.relations if r.target == part and not r.external), None)
        if relation is None:
            return self._first_paragraph()
        marks: list[etree._Element] = []
        if relation.kind in ("footnotes", "endnotes"):
            root = word.tree(part)
            element = None if root is None else list(root.iter("*"))[found[0][1]]
            note = (
                None if element is None else next(element.iterancestors(f"{W}footnote", f"{W}endnote"), None)
            )
            number = None if note is None else note.get(f"{W}id")
            marks = [
                mark
                for mark in word.root.iter(f"{W}{relation.kind[:-1]}Reference")
                if mark.get(f"{W}id") == number
            ]
        elif relation.kind not in ("header", "footer"):
            marks = [
                e for e in word.root.iter() if isinstance(e.tag, str) and relation.id in e.attrib.values()
            ]
        host = next((p for mark in marks if (p := paragraph_of(mark)) is not None), None)
        return self._first_paragraph() if host is None else host

    def _first_paragraph(self) -> etree._Element:
        """The paragraph of the first block of the running text, or else any."""
        for block in self._resume.blocks:
            found = characters(block, 0, len(block.text))
            if not block.aside and found and found[0][0] == self._word.main:
                host = paragraph_of(self._ranges.elements[found[0][1]])
                if host is not None:
                    return host
        host = next((p for p in self._word.root.iter(P) if not in_a_box(p)), None)
        if host is None:
            raise OutputError(
                "the document has no paragraph that could carry a comment.",
                code="no-place-for-comments",
                hint="Open it in Word, save it again, and use that file.",
                path=self._word.path,
            )
        return host

    @staticmethod
    def _whole(paragraph: etree._Element) -> tuple[etree._Element, etree._Element]:
        content = [child for child in paragraph if isinstance(child.tag, str) and child.tag != P_PR]
        if content:
            return content[0], content[-1]
        run = paragraph.makeelement(f"{W}r", {}, nsmap={"w": W[1:-1]})
        paragraph.append(run)
        return run, run


def _in_running_text(element: etree._Element) -> bool:
    if in_a_box(element):
        return False
    run, _ = standing(element)
    parent = run.getparent()
    return parent is not None and next(run.iterancestors(P), None) is not None


# ---- proof ----------------------------------------------------------------------------------------------


def verify_unchanged(written: bytes, document: Document) -> None:
    """Read the copy again and raise ``OutputError`` unless every block is what it was."""
    from reframe.documents import read

    again = read(document.path, data=written)
    if [block._replace(pieces=()) for block in again.blocks] != [
        block._replace(pieces=()) for block in document.blocks
    ]:
        raise OutputError(
            "the text of the copy would not have been the same; nothing was written.",
            code="text-changed",
            hint="Please report this; `reframe check` names the lines without changing anything.",
            path=document.path,
        )
