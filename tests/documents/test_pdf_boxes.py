"""Every character keeps the box it was drawn in, as the page is displayed."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from reframe.documents.from_pdf import read

from .pdf_pages import SENTENCES, content, pdf, put


def test_each_line_is_a_piece_with_a_box_a_character() -> None:
    found = content(lambda canvas: put(canvas, SENTENCES, x=72, top=82))
    block = found.blocks[0]
    assert [(piece.start, piece.end) for piece in block.pieces] == [
        (0, len(SENTENCES[0])),
        (len(SENTENCES[0]) + 1, len(block.text)),
    ]
    for piece in block.pieces:
        assert len(piece.source.boxes) == piece.end - piece.start
        assert piece.source.page == 1
    x0, top, x1, bottom = block.pieces[0].source.boxes[0]
    assert x0 == pytest.approx(72, abs=0.1)
    assert top < 82 < bottom
    assert x1 > x0


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 500, 500, 800)], ids=["whole", "cropped"])
def test_the_ink_lies_in_the_boxes(rotation: int, crop: tuple[int, ...] | None) -> None:
    page = PdfReader(io.BytesIO(pdf(lambda canvas: put(canvas, ["HHH"], x=100, top=120)))).pages[0]
    if crop:
        page.cropbox = RectangleObject(crop)
    if rotation:
        page.rotate(rotation)
    writer = PdfWriter()
    writer.add_page(page)
    file = io.BytesIO()
    writer.write(file)
    data = file.getvalue()

    boxes = [box for piece in read(data, path="r.pdf").blocks[0].pieces for box in piece.source.boxes]
    image = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("L")
    ink = image.point(lambda value: 255 if value < 128 else 0).getbbox()
    around = (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    assert ink is not None
    left, top, right, bottom = (edge / 2 for edge in ink)
    assert around[0] - 1 <= left
    assert around[1] - 1 <= top
    assert right <= around[2] + 1
    assert bottom <= around[3] + 1
    assert right - left > 0.5 * (around[2] - around[0])


def test_text_up_the_side_is_read_and_boxed() -> None:
    def draw(canvas) -> None:
        put(canvas, SENTENCES)
        canvas.saveState()
        canvas.translate(40, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Portfolio on request")
        canvas.restoreState()

    found = content(draw)
    side = next(block for block in found.blocks if block.text == "Portfolio on request")
    boxes = side.pieces[0].source.boxes
    assert side.aside
    assert all(30 <= box[0] < box[2] <= 45 for box in boxes)
    assert boxes[0][1] > boxes[-1][1]
