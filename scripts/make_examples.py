"""Build the example résumés out of the texts below, each as the document a person would have made.

Usage: make_examples.py [--reports]

With ``--reports`` only the expected reports (``report.txt`` beside each résumé) are written anew; look at the
difference before you commit it. All people, places of work and addresses are invented.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[1] / "examples"
WIDTH = 100

UNTOUCHED: dict[str, Any] = {
    "name": "Robin Whitlock",
    "contact": "robin.whitlock@example.com · 555-0142 · Columbus, Ohio",
    "sections": [
        ("Summary", [(None, None, ["Passionate English teacher with a lifelong love of Japanese culture, looking for a new challenge"])]),
        ("Experience", [
            ("Assistant Language Teacher, Sakura City Board of Education, Chiba, Japan", "August 2019 – July 2022", [
                "Taught 25 lessons a week at 5 elementary schools and 2 junior high schools, grades 1 to 9",
                "Team-taught with JTEs and HRTs using the New Horizon textbook",
                "Made worksheets, flashcards and PowerPoint games for around 600 students",
                "Attended Sports Day, the culture festival and graduation ceremonies every year, and joined students for school lunch and cleaning time",
                "Responsible for teaching English conversation and running the English club",
                "Planned the 2021 sister-city visit with the town hall: schedule, hosts and interpreters for 18 guests",
            ]),
            ("Barista, Campus Bean, Columbus, Ohio", "September 2016 – June 2019", [
                "Served up to 200 customers a shift and trained four new starters",
            ]),
        ]),
        ("Education", [("BA History, Ohio State University", "2015 – 2019", [])]),
        ("Languages", [(None, None, ["English (native), Japanese (fluent)"])]),
        ("Skills", [(None, None, ["Proficient in Microsoft Excel, teamwork, adaptability"])]),
    ],
}  # fmt: skip

REFRAMED: dict[str, Any] = {
    "name": "Robin Whitlock",
    "contact": "robin.whitlock@example.com · 555-0142 · Columbus, Ohio",
    "sections": [
        ("Summary", [(None, None, ["Import/export coordinator candidate: Excel (MOS Associate), schedule and partner coordination in Japan, Japanese at JLPT N2"])]),
        ("Experience", [
            ("Assistant Language Teacher (ALT), Sakura City Board of Education, Chiba, Japan", "August 2019 – July 2022", [
                "Coordinated schedules and materials across several sites with Japanese colleagues, tracked in Google Sheets; changes were agreed two days earlier than before",
                "Planned the 2021 sister-city visit with the town hall: schedule, hosts and interpreters for 18 guests",
                "Designed bilingual posters and sign-up forms in Canva and Microsoft Word for a public festival of 1,200 visitors",
                "Built an Excel workbook that replaced three paper forms; the office still uses it",
                "Interpreted consecutively between visiting families and city staff at four public events",
            ]),
            ("Barista, Campus Bean, Columbus, Ohio", "September 2016 – June 2019", [
                "Served up to 200 customers a shift and trained four new starters",
            ]),
        ]),
        ("Education", [("BA History, Ohio State University", "2015 – 2019", [])]),
        ("Certifications", [(None, None, ["Microsoft Office Specialist: Excel Associate, 2023", "JLPT N2, passed December 2022"])]),
        ("Skills", [(None, None, ["Excel, Word, Canva, Google Sheets, Zoom"])]),
    ],
}  # fmt: skip

SIDEBAR: dict[str, Any] = {
    "name": "Amara Okafor-Lindqvist",
    "contact": "amara@example.com · 555-0177",
    "sections": [
        ("Profile", [(None, None, ["Customer success candidate who kept schools, a city office and parents on one page for four years"])]),
        ("Experience", [
            ("Assistant Language Teacher, JET Programme, Hida City, Gifu, Japan", "July 2017 – July 2021", [
                "Taught in six rural schools and prepared 20 lessons a week with the homeroom teacher, which meant agreeing on topics a month ahead",
                "Ran the prefecture's English camp for three summers: budget, buses, 14 volunteers and 90 families",
                "Assisted the JTE with pronunciation and marking",
                "Edited the bilingual town newsletter in Adobe InDesign; print costs fell by a third",
            ]),
            ("Events Assistant, Northside Arts Trust, Leeds, UK", "May 2015 – June 2017", [
                "Booked venues and suppliers for twelve concerts a year",
            ]),
        ]),
    ],
    "side": [
        ("Skills", [(None, None, ["Adobe InDesign, Canva", "Excel, Google Sheets", "HubSpot CRM"])]),
        ("Languages", [(None, None, ["English (native)", "Japanese (JLPT N3, 2020)"])]),
        ("Education", [(None, None, ["BA Geography, University of Leeds, 2014"])]),
        ("Certificates", [(None, None, ["HubSpot Inbound Sales, 2025"])]),
    ],
}  # fmt: skip

BOXES: dict[str, Any] = {
    "name": "Tomás Bellweather",
    "contact": "tomas.bellweather@example.com · 555-0163 · Austin, Texas",
    "sections": [
        ("Professional Experience", [
            ("English Instructor, Bright Harbor Eikaiwa, Nagoya, Japan", "03/2020 – 02/2023", [
                "Conducted thirty 40-minute lessons weekly for students aged 3 to 70",
                "Presented monthly sales results in PowerPoint to area managers",
                "Played games, sang songs and organised a Halloween party for 60 children",
                "Re-wrote the onboarding guide for new instructors in Google Docs; first-month questions to the manager halved",
            ]),
            ("Warehouse Associate, Lone Star Outfitters, Austin, Texas", "06/2018 – 01/2020", [
                "Counted stock in SAP and packed 80 orders a day",
            ]),
        ]),
        ("Education", [("BS Business Administration, Texas State University", "2018", [])]),
        ("Languages", [(None, None, ["Japanese: business level"])]),
        ("Skills", [(None, None, ["PowerPoint, Google Docs, SAP"])]),
    ],
}  # fmt: skip

N4: dict[str, Any] = {
    "name": "Priya Venkatesan-Holt",
    "contact": "priya.holt@example.com · 555-0119 · Toronto, Canada",
    "sections": [
        ("Summary", [(None, None, ["IT support technician (CompTIA A+, CCNA) who kept a bilingual office running; JLPT N4"])]),
        ("Experience", [
            ("Assistant Language Teacher (ALT), Kitakami Town Board of Education, Iwate, Japan", "April 2020 – March 2023", [
                "Set up 70 tablets and the network with the town's contractor and wrote bilingual repair guides in Google Docs",
                "Taught 15 classes a week in three schools",
                "Moved lesson sign-ups from paper to Google Forms, used by 25 staff",
            ]),
            ("Help Desk Assistant, Lakeshore College, Toronto, Canada", "September 2017 – March 2020", [
                "Closed 25 tickets a day with 96% satisfaction",
            ]),
        ]),
        ("Certifications", [(None, None, ["CompTIA A+ (2019)", "CCNA (2024)", "JLPT N4 (July 2022)"])]),
        ("Education", [("BSc Computer Science, Lakeshore College", "2016 – 2020", [])]),
        ("Skills", [(None, None, ["Windows, macOS, Google Workspace, PowerShell"])]),
    ],
}  # fmt: skip

NEVER_ALT: dict[str, Any] = {
    "name": "Jonas Feldkirch",
    "contact": "jonas.feldkirch@example.com · 555-0188 · Montréal, Canada",
    "sections": [
        ("Summary", [(None, None, ["Backend engineer with nine years in payments"])]),
        ("Experience", [
            ("Senior Engineer, Maple Ledger, Montréal, Canada", "2018 – present", [
                "Integrated Interac e-Transfer and cut settlement errors by 31%",
                "Taught a 5-lesson Go course to 40 engineers and ran lessons-learned sessions",
                "Split a monolith into 14 classes and three services; added alt text to 900 images",
            ]),
            ("Business English Trainer, Lingua Point, Berlin, Germany", "2015 – 2018", [
                "Taught 18 hours a week, classes of four to eight",
            ]),
        ]),
        ("Education", [("BSc Computer Science, University of Ottawa", "2010 – 2014", [])]),
        ("Skills", [(None, None, ["Go, Python, PostgreSQL, Kafka"])]),
    ],
}  # fmt: skip


def word(resume: dict[str, Any], path: Path) -> None:
    """A plain Word document: styled headings, bold titles, dates behind a tab, bullets."""
    import docx

    document = docx.Document()
    document.add_heading(resume["name"], 0)
    document.add_paragraph(resume["contact"])
    for heading, entries in resume["sections"]:
        document.add_heading(heading, 1)
        _word_entries(document, entries)
    document.save(str(path))


def _word_entries(container: Any, entries: list[Any]) -> None:
    for title, dates, bullets in entries:
        if title:
            paragraph = container.add_paragraph()
            paragraph.add_run(title).bold = True
            paragraph.add_run("\t" + dates).italic = True
        for bullet in bullets:
            container.add_paragraph(bullet, style="List Bullet")


def word_with_boxes(resume: dict[str, Any], path: Path) -> None:
    """A Word document as templates make them: contact in a text box, a layout table, the rest beside it."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    host = document.add_paragraph(resume["name"], style="Title")
    escaped = resume["contact"].replace("&", "&amp;")
    host.add_run()._r.append(  # noqa: SLF001  # python-docx has no words for text boxes
        parse_xml(
            f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="width:400pt;height:24pt">'
            f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{escaped}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
            "</v:shape></w:pict>"
        )
    )
    table = document.add_table(rows=1, cols=2)
    narrow, wide = table.rows[0].cells
    for heading, entries in resume["sections"][1:]:
        narrow.add_paragraph(heading, style="Heading 1")
        _word_entries(narrow, entries)
    heading, entries = resume["sections"][0]
    wide.add_paragraph(heading, style="Heading 1")
    _word_entries(wide, entries)
    document.save(str(path))


def pdf(resume: dict[str, Any], path: Path) -> None:
    """A PDF in one column, or in two where the résumé has a side."""
    from xml.sax.saxutils import escape

    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph

    styles = {
        "name": ParagraphStyle("name", fontName="Helvetica-Bold", fontSize=19, leading=24),
        "contact": ParagraphStyle("contact", fontName="Helvetica", fontSize=9, leading=12),
        "heading": ParagraphStyle(
            "heading", fontName="Helvetica-Bold", fontSize=12, leading=16, spaceBefore=9, spaceAfter=2
        ),
        "title": ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=10, leading=13, spaceBefore=4),
        "dates": ParagraphStyle("dates", fontName="Helvetica-Oblique", fontSize=9, leading=12),
        "bullet": ParagraphStyle(
            "bullet", fontName="Helvetica", fontSize=9.5, leading=12.5, leftIndent=12, bulletIndent=2
        ),
    }

    def flow(sections: list[Any]) -> list[Any]:
        parts: list[Any] = []
        for heading, entries in sections:
            parts.append(Paragraph(escape(heading), styles["heading"]))
            for title, dates, bullets in entries:
                if title:
                    parts += [
                        Paragraph(escape(title), styles["title"]),
                        Paragraph(escape(dates), styles["dates"]),
                    ]
                parts += [Paragraph(escape(bullet), styles["bullet"], bulletText="•") for bullet in bullets]
        return parts

    head = [
        Paragraph(escape(resume["name"]), styles["name"]),
        Paragraph(escape(resume["contact"]), styles["contact"]),
    ]
    width, height = A4
    margin, side = 48, 150
    if "side" in resume:
        frames = [
            Frame(margin, height - 110, width - 2 * margin, 70, id="head"),
            Frame(margin, 40, side, height - 155, id="side"),
            Frame(margin + side + 16, 40, width - 2 * margin - side - 16, height - 155, id="main"),
        ]
        story = [*head, FrameBreak(), *flow(resume["side"]), FrameBreak(), *flow(resume["sections"])]
    else:
        frames = [Frame(margin, 40, width - 2 * margin, height - 80, id="page")]
        story = [*head, *flow(resume["sections"])]
    document = BaseDocTemplate(
        str(path), pagesize=A4, title=resume["name"], author=resume["name"], invariant=1
    )
    document.addPageTemplates(PageTemplate(frames=frames))
    document.build(story)


MADE = {
    "untouched": (UNTOUCHED, {"resume.docx": word, "resume.pdf": pdf}),
    "reframed": (REFRAMED, {"resume.docx": word, "resume.pdf": pdf}),
    "two-columns": (SIDEBAR, {"resume.pdf": pdf}),
    "text-boxes": (BOXES, {"resume.docx": word_with_boxes}),
    "jlpt-n4": (N4, {"resume.docx": word, "resume.pdf": pdf}),
    "never-an-alt": (NEVER_ALT, {"resume.docx": word}),
}


def expected_report(resume: Path) -> str:
    """The text report of an example, as it stands beside it."""
    from click.testing import CliRunner

    from reframe.cli import cli

    arguments = ["check", resume.name, "--format", "text", "--color", "never", "--fail-on", "never"]
    import os

    before = Path.cwd()
    os.chdir(resume.parent)
    try:
        result = CliRunner(env={"COLUMNS": str(WIDTH)}).invoke(cli, arguments, catch_exceptions=False)
    finally:
        os.chdir(before)
    return str(result.stdout)


def main() -> None:
    """Write the documents, then their reports."""
    for name, (resume, files) in MADE.items():
        folder = EXAMPLES / name
        folder.mkdir(parents=True, exist_ok=True)
        for file, make in files.items():
            if "--reports" not in sys.argv:
                make(resume, folder / file)
        first = folder / next(iter(files))
        (folder / "report.txt").write_text(expected_report(first), encoding="utf-8")


if __name__ == "__main__":
    main()
