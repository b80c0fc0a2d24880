"""Which paragraphs are headings, bullets or plain, and where a line break parts two of them."""

from __future__ import annotations

import pytest

from reframe.documents import read


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def in_list(number: int, level: int = 0) -> str:
    return f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"


def style(name: str) -> str:
    return f"<w:pStyle w:val='{name}'/>"


KINDS = [
    ("a heading style", style("Heading1"), "Experience", "heading", 1),
    ("a style based on a heading", style("MyHeading"), "Experience", "heading", 1),
    ("a heading style of a German Word", style("berschrift2"), "Erfahrung", "heading", 2),
    ("the title", style("Title"), "Jane Doe", "heading", 1),
    ("a heading of a table", style("TableHeading"), "Year", "paragraph", 0),
    ("a section heading of one's own making", style("Section"), "Experience", "heading", 2),
    ("an outline level of its own", "<w:outlineLvl w:val='2'/>", "Experience", "heading", 3),
    (
        "a heading put back to body text",
        style("Heading1") + "<w:outlineLvl w:val='9'/>",
        "Text",
        "paragraph",
        0,
    ),
    ("a numbered heading", style("Heading1") + in_list(2), "Experience", "heading", 1),
    (
        "a heading style used for a sentence",
        style("Heading1"),
        "Taught English to adults. " * 6,
        "paragraph",
        0,
    ),
    ("a list bullet", in_list(1), "Taught English", "bullet", 1),
    ("a list bullet one level in", in_list(1, 1), "Taught English", "bullet", 2),
    ("a bullet by its style", style("ListBullet"), "Taught English", "bullet", 1),
    ("a bullet by a style's style", style("MyBullet"), "Taught English", "bullet", 1),
    ("a list style switched off", style("ListBullet") + in_list(0), "Taught English", "paragraph", 0),
    ("a number", in_list(2), "Taught English", "bullet", 1),
    ("a list that shows nothing", in_list(3), "Taught English", "paragraph", 0),
    ("a list nobody defined", in_list(99), "Taught English", "paragraph", 0),
    ("plain text", "", "Taught English", "paragraph", 0),
]


@pytest.mark.parametrize(
    ("properties", "text", "kind", "level"), [case[1:] for case in KINDS], ids=[c[0] for c in KINDS]
)
def test_kinds_come_from_styles_and_lists(properties, text, kind, level, word):
    (block,) = read("resume.docx", data=word(paragraph(run(text), properties))).blocks
    assert (block.kind, block.level, block.text) == (kind, level, text.strip())


def test_a_bold_numbered_line_may_be_a_heading(word):
    numbered = paragraph(run("Experience", "<w:b/>"), in_list(2)) + paragraph(run("1. Experience", "<w:b/>"))
    blocks = read("resume.docx", data=word(numbered)).blocks
    assert [(block.text, block.kind) for block in blocks] == [("Experience", "paragraph")] * 2


TYPED = [
    ("• Taught English", "Taught English", "bullet"),
    ("•Taught English", "Taught English", "bullet"),
    ("•\tTaught English", "Taught English", "bullet"),
    ("\uf0b7 Taught English", "Taught English", "bullet"),
    ("\uf0a7Taught English", "Taught English", "bullet"),
    ("- Taught English", "Taught English", "bullet"),
    ("– Taught English", "Taught English", "bullet"),
    ("* Taught English", "Taught English", "bullet"),
    ("▪️ Taught English", "Taught English", "bullet"),
    ("🔹Taught English", "Taught English", "bullet"),
    ("✔️ Taught English", "Taught English", "bullet"),
    ("・英語を教えた", "英語を教えた", "bullet"),
    ("■職務経歴", "職務経歴", "paragraph"),
    ("■ Excel", "Excel", "bullet"),
    ("１．職務経歴", "職務経歴", "paragraph"),
    ("（２）毎週二十五時間の授業を五つの小学校で担当", "毎週二十五時間の授業を五つの小学校で担当", "bullet"),
    ("●毎週二十五時間の授業を五つの小学校で担当", "毎週二十五時間の授業を五つの小学校で担当", "bullet"),
    ("o\tTaught English", "Taught English", "bullet"),
    ("➢ Taught English", "Taught English", "bullet"),
    ("1. Taught English", "Taught English", "bullet"),
    ("(2) Taught English", "Taught English", "bullet"),
    ("- 5 schools", "5 schools", "bullet"),
    ("-5 degrees", "-5 degrees", "paragraph"),
    ("+81 90 555 0100", "+81 90 555 0100", "paragraph"),
    ("+ 81 90 555 0100", "+ 81 90 555 0100", "paragraph"),
    ("- Jane Doe -", "- Jane Doe -", "paragraph"),
    ("★★★☆☆ Excel", "★★★☆☆ Excel", "paragraph"),
    ("●●●○○ Excel", "●●●○○ Excel", "paragraph"),
    ("3.5 GPA", "3.5 GPA", "paragraph"),
    ("2019. A year", "2019. A year", "paragraph"),
    ("on time", "on time", "paragraph"),
    ("📞 555-0100", "📞 555-0100", "paragraph"),
    ("*Note", "*Note", "paragraph"),
]


@pytest.mark.parametrize(("typed", "text", "kind"), TYPED)
def test_typed_bullets_are_taken_off(typed, text, kind, word):
    (block,) = read("resume.docx", data=word(paragraph(run(typed)))).blocks
    assert (block.text, block.kind) == (text, kind)


def test_letters_of_a_symbol_font_are_bullets(word):
    body = paragraph(run("§", "<w:rFonts w:ascii='Wingdings'/>") + run(" Taught English"))
    (block,) = read("resume.docx", data=word(body)).blocks
    assert (block.text, block.kind) == ("Taught English", "bullet")


def test_a_bullet_in_a_cell_of_its_own_belongs_to_the_next_cell(word):
    cells = f"<w:tc>{paragraph(run('•'))}</w:tc><w:tc>{paragraph(run('Taught English'))}</w:tc>"
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph(run("After"))
    blocks = read("resume.docx", data=word(body)).blocks
    assert [(block.text, block.kind) for block in blocks] == [
        ("Taught English", "bullet"),
        ("After", "paragraph"),
    ]


BREAK = "<w:r><w:br/></w:r>"
WRAPPED = (
    "I have worked for the Sakura City board of education since I was 23 and taught English to everybody from the "
    "kindergarten to the board members, and I now look for a role in the office of the Sakura Trading Company in "
    "London."
)
BROKEN = [
    (
        "title, employer, date",
        "",
        ["English Teacher", "Sakura City", "2019 – 2022"],
        ["English Teacher", "Sakura City", "2019 – 2022"],
    ),
    (
        "a wrapped sentence",
        "",
        ["Taught English at five", "schools in Sakura"],
        ["Taught English at five schools in Sakura"],
    ),
    (
        "a sentence that leads on",
        "",
        ["Worked with", "Japanese colleagues"],
        ["Worked with Japanese colleagues"],
    ),
    ("a date that leads on", "", ["April 2019 –", "March 2022"], ["April 2019 – March 2022"]),
    (
        "two sentences",
        "",
        ["I taught English.", "I planned lessons."],
        ["I taught English.", "I planned lessons."],
    ),
    (
        "typed bullets",
        "",
        ["Duties", "• Taught English", "• Planned"],
        ["Duties", "Taught English", "Planned"],
    ),
    (
        "a wrapped typed bullet",
        "",
        ["• Taught English at", "  five schools", "• Planned"],
        ["Taught English at five schools", "Planned"],
    ),
    (
        "a wrapped list item",
        in_list(1),
        ["Taught English,", "Planned lessons"],
        ["Taught English, Planned lessons"],
    ),
    (
        "an empty line",
        in_list(1),
        ["Taught English", "", "Planned lessons"],
        ["Taught English", "Planned lessons"],
    ),
    ("a heading on two lines", style("Heading1"), ["Work", "Experience"], ["Work Experience"]),
    (
        "a name and its line below",
        style("Title"),
        ["Jane Doe", "Sakura, Japan"],
        ["Jane Doe", "Sakura, Japan"],
    ),
    (
        "text wrapped by hand",
        "",
        [
            "I have worked for the Sakura City board of education since I was",
            "23 and taught English to everybody from the kindergarten to the",
            "board members, and I now look for a role in the office of the",
            "Sakura Trading Company in London.",
        ],
        [WRAPPED],
    ),
]


@pytest.mark.parametrize(
    ("properties", "lines", "expected"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN]
)
def test_a_line_break_parts_or_wraps(properties, lines, expected, word):
    body = paragraph(BREAK.join(map(run, lines)), properties)
    document = read("resume.docx", data=word(body))
    assert [block.text for block in document.blocks] == expected
    assert len({block.place.block for block in document.blocks}) == len(expected)


@pytest.mark.parametrize("properties", ["", in_list(1)], ids=["plain", "list item"])
def test_a_bold_title_parts_from_the_plain_line_below(properties, word):
    body = paragraph(run("Project", "<w:b/>") + BREAK + run("wrote a handbook for 12 colleagues"), properties)
    texts = [block.text for block in read("resume.docx", data=word(body)).blocks]
    assert texts == ["Project", "wrote a handbook for 12 colleagues"]


def test_every_line_of_a_list_item_stays_a_bullet(word):
    body = paragraph(run("Taught") + BREAK + BREAK + run("Planned"), in_list(1))
    assert [block.kind for block in read("resume.docx", data=word(body)).blocks] == ["bullet", "bullet"]


BOLD = [
    ("all bold", run("ALT", "<w:b/>"), True),
    ("half bold", run("ALT ", "<w:b/>") + run("in Japan"), False),
    ("bold but for the date", run("ALT", "<w:b/>") + run("\tApril 2019"), True),
    ("bold but for what follows a tab", run("Skills", "<w:b/>") + run("\tExcel"), False),
    ("bold by a character style", run("ALT", "<w:rStyle w:val='Strong'/>"), True),
    ("switched off", run("ALT", "<w:b w:val='0'/>"), False),
]


@pytest.mark.parametrize(("runs", "bold"), [case[1:] for case in BOLD], ids=[c[0] for c in BOLD])
def test_bold_is_said_of_the_whole_line(runs, bold, word):
    (block,) = read("resume.docx", data=word(paragraph(runs))).blocks
    assert block.bold is bold


def test_bold_on_a_bold_style_switches_it_off(word):
    body = paragraph(run("Experience", "<w:rStyle w:val='Strong'/>"), style("Heading1"))
    assert read("resume.docx", data=word(body)).blocks[0].bold is False


def test_size_comes_from_run_style_or_defaults(word):
    body = (
        paragraph(run("x", "<w:sz w:val='40'/>"))
        + paragraph(run("x"), style("Heading1"))
        + paragraph(run("x"))
    )
    assert [block.size for block in read("resume.docx", data=word(body)).blocks] == [20.0, 16.0, 11.0]


def test_pages_are_those_word_counted(word):
    mark = "<w:r><w:lastRenderedPageBreak/></w:r>"
    document = read("resume.docx", data=word(paragraph(run("one")) + paragraph(mark + run("two"))))
    assert (document.pages, [block.place.page for block in document.blocks]) == (2, [1, 2])


def test_without_a_count_no_page_is_claimed(word):
    document = read("resume.docx", data=word(paragraph(run("one"))))
    assert (document.pages, document.blocks[0].place.page) == (None, None)


def properties(pages: int, words: int) -> dict[str, str]:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return {
        "docProps/app.xml": f"<Properties xmlns='{space}'><Pages>{pages}</Pages><Words>{words}</Words></Properties>"
    }


def test_a_page_count_is_believed_beside_a_right_word_count(word):
    text = paragraph(run("word " * 100))
    assert read("resume.docx", data=word(text, raw=properties(1, 100))).pages == 1
    assert read("resume.docx", data=word(text, raw=properties(1, 0))).pages is None


def anchored(inside: str, *, x: float, y: float, wide: float = 2, high: float = 1) -> str:
    def emu(inches: float) -> int:
        return int(inches * 914_400)

    return (
        "<w:r><w:drawing><wp:anchor>"
        f"<wp:positionH relativeFrom='page'><wp:posOffset>{emu(x)}</wp:posOffset></wp:positionH>"
        f"<wp:positionV relativeFrom='page'><wp:posOffset>{emu(y)}</wp:posOffset></wp:positionV>"
        f"<wp:extent cx='{emu(wide)}' cy='{emu(high)}'/><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
        f"{paragraph(run(inside))}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></w:r>"
    )


def test_text_boxes_on_one_paragraph_are_read_by_columns_below_the_banner(word):
    body = paragraph(
        anchored("right top", x=3, y=2, wide=4)
        + anchored("left bottom", x=0.5, y=5)
        + anchored("banner", x=0.5, y=0.5, wide=7)
        + anchored("left top", x=0.5, y=2)
        + anchored("right bottom", x=3, y=4, wide=4)
    )
    texts = [block.text for block in read("resume.docx", data=word(body)).blocks]
    assert texts == ["banner", "left top", "left bottom", "right top", "right bottom"]


def test_text_boxes_on_empty_paragraphs_are_read_by_their_places(word):
    boxes = [
        anchored("right top", x=3, y=2, wide=4),
        anchored("left bottom", x=0.5, y=5),
        "",
        anchored("banner", x=0.5, y=0.5, wide=7),
        anchored("left top", x=0.5, y=2),
    ]
    new_page = paragraph("<w:r><w:lastRenderedPageBreak/></w:r>" + anchored("second page", x=0.5, y=0.2))
    body = "".join(map(paragraph, boxes)) + new_page + paragraph(run("text below"))
    texts = [block.text for block in read("resume.docx", data=word(body)).blocks]
    assert texts == ["banner", "left top", "left bottom", "right top", "second page", "text below"]


def test_text_boxes_placed_by_alignment_are_read_by_their_places(word):
    def aligned(text: str, across: str) -> str:
        box = anchored(text, x=0, y=0)
        return box.replace(
            "<wp:posOffset>0</wp:posOffset></wp:positionH>", f"<wp:align>{across}</wp:align></wp:positionH>"
        )

    body = paragraph(aligned("right", "right") + aligned("left", "left"))
    assert [block.text for block in read("resume.docx", data=word(body)).blocks] == ["left", "right"]


def test_text_boxes_at_the_top_of_the_page_come_before_the_first_heading(word):
    body = paragraph(run("Objective") + anchored("Jane Doe", x=1, y=1), style("Heading1")) + paragraph(
        run("Work")
    )
    texts = [block.text for block in read("resume.docx", data=word(body)).blocks]
    assert texts == ["Jane Doe", "Objective", "Work"]
