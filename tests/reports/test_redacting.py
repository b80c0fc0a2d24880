"""With --redact no format shows contact data or long quotes."""

from __future__ import annotations

import re

import pytest
import report_samples as samples

from reframe.model import Finding, Report, Suggestion
from reframe.reports import FORMATS, Presentation
from reframe.reports.redacting import LONGEST_QUOTE, masked, redacted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mail jo.doe+cv@mail.example.com now", "Mail [email] now"),
        ("(555) 555-0123", "[phone]"),
        ("Call 555-555-0199, please", "Call [phone], please"),
        ("+81 90-1234-5678", "[phone]"),
        ("Tel: 555-0123", "[phone]"),
        ("09012345678", "[phone]"),
        ("https://www.example.com/jo?x=1 and www.example.org", "[link] and [link]"),
        ("linkedin.com/in/jo-doe", "[link]"),
        ("12 Maple Street, Springfield, IL 62704", "[address]"),
        ("〒100-0001 東京都千代田区千代田1-1", "[address]"),
    ],
)
def test_contact_data_is_masked(text: str, shown: str) -> None:
    assert masked(text)[0] == shown


@pytest.mark.parametrize(
    "text",
    [
        "Taught 25 lessons a week at 5 elementary schools",
        "2016 – 2019",
        "2016-2019 and 2020-2021",
        "2019.04-2022.03",
        "22 x 50 min classes, 18-20 a week",
        "1,200 students in 3 schools",
        "JLPT N2 (2019), 120/180 points",
        "Raised scores from 40% to 62%",
        "Used Node.js and ASP.NET",
        "5 schools a long way from each other",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text)[0] == text


def test_ranges_follow_the_words_they_mark() -> None:
    text = "jo@example.com taught 5 schools"
    shown, ((start, end),) = masked(text, ((22, 31),))
    assert shown[start:end] == "5 schools"


def test_a_range_that_touches_a_mask_holds_it_whole() -> None:
    text = "see example.com/long/path now"
    shown, ((start, end),) = masked(text, ((8, 29),))
    assert shown[start:end] == "[link] now"


CONTEXT = (
    "Jo Doe, jo@example.com, +81 90-1234-5678, taught "
    + "very " * 40
    + "many lessons at 5 schools every week"
)


@pytest.mark.parametrize("text", ["5 schools", "jo@example.com", "taught " + "very " * 40 + "many lessons"])
def test_a_redacted_finding_still_holds_its_text_at_its_offsets(text: str) -> None:
    finding = (
        redacted(Report(files=(samples.file(samples.finding(context=CONTEXT, text=text)),)))
        .files[0]
        .findings[0]
    )
    assert finding.context is not None
    assert finding.context[finding.start : finding.end] == finding.text
    assert len(finding.context) <= LONGEST_QUOTE + 10


LINE = (
    "Coached Tanaka-san and Kimiko Watanabe through quarterly speeches, planned lessons with the JTE for nine "
    "months, and briefed Ambassador Okonkwo on Mizuho Gakuin"
)
PLAIN = LINE.replace("JTE", "Japanese co-teacher")


def _redacted_line(text: str, *suggestions: Suggestion, **changes: object) -> Finding:
    finding = samples.finding("jargon", context=LINE, text=text, suggestions=suggestions, **changes)
    return redacted(Report(files=(samples.file(finding),))).files[0].findings[0]


def test_a_line_in_other_words_is_cut_like_its_quote() -> None:
    offer = Suggestion(PLAIN, applicability="safe", instead="Japanese co-teacher")
    finding = _redacted_line("JTE", offer)
    assert finding.context is not None
    assert [each.text for each in finding.suggestions] == [
        finding.context.replace("JTE", "Japanese co-teacher")
    ]


def test_a_line_in_which_these_words_stay_is_no_suggestion() -> None:
    offer = Suggestion(PLAIN, applicability="safe", instead="Mizuho Gakuin")
    assert _redacted_line("Mizuho Gakuin", offer).suggestions == ()


def test_words_carried_over_from_outside_the_quote_are_left_out() -> None:
    offer = Suggestion(
        "Supported Ambassador Okonkwo with {result}, {tool} and the JTE", slots=("result", "tool")
    )
    carried = (("guest", "Ambassador Okonkwo"), ("term", "JTE"))
    finding = _redacted_line("JTE", offer, captures=carried)
    assert [each.text for each in finding.suggestions] == ["Supported … with {result}, {tool} and the JTE"]


def test_a_suggestion_with_nothing_of_the_line_stays() -> None:
    assert _redacted_line("JTE", samples.DELIVERED).suggestions == (samples.DELIVERED,)


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_shows_a_word_of_the_line_outside_its_quote(name: str) -> None:
    offers = (
        Suggestion(PLAIN, applicability="safe", instead="Japanese co-teacher"),
        Suggestion("Supported Ambassador Okonkwo with {result}"),
    )
    finding = samples.finding(
        "jargon", context=LINE, text="JTE", suggestions=offers, captures=(("guest", "Ambassador Okonkwo"),)
    )
    report = redacted(Report(files=(samples.file(finding),)))
    quote = report.files[0].findings[0].context or ""
    output = FORMATS[name](report, Presentation())
    hidden = {word for word in re.findall(r"\w{5,}", LINE) if word not in quote}
    assert {"Tanaka", "Kimiko", "Watanabe", "Okonkwo", "Gakuin"} <= hidden
    assert not {word for word in hidden if word in output}


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_shows_contact_data(name: str) -> None:
    from reframe.model import Answer, Location

    finding = samples.finding(
        context=CONTEXT,
        text="5 schools",
        location=Location(section="jo@example.com", entry="jo@example.com", line=1, column=9),
        suggestions=(Suggestion(text="Write to jo@example.com"),),
        questions=("Is jo@example.com right?",),
    )
    card = samples.scorecard()

    card = card._replace(major=Answer(answered=True, evidence=("BA, jo@example.com",)))
    report = redacted(
        Report(files=(samples.file(finding, scorecard=card, alt_work=("ALT, jo@example.com",)),))
    )
    output = FORMATS[name](report, Presentation())
    assert "5 schools" in output
    assert "jo@example.com" not in output
    assert "1234" not in output
