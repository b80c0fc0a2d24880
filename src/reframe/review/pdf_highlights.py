"""``reframe annotate`` for PDF files: every finding a highlight on exactly its words, with a note.

What is about the résumé as a whole stands in one note at the top of the first page. The file is written anew
with pypdf, unencrypted; its pages are not touched, and a digital signature does not survive that.
"""

from __future__ import annotations

import io
import logging
import zlib
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from reframe.errors import OutputError
from reframe.review.pdf_frames import Frame, around, boxes_by_page
from reframe.review.remarks import AUTHOR, is_ours, remark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pypdf import PageObject
    from pypdf.generic import PdfObject

    from reframe.model import Block, Box, FileReport, Finding
    from reframe.review.pdf_frames import Quad

Colour = tuple[float, float, float]

COLOURS: Mapping[str, Colour] = {
    "error": (1.0, 0.70, 0.66),
    "warning": (1.0, 0.90, 0.42),
    "suggestion": (0.70, 0.88, 1.0),
}
PRINTED = 4
"""The annotation flag that lets a mark be printed with its page."""

UPRIGHT = 8 | 16
"""No zoom, no rotation: the mark hangs upright from its top left corner, however the page is turned."""

# pypdf reads damaged files as far as it goes, and where it does not it fails in any of these ways.
_FAULTS = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
_NOTE = 18.0
"""How wide and tall the note is, in points."""

logging.getLogger("pypdf").addHandler(logging.NullHandler())


def annotate_pdf(data: bytes, report: FileReport, *, titles: Mapping[str, str] | None = None) -> bytes:
    """The file with its findings highlighted; marks of an earlier run give way, those of others stay.

    ``data`` is what ``report`` was made from. Raises ``OutputError`` where the file cannot be written, or its
    text would not be the same when read again.
    """
    if not report.findings:
        return clear_pdf(data, path=report.path)[0]
    blocks = report.resume.blocks if report.resume is not None else ()
    writer = _opened(data, path=report.path)
    try:
        _without_ours(writer)
        unplaced = [finding for finding in report.findings if not _highlight(writer, finding, blocks, titles)]
        if unplaced:
            _note(writer, unplaced, blocks, titles)
        written = _written(writer)
    except _FAULTS as error:
        raise _damaged(report.path) from error
    _same_text(written, blocks, path=report.path)
    return written


def clear_pdf(data: bytes, *, path: str) -> tuple[bytes, int]:
    """The file without reframe's own marks, and how many findings they held; without any, the very same bytes."""
    writer = _opened(data, path=path)
    try:
        count = _without_ours(writer)
        if not count:
            return data, 0
        # Read once more, so that nothing of the marks stays behind in the file.
        return _written(PdfWriter(clone_from=io.BytesIO(_written(writer)))), count
    except _FAULTS as error:
        raise _damaged(path) from error


def _opened(data: bytes, *, path: str) -> PdfWriter:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise OutputError(
                "the document is protected by a password.",
                code="password-protected",
                hint="Save a copy without the password, and annotate that copy.",
                path=path,
            )
        return PdfWriter(clone_from=reader)
    except _FAULTS as error:
        raise _damaged(path) from error


def _written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _damaged(path: str) -> OutputError:
    return OutputError(
        "this PDF could be read, but no copy of it can be written.",
        code="cannot-annotate",
        hint="Print it into a new PDF and annotate that, or annotate the Word document it was made from.",
        path=path,
    )


def _same_text(written: bytes, blocks: Sequence[Block], *, path: str) -> None:
    from reframe.documents import read

    if blocks and [block.text for block in read(path, data=written).blocks] != [b.text for b in blocks]:
        raise _damaged(path)


# ---- marks of an earlier run ----------------------------------------------------------------------------


def _without_ours(writer: PdfWriter) -> int:
    """Take reframe's marks out, their pop-ups too; gives back how many findings they held."""
    names: set[str] = set()
    count = 0
    for page in writer.pages:
        notes = _annotations(page)
        ours = [(reference, note) for reference, note in notes if _is_ours(note)]
        if not ours:
            continue
        for _, note in ours:
            name = str(note.get("/NM", ""))
            if not name or name not in names:
                count += str(note["/Contents"]).count("More: reframe explain ")
            names.add(name)
        gone = [note for _, note in ours]
        kept = [each for each in notes if not _is_of(each[1], gone)]
        for _, note in kept:
            if "/IRT" in note and any(note["/IRT"].get_object() is each for each in gone):
                del note["/IRT"]  # an answer to our note outlives it
        page[NameObject("/Annots")] = ArrayObject([reference for reference, _ in kept])
    return count


def _annotations(page: PageObject) -> list[tuple[PdfObject, Any]]:
    """What the page's array holds, each with the object it stands for."""
    found = page.get("/Annots")
    notes = found.get_object() if found is not None else None
    if not isinstance(notes, ArrayObject):
        return []
    return [(note, note.get_object()) for note in list.__iter__(notes)]


def _is_ours(note: Any) -> bool:
    return isinstance(note, DictionaryObject) and is_ours(
        str(note.get("/T", "")), str(note.get("/Contents", ""))
    )


def _is_of(note: Any, gone: Sequence[Any]) -> bool:
    """Whether a mark is one of those, or the pop-up window of one."""
    if any(note is each for each in gone):
        return True
    if not isinstance(note, DictionaryObject) or note.get("/Subtype") != "/Popup" or "/Parent" not in note:
        return False
    parent = note["/Parent"].get_object()
    return any(parent is each for each in gone)


# ---- new marks ------------------------------------------------------------------------------------------


def _highlight(
    writer: PdfWriter, finding: Finding, blocks: Sequence[Block], titles: Mapping[str, str] | None
) -> bool:
    """Lay a finding over its words; False where they have no place on a page."""
    if finding.block is None or finding.start is None or finding.end is None or finding.block >= len(blocks):
        return False
    placed = list(boxes_by_page(blocks[finding.block], finding.start, finding.end))
    for number, boxes in placed:
        page = writer.pages[number - 1]
        frame = _frame(page)
        quads = [frame.quad(box) for box in boxes]
        corners = [point for quad in quads for point in quad]
        annotation = _annotation("/Highlight", corners, finding=finding, titles=titles)
        annotation[NameObject("/QuadPoints")] = _numbers(
            [value for quad in quads for point in quad for value in point]
        )
        annotation[NameObject("/AP")] = _appearance(writer, annotation, _filled(quads, finding.level))
        _add(writer, page, annotation)
    return bool(placed)


def _note(
    writer: PdfWriter, findings: Sequence[Finding], blocks: Sequence[Block], titles: Mapping[str, str] | None
) -> None:
    """One note for all findings without a place, where the first page has room."""
    page = writer.pages[0]
    frame = _frame(page)
    taken = [
        box
        for block in blocks
        for number, boxes in boxes_by_page(block, 0, len(block.text))
        for box in boxes
        if number == 1
    ]
    x, y = _free(frame, taken)
    left, high = frame.point(x, y)
    said = "\n\n".join(_said(finding, titles, quote=finding.text is not None) for finding in findings)
    annotation = _annotation(
        "/Text", [(left, high - _NOTE), (left + _NOTE, high)], finding=findings[0], titles=titles
    )
    annotation[NameObject("/F")] = NumberObject(PRINTED | UPRIGHT)
    annotation[NameObject("/Contents")] = TextStringObject(said)
    annotation[NameObject("/Subj")] = TextStringObject("About the whole résumé")
    annotation[NameObject("/Name")] = NameObject("/Comment")
    annotation[NameObject("/AP")] = _appearance(writer, annotation, _drawn_note(left, high))
    _add(writer, page, annotation)


def _free(frame: Frame, taken: Sequence[Box]) -> tuple[float, float]:
    """A place for the note near the top right corner that covers no word, or the corner itself."""
    edge, step = 8.0, 6.0
    corner = max(frame.width - _NOTE - edge, 0.0), edge
    for row in range(4):
        x, y = corner[0], edge + row * step
        while x >= edge:
            if not any(
                box[0] < x + _NOTE and x < box[2] and box[1] < y + _NOTE and y < box[3] for box in taken
            ):
                return x, y
            x -= step
    return corner


def _frame(page: PageObject) -> Frame:
    """The page's frame as viewers take it: the crop box within the media box."""
    media, crop = _upright(page.mediabox), _upright(page.cropbox)
    left, low = max(crop[0], media[0]), max(crop[1], media[1])
    right, high = min(crop[2], media[2]), min(crop[3], media[3])
    inside = (left, low, right, high) if left < right and low < high else media
    return Frame(inside, page.rotation % 360)


def _upright(box: Sequence[Any]) -> Box:
    x0, y0, x1, y1 = (float(value) for value in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _annotation(
    subtype: str,
    corners: Sequence[tuple[float, float]],
    *,
    finding: Finding,
    titles: Mapping[str, str] | None,
) -> DictionaryObject:
    rect = around([(x, y, x, y) for x, y in corners])
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(subtype),
            NameObject("/Rect"): _numbers(rect),
            NameObject("/T"): TextStringObject(AUTHOR),
            NameObject("/Subj"): TextStringObject((titles or {}).get(finding.rule, finding.rule)),
            NameObject("/NM"): TextStringObject(f"{AUTHOR}:{finding.fingerprint or finding.rule}"),
            NameObject("/Contents"): TextStringObject(_said(finding, titles)),
            NameObject("/C"): _numbers(COLOURS[finding.level]),
            NameObject("/F"): NumberObject(PRINTED),
        }
    )


def _said(finding: Finding, titles: Mapping[str, str] | None, *, quote: bool = False) -> str:
    paragraphs = remark(finding, titles=titles or {}, quote=quote)
    return "\n".join(f"{lead} {text}".strip() for lead, text in paragraphs)


def _add(writer: PdfWriter, page: PageObject, annotation: DictionaryObject) -> None:
    annotation[NameObject("/P")] = page.indirect_reference or page
    reference = writer._add_object(annotation)  # noqa: SLF001 -- add_annotation does not keep an appearance
    kept = [each for each, _ in _annotations(page)]
    page[NameObject("/Annots")] = ArrayObject([*kept, reference])


# ---- how marks look -------------------------------------------------------------------------------------


def _appearance(writer: PdfWriter, annotation: DictionaryObject, drawing: str) -> DictionaryObject:
    """The picture of a mark, drawn in the coordinates of its page; it darkens what lies below like ink."""
    ink = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/ExtGState"),
            NameObject("/BM"): NameObject("/Multiply"),
            NameObject("/AIS"): _false(),
        }
    )
    form = DecodedStreamObject()
    form.set_data(f"/Ink gs\n{drawing}".encode("ascii"))
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): annotation["/Rect"],
            NameObject("/Resources"): DictionaryObject(
                {NameObject("/ExtGState"): DictionaryObject({NameObject("/Ink"): ink})}
            ),
        }
    )
    return DictionaryObject({NameObject("/N"): writer._add_object(form)})  # noqa: SLF001


def _false() -> PdfObject:
    from pypdf.generic import BooleanObject

    return BooleanObject(False)  # noqa: FBT003


def _filled(quads: Sequence[Quad], level: str) -> str:
    red, green, blue = COLOURS[level]
    paths = [_path((a, b, d, c)) for a, b, c, d in quads]
    return "\n".join([f"{red} {green} {blue} rg", *(f"{path} f" for path in paths)])


def _drawn_note(left: float, high: float) -> str:
    """A slip of paper with three lines on it."""
    near, far = 1.0, _NOTE - 1
    slip = [(near, near), (far, near), (far, far), (near, far)]
    rows = [((4.0, at), (_NOTE - 4, at)) for at in (5.5, 9.0, 12.5)]
    red, green, blue = COLOURS["warning"]
    drawing = [
        f"{red} {green} {blue} rg 0.55 0.42 0 RG 0.8 w",
        f"{_path([(left + x, high - y) for x, y in slip])} B",
    ]
    drawing += [f"{_path([(left + x, high - y) for x, y in row], closed=False)} S" for row in rows]
    return "\n".join(drawing)


def _path(points: Sequence[tuple[float, float]], *, closed: bool = True) -> str:
    steps = [f"{x:.3f} {y:.3f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points)]
    return " ".join([*steps, "h"] if closed else steps)


def _numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject([FloatObject(round(value, 3)) for value in values])
