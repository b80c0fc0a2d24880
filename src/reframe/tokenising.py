"""Text -> the words that phrases are matched against; the one tokeniser for documents and phrases alike.

Résumé text is not prose: ``22x50min``, ``lessons/wk``, ``4–5``, ``T.T.``, ``運動会と文化祭``, ``~1,000+``.
General English tokenisers keep or split these in ways nobody who writes a phrase could guess, so the words
are cut here, by a few rules that the phrase language can promise:

- letters make a word (``N2`` and ``T1`` are words), digits make a number, every kanji or kana stands alone;
- a hyphen inside a word is a space; ``&`` is ``and``; accents, macrons, full-width forms, curly quotes and
  case are folded away in ``norm``;
- a number, number word or range, rough or not (``1.2k``, ``a few hundred``, ``four-hundred-odd``, ``a dozen or
  so``), is one word whose ``norm`` is ``#``; years, percentages, money, clock times and the ages of grown-ups and
  old houses (``aged 65-80``, ``40-year-old``) are not counts and get a ``norm`` of their own;
- only a full stop, question or exclamation mark that ends a sentence is kept, as ``.``.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from reframe.patterns import late

NUMBER = "#"
YEAR = "<year>"
PERCENT = "<percent>"
MONEY = "<money>"
CLOCK = "<time>"
AGE = "<age>"
SENTENCE_END = "."
DASH = "--"
START, END = "^", "$"
"""What phrases see before the first word of a text and behind the last one; no word of a text is either."""

_CJK = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
_JOINERS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_PLAIN = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "ł": "l"})
_SILENT = frozenset("'’‘\"“”`´~～≈*_")
_SYMBOLS = {"&": "and", "＆": "and", "#": "♯", "＃": "♯", "^": "ˆ", "$": "＄"}
_MONEY_SIGNS = frozenset("$£€¥￥₩")
_MONEY_WORDS = frozenset("yen jpy usd gbp eur aud cad nzd dollars pounds euros 円".split())

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = ("hundred", "thousand", "million")
_VALUES = {word: n for n, word in enumerate(_UNITS, start=1)} | {
    word: 10 * n for n, word in enumerate(_TENS, start=2)
}
_YEARS_OLD = frozenset("year years yr yrs".split())
_AGED = frozenset("age aged ages".split())
_BEFORE_AN_AGE = frozenset("of from between about around over above at least".split())
GROWN_UP = 20
"""From this age on nobody is at school."""
_KANJI_NUMBERS = frozenset("一二三四五六七八九十百千")

_RANGE = late(r"\s*(?:[-‐‑‒–—―−]|to|or)\s*")
_YEARS = late(r"(?:19|20)\d\d\s*[-‐‑‒–—―−/]\s*\d\d")
_OPENERS = frozenset({NUMBER, "a", "half", "couple", "dozen", "several", *_VALUES})
"""The words that a number may begin with."""
_VAGUE = tuple(
    tuple(phrase.split())
    for phrase in (
        *("half a dozen", "a couple dozen", "a couple hundred", "a couple thousand", "a couple of"),
        *("a few dozen", "a few hundred", "a few thousand", "several dozen", "several hundred"),
        *("several thousand", "a good dozen", "a dozen", "a hundred", "a thousand", "couple of"),
    )
)
_ROUGHLY = tuple(
    tuple(phrase.split())
    for phrase in ("or so", "or more", "or thereabouts", "and something", "and counting")
)
"""What makes the number before it a rough one and is part of it."""
_ROUGH_ENDINGS = frozenset({"plus", "odd", "ish", "something"})
"""The same, written against the number with a hyphen."""
_ABBREVIATIONS = frozenset(
    ("approx ca esp incl no nos vs mr mrs ms dr st wk hrs hr min mins etc eg ie dept jr sr ver vol").split()
)
_LONGEST_ABBREVIATION = max(map(len, _ABBREVIATIONS))
_LAST_WORD = late(r"\w+$")
_CLOSING = late(r"[ \t)\"'”’]*")
"""What may stand between the end of a sentence and the next one."""

FIRST_YEAR, LAST_YEAR = 1950, 2035


class Word(NamedTuple):
    """One word of a text: ``norm`` is what phrases see, ``text[start:end]`` what the writer wrote."""

    norm: str
    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents, macrons, soft hyphens or full-width forms."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    kept = "".join(c for c in decomposed if not (0x300 <= ord(c) <= 0x36F) and c not in _JOINERS)
    return unicodedata.normalize("NFKC", kept).lower()


def may_hold_japanese(text: str) -> bool:
    """Whether a text has characters that come after those of Western scripts, as all Japanese ones do."""
    return not text.isascii() and max(text) >= "\u3005"


def holds_japanese(text: str) -> bool:
    """Whether a text has kana or kanji; the expression is compiled by the first text that may, which few do."""
    return may_hold_japanese(text) and re.search("[\u3040-\u30ff\u3400-\u9fff]", text) is not None


def split(text: str) -> list[Word]:
    """The words of ``text`` in order, numbers merged."""
    words = _raw_words(text)
    return words if _OPENERS.isdisjoint(word.norm for word in words) else _merge_numbers(words, text)


@lru_cache(maxsize=2)
def _word(*, cjk: bool) -> re.Pattern[str]:
    """What is a word; ``cjk`` for texts with such characters, whose long ranges take ten times as long to compile."""
    excluded = _CJK if cjk else ""
    letter = rf"[^\W\d_{excluded}]"
    return re.compile(
        r"(?P<plain>[A-Za-z]{2,}(?=[\s,;:()/]|$))"  # what most words are; the rest says the same of all words
        rf"|(?P<dotted>(?:{letter}\.){{2,}})"
        rf"|(?P<clock>\d{{1,2}}:\d\d(?!\d))"
        r"|(?P<number>\d+(?:[.,]\d+)*)(?P<ordinal>(?:st|nd|rd|th)(?!\w))?"
        r"|(?P<times>[x×](?=\s?\d))"
        rf"|(?P<word>{letter}(?:{letter}|[\u0300-\u036f{_JOINERS}])*\d*(?:{letter})?(?!\d))"
        rf"|(?P<loose>{letter}+)"
        + (rf"|(?P<cjk>[{_CJK}])" if cjk else "")
        + r"|(?P<possessive>['’‘](?:s|S)(?!\w))"
        r"|(?P<dash>(?<=\s)[-‐‑‒–—―−]+(?=\s))"
        r"|(?P<hyphen>[-‐‑‒–—―−]+)"
        r"|(?P<stop>[.!?。！？]+)"
        r"|(?P<symbol>[^\w\s]|_)"
    )  # fmt: skip


def _raw_words(text: str) -> list[Word]:
    words = []
    for match in _word(cjk=may_hold_japanese(text)).finditer(text):
        raw = match[0]
        norm = raw.lower() if match.lastgroup == "plain" else _norm(match, text)
        if norm:
            words.append(Word(norm, raw, *match.span()))
    return words


_FIXED = {"number": NUMBER, "clock": CLOCK, "times": "x", "dash": DASH}


def _norm(match: re.Match[str], text: str) -> str:
    """What phrases see of one match of ``_word``; empty for what they do not see at all."""
    kind, raw, start, end = match.lastgroup or "", match.group(), match.start(), match.end()
    if kind in _FIXED:
        return _FIXED[kind]
    if kind == "dotted":
        return fold(raw).replace(".", "")
    if kind == "possessive":
        return "'s"
    if kind == "stop":
        return SENTENCE_END if _ends_sentence(text, start, end) else ""
    if kind == "hyphen":
        return "-" if _between_numbers(text, start, end) else ""
    if kind == "symbol":
        return "" if raw in _SILENT else _SYMBOLS.get(raw) or fold(raw)
    return fold(raw)


def _between_numbers(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()


def _ends_sentence(text: str, start: int, end: int) -> bool:
    after = _CLOSING.match(text, end).end()  # type: ignore[union-attr]
    if after == len(text):
        return True
    if text[start] in "。！？":
        return True
    if not text[end].isspace() and text[end] not in ")\"'”’":
        return False
    if text[start:end] != ".":
        return True
    before = _LAST_WORD.search(text[max(0, start - _LONGEST_ABBREVIATION - 1) : start])
    abbreviated = before is not None and (
        before.group().lower() in _ABBREVIATIONS or len(before.group()) == 1
    )
    following = text[after]
    return not abbreviated and not (following.isalpha() and following.islower()) and not following.isdigit()


def _merge_numbers(words: list[Word], text: str) -> list[Word]:
    merged: list[Word] = []
    i = 0
    while i < len(words):
        number, used = _number_at(words, i) if words[i].norm in _OPENERS else (None, 0)
        if number is None:
            merged.append(words[i])
            i += 1
            continue
        i += used
        while i + 1 < len(words) and words[i].norm in {"-", "to", "or"}:
            upper, more = _number_at(words, i + 1)
            if upper is None:
                break
            number = number._replace(text=text[number.start : upper.end], end=upper.end)
            i += 1 + more
        suffix = _suffix(words, i, number, text)
        i += suffix
        merged.append(_classified(number, merged, words, i, suffix, text))
        if merged[-1].norm == MONEY and len(merged) > 1 and merged[-2].text in _MONEY_SIGNS:
            sign = merged.pop(-2)
            merged[-1] = merged[-1]._replace(start=sign.start, text=text[sign.start : merged[-1].end])
    return merged


def _suffix(words: list[Word], i: int, number: Word, text: str) -> int:
    """How many words from ``i`` on make the number before them a rough one and are part of it."""
    if i == len(words):
        return 0
    word = words[i]
    if word.text in {"+", "＋"}:
        return int(word.start <= number.end + 1)
    if word.norm == "odd":
        return 1
    if word.norm in _ROUGH_ENDINGS:
        return int(word.start == number.end + 1 and not text[number.end].isspace())
    return next(
        (len(rough) for rough in _ROUGHLY if tuple(w.norm for w in words[i : i + len(rough)]) == rough), 0
    )


def _number_at(words: list[Word], i: int) -> tuple[Word | None, int]:
    """The number that starts at word ``i`` and how many words it takes; (None, 0) if there is none."""
    word = words[i]
    if word.norm == NUMBER:
        return _in_thousands(word, words[i + 1 : i + 2])
    if word.norm in _KANJI_NUMBERS:
        return None, 0
    following = words[i + 1].norm if i + 1 < len(words) else ""
    if word.norm in {"a", "half", "couple", "several"}:
        for vague in _VAGUE:
            if tuple(w.norm for w in words[i : i + len(vague)]) == vague:
                return _number_from(words, i, i + len(vague))
        return None, 0
    if word.norm == "dozen" and following != "of":
        return Word(NUMBER, word.text, word.start, word.end), 1
    if word.norm not in _VALUES:
        return None, 0
    return _number_from(words, i, i + 1)


def _in_thousands(number: Word, after: list[Word]) -> tuple[Word, int]:
    """The number with the ``k`` written against it."""
    if after and after[0].norm == "k" and after[0].start == number.end:
        return Word(NUMBER, number.text + after[0].text, number.start, after[0].end), 2
    return number, 1


def _number_from(words: list[Word], i: int, j: int) -> tuple[Word, int]:
    """The number of which the words from ``i`` up to ``j`` are the beginning."""
    while j < len(words):
        norm = words[j].norm
        linked = (
            norm == "and"
            and j + 1 < len(words)
            and words[j + 1].norm in _VALUES
            and words[j - 1].norm in _SCALES
        )
        unit_after_ten = norm in _UNITS[:9] and words[j - 1].norm in _TENS
        after_scale = norm in _VALUES and words[j - 1].norm in _SCALES
        if norm in _SCALES or norm == "dozen" or unit_after_ten or after_scale:
            j += 1
        elif linked:
            j += 2
        else:
            break
    return Word(NUMBER, words[i].text, words[i].start, words[j - 1].end), j - i


def _classified(number: Word, before: list[Word], words: list[Word], i: int, suffix: int, text: str) -> Word:
    """The number with its ``norm``; its last ``suffix`` words, up to ``i``, make it a rough one."""
    raw = text[number.start : number.end]
    previous = before[-1].text if before else ""
    following = words[i].norm if i < len(words) else ""
    norm = NUMBER
    if previous in _MONEY_SIGNS or following in _MONEY_WORDS:
        norm = MONEY
    elif following in {"%", "％"} or following in {"percent", "percentage"}:
        norm = PERCENT
    elif all(_is_year(part) for part in _RANGE.split(raw)) or _YEARS.fullmatch(raw):
        norm = YEAR
    elif _is_age(raw, before, words[i : i + 3]):
        norm = AGE
    if suffix:
        number = number._replace(end=words[i - 1].end)
        raw = text[number.start : number.end]
        norm = NUMBER if norm == YEAR else norm
    return number._replace(norm=norm, text=raw)


def _is_age(raw: str, before: list[Word], after: list[Word]) -> bool:
    """Whether a number is the age of a grown-up, or of a thing as old: the lower one of a range decides."""
    first = re.split(r"\W", raw, maxsplit=1)[0].lower()
    if (int(first) if first.isdecimal() else _VALUES.get(first, 0)) < GROWN_UP:
        return False
    unit, *old = (word.norm for word in after) if after else ("",)
    if unit in _YEARS_OLD and (old[:1] in (["old"], ["olds"]) or old == ["of", "age"]):
        return True
    spoken = itertools.dropwhile(lambda word: word.norm in _BEFORE_AN_AGE, reversed(before[-3:]))
    return next((word.norm in _AGED for word in spoken), False)


def _is_year(raw: str) -> bool:
    return len(raw) == 4 and raw.isdigit() and FIRST_YEAR <= int(raw) <= LAST_YEAR
