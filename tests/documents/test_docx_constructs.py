"""Everything Word can wrap around a word: each text once, in order, deleted text never."""

from __future__ import annotations

import pytest

from reframe.documents import read


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def box(inside: str) -> str:
    return (
        "<w:drawing><wp:inline><wp:extent cx='914400' cy='914400'/><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing>"
    )


def control(inside: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


A, B, C = (paragraph(run(name)) for name in ("one", "two", "three"))
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'

CONSTRUCTS = {
    "plain runs": (paragraph(run("one ") + run("two")), ["one two"]),
    "a run without properties": ("<w:p><w:r><w:t>one</w:t></w:r></w:p>", ["one"]),
    "a hyperlink": (paragraph(run("see ") + f"<w:hyperlink>{run('one')}</w:hyperlink>"), ["see one"]),
    "a simple field": (paragraph(f"<w:fldSimple w:instr='REF x'>{run('one')}</w:fldSimple>"), ["one"]),
    "a complex field": (
        paragraph(
            FIELD.format("begin")
            + "<w:r><w:instrText>HYPERLINK</w:instrText></w:r>"
            + FIELD.format("separate")
            + run("one")
            + FIELD.format("end")
        ),
        ["one"],
    ),
    "a field inside another field's instruction": (
        paragraph(
            FIELD.format("begin")
            + FIELD.format("begin")
            + FIELD.format("separate")
            + run("never shown")
            + FIELD.format("end")
            + FIELD.format("separate")
            + run("one")
            + FIELD.format("end")
        ),
        ["one"],
    ),
    "a field that is never ended": (paragraph(FIELD.format("begin") + run("one")) + B, ["one", "two"]),
    "a tracked insertion": (paragraph(run("one ") + f"<w:ins w:id='1'>{run('two')}</w:ins>"), ["one two"]),
    "a tracked deletion": (
        paragraph(run("one") + "<w:del w:id='1'><w:r><w:delText>two</w:delText></w:r></w:del>"),
        ["one"],
    ),
    "a move": (
        paragraph(f"<w:moveFrom>{run('one')}</w:moveFrom>") + paragraph(f"<w:moveTo>{run('one')}</w:moveTo>"),
        ["one"],
    ),
    "an insertion inside a deletion": (
        paragraph(f"<w:del><w:ins>{run('x')}</w:ins></w:del>" + run("one")),
        ["one"],
    ),
    "a deleted paragraph mark": (
        paragraph(run("one "), "<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph(run("two")),
        ["one two"],
    ),
    "a deleted table row": (
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell(A)}</w:tr><w:tr>{cell(B)}</w:tr></w:tbl>",
        ["two"],
    ),
    "an inline content control": (
        paragraph(f"<w:sdt><w:sdtPr/><w:sdtContent>{run('one')}</w:sdtContent></w:sdt>"),
        ["one"],
    ),
    "a block content control": (
        control(A + B) + C,
        ["one", "two", "three"],
    ),
    "a content control around a row and a cell": (
        control(f"<w:tr>{control(cell(A))}{cell(B)}</w:tr>").join(("<w:tbl>", "</w:tbl>")),
        ["one", "two"],
    ),
    "a smart tag": (paragraph(f"<w:smartTag>{run('one')}</w:smartTag>"), ["one"]),
    "custom XML around a paragraph": (f"<w:customXml><w:customXmlPr/>{A}</w:customXml>", ["one"]),
    "a right-to-left span": (paragraph(f"<w:bdo w:val='rtl'>{run('one')}</w:bdo>"), ["one"]),
    "ruby": (
        paragraph(
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('ふりがな')}</w:rt><w:rubyBase>{run('漢字')}</w:rubyBase></w:ruby></w:r>"
        ),
        ["漢字"],
    ),
    "a symbol": (paragraph("<w:r><w:sym w:font='Wingdings' w:char='F0A7'/></w:r>" + run(" one")), ["one"]),
    "a symbol between words": (
        paragraph(run("one ") + "<w:r><w:sym w:char='F0B7'/></w:r>" + run(" two")),
        ["one • two"],
    ),
    "a hyphen that does not break": (
        paragraph(run("co") + "<w:r><w:noBreakHyphen/></w:r>" + run("worker")),
        ["co-worker"],
    ),
    "soft hyphens": (
        paragraph(run("time") + "<w:r><w:softHyphen/></w:r>" + run("ta\u00adble")),
        ["timetable"],
    ),
    "a tab between title and date": (
        paragraph(run("ALT") + "<w:r><w:tab/></w:r>" + run("2019")),
        ["ALT\t2019"],
    ),
    "several tabs and spaces": (
        paragraph(run("ALT  ") + "<w:r><w:tab/><w:tab/></w:r>" + run(" 2019")),
        ["ALT\t2019"],
    ),
    "a row of spaces in place of a tab": (paragraph(run("ALT           2019")), ["ALT\t2019"]),
    "two spaces after a full stop": (paragraph(run("One.  Two\u00a0three.")), ["One. Two three."]),
    "an absolute tab": (paragraph(run("ALT") + "<w:r><w:ptab/></w:r>" + run("2019")), ["ALT\t2019"]),
    "a formula": (paragraph(run("x ") + "<m:oMath><m:r><m:t>y</m:t></m:r></m:oMath>"), ["x y"]),
    "an XML comment inside a word": (paragraph("<w:r><w:t>on<!-- c -->e</w:t></w:r>"), ["one"]),
    "a text box": (paragraph(run("one") + f"<w:r>{box(B)}</w:r>") + C, ["one", "two", "three"]),
    "a text box and its fallback": (
        paragraph(
            run("one")
            + f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box(B)}</mc:Choice><mc:Fallback><w:pict>"
            f"<v:textbox><w:txbxContent>{B}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        ["one", "two"],
    ),
    "a fallback whose choice is empty": (
        paragraph(
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:drawing/></mc:Choice><mc:Fallback><w:pict>"
            f"<v:textbox><w:txbxContent>{A}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        ["one"],
    ),
    "a text box in a text box": (
        paragraph(f"<w:r>{box(paragraph(run('one') + f'<w:r>{box(B)}</w:r>'))}</w:r>"),
        ["one", "two"],
    ),
    "a text box with a table": (paragraph(f"<w:r>{box(table(cell(A) + cell(B)))}</w:r>"), ["one", "two"]),
    "an old drawing's text box": (
        paragraph(
            f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{A}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        ),
        ["one"],
    ),
    "words set as a shape": (
        paragraph("<w:r><w:pict><v:shape><v:textpath string='one'/></v:shape></w:pict></w:r>"),
        ["one"],
    ),
    "words in a drawing": (
        paragraph(
            run("one")
            + "<w:r><w:drawing><wp:inline><a:txBody><a:p><a:r><a:t>two</a:t></a:r></a:p></a:txBody>"
            "</wp:inline></w:drawing></w:r>"
        ),
        ["one", "two"],
    ),
    "a table cell by cell": (table(cell(A) + cell(B), cell(C) + cell(A)), ["one", "two", "three", "one"]),
    "merged cells": (
        table(
            cell(A, "<w:gridSpan w:val='2'/>"),
            cell(B, "<w:vMerge w:val='restart'/>") + cell(C),
            cell(paragraph(""), "<w:vMerge/>") + cell(A),
        ),
        ["one", "two", "three", "one"],
    ),
    "a table in a table": (table(cell(A + table(cell(B))) + cell(C)), ["one", "two", "three"]),
    "a table inside a run": (paragraph(f"<w:r>{table(cell(B))}</w:r>" + run("one")), ["one", "two"]),
    "a run outside any paragraph": (run("one") + B, ["one", "two"]),
    "alternative paragraphs": (
        f"<mc:AlternateContent><mc:Choice>{A}</mc:Choice><mc:Fallback>{B}</mc:Fallback></mc:AlternateContent>",
        ["one"],
    ),
    "an empty paragraph": (paragraph("") + paragraph(run("  ")) + A, ["one"]),
    "nothing from properties": (
        paragraph(
            "<w:r><w:rPr><w:rFonts w:ascii='x'/></w:rPr><w:t>one</w:t></w:r>", "<w:pStyle w:val='Nowhere'/>"
        ),
        ["one"],
    ),
}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_each_text_is_read_once_and_in_order(name, word):
    body, expected = CONSTRUCTS[name]
    document = read("resume.docx", data=word(body + paragraph(run("end"))))
    assert [block.text for block in document.blocks] == [*expected, "end"]


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_strict_documents_read_the_same(name, word):
    body, expected = CONSTRUCTS[name]
    document = read("resume.docx", data=word(body + paragraph(run("end")), strict=True))
    assert [block.text for block in document.blocks] == [*expected, "end"]
    assert len(CONSTRUCTS) > 30


def test_headers_and_notes_come_last_once_and_aside(word):
    notes = (
        "<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
        f"<w:footnote w:id='1'>{paragraph(run('a note'))}</w:footnote>"
    )
    section = (
        "<w:sectPr><w:headerReference r:id='header1'/><w:headerReference w:type='first' r:id='header2'/>"
        "<w:footerReference w:type='default' r:id='footer1'/></w:sectPr>"
    )
    data = word(
        A + paragraph("", section) + section,
        header1=paragraph(run("Jane Doe")),
        header2=paragraph(run("shown on no page")),
        footer1=paragraph(run("Page 1")),
        footnotes=notes,
    )
    blocks = read("resume.docx", data=data).blocks
    assert [(block.text, block.aside, block.place.block) for block in blocks] == [
        ("one", False, "body/p[1]"),
        ("Jane Doe", True, "header1/p[1]"),
        ("Page 1", True, "footer1/p[1]"),
        ("a note", True, "footnote[1]/p[1]"),
    ]


def test_first_page_headers_count_where_the_section_has_a_title_page(word):
    section = "<w:sectPr><w:headerReference w:type='first' r:id='header1'/><w:titlePg/></w:sectPr>"
    blocks = read("resume.docx", data=word(A + section, header1=B)).blocks
    assert [block.text for block in blocks] == ["one", "two"]


def test_equal_headers_count_once(word):
    section = (
        "<w:sectPr><w:headerReference w:type='first' r:id='header1'/><w:headerReference r:id='header2'/><w:titlePg/>"
        "</w:sectPr>"
    )
    blocks = read("resume.docx", data=word(A + section, header1=B, header2=B)).blocks
    assert [block.text for block in blocks] == ["one", "two"]


def test_smartart_and_charts_are_read_from_their_parts(word):
    body = A + paragraph(
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><dgm:relIds r:dm='diagramData1'/></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></w:r>"
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id='chart1'/></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    diagram = f"<?xml version='1.0'?><m xmlns:a='{drawing}/main'><a:p><a:r><a:t>Excel</a:t></a:r></a:p></m>"
    labels = "<c:strCache><c:pt><c:v>Word</c:v></c:pt></c:strCache>"
    chart = f"<?xml version='1.0'?><c:x xmlns:c='{drawing}/chart'>{labels}</c:x>"
    blocks = read("resume.docx", data=word(body, diagramData1=diagram, chart1=chart)).blocks
    assert [block.text for block in blocks] == ["one", "Excel", "Word"]


def test_addresses_say_where_a_block_stands(word):
    body = A + table(cell(A) + cell(A + B)) + paragraph(run("x") + f"<w:r>{box(B)}</w:r>")
    blocks = read("resume.docx", data=word(body)).blocks
    assert [block.place.block for block in blocks] == [
        "body/p[1]",
        "body/tbl[1]/tr[1]/tc[1]/p[1]",
        "body/tbl[1]/tr[1]/tc[2]/p[1]",
        "body/tbl[1]/tr[1]/tc[2]/p[2]",
        "body/p[2]",
        "body/p[2]/textbox[1]/p[1]",
    ]
