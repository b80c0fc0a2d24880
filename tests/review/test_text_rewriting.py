"""New lines in Markdown, plain text and LaTeX: the words change, everything around them stays."""

from __future__ import annotations

import pytest

from reframe.documents import read
from reframe.errors import OutputError
from reframe.review.rewriting import Edit
from reframe.review.text_rewriting import rewritten


@pytest.fixture
def change(word):
    def changing(path: str, data: bytes, old: str, new: str) -> bytes:
        resume = word.one_section(read(path, data=data))
        found = word.finding(resume.document, old)
        written, _, left = rewritten(
            data, resume=resume, edits=[Edit(found.block, found.start, found.end, new, "f")]
        )
        return written if not left else b"LEFT"

    return changing


WRAPPED = "Taught 25 lessons a week at five elementary schools in the city and at two\n  junior high schools near it"
JOINED = " ".join(WRAPPED.split())
MARKDOWN = [
    ("- Taught lessons\n- Kept books\n", "Taught lessons", "Made it", "- Made it\n- Kept books\n"),
    ("- Taught lessons\n- Kept books\n", "Taught lessons", "", "- Kept books\n"),
    ("* **Taught 25** lessons\n", "Taught 25 lessons", "Made it", "* Made it\n"),
    (f"* {WRAPPED}\n* More\n", JOINED, "Made it", "* Made it\n* More\n"),
    (f"* {WRAPPED}\n* More\n", JOINED, "", "* More\n"),
    ("- Taught lessons\n", "Taught lessons", "Use *stars* & <b>", "- Use \\*stars\\* & \\<b\\>\n"),
    ("- Taught lessons\n", "Taught lessons", "Wrote C# and C++", "- Wrote C# and C++\n"),
    ("- Taught lessons. Kept books.\n", "Taught lessons. ", "", "- Kept books.\n"),
    ("- Went to [Sports Day](http://example.com)\n", "Went to Sports Day", "Ran it", "- Ran it\n"),
]


@pytest.mark.parametrize(("text", "old", "new", "expected"), MARKDOWN)
def test_markdown_keeps_its_markup_and_escapes_what_would_be_some(text, old, new, expected, change) -> None:
    assert change("r.md", text.encode(), old, new).decode() == expected


LATEX = r"""\documentclass{article}
\begin{document}
\begin{itemize}
  \item \textbf{Taught 25} lessons
  \item Kept books
\end{itemize}
\end{document}
"""


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("100% of R&D_x for $5 {a}", r"  \item 100\% of R\&D\_x for \$5 \{a\}"),
        ("Made it", r"  \item Made it"),
        ("", None),
    ],
)
def test_latex_stays_balanced_and_escapes_its_signs(new, expected, change) -> None:
    before = r"  \item \textbf{Taught 25} lessons"
    after = LATEX.replace(before + "\n", expected + "\n" if expected else "")
    assert change("r.tex", LATEX.encode(), "Taught 25 lessons", new).decode() == after


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_encoding_stay(encoding, end, change) -> None:
    text = end.join(["Résumé", "", "- Taught lessons", "- Kept books", ""])
    written = change("r.txt", text.encode(encoding), "Taught lessons", "Made it")
    assert written == text.replace("Taught lessons", "Made it").encode(encoding)


def test_other_formats_are_refused(change) -> None:
    with pytest.raises(OutputError, match="cannot be rewritten"):
        change("r.html", b"<html><body><p>Taught lessons</p></body></html>", "Taught lessons", "x")
