"""Word files to write in: a body made by hand, and every part a real one has around it."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from reframe.documents import read
from reframe.model import Document, Finding, Home, Resume, Section

if TYPE_CHECKING:
    from collections.abc import Callable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DATE = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def word_file(body: str, *, kind: str = "document.main+xml", **parts: str) -> bytes:
    """A Word file with that body; ``parts`` are further parts by kind (comments, header, footnotes, styles)."""
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{OFFICE}.{name}+xml"/>' for name in parts
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATION}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts, 1)
    )
    references = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>' if "header" in parts else ""
    )
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="a/b"/>'
        f'<Override PartName="/word/document.xml" ContentType="{OFFICE}.{kind}"/>{types}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": "<Relationships "
        f'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{references}</w:body></w:document>",
        # No relation leads here: what is in the file stays in the file.
        "word/unrelated.bin": "\x00left alone",
        **{f"word/{name}.xml": text.replace("NAMESPACES", NAMESPACES, 1) for name, text in parts.items()},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return target.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every part with its bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body_of(data: bytes) -> etree._Element:
    """The root of the main part."""
    return etree.fromstring(parts_of(data)["word/document.xml"])


def commented(data: bytes) -> list[tuple[str, str]]:
    """The words each comment stands on, and its text, in the order of the comments part."""
    parts = parts_of(data)
    if "word/comments.xml" not in parts:
        return []
    words: dict[str, str] = {}
    running: set[str] = set()
    referred: set[str] = set()
    for element in body_of(data).iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            running.add(number)
            words[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            running.remove(number)
        elif element.tag == f"{W}commentReference":
            assert number not in running, "a comment's mark stands behind its range"
            referred.add(number)
        elif element.tag in (f"{W}t", f"{W}noBreakHyphen"):
            for each in running:
                words[each] += element.text or "-"
    assert not running
    found = []
    for comment in etree.fromstring(parts["word/comments.xml"]).iter(f"{W}comment"):
        number = comment.get(f"{W}id", "")
        assert number in referred
        lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p")]
        found.append((words[number], "\n".join(lines)))
    return found


def finding(document: Document, words: str, *, rule: str = "lesson-count") -> Finding:
    """A finding on the first place that has these words."""
    for index, block in enumerate(document.blocks):
        start = block.text.find(words)
        if start >= 0:
            end = start + len(words)
            return Finding(
                rule, "trivia", "warning", "A message.", "A reason.", words, block.text, index, start, end
            )
    raise AssertionError(f"no block holds “{words}”: {[block.text for block in document.blocks]}")


def one_section(document: Document) -> Resume:
    """The document as a résumé of one part."""
    section = Section("other", "", None, tuple(range(len(document.blocks))))
    return Resume(document, (section,), tuple(Home(0) for _ in document.blocks))


@pytest.fixture(scope="session")
def word() -> SimpleNamespace:
    """Everything here that builds Word files or looks into them."""
    return SimpleNamespace(
        file=word_file,
        parts=parts_of,
        body=body_of,
        commented=commented,
        finding=finding,
        one_section=one_section,
        date=DATE,
        namespaces=NAMESPACES,
    )


@pytest.fixture
def annotate() -> Callable[..., bytes]:
    """Put a comment on each of the words, the text being checked on the way."""
    from reframe.review.word_annotating import annotated

    def annotating(data: bytes, *words: str, more: tuple[Finding, ...] = ()) -> bytes:
        document = read("resume.docx", data=data)
        findings = tuple(finding(document, each) for each in words) + more
        return annotated(data, resume=one_section(document), findings=findings, titles={}, date=DATE)

    return annotating
