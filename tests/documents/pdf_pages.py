"""Small PDFs for the tests, drawn with ReportLab."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas

from reframe.documents.from_pdf import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reframe.documents.content import Content

WIDE, TALL = 595, 842
SENTENCES = (
    "Coordinated the weekly schedule of four schools with three supervisors, two local boards of education",
    "and one dispatch company, and rebuilt the shared calendar in Excel so that nobody was booked twice.",
)


def pdf(*pages: Callable[[Canvas], None], **options: Any) -> bytes:
    """One page for each function."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDE, TALL), **options)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def written(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail


def content(*pages: Callable[[Canvas], None]) -> Content:
    """The pages, read."""
    return read(pdf(*pages), path="resume.pdf")


def texts(found: Content) -> list[str]:
    return [block.text for block in found.blocks]


def bullets(found: Content) -> list[str]:
    return [block.text for block in found.blocks if block.kind == "bullet"]


def put(
    canvas: Canvas, lines: Sequence[str], *, x: float = 60, top: float = 100, pitch: float = 12.5
) -> float:
    """Draw lines one below the other; gives back where the next would stand. ``top`` counts from above."""
    for line in lines:
        canvas.drawString(x, TALL - top, line)
        top += pitch
    return top
