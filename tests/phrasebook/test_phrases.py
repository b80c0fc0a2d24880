"""The phrase language: what each piece of it matches, and what is said of a phrase that is not understood."""

import pytest

from reframe.matching import Matcher
from reframe.phrasebook.compiling import PhraseSource, compile_phrases
from reframe.phrasebook.phrases import PhraseError, variants

FAMILIES = {
    "lesson": (("lesson",), ("lessons",), ("contact", "hours")),
    "adjective": (("new",), ("public",), ("special", "needs")),
    "school": (("school",), ("schools",)),
}


def found(phrase: str, text: str) -> list[str]:
    compiled, faults = compile_phrases([PhraseSource("rule", "x", 0, phrase)], FAMILIES)
    assert not faults
    return [text[hit.start : hit.end] for hit in Matcher(compiled).hits_in(text)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("sports day", "Attended Sports-Day", ["Sports-Day"]),
        ("=ALT", "ALT and alt text", ["ALT"]),
        ("(=ALT|=ALTs)", "two ALTs", ["ALTs"]),
        ("min[utes]", "50 min, 50 minutes", ["min", "minutes"]),
        ("[up to] # {lesson}", "up to 25 lessons", ["up to 25 lessons"]),
        ("# {adjective}* {school}", "five new special-needs schools", ["five new special-needs schools"]),
        ("# {lesson} (a|per) week", "15 contact hours per week", ["15 contact hours per week"]),
        ("taught … school", "taught English at a school", ["taught English at a school"]),
        ("taught …1 school", "taught English at a school", []),
        ("taught … school", "taught English. My school", []),
        ("{lesson} _ week", "lessons every week", ["lessons every week"]),
        ("attended … <<sports day>>", "Attended the annual sports day", ["sports day"]),
        ("^ english teacher $", "English teacher", ["English teacher"]),
        ("^ english teacher $", "An English teacher", []),
        ("undokai", "undōkai", ["undōkai"]),
        ("運動会", "毎年運動会に参加", ["運動会"]),
        ("rose #percent", "rose 40 percent", ["rose 40"]),
        ("in #year", "in 2019", ["in 2019"]),
        ("level 2", "level 2, level 3", ["level 2"]),
        ("{lesson}", "Taught lesons", ["lesons"]),
        ("festival", "the culutre festivla", ["festivla"]),
    ],
)
def test_what_a_phrase_matches(phrase, text, expected):
    assert found(phrase, text) == expected


def test_a_named_part_is_captured():
    compiled, _ = compile_phrases([PhraseSource("rule", "x", 0, "attended … (event=sports day|undokai)")], {})
    text = "Attended every Undokai"
    (hit,) = Matcher(compiled).hits_in(text)
    assert [(c.name, text[c.start : c.end]) for c in hit.captures] == [("event", "Undokai")]


def test_the_longest_of_overlapping_hits_of_one_owner_is_kept():
    sources = [
        PhraseSource("rule", "x", 0, "# {school}"),
        PhraseSource("rule", "x", 1, "# {adjective} {school}"),
    ]
    compiled, _ = compile_phrases(sources, FAMILIES)
    text = "two public schools"
    assert [text[h.start : h.end] for h in Matcher(compiled).hits_in(text)] == ["two public schools"]


def test_a_real_word_is_not_taken_for_a_slip():
    assert found("contacts", "signed contracts") == []


@pytest.mark.parametrize(
    ("phrase", "column", "words"),
    [
        ("(a|b", 0, "never closed"),
        ("taught )", 7, "closes nothing"),
        ("{lsson}", 0, "no word family"),
        ("[#]", 0, "without a single word"),
        ("* lesson", 0, "repeats nothing"),
        ("#weight lessons", 0, "no kind of number"),
    ],
)
def test_a_phrase_that_is_not_understood_says_why_and_where(phrase, column, words):
    with pytest.raises(PhraseError, match=words) as caught:
        variants(phrase, FAMILIES)
    assert caught.value.column == column
