"""Markdown: the words of the page, without its markup, and where they stand in the file."""

from __future__ import annotations

import pytest

from reframe.documents.from_markdown import read
from reframe.documents.textfile import decode
from reframe.model import SourceText


def shapes(text: str) -> list[str]:
    """One string a block: h, p or b, its level, its text."""
    blocks = read(text.encode(), path="resume.md").blocks
    return [f"{block.kind[0]}{block.level or ''} {block.text}" for block in blocks]


SHAPES = [
    pytest.param("# Aiko\n## Experience", ["h1 Aiko", "h2 Experience"], id="ATX headings"),
    pytest.param("Experience\n---\nx", ["h2 Experience", "p x"], id="a Setext heading"),
    pytest.param("Aiko\na@example.com\n---\n", ["p Aiko", "p a@example.com"], id="a rule right below lines"),
    pytest.param("## 💼 Experience", ["h2 Experience"], id="a heading with an icon"),
    pytest.param("**Experience**\n\nx", ["h Experience", "p x"], id="a heading that is only bold"),
    pytest.param("- One\n  - Two\n- Three", ["b1 One", "b2 Two", "b1 Three"], id="nested lists"),
    pytest.param("- One\n  goes on\n\n  More", ["b1 One goes on", "p More"], id="an item of two paragraphs"),
    pytest.param("• One\n• Two\n  goes on", ["b1 One", "b1 Two goes on"], id="bullets typed in a paragraph"),
    pytest.param("- 🔹 One", ["b1 One"], id="a bullet typed behind a bullet"),
    pytest.param("- [x] Done", ["b1 Done"], id="a task"),
    pytest.param(
        "**Barista**\nCafe\n2017 – 2019", ["p Barista", "p Cafe", "p 2017 – 2019"], id="short lines"
    ),
    pytest.param("**Barista**\nat a cafe", ["p Barista", "p at a cafe"], id="a bold line and its next"),
    pytest.param("Barista<br>Cafe  \n2019", ["p Barista", "p Cafe", "p 2019"], id="line breaks"),
    pytest.param("I taught at schools\nand read.", ["p I taught at schools and read."], id="a wrapped line"),
    pytest.param(
        "| Skill | By |\n|---|---|\n| Excel | MOS |", ["p Skill", "p By", "p Excel", "p MOS"], id="a table"
    ),
    pytest.param("Japanese\n: JLPT N2", ["p Japanese", "p JLPT N2"], id="a definition list"),
    pytest.param("---\ntitle: x\n---\n\nText", ["p Text"], id="front matter in YAML"),
    pytest.param("+++\ntitle = 'x'\n+++\n\nText", ["p Text"], id="front matter in TOML"),
    pytest.param("<div>\n\n# Aiko\n\n</div>\n\n- One", ["h1 Aiko", "b1 One"], id="HTML around Markdown"),
    pytest.param(
        "<h3>Skills</h3>\n<ul>\n<li>Excel</li>\n</ul>", ["h3 Skills", "b1 Excel"], id="HTML instead"
    ),
    pytest.param("> Taught adults", ["p Taught adults"], id="a quote"),
    pytest.param("```\nBarista\n\nCafe\n```", ["p Barista", "p Cafe"], id="a code block"),
]


@pytest.mark.parametrize(("text", "blocks"), SHAPES)
def test_blocks_are_those_of_the_page(text: str, blocks: list[str]) -> None:
    assert shapes(text) == blocks


INLINE = [
    pytest.param("Taught **25 *lessons* a** week", "Taught 25 lessons a week", id="emphasis"),
    pytest.param("R&amp;D &eacute; &#8211; AT&T", "R&D é – AT&T", id="entities"),
    pytest.param(
        "[Cafe](https://example.com 'x y'), <https://a.example>", "Cafe, https://a.example", id="links"
    ),
    pytest.param("![photo](a.png) Text", "Text", id="pictures"),
    pytest.param("Used `git  log` daily", "Used git log daily", id="code"),
    pytest.param("Text {{< icon fa >}} more {% include x %}{: .right}", "Text more", id="shortcodes"),
    pytest.param("a <span class='x'>b</span> c", "a b c", id="elements"),
    pytest.param(r"\* not a bullet, 5 \* 3", "* not a bullet, 5 * 3", id="escapes"),
    pytest.param("Knows ~~Word~~ Excel[^1]\n\n[^1]: Really.", "Knows Word Excel", id="a footnote"),
]


@pytest.mark.parametrize(("text", "expected"), INLINE)
def test_inline_markup_is_dropped(text: str, expected: str) -> None:
    assert read(text.encode(), path="resume.md").blocks[0].text.removeprefix("* ") == expected.removeprefix(
        "* "
    )


def test_every_character_stands_where_its_piece_says() -> None:
    text = "﻿# Aïko\r\n\r\n- Taught **25 *lessons***\r\n  a `week` 🔹 [at](x) schools\r\n"
    file = decode(text.encode(), path="")
    blocks = read(text.encode(), path="").blocks
    assert [block.text for block in blocks] == ["Aïko", "Taught 25 lessons a week 🔹 at schools"]
    for block in blocks:
        for piece in block.pieces:
            assert isinstance(piece.source, SourceText)
            at = file.offset(piece.source.line, piece.source.column)
            assert file.text[at : at + piece.end - piece.start] == block.text[piece.start : piece.end]


def test_hidden_elements_are_marked() -> None:
    (block,) = read(b"Japanese <span style='display: none'>JLPT N1</span> daily", path="").blocks
    assert [block.text[start:end] for start, end in block.hidden] == ["JLPT N1"]


def test_ignore_comments_belong_to_their_line_or_the_next_block() -> None:
    text = (
        "<!-- reframe: ignore jargon, lesson-count -- asked for -->\n"
        "- One\n- Two <!-- reframe: ignore trivia -->\n- Three"
    )
    content = read(text.encode(), path="")
    assert [block.text for block in content.blocks] == ["One", "Two", "Three"]
    assert [(trace.text, trace.block) for trace in content.traces] == [
        ("jargon, lesson-count -- asked for", 0),
        ("trivia", 1),
    ]
