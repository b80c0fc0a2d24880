"""HTML: the words a page shows; nothing is fetched, and what it hides is marked."""

from __future__ import annotations

import pytest

from reframe.documents.from_html import read
from reframe.errors import UnreadableError


def shapes(text: str) -> list[str]:
    """One string a block: h, p or b, its level, its text."""
    blocks = read(text.encode(), path="resume.html").blocks
    return [f"{block.kind[0]}{block.level or ''} {block.text}" for block in blocks]


SHAPES = [
    pytest.param(
        "<h2>Skills</h2>Excel<p>Word", ["h2 Skills", "p Excel", "p Word"], id="headings and paragraphs"
    ),
    pytest.param("<ul><li>One<ul><li>Two</ul><li>Three</ul>", ["b1 One", "b2 Two", "b1 Three"], id="lists"),
    pytest.param(
        "<ul><li><p>One</p><p>More</p></li></ul>", ["b1 One", "p More"], id="an item of two paragraphs"
    ),
    pytest.param(
        "<ol><li><h3>Barista</h3><p>Cafe</p></li></ol>", ["h3 Barista", "p Cafe"], id="entries in a list"
    ),
    pytest.param(
        "<p>- One<br>- Two<br/>• Three</p>", ["b1 One", "b1 Two", "b1 Three"], id="bullets typed by hand"
    ),
    pytest.param("<p>Barista<br>Cafe</p>", ["p Barista", "p Cafe"], id="line breaks"),
    pytest.param("<p>Taught\n  25\tlessons</p>", ["p Taught 25 lessons"], id="white space"),
    pytest.param("<dl><dt>Japanese<dd>JLPT N2</dl>", ["p Japanese", "p JLPT N2"], id="a definition list"),
    pytest.param(
        "<table><tr><td>Excel<td>MOS<tr><td>Word</table>", ["p Excel", "p MOS", "p Word"], id="a table"
    ),
    pytest.param("<span>Barista</span><span>2019</span>", ["p Barista 2019"], id="elements that touch"),
    pytest.param(
        "<b>Skill</b><i>: Excel</i>, <u>W</u>ord", ["p Skill: Excel, Word"], id="a colon that touches"
    ),
    pytest.param("<div><b>Experience</b></div>x", ["h Experience", "p x"], id="a heading that is only bold"),
    pytest.param(
        "<div class=t>Work Experience</div>x", ["h Work Experience", "p x"], id="a heading by its words"
    ),
    pytest.param("<pre>One\n- Two\n</pre>", ["p One", "b1 Two"], id="preformatted"),
    pytest.param(
        "<title>CV</title><style>p{}</style><script>x</script><p>Text", ["p Text"], id="what is no text"
    ),
    pytest.param("<p>Text<!-- secret --></p><!-- more", ["p Text"], id="comments, one never closed"),
    pytest.param(
        "<p>AT&T R&amp;D &eacute;&#8211;&#x41; &copy 5 &bogus;</p>",
        ["p AT&T R&D é–A © 5 &bogus;"],
        id="entities",
    ),
    pytest.param("<script>'<!--'</script><p>Text", ["p Text"], id="a comment in a script"),
    pytest.param(
        "<![foo[x]]><![if !supportLists]>• <![endif]><p>Text", ["p •", "p Text"], id="marked sections"
    ),
    pytest.param("</p></div><p>Text</li></span>", ["p Text"], id="end tags without a start"),
]


@pytest.mark.parametrize(("text", "blocks"), SHAPES)
def test_blocks_are_those_of_the_page(text: str, blocks: list[str]) -> None:
    assert shapes(text) == blocks


@pytest.mark.parametrize(
    "markup",
    [
        "<span hidden>JLPT N1</span>",
        "<span style='color: red; display:none'>JLPT N1</span>",
        "<div style='visibility: hidden'>JLPT N1</div>",
        "<p style='font-size:0'>JLPT <b>N1</b></p>",
        "<section hidden><div><p>JLPT N1</p></div></section>",
    ],
)
def test_what_the_page_hides_is_marked(markup: str) -> None:
    blocks = read(f"<p>Japanese {markup} daily".encode(), path="").blocks
    hidden = [block.text[start:end].strip() for block in blocks for start, end in block.hidden]
    assert hidden == ["JLPT N1"]


def test_menus_and_page_footers_are_asides() -> None:
    blocks = read(b"<nav><a>Work</a></nav><p>Text</p><footer>2023</footer>", path="").blocks
    assert [(block.text, block.kind, block.aside) for block in blocks] == [
        ("Work", "paragraph", True),
        ("Text", "paragraph", False),
        ("2023", "paragraph", True),
    ]


def test_a_declared_encoding_is_believed() -> None:
    content = read("<meta charset=Shift_JIS><p>英語</p>".encode("cp932"), path="")
    assert ([block.text for block in content.blocks], content.health.verdict) == (["英語"], "ok")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("<b>" * 2000, "too-deep", id="nesting"),
        pytest.param("<p>word " * 100_000, "too-large", id="a book"),
        pytest.param("a<br>" * 100_000, "too-large", id="one paragraph of lines"),
    ],
)
def test_hostile_pages_are_refused(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text.encode(), path="resume.html")
    assert caught.value.code == code
