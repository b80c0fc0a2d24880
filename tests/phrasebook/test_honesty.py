"""No suggestion says more than the writer: no number, tool, organisation or stronger verb outside its slots,
no buzzword, and, with its slots filled, nothing that trips a rule."""

import re

import pytest

from reframe.linter import Options, findings_of, read_closely, tools
from reframe.phrasebook.cases import Case
from reframe.phrasebook.model import TARGETS
from reframe.proving import resume_of
from reframe.suggesting import suggestions

PHRASEBOOK, MATCHER = tools(())
REWRITES = [
    pytest.param(rule, rewrite, id=f"{rule.name}-{number}")
    for rule in PHRASEBOOK.rules
    for number, rewrite in enumerate(rule.suggestions)
    if rewrite.text
]

PLAUSIBLE = {
    "audience": "visiting families", "partner_role": "the planning office", "deliverable": "a shared calendar", "event": "the delegation's visit",
    "topic": "evacuation routes", "result": "questions to the desk halved", "deadline": "the end of June", "how_often": "every month", "period": "one year",
    "language": "English and Japanese", "documents": "safety notices", "doing_what": "moving sign-ups online", "purpose": "the next budget",
    "issue": "the parking rota", "organisation": "the harbour authority", "count": "several", "tool": "Excel", "role": "an office assistant",
    "level": "N2", "next_level": "N1", "month_and_year": "July 2025", "sitting_month": "December", "certificate": "MOS Excel Associate",
    "year": "2025", "mode": "consecutive", "test": "JLPT N2",
}  # fmt: skip

BUZZWORDS = re.compile(
    r"\b(leverag\w+|utili[sz]\w+|dynamic\w*|passionate\w*|synerg\w+|spearhead\w+|results-driven|team player|go-getter|self-starter|"
    r"detail-oriented|hard-?working|best-in-class|cutting-edge|world-class|innovative|proactive\w*|strategic\w*|guru|ninja|rockstar|"
    r"thought leader\w*|value-add\w*|game-?chang\w+|seasoned|motivated|fast-paced|streamlin\w+|orchestrat\w+|impactful)\b",
    re.IGNORECASE,
)
TOO_STRONG = re.compile(
    r"^(?:Led|Managed|Directed|Oversaw|Supervised|Headed|Founded|Pioneered|Drove|Transformed)\b",
    re.IGNORECASE,
)
CONFIRMS = re.compile(
    r"\b(?:led|managed|directed|oversaw|supervised|headed|founded|started|ran|asked)\b", re.IGNORECASE
)
GAPS = re.compile(r"\{[a-z_]+\}|<[a-z_]+>")


def outside_gaps(text):
    return GAPS.sub(" ", text)


def filled(rewrite, **values):
    known = PLAUSIBLE | values
    unknown = {name.strip("{}<>") for name in GAPS.findall(rewrite.text)} - set(known)
    return re.sub(r"[{<]([a-z_]+)[}>]", lambda m: known.get(m[1], "the front desk"), rewrite.text), unknown


def test_there_are_suggestions_to_look_at():
    assert len(REWRITES) > 80


@pytest.mark.parametrize(("rule", "rewrite"), REWRITES)
def test_a_suggestion_holds_no_number_of_its_own(rule, rewrite):
    assert not re.search(r"\d", outside_gaps(rewrite.text))


@pytest.mark.parametrize(("rule", "rewrite"), REWRITES)
def test_a_suggestion_names_no_tool_or_certificate_of_its_own(rule, rewrite):
    found = MATCHER.hits_in(outside_gaps(rewrite.text))
    assert not [hit for hit in found if hit.kind in {"tool", "certificate"}]


@pytest.mark.parametrize(("rule", "rewrite"), REWRITES)
def test_a_suggestion_names_nobody(rule, rewrite):
    inside = outside_gaps(rewrite.text).split(" ", 1)[-1]
    names = set(re.findall(r"(?<![.:;] )\b[A-Z][a-z]+", inside)) - {
        "Japanese",
        "Japan",
        "English",
        "Import",
        "Assistant",
        "Language",
        "Teacher",
    }
    allowed = {
        "Programme",
        "Program",
        "Board",
        "Education",
        "Bilingual",
        "Candidate",
        "Account",
        "Administrative",
    }
    assert not names - allowed


@pytest.mark.parametrize(("rule", "rewrite"), REWRITES)
def test_a_suggestion_climbs_no_higher_than_its_condition(rule, rewrite):
    if TOO_STRONG.search(rewrite.text):
        assert CONFIRMS.search(rewrite.only_if), f"“{rewrite.text}” needs an only-if that confirms the verb"


ROLES = {
    "how_often": r"(?!.*\b(?:every|a|an|the) $)",
    "period": r".*(?:\bfor|\bover|\bwithin|\bin|\bof|:|,) $",
    "doing_what": r".*\bby $",
    "purpose": r".*\bfor $",
    "role": r".*\bas $",
    "count": r".*(?:^|\w) $",
    "deadline": r".*\b(?:before|by|with) $",
    "language": r".*\b(?:in|into) $",
    "event": r".*(?<!\ba)(?<!\bthe) $",
    "deliverable": r".*(?<!\ba)(?<!\bthe) $",
    "documents": r".*(?<!\ba)(?<!\bthe) $",
    "topic": r".*(?<!\ba)(?<!\bthe) $",
}
"""What may stand before a slot, so that an answer of one part of speech fits wherever the slot is."""
BESIDE_A_NOUN = re.compile(r"\{(?:how_often|period|topic|organisation|role|doing_what|purpose)\} (?!and\b|at\b|to\b|of\b|on\b|in\b|for\b|with\b|between\b|without\b|within\b|\{)")  # fmt: skip


@pytest.mark.parametrize(("rule", "rewrite"), REWRITES)
def test_a_slot_is_the_same_part_of_speech_wherever_it_stands(rule, rewrite):
    for slot in re.finditer(r"\{([a-z_]+)\}", rewrite.text):
        assert slot[1] in PLAUSIBLE
        assert re.match(ROLES.get(slot[1], ""), rewrite.text[: slot.start()]), slot[1]
    assert not BESIDE_A_NOUN.search(rewrite.text)


CONDITIONS = [
    pytest.param(rewrite.only_if, id=f"{rule.name}-{number}")
    for rule in PHRASEBOOK.rules
    for number, rewrite in enumerate(rule.suggestions)
]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_can_follow_only_if_and_is_it_so_that(condition):
    assert re.match(r"(?:you|it|people|every|no|the)\b", condition)
    assert not re.search(r"[;.?!]|\b(?:leave|may|should)\b", condition)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in PHRASEBOOK.rules])
def test_a_message_quotes_nothing_that_may_not_be_in_the_line(rule):
    assert not re.search('[“”"]', rule.message)


OPENING = re.compile(r"([A-Z][a-z]+ed|Ran|Kept|Made|Built|Wrote|Brought|Held|Read|Took)\b")
STATED = re.compile(
    r"\b(public|office|several|multi-site|voluntary|confidential|bilingual|international|Japanese|interpreter|housing|"
    r"feedback|on time|without|reviewed|checked|procedure|terminology|reused|in writing|deadline|new|training|planned)\b"
)


@pytest.mark.parametrize(("rule", "rewrite"), REWRITES)
def test_the_verb_that_opens_a_suggestion_is_the_one_its_condition_confirms(rule, rewrite):
    opening = OPENING.match(rewrite.text)
    if opening:
        assert opening[1].lower() in rewrite.only_if


@pytest.mark.parametrize(("rule", "rewrite"), REWRITES)
def test_what_a_suggestion_states_besides_its_slots_its_condition_asks(rule, rewrite):
    if not rewrite.text.startswith("Japanese:") and "candidate" not in rewrite.text.lower():
        stated = set(STATED.findall(outside_gaps(rewrite.text))) - set(STATED.findall(rewrite.only_if))
        assert not stated, rewrite.text


@pytest.mark.parametrize("rule", ["just-a-teacher"])
def test_a_headline_says_nothing_about_the_employer(rule):
    texts = [rewrite.text for rewrite in PHRASEBOOK.rule(rule).suggestions]
    assert texts
    assert not [text for text in texts if re.search(r"public|office|government|school|Japan", text)]


@pytest.mark.parametrize(("rule", "rewrite"), REWRITES)
def test_a_suggestion_uses_no_buzzword(rule, rewrite):
    assert not BUZZWORDS.search(outside_gaps(rewrite.text))


@pytest.mark.parametrize(("rule", "rewrite"), REWRITES)
def test_a_filled_suggestion_trips_no_rule(rule, rewrite):
    text, _ = filled(rewrite)
    scopes = [scope for scope in rule.scope if scope != "anywhere"] or ["alt-entry"]
    rest = (("certifications", ("JLPT N2, July 2025", "MOS Excel Associate, 2025")),)
    rules = [r for r in PHRASEBOOK.rules if r.group not in {"missing", "document"}]
    resume, at = resume_of(Case(text=text, where=scopes[0], rest=rest))
    reading = read_closely(resume, phrasebook=PHRASEBOOK, matcher=MATCHER)
    found = [(f.rule, f.text) for f in findings_of(reading, rules, Options()) if f.block == at]
    assert not found, text


def rules_that_speak(line, where, target):
    """About a line, and about the whole of a résumé that has it and hardly anything else."""
    resume, at = resume_of(Case(text=line, where=where))
    reading = read_closely(resume, phrasebook=PHRASEBOOK, matcher=MATCHER, target=target)
    found = findings_of(reading, PHRASEBOOK.rules, Options(target=target))
    return {finding.rule for finding in found if finding.block in (None, at)}


@pytest.mark.parametrize("target", [None, *TARGETS])
@pytest.mark.parametrize("rule", [pytest.param(r, id=r.name) for r in PHRASEBOOK.rules if r.suggestions])
def test_a_suggestion_shown_brings_no_finding_about_the_whole_resume(rule, target):
    first = next((scope for scope in rule.scope if scope != "anywhere"), "languages")
    silent = rules_that_speak("Planned a flood map", "alt-entry", target)
    for rewrite in rule.suggestions:
        text, _ = filled(rewrite)
        shown = [s.text for s in suggestions((rewrite,), target, {}) if s.text]
        offered = {s.text for s in suggestions(rule.suggestions, target, {})}
        if offered.issuperset(shown) and shown:
            assert not rules_that_speak(text, first, target) - silent, text


@pytest.mark.parametrize("target", [None, *TARGETS])
@pytest.mark.parametrize("rule", [pytest.param(r, id=r.name) for r in PHRASEBOOK.rules if r.suggestions])
def test_at_most_two_suggestions_are_shown_and_none_of_another_path(rule, target):
    shown = suggestions(rule.suggestions, target, {})
    assert len(shown) <= 2
    assert all(not s.for_ or target in s.for_ for s in shown)


@pytest.mark.parametrize("text", ["Led 40 people", "Used Excel daily", "Spearheaded {deliverable}"])
def test_the_honesty_tests_notice_a_dishonest_suggestion(text):
    tool = [hit for hit in MATCHER.hits_in(outside_gaps(text)) if hit.kind == "tool"]
    assert re.search(r"\d", outside_gaps(text)) or tool or BUZZWORDS.search(text)


def test_every_file_says_how_it_knows():
    for certificate in PHRASEBOOK.certificates.values():
        assert certificate.evidence
        assert certificate.source
        assert re.fullmatch(r"20\d\d-\d\d", certificate.checked)
    for rule in PHRASEBOOK.rules:
        assert rule.evidence
        assert rule.source
