"""What lies over a page: text typed into it is read, comments left on it are traces."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Highlight
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from reframe.documents.from_pdf import read

from .pdf_pages import SENTENCES, content, pdf, put, texts


def _annotated(*notes) -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(pdf(lambda canvas: put(canvas, SENTENCES)))))
    for note in notes:
        writer.add_annotation(0, note)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_what_was_typed_into_a_form_is_read() -> None:
    def draw(canvas) -> None:
        put(canvas, SENTENCES)
        canvas.acroForm.textfield(name="city", value="Minami City Hall", x=60, y=500, width=300, height=20)

    assert "Minami City Hall" in texts(content(draw))


def test_a_comment_is_a_trace() -> None:
    corners = ArrayObject([FloatObject(value) for value in (60, 750, 200, 750, 60, 738, 200, 738)])
    note = Highlight(rect=(60, 738, 200, 750), quad_points=corners)
    note[NameObject("/Contents")] = TextStringObject("Is this true?")
    found = read(_annotated(note), path="r.pdf")
    assert [(trace.kind, trace.text) for trace in found.traces] == [("comment", "Is this true?")]
    assert texts(found) == [" ".join(SENTENCES)]


def test_a_text_box_without_an_appearance_does_no_harm() -> None:
    found = read(_annotated(FreeText(text="Ask me", rect=(60, 500, 200, 520))), path="r.pdf")
    assert texts(found)[0] == " ".join(SENTENCES)
