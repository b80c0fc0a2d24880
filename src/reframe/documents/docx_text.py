"""From the text elements of a paragraph to lines: white space tidied, bullets taken off, origins kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from reframe.model import Piece, Range, XmlText
from reframe.patterns import late


class Segment(NamedTuple):
    """The text of one element; ``node`` is -1 for text that has no element of its own.

    ``text`` may be empty: then the segment only says where its marks stand.
    """

    text: str
    node: int = -1
    bold: bool = False
    size: float | None = None
    hidden: bool = False
    symbols: bool = False
    marks: tuple[int, ...] = ()


BREAK = "\v"
"""The text of a line break's segment; XML cannot hold this character, so no other text can."""
_WIDE = 4
"""So many spaces in a row stand for a tab: they push a date to the right edge."""

_DROPPED = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffc"
"""Soft hyphens, zero-width characters, marks of direction, the place of an object."""
_WORD = rf"[^\s{_DROPPED}\ue000-\uf8ff]++"
_TOKEN = late(
    rf"(?P<space>\s++)|(?P<nothing>[{_DROPPED}]++)|(?P<glyph>[\ue000-\uf8ff])|(?P<plain>{_WORD}(?:[ ]{_WORD})*+)"
)
_PLAIN = late(rf"{_WORD}(?:[ ]{_WORD})*+")

_GLYPH = "•"
_TYPED_BULLET = late(
    r"(?:"
    # Glyphs that are nothing but bullets, with or without a space behind them.
    r"[•‣⁃∙●◦▪▫■◆◇❖►▸▹➢➤➔✓✔✅☑✦✧⦿⦾🔹🔸🔷🔶・◾◽◼◻⬛🔵🔘⚫👉○□☐◘❑❒➣✱✲⮚⯈]\ufe0f?[ \t]?"
    # Characters that are a bullet only when a space follows.
    r"|(?:[-–—−‐‑*+·∘>»→⇒★☆⭐▶▷✨📌¤§Øü]\ufe0f?|--|->|=>)[ \t]"
    r"|o(?:\t|[ ](?=[A-Z]))"
    r"|[①-⑳❶-❿⓵-⓾][ \t]?"
    r")(?=(?P<next>\S))"
)
_MARKS = "■□◆◇●○"
_TYPED_NUMBER = late(r"[(（]?\d{1,2}(?:[.)][ \t]|[．）、][ \t]?)(?=[^\W\d])")
_ONLY_GLYPHS = late(r"[•‣⁃∙●◦▪▫■◆◇❖►➢➤·\s]+")

_CARRIES_ON = late(r"(?!.*(?:@|://|www\.)|\S*\.(?:com|org|net|io|jp|uk)\b)[a-z,;:)\]…]")
_LEADS_ON = late(
    r"(?:[,&/–—(-]|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|over|the|their|to|under|using|via|while|who|with"
    r"|which|that|my|our|its|between|through|including|per))$",
    re.IGNORECASE,
)
_ENDS = late(r"[.!?。:;)\d]$")
_WRAPPED_SHARE = 0.7
_MAX_BREAKS = 1000


@dataclass(slots=True)
class Line:
    """A stretch of text without a line break, and where each of its characters stands in the XML."""

    text: str = ""
    pieces: list[tuple[int, int, int, int]] = field(default_factory=list)
    """start, end, node, offset; in order."""
    hidden: list[Range] = field(default_factory=list)
    bold: list[tuple[int, int, bool]] = field(default_factory=list)
    sizes: dict[float, int] = field(default_factory=dict)
    marks: dict[int, Range] = field(default_factory=dict)

    @property
    def size(self) -> float | None:
        """The size most of its characters have, in points."""
        if len(self.sizes) < 2:
            return next(iter(self.sizes), None)
        return max(self.sizes, key=lambda size: self.sizes[size])

    def is_bold(self, start: int = 0, end: int | None = None) -> bool:
        """Whether every word in ``start:end`` is bold."""
        stop = len(self.text) if end is None else end
        told = [bold for first, last, bold in self.bold if first < stop and last > start]
        return bool(told) and all(told)

    def origins(self, part: str) -> tuple[Piece, ...]:
        """The pieces as the model wants them."""
        return tuple(
            Piece(start, end, XmlText(part, node, offset)) for start, end, node, offset in self.pieces
        )


def lines(segments: list[Segment]) -> list[tuple[Line, int]]:
    """The paragraph cut at its line breaks, each with the node of the break in front of it (-1: none)."""
    result: list[tuple[Line, int]] = []
    start, node = 0, -1
    for at, segment in enumerate(segments):
        if segment.text == BREAK:
            result.append((compose(segments[start:at]), node))
            start, node = at + 1, segment.node
    result.append((compose(segments[start:]), node))
    return result


def compose(segments: list[Segment]) -> Line:
    """One line of text: white space runs become a space or a tab, private-use glyphs a bullet."""
    if len(segments) == 1 and (plain := _plain(segments[0])) is not None:
        return plain
    composer = _Composer(line=Line())
    for segment in segments:
        composer.add(segment)
    composer.line.text = "".join(composer.parts)
    return composer.line


def _plain(segment: Segment) -> Line | None:
    """The line of a segment that is nothing but words with a space between them, as most paragraphs are."""
    text, node, bold, size, hidden, symbols, marks = segment
    if hidden or symbols or marks or not _PLAIN.fullmatch(text):
        return None
    line, end = Line(text), len(text)
    if node >= 0:
        line.pieces.append((0, end, node, 0))
    if any(map(str.isalnum, text)):
        line.bold.append((0, end, bold))
        if size is not None:
            line.sizes[size] = end
    return line


@dataclass(slots=True)
class _Composer:
    line: Line
    parts: list[str] = field(default_factory=list)
    length: int = 0
    space: tuple[str, int, int] | None = None
    """What the white space seen last becomes once text follows, with its node and offset."""
    width: int = 0

    def add(self, segment: Segment) -> None:
        began: int | None = None
        for token in _TOKEN.finditer(segment.text):
            if token.lastgroup == "space":
                self._widen(token[0], segment.node, token.start())
            elif token.lastgroup != "nothing":
                first = self._write(token, segment)
                began = first if began is None else began
        for mark in segment.marks:
            start, _ = self.line.marks.get(mark, (self.length if began is None else began, 0))
            self.line.marks[mark] = (start, self.length)

    def _widen(self, text: str, node: int, offset: int) -> None:
        self.width += len(text)
        tab = text.find("\t")
        if tab >= 0:
            self.space = ("\t", node, offset + tab)
        elif self.space is None:
            self.space = (" ", node, offset)
        if self.width >= _WIDE and "\n" not in text:
            self.space = ("\t", *self.space[1:])

    def _write(self, token: re.Match[str], segment: Segment) -> int:
        if self.space is not None and self.length:
            self._put(*self.space)
        self.space, self.width = None, 0
        first, text, line = self.length, token[0], self.line
        if token.lastgroup == "glyph" or segment.symbols:
            self._put(_GLYPH * len(text), segment.node, token.start())
        else:
            self._put(text, segment.node, token.start())
            if any(map(str.isalnum, text)):
                line.bold.append((first, self.length, segment.bold))
                if segment.size is not None:
                    line.sizes[segment.size] = line.sizes.get(segment.size, 0) + len(text)
        if segment.hidden:
            if line.hidden and line.hidden[-1][1] >= first - 1:
                line.hidden[-1] = (line.hidden[-1][0], self.length)
            else:
                line.hidden.append((first, self.length))
        return first

    def _put(self, text: str, node: int, offset: int) -> None:
        self.parts.append(text)
        start, self.length = self.length, self.length + len(text)
        if node < 0:
            return
        pieces = self.line.pieces
        if pieces:
            first, end, last_node, last_offset = pieces[-1]
            if end == start and last_node == node and last_offset + (end - first) == offset:
                pieces[-1] = (first, self.length, node, last_offset)
                return
        pieces.append((start, self.length, node, offset))


def strip_bullet(line: Line) -> tuple[Line, str]:
    """The line without what its writer typed in front: a ``bullet``, a ``number``, a ``mark`` or nothing.

    A mark is a geometric figure that Japanese résumés set before headings and items alike.
    """
    if match := _TYPED_BULLET.match(line.text):
        glyph, following = line.text[0], match["next"]
        ornament = unicodedata.category(following) == "So" or (glyph in "-–—*+" and line.text.endswith(glyph))
        if not ornament and not (glyph == "+" and following.isdigit()):
            return cut(line, match.end()), "mark" if glyph in _MARKS else "bullet"
    if match := _TYPED_NUMBER.match(line.text):
        return cut(line, match.end()), "number"
    return line, ""


def only_glyphs(text: str) -> bool:
    """Whether a line is a bullet without its text (the text stands in the next table cell)."""
    return bool(_ONLY_GLYPHS.fullmatch(text))


def cut(line: Line, count: int) -> Line:
    """The line without its first ``count`` characters."""
    return Line(
        text=line.text[count:],
        pieces=[
            (max(start - count, 0), end - count, node, offset + max(count - start, 0))
            for start, end, node, offset in line.pieces
            if end > count
        ],
        hidden=[(max(start - count, 0), end - count) for start, end in line.hidden if end > count],
        bold=[(max(start - count, 0), end - count, bold) for start, end, bold in line.bold if end > count],
        sizes=line.sizes,
        marks={
            mark: (max(start - count, 0), max(end - count, 0)) for mark, (start, end) in line.marks.items()
        },
    )


def join(one: Line, two: Line, *, node: int) -> Line:
    """Two lines as one, a space where the break was."""
    if not one.text or not two.text:
        kept, other = (one, two) if one.text else (two, one)
        kept.marks = {**other.marks, **kept.marks}
        return kept
    at = len(one.text) + 1
    return Line(
        text=f"{one.text} {two.text}",
        pieces=[
            *one.pieces,
            *([(at - 1, at, node, 0)] if node >= 0 else []),
            *((start + at, end + at, origin, offset) for start, end, origin, offset in two.pieces),
        ],
        hidden=[*one.hidden, *((start + at, end + at) for start, end in two.hidden)],
        bold=[*one.bold, *((start + at, end + at, bold) for start, end, bold in two.bold)],
        sizes={size: one.sizes.get(size, 0) + two.sizes.get(size, 0) for size in one.sizes | two.sizes},
        marks={
            **{mark: (start + at, end + at) for mark, (start, end) in two.marks.items()},
            **{
                mark: (start, two.marks[mark][1] + at if mark in two.marks else end)
                for mark, (start, end) in one.marks.items()
            },
        },
    )


def rejoin(broken: list[tuple[Line, int]], *, item: bool) -> list[Line]:
    """Put back together what a soft line break only wrapped, keep apart what it was used to list.

    In a list item a break wraps; elsewhere it separates, unless the sentence visibly goes on. An empty line,
    a typed bullet and a change from bold to plain always separate.
    """
    texts = [line.text for line, _ in broken]
    if len(broken) > _MAX_BREAKS:
        return [line for line, _ in broken]
    pairs = list(pairwise(texts))
    going_on = [_goes_on(one, two) for one, two in pairs]
    filled = [(one, two) for one, two in pairs if one and two]
    wrapped = len(filled) > 1 and sum(map(_goes_on_pair, filled)) * 2 >= len(filled)
    widest = max(map(len, texts))
    result: list[Line] = []
    apart = True
    for at, (line, node) in enumerate(broken):
        if not line.text:
            apart = apart or bool(at)
            if line.marks and result:
                result[-1] = join(result[-1], line, node=node)
            continue
        before = texts[at - 1] if at else ""
        restyled = at > 0 and line.is_bold() != broken[at - 1][0].is_bold() and not _LEADS_ON.search(before)
        full = wrapped and len(before) >= widest * _WRAPPED_SHARE and not _ENDS.search(before)
        typed = strip_bullet(line)[1] in ("bullet", "mark")
        together = item or going_on[at - 1] or full
        if result and together and not (apart or typed or restyled):
            result[-1] = join(result[-1], line, node=node)
        else:
            result.append(line)
        apart = False
    return result


def _goes_on(one: str, two: str) -> bool:
    return bool(one and two) and bool(_CARRIES_ON.match(two) or _LEADS_ON.search(one))


def _goes_on_pair(pair: tuple[str, str]) -> bool:
    return _goes_on(*pair)
