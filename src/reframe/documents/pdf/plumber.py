"""Pages through pdfplumber and its pdfminer: the only module that imports them.

pdfplumber's own spacing glues the words of many résumés together and its objects do not say how text was
painted, so glyphs are taken while the page is interpreted.
"""

# ruff: noqa: ARG002, FBT001 - the device interface is pdfminer's

from __future__ import annotations

import io
import logging
import math
import struct
import time
import zlib
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.psexceptions import PSException
from pdfminer.utils import apply_matrix_pt
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from reframe.documents.pdf.ink import (
    ARTIFACT,
    UNMAPPED,
    Colour,
    Glyph,
    Shape,
    Sheet,
    TooSlowError,
    bold_font,
    readable,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pdfplumber.page import Page

    from reframe.model import Box

MAX_GLYPHS = 60_000
MAX_SHAPES = 20_000


FAULTS = (
    PdfminerException, MalformedPDFException, PSException, ArithmeticError, AssertionError, AttributeError,
    EOFError, LookupError, MemoryError, OSError, RuntimeError, StopIteration, TypeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
"""What pdfminer raises on damaged files."""

logging.getLogger("pdfminer").addHandler(logging.NullHandler())


def wrong_password(error: BaseException) -> bool:
    """Whether a fault says that the file is encrypted and does not open without its password."""
    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    return isinstance(cause, PDFPasswordIncorrect)


class Pages:
    """The pages of one file, read one at a time."""

    def __init__(self, data: bytes, *, deadline: float) -> None:
        self._pdf = pdfplumber.open(io.BytesIO(data), password="")
        self._deadline = deadline

    def __len__(self) -> int:
        return len(self._pdf.pages)

    @property
    def maker(self) -> str:
        """The programs that made the file, as it says itself."""
        facts = self._pdf.metadata
        return " ".join(str(facts[key]) for key in ("Producer", "Creator") if facts.get(key))

    def sheet(self, number: int) -> Sheet:
        """Everything drawn on a page, which counts from 1."""
        return _sheet(self._pdf.rsrcmgr, self._pdf.pages[number - 1], deadline=self._deadline)

    def tree(self, number: int) -> list[dict[str, Any]]:
        """The structure tree of a page, as pdfplumber gives it; empty where there is none."""
        if "StructTreeRoot" not in self._pdf.doc.catalog:
            return []
        return self._pdf.pages[number - 1].structure_tree


def _sheet(resources: Any, page: Page, *, deadline: float) -> Sheet:
    device = _Recorder(resources, deadline=deadline)
    PDFPageInterpreter(resources, device).process_page(page.page_obj)
    return device.sheet(page.page_obj, number=page.page_number)


class _Recorder(PDFLayoutAnalyzer):
    """Notes down what a page draws; boxes stay in pdfminer's upward coordinates until the page is done."""

    def __init__(self, resources: Any, *, deadline: float) -> None:
        super().__init__(resources, laparams=None)
        self._deadline = deadline
        self._glyphs: list[tuple[Any, ...]] = []
        self._shapes: list[tuple[Any, ...]] = []
        self._images: list[Box] = []
        self._marks: list[int | None] = []
        self._mode = 0
        self._fonts: dict[int, tuple[str, bool, float]] = {}

    def begin_page(self, page: Any, ctm: Any) -> None:
        self.set_ctm(ctm)
        self._page_ctm = ctm

    def end_page(self, page: Any) -> None:
        pass

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self._check_time()

    def end_figure(self, _: str) -> None:
        pass

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        mark = self._marks[-1] if self._marks else None
        if isinstance(props, dict) and isinstance(props.get("MCID"), int):
            mark = props["MCID"]
        elif getattr(tag, "name", "") == "Artifact":
            mark = ARTIFACT
        self._marks.append(mark)

    def end_tag(self) -> None:
        if self._marks:
            self._marks.pop()

    def do_tag(self, tag: Any, props: Any = None) -> None:
        pass

    def render_image(self, name: str, stream: Any) -> None:
        corners = [apply_matrix_pt(self.ctm, corner) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))]
        self._images.append(_around(corners))

    def paint_path(
        self,
        gstate: Any,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[Any],
    ) -> None:
        if len(self._shapes) >= MAX_SHAPES or not (stroke or fill):
            return
        self._check_time()
        start = 0
        for at in range(1, len(path) + 1):
            if at == len(path) or path[at][0] == "m":
                self._note_shape(gstate, path[start:at], filled=fill)
                start = at

    def _note_shape(self, gstate: Any, path: Sequence[Any], *, filled: bool) -> None:
        points = [
            apply_matrix_pt(self.ctm, (float(step[at]), float(step[at + 1])))
            for step in path
            for at in range(1, len(step) - 1, 2)
        ]
        if points:
            colour = _colour(gstate.ncs if filled else gstate.scs, gstate.ncolor if filled else gstate.scolor)
            curved = any(step[0] in "cvy" for step in path)
            self._shapes.append((_around(points), colour, filled, curved, len(self._glyphs)))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._mode = textstate.render
        self._colour = _colour(ncs, graphicstate.ncolor)
        self._check_time()
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        try:
            text = readable(font.to_unichr(cid))
        except PDFUnicodeNotDefined:
            text = UNMAPPED
        name, bold, descent = self._fonts.get(id(font)) or self._note_font(font)
        width = float(font.char_width(cid) * fontsize * scaling)
        if font.is_vertical():
            box = (-fontsize / 2, rise, fontsize / 2, rise + width)
        else:
            box = (0.0, descent * fontsize + rise, width, descent * fontsize + rise + fontsize)
        if text and len(self._glyphs) < MAX_GLYPHS:
            mark = self._marks[-1] if self._marks else None
            self._glyphs.append((text, matrix, box, rise, name, bold, self._colour, self._mode == 3, mark))
        return width

    def _note_font(self, font: Any) -> tuple[str, bool, float]:
        name = str(font.fontname or "")
        weight = font.descriptor.get("FontWeight", 0) if isinstance(font.descriptor, dict) else 0
        descent = font.get_descent()
        if not -0.6 < descent <= 0:
            descent = -0.2
        known = (name, bold_font(name, weight if isinstance(weight, int) else 0), descent)
        self._fonts[id(font)] = known
        self._kept = (*getattr(self, "_kept", ()), font)
        return known

    def _check_time(self) -> None:
        if time.monotonic() > self._deadline:
            raise TooSlowError

    def sheet(self, page: Any, *, number: int) -> Sheet:
        """Everything noted, in displayed coordinates."""
        crop = _clip(page.cropbox or page.mediabox, page.mediabox)
        left, low, right, high = _around(
            [apply_matrix_pt(self._page_ctm, corner) for corner in ((crop[0], crop[1]), (crop[2], crop[3]))]
        )
        width, height = right - left, high - low

        def shown(box: Box) -> Box:
            return (box[0] - left, high - box[3], box[2] - left, high - box[1])

        glyphs = tuple(_framed(note, left, high, width, height) for note in self._glyphs)
        shapes = tuple(
            Shape(*shown(box), colour if filled else None, filled, curved, order)
            for box, colour, filled, curved, order in self._shapes
        )
        images = tuple(shown(box) for box in self._images)
        return Sheet(number, width, height, page.rotate, crop, glyphs, shapes, images)


def _framed(note: tuple[Any, ...], left: float, high: float, width: float, height: float) -> Glyph:
    text, (a, b, c, d, e, f), (x0, y0, x1, y1), rise, font, bold, colour, unseen, mark = note
    xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
    ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
    px0, px1 = min(xs) + e - left, max(xs) + e - left
    top, bottom = high - max(ys) - f, high - min(ys) - f
    across, up = c * rise + e - left, high - (d * rise + f)
    if abs(b) <= 0.1 * abs(a):
        size = abs(d) * (y1 - y0) or 0.1
        if a > 0:
            # Slanted letters would overlap their neighbours, so the box is the upright one.
            ux0, ux1 = a * x0 + e - left, a * x1 + e - left
            return Glyph(text, ux0, top, ux1, bottom, up, size, font, bold, colour, unseen, mark, 0)
        frame = (width - px1, height - bottom, width - px0, height - top, height - up)
        return Glyph(text, *frame, size, font, bold, colour, unseen, mark, 2)
    if abs(a) <= 0.1 * abs(b):
        size = abs(c) * (y1 - y0) or 0.1
        if b > 0:
            frame = (height - bottom, px0, height - top, px1, across)
            return Glyph(text, *frame, size, font, bold, colour, unseen, mark, 1)
        frame = (top, width - px1, bottom, width - px0, width - across)
        return Glyph(text, *frame, size, font, bold, colour, unseen, mark, 3)
    size = math.hypot(c, d) * (y1 - y0) or 0.1
    return Glyph(text, px0, top, px1, bottom, up, size, font, bold, colour, unseen, mark, 4)


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _clip(inner: Sequence[float], outer: Sequence[float]) -> Box:
    box = (max(inner[0], outer[0]), max(inner[1], outer[1]), min(inner[2], outer[2]), min(inner[3], outer[3]))
    if box[0] < box[2] and box[1] < box[3]:
        return box
    return (outer[0], outer[1], outer[2], outer[3])


def _colour(space: Any, value: Any) -> Colour | None:
    """Red, green and blue from 0 to 1; None for patterns and other colours that cannot be told."""
    parts = value if isinstance(value, (tuple, list)) else (value,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return None
    name = getattr(space, "name", "")
    if len(parts) == 1 and name != "Indexed":
        grey = 1.0 - parts[0] if name == "Separation" else float(parts[0])
        return (grey, grey, grey)
    if len(parts) == 3:
        return (float(parts[0]), float(parts[1]), float(parts[2]))
    if len(parts) == 4 and name != "DeviceN":
        key = 1.0 - parts[3]
        return ((1.0 - parts[0]) * key, (1.0 - parts[1]) * key, (1.0 - parts[2]) * key)
    return None
