"""Finding listed words and phrases in short texts: titles, employers, places.

Words are compared without case, long-vowel marks and hyphens; a listed singular finds its plural, and a
listed acronym (all capitals) only finds capitals.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from reframe.patterns import late
from reframe.tokenising import may_hold_japanese

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_CJK: Final = "\u3040-\u30ff\u3400-\u9fff々〆ヶー"
_ASCII_WORD: Final = late(r"[A-Za-z0-9]+(?:['.][A-Za-z0-9]+)*")
_WORD: Final = late(r"[^\W_]+(?:['’.][^\W_]+)*")
_WORD_BESIDE_CJK: Final = late(rf"[{_CJK}]+|(?:(?![{_CJK}])[^\W_])+(?:['’.](?:(?![{_CJK}])[^\W_])+)*")
_DOTTED: Final = late(r"^[A-Za-z](?:\.[A-Za-z])+$")
_LONG_VOWELS: Final = (("ou", "o"), ("oo", "o"), ("uu", "u"))
_LONG_VOWEL: Final = late("o[ouh]|uu")


class Word(NamedTuple):
    """A word of a text: as compared, as written, and where it stands."""

    key: str
    raw: str
    start: int
    end: int


class Found(NamedTuple):
    """A listed phrase in a text; ``first`` and ``last`` are word positions, the last one exclusive."""

    kind: str
    phrase: str
    first: int
    last: int
    start: int
    end: int


def fold(text: str) -> str:
    """A text as words are compared: no case, no accents on Latin letters, straight apostrophes."""
    if text.isascii():
        return text.lower()
    plain: list[str] = []
    for character in unicodedata.normalize("NFKD", text.replace("’", "'")):
        if unicodedata.combining(character) and (not plain or ord(plain[-1]) < 0x250):
            continue
        plain.append(character)
    return unicodedata.normalize("NFC", "".join(plain)).casefold()


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text; possessive endings and the dots of "U.S.A." are cut."""
    found = []
    ascii_only = text.isascii()
    pattern = _ASCII_WORD if ascii_only else _WORD_BESIDE_CJK if may_hold_japanese(text) else _WORD
    for match in pattern.finditer(text):
        raw = match[0]
        key = raw.lower() if ascii_only else fold(raw)
        if not key.isalnum():
            if "." in raw and _DOTTED.match(raw):
                key, raw = key.replace(".", ""), raw.replace(".", "")
            key = key.removesuffix("'s")
        found.append(Word(key, raw, *match.span()))
    return tuple(found)


def _is_japanese(text: str) -> bool:
    return may_hold_japanese(text) and any(
        "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or character in "々〆"
        for character in text
    )


def _first_key(phrase: str) -> str:
    """The first word of a phrase as compared; empty where there is none."""
    first, _, _ = phrase.partition(" ")
    if first.isascii() and first.isalpha():
        return first.lower()
    words = words_of(phrase)
    return words[0].key if words else ""


def _romaji_key(key: str) -> str:
    """A Japanese name with its long vowels made short: Kouchi, Kohchi and Kochi are one."""
    for long, short in _LONG_VOWELS:
        key = key.replace(long, short)
    return re.sub(r"oh(?=[^aeiouy]|$)", "o", key) if "oh" in key else key


class _Listed(NamedTuple):
    """A listed phrase, its words ready to be compared."""

    kind: str
    phrase: str
    size: int
    seconds: tuple[str, ...]
    """The keys its second word may have; empty where it has none, or capitals decide."""
    middle: tuple[str, ...]
    """The keys of its words, the first and the last one left out."""
    endings: tuple[str, ...]
    """The keys its last word may have."""
    capitals: tuple[str, ...]
    """All its words as written, where one of them is an acronym; they are compared instead of the keys."""

    @classmethod
    def of(cls, kind: str, phrase: str) -> _Listed:
        words = words_of(phrase)
        last = words[-1].key
        middle, endings = tuple(word.key for word in words[1:-1]), (last, f"{last}s")
        capitals = tuple(word.raw for word in words) if any(_is_acronym(word.raw) for word in words) else ()
        seconds = () if capitals or len(words) == 1 else middle[:1] or endings
        return cls(kind, phrase, len(words), seconds, middle, endings, capitals)

    def stands(self, words: tuple[Word, ...], at: int) -> bool:
        """Whether the phrase stands at a word that is known to be its first, and its second to follow."""
        last = at + self.size
        if last > len(words):
            return False
        if self.capitals:
            return all(map(_same_capitals, words[at:last], self.capitals))
        return self.size < 3 or (
            words[last - 1].key in self.endings
            and all(word.key == key for word, key in zip(words[at + 1 : last - 1], self.middle, strict=True))
        )


class Lexicon:
    """Phrases by kind, found in one pass over a text; they are made ready when their first word is met."""

    def __init__(self, kinds: Mapping[str, Iterable[str]], *, romaji: Iterable[str] = ()) -> None:
        self._phrases: dict[str, str] = {}
        """A first word -> the phrases it begins, one a line: kind, tab, phrase."""
        self._japanese: list[tuple[str, str]] = []
        for kind, phrases in kinds.items():
            for phrase in phrases:
                if _is_japanese(phrase):
                    self._japanese.append((kind, fold(phrase)))
                elif first := _first_key(phrase):
                    self._phrases[first] = self._phrases.get(first, "") + f"{kind}\t{phrase}\n"
        self._ready: dict[str, dict[str, tuple[_Listed, ...]]] = {}
        """By a first word, then by the word that follows; under "" the phrases that any word may follow."""
        self._by_sound = {_romaji_key(first): first for kind in romaji for first in map(fold, kinds[kind])}

    def find(self, text: str, words: tuple[Word, ...] | None = None) -> tuple[Found, ...]:
        """Every listed phrase of a text, overlapping ones included, in order."""
        words = words_of(text) if words is None else words
        found: list[Found] = []
        for at, word in enumerate(words):
            candidates: tuple[_Listed, ...] = ()
            following = words[at + 1].key if at + 1 < len(words) else ""
            ready = self._ready.get(word.key)
            if ready is None and (word.key in self._phrases or word.key.removesuffix("s") in self._phrases):
                ready = self._make_ready(word.key)
            if ready is not None:
                candidates = ready.get(following) or ready[""]
            if self._by_sound and word.raw[0].isupper():
                candidates += self._spelt_otherwise(word.key, following)
            for listed in candidates:
                if listed.stands(words, at):
                    last = at + listed.size
                    found.append(Found(listed.kind, listed.phrase, at, last, word.start, words[last - 1].end))
        if self._japanese and _is_japanese(text):
            found.extend(self._inside_japanese(words))
        return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end))) if found else ()

    def _make_ready(self, key: str) -> dict[str, tuple[_Listed, ...]]:
        """The phrases that begin with a word, or with what it is the plural of."""
        singular = key[:-1] if len(key) > 3 and key.endswith("s") else ""
        phrases = [listed for first in (key, singular) for listed in self._begun_by(first)]
        self._ready[key] = {
            second: tuple(phrase for phrase in phrases if not phrase.seconds or second in phrase.seconds)
            for second in {"", *(second for phrase in phrases for second in phrase.seconds)}
        }
        return self._ready[key]

    def _spelt_otherwise(self, key: str, following: str) -> tuple[_Listed, ...]:
        """Phrases whose first word is the same Japanese name in another spelling."""
        if key not in self._by_sound and not _LONG_VOWEL.search(key):
            return ()
        spelling = self._by_sound.get(_romaji_key(key), key)
        if spelling == key:
            return ()
        return tuple(
            listed for listed in self._begun_by(spelling) if not listed.seconds or following in listed.seconds
        )

    def _begun_by(self, first: str) -> Iterator[_Listed]:
        """The phrases that begin with a word."""
        for line in self._phrases.get(first, "").splitlines():
            kind, _, phrase = line.partition("\t")
            yield _Listed.of(kind, phrase)

    def _inside_japanese(self, words: tuple[Word, ...]) -> Iterator[Found]:
        """Listed phrases anywhere in a run of Japanese characters, which no spaces divide."""
        runs = [(index, word) for index, word in enumerate(words) if _is_japanese(word.key)]
        for kind, phrase in self._japanese:
            for index, word in runs:
                at = word.key.find(phrase)
                if at >= 0:
                    start = word.start + at
                    yield Found(kind, phrase, index, index + 1, start, start + len(phrase))


def _is_acronym(word: str) -> bool:
    """Whether a word is all capitals, a plural "s" aside."""
    return (word.isupper() and len(word) > 1) or (
        word.endswith("s") and word[:-1].isupper() and len(word) > 2
    )


def _same_capitals(word: Word, want: str) -> bool:
    """Capitals as listed; a small-letter word beside them ("JET Programme") may be written in any case."""
    return word.raw == want if _is_acronym(want) else word.raw.casefold() == want.casefold()
