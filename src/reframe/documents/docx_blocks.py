"""From a gathered paragraph to blocks: heading, bullet or plain, one block or one a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from reframe.documents.docx_styles import Numbering
from reframe.documents.docx_text import BREAK, Line, Segment, lines, only_glyphs, rejoin, strip_bullet
from reframe.documents.unreadable import unreadable
from reframe.model import Block, Place
from reframe.patterns import late
from reframe.tokenising import holds_japanese

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from reframe.documents.docx_styles import Look, Setting, Style, Stylesheet
    from reframe.model import BlockKind

_YEAR = late(r"\b(?:19|20)\d\d\b|\bpresent\b|\bcurrent\b|現在|年", re.IGNORECASE)

MAX_BLOCKS = 20_000

Ground = Literal["paper", "unsure", "dark"]
"""What text stands on: white paper; perhaps a shape behind it; something shaded or a text box."""


@dataclass(slots=True)
class Mark:
    """A comment, a tracked change or a photo on its way to become a trace."""

    kind: str
    text: str = ""
    block: int | None = None
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Harvest:
    """What the walk has brought in so far; all parts of a document add to one."""

    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    graphic_parts: set[str] = field(default_factory=set)
    characters: int = 0
    paged: bool = False
    """Whether Word noted where its pages end."""
    page_breaks: int = 0
    formatting_changes: int = 0


@dataclass(slots=True)
class Paragraph:
    """A paragraph's text elements, gathered, and what they stand on."""

    style: Style
    base: Look
    ground: Ground
    segments: list[Segment] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    """Which segments are white and may stand on a dark shape."""
    inked: bool = False
    """Whether other words of it are dark, for white paper."""
    hosted: list[tuple[str, Element]] = field(default_factory=list)
    page: int = 0

    @property
    def has_words(self) -> bool:
        """Whether it holds text, or a break, of its own."""
        return any(segment.text == BREAK or segment.text.strip() for segment in self.segments)


class BlockWriter:
    """Writes the blocks of one part, in the order its paragraphs are handed over."""

    def __init__(self, *, part: str, path: str, sheet: Stylesheet, harvest: Harvest, aside: bool) -> None:
        self.part, self.path, self.sheet, self.harvest, self.aside = part, path, sheet, harvest, aside
        self._lone_glyph = ""

    def write(self, paragraph: Paragraph, at: str, setting: Setting) -> None:
        """Add the blocks of a paragraph; ``at`` is its address."""
        _judge_doubtful(paragraph)
        segments = paragraph.segments
        if not any(segment.text or segment.marks for segment in segments):
            return
        heading, listed = self.role(paragraph.style, setting)
        broken = lines(segments)
        item = listed is not None or (heading > 0 and paragraph.style.name.lower() != "title")
        whole = rejoin(broken, item=item) if len(broken) > 1 else [broken[0][0]]
        for number, line in enumerate(whole, 1):
            place = at if number == 1 else f"{at}/line[{number}]"
            self._write_line(line, place, paragraph, heading, listed)

    def _write_line(
        self, line: Line, at: str, paragraph: Paragraph, heading: int, listed: tuple[str, int] | None
    ) -> None:
        if not line.text:
            return
        if only_glyphs(line.text):
            self._lone_glyph = at.rpartition("/tc[")[0]
            return
        line, typed = strip_bullet(line)
        alone = self._lone_glyph and at.startswith(self._lone_glyph)
        self._lone_glyph = ""
        bold = _bold(line)
        kind, level = _kind(line.text, heading, listed, "bullet" if alone and not typed else typed, bold=bold)
        page = paragraph.page if self.harvest.paged and not self.aside else 0
        if len(self.harvest.blocks) >= MAX_BLOCKS:
            raise unreadable("too-large", path=self.path, detail=f"more than {MAX_BLOCKS:,} paragraphs")
        self.harvest.blocks.append(
            Block(
                text=line.text,
                kind=kind,
                place=Place(at, page=page or None),
                pieces=line.origins(self.part),
                level=level,
                bold=bold,
                size=line.size,
                style=paragraph.style.name,
                hidden=tuple(line.hidden),
                aside=self.aside,
            )
        )
        index = len(self.harvest.blocks) - 1
        for number, (start, end) in line.marks.items():
            mark = self.harvest.marks[number]
            if mark.block is None:
                mark.block, mark.start, mark.end = index, start, min(end, len(line.text))

    def role(self, style: Style, setting: Setting) -> tuple[int, tuple[str, int] | None]:
        """Heading level and list level of a paragraph, its own properties before its style's."""
        heading = style.heading if setting.heading is None else setting.heading
        numbering, own = style.numbering, setting.numbering
        if own is not None:
            numbering = Numbering(
                numbering.list_id if own.list_id is None else own.list_id,
                numbering.level if own.level is None else own.level,
            )
        return heading, self.sheet.list_level(numbering, style)


def _judge_doubtful(paragraph: Paragraph) -> None:
    """White words are hidden when dark words share their paragraph: both cannot be meant to show."""
    if paragraph.inked:
        for at in paragraph.doubtful:
            paragraph.segments[at] = paragraph.segments[at]._replace(hidden=True)


def _kind(
    text: str, heading: int, listed: tuple[str, int] | None, typed: str, *, bold: bool
) -> tuple[BlockKind, int]:
    sentence = len(text) > 120 or (len(text) > 60 and text.endswith((".", "。")))
    if heading and not sentence and not (listed and listed[0] == "bullet" and len(text) > 60):
        return "heading", heading
    counted = typed == "number" or (listed is not None and listed[0] != "bullet")
    if (counted or typed == "mark") and bold and len(text) < 60:
        return "paragraph", 0
    if typed in ("mark", "number") and not listed and len(text) <= 15 and holds_japanese(text):
        return "paragraph", 0
    if listed:
        return "bullet", listed[1]
    return ("bullet", 1) if typed else ("paragraph", 0)


def _bold(line: Line) -> bool:
    """Whether the line is bold; a date at the far end does not count, its weight is often another."""
    tab = line.text.rfind("\t")
    if tab > 0 and _YEAR.search(line.text, tab):
        return line.is_bold(0, tab)
    return line.is_bold()
