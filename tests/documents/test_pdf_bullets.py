"""Bullets come out whole, with their glyph taken off, whatever the glyph is."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from reframe.documents.from_pdf import read

BULLET = (
    "Coordinated the weekly schedule of four schools with three supervisors, two local boards of education",
    "and one dispatch company, and rebuilt the shared calendar in Excel so that nobody was booked twice.",
)


def _pdf(draw) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    draw(canvas)
    canvas.save()
    return file.getvalue()


def _wrapped_bullets(glyph: str, font: str, *, hanging: float = 12):
    def draw(canvas: Canvas) -> None:
        top = 760.0
        for _ in range(4):
            canvas.setFont(font, 10)
            canvas.drawString(60, top, glyph)
            canvas.setFont("Helvetica", 10)
            for line in BULLET:
                canvas.drawString(60 + hanging, top, line)
                top -= 12.5

    return draw


@pytest.mark.parametrize(
    ("glyph", "font"),
    [
        pytest.param("•", "Helvetica", id="round"),
        pytest.param("–", "Helvetica", id="dash"),
        pytest.param("l", "ZapfDingbats", id="a-letter-of-a-picture-font"),
        pytest.param("\x7f", "Helvetica", id="a-code-without-a-letter"),
    ],
)
def test_a_bullet_over_two_lines_is_one_block(glyph: str, font: str) -> None:
    content = read(_pdf(_wrapped_bullets(glyph, font)), path="resume.pdf")
    assert [(block.kind, block.text) for block in content.blocks] == [("bullet", " ".join(BULLET))] * 4


def test_every_character_has_its_box() -> None:
    content = read(_pdf(_wrapped_bullets("•", "Helvetica")), path="resume.pdf")
    block = content.blocks[0]
    assert [(piece.start, piece.end) for piece in block.pieces] == [
        (0, len(BULLET[0])),
        (len(BULLET[0]) + 1, len(block.text)),
    ]
    for piece in block.pieces:
        assert len(piece.source.boxes) == piece.end - piece.start
        assert piece.source.page == 1
    x0, top, _, bottom = block.pieces[0].source.boxes[0]
    assert x0 == pytest.approx(72, abs=0.1)
    assert top < 842 - 760 < bottom


def test_a_date_on_the_right_is_joined_with_a_tab() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, 700, "Assistant Language Teacher, Minami City")
        canvas.setFont("Helvetica", 10)
        canvas.drawRightString(540, 700, "April 2019 – March 2022")

    content = read(_pdf(draw), path="resume.pdf")
    assert [block.text for block in content.blocks] == [
        "Assistant Language Teacher, Minami City\tApril 2019 – March 2022"
    ]
