"""Finding listed words and phrases in short texts: titles, employers, places.

Words are compared without case, long-vowel marks and hyphens; a listed singular finds its plural, and a
listed acronym (all capitals) only finds capitals.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_CJK: Final = "\u3040-\u30ff\u3400-\u9fff々〆ヶー"
_WORD: Final = re.compile(rf"[{_CJK}]+|(?:(?![{_CJK}])[^\W_])+(?:['’.](?:(?![{_CJK}])[^\W_])+)*")
_ASCII_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:['.][A-Za-z0-9]+)*")
_DOTTED: Final = re.compile(r"^[A-Za-z](?:\.[A-Za-z])+$")
_IS_CJK: Final = re.compile(rf"[{_CJK}]")
_LONG_VOWELS: Final = (("ou", "o"), ("oo", "o"), ("uu", "u"))
_LONG_VOWEL: Final = re.compile("o[ouh]|uu")


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
    for match in _ASCII_WORD.finditer(text) if ascii_only else _WORD.finditer(text):
        raw = match[0]
        key = raw.lower() if ascii_only else fold(raw)
        if not key.isalnum():
            if "." in raw and _DOTTED.match(raw):
                key, raw = key.replace(".", ""), raw.replace(".", "")
            key = key.removesuffix("'s")
        found.append(Word(key, raw, *match.span()))
    return tuple(found)


def _romaji_key(key: str) -> str:
    """A Japanese name with its long vowels made short: Kouchi, Kohchi and Kochi are one."""
    if not _LONG_VOWEL.search(key):
        return key
    for long, short in _LONG_VOWELS:
        key = key.replace(long, short)
    return re.sub(r"oh(?=[^aeiouy]|$)", "o", key)


class _Listed(NamedTuple):
    """A listed phrase, its words ready to be compared."""

    kind: str
    phrase: str
    size: int
    middle: tuple[str, ...]
    """The keys of its words, the first and the last one left out."""
    endings: tuple[str, ...]
    """The keys its last word may have."""
    capitals: tuple[str, ...]
    """All its words as written, where one of them is an acronym; they are compared instead of the keys."""

    @classmethod
    def of(cls, kind: str, phrase: str, words: Sequence[Word]) -> _Listed:
        last = words[-1].key
        capitals = any(_is_acronym(word.raw) for word in words)
        return cls(
            kind,
            phrase,
            len(words),
            middle=tuple(word.key for word in words[1:-1]),
            endings=(last, f"{last}s"),
            capitals=tuple(word.raw for word in words) if capitals else (),
        )

    def stands(self, words: tuple[Word, ...], at: int) -> bool:
        """Whether the phrase stands at a word that is known to be its first."""
        last = at + self.size
        if last > len(words):
            return False
        if self.capitals:
            return all(map(_same_capitals, words[at:last], self.capitals))
        if self.size == 1:
            return True
        return words[last - 1].key in self.endings and (
            self.size == 2 or tuple(word.key for word in words[at + 1 : last - 1]) == self.middle
        )


class Lexicon:
    """Phrases by kind, found in one pass over a text."""

    def __init__(self, kinds: Mapping[str, Iterable[str]], *, romaji: Iterable[str] = ()) -> None:
        by_first: dict[str, list[_Listed]] = {}
        self._japanese: list[tuple[str, str]] = []
        for kind, phrases in kinds.items():
            for phrase in phrases:
                if _IS_CJK.search(phrase):
                    self._japanese.append((kind, fold(phrase)))
                elif words := words_of(phrase):
                    by_first.setdefault(words[0].key, []).append(_Listed.of(kind, phrase, words))
        self._listed = {
            key: (*by_first.get(key, ()), *by_first.get(_singular(key), ()))
            for key in (*by_first, *(f"{key}s" for key in by_first))
        }
        """Phrases by the key of their first word, its plural included."""
        self._by_sound = {_romaji_key(first): first for kind in romaji for first in map(fold, kinds[kind])}
        self._spelt = {first: tuple(by_first.get(first, ())) for first in self._by_sound.values()}

    def find(self, text: str, words: tuple[Word, ...] | None = None) -> tuple[Found, ...]:
        """Every listed phrase of a text, overlapping ones included, in order."""
        words = words_of(text) if words is None else words
        found: list[Found] = []
        for at, word in enumerate(words):
            beginning = self._listed.get(word.key, ())
            if self._by_sound and word.raw[0].isupper():
                beginning += self._spelt_otherwise(word.key)
            for listed in beginning:
                if listed.stands(words, at):
                    last = at + listed.size
                    found.append(Found(listed.kind, listed.phrase, at, last, word.start, words[last - 1].end))
        if self._japanese and _IS_CJK.search(text):
            found.extend(self._inside_japanese(words))
        return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end))) if found else ()

    def _spelt_otherwise(self, key: str) -> tuple[_Listed, ...]:
        """Phrases whose first word is the same Japanese name in another spelling."""
        spelling = self._by_sound.get(_romaji_key(key), key)
        return () if spelling == key else self._spelt[spelling]

    def _inside_japanese(self, words: tuple[Word, ...]) -> Iterator[Found]:
        """Listed phrases anywhere in a run of Japanese characters, which no spaces divide."""
        runs = [(index, word) for index, word in enumerate(words) if _IS_CJK.search(word.key)]
        for kind, phrase in self._japanese:
            for index, word in runs:
                at = word.key.find(phrase)
                if at >= 0:
                    start = word.start + at
                    yield Found(kind, phrase, index, index + 1, start, start + len(phrase))


def _singular(key: str) -> str:
    return key[:-1] if len(key) > 3 and key.endswith("s") else ""


def _is_acronym(word: str) -> bool:
    """Whether a word is all capitals, a plural "s" aside."""
    return (word.isupper() and len(word) > 1) or (
        word.endswith("s") and word[:-1].isupper() and len(word) > 2
    )


def _same_capitals(word: Word, want: str) -> bool:
    """Capitals as listed; a small-letter word beside them ("JET Programme") may be written in any case."""
    return word.raw == want if _is_acronym(want) else word.raw.casefold() == want.casefold()
