"""Word documents printed by LibreOffice: how many of their paragraphs come out of the PDF whole.

The documents are built here with python-docx, each with another font, size, spacing, alignment, list style and
page layout; or they are those of a folder. What the DOCX reader gives is the measure for what the PDF reader gives.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.extraction import source
from benchmarks.extraction.producers import NotInstalledError, program

from reframe.documents.reading import read
from reframe.errors import UnreadableError

WORDS = 4
"""Shorter paragraphs are always on one line and are not counted."""

_VERBS = (
    "Prepared",
    "Arranged",
    "Kept",
    "Reviewed",
    "Translated",
    "Presented",
    "Planned",
    "Answered",
    "Compared",
)
_THINGS = (
    "the monthly figures for the city office", "a shared calendar for six schools", "requests from 40 households",
    "the budget of the exchange programme", "letters to partner offices in Toyama", "a guide for new colleagues",
    "delivery dates with three suppliers", "notes of every meeting with JLPT N2 vocabulary lists",
)  # fmt: skip
_ENDS = (
    "so that nobody was asked twice", "in Excel and later in Google Sheets", "under a deadline of two days",
    "together with the vice-principal, the board and two volunteers", "and cut the time for it by half",
    "which the next coordinator still uses", "for readers who had never worked abroad",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    font: str
    size: float
    spacing: float
    after: float
    justified: bool
    bullet: str
    columns: int
    layout: str
    tagged: bool


def styles(seed: int, count: int) -> list[Style]:
    chance = random.Random(seed)  # noqa: S311 - repeatable variety, no secret
    return [
        Style(
            font=chance.choice(
                ("Liberation Serif", "Liberation Sans", "DejaVu Sans", "Carlito", "Liberation Mono")
            ),
            size=chance.choice((9, 10, 10.5, 11, 12)),
            spacing=chance.choice((1.0, 1.0, 1.08, 1.15, 1.5)),
            after=chance.choice((0, 2, 4, 8)),
            justified=chance.random() < 0.35,
            bullet=chance.choice(("List Bullet", "List Bullet", "List Number", "List Bullet 2", "typed")),
            columns=chance.choice((1, 1, 1, 2)),
            layout=chance.choice(("plain", "plain", "table", "section")),
            tagged=chance.random() < 0.3,
        )
        for _ in range(count)
    ]


def _sentences(chance: random.Random, count: int) -> str:
    parts = [
        f"{chance.choice(_VERBS)} {chance.choice(_THINGS)} {chance.choice(_ENDS)}." for _ in range(count)
    ]
    return " ".join(parts)


def build(path: Path, style: Style, seed: int) -> None:
    """Write one document."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    chance = random.Random(seed)  # noqa: S311 - repeatable variety, no secret
    document: Any = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = style.font, Pt(style.size)
    normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = style.spacing, Pt(style.after)
    if style.justified:
        normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    document.add_heading(source.NAME, 0)
    document.add_paragraph(" | ".join(source.CONTACT))
    parts: list[Any] = [document]
    if style.layout == "table":
        table = document.add_table(rows=1, cols=2)
        table.autofit = False
        for column, width in zip(table.columns, (Cm(5.5), Cm(10.5)), strict=True):
            column.width = width
            column.cells[0].width = width
        parts = list(table.rows[0].cells)
    elif style.layout == "section":
        document.add_section(0)
        columns = document.sections[-1]._sectPr.xpath("./w:cols")[0]  # noqa: SLF001 - python-docx has no columns
        columns.set(qn("w:num"), "2")
    for part in parts:
        for heading in chance.sample(("Summary", "Experience", "Education", "Skills", "Projects"), 3):
            _fill(part, heading, style, chance)
    document.save(path)


def _fill(part: Any, heading: str, style: Style, chance: random.Random) -> None:
    part.add_paragraph(heading, style="Heading 1")
    if chance.random() < 0.6:
        part.add_paragraph(_sentences(chance, chance.choice((1, 2, 3))))
    if heading == "Skills":
        for line in chance.sample([line for _, lines in source.ASIDE for line in lines], 4):
            part.add_paragraph(line)
        return
    for _ in range(chance.choice((1, 2))):
        part.add_paragraph().add_run(
            f"{chance.choice(('Coordinator', 'Assistant', 'Clerk'))}, Larch Office"
        ).bold = True
        for _ in range(chance.choice((2, 3, 4, 6))):
            text = _sentences(chance, chance.choice((1, 1, 1, 2)))
            if style.bullet == "typed":
                part.add_paragraph("• " + text)
            else:
                part.add_paragraph(text, style=style.bullet)


def printed(files: list[Path], folder: Path, *, tagged: bool) -> dict[Path, Path]:
    """PDFs of these documents, by one call of LibreOffice."""
    office = program("soffice", "libreoffice")
    kind = "pdf:writer_pdf_Export:" + '{"UseTaggedPDF":{"type":"boolean","value":"%s"}}' % str(tagged).lower()  # noqa: UP031
    command = [office, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    found = {file: folder / f"{file.stem}.pdf" for file in files}
    return {file: pdf for file, pdf in found.items() if pdf.exists()}


@dataclass(slots=True)
class Tally:
    paragraphs: int = 0
    whole: int = 0
    long: int = 0
    long_whole: int = 0

    def line(self) -> str:
        long = f"{self.long_whole}/{self.long}"
        return f"{self.whole}/{self.paragraphs} whole ({self.whole / max(1, self.paragraphs):.1%}), long ones {long}"


def compare(word: Path, pdf: Path, tally: Tally, *, show: bool) -> None:
    """Count the paragraphs of a document that are a block of its PDF."""
    texts = {_plain(block.text) for block in read(str(pdf)).blocks}
    for block in read(str(word)).blocks:
        text = _plain(block.text)
        if block.aside or len(text.split()) < WORDS:
            continue
        long = len(text) > 90
        whole = text in texts
        tally.paragraphs += 1
        tally.whole += whole
        tally.long += long
        tally.long_whole += long and whole
        if show and not whole:
            print(f"    {text}")


def _plain(text: str) -> str:
    return " ".join(text.replace("•", " ").split()).lower()


def report(
    *,
    folder: Path | None = None,
    count: int = 24,
    seed: int = 1,
    show: bool = False,
    keep: Path | None = None,
) -> bool:
    """Print how many paragraphs came through whole; false below nine in ten."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as temporary:
        place = keep or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        sets: dict[bool, list[Path]] = {False: [], True: []}
        if folder is None:
            for number, style in enumerate(styles(seed, count)):
                path = place / f"{number:02d}-{style.layout}.docx"
                build(path, style, seed * 1000 + number)
                sets[style.tagged].append(path)
        else:
            sets[False] = sorted(folder.rglob("*.docx"))
        try:
            pairs = {
                word: pdf
                for tagged, files in sets.items()
                if files
                for word, pdf in printed(files, place, tagged=tagged).items()
            }
        except NotInstalledError:
            print("LibreOffice: not measured")
            return True
        for word, pdf in sorted(pairs.items()):
            own = Tally()
            try:
                compare(word, pdf, own, show=show)
            except UnreadableError as error:
                print(f"{word.name}: {error.code}")
                continue
            print(f"{word.name}: {own.line()}")
            for name in ("paragraphs", "whole", "long", "long_whole"):
                setattr(tally, name, getattr(tally, name) + getattr(own, name))
    print(f"all: {tally.line()}")
    return tally.whole >= 0.9 * tally.paragraphs
