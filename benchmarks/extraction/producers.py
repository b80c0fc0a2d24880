"""The résumé of ``source`` as PDF, by one function a producer: ``make(folder, columns) -> Path``.

A producer that is not installed raises ``NotInstalledError`` and is reported as not measured.
"""

from __future__ import annotations

import html
import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

from benchmarks.extraction import source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class NotInstalledError(Exception):
    """The producer's program or package is missing."""


def program(*names: str) -> str:
    """The path of the first of these programs that is installed."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    raise NotInstalledError(names[0])


# ---- HTML: Chromium and WeasyPrint ----------------------------------------------------------------------

_CSS = """
@page { size: A4; margin: 18mm }
body { font: 10.5pt/1.35 "DejaVu Sans", sans-serif; margin: 0 }
h1 { font-size: 22pt; margin: 0 } h2 { font-size: 12pt; text-transform: uppercase; letter-spacing: .08em;
  border-bottom: 1px solid #444; margin: 12pt 0 4pt }
p { margin: 2pt 0 } ul { margin: 2pt 0 6pt; padding-left: 16pt }
.row { display: flex; justify-content: space-between; font-weight: bold }
.two { display: flex; gap: 22pt } .two > .aside { width: 30% } .two > .main { width: 70% }
"""


def _html(columns: int) -> str:
    escape = html.escape
    main = [f"<h2>Summary</h2><p>{escape(source.SUMMARY)}</p><h2>Experience</h2>"]
    for job in source.JOBS:
        items = "".join(f"<li>{escape(bullet)}</li>" for bullet in job.bullets)
        title = f"<span>{escape(job.title)}</span><span>{escape(job.dates)}</span>"
        main.append(f"<div class=row>{title}</div><ul>{items}</ul>")
    aside = "".join(
        f"<h2>{heading}</h2>" + "".join(f"<p>{escape(line)}</p>" for line in lines)
        for heading, lines in source.ASIDE
    )
    head = f"<h1>{source.NAME}</h1><p>{' | '.join(source.CONTACT)}</p>"
    body = "".join(main) + aside
    if columns == 2:
        body = f"<div class=two><div class=aside>{aside}</div><div class=main>{''.join(main)}</div></div>"
    return f"<!doctype html><meta charset=utf-8><title>r</title><style>{_CSS}</style>{head}{body}"


def chromium(folder: Path, columns: int) -> Path:
    """Headless Chromium, tagged as it comes."""
    return _chromium(folder, columns)


def chromium_untagged(folder: Path, columns: int) -> Path:
    """Headless Chromium without the structure tree, as browsers printed until recently."""
    return _chromium(folder, columns, "--disable-pdf-tagging")


def _chromium(folder: Path, columns: int, *flags: str) -> Path:
    page = folder / "page.html"
    page.write_text(_html(columns), encoding="utf-8")
    out = folder / "out.pdf"
    binary = program("chromium", "chromium-browser", "google-chrome")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", *flags]
    _run([binary, *options, f"--print-to-pdf={out}", page.as_uri()])
    return out


def weasyprint(folder: Path, columns: int) -> Path:
    """WeasyPrint from the same HTML."""
    try:
        from weasyprint import HTML
    except ImportError as error:
        raise NotInstalledError("weasyprint") from error
    out = folder / "out.pdf"
    HTML(string=_html(columns)).write_pdf(out)
    return out


# ---- Word: python-docx and LibreOffice ------------------------------------------------------------------


def libreoffice(folder: Path, columns: int) -> Path:
    """A Word document exported by LibreOffice, untagged."""
    return _libreoffice(folder, columns, tagged=False)


def libreoffice_tagged(folder: Path, columns: int) -> Path:
    """The same document exported as tagged PDF."""
    return _libreoffice(folder, columns, tagged=True)


def _libreoffice(folder: Path, columns: int, *, tagged: bool) -> Path:
    from docx import Document
    from docx.shared import Cm, Pt

    office = program("soffice", "libreoffice")
    document = Document()
    document.styles["Normal"].font.size = Pt(10.5)
    document.sections[0].left_margin = document.sections[0].right_margin = Cm(2)
    document.add_heading(source.NAME, 0)
    document.add_paragraph(" | ".join(source.CONTACT))
    main = aside = document
    if columns == 2:
        table = document.add_table(rows=1, cols=2)
        table.autofit = False
        for column, width in zip(table.columns, (Cm(5), Cm(12)), strict=True):
            column.width = width
        aside, main = table.rows[0].cells
        aside.width, main.width = Cm(5), Cm(12)
    _word_main(main, tab=Cm(16.5 if columns == 1 else 11.5))
    for heading, lines in source.ASIDE:
        _word_heading(aside, heading)
        for line in lines:
            aside.add_paragraph(line)
    path = folder / "out.docx"
    document.save(path)
    option = {"UseTaggedPDF": {"type": "boolean", "value": str(tagged).lower()}}
    kind = f"pdf:writer_pdf_Export:{json.dumps(option)}"
    _run([office, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)])
    return folder / "out.pdf"


def _word_heading(part: Any, text: str) -> None:
    if hasattr(part, "add_heading"):
        part.add_heading(text, 1)
    else:
        part.add_paragraph(text, style="Heading 1")


def _word_main(part: Any, *, tab: Any) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT

    _word_heading(part, "Summary")
    part.add_paragraph(source.SUMMARY)
    _word_heading(part, "Experience")
    for job in source.JOBS:
        paragraph = part.add_paragraph()
        paragraph.paragraph_format.tab_stops.add_tab_stop(tab, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{job.title}\t{job.dates}").bold = True
        for bullet in job.bullets:
            part.add_paragraph(bullet, style="List Bullet")


# ---- Typst ----------------------------------------------------------------------------------------------


def typst(folder: Path, columns: int) -> Path:
    """Typst, justified and hyphenated."""
    try:
        import typst as compiler
    except ImportError as error:
        raise NotInstalledError("typst") from error

    def text(words: str) -> str:
        return '#text("' + words.replace("\\", "\\\\").replace('"', '\\"') + '")'

    main = [f"== Summary\n{text(source.SUMMARY)}\n\n== Experience\n"]
    for job in source.JOBS:
        main.append(f"*{text(job.title)}* #h(1fr) {text(job.dates)}\n\n")
        main += [f"- {text(bullet)}\n" for bullet in job.bullets]
    aside = [f"== {heading}\n" + "\n\n".join(map(text, lines)) + "\n\n" for heading, lines in source.ASIDE]
    lead = '#set page(paper: "a4", margin: 2cm)\n#set text(size: 10.5pt, lang: "en", hyphenate: true)\n'
    lead += f"#set par(justify: true)\n= {source.NAME}\n{text(' | '.join(source.CONTACT))}\n\n"
    body = "".join(main) + "".join(aside)
    if columns == 2:
        cells = f"[{''.join(aside)}], [{''.join(main)}]"
        body = f"#grid(columns: (30%, 70%), column-gutter: 20pt, {cells})"
    path = folder / "out.typ"
    path.write_text(lead + body, encoding="utf-8")
    out = folder / "out.pdf"
    compiler.compile(str(path), output=str(out))
    return out


# ---- Drawing libraries ----------------------------------------------------------------------------------


def reportlab(folder: Path, columns: int) -> Path:
    """ReportLab's platypus, with its own bullets."""
    try:
        from reportlab.lib.styles import getSampleStyleSheet
        from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph
    except ImportError as error:
        raise NotInstalledError("reportlab") from error
    styles = getSampleStyleSheet()
    item = styles["Bullet"]
    head: list[Any] = [
        Paragraph(source.NAME, styles["Title"]),
        Paragraph(" | ".join(source.CONTACT), styles["Normal"]),
    ]
    main: list[Any] = [Paragraph("Summary", styles["Heading2"]), Paragraph(source.SUMMARY, styles["Normal"])]
    main.append(Paragraph("Experience", styles["Heading2"]))
    for job in source.JOBS:
        main.append(Paragraph(f"<b>{job.title}</b>, {job.dates}", styles["Normal"]))
        main += [Paragraph(bullet, item, bulletText="\x7f") for bullet in job.bullets]
    aside: list[Any] = []
    for heading, lines in source.ASIDE:
        aside.append(Paragraph(heading, styles["Heading2"]))
        aside += [Paragraph(line, styles["Normal"]) for line in lines]
    out = folder / "out.pdf"
    document = BaseDocTemplate(str(out), pagesize=(595, 842))
    if columns == 2:
        frames = [Frame(50, 700, 495, 100), Frame(50, 50, 150, 650), Frame(215, 50, 330, 650)]
        story = [*head, FrameBreak(), *aside, FrameBreak(), *main]
    else:
        frames = [Frame(50, 50, 495, 750)]
        story = [*head, *main, *aside]
    document.addPageTemplates([PageTemplate(frames=frames)])
    document.build(story)
    return out


def fpdf2(folder: Path, columns: int) -> Path:
    """fpdf2, line by line as small invoice-like generators do."""
    try:
        from fpdf import FPDF
    except ImportError as error:
        raise NotInstalledError("fpdf2") from error
    pdf = FPDF(format="A4")
    pdf.add_page()

    def put(
        text: str, x: float, width: float, *, size: float = 10, style: str = "", bullet: bool = False
    ) -> None:
        text = text.replace("–", "-")
        pdf.set_font("Helvetica", style=style, size=size)
        if bullet:
            pdf.set_x(x)
            pdf.cell(5, 5, "\x95")
            x, width = x + 5, width - 5
        pdf.set_x(x)
        pdf.multi_cell(width, 5, text, align="L", new_x="LMARGIN", new_y="NEXT")

    put(source.NAME, 15, 180, size=20, style="B")
    put(" | ".join(source.CONTACT), 15, 180)
    top = pdf.get_y() + 4
    x, width = (15.0, 180.0) if columns == 1 else (75.0, 120.0)
    pdf.set_y(top)
    put("Summary", x, width, size=13, style="B")
    put(source.SUMMARY, x, width)
    put("Experience", x, width, size=13, style="B")
    for job in source.JOBS:
        put(f"{job.title}, {job.dates}", x, width, style="B")
        for bullet in job.bullets:
            put(bullet, x, width, bullet=True)
    if columns == 2:
        pdf.set_y(top)
    for heading, lines in source.ASIDE:
        put(heading, 15, 50, size=13, style="B")
        for line in lines:
            put(line, 15, 50)
    out = folder / "out.pdf"
    pdf.output(str(out))
    return out


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=180)


PRODUCERS: dict[str, Callable[[Path, int], Path]] = {
    "LibreOffice": libreoffice,
    "LibreOffice, tagged": libreoffice_tagged,
    "Chromium": chromium_untagged,
    "Chromium, tagged": chromium,
    "Typst": typst,
    "WeasyPrint": weasyprint,
    "ReportLab": reportlab,
    "fpdf2": fpdf2,
}
