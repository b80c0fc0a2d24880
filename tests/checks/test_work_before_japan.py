"""Work before Japan is the first thing that places an applicant: missing, bare or crowded out, it is asked about."""

import pytest

from reframe.linter import Options, findings_of, read_closely, tools
from reframe.phrasebook.cases import Case
from reframe.proving import resume_of

PHRASEBOOK, MATCHER = tools(())
RULE = PHRASEBOOK.rule("missing-pre-alt-experience")
LONG = "Coordinated the yearly festival with city hall, vendors and volunteers, and kept its budget"


def said(alt, earlier):
    rest = (("alt-entry", alt), *((("entry", earlier),) if earlier is not None else ()))
    resume, _ = resume_of(Case(text="", where="anywhere", rest=rest))
    reading = read_closely(resume, phrasebook=PHRASEBOOK, matcher=MATCHER)
    return [finding.message for finding in findings_of(reading, (RULE,), Options())]


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        (None, "No work besides ALT work"),
        ((), "without a line"),
        (("Answered the telephone",), "no result"),
        (("Sold 40 books",), "far fewer words"),
    ],
)
def test_what_is_asked(earlier, words):
    (message,) = said((LONG, LONG, LONG), earlier)
    assert words in message


def test_earlier_work_with_a_result_is_enough():
    assert not said((LONG,), ("Reconciled 40 invoices a week and cut late payments by a third",))
