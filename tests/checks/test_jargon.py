"""When a word of the ALT world needs explaining: once, in plain words, before it is used."""

from __future__ import annotations

import pytest

from reframe.linter import Options, check, lint
from reframe.model import Block, Document, Place

RESUME = """\
# Jordan Ashby

## Profile
{profile}

## Experience
### {title}, {employer}, Toyama, Japan | April 2019 – March 2022
- {line}

### Operations Assistant, Hartley & Co., Leeds, UK | June 2015 – March 2019
- {other}
"""
PLAIN = {
    "profile": "Exchange coordinator candidate",
    "title": "Assistant Language Teacher",
    "employer": "Minami City Board of Education",
    "line": "Negotiated the annual exchange calendar",
    "other": "Reconciled monthly supplier invoices",
}


def found(target: str | None = None, **parts: str):
    text = RESUME.format(**(PLAIN | parts))
    options = Options(select=("jargon",), target=target)
    return check("resume.md", data=text.encode(), options=options).findings


def words(**parts: str) -> list[str | None]:
    return [finding.text for finding in found(**parts)]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param({"line": "Met the BOE and the JTEs"}, ["BOE", "JTEs"], id="each-term"),
        pytest.param({"line": "JTEs like JTEs"}, ["JTEs"], id="a-term-of-a-line-once"),
        pytest.param({"title": "ALT", "line": "Led ALTs"}, ["ALT", "ALTs"], id="every-line-that-uses-it"),
        pytest.param(
            {"title": "Assistant Language Teacher (ALT)", "line": "Led eleven ALTs"}, [], id="job-title"
        ),
        pytest.param(
            {"employer": "Minami Board of Education (BOE)", "line": "Briefed the BOE"}, [], id="employer"
        ),
        pytest.param({"line": "Briefed the BOE"}, ["BOE"], id="a-long-form-alone-explains-nothing"),
        pytest.param(
            {"profile": "Former ALT", "title": "Assistant Language Teacher (ALT)"},
            ["ALT"],
            id="explained-too-late",
        ),
        pytest.param({"line": "Planned with the JTE (Japanese co-teacher)"}, [], id="gloss-behind"),
        pytest.param({"line": "Planned with Japanese English teachers (JTEs)"}, [], id="gloss-before"),
        pytest.param({"line": "Wrote to the BOE, the board of education"}, [], id="gloss-after-a-comma"),
        pytest.param({"line": "Volunteers for the undokai (school sports day)"}, [], id="romaji-glossed"),
        pytest.param({"line": "Worked for the BOE (2019–2022)"}, ["BOE"], id="dates-are-no-gloss"),
        pytest.param({"line": "Head ALT of nine"}, ["Head ALT"], id="longest-term"),
        pytest.param(
            {"title": "Assistant Language Teacher (ALT)", "line": "Head ALT of nine"},
            [],
            id="a-known-word-in-a-longer-term",
        ),
        pytest.param({"line": "JET Programme participant; ESL, TEFL, AJET"}, [], id="known-outside"),
        pytest.param({"line": "Wrote for 指導主事 and 校長"}, ["指導主事", "校長"], id="kanji"),
    ],
)
def test_a_term_is_jargon_until_it_is_explained(parts, expected):
    assert words(**parts) == expected


@pytest.mark.parametrize(
    "other",
    [
        "BOE conversions for the oil desk",
        "Read CT scans",
        "OTE of $90,000",
        "Set T1 lines",
        "CIR filing clerk",
    ],
)
def test_the_same_letters_in_another_job_are_no_jargon(other):
    assert words(other=other) == []


def test_business_vocabulary_of_a_path_is_no_jargon_there():
    assert [f.text for f in found(line="Collected hanko from four offices")] == ["hanko"]
    assert found(target="supply-chain", line="Collected hanko from four offices") == ()


def test_a_resume_in_japanese_needs_no_gloss():
    text = "# 山田\n\n## 職歴\n### 外国語指導助手 みなみ市教育委員会 2019年 – 2022年\n- 小学校で授業を担当\n"
    assert (
        check("resume.md", data=text.encode(), options=Options(select=("jargon",), assume_alt=True)).findings
        == ()
    )


@pytest.mark.parametrize(
    ("line", "rewritten"),
    [
        ("JTEs and I wrote a rubric", "Japanese co-teachers and I wrote a rubric"),
        ("Trained an HRT", "Trained a homeroom teacher"),
        ("Visited 2 JHS", "Visited 2 junior high schools"),
        ("Led three ALTs", "Led three Assistant Language Teachers (ALTs)"),
        ("Briefed the BOE and the JTE", "Briefed the board of education and the Japanese co-teacher"),
    ],
)
def test_the_line_is_offered_in_plain_words(line, rewritten):
    suggestions = {(s.text, s.applicability) for finding in found(line=line) for s in finding.suggestions}
    assert suggestions == {(rewritten, "safe")}


def test_each_offer_says_what_stands_for_its_own_word():
    findings = found(line="Briefed the BOE at 卒業式 and the JTE")
    assert [(finding.text, offer.instead) for finding in findings for offer in finding.suggestions] == [
        ("BOE", "board of education"),
        ("卒業式", "卒業式"),
        ("JTE", "Japanese co-teacher"),
    ]


@pytest.mark.parametrize(
    ("line", "rewritten"),
    [
        ("Supported futoko students", "Supported non-attending students"),
        ("Attended a summer kenshu for teachers", "Attended a summer training seminar for teachers"),
        ("Was the first gaijin in the town", "Was the first foreigner in the town"),
        ("Gave a jikoshokai to new staff", "Gave a self-introduction to new staff"),
        ("Served as PA for the prefecture", "Served as Prefectural Adviser (PA) for the prefecture"),
        ("Taught at Eikaiwa school AEON", "Taught at English conversation school AEON"),
        ("Wrote to the kocho twice", "Wrote to the principal twice"),
        ("Wrote to three kocho", "Wrote to three principals"),
        ("Sat on an undokai committee", "Sat on a sports day committee"),
        ("Interpreted for hogosha", "Interpreted for parents"),
        ("Printed the hogosha handbook for the city", "Printed the hogosha (parents) handbook for the city"),
    ],
)
def test_plain_words_stand_instead_of_a_term_where_article_and_number_fit(line, rewritten):
    assert {s.text for finding in found(line=line) for s in finding.suggestions} == {rewritten}


@pytest.mark.parametrize(
    ("line", "rewritten"),
    [
        ("Interpreted for delegations from Sakura-shi", "Interpreted for delegations from Sakura-shi (city)"),
        ("Met guests from Sakura-machi", "Met guests from Sakura-machi (town)"),
        (
            "Learned to cope with tenkin each spring",
            "Learned to cope with tenkin (yearly staff transfers) each spring",
        ),
        ("Took part in daily chorei", "Took part in daily chorei (morning meeting)"),
        (
            "Graded Eiken interviews",
            "Graded Eiken interviews (spoken part of Japan's national English test)",
        ),
        (
            "Prepared six pupils for Eiken and GTEC",
            "Prepared six pupils for Eiken (Japan's national English test) and GTEC (English test in four skills)",
        ),
        (
            "Worked with the prefectural ALT on a guide",
            "Worked with the prefectural ALT (ALT: Assistant Language Teacher) on a guide",
        ),
        (
            "Assisted kyoto-sensei and a JTE",
            "Assisted kyoto-sensei (vice-principal) and a Japanese co-teacher",
        ),
        ("Worked for kyoiku iinkai", "Worked for kyoiku iinkai (board of education)"),
        ("Mentored kohai", "Mentored kohai (junior member)"),
        ("Wrote it so that kocho could sign", "Wrote it so that kocho (principal) could sign"),
        (
            "Wrote for both kominkan and clubs",
            "Wrote for both kominkan (community centre) and clubs",
        ),
        ("In 2021 BOE staff asked me", "In 2021 BOE (board of education) staff asked me"),
        (
            "Gave a jugyo sankan for visitors",
            "Gave a jugyo sankan (open day for parents) for visitors",
        ),
        (
            "Wrote for the JTE and the OTE",
            "Wrote for the Japanese co-teacher and the OTE (Japanese co-teacher)",
        ),
    ],
)
def test_plain_words_stand_in_brackets_where_the_sentence_would_not_hold_them(line, rewritten):
    assert {s.text for finding in found(line=line) for s in finding.suggestions} == {rewritten}


@pytest.mark.parametrize(
    "line",
    [
        "Wrote the ALTs' rota",
        "Sat at 卒業式",
        "Ate kyushoku",
        "Introduced a CAN-DOリスト",
        "Was hired as SET",
        "Spent Reiwa 3 in Toyama",
        "Met my partner (JTE) weekly",
    ],
)
def test_a_gloss_that_would_read_badly_is_not_offered(line):
    findings = found(line=line)
    assert findings
    assert not any(finding.suggestions for finding in findings)


def test_only_the_line_that_names_the_employer_asks_who_it_was():
    header, line = found(title="ALT", line="Planned with JTEs")
    assert header.questions
    assert not line.questions


def test_the_message_says_what_the_term_means():
    (finding,) = found(line="Planned with JTEs")
    assert "Japanese Teacher of English" in finding.message


def test_hidden_text_explains_nothing():
    title, line = (
        "Assistant Language Teacher (ALT), Minami City Board of Education, 2019 – 2022",
        "Led eleven ALTs",
    )
    for hidden, expected in (((), []), (((0, len(title)),), ["ALTs"])):
        blocks = (
            Block(text="Experience", kind="heading", place=Place("1"), level=1),
            Block(text=title, kind="paragraph", place=Place("2"), hidden=hidden),
            Block(text=line, kind="bullet", place=Place("3")),
        )
        document = Document(path="a.docx", format="docx", sha256="", blocks=blocks)
        report = lint(document, options=Options(select=("jargon",), assume_alt=True))
        assert [finding.text for finding in report.findings] == expected
