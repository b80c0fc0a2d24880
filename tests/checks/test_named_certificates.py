"""A claim beside a certificate is not called unproven, whether the certificate is one of the list or not."""

import pytest

from reframe.linter import findings_of, read_closely, tools
from reframe.options import Options
from reframe.phrasebook.cases import Case
from reframe.proving import resume_of


def rules_at(text: str) -> set[str]:
    phrasebook, matcher = tools(())
    resume, at = resume_of(Case(text=text, where="skills"))
    reading = read_closely(resume, phrasebook=phrasebook, matcher=matcher)
    return {
        finding.rule for finding in findings_of(reading, phrasebook.rules, Options()) if finding.block == at
    }


@pytest.mark.parametrize(
    "text",
    [
        "Proficient in Excel | ICDL certificate",
        "Proficient in Word and Excel; ECDL",
        "Proficient in Python (PCEP certified)",
        "Proficient in Google Analytics (GA certified)",
        "Expert in Salesforce; certified Administrator",
        "Expert in Excel (certified expert)",
    ],
)
def test_a_certificate_in_the_line_proves_the_claim(text: str) -> None:
    assert "uncertified-skill" not in rules_at(text)


@pytest.mark.parametrize("text", ["Expert in Excel, no certificate yet", "Proficient in Word and Excel"])
def test_without_one_the_claim_stands_unproven(text: str) -> None:
    assert "uncertified-skill" in rules_at(text)
