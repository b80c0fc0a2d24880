"""How text is cut into the words that phrases see."""

import re
import sys

import pytest

from reframe import tokenising
from reframe.tokenising import AGE, MONEY, PERCENT, YEAR, fold, split


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("22x50min classes", ["#", "x", "#", "min", "classes"]),
        ("4–5 lessons/wk", ["#", "lessons", "/", "wk"]),
        ("15 contact hours p/w", ["#", "contact", "hours", "p", "/", "w"]),
        ("T.T. style, as T1", ["tt", "style", ",", "as", "t1"]),
        ("co-taught e-mails", ["co", "taught", "e", "mails"]),
        ("ES & JHS", ["es", "and", "jhs"]),
        ("運動会と給食", list("運動会と給食")),
        ("kōchō-sensei", ["kocho", "sensei"]),
        ("Japan’s schools' gates", ["japan", "'s", "schools", "gates"]),
        ("ＥＸＣＥＬ ２５", ["excel", "#"]),
        ("so­ft hyphen", ["soft", "hyphen"]),
        ("Word – and more", ["word", "--", "and", "more"]),
        ("C# and #1", ["c", "♯", "and", "♯", "#"]),
        ("~30 pupils", ["#", "pupils"]),
        ("720-strong school", ["#", "strong", "school"]),
        ("one school plus two nurseries", ["#", "school", "plus", "#", "nurseries"]),
        ("12 K", ["#", "k"]),
    ],
)
def test_text_is_cut_as_people_read_it(text, norms):
    assert [word.norm for word in split(text)] == norms


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("five hundred and forty pupils", "five hundred and forty"),
        ("half a dozen schools", "half a dozen"),
        ("three or four classes", "three or four"),
        ("3 to 5 lessons", "3 to 5"),
        ("1,000+ lessons", "1,000+"),
        ("twenty-five hours", "twenty-five"),
        ("a couple of visits", "a couple of"),
        ("1.2k learners", "1.2k"),
        ("a dozen or so nurseries", "a dozen or so"),
        ("four-hundred-odd faces", "four-hundred-odd"),
        ("900 odd classes", "900 odd"),
        ("fifteen-plus schools", "fifteen-plus"),
        ("30-ish desks", "30-ish"),
        ("20 or more lessons", "20 or more"),
        ("four hundred and something pupils", "four hundred and something"),
        ("a hundred and twenty girls", "a hundred and twenty"),
        ("a few hundred teens", "a few hundred"),
        ("several thousand lessons", "several thousand"),
        ("a couple of hundred kids", "a couple of hundred"),
    ],
)
def test_a_number_however_written_is_one_word(text, number):
    words = [word for word in split(text) if word.norm == "#"]
    assert [word.text for word in words] == [number]


@pytest.mark.parametrize(
    ("text", "norm", "written"),
    [
        ("2019–2021 in Chiba", YEAR, "2019–2021"),
        ("¥500,000 grant", MONEY, "¥500,000"),
        ("rose 40% in", PERCENT, "40"),
        ("2000+ pupils", "#", "2000+"),
        ("2000-odd pupils", "#", "2000-odd"),
        ("¥20k budget", MONEY, "¥20k"),
        ("3000 yen", MONEY, "3000"),
        ("guests aged 60 to 85", AGE, "60 to 85"),
        ("a survey of people over the age of 45", AGE, "45"),
        ("aged between 65 and 80", AGE, "65"),
        ("sixty-five years of age", AGE, "sixty-five"),
        ("a 120-year-old farmhouse", AGE, "120"),
        ("children aged 3 to 12", "#", "3 to 12"),
        ("learners aged 5-75", "#", "5-75"),
        ("12 four-year-olds", "#", "four"),
        ("stayed for 25 years of my life", "#", "25"),
        ("schools of all ages, 30 in all", "#", "30"),
    ],
)
def test_what_is_no_count_has_a_norm_of_its_own(text, norm, written):
    assert (norm, written) in [(word.norm, word.text) for word in split(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Taught. Wrote plans.", 2),
        ("Great with computers, esp. Excel", 0),
        ("approx. 20 lessons", 0),
        ("18 lessons/wk. Also ran a club", 0),
        ("授業をした。教材を作った。", 2),
        ("Led it! Then left?", 2),
    ],
)
def test_only_a_stop_that_ends_a_sentence_is_a_word(text, sentences):
    assert sum(word.norm == "." for word in split(text)) == sentences


def test_every_word_knows_where_it_stands():
    text = "Taught ~22 × 50-min classes at the ﬁrst kōkō"
    for word in split(text):
        assert text[word.start : word.end] == word.text


@pytest.mark.parametrize(
    ("written", "folded"), [("Ōsaka", "osaka"), ("Straße", "strasse"), ("ﬁt", "fit"), ("ＪＬＰＴ", "jlpt")]
)
def test_folding(written, folded):
    assert fold(written) == folded


def test_texts_without_japanese_are_cut_the_same_with_the_shorter_expression():
    below = "".join(map(chr, range(0x3005)))
    every = " ".join(f"a{character}b1{character} {character}" for character in below)
    plain, cjk = (
        [(match.lastgroup, match.span()) for match in tokenising._word(cjk=cjk).finditer(every)]
        for cjk in (False, True)
    )
    assert plain == cjk


def test_no_japanese_character_is_overlooked():
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert all(map(tokenising.may_hold_japanese, re.findall(f"[{tokenising._CJK}]", every)))
    assert not tokenising.may_hold_japanese("Café – “kōchō”")
    assert not tokenising.may_hold_japanese("")
    assert tokenising.holds_japanese("Sports Day（運動会）")
    assert not tokenising.holds_japanese("Sports Day （ＡＬＴ）")
