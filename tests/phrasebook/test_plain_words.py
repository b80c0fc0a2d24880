"""Every word of the glossary in everyday sentences: with its plain words in, the line is explained and trips no rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reframe.linter import Options, findings_of, read_closely, tools
from reframe.phrasebook.cases import Case
from reframe.proving import resume_of

if TYPE_CHECKING:
    from reframe.findings import Finding

PHRASEBOOK, MATCHER = tools(())
RULES = [rule for rule in PHRASEBOOK.rules if rule.group not in {"missing", "document"}]
SENTENCES = (
    "Wrote to the {word} about a flood map",
    "Translated a guide for {word} in Japanese",
    "Interpreted at a {word} in Toyama",
    "Worked with {word} on a town map",
    "{Word}: translated a guide",
)
SPELLINGS = {
    "-ken": "Aomori-ken", "-shi": "Sakura-shi", "-machi": "Sakura-machi", "-mura": "Sakura-mura", "recitation contest": "ansho",
    "municipal or prefectural ALT": "prefectural ALT", "teaching methods": "CLIL", "native language teacher": "NLT",
    "jikanme": "3 jikanme", "GIGA School": "GIGA School", "Super Science High School": "SSH", "can-do list": "can-do list",
    "kyotsu test": "kyotsu test", "kaikei nendo ninyo shokuin": "kaikei nendo ninyo shokuin",
    "Skill Development Conference": "SDC", "special part-time public servant": "tokubetsushoku", "gaikokugo katsudo": "gaikokugo katsudo",
}  # fmt: skip
WORDS = [
    pytest.param(SPELLINGS.get(term.term, term.term), id=term.term)
    for term in PHRASEBOOK.glossary.values()
    if term.plain
]


def found(line: str) -> list[Finding]:
    rest = (("certifications", ("JLPT N2, July 2025", "MOS Excel Associate, 2025")),)
    resume, at = resume_of(Case(text=line, where="alt-entry", rest=rest))
    reading = read_closely(resume, phrasebook=PHRASEBOOK, matcher=MATCHER)
    return [finding for finding in findings_of(reading, RULES, Options()) if finding.block == at]


def test_there_are_words_to_try() -> None:
    assert len(WORDS) > 100


@pytest.mark.parametrize("word", WORDS)
def test_a_line_in_plain_words_is_explained_and_trips_no_rule(word: str) -> None:
    for sentence in SENTENCES:
        line = sentence.format(word=word, Word=word[0].upper() + word[1:])
        before = found(line)
        offered = {s.text for finding in before if finding.rule == "jargon" for s in finding.suggestions}
        assert len(offered) == 1, line
        (new,) = offered
        rules = {finding.rule for finding in before} - {"jargon"}
        assert not [f"{f.rule}: {f.text}" for f in found(new) if f.rule not in rules], new
        assert not re.search(r"\b(\w{4,}) \(?\1\b", new, re.IGNORECASE), new
        assert not re.search(r"\b(?:a|an) (?:parents|students|documents|clubs|visits)\b(?!\')", new), new
