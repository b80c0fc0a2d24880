"""What is left in a file beside its text: comments, tracked changes, hidden words, photos, unread parts."""

from __future__ import annotations

import pytest

from reframe.documents import read


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def traces(document):
    return [
        (
            trace.kind,
            trace.text,
            None if trace.block is None else document.blocks[trace.block].text[trace.start : trace.end],
        )
        for trace in document.traces
    ]


def test_a_comment_is_a_trace_on_its_words(word):
    body = paragraph(
        run("Taught ") + "<w:commentRangeStart w:id='7'/>" + run("English") + "<w:commentRangeEnd w:id='7'/>"
        "<w:r><w:commentReference w:id='7'/></w:r>" + run(" well")
    )
    comments = f"<w:comment w:id='7' w:author='Ann'>{paragraph(run('Too short?'))}</w:comment>"
    document = read("resume.docx", data=word(body, comments=comments))
    assert traces(document) == [("comment", "Too short?", "English")]
    assert document.blocks[0].text == "Taught English well"


def test_a_comment_without_a_range_stands_at_a_point(word):
    body = paragraph(run("Taught") + "<w:r><w:commentReference w:id='7'/></w:r>" + run(" English"))
    comments = f"<w:comment w:id='7'>{paragraph(run('Too short?'))}</w:comment>"
    (trace,) = read("resume.docx", data=word(body, comments=comments)).traces
    assert (trace.block, trace.start, trace.end) == (0, 6, 6)


def test_tracked_changes_are_traces(word):
    body = paragraph(
        run("Taught ")
        + "<w:del>"
        + "<w:r><w:delText>French</w:delText></w:r></w:del>"
        + f"<w:ins>{run('English')}</w:ins>"
    )
    document = read("resume.docx", data=word(body))
    assert traces(document) == [("tracked-change", "French", ""), ("tracked-change", "English", "English")]


def test_a_change_of_looks_is_one_trace(word):
    change = "<w:b/><w:rPrChange><w:rPr/></w:rPrChange>"
    document = read("resume.docx", data=word(paragraph(run("a ", change) + run("b", change))))
    assert traces(document) == [("tracked-change", "", None)]


HIDDEN = [
    ("the hidden property", run("JLPT N1", "<w:vanish/>"), True),
    ("a hidden character style", run("JLPT N1", "<w:rStyle w:val='Ghost'/>"), True),
    ("white on white", run("JLPT N1", "<w:color w:val='FFFFFF'/>"), True),
    ("almost white", run("JLPT N1", "<w:color w:val='FEFEFE'/>"), True),
    ("one point high", run("JLPT N1", "<w:sz w:val='2'/>"), True),
    (
        "the colour of its own shading",
        run("JLPT N1", "<w:color w:val='1F3864'/><w:shd w:fill='1F3864'/>"),
        True,
    ),
    ("white on its own shading", run("JLPT N1", "<w:color w:val='FFFFFF'/><w:shd w:fill='1F3864'/>"), False),
    ("white on a highlight", run("JLPT N1", "<w:color w:val='FFFFFF'/><w:highlight w:val='black'/>"), False),
    ("grey", run("JLPT N1", "<w:color w:val='BFBFBF'/>"), False),
    ("hidden switched off", run("JLPT N1", "<w:vanish w:val='0'/>"), False),
]


@pytest.mark.parametrize(("runs", "hidden"), [case[1:] for case in HIDDEN], ids=[case[0] for case in HIDDEN])
def test_words_nobody_sees_are_marked(runs, hidden, word):
    document = read("resume.docx", data=word(paragraph(run("Languages ") + runs)))
    (block,) = document.blocks
    assert block.text == "Languages JLPT N1"
    assert [block.text[start:end] for start, end in block.hidden] == (["JLPT N1"] if hidden else [])
    assert [trace.kind for trace in document.traces] == (["hidden-text"] if hidden else [])


def cell(inside: str, fill: str = "") -> str:
    shading = f"<w:shd w:val='clear' w:fill='{fill}'/>" if fill else ""
    return f"<w:tbl><w:tr><w:tc><w:tcPr>{shading}</w:tcPr>{inside}</w:tc></w:tr></w:tbl>"


WHITE = paragraph(run("EXPERIENCE", "<w:color w:val='FFFFFF'/>"))
BAR = paragraph(run("EXPERIENCE", "<w:color w:val='FFFFFF'/>"), "<w:shd w:val='clear' w:fill='1F3864'/>")
SHAPE = paragraph(
    "<w:r><w:drawing><wp:anchor behindDoc='1'><wp:extent cx='7000000' cy='900000'/></wp:anchor></w:drawing></w:r>"
)
GROUNDS = [
    ("paper", WHITE, True),
    ("a shaded paragraph", BAR, False),
    ("a shaded cell", cell(WHITE, "1F3864"), False),
    ("a cell without shading", cell(WHITE), True),
    ("a shape somewhere behind", SHAPE + WHITE, False),
    (
        "a shape, but dark words beside",
        SHAPE + paragraph(run("Excel ") + run("JLPT N1", "<w:color w:val='FFFFFF'/>")),
        True,
    ),
]


@pytest.mark.parametrize(
    ("body", "hidden"), [case[1:] for case in GROUNDS], ids=[case[0] for case in GROUNDS]
)
def test_white_text_on_a_dark_ground_is_a_heading(body, hidden, word):
    (block,) = read("resume.docx", data=word(body)).blocks
    assert bool(block.hidden) is hidden


def picture(width: float, height: float) -> str:
    size = f"cx='{int(width * 914_400)}' cy='{int(height * 914_400)}'"
    return (
        f"<w:r><w:drawing><wp:inline><wp:extent {size}/><wp:docPr id='1' name='Picture 1'/><a:graphic><a:graphicData>"
        "<pic:pic><pic:blipFill><a:blip r:embed='i'/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r>"
    )


PICTURES = [
    ("a portrait", 1.2, 1.6, ["photo"], "ok"),
    ("a square portrait", 1.5, 1.5, ["photo"], "ok"),
    ("an icon", 0.2, 0.2, [], "ok"),
    ("a logo", 2.4, 0.6, [], "ok"),
    ("a wide logo", 2.5, 1.0, [], "ok"),
    ("a scanned certificate", 6.0, 4.0, [], "degraded"),
]


@pytest.mark.parametrize(
    ("width", "height", "kinds", "verdict"), [p[1:] for p in PICTURES], ids=[p[0] for p in PICTURES]
)
def test_a_portrait_is_a_trace_and_a_large_picture_a_concern(width, height, kinds, verdict, word):
    document = read("resume.docx", data=word(paragraph(run("Jane Doe") + picture(width, height))))
    assert [trace.kind for trace in document.traces] == kinds
    assert document.health.verdict == verdict


def test_a_picture_on_the_second_page_is_no_portrait(word):
    later = "<w:r><w:lastRenderedPageBreak/></w:r>"
    document = read(
        "resume.docx", data=word(paragraph(run("Jane Doe")) + paragraph(later + picture(1.2, 1.6) + run("x")))
    )
    assert document.traces == ()


UNREAD = {
    "an embedded chunk": ("<w:altChunk r:id='x'/>", "embedded-file"),
    "an embedded object": (
        paragraph("<w:r><w:object><o:OLEObject ProgID='Excel.Sheet.12'/></w:object></w:r>"),
        "embedded-file",
    ),
    "a header that is missing": ("<w:sectPr><w:headerReference r:id='header1'/></w:sectPr>", "missing-part"),
}


@pytest.mark.parametrize(("body", "code"), UNREAD.values(), ids=UNREAD)
def test_what_was_not_read_is_a_concern(body, code, word):
    parts = {"header1": ""} if code == "missing-part" else {}
    data = word(paragraph(run("Jane Doe")) + body, raw={"word/header1.xml": ""} if parts else None, **parts)
    health = read("resume.docx", data=data).health
    assert (health.verdict, [concern.code for concern in health.concerns]) == ("degraded", [code])
    assert all(concern.message and concern.hint for concern in health.concerns)


def test_a_heap_of_one_line_text_boxes_is_a_concern(word):
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>line</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    heap = read("resume.docx", data=word(paragraph(box * 25))).health
    assert (heap.verdict, [concern.code for concern in heap.concerns]) == ("degraded", ["line-boxes"])
    few = read("resume.docx", data=word(paragraph(box * 5) + paragraph(run("Jane Doe")) * 30)).health
    assert few.verdict == "ok"


@pytest.mark.parametrize(
    ("about", "left", "hidden"),
    [("hidden='1'", 1, True), ("", 30, True), ("", -20, True), ("", 1, False)],
    ids=["switched off", "right of the page", "left of the page", "on the page"],
)
def test_a_text_box_out_of_sight_is_hidden(about, left, hidden, word):
    body = paragraph(
        run("Jane Doe")
        + f"<w:r><w:drawing><wp:anchor><wp:docPr id='1' {about}/><wp:positionH relativeFrom='page'>"
        f"<wp:posOffset>{left * 914_400}</wp:posOffset></wp:positionH><wp:positionV relativeFrom='page'>"
        "<wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx='914400' cy='914400'/><wps:txbx><w:txbxContent>"
        "<w:p><w:r><w:t>JLPT N1</w:t></w:r></w:p></w:txbxContent></wps:txbx></wp:anchor></w:drawing></w:r>"
    )
    name, box = read("resume.docx", data=word(body)).blocks
    assert (name.hidden, box.hidden) == ((), ((0, 7),) if hidden else ())
