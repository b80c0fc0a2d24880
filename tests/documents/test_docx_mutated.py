"""Damaged Word files, thousands of ways: each ends in a document or in one error with a hint."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reframe.documents import read
from reframe.documents.unreadable import REASONS
from reframe.errors import UnreadableError

if TYPE_CHECKING:
    from reframe.model import Document

BODY = (
    "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Experience</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    "<w:r><w:rPr><w:b/><w:sz w:val='22'/><w:color w:val='FFFFFF'/></w:rPr><w:t>Taught</w:t><w:tab/></w:r>"
    "<w:ins w:id='1'><w:r><w:t>English</w:t></w:r></w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    "<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom='page'><wp:posOffset>9</wp:posOffset></wp:positionH>"
    "<wp:extent cx='914400' cy='914400'/><a:graphic><wps:wsp><wps:txbx><w:txbxContent>"
    "<w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp>"
    "<a:blip r:embed='i'/></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    "<w:tbl><w:tblPr><w:tblStyle w:val='T'/></w:tblPr><w:tr><w:tc><w:tcPr><w:shd w:fill='FF0000'/></w:tcPr>"
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:br/><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "<w:sectPr><w:headerReference r:id='header1'/><w:titlePg/></w:sectPr>"
)
PARTS = {"header1": "<w:p><w:r><w:t>Jane Doe</w:t></w:r></w:p>"}

bounded = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
edits = st.lists(
    st.tuples(st.integers(0, 10**6), st.binary(max_size=4), st.integers(0, 8)), min_size=1, max_size=6
)


def outcome(data: bytes) -> Document | None:
    """The document, or None for an error that was expected; any other exception fails the test."""
    try:
        return read("resume.docx", data=data)
    except UnreadableError as error:
        caught = error
    assert all((caught.code in REASONS, caught.message, caught.hint))
    return None


def edited(data: bytes, changes: list[tuple[int, bytes, int]]) -> bytes:
    for at, inserted, removed in changes:
        place = at % (len(data) + 1)
        data = data[:place] + inserted + data[place + removed :]
    return data


@given(edits)
@bounded
def test_bytes_of_the_file_are_damaged(word, changes):
    outcome(edited(word(BODY, **PARTS), changes))


@given(
    edits, st.sampled_from(["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/header1.xml"])
)
@bounded
def test_bytes_of_one_part_are_damaged(word, changes, part):
    data = word(BODY, **PARTS)
    outcome(replaced(data, part, lambda content: edited(content, changes)))


VALUES = st.sampled_from(
    ["", "-1", "99999999999999999999", "1e400", "nan", "x", "\u0660", "0", "٣", "FFFFFFF", " "]
)


@given(st.integers(0, 10**6), VALUES)
@example(0, "")
@bounded
def test_any_attribute_may_hold_anything(word, which, value):
    def change(content: bytes) -> bytes:
        text = content.decode()
        starts = [at for at in range(len(text)) if text.startswith("='", at)]
        at = starts[which % len(starts)] + 2
        return (text[:at] + value + text[text.index("'", at) :]).encode()

    document = outcome(replaced(word(BODY, **PARTS), "word/document.xml", change))
    assert document is not None
    assert "Taught" in " ".join(block.text for block in document.blocks)


@given(st.permutations(["word/styles.xml", "word/numbering.xml", "word/header1.xml"]), st.integers(1, 3))
@bounded
def test_parts_may_be_missing(word, names, count):
    data = word(BODY, **PARTS)
    for name in names[:count]:
        data = replaced(data, name, None)
    document = outcome(data)
    assert document is not None
    assert document.blocks[0].text == "Experience"


def replaced(data: bytes, part: str, change) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            if name != part:
                after.writestr(name, before.read(name))
            elif change is not None:
                after.writestr(name, change(before.read(name)))
    return buffer.getvalue()
