"""Lines on the border, with the rules a careful reader would and would not apply to them."""

import pytest

from reframe.linter import Options, findings_of, read_closely, tools
from reframe.phrasebook.cases import Case
from reframe.proving import resume_of

PHRASEBOOK, MATCHER = tools(())
RULES = [rule for rule in PHRASEBOOK.rules if rule.group not in {"missing"}]


def rules_on(line: str, *, where: str = "alt-entry", target: str | None = None) -> dict[str, object]:
    resume, at = resume_of(Case(text=line, where=where))
    reading = read_closely(resume, phrasebook=PHRASEBOOK, matcher=MATCHER, target=target)
    options = Options(target=target)
    return {finding.rule: finding for finding in findings_of(reading, RULES, options) if finding.block == at}


@pytest.mark.parametrize(
    ("line", "where", "wanted"),
    [
        ("Taught English at 9 schools in Niigata.", "alt-entry", {"school-count"}),
        ("Taught 22 lessons a week to grades 1–6.", "alt-entry", {"lesson-count", "class-logistics"}),
        ("Attended Sports Day and the culture festival.", "alt-entry", {"school-event"}),
        ("Made worksheets and flashcards.", "alt-entry", {"teaching-materials"}),
        ("Proficient in Excel.", "skills", {"uncertified-skill"}),
        ("Fluent Japanese.", "languages", {"language-uncertified"}),
        ("Japanese N3, CEFR B2.", "languages", {"language-overclaim"}),
        ("JLPT N2 expected May 2027.", "languages", {"language-uncertified"}),
        ("Passionate about Japanese culture.", "summary", {"cultural-passion"}),
        ("Responsible for assisting teachers with lessons.", "alt-entry", {"weak-duty"}),
        ("Assisted the kyoto-sensei with filing", "alt-entry", {"jargon"}),
    ],
)
def test_a_line_that_works_against_the_writer(line, where, wanted):
    assert wanted <= set(rules_on(line, where=where))


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("Coordinated 9 vendors for a city festival.", "alt-entry"),
        ("Translated 22 notices a month for city hall.", "alt-entry"),
        ("Interpreted for 12 exchange students during Sports Day.", "alt-entry"),
        ("Designed a 24-page bilingual event guide in Canva.", "alt-entry"),
        ("MOS Excel Expert (Microsoft 365 Apps), 2025.", "certifications"),
        ("Japanese: JLPT N2 (passed July 2024).", "languages"),
        ("Native English speaker.", "languages"),
        ("Visited Kyoto with students.", "alt-entry"),
        ("CSM with 40 enterprise accounts", "alt-entry"),
        ("Paid by Interac e-Transfer", "alt-entry"),
        ("The sunshine programme", "alt-entry"),
        ("Added alt text to 900 images and an ALT key shortcut", "entry"),
        ("Checked ALT and AST enzymes with the HRT clinic", "entry"),
        ("Ran the lessons-learned review after each release", "alt-entry"),
        ("Rewrote three classes in Python", "entry"),
        ("Prepared BOE statements for an oil company", "entry"),
    ],
)
def test_a_line_that_only_looks_like_it(line, where):
    assert not rules_on(line, where=where)


def test_attended_is_answered_by_deletion_first_and_never_by_a_stronger_verb():
    finding = rules_on("Attended Sports Day and the culture festival.")["school-event"]
    assert any(s.applicability == "delete" for s in finding.suggestions)
    assert finding.questions


def test_an_old_level_three_is_below_n2():
    assert "language-overclaim" in rules_on("Fluent Japanese (JLPT Level 3, 2008)", where="languages")


def test_a_month_without_a_sitting_is_named():
    assert (
        "May has no sitting"
        in rules_on("JLPT N2 expected May 2027.", where="languages")["language-uncertified"].message
    )


@pytest.mark.parametrize(
    ("target", "level"), [("translation", "error"), ("sales", "warning"), (None, "warning")]
)
def test_the_path_decides_how_much_an_unproven_claim_weighs(target, level):
    assert (
        rules_on("Fluent Japanese.", where="languages", target=target)["language-uncertified"].level == level
    )


def test_business_words_from_japan_are_no_jargon():
    assert not rules_on("Led kaizen meetings on the plant floor with a kanban board.", target="supply-chain")


def test_trivia_is_no_trivia_on_the_education_path():
    assert "lesson-count" not in rules_on("Taught 22 lessons a week", target="education")
