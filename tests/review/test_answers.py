"""Answers become edits: only what was answered, only when it is finished."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from reframe.errors import ConfigError
from reframe.model import Block, Document, Finding, Home, Location, Place, Resume, Section, Suggestion
from reframe.phrasebook import load
from reframe.review.answers import parsed, written
from reframe.review.rewriting import Decision, Edit, Unfinished, after, combined, resolve, stretch

OFFER = Suggestion("Ran {event} for {audience}", only_if="you ran it", slots=("event", "audience"))


def resume_of(text: str, kind: str = "experience") -> Resume:
    document = Document("r.md", "markdown", "0" * 64, (Block(text, "bullet", Place("1", line=1)),))
    return Resume(document, (Section(kind, "", None, (0,)),), (Home(0),))


def finding_on(words: str, text: str, *suggestions: Suggestion, name: str = "rf1:a:0") -> Finding:
    start = text.index(words)
    return Finding(
        "school-event", "trivia", "warning", "m", "w", words, text, 0, start, start + len(words),
        Location(line=1), suggestions or (OFFER,), fingerprint=name,
    )  # fmt: skip


def outcome(text: str, words: str, decision: Decision, *suggestions: Suggestion, kind: str = "experience"):
    return resolve(resume_of(text, kind), finding_on(words, text, *suggestions), decision)


def line_after(
    text: str, words: str, decision: Decision, *suggestions: Suggestion, kind: str = "experience"
) -> str:
    edit = outcome(text, words, decision, *suggestions, kind=kind)
    assert isinstance(edit, Edit)
    return after(text, [edit])


def use(text: str, *, true: bool = False, **slots: str) -> Decision:
    return Decision("rf1:a:0", "use", text, true=true, slots=slots)


def own(text: str, replaces: str = "") -> Decision:
    return Decision("rf1:a:0", "write", text, replaces=replaces)


DELETE = Decision("rf1:a:0", "delete")
LINE = "Attended Sports Day."


def test_a_suggestion_with_yes_and_every_slot_replaces_the_line() -> None:
    taken = use(OFFER.text, true=True, event="the fair", audience="200 guests")
    assert line_after(LINE, "Sports Day", taken) == "Ran the fair for 200 guests."


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (use(OFFER.text, true=True, event="the fair"), "{audience} still to fill"),
        (use(OFFER.text, true=True, event="the fair", audience="  "), "{audience} still to fill"),
        (use(OFFER.text, event="the fair", audience="guests"), "you ran it was not answered with yes"),
        (use("Led {event}", true=True), "no longer offered"),
        (own("  \t "), "empty"),
        (own("Ran {n} fairs"), "{n} still to fill"),
        (use(OFFER.text, true=True, event="the {kind} fair", audience="guests"), "{kind} still to fill"),
    ],
)
def test_what_is_not_finished_changes_nothing_and_says_why(decision, reason) -> None:
    waiting = outcome(LINE, "Sports Day", decision)
    assert isinstance(waiting, Unfinished)
    assert reason in waiting.reason


def test_skipping_changes_nothing() -> None:
    assert outcome(LINE, "Sports Day", Decision("rf1:a:0", "skip")) is None


@pytest.mark.parametrize(
    ("text", "words", "kind", "replaced"),
    [
        (
            "Planned trips. Attended Sports Day. Kept books.",
            "Sports Day",
            "experience",
            "Attended Sports Day.",
        ),
        (
            "Worked with St. Mary and attended Sports Day",
            "Sports Day",
            "experience",
            "Worked with St. Mary and attended Sports Day",
        ),
        ("English Teacher\t2019 – 2022", "English Teacher", "experience", "English Teacher"),
        (
            "English (native), Japanese (conversational), Thai",
            "Japanese",
            "languages",
            "Japanese (conversational)",
        ),
        ("Skills: Excel, presentation skills", "presentation skills", "skills", "presentation skills"),
        ("Cooking, planning", "Cooking", "experience", "Cooking, planning"),
    ],
)
def test_an_answer_replaces_the_sentence_or_the_item_of_a_list(text, words, kind, replaced) -> None:
    start, end = stretch(resume_of(text, kind), finding_on(words, text))
    assert text[start:end] == replaced


def test_the_writer_can_ask_for_the_whole_line_or_the_words_alone() -> None:
    text = "Planned trips. Attended Sports Day."
    assert line_after(text, "Sports Day", own("Ran both", "line")) == "Ran both."
    assert line_after(text, "Sports Day", own("the fair", "words")) == "Planned trips. Attended the fair."


@pytest.mark.parametrize(
    ("text", "new", "line"),
    [
        ("Attended Sports Day. Kept books.", "Ran a café", "Ran a café. Kept books."),
        ("Attended Sports Day. Kept books.", "Ran a café.", "Ran a café. Kept books."),
        ("Attended Sports Day! Kept books.", "Ran a café", "Ran a café! Kept books."),
        ("Attended Sports Day? Kept books.", "Ran a café!", "Ran a café! Kept books."),
        ("Attended Sports Day. Kept books.", "Ran “our café.”", "Ran “our café.” Kept books."),
        ("Kept books. Attended Sports Day.", "Ran a café (weekly)", "Kept books. Ran a café (weekly)."),
        ("Kept books. Attended Sports Day", "Ran a café", "Kept books. Ran a café"),
        ("Kept books (and attended Sports Day.)", "Ran a café", "Ran a café."),
        ("Attended Sports Day, picnics etc.", "Ran a café", "Ran a café"),
    ],
)
def test_a_new_sentence_ends_as_the_old_one_did(text, new, line) -> None:
    assert line_after(text, "Sports Day", own(new)) == line


def test_an_item_of_a_list_keeps_the_full_stop_behind_the_list() -> None:
    assert line_after("Excel, karaoke.", "karaoke", own("Canva"), kind="skills") == "Excel, Canva."


def test_a_suggestion_that_repeats_the_line_is_an_edit_of_its_words_alone() -> None:
    text = "Planned trips with the JTE. Kept books."
    gloss = Suggestion("Planned trips with the co-teacher. Kept books.", applicability="safe")
    edit = outcome(text, "JTE", use(gloss.text), gloss)
    assert isinstance(edit, Edit)
    assert (text[edit.start : edit.end], edit.text) == ("JTE", "co-teacher")


@pytest.mark.parametrize(
    ("text", "words", "kind", "left"),
    [
        ("Attended Sports Day", "Sports Day", "experience", ""),
        (
            "Planned trips. Attended Sports Day. Kept books.",
            "Sports Day",
            "experience",
            "Planned trips. Kept books.",
        ),
        ("Planned trips. Attended Sports Day.", "Sports Day", "experience", "Planned trips."),
        ("Excel, karaoke, Canva", "karaoke", "skills", "Excel, Canva"),
        ("Excel, karaoke", "karaoke", "skills", "Excel"),
    ],
)
def test_a_deletion_takes_the_comma_or_blank_along(text, words, kind, left) -> None:
    assert line_after(text, words, DELETE, kind=kind) == left


def test_two_answers_to_one_line_are_refused() -> None:
    with pytest.raises(ConfigError, match="two answers"):
        combined([Edit(0, 0, 9, "x", "a"), Edit(0, 5, 12, "y", "b")])
    assert len(combined([Edit(0, 5, 12, "y", "b"), Edit(0, 0, 5, "x", "a"), Edit(1, 0, 9, "z", "c")])) == 3


@pytest.mark.parametrize("typed", ["a\x1b[31mb", "a\x00b", "a\u202eb", "a\nb"])
def test_characters_that_act_never_reach_the_document(typed) -> None:
    assert "a" in (line := line_after(LINE, "Sports Day", own(typed)))
    assert not set(line) & set("\x1b\x00\u202e\n")


# ---- the file -------------------------------------------------------------------------------------------

FOUND = [finding_on("Sports Day", LINE)]


BOOK = load()


def read(text: str):
    return parsed(text.encode(), path="answers.yaml", findings=FOUND, phrasebook=BOOK)


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        ("{finding: 'rf1:a:0', skip: yes}", Decision("rf1:a:0", "skip")),
        ("{line: 1, rule: school-event, delete: yes}", DELETE),
        ("{line: 1, rule: school-event, words: Sports Day, write: New}", own("New")),
        (
            "{finding: 'rf1:a:0', use: 1, only-if: yes, slots: {event: 5}}",
            use(OFFER.text, true=True, event="5"),
        ),
        ("{finding: 'rf1:a:0', write: New, replaces: line}", own("New", "line")),
    ],
)
def test_an_answer_is_keyed_by_fingerprint_or_by_line_and_rule(answer, decision) -> None:
    assert read(f"answers: [{answer}]") == ([decision], [])
    assert read(f"[{answer}]") == ([decision], [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("answers: [", "2:1: is not valid YAML"),
        ("answers: 5", "1:10: “answers” should be a list"),
        ("anwsers: []", "1:1: unknown key “anwsers”; did you mean “answers”?"),
        ("[5]", "1:2: should be a mapping"),
        ("[{line: 1, rule: school-event}]", "1:2: needs one of “use”, “write”, “delete” and “skip”"),
        ("[{line: 1, rule: school-event, write: a, skip: yes}]", "1:2: needs one of"),
        ("[{skip: yes}]", "1:2: names no finding"),
        ("- skip: maybe\n  finding: 'rf1:a:0'", "1:9: “skip” is yes or no"),
        ("- finding: 'rf1:a:0'\n  only_if: yes\n  use: 1", "2:3: unknown key “only_if”; did you mean “only-if”?"),
        ("[{finding: 'rf1:a:0', use: 9}]", "1:28: school-event has no suggestion 9"),
        ("[{finding: 'rf1:a:0', write: a, replaces: all}]", "1:43: “all” is neither “line” nor “words”"),
        ("- {finding: 'rf1:a:0', skip: yes}\n- {finding: 'rf1:a:0', skip: yes}", "2:3: this is a second answer"),
        ("- {line: 1, skip: yes,\n   rule: school-evnt}", "2:10: there is no rule “school-evnt”; did you mean “school-event”?"),
        (
            "- finding: 'rf1:a:0'\n  use: 1\n  slots:\n    evnt: a fair",
            "4:5: the suggestion has no slot “evnt”; did you mean “event”? its slots: event, audience",
        ),
        ("[{finding: 'rf1:a:0', use: 1, slots: [a]}]", "1:38: should be a mapping"),
        ("[{finding: 'rf1:a:0', use: 1, slots: {event: 'a {kind} fair'}}]", "1:46: “{kind}” is still to fill"),
        ("[{finding: 'rf1:a:0', write: 'Ran {n} fairs'}]", "1:30: “{n}” is still to fill; no line with a gap"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_with_its_place(text, fault) -> None:
    with pytest.raises(ConfigError) as raised:
        read(text)
    assert len(raised.value.faults) == 1
    assert raised.value.faults[0].startswith(f"answers.yaml:{fault}")


def test_all_faults_are_said_at_once() -> None:
    text = "- {line: 1, rule: jargn, skip: yes}\n- {line: 1, rule: school-event, write: '{n} fairs'}\n- 5\n"
    with pytest.raises(ConfigError) as raised:
        read(text)
    assert [fault.split(":")[1] for fault in raised.value.faults] == ["1", "2", "3"]


def test_a_rule_goes_by_its_former_name_too() -> None:
    renamed = SimpleNamespace(rule=lambda name: BOOK.rule("school-event") if name == "events" else None)
    text = b"[{line: 1, rule: events, delete: yes}]"
    assert parsed(text, path="a.yaml", findings=FOUND, phrasebook=renamed) == ([DELETE], [])


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "answers:\n", "answers: []\n"])
def test_no_answers_are_no_fault(text) -> None:
    assert read(text) == ([], [])


@pytest.mark.parametrize("said", ["yes", "y", "true", "on", "Yes"])
def test_yes_may_be_written_as_people_write_it(said) -> None:
    assert read(f"[{{finding: 'rf1:a:0', delete: {said}}}]") == ([DELETE], [])


def test_braces_of_the_old_line_may_stand_in_the_new_one() -> None:
    text = "Attended Sports Day with {mustache} templates"
    assert line_after(text, "Sports Day", own("Wrote {mustache} pages")) == "Wrote {mustache} pages"


def test_an_answer_to_a_line_that_has_gone_is_told_and_left_out() -> None:
    decisions, remarks = read("[{finding: 'rf1:gone:0', delete: yes}]")
    assert decisions == []
    assert "no longer" in remarks[0]


@pytest.mark.parametrize(
    "decision", [DELETE, own("New: “words”"), use(OFFER.text, true=True, event="x", audience="")]
)
def test_answers_come_back_from_the_file_as_they_went_in(decision) -> None:
    data = written([decision], resume="r.md", findings=FOUND)
    assert parsed(data, path="a.yaml", findings=FOUND, phrasebook=BOOK) == ([decision], [])
