"""The Japanese tests a résumé names, and which of them prove anything.

A level in today's terms: before 2010 the JLPT had four levels, and its Level 3 is today's N4, not N3. A test
that is planned, failed, called an equivalent or self-assessed proves nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from reframe.model import Evidence, LanguageTest
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.model import Block, Resume

LAST_YEAR_OF_OLD_LEVELS = 2009
FAILED_WITHIN = 40
"""So many characters after the last test of a line, the word that it was missed, or that its result is pending,
still belongs to it."""
YEAR_WITHIN = 14
"""A year so many characters after a test is its year, comma or not."""
_OLD_LEVELS = {"1": "N1", "2": "N2", "3": "N4", "4": "N5"}
_KYU = {"ik": "1", "ikk": "1", "ni": "2", "san": "3", "yon": "4"}

_JLPT = r"(?:JLPT|日本語能力試験|日本語能力検定|(?:Nihongo )?N[oō]u?ryoku Shiken|Japanese[- ]Language Proficiency Test)"
_NEW = late(
    rf"(?:{_JLPT}[\s:,–-]*(?:level|lv\.?|grade)?\s*)?(?<![A-Za-z])N\s?[-–]?\s?([1-5])(?![A-Za-z\d])",
    re.IGNORECASE,
)
_OLD = late(
    rf"{_JLPT}\s*[-–:,]?\s*\(?(?:level|lv\.?|grade)?\s*([1-4])(?:\s*級|[- ]?ky[uū]u?)?(?![\d/])"
    rf"|(?:level|grade)\s*([1-4])\s+(?:of\s+the\s+)?{_JLPT}"
    rf"|\b([1-4])[- ]?ky[uū]u?\b(?=.*{_JLPT})|\b(ikk|ik|ni|san|yon)-?ky[uū]u?\b",
    re.IGNORECASE,
)
_OTHERS = (
    (
        "bjt",
        late(r"\bBJT\b[^;.]*|\bBusiness Japanese (?:Proficiency )?Test\b[^;.]*|BJTビジネス日本語能力テスト"),
    ),
    ("jtest", late(r"\bJ[.-]?\s?TEST\b[^;.]*|実用日本語検定[^;.]*")),
    (
        "kanken",
        late(r"\bKanken\b|\bKanji (?:Kentei|Aptitude Test)\b|漢検|漢字検定|日本漢字能力検定", re.IGNORECASE),
    ),
    (
        "other",
        late(
            r"\bJF[- ]Standard\b|\bJFT[- ]Basic\b|\bNAT[- ]TEST\b|\bJ[- ]CAT\b|\bSTBJ\b|\b(?:ACTFL )?OPIc?\b"
        ),
    ),
)
_ABOUT_JAPANESE = late(r"jlpt|japanese|nihongo|日本語|n[oō]u?ryoku", re.IGNORECASE)
_HOME_SECTIONS = frozenset({"languages", "certifications", "skills", "summary"})

_PLANNED_BEFORE = late(
    r"\b(?:hop(?:e|es|ing)|plan(?:s|ning|ned)?|aim(?:s|ing)?|prepar\w+|study(?:ing)?|studies|"
    r"work(?:ing)? (?:on|towards?)|"
    r"regist\w+|sitting|to sit|taking|to take|will (?:take|sit|attempt)|booked|schedul\w+|towards?|"
    r"target\w*|pursu\w+|intend\w*|"
    r"cramming|expect\w*|in progress|going for|attempting|currently at|about to|ready for|due)\b",
    re.IGNORECASE,
)
_PLANNED_AFTER = late(
    r"\b(?:expect\w*|in progress|pending|planned|candidate|scheduled|booked|ongoing|anticipated|"
    r"to be taken|upcoming|"
    r"next (?:july|december|summer|winter|year)|target\w*|applicant|preparation|prep|studies|student|"
    r"tbc|tbd|awaiting|waiting|applied (?:for|to)|signed up|entered for|enrolled|(?:test|exam) date|"
    r"results? (?:in|due|out|expected|to follow|unknown)|to (?:sit|follow)|"
    r"registered|not yet|goal|in training|aspir\w+)\b|受験予定|勉強中|取得予定",
    re.IGNORECASE,
)
_FAILED = late(
    r"\b(?:fail\w*|missed|did not pass|didn[’']t pass|not passed|narrowly|unsuccessful\w*|just short|short of|"
    r"never (?:sat|took|taken|passed|tested)|not (?:taken|tested|certified)|untested|uncertified|"
    r"no (?:exam|test) taken|lapsed attempt)\b|不合格",
    re.IGNORECASE,
)
_ABOUT_AS_GOOD_BEFORE = late(
    r"(?:\b(?:approx\.?|approximately|about|around|roughly|circa|equivalent (?:to|of)|equal to|"
    r"comparable to|similar to|close to|"
    r"near(?:ly|ing)?|almost|effectively|practically|virtually|essentially|basically|really|more like|"
    r"at|level of|between|self[- ]taught|self[- ]assessed|self[- ]rated|"
    r"self[- ]study|mock|practice|"
    r"estimated|unofficial\w*)|~|≈)\s*(?:a |an |the )?(?:level )?$",
    re.IGNORECASE,
)
_ABOUT_AS_GOOD_AFTER = late(
    r"^[\s-]*(?:level\b(?!\s*(?:certif|pass|exam|holder|\d))|-ish\b|ish\b|equivalent|equiv\b|standard\b|or so|"
    r"相当|レベル|程度|ability\b|proficiency\b(?! test)|"
    r"in (?:speech|speaking|conversation)\b|when speaking\b|orally\b)|"
    r"\b(?:self[- ](?:assessed|rated|taught|study)|mock|practice (?:test|exam)s?|in practice|past papers|"
    r"certificate to follow|no certificate|unofficial)\b",
    re.IGNORECASE,
)
_STATED_AT = late(r"(?:\bJapanese(?: language)?(?: skills?| ability)?|日本語),? at\s*$", re.IGNORECASE)
"""Before the full name of a test: “Japanese at JLPT N4” states a level, as “comfortable at N4” does not."""
_DENIED_BEFORE = late(r"\bnot(?: yet| quite)?\s*$", re.IGNORECASE)
_UNDECIDED = late(
    r"^[^;]*?\b(?:(?:await\w*|waiting (?:for|on)) (?:the |my )?results?|results? (?:\w+ )?"
    r"(?:pending|due|awaited|outstanding|expected|to (?:come|follow)|unknown|not (?:yet )?(?:in|out|known)))\b",
    re.IGNORECASE,
)
"""After the last test of a line: that it was sat, and nobody knows yet how it went."""
_EQUIVALENT = late(r"[\s-]*equiv", re.IGNORECASE)
"""Right after a test, this takes away what a certificate named later would prove."""
_PASSED = late(
    r"\b(?:pass(?:ed)?|certif\w+|holder|obtained|achieved|awarded|earned|acquired|gained|hold(?:s|"
    r"ing)?)\b|合格|取得(?!予定)",
    re.IGNORECASE,
)
_YEAR = late(r"\b(?:19|20)\d\d\b")


def tests_in(resume: Resume) -> tuple[LanguageTest, ...]:
    """Every Japanese test named in the visible text, in reading order."""
    found: list[LanguageTest] = []
    for index, block in enumerate(resume.blocks):
        if resume.homes[index].role != "heading":
            at_home = resume.kind_of(index) in _HOME_SECTIONS
            found.extend(_tests_of(block, index, at_home=at_home))
    return tuple(found)


def _tests_of(block: Block, index: int, *, at_home: bool) -> Iterator[LanguageTest]:
    text = block.text
    if not at_home and not _ABOUT_JAPANESE.search(text):
        return
    mentions = sorted(_mentions(text))
    for number, (start, end, test, level) in enumerate(mentions):
        if any(hidden_start <= start and end <= hidden_end for hidden_start, hidden_end in block.hidden):
            continue
        before = text[mentions[number - 1][1] if number else 0 : start]
        after = text[end : mentions[number + 1][0] if number + 1 < len(mentions) else len(text)]
        near_before, near_after = _clause_before(before), _clause_after(after)
        if number + 1 == len(mentions) and _FAILED.search(after[:FAILED_WITHIN]):
            near_after = after[:FAILED_WITHIN]
        undecided = number + 1 == len(mentions) and _is_undecided(near_after, after[:FAILED_WITHIN])
        year = _year(near_before + text[start:end] + max(near_after, after[:YEAR_WITHIN], key=len))
        note = "" if test != "jlpt-old" else "old"
        if test == "jlpt-old":
            level = (
                _OLD_LEVELS[level] if 0 < year <= LAST_YEAR_OF_OLD_LEVELS or level in "12" else f"old-{level}"
            )
        yield LanguageTest(
            test=test.removesuffix("-old"),
            level=level,
            proven=not undecided and _proves(near_before, text[start:end], near_after),
            evidence=Evidence(test, text[start:end], index, start, end),
            year=year,
            note=note or ("planned" if undecided else _status(near_before, near_after)),
        )


def _is_undecided(clause: str, after: str) -> bool:
    """Whether a test was sat whose result nobody knows yet, be that said in the next clause."""
    return bool(_UNDECIDED.search(after)) and not _PASSED.search(clause)


def _mentions(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, test, level) of every test named in a text."""
    taken: list[tuple[int, int]] = []
    for match in _NEW.finditer(text):
        if match.group().startswith("n") and not _ABOUT_JAPANESE.search(text):
            continue
        taken.append(match.span())
        yield (*match.span(), "jlpt", f"N{unicodedata.normalize('NFKC', match[1])}")
    for match in _OLD.finditer(text):
        if any(start - 15 <= match.end() and match.start() <= end + 15 for start, end in taken):
            continue
        level = match[1] or match[2] or match[3] or _KYU[match[4].lower()]
        yield (*match.span(), "jlpt-old", level)
    for name, pattern in _OTHERS:
        for match in pattern.finditer(text):
            yield (*match.span(), name, match.group())


def _clause_before(text: str) -> str:
    """The words of the same clause before a test: what follows the last comma, semicolon or sentence."""
    return re.split(r"[;,]|(?<!approx)(?<!Approx)\.\s|\s[–—-]\s", text)[-1]


def _clause_after(text: str) -> str:
    """The words of the same clause after a test, brackets included whole."""
    bracket = re.match(r"[^;,.(（]*[(（][^)）]*[)）][^;,.:：]*", text)
    if bracket:
        return bracket.group()
    return re.split(r"[;,]|\.\s", text)[0]


def _proves(before: str, own: str, after: str) -> bool:
    if _FAILED.search(before + " " + after) or _DENIED_BEFORE.search(before) or _EQUIVALENT.match(after):
        return False
    if _PASSED.search(before) and not _PLANNED_BEFORE.search(before):
        return True
    if _PLANNED_BEFORE.search(before) or _PLANNED_AFTER.search(after):
        return False
    if _PASSED.search(after):
        return True
    if _STATED_AT.search(before) and own.upper().startswith("JLPT"):
        before = ""
    return not (
        _ABOUT_AS_GOOD_BEFORE.search(before) or _ABOUT_AS_GOOD_AFTER.search(after) or own.startswith("~")
    )


def _status(before: str, after: str) -> str:
    if _FAILED.search(before + " " + after) or _DENIED_BEFORE.search(before):
        return "failed"
    if _PLANNED_BEFORE.search(before) or _PLANNED_AFTER.search(after):
        return "planned"
    return ""


def _year(text: str) -> int:
    years = _YEAR.findall(text)
    return int(years[0]) if years else 0
