"""Bullets come out whole, with their glyph taken off, whatever the glyph is."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont

from .pdf_pages import SENTENCES, bullets, content, put, texts

WHOLE = " ".join(SENTENCES)


def _items(
    canvas, glyph: str, font: str, *, hanging: float = 12, drop: float = 0.0, gap: float = 0.0
) -> None:
    top = 100.0
    for _ in range(4):
        canvas.setFont(font, 10)
        canvas.drawString(60, 842 - top - drop, glyph)
        canvas.setFont("Helvetica", 10)
        top = put(canvas, SENTENCES, x=60 + hanging, top=top) + gap


@pytest.mark.parametrize(
    ("glyph", "font"),
    [
        pytest.param("•", "Helvetica", id="round"),
        pytest.param("–", "Helvetica", id="dash"),
        pytest.param("-", "Times-Roman", id="hyphen"),
        pytest.param("l", "ZapfDingbats", id="a-letter-of-a-picture-font"),
        pytest.param("\x7f", "Helvetica", id="a-code-without-a-letter"),
        pytest.param("»", "Helvetica", id="angle"),
    ],
)
def test_a_bullet_over_two_lines_is_one_block(glyph: str, font: str) -> None:
    found = content(lambda canvas: _items(canvas, glyph, font))
    assert [(block.kind, block.text) for block in found.blocks] == [("bullet", WHOLE)] * 4


def test_a_bullet_a_little_below_its_line_belongs_to_it() -> None:
    assert bullets(content(lambda canvas: _items(canvas, "•", "Helvetica", drop=2.0))) == [WHOLE] * 4


def test_lines_that_run_back_under_the_bullet_belong_to_it() -> None:
    def draw(canvas) -> None:
        top = put(canvas, ["• " + SENTENCES[0], SENTENCES[1]])
        put(canvas, ["• " + SENTENCES[0], SENTENCES[1]], top=top)

    assert bullets(content(draw)) == [WHOLE] * 2


def test_drawn_circles_are_bullets() -> None:
    def draw(canvas) -> None:
        top = 100.0
        for _ in range(3):
            canvas.circle(64, 842 - top + 3, 1.5, stroke=0, fill=1)
            top = put(canvas, SENTENCES, x=74, top=top)

    assert bullets(content(draw)) == [WHOLE] * 3


def test_a_dot_beside_a_bold_title_is_decoration() -> None:
    def draw(canvas) -> None:
        canvas.circle(52, 842 - 97, 2, stroke=0, fill=1)
        canvas.setFont("Helvetica-Bold", 11)
        put(canvas, ["Office Coordinator, Larch Hotel"])

    assert bullets(content(draw)) == []


def test_the_numbers_of_a_list_are_taken_off() -> None:
    def draw(canvas) -> None:
        for number in range(8, 12):
            label = f"{number}."
            canvas.drawRightString(72, 842 - 13 * number, label)
            canvas.drawString(
                78, 842 - 13 * number, f"Prepared report {'abcd'[number - 8]} for the city office"
            )

    assert bullets(content(draw)) == [f"Prepared report {letter} for the city office" for letter in "abcd"]


def test_a_single_number_is_text() -> None:
    assert texts(content(lambda canvas: put(canvas, ["5. Interpreted at meetings"]))) == [
        "5. Interpreted at meetings"
    ]


def test_two_bullets_on_one_row_are_two() -> None:
    def draw(canvas) -> None:
        canvas.drawString(60, 700, "• Excel and Word")
        canvas.drawString(300, 700, "• Spoken Japanese")

    assert bullets(content(draw)) == ["Excel and Word", "Spoken Japanese"]


def test_a_bullet_that_goes_on_overleaf_is_one() -> None:
    def first(canvas) -> None:
        put(canvas, ["• " + SENTENCES[0]], top=800)

    def second(canvas) -> None:
        put(canvas, [SENTENCES[1]], x=67, top=60)
        put(canvas, ["• Wrote the handover guide"], top=90)

    assert bullets(content(first, second)) == [WHOLE, "Wrote the handover guide"]


def test_japanese_bullets_are_joined_without_a_space() -> None:
    registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    lines = (
        "各校の授業計画を取りまとめ、訪問日程をExcelで管理し、二重予約をなくすために共有カレンダーを",
        "導入しました。",
    )

    def draw(canvas) -> None:
        canvas.setFont("HeiseiKakuGo-W5", 10)
        for top in (100, 130, 160):
            canvas.drawString(60, 842 - top, "・")
            put(canvas, lines, x=72, top=top, pitch=15)

    assert bullets(content(draw)) == ["".join(lines)] * 3
