"""What PDFium knows of the objects drawn on a page: kind, box, colour, marked content; and of its annotations."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from reframe.documents.pdf.ink import ARTIFACT, Colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.model import Box

MAX_OBJECTS = 40_000
_DEPTH = 8
_TYPED = (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET)
_COMMENTS = (
    pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY,
    pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_CARET, pdfium.FPDF_ANNOT_INK,
)  # fmt: skip


def laid_over(page: Any) -> tuple[bool, tuple[str, ...]]:
    """Whether text was typed over the page (form fields, text boxes), and the comments that lie on it."""
    typed = False
    notes: list[str] = []
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_OBJECTS)):
        note = pdfium.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        typed = typed or kind in _TYPED
        if kind in _COMMENTS:
            buffer = (ctypes.c_ushort * 512)()
            pdfium.FPDFAnnot_GetStringValue(note, b"Contents", buffer, ctypes.sizeof(buffer))
            notes.append(bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0].strip())
        pdfium.FPDFPage_CloseAnnot(note)
    return typed, tuple(notes)


def address(pointer: Any) -> int:
    """Where a handle points to, which tells one object from another; 0 for none."""
    return ctypes.addressof(pointer.contents) if pointer else 0


def drawn_objects(page: Any) -> Iterator[tuple[Any, int, Any]]:
    """Every object of a page with its kind and the matrix of the form it stands in, in order of drawing."""
    left = MAX_OBJECTS
    stack: list[tuple[Any, tuple[float, ...] | None, Iterator[int], Any]] = [
        (page, None, iter(range(pdfium.FPDFPage_CountObjects(page))), pdfium.FPDFPage_GetObject)
    ]
    while stack:
        holder, matrix, numbers, get = stack[-1]
        number = next(numbers, None)
        if number is None:
            stack.pop()
            continue
        left -= 1
        drawn = get(holder, number)
        if not drawn or left < 0:
            continue
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and len(stack) < _DEPTH:
            inner = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(drawn, inner)
            count = range(pdfium.FPDFFormObj_CountObjects(drawn))
            stack.append((drawn, _times(inner, matrix), iter(count), pdfium.FPDFFormObj_GetObject))
        else:
            yield drawn, kind, matrix


def _times(inner: Any, outer: tuple[float, ...] | None) -> tuple[float, ...]:
    a, b, c, d, e, f = inner.a, inner.b, inner.c, inner.d, inner.e, inner.f
    if outer is None:
        return (a, b, c, d, e, f)
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od, e * oa + f * oc + oe,
        e * ob + f * od + of,
    )  # fmt: skip


def bounds(drawn: Any, matrix: tuple[float, ...] | None) -> Box | None:
    """An object's box in the page's own coordinates."""
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(drawn, left, low, right, high):
        return None
    box = (left.value, low.value, right.value, high.value)
    if matrix is None:
        return box
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def painted(path: Any) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is stroked."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, mode, stroke):
        return False, False
    return mode.value != pdfium.FPDF_FILLMODE_NONE, bool(stroke.value)


def curved(path: Any) -> bool:
    """Whether a path starts with a curve, as circles do."""
    count = min(pdfium.FPDFPath_CountSegments(path), 6)
    steps = (pdfium.FPDFPath_GetPathSegment(path, at) for at in range(count))
    return any(pdfium.FPDFPathSegment_GetType(step) == pdfium.FPDF_SEGMENT_BEZIERTO for step in steps)


def fill_colour(drawn: Any) -> Colour | None:
    """The colour an object is filled with; None for patterns."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha):
        return None
    return (red.value / 255, green.value / 255, blue.value / 255)


def see_through(drawn: Any) -> bool:
    """Whether an object is painted with next to no opacity."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    return bool(pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha)) and alpha.value < 12


def marked_content(drawn: Any) -> int | None:
    """The number of the marked content an object belongs to, ``ARTIFACT`` for page furniture."""
    mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
    if mark >= 0:
        return int(mark)
    buffer = (ctypes.c_ushort * 32)()
    needed = ctypes.c_ulong()
    for at in range(pdfium.FPDFPageObj_CountMarks(drawn)):
        content = pdfium.FPDFPageObj_GetMark(drawn, at)
        if not pdfium.FPDFPageObjMark_GetName(content, buffer, ctypes.sizeof(buffer), needed):
            continue
        if bytes(buffer)[: max(0, needed.value - 2)].decode("utf-16-le", "replace") == "Artifact":
            return ARTIFACT
    return None
