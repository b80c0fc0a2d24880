"""Plain text: what becomes a heading, a bullet, a paragraph, and where its characters stand."""

from __future__ import annotations

import pytest

from reframe.documents.from_plain import read
from reframe.errors import UnreadableError


def shapes(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(text.encode(), path="resume.txt").blocks]


HEADINGS = [
    pytest.param("EXPERIENCE\nBarista", "EXPERIENCE", id="in capitals"),
    pytest.param("Work Experience\n\nBarista", "Work Experience", id="known, with a blank line behind"),
    pytest.param("Skills:\nExcel", "Skills", id="known, with a colon"),
    pytest.param("Things I do\n-----------\nExcel", "Things I do", id="underlined"),
    pytest.param("=== Education ===\nBA", "Education", id="in a frame of equal signs"),
    pytest.param("*** LANGUAGES ***\nJapanese", "LANGUAGES", id="in a frame of stars"),
    pytest.param("[Languages]\nJapanese", "Languages", id="in brackets"),
    pytest.param("【Education】\nBA", "Education", id="in lenticular brackets"),
    pytest.param("E X P E R I E N C E\nBarista", "EXPERIENCE", id="letter by letter"),
    pytest.param("W O R K   H I S T O R Y\nBarista", "WORK HISTORY", id="two words letter by letter"),
    pytest.param("FIELDS OF STUDY\n\nHistory", "FIELDS OF STUDY", id="unknown capitals that stand alone"),
]


@pytest.mark.parametrize(("text", "heading"), HEADINGS)
def test_headings_are_told_by_their_looks(text: str, heading: str) -> None:
    assert shapes(text)[0] == ("heading", heading)


NO_HEADINGS = [
    pytest.param(
        "aiko@example.com | 555-0100\n===========================\n", id="contact data above a rule"
    ),
    pytest.param("INTERAC\nAssistant Language Teacher", id="an employer in capitals above the job"),
    pytest.param("Worked in education for years.\n", id="a sentence with a heading word"),
    pytest.param("Languages: Japanese (N2)\n", id="a line that goes on behind the colon"),
]


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_other_lines_are_no_headings(text: str) -> None:
    assert all(kind != "heading" for kind, _ in shapes(text))


@pytest.mark.parametrize("glyph", ["-", "*", "•", "🔹", "–", "・", "o", "▪️", ">", "1.", "a)", "\uf0b7", "✓"])
def test_bullets_typed_by_hand_lose_their_glyph(glyph: str) -> None:
    assert shapes(f"{glyph} Taught adults\n{glyph} Wrote reports") == [
        ("bullet", "Taught adults"),
        ("bullet", "Wrote reports"),
    ]


WRAPPED = [
    pytest.param(
        "- Organised the regional speech\n  contest with twelve judges\n- Next",
        ["Organised the regional speech contest with twelve judges", "Next"],
        id="hanging indent",
    ),
    pytest.param("- Interpreted at\nmeetings", ["Interpreted at meetings"], id="no indent, small letters"),
    pytest.param(
        "- Led cross-\n  cultural training", ["Led cross-cultural training"], id="broken at its hyphen"
    ),
    pytest.param(
        "I worked at schools in the prefecture for four years and then with\nJapan's largest maker of toys.",
        ["I worked at schools in the prefecture for four years and then with Japan's largest maker of toys."],
        id="a full line before a capital",
    ),
    pytest.param(
        "Barista\nCafe Example\n2017 - 2019", ["Barista", "Cafe Example", "2017 - 2019"], id="short lines"
    ),
    pytest.param(
        "Assistant Language Teacher, Sakura City Board of Education, Gunma, Japan\nApril 2019 – March 2022",
        [
            "Assistant Language Teacher, Sakura City Board of Education, Gunma, Japan",
            "April 2019 – March 2022",
        ],
        id="a date keeps its line",
    ),
]


@pytest.mark.parametrize(("text", "blocks"), WRAPPED)
def test_wrapped_lines_are_joined_and_ended_ones_are_not(text: str, blocks: list[str]) -> None:
    assert [block for _, block in shapes(text)] == blocks


def test_a_wide_gap_is_a_tab() -> None:
    assert shapes("Barista, Cafe Example          2017 - 2019") == [
        ("paragraph", "Barista, Cafe Example\t2017 - 2019")
    ]


def test_bullets_nest_by_their_indent() -> None:
    blocks = read(b"- One\n  - Two\n    - Three\n- Four", path="resume.txt").blocks
    assert [(block.text, block.level) for block in blocks] == [
        ("One", 1),
        ("Two", 2),
        ("Three", 3),
        ("Four", 1),
    ]


ENCODINGS = [
    pytest.param("Caf\u00e9 – 桜".encode(), "Caf\u00e9 – 桜", "ok", id="UTF-8"),
    pytest.param("Café".encode("utf-8-sig"), "Café", "ok", id="UTF-8 with a byte order mark"),
    pytest.param("Café 桜".encode("utf-16"), "Café 桜", "ok", id="UTF-16"),
    pytest.param("Café – don’t".encode("cp1252"), "Café – don’t", "degraded", id="Windows-1252"),
    pytest.param("英語のクラス".encode("cp932"), "英語のクラス", "degraded", id="Shift JIS"),
    pytest.param("Café 桜 résumé".encode()[:-1], "Café 桜 résum\ufffd", "degraded", id="UTF-8 cut off"),
]


@pytest.mark.parametrize(("data", "text", "verdict"), ENCODINGS)
def test_encodings_are_recognised_and_guesses_are_said(data: bytes, text: str, verdict: str) -> None:
    content = read(data, path="resume.txt")
    assert ([block.text for block in content.blocks], content.health.verdict) == ([text], verdict)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"text \0 text", "not-text"), (b"\x01\x02\x03" * 50, "not-text"), (b"a " * 8_000_000, "too-large")],
)
def test_what_is_no_text_is_unreadable(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data, path="resume.txt")
    assert caught.value.code == code


def test_ignore_comments_are_no_text_but_traces() -> None:
    text = (
        "SKILLS\n\n# reframe: ignore uncertified-skill -- exam in May\n- Excel\n"
        "- Word <!-- reframe: ignore jargon -->\n"
    )
    content = read(text.encode(), path="resume.txt")
    assert [block.text for block in content.blocks] == ["SKILLS", "Excel", "Word"]
    assert [(trace.kind, trace.text, trace.block) for trace in content.traces] == [
        ("ignore", "uncertified-skill -- exam in May", 1),
        ("ignore", "jargon", 2),
    ]
