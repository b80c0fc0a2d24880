"""New lines in a Word file: tracked changes, each with its formatting, to be accepted or rejected."""

from __future__ import annotations

import pytest

from reframe.documents import read
from reframe.review.rewriting import Edit
from reframe.review.word_tracking import narrowed, rejected, rewritten

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BOLD = "<w:rPr><w:b/></w:rPr>"


def p(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.fixture
def change(word):
    """Make edits, given as (old words, new words), in a body; the copy and what could not be made come back."""

    def changing(data: bytes, *pairs: tuple[str, str]):
        resume = word.one_section(read("r.docx", data=data))
        edits = []
        for old, new in pairs:
            found = word.finding(resume.document, old)
            edits.append(Edit(found.block, found.start, found.end, new, old))
        written, _, left = rewritten(data, resume=resume, edits=edits, date=word.date)
        return written, left

    return changing


def lines(data: bytes) -> list[str]:
    """What a reader sees with every change accepted."""
    return [block.text for block in read("r.docx", data=data).blocks]


def undone(data: bytes, word) -> list[str]:
    return lines(rejected(data, path="r.docx", date=word.date))


LINE = "Taught 25 lessons a week"
BODIES = {
    "one run": p(r(LINE)),
    "three runs": p(r("Taught 2") + r("5 les", BOLD) + r("sons a week")),
    "a table": "<w:tbl><w:tr><w:tc>" + p(r(LINE)) + "</w:tc></w:tr></w:tbl>",
    "a link": p(r("Taught ") + f'<w:hyperlink w:anchor="x">{r("25 lessons")}</w:hyperlink>' + r(" a week")),
    "somebody else's insertion": p(
        r("Taught ") + f'<w:ins w:id="7" w:author="Jo">{r("25 lessons a week")}</w:ins>'
    ),
    "a content control": p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r(LINE)}</w:sdtContent></w:sdt>"),
    "a run with a picture": p("<w:r><w:t>Taught 25 lessons</w:t><w:drawing/><w:t> a week</w:t></w:r>"),
    "a field": p(
        r("Taught ")
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("25 lessons")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + r(" a week")
    ),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("words", [LINE, "25 lessons", "lessons a"])
def test_accepted_it_says_the_new_words_and_rejected_the_old(body, words, word, change) -> None:
    written, left = change(word.file(p(r("Before")) + body + p(r("After"))), (words, "Made it new"))
    assert left == ()
    assert lines(written) == ["Before", LINE.replace(words, "Made it new"), "After"]
    assert undone(written, word) == ["Before", LINE, "After"]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_deleted_line_goes_with_its_paragraph(body, word, change) -> None:
    written, left = change(word.file(p(r("Before")) + body + p(r("After"))), (LINE, ""))
    assert left == ()
    assert lines(written) == ["Before", "After"]
    assert undone(written, word) == ["Before", LINE, "After"]
    kept = "a run with a picture" if "drawing" in body else ""
    marks = list(word.body(written).iter(f"{W}rPr"))
    marked = any(mark.getparent().tag == f"{W}pPr" and mark.find(f"{W}del") is not None for mark in marks)
    assert marked != (kept != "" or "w:tbl" in body)


@pytest.mark.parametrize(
    "pieces", [("One. Two. Three.",), ("One. T", "wo. Three."), ("One. ", "Two. ", "Three.")]
)
def test_several_changes_in_one_paragraph_all_go_in(pieces, word, change) -> None:
    data = word.file(p("".join(map(r, pieces))))
    written, left = change(data, ("One.", "First."), ("Two.", "Second."), ("Three.", "Third."))
    assert left == ()
    assert lines(written) == ["First. Second. Third."]
    assert undone(written, word) == ["One. Two. Three."]


def test_new_words_have_the_formatting_of_the_old(word, change) -> None:
    written, _ = change(
        word.file(p(r("Duty: ", BOLD) + r("Taught 25 lessons", "<w:rPr><w:i/></w:rPr>"))), ("25", "30")
    )
    (insertion,) = word.body(written).iter(f"{W}ins")
    assert insertion.find(f"{W}r/{W}rPr/{W}i") is not None
    assert insertion.find(f"{W}r/{W}rPr/{W}b") is None


def test_each_change_names_author_and_date_and_has_a_number_of_its_own(word, change) -> None:
    body = p(r(LINE)) + p(r("Other words") + f'<w:ins w:id="40" w:author="Jo">{r(" here")}</w:ins>')
    written, _ = change(word.file(body), (LINE, "New"), ("Other words", "More"))
    changes = list(word.body(written).iter(f"{W}ins", f"{W}del"))
    ours = [c for c in changes if c.get(f"{W}author") == "reframe"]
    assert len(ours) == 4
    assert {c.get(f"{W}date") for c in ours} == {"2026-01-02T03:04:05Z"}
    assert len({c.get(f"{W}id") for c in changes}) == len(changes)


def test_deleted_words_are_kept_as_deleted_text(word, change) -> None:
    written, _ = change(word.file(p(r(LINE))), (LINE, "New"))
    assert [t.text for t in word.body(written).iter(f"{W}delText")] == [LINE]


def test_a_typed_bullet_goes_with_its_line_and_stays_with_a_new_one(word, change) -> None:
    data = word.file(p(r("• Taught lessons")) + p(r("• Kept books")))
    changed, _ = change(data, ("Taught lessons", "New"))
    assert "• " in "".join(t.text or "" for t in word.body(changed).iter(f"{W}t"))
    deleted, _ = change(data, ("Taught lessons", ""))
    assert lines(deleted) == ["Kept books"]


def test_a_line_between_line_breaks_goes_with_one_break(word, change) -> None:
    data = word.file(p("<w:r><w:t>One.</w:t><w:br/><w:t>Two.</w:t><w:br/><w:t>Three.</w:t></w:r>"))
    written, left = change(data, ("Two.", ""))
    assert left == ()
    assert lines(written) == ["One.", "Three."]
    assert undone(written, word) == ["One.", "Two.", "Three."]


def test_a_text_box_says_the_same_to_older_programs(word, change) -> None:
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}'
        "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}"
        "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    written, left = change(word.file(p(r("Host") + box.format(p(r(LINE))))), (LINE, "New words"))
    assert left == ()
    assert [t.text for t in word.body(written).iter(f"{W}delText")] == [LINE, LINE]


def test_words_in_a_header_and_a_note_can_be_changed(word, change) -> None:
    header = f"<w:hdr NAMESPACES>{p(r('Taught in the header'))}</w:hdr>"
    written, left = change(word.file(p(r("Body")), header=header), ("Taught in the header", "New"))
    assert left == ()
    assert lines(written) == ["Body", "New"]


def test_words_that_cannot_be_tracked_are_left_and_named(word, change) -> None:
    ruby = "<w:r><w:ruby><w:rubyBase><w:r><w:t>Tokyo</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    written, left = change(word.file(p(r("In ") + ruby) + p(r(LINE))), ("Tokyo", "Osaka"), (LINE, "New"))
    assert [edit.fingerprint for edit in left] == ["Tokyo"]
    assert lines(written) == ["In Tokyo", "New"]


def test_every_other_part_stays_byte_for_byte(word, change) -> None:
    data = word.file(p(r(LINE)), header=f"<w:hdr NAMESPACES>{p(r('Jo'))}</w:hdr>")
    before, after = word.parts(data), word.parts(change(data, (LINE, "New"))[0])
    assert {name for name in before if before[name] != after.get(name)} == {"word/document.xml"}
    assert set(before) == set(after)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Taught 25 lessons a week", "Taught a course a week", ("25 lessons", "a course")),
        ("one two", "one two three", ("two", "two three")),
        ("one two", "zero one two", ("one", "zero one")),
        ("same", "same", ("same", "same")),
    ],
)
def test_only_the_words_that_differ_are_changed(old, new, expected) -> None:
    start, end, words = narrowed(old, Edit(0, 0, len(old), new))
    assert (old[start:end], words) == expected
    assert old[:start] + words + old[end:] == new
