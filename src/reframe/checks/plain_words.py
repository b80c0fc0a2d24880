"""A line with its ALT-world words in plain ones: instead of a word where the grammar fits, beside it elsewhere.

``the BOE`` becomes ``the board of education``; ``worked for BOE`` becomes ``worked for BOE (board of education)``,
since the plain words would need an article there that the writer has not written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reframe.patterns import late
from reframe.tokenising import holds_japanese

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reframe.model import Hit
    from reframe.phrasebook.model import Term

_ONE = frozenset("a an each every one another this".split())
_ANY = frozenset("the my our his her its their your whose".split())
_MORE = frozenset(
    "two three four five six seven eight nine ten eleven twelve several many few these those various".split()
)
_BETWEEN = frozenset(
    "annual big busy different experienced fellow first former head large last local main monthly municipal my "
    "national nearby new next other own prefectural previous private public regional rural same second small "
    "summer third weekly whole winter yearly young".split()
)
"""Words that may stand between an article and its noun without being a noun themselves."""
_FUNCTION = frozenset(
    "about across after against all along also although among an and another are around as at because before "
    "behind between both but by did during each every for from had has have how if in including into is it "
    "like near nor not of off on once or outside over per plus rather since so than that the their then there "
    "these they this those through throughout to together towards twice under until up via was were when where "
    "which while who whom whose with within without yet always sometimes weekly daily monthly yearly a my our "
    "his her its your".split()
)
"""Words before which a noun ends: what follows is no second noun."""
_NOUNS = frozenset(
    "staff work duty committee club team office level curriculum programme program training practice textbook "
    "school student pupil class teacher lesson coach coaching day week event festival preparation system".split()
)
_VERBS_OF_ONE = frozenset(("is", "was", "has"))
_ROLE = late(r"\b(?:work|serv|act|employ|appoint|hir|doubl|train|teach|taught)\w*\s+as\s+$", re.IGNORECASE)
_WORD = late(r"[A-Za-z][A-Za-z’'-]*")
_BEFORE = late(r"([\w’'-]+)\s+$")
_AFTER = late(r"\s([A-Za-z][\w’'-]*)")
_COUNT = late(r"(?:[2-9]|\d{2,3})")
_ADVERB = late(r"[a-z]+ly")
_LONE_END = late(r"\s*(?:$|[,;:|/–—-])")
_VOWEL = late(r"(?!uni|use|eu|one)[aeiou]", re.IGNORECASE)
_NEAR = 3
"""So many words to either side, a word that comes twice is noticed."""


class PlainLine(NamedTuple):
    """The line in plain words; ``instead`` says what stands in it for the word at an offset of the old line."""

    text: str
    instead: Mapping[int, str]


def in_plain_words(hits: Iterable[Hit], glossary: Mapping[str, Term], text: str) -> PlainLine:
    """The writer's line with each term in plain words; a term that has none stays as it is."""
    edits: list[tuple[int, int, str]] = []
    standing: dict[int, str] = {}
    used: set[str] = set()
    for hit in sorted(hits, key=lambda hit: hit.start):
        term = glossary[hit.name]
        place = _place(text, hit.start, hit.end)
        standing[hit.start] = place.word
        if term.action == "delete" or not term.plain or not place.free:
            continue
        instead = "" if term.plain in used else _instead(term, place)
        if instead:
            used.add(term.plain)
            edits.extend(_article(place, instead))
            edits.append((hit.start, hit.end, instead))
            standing[hit.start] = instead
        elif words := _beside(term, place):
            edits.append((hit.end, hit.end, f" ({words})"))
            standing[hit.start] = f"{place.word} ({words})"
    for start, end, words in reversed(edits):
        text = text[:start] + words + text[end:]
    return PlainLine(text, standing)


class _Place(NamedTuple):
    """Where a word stands, as far as grammar depends on it; ``article`` is its own determiner, lower case."""

    word: str
    before: str
    after: str
    article: str
    next_to_article: bool
    more: bool
    follower: str

    @property
    def free(self) -> bool:
        """Whether the term is a whole word of the Latin alphabet that nothing is joined to."""
        joined = re.search(r"[\w’'-]$", self.before) or re.match(r"[\w’'-]", self.after)
        return not joined and not holds_japanese(self.word) and not self.word.endswith("ing")

    @property
    def plural(self) -> bool:
        """Whether the word means more than one."""
        return self.more or bool(re.search(r"[^Ss]s$", self.word))

    @property
    def ends(self) -> bool:
        """Whether no noun follows that the word could belong to."""
        word = self.follower.lower()
        return not word or word in _FUNCTION or bool(_ADVERB.fullmatch(word))

    @property
    def before_noun(self) -> bool:
        """Whether a noun follows that the word belongs to, as in “futoko students”."""
        word = self.follower.lower()
        return not self.ends and (word in _NOUNS or word.endswith("s"))

    @property
    def alone(self) -> bool:
        """Whether the word opens the line as an item of its own, as in the title of a job."""
        return not self.before.strip() and bool(_LONE_END.match(self.after))


def _place(text: str, start: int, end: int) -> _Place:
    before, after = text[:start], text[end:]
    follower = _AFTER.match(after)
    words: list[str] = []
    rest = before
    while (found := _BEFORE.search(rest)) and len(words) < 2:
        words.append(found[1].lower())
        rest = rest[: found.start()]
        if words[-1] not in _BETWEEN:
            break
    last = words[-1] if words else ""
    owned = last.endswith(("'s", "’s", "s'", "s’"))
    return _Place(
        word=text[start:end],
        before=before,
        after=after,
        article=last if last in _ONE | _ANY or owned else "",
        next_to_article=len(words) == 1,
        more=last in _MORE or bool(_COUNT.fullmatch(last)),
        follower=follower[1] if follower else "",
    )


def _instead(term: Term, place: _Place) -> str:
    """What may stand instead of the word with nothing else changed; empty where nothing may."""
    is_noun = place.ends or (place.plural and not place.more)
    words = _as_noun(term, place) if is_noun else _before_noun(term, place)
    if not words or _repeats(words, place, _NEAR) or place.follower.lower() in set(words.split()) & _FUNCTION:
        return ""
    if not place.before.strip() and place.word[0].isupper():
        words = words[0].upper() + words[1:]
    return f"{words} ({place.word})" if term.action == "gloss" else words


def _as_noun(term: Term, place: _Place) -> str:
    if term.number == "one":
        if place.plural:
            return "" if place.article in _ONE else plural(term.plain)
        return term.plain if place.article or place.alone or _ROLE.search(place.before) else ""
    if term.number == "some":
        return "" if place.article in _ONE or place.plural else term.plain
    if term.number == "many":
        of_one = place.article in _ONE or place.follower.lower() in _VERBS_OF_ONE
        return "" if of_one else term.plain
    return ""


def _before_noun(term: Term, place: _Place) -> str:
    if term.action == "gloss":
        return ""
    if term.adjective:
        return term.adjective if place.before_noun else ""
    if term.number != "one" or set(_WORD.findall(term.plain)) & _FUNCTION:
        return ""
    return term.plain if place.article and (place.before_noun or place.article not in _ONE) else ""


def _beside(term: Term, place: _Place) -> str:
    """What may stand in brackets behind the word; empty where brackets or the same words stand there."""
    in_brackets = place.before.count("(") > place.before.count(")")
    if in_brackets or re.match(r"\s*[(（\[]", place.after) or _repeats(term.plain, place, 1):
        return ""
    if term.number == "one" and place.plural:
        return plural(term.plain)
    if place.before_noun and term.adjective:
        return term.adjective
    return term.plain


def _repeats(words: str, place: _Place, near: int) -> bool:
    """Whether a word of the plain words stands close to them already."""
    around = _WORD.findall(place.before)[-near:] + _WORD.findall(place.after)[:near]
    return bool({_stem(word) for word in around} & {_stem(word) for word in _WORD.findall(words)} - {""})


def _stem(word: str) -> str:
    """A word without number; empty if too short to be noticed."""
    return word.lower().rstrip("s") if len(word) > 3 and word.lower() not in _FUNCTION else ""


def _article(place: _Place, words: str) -> Iterable[tuple[int, int, str]]:
    """The article before the word, changed where the new word wants the other one."""
    found = re.search(r"\b(an?)\s+$", place.before, re.IGNORECASE)
    if not found or not place.next_to_article:
        return
    right = "an" if _VOWEL.match(words) else "a"
    if right != found[1].lower():
        yield found.start(1), found.end(1), right.capitalize() if found[1][0] == "A" else right


_LATER = late(r" (?:of|for|in|at|from|who|that|on)\b")


def plural(noun: str) -> str:
    """A plain noun for more than one: ``boards of education``, ``sister cities``."""
    cut = found.start() if (found := _LATER.search(noun)) else len(noun)
    head, rest = noun[:cut], noun[cut:]
    if head.endswith("person"):
        return head.removesuffix("person") + "people" + rest
    if head.endswith("y") and head[-2] not in "aeiou":
        return f"{head[:-1]}ies{rest}"
    return head + ("es" if head.endswith(("s", "x", "ch", "sh")) else "s") + rest
