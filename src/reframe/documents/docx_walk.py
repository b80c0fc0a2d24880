"""The walk through one part of a Word document: every piece of text once, in reading order.

It goes down through everything (insertions, content controls, tags, links, fields) except what is deleted,
what is an instruction and what only says how things look. Text boxes follow the paragraph they hang on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reframe.documents.content import MAX_CHARACTERS
from reframe.documents.docx_blocks import BlockWriter, Mark, Paragraph
from reframe.documents.docx_boxes import box_of, out_of_sight, reading_order, tops_the_page
from reframe.documents.docx_marks import Marks
from reframe.documents.docx_pictures import A, V, pictures
from reframe.documents.docx_styles import (
    Setting,
    W,
    dark,
    pale,
    paragraph_setting,
    run_look,
    shade,
    unseen,
    value,
)
from reframe.documents.docx_text import BREAK, Segment
from reframe.documents.docx_xml import (
    ADDED,
    GRAPHICS,
    MAX_DEPTH,
    MC,
    ONE_CHARACTER,
    P_PR,
    R_PR,
    REMOVED,
    SILENT,
    SOURCES,
    TBL,
    TEXT,
    Ancestry,
    O,
    P,
    R,
    chosen_branch,
    fields_balanced,
    graphic_text,
    rows_or_cells,
    shaded,
    text_of,
)
from reframe.documents.unreadable import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from reframe.documents.docx_blocks import Ground, Harvest
    from reframe.documents.docx_boxes import Box, Page
    from reframe.documents.docx_styles import Look, Stylesheet

_MAX_BOXES = 200
_MAX_PICTURES = 50
_SYMBOL_FONTS = ("wingdings", "webdings", "zapfdingbats", "zapf dingbats")


@dataclass(slots=True)
class _Count:
    paragraphs: int = 0
    tables: int = 0


class _Ink(NamedTuple):
    """What a look means for those who read the page."""

    whitish: bool
    """Too pale to be told from white paper, with no ground of its own."""
    dark: bool
    """Meant for white paper."""
    unseen: bool
    symbols: bool
    """Set in a font of symbols."""


@lru_cache(maxsize=256)
def _ink(look: Look) -> _Ink:
    bare = look.ground is None
    symbols = look.font is not None and look.font.lower().startswith(_SYMBOL_FONTS)
    return _Ink(bare and pale(look.colour), bare and dark(look.colour), unseen(look), symbols)


class _FloatingBox(NamedTuple):
    content: Element
    at: str
    place: Box | None


class Walk:
    """One part (body, header, footnotes …) on its way to blocks."""

    def __init__(
        self,
        root: Element,
        *,
        part: str,
        path: str,
        sheet: Stylesheet,
        harvest: Harvest,
        comments: dict[str, int],
        ground: Ground = "paper",
        page: Page,
        aside: bool = False,
    ) -> None:
        self.part, self.path, self.sheet, self.harvest = part, path, sheet, harvest
        self.ground, self.page, self.aside = ground, page, aside
        self._nodes = {element: index for index, element in enumerate(root.iter()) if element.tag in SOURCES}
        self._ancestry = Ancestry(root)
        self._marks = Marks(harvest, comments)
        self._out_of_sight = False
        self._afloat: list[_FloatingBox] = []
        self._line = 0
        self._fields: list[str] = []
        self._fields_balanced = fields_balanced(root)
        self._carried: list[Segment] = []
        self._writer = BlockWriter(part=part, path=path, sheet=sheet, harvest=harvest, aside=aside)

    # ---- containers: body, cell, text box, note --------------------------------------------------------

    def container(self, parent: Element, at: str, *, ground: Ground | None = None, depth: int = 0) -> None:
        """Everything in an element that holds paragraphs and tables; ``at`` is its address."""
        self._children(parent, at, _Count(), ground or self.ground, depth)
        self._land(depth)
        if self._carried:
            self._writer.write(
                Paragraph(self.sheet.style(None), self.sheet.base, "paper", self._carried), at, Setting()
            )
            self._carried = []

    def shapes(self, paragraphs: Iterable[Element], at: str) -> None:
        """Paragraphs of a drawing."""
        for number, element in enumerate(paragraphs, 1):
            self._paragraph(element, f"{at}/p[{number}]", "dark", 0)

    def words(self, texts: list[str], at: str) -> None:
        """Text that has no element of its own, such as WordArt."""
        for number, text in enumerate(texts, 1):
            words = Paragraph(self.sheet.style(None), self.sheet.base, "dark", [Segment(text)])
            self._writer.write(words, f"{at}[{number}]", Setting())

    def _children(self, parent: Element, at: str, count: _Count, ground: Ground, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise unreadable("too-deep", path=self.path)
        for child in parent:
            tag = child.tag
            if tag == P:
                count.paragraphs += 1
                self._paragraph(child, f"{at}/p[{count.paragraphs}]", ground, depth)
            elif tag == TBL:
                count.tables += 1
                self._land(depth)
                self._table(child, f"{at}/tbl[{count.tables}]", ground, depth)
            elif tag in SILENT:
                continue
            elif tag == f"{MC}AlternateContent":
                for branch in chosen_branch(child):
                    self._children(branch, at, count, ground, depth + 1)
            elif tag in REMOVED:
                self._marks.removed(child)
            elif tag in (f"{W}altChunk", f"{W}subDoc"):
                self.harvest.unread.append("embedded-file")
            elif tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
                self._marks.comment(child)
            elif tag == R:
                count.paragraphs += 1
                self._paragraph(parent, f"{at}/p[{count.paragraphs}]", ground, depth, only=child)
            else:
                self._inside(child, at, count, ground, depth)

    def _inside(self, element: Element, at: str, count: _Count, ground: Ground, depth: int) -> None:
        added = self._marks.added(element) if element.tag in ADDED else None
        self._children(element, at, count, ground, depth + 1)
        self._marks.close(added)

    def _table(self, table: Element, at: str, ground: Ground, depth: int) -> None:
        properties = table.find(f"{W}tblPr")
        if properties is not None and (
            self.sheet.shades_tables(value(properties, "tblStyle")) or shaded(properties)
        ):
            ground = "dark"
        for row_number, row in enumerate(rows_or_cells(table, f"{W}tr"), 1):
            row_properties = row.find(f"{W}trPr")
            if row_properties is not None and row_properties.find(f"{W}del") is not None:
                self._marks.removed(row)
                continue
            for cell_number, cell in enumerate(rows_or_cells(row, f"{W}tc"), 1):
                cell_at = f"{at}/tr[{row_number}]/tc[{cell_number}]"
                self.container(
                    cell, cell_at, ground="dark" if shaded(cell.find(f"{W}tcPr")) else ground, depth=depth + 1
                )

    # ---- paragraphs ------------------------------------------------------------------------------------

    def _paragraph(
        self,
        element: Element,
        at: str,
        ground: Ground,
        depth: int,
        *,
        only: Element | None = None,
    ) -> None:
        setting = paragraph_setting(element.find(P_PR) if only is None else None)
        style = self.sheet.style(setting.style)
        base = style.base
        if setting.shading is not None:
            base = base._replace(ground=shade(setting.shading))
        paragraph = Paragraph(style, base, ground)
        paragraph.segments, self._carried = self._carried, []
        if only is not None:
            self._inline_one(only, paragraph, base, depth)
        else:
            self._inline(element, paragraph, base, depth)
        if not depth:
            self._line += 1
            if self._floats(paragraph):
                self._afloat += self._boxes(paragraph.hosted, at)
                return
        if paragraph.has_words or paragraph.hosted:
            self._land(depth)
        if self._stands_below(paragraph, setting):
            self._hosted(paragraph, at, depth)
            paragraph.hosted = []
        if setting.mark_deleted and paragraph.segments:
            self._carried = paragraph.segments
        else:
            self._writer.write(paragraph, at, setting)
        self._hosted(paragraph, at, depth)

    def _stands_below(self, paragraph: Paragraph, setting: Setting) -> bool:
        """Whether text boxes at the top of the page come before the heading they hang on."""
        if not paragraph.hosted:
            return False
        boxes = [element for kind, element in paragraph.hosted if kind == "box"]
        if (
            not 0 < len(boxes) <= _MAX_BOXES
            or self.harvest.blocks
            or not self._writer.role(paragraph.style, setting)[0]
        ):
            return False
        return all(tops_the_page(self._ancestry.around(box)) for box in boxes)

    def _floats(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is nothing but a peg for text boxes, as on pages drawn rather than written."""
        return (
            bool(paragraph.hosted)
            and all(kind == "box" for kind, _ in paragraph.hosted)
            and not paragraph.has_words
        )

    def _land(self, depth: int) -> None:
        """Read the text boxes that hang on the empty paragraphs up to here, in the order of their places."""
        if self._afloat and not depth:
            boxes, self._afloat = self._afloat, []
            self._read_boxes(boxes, depth)

    def _boxes(self, hosted: list[tuple[str, Element]], at: str) -> list[_FloatingBox]:
        few = len(hosted) <= _MAX_BOXES
        elements = [element for kind, element in hosted if kind == "box"]
        return [
            _FloatingBox(
                element,
                f"{at}/textbox[{number}]",
                box_of(self._ancestry.around(element), page=self.page, line=self._line) if few else None,
            )
            for number, element in enumerate(elements, 1)
        ]

    def _read_boxes(self, boxes: list[_FloatingBox], depth: int) -> None:
        few = len(boxes) <= _MAX_BOXES
        order = reading_order([box.place for box in boxes]) if few else range(len(boxes))
        for index in order:
            element, at, place = boxes[index]
            seen = self._out_of_sight
            self._out_of_sight = seen or (few and out_of_sight(self._ancestry.around(element), place))
            self.container(element, at, ground="dark", depth=depth + 1)
            self._out_of_sight = seen

    def _hosted(self, paragraph: Paragraph, at: str, depth: int) -> None:
        """What hangs on a paragraph: text boxes, shapes, a table inside a run."""
        if not paragraph.hosted:
            return
        carried, self._carried = self._carried, []
        count = _Count()
        self._read_boxes(self._boxes(paragraph.hosted, at), depth)
        others = [(kind, element) for kind, element in paragraph.hosted if kind != "box"]
        for number, (kind, element) in enumerate(others, 1):
            if kind == "table":
                count.tables += 1
                self._table(element, f"{at}/tbl[{count.tables}]", paragraph.ground, depth + 1)
            elif kind == "paragraph":
                self._paragraph(element, f"{at}/inner[{number}]", paragraph.ground, depth + 1)
            elif kind == "shape":
                self._paragraph(element, f"{at}/shape[{number}]", "dark", depth + 1)
            else:
                self.words([element.get("string", "")], f"{at}/wordart")
        self._carried = carried

    def _inline(self, element: Element, paragraph: Paragraph, look: Look, depth: int) -> None:
        for child in element:
            self._inline_one(child, paragraph, look, depth)

    def _inline_one(self, child: Element, paragraph: Paragraph, look: Look, depth: int) -> None:
        tag = child.tag
        if tag == R:
            self._inline(child, paragraph, self._run_look(child, paragraph), depth)
        elif tag in TEXT:
            self._add(text_of(child), child, paragraph, look)
        elif tag in SILENT:
            return
        elif tag in ONE_CHARACTER:
            if child.get(f"{W}type") in ("page", "column") and paragraph.segments:
                self._add(BREAK, child, paragraph, look)
            self._add(ONE_CHARACTER[tag], child, paragraph, look)
        elif tag == f"{W}lastRenderedPageBreak":
            self._land(depth=0)
            self.harvest.page_breaks += not self.aside
            self._line = 0
        elif tag == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType", ""))
        elif tag == f"{W}sym":
            self._add("\uf0b7", child, paragraph, look)
        elif tag in GRAPHICS:
            self._graphic(child, paragraph, depth)
        elif tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"):
            self._marks.comment(child, paragraph)
        elif tag in REMOVED:
            paragraph.segments.append(Segment("", marks=(*self._marks.open, self._marks.removed(child))))
        else:
            self._inline_more(child, paragraph, look, depth)

    def _inline_more(self, child: Element, paragraph: Paragraph, look: Look, depth: int) -> None:
        tag = child.tag
        if depth > MAX_DEPTH:
            raise unreadable("too-deep", path=self.path)
        if tag == P:
            paragraph.hosted.append(("paragraph", child))
        elif tag == TBL:
            paragraph.hosted.append(("table", child))
        elif tag == f"{MC}AlternateContent":
            for branch in chosen_branch(child):
                self._inline(branch, paragraph, look, depth + 1)
        elif tag in (f"{W}subDoc", f"{W}altChunk"):
            self.harvest.unread.append("embedded-file")
        else:
            added = self._marks.added(child) if tag in ADDED else None
            self._inline(child, paragraph, look, depth + 1)
            self._marks.close(added)

    def _run_look(self, run: Element, paragraph: Paragraph) -> Look:
        base = paragraph.base
        properties = run.find(R_PR)
        if properties is None:
            return base
        direct = run_look(properties)
        style_id = value(properties, "rStyle")
        if style_id is not None:
            named = self.sheet.style(style_id, kind="character").look
            if named.bold and base.bold:  # bold on bold switches off when both come from styles
                named = named._replace(bold=False)
            base = named.over(base)
        if properties.find(f"{W}rPrChange") is not None:
            self.harvest.formatting_changes += 1
        return direct.over(base)

    def _add(self, text: str, source: Element, paragraph: Paragraph, look: Look) -> None:
        if self._fields_balanced and "code" in self._fields:
            return
        self.harvest.characters += len(text)
        if self.harvest.characters > MAX_CHARACTERS:
            raise unreadable("too-large", path=self.path, detail=f"more than {MAX_CHARACTERS:,} characters")
        printed = bool(text.strip())
        if printed and not paragraph.page:
            paragraph.page = self.harvest.page_breaks + 1
        ink = _ink(look)
        if ink.whitish and paragraph.ground == "unsure":
            paragraph.doubtful.append(len(paragraph.segments))
        elif printed and ink.dark:
            paragraph.inked = True
        paragraph.segments.append(
            Segment(
                text,
                self._nodes.get(source, -1),
                bool(look.bold),
                look.size,
                self._out_of_sight or ink.unseen or (ink.whitish and paragraph.ground == "paper"),
                ink.symbols,
                self._marks.open,
            )
        )

    def _field(self, kind: str) -> None:
        """Keep track of complex fields: what stands between begin and separate is an instruction."""
        if kind == "begin":
            self._fields.append("code")
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _graphic(self, graphic: Element, paragraph: Paragraph, depth: int) -> None:
        for picture in islice(pictures(graphic), _MAX_PICTURES):
            if picture.portrait and (self.aside or self.harvest.page_breaks == 0):
                self.harvest.marks.append(Mark("photo", picture.name))
            elif picture.may_hold_words:
                self.harvest.unread.append("large-picture")
        for element in graphic_text(graphic, depth=depth, path=self.path):
            tag = element.tag
            if tag == f"{W}txbxContent":
                paragraph.hosted.append(("box", element))
            elif tag == f"{A}p":
                paragraph.hosted.append(("shape", element))
            elif tag == f"{V}textpath":
                paragraph.hosted.append(("wordart", element))
            elif tag == f"{O}OLEObject":
                if not element.get("ProgID", "").startswith("Equation"):
                    self.harvest.unread.append("embedded-file")
            else:
                self.harvest.graphic_parts.update(map(str, element.attrib.values()))
