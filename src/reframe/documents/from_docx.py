"""Word documents: .docx, .docm, .dotx and .dotm, transitional or strict.

The XML is walked as it stands. python-docx would leave out text boxes, content controls and tracked
insertions, and refuses templates, macro documents and strict OOXML.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from reframe.documents.content import Content
from reframe.documents.docx_blocks import Harvest, Mark
from reframe.documents.docx_boxes import Page, page_of
from reframe.documents.docx_pictures import WP, A, V, emu, pictures
from reframe.documents.docx_styles import Stylesheet, W, is_on
from reframe.documents.docx_walk import Walk
from reframe.documents.docx_xml import every
from reframe.documents.package import Shared, open_package
from reframe.documents.unreadable import unreadable
from reframe.model import Concern, Health, Trace

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from reframe.documents.package import Package, Relation
    from reframe.model import Block

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"

_CONCERNS = {
    "embedded-file": Concern(
        "embedded-file",
        "another file is embedded in the document; what it says was not read.",
        "Open it in Word, copy its text into the document itself, and check again.",
    ),
    "large-picture": Concern(
        "large-picture",
        "a large picture may hold words; words in pictures are not read.",
        "If it does, write them as text: applicant tracking systems cannot read them either.",
    ),
    "line-boxes": Concern(
        "line-boxes",
        "nearly every line stands in a text box of its own, as in a PDF converted to Word; "
        "sentences that run over a line end may be missed.",
        "Check the PDF itself, or the document it was made from.",
    ),
    "missing-part": Concern(
        "missing-part",
        "a part that the document refers to is missing; what it says was not read.",
        "Open the document in Word and save it again.",
    ),
}


def read(data: bytes, *, path: str) -> Content:
    """Read a Word document; raises ``UnreadableError`` where it cannot."""
    package = open_package(data, path=path)
    main = main_part(package)
    root = package.xml(main)
    if root is None:
        raise unreadable("damaged", path=path, detail="its main part is missing")
    body = root.find(f"{W}body")
    if body is None:
        raise unreadable("not-a-document", path=path, detail="an Office file without a Word document in it")
    reading = _Reading(package, main, package.relations(main))
    reading.prepare(root)
    reading.body(root, body)
    reading.graphics()
    reading.headers()
    reading.notes()
    return reading.content()


_PROPERTIES = "docProps/app.xml"
_STYLESHEETS = Shared[Stylesheet]()
_COUNTS = Shared["tuple[str | None, str | None]"]()
_MAX_QUOTE = 500


@dataclass(slots=True)
class _Reading:
    """One document on its way from package to content."""

    package: Package
    main: str
    relations: list[Relation]
    harvest: Harvest = field(default_factory=Harvest)
    sheet: Stylesheet = field(default_factory=lambda: Stylesheet(None, None))
    comments: dict[str, int] = field(default_factory=dict)
    header_parts: dict[str, Element] = field(default_factory=dict)
    has_ground: bool = False
    page: Page = field(default_factory=Page)

    def prepare(self, root: Element) -> None:
        """Everything that must be known before the first paragraph."""
        self.sheet = self._stylesheet()
        comments = self._related("comments")
        if comments is not None:
            for element in comments.iter(f"{W}comment"):
                self.comments[element.get(f"{W}id", "")] = len(self.harvest.marks)
                self.harvest.marks.append(Mark("comment", _plain_text(element)))
        for part in self._shown_headers(root):
            top = self.package.xml(part)
            if top is None:
                self.harvest.unread.append("missing-part")
            else:
                self.header_parts[part] = top
        self.has_ground = root.find(f"{W}background") is not None or any(
            _has_ground(top) for top in (root, *self.header_parts.values())
        )

    def body(self, root: Element, body: Element) -> None:
        """The running text."""
        self.page = page_of(next(root.iter(f"{W}sectPr"), None))
        self.harvest.paged = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
        self._walk(root, part=self.main).container(body, "body")

    def graphics(self) -> None:
        """SmartArt and charts, whose words lie in parts of their own."""
        for relation in self.relations:
            if relation.id not in self.harvest.graphic_parts:
                continue
            if relation.kind in ("diagramData", "chart"):
                top = self.package.xml(relation.target)
                if top is not None:
                    walk = self._walk(top, part=relation.target)
                    walk.shapes(top.iter(f"{A}p"), _stem(relation.target))
                    labels = top.iterfind(f".//{_CHART}strCache//{_CHART}v")
                    walk.words([label.text or "" for label in labels], f"{_stem(relation.target)}/label")

    def headers(self) -> None:
        """Headers and footers that the pages show, each text once."""
        seen: set[tuple[str, ...]] = set()
        blocks = self.harvest.blocks
        for part, top in self.header_parts.items():
            before = len(blocks)
            self._walk(top, part=part, aside=True).container(top, _stem(part))
            texts = tuple(block.text for block in blocks[before:])
            if texts in seen:
                del blocks[before:]
                for mark in self.harvest.marks:
                    if mark.block is not None and mark.block >= before:
                        mark.block = None
            seen.add(texts)

    def notes(self) -> None:
        """Footnotes and endnotes; the separator lines are no notes."""
        for name in ("footnotes", "endnotes"):
            top = self._related(name)
            if top is None:
                continue
            walk = self._walk(top, part=self._target(name), aside=True)
            notes = (note for note in top if note.get(f"{W}type", "normal") == "normal")
            for number, note in enumerate(notes, 1):
                walk.container(note, f"{name[:-1]}[{number}]")

    def content(self) -> Content:
        """All of it, with health, pages and traces."""
        pages, blocks = self._paged(tuple(self.harvest.blocks))
        if (
            not any(block.text for block in blocks if not block.aside)
            and "embedded-file" in self.harvest.unread
        ):
            raise unreadable("embedded-only", path=self.package.path)
        if _line_boxes(blocks):
            self.harvest.unread.append("line-boxes")
        codes = dict.fromkeys(self.harvest.unread)
        concerns = tuple(_CONCERNS[code] for code in codes)
        return Content(
            blocks=blocks,
            pages=pages,
            health=Health("degraded" if concerns else "ok", concerns),
            traces=tuple(self._traces()),
        )

    def _walk(self, root: Element, *, part: str, aside: bool = False) -> Walk:
        return Walk(
            root,
            part=part,
            path=self.package.path,
            sheet=self.sheet,
            harvest=self.harvest,
            comments=self.comments if part == self.main else {},
            ground="unsure" if self.has_ground else "paper",
            page=self.page,
            aside=aside,
        )

    def _stylesheet(self) -> Stylesheet:
        """The document's styles; documents from one template share them, and the work of reading them."""
        parts = [self._target(kind) for kind in ("styles", "numbering")]
        return _STYLESHEETS.of(
            self.package, parts, lambda: Stylesheet(self._related("styles"), self._related("numbering"))
        )

    def _target(self, kind: str) -> str:
        return next((relation.target for relation in self.relations if relation.kind == kind), "")

    def _related(self, kind: str) -> Element | None:
        target = self._target(kind)
        return self.package.xml(target) if target else None

    def _shown_headers(self, root: Element) -> dict[str, None]:
        """The header and footer parts that pages show, in the order of the sections that ask for them."""
        targets = {relation.id: relation.target for relation in self.relations if not relation.external}
        even: bool | None = None
        shown: dict[str, None] = {}
        for section in root.iter(f"{W}sectPr"):
            first = _switched_on(section, "titlePg")
            for reference in section:
                if reference.tag not in (f"{W}headerReference", f"{W}footerReference"):
                    continue
                kind = reference.get(f"{W}type", "default")
                target = targets.get(reference.get(_R_ID, ""))
                if kind == "even" and even is None:
                    settings = self._related("settings")
                    even = settings is not None and _switched_on(settings, "evenAndOddHeaders")
                if target and (kind == "default" or (kind == "first" and first) or (kind == "even" and even)):
                    shown[target] = None
        return shown

    def _paged(self, blocks: tuple[Block, ...]) -> tuple[int | None, tuple[Block, ...]]:
        """The number of pages, where Word left its count; without one, no block claims a page."""
        if self.harvest.paged:
            return self.harvest.page_breaks + 1, blocks
        pages = self._counted_pages(blocks)
        if pages != 1:
            return pages, blocks
        return pages, tuple(
            block if block.aside else block._replace(place=block.place._replace(page=1)) for block in blocks
        )

    def _counted_pages(self, blocks: tuple[Block, ...]) -> int | None:
        """The page count in the file's properties, believed when the word count beside it is right."""
        pages, words = _COUNTS.of(self.package, [_PROPERTIES], self._page_and_word_count)
        if not (pages and words and pages.isdecimal() and words.isdecimal()):
            return None
        counted = sum(len(block.text.split()) for block in blocks if not block.aside)
        near = abs(int(words) - counted) <= max(10, counted // 5)
        return int(pages) if near and 0 < int(pages) <= 1000 else None

    def _page_and_word_count(self) -> tuple[str | None, str | None]:
        properties = self.package.xml(_PROPERTIES)
        if properties is None:
            return None, None
        return properties.findtext(f"{_APP}Pages"), properties.findtext(f"{_APP}Words")

    def _traces(self) -> list[Trace]:
        traces = [
            Trace(mark.kind, mark.text, mark.block, mark.start, mark.end) for mark in self.harvest.marks
        ]
        if self.harvest.formatting_changes:
            traces.append(Trace("tracked-change"))
        for index, block in enumerate(self.harvest.blocks):
            for start, end in block.hidden:
                traces.append(Trace("hidden-text", block.text[start:end], index, start, end))
        return traces


def main_part(package: Package) -> str:
    """The part that holds the running text."""
    for relation in package.relations(""):
        if relation.kind == "officeDocument" and relation.target in package:
            return relation.target
    return "word/document.xml"


def _plain_text(comment: Element) -> str:
    paragraphs = ("".join(node.text or "" for node in p.iter(f"{W}t")) for p in comment.iter(f"{W}p"))
    return " ".join(text for text in paragraphs if text)[:_MAX_QUOTE]


def _has_ground(top: Element) -> bool:
    """Whether a shape or picture lies on the page that text could stand on."""
    for anchor in top.iter(f"{WP}anchor"):
        extent = anchor.find(f"{WP}extent")
        large = extent is not None and max(emu(extent.get("cx")), emu(extent.get("cy"))) >= 2
        if large and not any(picture.portrait for picture in islice(pictures(anchor), 2)):
            return True
    return next(every(top, f"{V}rect", f"{V}background"), None) is not None


def _line_boxes(blocks: tuple[Block, ...]) -> bool:
    """Whether the document is a heap of one-line text boxes."""
    boxes = [block.place.block.rpartition("/p[") for block in blocks if not block.aside]
    alone = Counter(box for box, _, _ in boxes if box.endswith("]") and "/textbox[" in box)
    single = sum(count == 1 for count in alone.values())
    return single >= 20 and single * 2 > len(boxes)


def _switched_on(parent: Element, name: str) -> bool:
    element = parent.find(f"{W}{name}")
    return element is not None and is_on(element)


def _stem(part: str) -> str:
    return posixpath.splitext(posixpath.basename(part))[0]
