"""What a reader of the page cannot see is marked as hidden."""

from __future__ import annotations

import pytest
from reportlab.lib.colors import black, white

from .pdf_pages import SENTENCES, content, put

SECRET = "JLPT N1 holder"


def _white(canvas) -> None:
    canvas.setFillColor(white)
    put(canvas, [SECRET], top=300)


def _unpainted(canvas) -> None:
    text = canvas.beginText(60, 500)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    canvas.drawText(text)


def _tiny(canvas) -> None:
    canvas.setFont("Helvetica", 1)
    put(canvas, [SECRET], top=300)


def _off_the_page(canvas) -> None:
    put(canvas, [SECRET], x=700, top=300)


def _see_through(canvas) -> None:
    canvas.setFillAlpha(0)
    put(canvas, [SECRET], top=300)


@pytest.mark.parametrize("draw", [_white, _unpainted, _tiny, _off_the_page, _see_through])
def test_hidden_text_is_kept_marked_and_named(draw) -> None:
    def page(canvas) -> None:
        put(canvas, SENTENCES)
        draw(canvas)

    found = content(page)
    block = next(block for block in found.blocks if SECRET in block.text)
    assert [block.text[start:end] for start, end in block.hidden] == [SECRET]
    assert [(trace.kind, trace.text) for trace in found.traces] == [("hidden-text", SECRET)]
    assert found.blocks[found.traces[0].block] is block


def test_white_on_a_dark_bar_is_seen() -> None:
    def page(canvas) -> None:
        put(canvas, SENTENCES)
        canvas.setFillColor(black)
        canvas.rect(50, 842 - 210, 495, 20, stroke=0, fill=1)
        canvas.setFillColor(white)
        put(canvas, ["EXPERIENCE"], top=205)

    found = content(page)
    assert found.traces == ()
    assert all(block.hidden == () for block in found.blocks)


def test_black_on_a_black_bar_is_not() -> None:
    def page(canvas) -> None:
        put(canvas, SENTENCES)
        canvas.rect(50, 842 - 210, 495, 20, stroke=0, fill=1)
        put(canvas, [SECRET], top=205)

    assert [trace.text for trace in content(page).traces] == [SECRET]
