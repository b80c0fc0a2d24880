"""Text résumés broken at random: read or refused, with every piece inside the file."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reframe.documents.reading import READERS
from reframe.documents.textfile import decode
from reframe.errors import UnreadableError
from reframe.model import SourceText

if TYPE_CHECKING:
    from reframe.documents.content import Content
    from reframe.documents.textfile import TextFile

SEEDS = {
    "markdown": (
        "---\na: b\n---\n# Aïko\n\n- Taught **25** [x](y)\n  - `a` &amp; <b>c</b>\n\n"
        "| a | b |\n|--|--|\n| 1<br>2 | {{< x >}} |\n"
    ),
    "text": "AIKO\n====\n\nWORK\n• Taught 25\n  lessons – 桜\n\tA     B\n*** X ***\n1) a\n",
    "html": (
        "<!doctype html><h1>Aïko</h1><ul><li>a &amp; <b>b</b><li hidden>c</ul>"
        "<!-- reframe: ignore x --><pre>x\ny</pre>"
    ),
    "latex": (
        "\\newcommand{\\a}[1]{\\item{#1}}\n\\begin{document}\\section{A}\\cventry{2019}{B}{C}{}{}{\\begin{itemize}"
        "\\item d\\&\\'e~--f% g\n\\end{itemize}}\\begin{tabular}{l}a & b\\\\\\end{tabular}\\a{b}\\end{document}"
    ),
    "json-resume": (
        '{"basics": {"name": "A\\u00efko", "summary": "x **y** \\n z"},'
        '"work": [{"name": "B", "startDate": 2019, "highlights": ["c &amp; d"]}]}'
    ),
    "yaml": (
        "cv:\n  name: Aïko\n  sections:\n    work:\n    - company: &b B\n"
        "      highlights: ['it''s', \"a\\tb\", *b]\n    - >-\n      x\n      y\n"
    ),
}
MARKS = r"""& < > </ <!-- --> <![ <! <? { } [ ] \ \begin{x} \end{x} $ % #1 | - * ` ``` " ' : 1. {{< >}} *b &b !!x ===
<br> <td> <pre> \u12 &#0; &#x110000; 🔹 é"""
BLANKS = ("\n", "\r\n", "\r", "\t", " ", ": ", "- ", "---\n", "\n\n", "\0", "\ufeff", "\u2028", "\ud7ff")
SCRAPS = st.sampled_from([*MARKS.split(), *BLANKS])
DECODED = "&\\`'~-!?$"
"""What an entity, an escape or a ligature may start with."""
EDITS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40), SCRAPS), max_size=6)


@pytest.mark.parametrize("format_", list(SEEDS))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits=EDITS)
def test_broken_files_are_read_or_refused(format_: str, edits: list[tuple[int, int, str]]) -> None:
    text = SEEDS[format_]
    for at, length, scrap in edits:
        text = text[:at] + scrap + text[at + length :]
    data = text.encode()
    try:
        content = importlib.import_module(f"reframe.documents.{READERS[format_]}").read(data, path="resume")
    except UnreadableError as error:
        refused = error.code
    else:
        refused = ""
        assert_sound(content, decode(data, path="resume"))
    assert refused in {"", "not-text", "too-deep", "bad-json", "bad-yaml", "not-a-resume", "damaged"}


def assert_sound(content: Content, file: TextFile) -> None:
    for block in content.blocks:
        assert block.text == block.text.strip(" \t\n")
        assert block.text
        assert "\n" not in block.text
        assert block.place.line >= 1
        assert all(0 <= start < end <= len(block.text) for start, end in block.hidden)
        before = 0
        for piece in block.pieces:
            assert before <= piece.start < piece.end <= len(block.text)
            before = piece.end
            assert isinstance(piece.source, SourceText)
            at = file.offset(piece.source.line, piece.source.column)
            assert file.position(at) == (piece.source.line, piece.source.column)
            for character, there in zip(block.text[piece.start : piece.end], file.text[at:], strict=False):
                assert there == character or there in DECODED or there.isspace()
    for trace in content.traces:
        assert trace.block is None or 0 <= trace.block < len(content.blocks)
