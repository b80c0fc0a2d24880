"""The page: the résumé with its findings in place, and nothing in it that is not the page's own."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
import report_samples as samples

from reframe.linter import Options, lint
from reframe.model import Evidence, Failure, FileReport, PathFit, Report, TraitFit
from reframe.reports import FORMATS, Presentation
from reframe.reports.marking import sheet
from reframe.reports.redacting import redacted
from reframe.reports.word_picture import picture

if TYPE_CHECKING:
    from lxml.html import HtmlElement

RESUME = """\
# Robin Whitlock

robin@example.com

## Experience

### Assistant Language Teacher, Sakura City Board of Education, Chiba, Japan, 2019 – 2022

- Taught 25 lessons a week at 5 elementary schools
- Taught 20 lessons a week and translated newsletters for the town hall

## Languages

- Japanese (fluent)
"""
ATTACKS = [
    "<script>document.title='pwned'</script>",
    "</style><script>document.title='pwned'</script>",
    "</script><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>' onmouseover='alert(1)",
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; &#60;i&#62;",
    "<!-- --> ]]> <a href='javascript:alert(1)'>click</a> https://example.com",
    "\u202egnp.exe\u202c \u2066isolate\u2069 \x1b[31m ::error::",
]


def read(text: str, **options: Any) -> FileReport:
    from reframe.documents import read as read_document

    document = read_document("resume.md", data=text.encode())
    return lint(document, options=Options(**options))


@pytest.fixture(scope="module")
def robin() -> FileReport:
    return read(RESUME)


def page(*files: FileReport, **how: Any) -> HtmlElement:
    return parsed(written(Report(files=files), **how))


def written(report: Report, **how: Any) -> str:
    return FORMATS["html"](report, Presentation(**how))


def parsed(text: str) -> HtmlElement:
    return lxml.html.document_fromstring(text)


def words(element: HtmlElement) -> str:
    """The text of a line without the numbers of its findings."""
    for ref in element.xpath(".//a[@class='ref']"):
        ref.drop_tag() if ref.text is None else ref.drop_tree()
    return " ".join(element.text_content().split())


# ---- the résumé, marked ---------------------------------------------------------------------------------


def test_every_line_stands_on_the_page_in_order(robin: FileReport) -> None:
    assert robin.resume is not None
    rows = page(robin).xpath("//section[@class='paper']//div[@class='row']/*[1]")
    assert [words(row) for row in rows] == [" ".join(block.text.split()) for block in robin.resume.blocks]


def test_the_marks_are_the_words_of_the_findings(robin: FileReport) -> None:
    marks = [mark.text_content() for mark in page(robin).xpath("//mark")]
    placed = [finding.text for finding in robin.findings if finding.text is not None]
    assert len(placed) >= 4
    assert marks == placed


def test_findings_that_overlap_share_their_words() -> None:
    line = "Taught 25 lessons a week at 5 elementary schools"
    file = samples.file(
        samples.finding(context=line, text="25 lessons a week at 5"),
        samples.finding(
            "school-count", context=line, text="5 elementary schools", level="error", group="other"
        ),
    )
    marks = page(file).xpath("//mark")
    assert [(mark.text_content(), mark.get("class")) for mark in marks] == [
        ("25 lessons a week at ", "warning"),
        ("5", "error"),
        (" elementary schools", "error"),
    ]
    assert [len(mark.get("data-g").split()) for mark in marks] == [1, 2, 1]


def test_sections_entries_and_bullets_keep_their_structure(robin: FileReport) -> None:
    tree = page(robin)
    assert [words(h) for h in tree.xpath("//h4")][-2:] == ["Experience", "Languages"]
    assert "Assistant Language Teacher" in tree.xpath("string(//h5)")
    assert [len(ul) for ul in tree.xpath("//ul[@class='bullets']")] == [2, 1]


def test_words_hidden_in_the_file_are_shown_as_hidden(robin: FileReport) -> None:
    assert robin.resume is not None
    document = robin.resume.document
    blocks = (document.blocks[0]._replace(hidden=((0, 5),)), *document.blocks[1:])
    resume = robin.resume._replace(document=document._replace(blocks=blocks))
    (hidden,) = page(robin._replace(resume=resume)).xpath("//span[@class='hidden-text']")
    assert hidden.text_content() == "Robin"


def test_without_the_resume_the_lines_with_findings_are_shown(robin: FileReport) -> None:
    tree = page(robin._replace(resume=None))
    assert "Taught 25 lessons a week" in tree.xpath("string(//section[@class='paper'])")
    assert "robin@example.com" not in tree.text_content()
    assert "Line by line" in tree.text_content()


def test_a_redacted_page_has_no_contact_data(robin: FileReport) -> None:
    assert "robin@example.com" in written(Report((robin,)))
    assert "robin@example.com" not in written(redacted(Report((robin,))))


# ---- advice ---------------------------------------------------------------------------------------------


def test_each_finding_has_one_note_and_links_both_ways(robin: FileReport) -> None:
    tree = page(robin)
    assert len(tree.xpath("//li[contains(@class, 'note ')]")) == len(robin.findings)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = list(tree.xpath("//a/@href"))
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    described = tree.xpath("//@aria-labelledby")
    assert all(name in ids for names in described for name in names.split())


def test_advice_is_given_once_and_pointed_to_afterwards(robin: FileReport) -> None:
    notes = list(sheet(robin).chapters[-2].stanzas[0].runs[0][1][1].notes)
    again = next(note for note in notes if note.finding.rule == "lesson-count")
    assert again.as_for == 1
    assert again.why == ""
    (first,) = page(robin).xpath("//li[@id='f1-n1']")
    assert robin.findings[0].why in " ".join(first.text_content().split())
    reasons = page(robin).xpath("//p[@class='why']")
    assert len({r.text_content() for r in reasons}) == len(reasons)


def test_slots_and_conditions_of_a_suggestion_can_be_told_from_its_words() -> None:
    tree = page(samples.file(samples.finding(suggestions=(samples.SCHEDULES,))))
    assert [slot.text_content() for slot in tree.xpath("//span[@class='slot']")] == [
        "fill in: deliverable",
        "fill in: partner role",
        "fill in: tool",
    ]
    assert (
        tree.xpath("string(//span[@class='only-if'])")
        == "only if you agreed dates or materials between sites"
    )


def test_a_deletion_says_leave_this_out() -> None:
    from reframe.model import Suggestion

    finding = samples.finding(suggestions=(Suggestion(text="", applicability="delete"),))
    assert "leave this out" in page(samples.file(finding)).xpath("string(//p[@class='try'])")


def test_the_four_questions_are_answered_or_not() -> None:
    tree = page(samples.file(), certificates={"mos-excel": "MOS Excel", "capm": "CAPM"})
    cards = [(div.get("class"), " ".join(div.text_content().split())) for div in tree.xpath("//dl/div")]
    assert [state for state, _ in cards] == ["yes", "yes", "no", "no"]
    assert "MOS Excel · CAPM" in cards[3][1]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (samples.file(), "Nothing here works against you"),
        (samples.file(alt_experience=False, scorecard=None), "No ALT experience found"),
        (samples.file(suppressed=(samples.finding(),)), "Suppressed"),
        (samples.file(asked_for=("Incoterms",)), "The posting asks for these"),
    ],
)
def test_what_the_page_says_of_a_file(file: FileReport, said: str) -> None:
    assert said in page(file).text_content()


def test_what_was_not_read_is_on_the_page() -> None:
    report = Report(
        files=(), errors=(Failure("a.pdf", "damaged", "the file is damaged.", "Export it again."),)
    )
    text = parsed(written(report)).text_content()
    assert "a.pdf" in text
    assert "Export it again." in text


def test_several_resumes_stand_in_a_table_with_links(robin: FileReport) -> None:
    tree = page(robin, robin._replace(path="second.docx"))
    rows = tree.xpath("//nav//tbody/tr")
    assert [row.xpath("string(th/a/@href)") for row in rows] == ["#f1", "#f2"]
    assert len(tree.xpath("//article")) == 2
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


# ---- the picture and the paths --------------------------------------------------------------------------


def test_each_word_of_the_alt_work_is_one_box(robin: FileReport) -> None:
    drawn = picture(robin)
    assert drawn is not None
    assert dict(drawn.counts) == {"classroom": 11, "skill": 6, "other": 4}
    assert len(drawn.boxes) == drawn.total == 21
    assert sum(box.width for box in drawn.bar) == 640
    tree = page(robin)
    assert "of 21 words: classroom detail" in tree.text_content()
    assert len(tree.xpath("//section[@class='words']/svg/g/rect")) == 21


def test_a_word_that_a_finding_marks_is_no_skill(robin: FileReport) -> None:
    whole = tuple(
        Evidence("all", block.text, at, 0, len(block.text))
        for at, block in enumerate(robin.resume.blocks if robin.resume else ())
    )
    before, after = picture(robin), picture(robin._replace(strengths=whole))
    assert before is not None
    assert after is not None
    assert dict(before.counts)["classroom"] == dict(after.counts)["classroom"] > 0
    assert dict(after.counts)["other"] == 0


def test_nothing_recognised_gives_no_picture(robin: FileReport) -> None:
    assert picture(robin._replace(findings=(), strengths=())) is None
    assert picture(robin._replace(resume=None)) is None


def test_a_path_shows_its_lines_and_asks_about_the_rest(robin: FileReport) -> None:
    line = Evidence("sales/x", "Translated newsletters for the town hall", 5, 0, 10)
    path = PathFit(
        "sales",
        "Sales",
        ("inside sales",),
        (
            TraitFit("professional communication", "They picture you.", "To whom?", (line,)),
            TraitFit("winning people over", "Numbers.", "How many?", ()),
        ),
        (),
        ("mos-excel",),
        "English matters.",
        (),
    )
    (row,) = page(
        robin._replace(paths=(path,), target="sales"), certificates={"mos-excel": "MOS Excel"}
    ).xpath("//table[@class='paths']/tbody/tr")
    assert row.get("class") == "target"
    cells = [" ".join(cell.text_content().split()) for cell in row]
    assert "Translated newsletters for the town hall" in cells[1]
    assert "winning people over" in cells[2]
    assert "How many?" in cells[2]
    assert "To whom?" not in cells[2]
    assert "next: MOS Excel" in cells[3]


# ---- nothing acts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_resume_says_is_never_markup(attack: str) -> None:
    text = RESUME.replace("Robin Whitlock", attack).replace("5 elementary", f"{attack} 5 elementary")
    file = read(text)._replace(path=f"{attack}.md", alt_work=(attack,), asked_for=(attack,), notes=(attack,))
    file = file._replace(
        findings=tuple(
            f._replace(message=attack, why=f"{attack} {at}", questions=(attack,), rule=attack)
            for at, f in enumerate(file.findings)
        ),
    )
    output = written(Report((file, file), (Failure(attack, "damaged", attack, attack),)))
    plain = written(Report((read(RESUME), read(RESUME)), (Failure("a", "damaged", "b", "c"),)))
    tags = {element.tag for element in parsed(output).iter() if isinstance(element.tag, str)}
    usual = {element.tag for element in parsed(plain).iter() if isinstance(element.tag, str)}
    assert tags <= usual | {"li", "ul", "section"}
    tree = parsed(output)
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert not tree.xpath("//comment()")
    assert not [
        n
        for e in tree.iter()
        if isinstance(e.tag, str)
        for n in e.attrib
        if n.startswith("on") or n == "style"
    ]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", output)


@pytest.mark.parametrize("make", [samples.realistic, samples.hostile])
def test_the_page_asks_nobody_for_anything(make: Any, robin: FileReport) -> None:
    report = make()
    tree = parsed(written(report._replace(files=(*report.files, robin))))
    loading = ("src", "srcset", "data", "action", "formaction", "poster", "background", "ping", "manifest")
    assert not [n for e in tree.iter() if isinstance(e.tag, str) for n in e.attrib if n in loading]
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert not tree.xpath("//link | //img | //iframe | //object | //embed | //base")
    own = tree.xpath("string(//style)") + tree.xpath("string(//script)")
    assert not re.search(r"url\(|@import|https?:|fetch|XMLHttp|import\(", own)


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else(robin: FileReport) -> None:
    tree = page(robin)
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind in ("style", "script"):
        text = tree.xpath(f"//{kind}")[0].text
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


# ---- for everybody --------------------------------------------------------------------------------------


def test_the_page_can_be_walked_by_headings_and_landmarks(robin: FileReport) -> None:
    tree = page(robin, robin)
    assert tree.get("lang") == "en"
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == 1
    levels = [int(h.tag[1]) for h in tree.xpath("//h1|//h2|//h3|//h4|//h5")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    assert all(field.xpath("ancestor::label") or field.get("aria-label") for field in tree.xpath("//input"))
    assert tree.xpath("//fieldset/legend")
    assert all(svg.get("aria-hidden") or svg.get("aria-labelledby") for svg in tree.xpath("//svg"))
    assert all(th.get("scope") for th in tree.xpath("//th"))


def test_every_group_has_a_filter_that_needs_no_script(robin: FileReport) -> None:
    tree = page(robin)
    groups = {finding.group for finding in robin.findings}
    boxes = tree.xpath("//input[@type='checkbox']")
    assert {box.xpath("string(..)").strip() for box in boxes} == groups
    style = tree.xpath("string(//style)")
    assert all(f"body:has(#{box.get('id')}:checked) .note" in style for box in boxes)
