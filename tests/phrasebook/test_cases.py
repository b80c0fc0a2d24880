"""Every case of every rule of the bundled phrasebook holds."""

import pytest

from reframe.matching import Matcher
from reframe.phrasebook import load
from reframe.proving import prove

PHRASEBOOK = load()
OUTCOMES = list(prove(PHRASEBOOK, Matcher(PHRASEBOOK.phrases)))


def test_there_are_cases_in_both_directions():
    assert len(PHRASEBOOK.rules) >= 25
    assert sum(outcome.direction == "flags" for outcome in OUTCOMES) > 100
    assert sum(outcome.direction == "passes" for outcome in OUTCOMES) > 100


@pytest.mark.parametrize(
    "outcome", [pytest.param(o, id=f"{o.rule}-{o.direction}-{o.number}") for o in OUTCOMES]
)
def test_the_case_holds(outcome):
    assert not outcome.message, f"{outcome.rule}.yaml:{outcome.line}: «{outcome.text}» {outcome.message}"
