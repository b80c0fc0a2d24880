"""The way back: each character of a block points at its character in the XML of the file as it is."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reframe.documents import read
from reframe.model import XmlText

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ONE_CHARACTER = {f"{W}tab": "\t", f"{W}br": " ", f"{W}noBreakHyphen": "-", f"{W}sym": "•"}


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def text(words: str) -> str:
    return run(f'<w:t xml:space="preserve">{words}</w:t>')


BODIES = {
    "plain runs": text("Taught ") + text("English"),
    "a typed bullet across runs": text("• ") + text(" Taught") + text(" English"),
    "an indented bullet": text("   -   Taught English"),
    "a tab": text("ALT ") + run("<w:tab/>") + text(" 2019"),
    "a wrapped line": text("Taught English at") + run("<w:br/>") + text("five schools"),
    "a listing": text("• Taught") + run("<w:br/>") + text("• Planned  well"),
    "soft hyphens and double spaces": text("time\u00adtable  and\u200b plans "),
    "symbols": run("<w:sym w:font='Wingdings' w:char='F0A7'/>") + text(" Taught") + run("<w:sym/>"),
    "a hyphen": text("co") + run("<w:noBreakHyphen/>") + text("worker"),
    "a tracked change": text("Taught ")
    + f"<w:ins>{text('my ')}</w:ins><w:del>{text('x')}</w:del>"
    + text("class"),
    "a comment of the XML": run("<w:t>Tau<!-- c -->ght</w:t>") + text(" English"),
    "comments and instructions between runs": "<!-- c --><?pi x?>"
    + text("Taught ")
    + "<!-- c -->"
    + text("English"),
    "emoji": text("🔹 Taught 🎌 English 𠮷"),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_every_character_has_its_place_in_the_xml(body, word):
    check(word(f"<w:tbl><w:tr><w:tc><w:p>{body}</w:p></w:tc></w:tr></w:tbl><w:p>{body}</w:p>"))


def test_places_are_those_of_python_docx():
    """What writes comments into the file counts elements in python-docx's tree."""
    made = docx.Document()
    made.add_heading("Experience")
    made.add_paragraph("Taught 25 lessons\tat 5 schools\nevery week", style="List Bullet")
    made.add_table(1, 2).cell(0, 1).text = "Japanese (N2)"
    made.sections[0].header.paragraphs[0].text = "Jane Doe"
    buffer = io.BytesIO()
    made.save(buffer)
    opened = docx.Document(buffer)
    nodes = {
        "word/document.xml": list(opened.element.iter()),
        "word/header1.xml": list(opened.sections[0].header.part.element.iter()),
    }
    blocks = read("resume.docx", data=buffer.getvalue()).blocks
    assert len(blocks) == 4
    for block in blocks:
        for piece in block.pieces:
            node = nodes[piece.source.part][piece.source.node]
            stored = ONE_CHARACTER.get(node.tag, node.text)
            assert (
                block.text[piece.start : piece.end]
                == stored[piece.source.offset :][: piece.end - piece.start]
            )


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "So", "Co"]), max_size=12),
        max_size=6,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_runs_keep_their_places(word, runs):
    escaped = [words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for words in runs]
    check(word(f"<w:p>{''.join(map(text, escaped))}{text(' end')}</w:p>"))


def check(data: bytes) -> None:
    document = read("resume.docx", data=data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        nodes = list(etree.fromstring(package.read("word/document.xml")).iter("*"))
    assert document.blocks
    for block in document.blocks:
        covered = sorted(at for piece in block.pieces for at in range(piece.start, piece.end))
        assert covered == list(range(len(block.text)))
        for piece in block.pieces:
            assert isinstance(piece.source, XmlText)
            assert piece.source.part == "word/document.xml"
            node = nodes[piece.source.node]
            stored = ONE_CHARACTER.get(node.tag, _own_text(node))
            for at in range(piece.start, piece.end):
                assert same(block.text[at], stored[piece.source.offset + at - piece.start])


def _own_text(node: etree._Element) -> str:
    return (node.text or "") + "".join(child.tail or "" for child in node)


def same(shown: str, stored: str) -> bool:
    """White space is shown as a space or tab, private-use glyphs as bullets."""
    return (
        shown == stored
        or (shown in " \t" and stored.isspace())
        or (shown == "•" and "\ue000" <= stored <= "\uf8ff")
    )
