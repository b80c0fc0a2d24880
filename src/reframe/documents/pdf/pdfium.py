"""Pages through PDFium: the same ink as pdfminer's, several times faster, and from many damaged files too.

pdfplumber brings PDFium along for drawing pages. Its text page is used for the letters and their boxes only;
the line ends that PDFium makes up are left out, because ``lines`` finds its own.
"""

from __future__ import annotations

import ctypes
import math
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from reframe.documents.pdf.ink import (
    ASKEW,
    UNMAPPED,
    Colour,
    Glyph,
    Shape,
    Sheet,
    TooSlowError,
    bold_font,
    readable,
)
from reframe.documents.pdf.pdfium_objects import (
    address,
    bounds,
    curved,
    drawn_objects,
    fill_colour,
    laid_over,
    marked_content,
    painted,
    see_through,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reframe.model import Box

MAX_GLYPHS = 60_000
_SPACE = 32
_FORCE_BOLD = 1 << 18
FAULTS = (pypdfium2.PdfiumError, ctypes.ArgumentError, OSError, ValueError)
"""What PDFium and the way to it raise on files and pages that cannot be opened."""


def wrong_password(error: Exception) -> bool:
    """Whether a fault says that the file does not open without its password."""
    return bool(getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD)


class _Style(NamedTuple):
    """What all letters of one text object share."""

    font: str
    bold: bool
    size: float
    turn: int
    colour: Colour | None
    unseen: bool
    mark: int | None


class Pages:
    """The pages of one file, read one at a time."""

    def __init__(self, data: bytes, *, deadline: float) -> None:
        self._pdf = pypdfium2.PdfDocument(data)
        self._deadline = deadline

    def __len__(self) -> int:
        return len(self._pdf)

    @property
    def maker(self) -> str:
        """The programs that made the file, as it says itself."""
        facts = self._pdf.get_metadata_dict(skip_empty=True)
        return " ".join(facts[key] for key in ("Producer", "Creator") if key in facts)

    def sheet(self, number: int) -> Sheet:
        """Everything drawn on a page, which counts from 1."""
        page = self._pdf[number - 1]
        typed, notes = laid_over(page)
        if typed and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
            page.close()
            page = self._pdf[number - 1]
        try:
            sheet = _Recorder(page, number, deadline=self._deadline).sheet()
        finally:
            page.close()
        return replace(sheet, notes=notes)

    def tree(self, number: int) -> list[dict[str, Any]]:
        """The structure tree of a page, in the shape of pdfplumber's; empty where there is none."""
        page = self._pdf[number - 1]
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        if not tree:
            return []
        try:
            count = pdfium.FPDF_StructTree_CountChildren(tree)
            nodes = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(count)]
            return [_node(node, depth=0) for node in nodes if node]
        finally:
            pdfium.FPDF_StructTree_Close(tree)
            page.close()

    def close(self) -> None:
        """Give the file's memory back."""
        self._pdf.close()


@dataclass(frozen=True, slots=True)
class _Frame:
    """The way from a page's own coordinates to those of the page as displayed."""

    crop: Box
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        left, low, right, high = self.crop
        wide, tall = right - left, high - low
        return (tall, wide) if self.rotation in (90, 270) else (wide, tall)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box as displayed: left, top, right, bottom."""
        left, low, right, high = self.crop
        if self.rotation == 90:
            return (y0 - low, x0 - left, y1 - low, x1 - left)
        if self.rotation == 180:
            return (right - x1, y0 - low, right - x0, y1 - low)
        if self.rotation == 270:
            return (high - y1, right - x1, high - y0, right - x0)
        return (x0 - left, high - y1, x1 - left, high - y0)


class _Recorder:
    def __init__(self, page: Any, number: int, *, deadline: float) -> None:
        self._page = page
        self._number = number
        self._deadline = deadline
        self._styles: dict[int, _Style] = {}
        self._fonts: dict[int, tuple[str, bool]] = {}
        rotation = page.get_rotation()
        self._frame = _Frame(tuple(page.get_bbox()), rotation)

    def sheet(self) -> Sheet:
        glyphs, counts = self._glyphs()
        shapes, images = self._drawn(counts)
        width, height = self._frame.size
        return Sheet(
            number=self._number,
            width=width,
            height=height,
            rotation=self._frame.rotation,
            crop=self._frame.crop,
            glyphs=tuple(glyphs),
            shapes=tuple(shapes),
            images=tuple(images),
        )

    def _glyphs(self) -> tuple[list[Glyph], dict[int, int]]:
        """The letters, and how many of them each text object drew."""
        text_page = self._page.get_textpage()
        handle = text_page.raw
        x, y, loose = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        glyphs: list[Glyph] = []
        counts: dict[int, int] = {}
        turned = _turned(self._frame)
        before = (0, 0.0, 0.0)
        for at in range(min(pdfium.FPDFText_CountChars(handle), MAX_GLYPHS)):
            if at % 512 == 0:
                self._check_time()
            code = pdfium.FPDFText_GetUnicode(handle, at)
            drawn = pdfium.FPDFText_GetTextObject(handle, at)
            if not drawn or (code == _SPACE and pdfium.FPDFText_IsGenerated(handle, at)):
                if code == _SPACE and glyphs:
                    last = glyphs[-1]
                    glyphs.append(last._replace(text=" ", x0=last.x1))
                continue
            key = ctypes.addressof(drawn.contents)
            style = self._styles.get(key) or self._style(handle, at, drawn, key)
            text = _letter(code, unmapped=pdfium.FPDFText_HasUnicodeMapError(handle, at))
            if not text:
                continue
            pdfium.FPDFText_GetCharOrigin(handle, at, x, y)
            if (key, x.value, y.value) == before:
                last = glyphs[-1]  # a ligature, letter by letter, or a text put in place of the glyph
                pdfium.FPDFText_GetLooseCharBox(handle, at, loose)
                end = turned(text, loose, x.value, y.value, style).x1
                glyphs[-1] = last._replace(text=last.text + text, x1=max(last.x1, end))
                continue
            before = (key, x.value, y.value)
            counts[key] = counts.get(key, 0) + 1
            pdfium.FPDFText_GetLooseCharBox(handle, at, loose)
            glyphs.append(turned(text, loose, x.value, y.value, style))
        text_page.close()
        return glyphs, counts

    def _style(self, handle: Any, at: int, drawn: Any, key: int) -> _Style:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(handle, at, matrix)
        font = pdfium.FPDFTextObj_GetFont(drawn)
        name, bold = self._fonts.get(address(font)) or self._font(font)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        turn = _turn(matrix.a, matrix.b)
        style = _Style(
            font=name,
            bold=bold or mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
            size=max(0.1, abs(pdfium.FPDFText_GetFontSize(handle, at)) * math.hypot(matrix.c, matrix.d)),
            turn=turn if turn == ASKEW else (turn - self._frame.rotation // 90) % 4,
            colour=fill_colour(drawn),
            unseen=mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or see_through(drawn),
            mark=marked_content(drawn),
        )
        self._styles[key] = style
        return style

    def _font(self, font: Any) -> tuple[str, bool]:
        buffer = ctypes.create_string_buffer(256)
        length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
        name = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
        known = (name, bold_font(name) or bool(pdfium.FPDFFont_GetFlags(font) & _FORCE_BOLD))
        self._fonts[address(font)] = known
        return known

    def _drawn(self, counts: dict[int, int]) -> tuple[list[Shape], list[Box]]:
        shapes: list[Shape] = []
        images: list[Box] = []
        seen = 0
        for drawn, kind, matrix in drawn_objects(self._page.raw):
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                seen += counts.get(ctypes.addressof(drawn.contents), 0)
                continue
            if (len(shapes) + len(images)) % 256 == 0:
                self._check_time()
            box = bounds(drawn, matrix)
            if box is None:
                continue
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                images.append(self._frame.box(*box))
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                filled, stroked = painted(drawn)
                if filled or stroked:
                    fill = fill_colour(drawn) if filled else None
                    shown = self._frame.box(*box)
                    shapes.append(Shape(*shown, fill, filled, curved(drawn), seen))
            else:
                shapes.append(Shape(*self._frame.box(*box), None, True, False, seen))  # noqa: FBT003
        return shapes, images

    def _check_time(self) -> None:
        if time.monotonic() > self._deadline:
            raise TooSlowError


def _letter(code: int, *, unmapped: int) -> str:
    if code == 2:
        return "-"  # what PDFium makes of a hyphen at a line's end
    if unmapped or code == 0 or (code < 32 and code not in (9, 10, 13)) or 0x7F <= code < 0xA0:
        return UNMAPPED
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return UNMAPPED
    return readable(chr(code))


def _turn(a: float, b: float) -> int:
    """Quarter turns of text against the clock, 4 for any other angle."""
    if abs(b) <= 0.1 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.1 * abs(b):
        return 1 if b > 0 else 3
    return 4


def _turned(frame: _Frame) -> Callable[[str, Any, float, float, _Style], Glyph]:
    """How to put a letter's box and origin into the frame of its line."""
    width, height = frame.size
    left_edge, _, _, top_edge = frame.crop
    upright = frame.rotation == 0

    def glyph(text: str, loose: Any, x: float, y: float, style: _Style) -> Glyph:
        if upright and style.turn == 0:
            base, size = top_edge - y, style.size
            top, bottom = top_edge - loose.top, top_edge - loose.bottom
            if top < base - 0.85 * size:
                top = base - 0.85 * size
            if bottom > base + 0.25 * size:
                bottom = base + 0.25 * size
            return Glyph(
                text, loose.left - left_edge, top, loose.right - left_edge, bottom, base, size, style.font,
                style.bold, style.colour, style.unseen, style.mark, 0,
            )  # fmt: skip
        x0, top, x1, bottom = frame.box(loose.left, loose.bottom, loose.right, loose.top)
        left, base, _, _ = frame.box(x, y, x, y)
        if style.turn == 1:
            x0, top, x1, bottom, base = height - bottom, x0, height - top, x1, left
        elif style.turn == 2:
            x0, top, x1, bottom, base = width - x1, height - bottom, width - x0, height - top, height - base
        elif style.turn == 3:
            x0, top, x1, bottom, base = top, width - x1, bottom, width - x0, width - left
        # PDFium's boxes are as tall as the font's tallest letter; a line is as tall as its type size.
        top, bottom = max(top, base - 0.85 * style.size), min(bottom, base + 0.25 * style.size)
        return Glyph(
            text, x0, top, x1, bottom, base, style.size, style.font, style.bold, style.colour, style.unseen,
            style.mark, style.turn,
        )  # fmt: skip

    return glyph


def _node(element: Any, *, depth: int) -> dict[str, Any]:
    """One element of the structure tree with its marked content and children in order."""
    node: dict[str, Any] = {"type": _kind(element), "mcids": [], "children": []}
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            if depth < 64:
                node["children"].append(_node(child, depth=depth + 1))
            continue
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if mark < 0:
            continue
        if node["children"]:
            node["children"].append({"type": "Span", "mcids": [mark], "children": []})
        else:
            node["mcids"].append(mark)
    return node


def _kind(element: Any) -> str:
    buffer = (ctypes.c_ushort * 64)()
    length = pdfium.FPDF_StructElement_GetType(element, buffer, ctypes.sizeof(buffer))
    return bytes(buffer)[: max(0, min(length, ctypes.sizeof(buffer)) - 2)].decode("utf-16-le", "replace")
