"""What makes a phrase rule hold its tongue: exceptions, a named tool, gaps that a verb may not stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reframe.linter import Options, findings_of, read_closely
from reframe.matching import Matcher
from reframe.phrasebook import load
from reframe.phrasebook.cases import Case
from reframe.proving import resume_of

if TYPE_CHECKING:
    from reframe.phrasebook.model import Phrasebook

RULE = """\
name: {name}
group: trivia
title: Counting boxes
level: warning
scope: [alt-entry]
message: A number of boxes.
why: Nobody needs it.
evidence: U
source: invented for this test
flags: ["<<3 boxes>>"]
passes: ["boxes"]
phrases: ["# (box|boxes)"]
"""


CONDITIONS = {
    "plain": "",
    "exception": 'except: ["sold # boxes"]',
    "unless": 'unless: ["sold"]',
    "unless-tool": "unless-tool: true",
    "no-unless-tool": "unless-tool: false",
    "barred-gap": 'except: ["sold …6!{carrying} # boxes"]',
    "without": (
        'phrase-sets: {idle: ["watched"]}\n'
        'suggestions: [{text: "Packed {count} crates", without: idle}, {delete: true, only-if: "you did nothing"}]'
    ),
    "any-word": 'except: ["big _ # boxes"]',
}


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> tuple[Phrasebook, Matcher]:
    folder = tmp_path_factory.mktemp("phrasebook")
    (folder / "rules").mkdir()
    for name, condition in CONDITIONS.items():
        text = RULE.replace("{name}", name) + condition
        (folder / "rules" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "words").mkdir()
    (folder / "words" / "carrying.yaml").write_text("name: carrying\nverbs: [carry]\n", encoding="utf-8")
    phrasebook = load(folder)
    return phrasebook, Matcher(phrasebook.phrases)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("plain", "Moved 3 boxes and 4 boxes", ["3 boxes and 4 boxes"], id="no-condition"),
        pytest.param(
            "exception",
            "Sold 3 boxes; moved 4 boxes",
            ["4 boxes"],
            id="an-exception-takes-back-what-it-overlaps-and-nothing-else",
        ),
        pytest.param(
            "unless",
            "Sold 3 boxes; moved 4 boxes. Moved 5 boxes",
            ["5 boxes"],
            id="unless-silences-its-sentence",
        ),
        pytest.param(
            "unless-tool",
            "Tracked 3 boxes in Excel. Moved 4 boxes",
            ["4 boxes"],
            id="a-named-tool-silences-its-sentence",
        ),
        pytest.param(
            "unless-tool", "Put the word down on 3 boxes", ["3 boxes"], id="an-ordinary-word-is-no-tool"
        ),
        pytest.param("no-unless-tool", "Tracked 3 boxes in Excel", ["3 boxes"], id="only-where-asked"),
        pytest.param("barred-gap", "Sold tape and 3 boxes", [], id="a-barred-gap-crosses-other-words"),
        pytest.param(
            "barred-gap",
            "Sold tape and carried 3 boxes",
            ["3 boxes"],
            id="a-barred-gap-does-not-cross-its-family",
        ),
        pytest.param("any-word", "Big blue 3 boxes", [], id="any-word-stands-for-a-word"),
        pytest.param("any-word", "Too big , 3 boxes", ["3 boxes"], id="any-word-is-not-a-comma"),
    ],
)
def test_a_rule_holds_its_tongue(
    tools: tuple[Phrasebook, Matcher], name: str, text: str, expected: list[str]
) -> None:
    phrasebook, matcher = tools
    rule = phrasebook.rule(name)
    assert rule is not None
    resume, _ = resume_of(Case(text=text, where="alt-entry"))
    reading = read_closely(resume, phrasebook=phrasebook, matcher=matcher)
    assert [finding.text for finding in findings_of(reading, [rule], Options())] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Moved 3 boxes", ["Packed {count} crates", ""], id="offered"),
        pytest.param("Watched 3 boxes", [""], id="taken-back-by-the-sentence"),
        pytest.param(
            "Watched TV. Moved 3 boxes", ["Packed {count} crates", ""], id="not-by-another-sentence"
        ),
    ],
)
def test_a_rewrite_is_offered_only_where_the_sentence_allows(
    tools: tuple[Phrasebook, Matcher], text: str, expected: list[str]
) -> None:
    phrasebook, matcher = tools
    rule = phrasebook.rule("without")
    assert rule is not None
    resume, _ = resume_of(Case(text=text, where="alt-entry"))
    reading = read_closely(resume, phrasebook=phrasebook, matcher=matcher)
    (finding,) = findings_of(reading, [rule], Options())
    assert [suggestion.text for suggestion in finding.suggestions] == expected
