"""Finding listed words and phrases in short texts: titles, employers, places.

Words are compared without case, long-vowel marks and hyphens; a listed singular finds its plural, and a
listed acronym (all capitals) only finds capitals.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from reframe.tokenising import may_hold_japanese

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CJK: Final = "\u3040-\u30ff\u3400-\u9fff々〆ヶー"
_WORD: Final = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_WORD_BESIDE_CJK: Final = rf"[{_CJK}]+|(?:(?![{_CJK}])[^\W_])+(?:['’.](?:(?![{_CJK}])[^\W_])+)*"
"""Compiled by the first text that may hold Japanese: such long ranges take a while."""
_DOTTED: Final = re.compile(r"^[A-Za-z](?:\.[A-Za-z])+$")
_LONG_VOWELS: Final = (("ou", "o"), ("oo", "o"), ("uu", "u"))


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
        return text.casefold()
    plain: list[str] = []
    for character in unicodedata.normalize("NFKD", text.replace("’", "'")):
        if unicodedata.combining(character) and (not plain or ord(plain[-1]) < 0x250):
            continue
        plain.append(character)
    return unicodedata.normalize("NFC", "".join(plain)).casefold()


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text; possessive endings and the dots of "U.S.A." are cut."""
    found = []
    for match in re.finditer(_WORD_BESIDE_CJK if may_hold_japanese(text) else _WORD, text):
        raw = match[0]
        if "." in raw and _DOTTED.match(raw):
            raw = raw.replace(".", "")
        found.append(Word(fold(raw).removesuffix("'s"), raw, match.start(), match.end()))
    return tuple(found)


def _is_japanese(text: str) -> bool:
    return may_hold_japanese(text) and any(
        "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or character in "々〆"
        for character in text
    )


def _romaji_key(key: str) -> str:
    """A Japanese name with its long vowels made short: Kouchi, Kohchi and Kochi are one."""
    for long, short in _LONG_VOWELS:
        key = key.replace(long, short)
    return re.sub(r"oh(?=[^aeiouy]|$)", "o", key)


class Lexicon:
    """Phrases by kind, found in one pass over a text."""

    def __init__(self, kinds: Mapping[str, Iterable[str]], *, romaji: Iterable[str] = ()) -> None:
        self._phrases: dict[str, list[tuple[str, tuple[str, ...], str, bool]]] = {}
        self._japanese: list[tuple[str, str]] = []
        for kind, phrases in kinds.items():
            for phrase in phrases:
                if _is_japanese(phrase):
                    self._japanese.append((kind, fold(phrase)))
                    continue
                words = words_of(phrase)
                if words:
                    capitals = any(_is_acronym(word.raw) for word in words)
                    exact = (
                        tuple(word.raw for word in words) if capitals else tuple(word.key for word in words)
                    )
                    self._phrases.setdefault(words[0].key, []).append((kind, exact, phrase, capitals))
        self._long_vowels = {
            _romaji_key(first): first for kind in romaji for first in (fold(name) for name in kinds[kind])
        }

    def find(self, text: str, words: tuple[Word, ...] | None = None) -> tuple[Found, ...]:
        """Every listed phrase of a text, overlapping ones included, in order."""
        words = words_of(text) if words is None else words
        found = [hit for at in range(len(words)) for hit in self._at(words, at)]
        if self._japanese and _is_japanese(text):
            folded = [(index, word) for index, word in enumerate(words) if _is_japanese(word.key)]
            for kind, phrase in self._japanese:
                for index, word in folded:
                    at = word.key.find(phrase)
                    if at >= 0:
                        start = word.start + at
                        found.append(Found(kind, phrase, index, index + 1, start, start + len(phrase)))
        return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end)))

    def _at(self, words: tuple[Word, ...], at: int) -> list[Found]:
        found = []
        for key in self._keys(words[at]):
            for kind, exact, phrase, capitals in self._phrases.get(key, ()):
                last = at + len(exact)
                if last > len(words):
                    continue
                here = words[at:last]
                if capitals:
                    same = all(_same_capitals(word.raw, want) for word, want in zip(here, exact, strict=True))
                else:
                    same = key == exact[0] or len(exact) == 1
                    same = same and all(
                        word.key == want for word, want in zip(here[1:-1], exact[1:-1], strict=True)
                    )
                    same = same and (len(exact) == 1 or _same_ending(here[-1].key, exact[-1]))
                if same:
                    found.append(Found(kind, phrase, at, last, words[at].start, words[last - 1].end))
        return found

    def _keys(self, word: Word) -> tuple[str, ...]:
        keys = [word.key]
        if len(word.key) > 3 and word.key.endswith("s"):
            keys.append(word.key[:-1])
        if self._long_vowels and word.raw[:1].isupper():
            short = self._long_vowels.get(_romaji_key(word.key))
            if short and short not in keys:
                keys.append(short)
        return tuple(keys)


def _is_acronym(word: str) -> bool:
    """Whether a word is all capitals, a plural "s" aside."""
    return (word.isupper() and len(word) > 1) or (
        word.endswith("s") and word[:-1].isupper() and len(word) > 2
    )


def _same_capitals(raw: str, want: str) -> bool:
    """Capitals as listed; a small-letter word beside them ("JET Programme") may be written in any case."""
    if _is_acronym(want):
        return raw == want
    return raw.casefold() == want.casefold()


def _same_ending(key: str, want: str) -> bool:
    return key == want or key == f"{want}s"
