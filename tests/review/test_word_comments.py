"""Comments in a Word file: on exactly the words, and nothing else changed."""

from __future__ import annotations

import pytest

from reframe.documents import read
from reframe.errors import OutputError
from reframe.model import Finding, Section, Suggestion
from reframe.review.word_annotating import annotated, cleared, verify_unchanged

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def p(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


BOLD = "<w:rPr><w:b/></w:rPr>"
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
    "<wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}"
    "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
EXACT = {
    "in the middle of a run": p(r("Taught 25 lessons a week")),
    "a whole run": p(r("Taught ") + r("25 lessons") + r(" a week")),
    "over three runs": p(r("Taught 2") + r("5 les", BOLD) + r("sons a week")),
    "in a table": "<w:tbl><w:tr><w:tc>" + p(r("Taught 25 lessons")) + "</w:tc></w:tr></w:tbl>",
    "in a link": p(r("See ") + f'<w:hyperlink w:anchor="x">{r("my 25 lessons here")}</w:hyperlink>'),
    "half in a link": p(r("See 25 ") + f'<w:hyperlink w:anchor="x">{r("lessons here")}</w:hyperlink>'),
    "a whole link": p(r("See ") + f'<w:hyperlink w:anchor="x">{r("25 lessons")}</w:hyperlink>' + r(" here")),
    "in a tracked insertion": p(
        r("Taught ") + f'<w:ins w:id="7" w:author="Jo">{r("25 lessons a week")}</w:ins>'
    ),
    "around a tracked deletion": p(
        r("Taught 25 ") + '<w:del w:id="7"><w:r><w:delText>good </w:delText></w:r></w:del>' + r("lessons")
    ),
    "in a content control": p(
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('Taught 25 lessons')}</w:sdtContent></w:sdt>"
    ),
    "in a smart tag": p(f'<w:smartTag w:element="x">{r("Taught 25 lessons")}</w:smartTag>'),
    "behind a tab in one run": p(
        "<w:r><w:t>Taught</w:t><w:tab/><w:t>25 lessons</w:t><w:tab/><w:t>x</w:t></w:r>"
    ),
    "beside a picture in one run": p("<w:r><w:t>Taught 25 lessons</w:t><w:drawing/><w:t> a week</w:t></w:r>"),
    "in the result of a field": p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("all 25 lessons")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "in text cut by a comment of the XML": p("<w:r><w:t>Taught 25 <!-- x -->lessons a week</w:t></w:r>"),
    "behind comments and instructions of the XML": "<!-- x --><?x?>"
    + p("<!-- x -->" + r("Taught 25 lessons a week")),
    "with blanks at the edges that Word leaves out": p("<w:r><w:t> Taught 25 lessons </w:t></w:r>"),
}


@pytest.mark.parametrize("body", EXACT.values(), ids=EXACT)
def test_a_comment_stands_on_exactly_the_words(body, word, annotate) -> None:
    written = annotate(word.file(body), "25 lessons")
    assert [words for words, _ in word.commented(written)] == ["25 lessons"]


def test_findings_that_overlap_keep_their_own_words(word, annotate) -> None:
    written = annotate(
        word.file(p(r("Taught 25 lessons a week"))), "Taught 25", "25 lessons", "25", "lessons a week"
    )
    assert [w for w, _ in word.commented(written)] == ["Taught 25", "25 lessons", "25", "lessons a week"]


def test_the_pieces_of_a_run_keep_its_formatting_and_their_blanks(word, annotate) -> None:
    written = annotate(word.file(p(r("Taught 25 lessons a week", BOLD))), "25 lessons")
    runs = [run for run in word.body(written).iter(f"{W}r") if run.find(f"{W}t") is not None]
    assert [run.findtext(f"{W}t") for run in runs] == ["Taught ", "25 lessons", " a week"]
    assert all(run.find(f"{W}rPr/{W}b") is not None for run in runs)
    assert runs[0].find(f"{W}t").get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_both_ends_of_a_range_have_one_parent_where_the_words_have(word, annotate) -> None:
    link = word.file(p(r("See 25 ") + f'<w:hyperlink w:anchor="x">{r("lessons")}</w:hyperlink>' + r(" here")))
    inside = annotate(word.file(EXACT["in a link"]), "25 lessons")
    for written, parent in ((inside, "hyperlink"), (annotate(link, "25 lessons"), "p")):
        ends = [
            e.getparent().tag for e in word.body(written).iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")
        ]
        assert ends == [f"{W}{parent}"] * 2


HOSTED = {
    "a text box": (p(r("Host") + BOX.format(p(r("Taught 25 lessons")))), {}, "Host"),
    "the header": (
        p(r("First")) + p(r("Second")),
        {"header": f"<w:hdr NAMESPACES>{p(r('25 lessons'))}</w:hdr>"},
        "First",
    ),
    "a footnote": (
        p(r("First")) + p(r("Second") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        {
            "footnotes": f'<w:footnotes NAMESPACES><w:footnote w:id="2">{p(r("25 lessons"))}</w:footnote></w:footnotes>'
        },
        "Second",
    ),
    "a control for plain text": (
        p(
            r("Date ")
            + f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{r('of 25 lessons x')}</w:sdtContent></w:sdt>"
        ),
        {},
        "of 25 lessons x",
    ),
}


@pytest.mark.parametrize(("body", "parts", "host"), HOSTED.values(), ids=HOSTED)
def test_where_word_ignores_ranges_the_comment_stands_on_the_host_and_quotes(
    body, parts, host, word, annotate
) -> None:
    written = annotate(word.file(body, **parts), "25 lessons")
    ((words, text),) = word.commented(written)
    assert words.startswith(host)
    assert "About: “25 lessons”" in text


def test_a_finding_about_the_whole_resume_stands_on_its_heading_or_the_first_paragraph(word) -> None:
    data = word.file(p(r("Jo Doe")) + p(r("Languages")) + p(r("Japanese")))
    document = read("r.docx", data=data)
    resume = word.one_section(document)
    sections = (resume.sections[0]._replace(blocks=(0,)), Section("languages", "Languages", 1, (2,)))
    missing = Finding("missing-jlpt", "missing", "warning", "m", "w")
    for known, words in ((sections, "Languages"), (resume.sections, "Jo Doe")):
        written = annotated(
            data, resume=resume._replace(sections=known), findings=(missing,), titles={}, date=word.date
        )
        assert [each for each, _ in word.commented(written)] == [words]


def test_a_comment_gives_rule_reason_suggestion_condition_and_question(word, annotate) -> None:
    data = word.file(p(r("Taught 25 lessons")))
    said = word.finding(read("r.docx", data=data), "25 lessons")._replace(
        suggestions=(
            Suggestion("Delivered {deliverable}", only_if="you had deadlines"),
            Suggestion("", applicability="delete"),
        ),
        questions=("With which tool?",),
    )
    ((_, text),) = word.commented(annotate(data, more=(said,)))
    assert text.splitlines() == [
        "lesson-count. A message.",
        "Why: A reason.",
        "Instead: “Delivered {deliverable}” — only if you had deadlines",
        "Or leave it out.",
        "Ask yourself: With which tool?",
        "More: reframe explain lesson-count",
    ]


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\x1b[31mred", "::error::no", "&amp; ]]>"])
def test_what_a_resume_says_is_text_in_a_comment(words, word, annotate) -> None:
    data = word.file(p(r("Plain")))
    said = word.finding(read("r.docx", data=data), "Plain")._replace(message=words)
    ((_, text),) = word.commented(annotate(data, more=(said,)))
    assert words.replace("\x1b", "\ufffd") in text


# ---- what else is in the file ---------------------------------------------------------------------------


def test_every_other_part_stays_byte_for_byte(word, annotate) -> None:
    data = word.file(p(r("25 lessons")), header=f"<w:hdr NAMESPACES>{p(r('Jo'))}</w:hdr>")
    before, after = word.parts(data), word.parts(annotate(data, "25 lessons"))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
    assert set(after) - set(before) == {"word/comments.xml"}


def test_a_document_with_macros_stays_one(word, annotate) -> None:
    written = annotate(word.file(p(r("25 lessons")), kind="document.macroEnabled.main+xml"), "25 lessons")
    assert b"document.macroEnabled.main+xml" in word.parts(written)["[Content_Types].xml"]


def test_strict_files_stay_strict(word, annotate) -> None:
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in word.parts(word.file(p(r("Taught 25 lessons")))).items():
            text = data.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            archive.writestr(name, text)
    after = word.parts(annotate(target.getvalue(), "25 lessons"))
    for name in ("word/document.xml", "word/comments.xml"):
        assert b"http://purl.oclc.org/ooxml/wordprocessingml/main" in after[name]
        assert b"schemas.openxmlformats.org/wordprocessingml" not in after[name]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships" in after["word/document.xml"]


OTHERS = (
    '<w:comments NAMESPACES><w:comment w:id="5" w:author="Jo"><w:p><w:r><w:t>Mine</w:t></w:r></w:p></w:comment>'
    '<w:comment w:id="6" w:author="reframe"><w:p><w:r><w:t>I am called reframe too</w:t></w:r></w:p></w:comment>'
    "</w:comments>"
)
OTHERS_BODY = p(
    '<w:commentRangeStart w:id="5"/><w:commentRangeStart w:id="6"/>'
    + r("Taught 25 lessons")
    + '<w:commentRangeEnd w:id="5"/><w:commentRangeEnd w:id="6"/>'
    '<w:r><w:commentReference w:id="5"/></w:r><w:r><w:commentReference w:id="6"/></w:r>'
)


def test_annotating_a_copy_again_replaces_the_comments(word, annotate) -> None:
    once = annotate(word.file(p(r("Taught 25 lessons"))), "25 lessons", "25")
    data, count = cleared(once, path="r.docx")
    assert count == 2
    assert word.parts(annotate(data, "25 lessons", "25")) == word.parts(once)


def test_clearing_leaves_the_comments_of_others(word, annotate) -> None:
    data = word.file(OTHERS_BODY, comments=OTHERS)
    written = annotate(data, "25 lessons")
    assert [text.splitlines()[0] for _, text in word.commented(written)] == [
        "Mine",
        "I am called reframe too",
        "lesson-count. A message.",
    ]
    back, count = cleared(written, path="r.docx")
    assert count == 1
    assert word.commented(back) == [
        ("Taught 25 lessons", "Mine"),
        ("Taught 25 lessons", "I am called reframe too"),
    ]


def test_clearing_a_copy_takes_the_new_part_away_again(word, annotate) -> None:
    data = word.file(p(r("Taught 25 lessons")))
    back, _ = cleared(annotate(data, "25 lessons"), path="r.docx")
    assert set(word.parts(back)) == set(word.parts(data))
    assert b"comment" not in word.parts(back)["[Content_Types].xml"]
    assert b"comment" not in word.parts(back)["word/document.xml"]


def test_without_comments_of_ours_clearing_gives_the_very_same_bytes(word) -> None:
    data = word.file(OTHERS_BODY, comments=OTHERS)
    assert cleared(data, path="r.docx") == (data, 0)


def test_a_reply_to_our_comment_stays_and_stands_alone(word, annotate) -> None:
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    comments = (
        f'<w:comments NAMESPACES {w14}><w:comment w:id="5" w:author="reframe"><w:p w14:paraId="AA"><w:r>'
        "<w:t>More: reframe explain jargon</w:t></w:r></w:p></w:comment>"
        '<w:comment w:id="6" w:author="Jo"><w:p w14:paraId="BB"><w:r><w:t>Good point</w:t></w:r></w:p></w:comment>'
        "</w:comments>"
    )
    extended = (
        f'<w15:commentsEx {w15}><w15:commentEx w15:paraId="AA" w15:done="0"/>'
        '<w15:commentEx w15:paraId="BB" w15:paraIdParent="AA" w15:done="0"/></w15:commentsEx>'
    )
    data = word.file(OTHERS_BODY, comments=comments, commentsExtended=extended)
    back, _ = cleared(data, path="r.docx")
    assert [text for _, text in word.commented(back)] == ["Good point"]
    rest = word.parts(back)["word/commentsExtended.xml"]
    assert b"BB" in rest
    assert b"AA" not in rest


def test_a_copy_whose_text_is_another_is_never_handed_out(word) -> None:
    document = read("r.docx", data=word.file(p(r("Taught 25 lessons"))))
    with pytest.raises(OutputError, match="text of the copy"):
        verify_unchanged(word.file(p(r("Taught 26 lessons"))), document)
