"""One invented résumé in six formats reads the same, and every character stands where its piece says."""

from __future__ import annotations

import importlib

import pytest

from reframe.documents.reading import READERS
from reframe.documents.textfile import decode
from reframe.linter import check
from reframe.model import Block, SourceText

BULLETS = [
    "Taught 25 lessons a week at 5 schools & wrote R&D notes",
    "Organised the “Sakura Speech Contest” – 120 guests, 12 judges",
    "Interpreted at meetings of parents, teachers and the city's board of education, on the phone and in person",
    "Made coffee for ~200 guests a day",
]
HEADINGS = ["Summary", "Experience", "Education", "Skills"]
ENTRIES = ["Assistant Language Teacher", "Barista"]

MARKDOWN = """\
---
title: Résumé
---
# Aiko Sample
aiko@example.com | 555-0100

## Summary

Former ALT who looks for work in *logistics*.

## Experience

### Assistant Language Teacher, Sakura City
April 2019 – March 2022

- Taught **25 lessons a week** at 5 schools &amp; wrote `R&D` notes
- Organised the “[Sakura Speech Contest](https://example.com)” – 120 guests, 12 judges
- Interpreted at meetings of parents, teachers and the city's board of
  education, on the phone and in person
  <!-- reframe: ignore weak-duty -- asked for -->

**Barista**, Cafe Example<br>2017 – 2019

* Made coffee for ~200 guests a day

## Education

BA History, Example University, 2017

## Skills

Excel, {{< icon >}}Word
"""

PLAIN = """\
Aiko Sample
aiko@example.com | 555-0100

SUMMARY
=======
Former ALT who looks for work in logistics.

EXPERIENCE

Assistant Language Teacher, Sakura City            April 2019 – March 2022
  • Taught 25 lessons a week at 5 schools & wrote R&D notes
  • Organised the “Sakura Speech Contest” – 120 guests, 12 judges
  • Interpreted at meetings of parents, teachers and the city's board of
    education, on the phone and in person

Barista, Cafe Example
2017 – 2019
- Made coffee for ~200 guests a day

Education:
BA History, Example University, 2017

*** Skills ***
Excel, Word
"""

HTML = """\
<!doctype html>
<html><head><title>CV</title><style>li { color: red }</style><script>var x = "<li>no</li>";</script></head>
<body>
<header><h1>Aiko&nbsp;Sample</h1><p>aiko@example.com | 555-0100</header>
<h2>Summary</h2><p>Former ALT who looks for work in <em>logistics</em>.
<h2><i class="icon"></i> Experience</h2>
<div class="job"><span>Assistant Language Teacher, Sakura City</span><span>April 2019 – March 2022</span>
<ul>
  <li>Taught <b>25 lessons a week</b> at 5 schools &amp; wrote R&D notes
  <li>Organised the &ldquo;<a href="https://example.com">Sakura Speech Contest</a>&rdquo;
      &ndash; 120 guests, 12 judges</li>
  <li>Interpreted at meetings of parents, teachers
      and the city's board of education,
      on the phone and in person</li><!-- reframe: ignore weak-duty -- asked for -->
</ul></div>
<div>Barista, Cafe Example<br/>2017 – 2019<ul><li>Made coffee for ~200 guests a day</ul></div>
<h2>Education</h2>BA History, Example University, 2017
<h2>Skills</h2><table><tr><td>Excel<td>Word</table>
</body></html>
"""

LATEX = r"""
\documentclass[11pt]{moderncv}
\usepackage[utf8]{inputenc}
\newcommand{\contest}{Sakura Speech Contest}
\name{Aiko}{Sample}
\email{aiko@example.com}
\phone[mobile]{555-0100}
\begin{document}
\makecvtitle
\section{Summary}
Former ALT who looks for work in \emph{logistics}.
\section*{Experience}
\cventry{April 2019 -- March 2022}{Assistant Language Teacher}{Sakura City}{}{}{%
\begin{itemize}[noitemsep]
  \item Taught \textbf{25 lessons a week} at 5 schools \& wrote R\&D notes
  \item Organised the ``\contest{}'' -- 120 guests,~12 judges
  \item Interpreted at meetings of parents, teachers
    and the city's board of education, % reframe: ignore weak-duty -- asked for
    on the phone and in person
\end{itemize}}
\cventry{2017--2019}{Barista}{Cafe Example}{}{}{
  \begin{itemize}\item Made coffee for \textasciitilde200 guests a day\end{itemize}}
\section{Education}
BA History, Example University, 2017
\section{Skills}
\cvitem{Office}{Excel, Word}
\end{document}
"""

JSON = """\
{
\t"basics": {"name": "Aiko Sample", "email": "aiko@example.com", "phone": "555-0100",
\t\t"summary": "Former ALT who looks for work in logistics."},
\t"experience": [
\t\t{"name": "Sakura City", "position": "Assistant Language Teacher", "startDate": "2019-04", "endDate": "2022-03",
\t\t "highlights": [
\t\t\t"Taught **25 lessons a week** at 5 schools \\u0026 wrote R&D notes",
\t\t\t"Organised the \\u201cSakura Speech Contest\\u201d \\u2013 120 guests, 12 judges",
\t\t\t"Interpreted at meetings of parents, teachers and the city's board of education, on the phone and in person"
\t\t]},
\t\t{"company": "Cafe Example", "position": "Barista", "startDate": "2017", "endDate": "2019",
\t\t "highlights": ["Made coffee for ~200 guests a day"]}
\t],
\t"education": [{"institution": "Example University", "studyType": "BA", "area": "History", "endDate": "2017"}],
\t"skills": [{"name": "Office", "keywords": ["Excel", "Word"]}]
}
"""

YAML = """\
cv:
  name: Aiko Sample
  email: aiko@example.com
  phone: 555-0100
  sections:
    summary:
      - Former ALT who looks for work in *logistics*.
    experience:
      - company: Sakura City
        position: Assistant Language Teacher
        start_date: 2019-04
        end_date: 2022-03
        highlights:
          - Taught **25 lessons a week** at 5 schools & wrote R&D notes
          - "Organised the \\u201c[Sakura Speech Contest](https://example.com)\\u201d – 120 guests, 12 judges"
          - 'Interpreted at meetings of parents, teachers
            and the city''s board of education, on the phone and in person'  # reframe: ignore weak-duty -- asked for
      - company: Cafe Example
        position: Barista
        date: 2017 – 2019
        highlights:
          - >-
            Made coffee for
            ~200 guests a day
    education:
      - institution: Example University
        area: History
        degree: BA
        date: 2017
    skills:
      - label: Office
        details: Excel, Word
"""

TEXTS = {
    "markdown": MARKDOWN,
    "text": PLAIN,
    "html": HTML,
    "latex": LATEX,
    "json-resume": JSON,
    "yaml": YAML,
}
COMMENTED = [pytest.param(format_, text, id=format_) for format_, text in TEXTS.items() if "ignore" in text]
SUFFIX = {
    "markdown": "md",
    "text": "txt",
    "html": "html",
    "latex": "tex",
    "json-resume": "json",
    "yaml": "yaml",
}
FORMATS = [pytest.param(format_, text, id=format_) for format_, text in TEXTS.items()]


def blocks_of(format_: str, text: str) -> tuple[Block, ...]:
    content = importlib.import_module(f"reframe.documents.{READERS[format_]}").read(
        text.encode(), path="resume"
    )
    assert content.health.verdict == "ok"
    return tuple(content.blocks)


@pytest.mark.parametrize(("format_", "text"), FORMATS)
def test_the_bullets_are_the_same_in_every_format(format_: str, text: str) -> None:
    assert [block.text for block in blocks_of(format_, text) if block.kind == "bullet"] == BULLETS


@pytest.mark.parametrize(("format_", "text"), FORMATS)
def test_the_sections_are_the_same_in_every_format(format_: str, text: str) -> None:
    headings = [block.text.capitalize() for block in blocks_of(format_, text) if block.kind == "heading"]
    assert [heading for heading in headings if heading in HEADINGS] == HEADINGS


@pytest.mark.parametrize(("format_", "text"), FORMATS)
def test_each_entry_starts_with_a_line_of_its_own(format_: str, text: str) -> None:
    blocks = blocks_of(format_, text)
    starts = [block.text.split(",")[0] for block in blocks if block.text.startswith(tuple(ENTRIES))]
    assert starts == ENTRIES
    assert any(block.text == "Former ALT who looks for work in logistics." for block in blocks)


@pytest.mark.parametrize(("format_", "text"), FORMATS)
def test_every_character_stands_where_its_piece_says(format_: str, text: str) -> None:
    file = decode(text.encode(), path="")
    seen = 0
    for block in blocks_of(format_, text):
        assert block.pieces
        assert [piece.start for piece in block.pieces] == sorted({piece.start for piece in block.pieces})
        for piece in block.pieces:
            assert isinstance(piece.source, SourceText)
            at = file.offset(piece.source.line, piece.source.column)
            for number, character in enumerate(block.text[piece.start : piece.end]):
                there = file.text[at + number]
                assert there == character or there in "&\\`'~-", (block.text, character, there)
                seen += 1
    assert seen > 400


@pytest.mark.parametrize(
    ("format_", "text"), [(f, t) for f, t in TEXTS.items() if f not in ("text", "json-resume")]
)
def test_an_ignore_comment_belongs_to_its_bullet(format_: str, text: str) -> None:
    content = importlib.import_module(f"reframe.documents.{READERS[format_]}").read(
        text.encode(), path="resume"
    )
    ((text_, block),) = [(trace.text, trace.block) for trace in content.traces if trace.kind == "ignore"]
    assert text_ == "weak-duty -- asked for"
    assert content.blocks[block].text == BULLETS[2]


def test_every_format_has_the_same_findings_on_the_same_words() -> None:
    found = {}
    for format_, text in TEXTS.items():
        report = check(f"resume.{SUFFIX[format_]}", data=text.encode())
        found[format_] = [
            (finding.rule, finding.text, finding.context) for finding in report.findings if finding.text
        ]
        assert (format_, report.alt_experience) == (format_, True)
    assert ("lesson-count", "25 lessons a week", BULLETS[0]) in found["markdown"]
    assert [format_ for format_, findings in found.items() if findings != found["markdown"]] == []


@pytest.mark.parametrize(("format_", "text"), FORMATS)
def test_a_finding_points_at_its_words_in_the_file(format_: str, text: str) -> None:
    report = check(f"resume.{SUFFIX[format_]}", data=text.encode())
    (place,) = [finding.location for finding in report.findings if finding.rule == "lesson-count"]
    line = text.split("\n")[place.line - 1]
    assert line[place.column - 1 :].startswith("25 lessons a week")
