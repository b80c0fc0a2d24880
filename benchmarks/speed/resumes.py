"""The résumés that are measured, of lines that people might write, no two alike unless they are versions of one.

The lines are the labelled ones of `benchmarks/detection`; about half of them hold something to find.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES = Path(__file__).parents[1] / "detection" / "lines"
JOBS = (("Assistant Language Teacher", "Sakura City Board of Education"), ("Shop Assistant", "Example Books"))


class Size(NamedTuple):
    """How long a résumé is."""

    jobs: int
    lines: int
    """Of each job."""
    rest: bool = True
    """Whether it has the sections before and behind the experience."""


TWO_PAGES, ONE_PAGE, TEN_LINES = Size(3, 10), Size(2, 5), Size(1, 6, rest=False)

Block = tuple[str, str]
"""Word's name for a style, and a text."""


def lines_of(context: str) -> list[str]:
    """The labelled lines of a context of people who were ALTs."""
    rows = [
        json.loads(row)
        for file in sorted(LINES.glob("*.jsonl"))
        for row in file.read_text("utf-8").splitlines()
    ]
    return [row["text"] for row in rows if row["context"] == context and row["person"] == "alt"]


def blocks(number: int, known: dict[str, list[str]], size: Size = TWO_PAGES) -> Iterator[Block]:
    """One résumé, the same for the same number; ``known`` holds the lines by context."""

    def some(context: str, count: int) -> list[str]:
        held = known[context]
        return [held[(number * 37 + step * 101) % len(held)] for step in range(count)]

    yield "Title", "Jo Doe"
    yield "Normal", f"jo{number}@example.com | 555-0100"
    if size.rest:
        yield "Heading 1", "Summary"
        yield from (("Normal", line) for line in some("summary", 2))
    yield "Heading 1", "Experience"
    body = iter(some("alt", size.jobs * size.lines))
    jobs = ((2021, *JOBS[0]), (2018, *JOBS[0]), (2015, *JOBS[1]))
    for year, title, employer in jobs[: size.jobs]:
        yield "Heading 2", f"{title}, {employer}, April {year} - March {year + 3}"
        yield from (("List Bullet", line) for line in itertools.islice(body, size.lines))
    for heading, context, count in (
        ("Education", "education", 2),
        ("Certifications", "certifications", 2),
        ("Skills", "skills", 3),
        ("Languages", "languages", 1),
    ):
        if not size.rest:
            return
        yield "Heading 1", heading
        yield from (("Normal", line) for line in some(context, count))


def written(folder: Path, count: int, size: Size = TWO_PAGES, *, versions: bool = False) -> list[Path]:
    """So many résumés as Word files in a new folder; ``versions`` of one differ in a line and the address."""
    from docx import Document

    folder.mkdir()
    known = _known()
    files = []
    for number in range(count):
        document = Document()
        for place, (style, text) in enumerate(blocks(0 if versions else number, known, size)):
            changed = versions and place in (1, 9)
            document.add_paragraph(f"{text} ({number})" if changed else text, style=style)
        files.append(folder / f"resume{number:04}.docx")
        document.save(str(files[-1]))
    return files


def as_pdf(path: Path) -> Path:
    """The first résumé as a PDF."""
    from xml.sax.saxutils import escape

    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    names = {"Title": "Title", "Heading 1": "Heading1", "Heading 2": "Heading2"}
    story = [
        Paragraph(
            escape(text), styles[names.get(style, "Normal")], bulletText="•" if "Bullet" in style else None
        )
        for style, text in blocks(0, _known())
    ]
    SimpleDocTemplate(str(path)).build(story)
    return path


def as_text(path: Path) -> Path:
    """The first résumé as plain text, for programs that read no Word files."""
    path.write_text("\n".join(text for _, text in blocks(0, _known())), encoding="utf-8")
    return path


def _known() -> dict[str, list[str]]:
    contexts = ("alt", "summary", "education", "certifications", "skills", "languages")
    return {context: lines_of(context) for context in contexts}
