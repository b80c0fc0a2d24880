"""Texts matched together, one after the other, or again: the hits are those of each text alone."""

from typing import TYPE_CHECKING

import pytest

from reframe import matching
from reframe.matching import Matcher
from reframe.phrasebook import load
from reframe.phrasebook.compiled import CompiledPhrases
from reframe.phrasebook.compiling import PhraseSource, compile_phrases

if TYPE_CHECKING:
    from reframe.model import Hit

FAMILIES = {"lesson": (("lesson",), ("lessons",), ("contact", "hours")), "link": (("=",), (":",), ("and",))}


def compiled(*phrases: str) -> CompiledPhrases:
    sources = [PhraseSource("rule", f"rule-{number}", 0, phrase) for number, phrase in enumerate(phrases)]
    found, faults = compile_phrases(sources, FAMILIES)
    assert not faults
    return found


def marked(matcher: Matcher, *texts: str) -> list[list[str]]:
    """What is found in each of several texts that are matched together."""
    found: list[list[str]] = [[] for _ in texts]
    for hit in matcher.hits([matcher.read(text) for text in texts]):
        found[hit.block].append(texts[hit.block][hit.start : hit.end])
    return found


def test_the_lines_of_a_phrasebook_have_the_same_hits_together_and_alone() -> None:
    book = load()
    texts = [case.text for rule in book.rules for case in (*rule.flags, *rule.passes)]
    assert len(texts) > 500
    together, alone = Matcher(book.phrases), Matcher(book.phrases)
    by_text: list[list[Hit]] = [[] for _ in texts]
    for hit in together.hits([together.read(text) for text in texts]):
        by_text[hit.block].append(hit._replace(block=0))
    assert by_text == [alone.hits_in(text) for text in texts]


def test_another_wording_of_a_phrase_is_found_in_a_later_text() -> None:
    matcher = Matcher(compiled("(sports day|culture festival)"))
    assert marked(matcher, "Joined the sports day") == [["sports day"]]
    assert marked(matcher, "Joined the culture festival") == [["culture festival"]]


def test_a_text_that_comes_again_has_its_hits_where_it_stands() -> None:
    matcher = Matcher(compiled("# {lesson}"))
    line = "Taught 25 lessons"
    assert marked(matcher, line, "Wrote a report", line) == [["25 lessons"], [], ["25 lessons"]]
    assert marked(matcher, "Nothing", line) == [[], ["25 lessons"]]


def test_texts_are_forgotten_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "REMEMBERED", 2)
    matcher = Matcher(compiled("# {lesson}"))
    for number in range(2, 9):
        assert marked(matcher, f"{number} lessons") == [[f"{number} lessons"]]
        assert len(matcher._found) <= 3


def test_plain_phrases_are_found_after_they_were_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST_TAKEN", 2)
    phrases = [f"{word} day" for word in ("sports", "school", "market", "open", "snow")]
    matcher = Matcher(compiled(f"({'|'.join(phrases)})", "assembly"))
    for _ in range(2):
        for phrase in (*phrases, "assembly"):
            assert marked(matcher, f"Joined the {phrase}, and {phrase}") == [[phrase, phrase]]
            assert len(matcher._plain._phrases_of) <= 3
            matcher._found.clear()


@pytest.mark.parametrize(
    "phrase",
    ["taught … lesson", "taught {link}* lesson", "taught _ lesson", "taught [and] lesson"],
)
def test_no_phrase_reaches_from_one_line_into_the_next(phrase: str) -> None:
    assert marked(Matcher(compiled(phrase)), "I taught", "lesson plans", "=") == [[], [], []]


def test_lines_are_matched_in_groups_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "AT_ONCE", 3)
    texts = ["", "Taught 25 lessons", "***", "20 contact hours a week", ""]
    assert marked(Matcher(compiled("# {lesson}")), *texts) == [
        [],
        ["25 lessons"],
        [],
        ["20 contact hours"],
        [],
    ]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("made … {lesson} [plans]", "Made and filed lesson plans", ["Made and filed lesson plans"]),
        ("(a|the) … made … # {lesson}", "The team made about 20 lessons", ["The team made about 20 lessons"]),
        ("# {lesson} …2 week", "lessons in a week of 20 lessons a long week", ["20 lessons a long week"]),
        ("{lesson} # [x] # min", "lessons 4 x 50 min", ["lessons 4 x 50 min"]),
        ("taught …1 # {lesson}", "taught the new class, in all 20 lessons", []),
    ],
)
def test_words_must_stand_as_near_as_the_phrase_says(phrase: str, text: str, expected: list[str]) -> None:
    assert marked(Matcher(compiled(phrase)), text) == [expected]


@pytest.mark.parametrize(
    ("bound", "to"),
    [
        (("except", "trivia"), ("rule", "trivia")),
        (("set:attended", "school-event"), ("rule", "school-event")),
        (("term-explained", "koma"), ("term", "koma")),
        (("set:context", "jargon"), ("term", "koma")),
        (("set:claim", "uncertified-skill"), ("tool", "excel")),
    ],
)
@pytest.mark.parametrize("phrase", ["# … sold", "sold"], ids=["a pattern", "plain words"])
def test_what_only_says_something_about_other_hits_is_looked_for_in_their_lines(
    bound: tuple[str, str], to: tuple[str, str], phrase: str
) -> None:
    sources = [PhraseSource(*to, 0, "# {lesson}"), PhraseSource(*bound, 0, phrase)]
    found, _ = compile_phrases(sources, FAMILIES)
    matcher = Matcher(found)
    texts = [matcher.read(text) for text in ("20 books sold", "20 lessons sold", "20 tickets sold")]
    assert {(hit.block, hit.kind, hit.name) for hit in matcher.hits(texts)} == {(1, *bound), (1, *to)}


def test_a_set_of_a_rule_of_ones_own_is_looked_for_everywhere_whatever_its_name() -> None:
    sources = [
        PhraseSource("term", "koma", 0, "# {lesson}"),
        PhraseSource("set:context", "mine", 0, "# … sold"),
    ]
    found, _ = compile_phrases(sources, FAMILIES)
    assert [hit.kind for hit in Matcher(found).hits_in("20 books sold")] == ["set:context"]


def test_what_is_bound_to_another_name_is_not_looked_for() -> None:
    sources = [
        PhraseSource("rule", "trivia", 0, "# {lesson}"),
        PhraseSource("except", "other", 0, "# … sold"),
    ]
    found, _ = compile_phrases(sources, FAMILIES)
    assert [hit.name for hit in Matcher(found).hits_in("20 lessons sold")] == ["trivia"]


def test_a_mark_beside_a_gap_covers_its_words() -> None:
    compiled_ = compiled("attended … <<{lesson}>> … (place=(school|hall))")
    (hit,) = Matcher(compiled_).hits_in("Attended all the lessons in the big hall")
    assert (hit.start, hit.end) == (17, 24)
    assert [(capture.name, capture.start, capture.end) for capture in hit.captures] == [("place", 36, 40)]


def test_words_of_a_resume_do_not_make_spacys_store_grow() -> None:
    matcher = Matcher(compiled("sports day", "# {lesson}"))
    marked(matcher, "Joined the sports day")
    before = len(matcher._plain._vocab)
    marked(matcher, *(f"unheardof{number} words{number}" for number in range(50)))
    assert len(matcher._plain._vocab) == before
