"""A job posting is understood by its words, and what the résumé never says is asked, not put in."""

from pathlib import Path

import pytest

from reframe.linter import Options, check, tools
from reframe.posting import understand_posting, unused_terms

EXAMPLES = Path(__file__).parents[1] / "examples"

POSTINGS = {
    "supply-chain": "Logistics Coordinator. Track purchase orders, work with suppliers and freight forwarders; SAP, customs clearance.",
    "sales": "Inside Sales Representative. Build pipeline in Salesforce, follow up leads, prepare quotations, meet quota.",
    "hr": "Talent coordinator: interview scheduling, onboarding, our ATS, background checks, candidate experience.",
    "translation": "On-site translator/interpreter: consecutive interpreting on the plant floor, quality reports, glossary. JLPT N1.",
    "admin": "Administrative assistant: calendar management, travel arrangements, expense reports, meeting minutes, filing.",
}


@pytest.fixture(scope="module")
def phrasebook():
    return tools(())[0]


@pytest.mark.parametrize("path", sorted(POSTINGS))
def test_a_posting_belongs_to_its_career_path(path, phrasebook):
    assert understand_posting(POSTINGS[path], phrasebook).target == path


def test_a_text_that_is_no_posting_belongs_to_none(phrasebook):
    assert understand_posting("Once upon a time there was a cat.", phrasebook).target is None


def test_singular_and_plural_are_one_term(phrasebook):
    terms = understand_posting("Buyer: supplier audits, suppliers, purchase orders", phrasebook).terms
    assert len({term.rstrip("s") for term in terms}) == len(terms)


def test_words_the_resume_uses_are_not_asked_about(phrasebook):
    terms = understand_posting("Buyer. Excel, suppliers, customs clearance.", phrasebook).terms
    report = check(EXAMPLES / "reframed/resume.docx", options=Options(terms=terms, target="supply-chain"))
    assert "Excel" not in report.asked_for
    assert "customs clearance" in report.asked_for


def test_no_finding_or_suggestion_holds_a_word_of_the_posting():
    report = check(
        EXAMPLES / "untouched/resume.docx",
        options=Options(terms=("zanzibar routing",), target="supply-chain"),
    )
    assert report.asked_for == ("zanzibar routing",)
    assert not any("zanzibar" in s.text.lower() for finding in report.findings for s in finding.suggestions)


def test_at_most_eight_terms_are_asked_about(phrasebook):
    from reframe.documents import read
    from reframe.resume import understand

    resume = understand(read(str(EXAMPLES / "untouched/resume.docx")), knowledge=phrasebook.knowledge)
    assert len(unused_terms(tuple(f"word{n}" for n in range(30)), resume)) == 8


def test_a_skill_the_posting_asks_for_makes_its_certificate_worth_having():
    def certificates(*terms):
        options = Options(terms=terms, target="supply-chain")
        report = check(EXAMPLES / "untouched/resume.docx", options=options)
        assert report.scorecard is not None
        return set(report.scorecard.certifications.recommended)

    assert certificates("project coordination", "process improvement") > certificates()
