"""Lines become the paragraphs somebody typed, in the order they are read in."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from .pdf_pages import SENTENCES, content, put, texts

WHOLE = " ".join(SENTENCES)
NARROW = (
    "Kept the accounts of the",
    "exchange programme and",
    "reported to the board",
    "every month in writing.",
)
SHORT = ("Excel and Word", "Google Workspace", "Canva", "Basic HTML", "Scheduling tools")


def test_a_date_on_the_right_is_joined_with_a_tab() -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, 700, "Assistant Language Teacher, Minami City")
        canvas.setFont("Helvetica", 10)
        canvas.drawRightString(540, 700, "April 2019 – March 2022")

    assert texts(content(draw)) == ["Assistant Language Teacher, Minami City\tApril 2019 – March 2022"]


@pytest.mark.parametrize("gap", [0.0, 3.0, 9.0], ids=["touching", "a space away", "a short tab away"])
def test_a_date_in_another_type_is_apart_however_little_room_there_is(gap: float) -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica-Bold", 10)
        title = "Assistant Language Teacher, Sakura City, Japan"
        canvas.drawString(60, 700, title)
        x = 60 + canvas.stringWidth(title, "Helvetica-Bold", 10) + gap
        canvas.setFont("Helvetica-Oblique", 10)
        canvas.drawString(x, 700, "August 2019 – July 2022")

    assert texts(content(draw)) == ["Assistant Language Teacher, Sakura City, Japan\tAugust 2019 – July 2022"]


def test_short_lines_below_each_other_stay_apart() -> None:
    def draw(canvas) -> None:
        put(canvas, [*SENTENCES], top=80)
        put(canvas, SHORT, top=140)

    assert texts(content(draw)) == [WHOLE, *SHORT]


def test_a_wider_gap_ends_a_paragraph() -> None:
    def draw(canvas) -> None:
        top = put(canvas, SENTENCES)
        put(canvas, SENTENCES, top=top + 8)

    assert texts(content(draw)) == [WHOLE, WHOLE]


def test_a_bold_title_is_not_joined_with_the_text_below() -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica-Bold", 10)
        top = put(
            canvas,
            ["Responsible for everything that had to do with the programme of five schools, alone"],
        )
        canvas.setFont("Helvetica", 10)
        put(canvas, SENTENCES, top=top)

    assert texts(content(draw))[1:] == [WHOLE]


@pytest.mark.parametrize("by_row", [False, True], ids=["drawn column by column", "drawn row by row"])
def test_two_columns_are_read_one_after_the_other(by_row: bool) -> None:
    def draw(canvas) -> None:
        put(
            canvas,
            ["Dana Whitlock, Larch Street 5, Portland, and a line across the whole of the page to its edge"],
            top=60,
        )
        left, right = [*NARROW, *SHORT], [*NARROW * 3]
        rows = [(60, 100 + 12 * at, line) for at, line in enumerate(left)]
        rows += [(230, 103 + 12 * at, line) for at, line in enumerate(right)]
        for x, top, line in sorted(rows, key=lambda row: row[1]) if by_row else rows:
            canvas.drawString(x, 842 - top, line)

    joined = " ".join(NARROW)
    assert texts(content(draw))[1:] == [joined, *SHORT, *[joined] * 3]


def test_dates_along_the_right_margin_are_no_column() -> None:
    def draw(canvas) -> None:
        for at in range(7):
            canvas.drawString(60, 700 - 14 * at, f"Position number {at} at some company")
            canvas.drawRightString(540, 700 - 14 * at, f"May 201{at} – June 201{at + 1}")

    found = texts(content(draw))
    assert found[0] == "Position number 0 at some company\tMay 2010 – June 2011"
    assert len(found) == 7


def test_labels_on_the_left_stand_before_the_text_beside_them() -> None:
    def draw(canvas) -> None:
        for label, top in (("Profile", 100), ("Languages", 150)):
            put(canvas, [label], top=top)
            put(canvas, NARROW[:3], x=150, top=top)

    joined = " ".join(NARROW[:3])
    assert texts(content(draw)) == ["Profile", joined, "Languages", joined]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["team-", "teaching"], "team-teaching"),
        (["collabo-", "rated with the city"], "collabo-rated with the city"),
        (["https://example.com/my-", "page"], "https://example.com/my-page"),
    ],
)
def test_a_hyphen_at_a_line_end_stays_where_words_are_not_broken(lines: list[str], expected: str) -> None:
    start = "Wrote a great many letters to offices, companies and schools in several prefectures and "

    def draw(canvas) -> None:
        put(canvas, [start + lines[0], lines[1] + " and then rested", "• end"])

    assert expected in texts(content(draw))[0]


def test_broken_words_are_made_whole_where_the_typesetter_breaks_them() -> None:
    text = [
        "prepared the mate-",
        "rials of the pro-",
        "gramme, colla-",
        "borated with six",
        "schools and trans-",
        "lated.",
    ]

    def draw(canvas) -> None:
        put(canvas, text)

    assert texts(content(draw)) == [
        "prepared the materials of the programme, collaborated with six schools and translated."
    ]


@pytest.mark.parametrize("drawn", ["E X P E R I E N C E", "W O R K   E X P E R I E N C E"])
def test_letter_spaced_headings_are_closed_up(drawn: str) -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica-Bold", 13)
        put(canvas, [drawn])

    assert texts(content(draw)) == [drawn.replace("   ", "_").replace(" ", "").replace("_", " ")]


def test_tracked_type_keeps_its_words() -> None:
    def draw(canvas) -> None:
        canvas.drawString(60, 700, "WORK EXPERIENCE ABROAD", charSpace=2.2)

    assert texts(content(draw)) == ["WORK EXPERIENCE ABROAD"]


def test_ligatures_are_spelled_out() -> None:
    def draw(canvas) -> None:
        registerFont(TTFont("Vera", "Vera.ttf"))
        canvas.setFont("Vera", 10)
        put(canvas, ["Certi\ufb01ed in work at the front desk"])

    block = content(draw).blocks[0]
    assert block.text == "Certified in work at the front desk"
    boxes = block.pieces[0].source.boxes
    assert boxes[5][0] <= boxes[6][0] < boxes[7][0]


def test_accents_drawn_over_letters_are_put_together() -> None:
    def draw(canvas) -> None:
        width = canvas.stringWidth("R", "Helvetica", 10)
        canvas.drawString(60, 700, "R")
        canvas.drawString(61 + width, 700, "´")
        canvas.drawString(60 + width, 700, "esum")
        end = 60 + canvas.stringWidth("Resum", "Helvetica", 10)
        canvas.drawString(end + 1, 700, "´")
        canvas.drawString(end, 700, "e and more")

    assert texts(content(draw)) == ["Résumé and more"]


def test_running_headers_and_page_numbers_are_dropped() -> None:
    def page(number: int):
        def draw(canvas) -> None:
            put(canvas, ["Dana Whitlock · Résumé"], top=40)
            put(
                canvas, [f"Line of page {number} that says something of its own about the work done"], top=200
            )
            canvas.drawCentredString(297, 30, f"Page {number} of 3")

        return draw

    found = content(*(page(number) for number in (1, 2, 3)))
    assert texts(found) == ["Dana Whitlock · Résumé"] + [
        f"Line of page {number} that says something of its own about the work done" for number in (1, 2, 3)
    ]


def test_what_a_browser_prints_around_a_page_is_dropped() -> None:
    def draw(canvas) -> None:
        canvas.drawString(30, 820, "11/22/26, 9:15 PM")
        canvas.drawString(280, 820, "resume.html")
        put(canvas, SENTENCES)
        canvas.drawString(30, 20, "file:///home/dana/resume.html")
        canvas.drawString(550, 20, "1/1")

    assert texts(content(draw)) == [WHOLE]


def test_a_footer_that_repeats_is_kept_once_as_an_aside() -> None:
    def draw(canvas) -> None:
        put(canvas, [*SENTENCES], top=200)
        put(canvas, ["Dana Whitlock, dana@example.com"], top=815)

    found = content(draw, draw)
    assert [block.text for block in found.blocks if block.aside] == ["Dana Whitlock, dana@example.com"]


def test_headings_are_known_by_size_capitals_and_rules() -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica-Bold", 22)
        put(canvas, ["Dana Whitlock"], top=60)
        canvas.setFont("Helvetica-Bold", 10)
        put(canvas, ["EXPERIENCE"], top=100)
        put(canvas, ["Education"], top=200)
        canvas.line(60, 842 - 204, 540, 842 - 204)
        put(canvas, ["Office Coordinator, Larch Hotel"], top=116)
        canvas.setFont("Helvetica", 10)
        put(canvas, SENTENCES, top=130)
        put(canvas, SENTENCES, top=220)

    found = content(draw)
    assert [(block.text, block.level) for block in found.blocks if block.kind == "heading"] == [
        ("Dana Whitlock", 1),
        ("EXPERIENCE", 2),
        ("Education", 2),
    ]
    assert [block.bold for block in found.blocks if block.text.startswith("Office")] == [True]


def test_a_picture_before_a_heading_is_taken_off() -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        put(canvas, ["■ Experience"], top=80)
        put(canvas, ["¥Skills"], top=180)
        canvas.setFont("Helvetica", 10)
        put(canvas, SENTENCES, top=110)

    found = content(draw)
    assert [block.text for block in found.blocks if block.kind == "heading"] == ["Experience", "Skills"]


def test_pictures_in_a_line_are_left_out() -> None:
    def draw(canvas) -> None:
        registerFont(TTFont("Vera", "Vera.ttf"))
        canvas.setFont("Vera", 10)
        canvas.drawString(60, 700, "dana@example.com \uf095 555-0142 \uf3c5 Portland")

    assert texts(content(draw)) == ["dana@example.com 555-0142 Portland"]
