"""Text under construction: runs of characters, each of which knows where in the file it stands."""

from __future__ import annotations

import re
import time
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from reframe.documents.content import Content
from reframe.documents.textfile import MAX_PROSE
from reframe.documents.unreadable import unreadable
from reframe.model import Block, Health, Piece, Place, SourceText, Trace
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reframe.documents.textfile import TextFile
    from reframe.model import BlockKind, Concern, Range

_MAX_BLOCKS = 10_000
_MAX_SECONDS = 8.0
_BLANKS = late(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
_BLANK = " \t\n\r\f\v"
_ICONS = frozenset({"So", "Sk", "Co", "Cf", "Mn", "Me", "Cn"})
_IGNORE = late(r"\s*reframe:\s*ignore\b[\s:]*(.*?)\s*", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that stand side by side in the file from the offset ``at``; None for the reader's own.

    Where one character stands for several (``&amp;``), ``at`` is the first of them.
    """

    text: str
    at: int | None = None
    bold: bool = False
    hidden: bool = False


Runs: TypeAlias = "list[Run]"
Locate: TypeAlias = "Callable[[int, int], Runs]"
"""Where the characters ``start:end`` of a text stand in the file."""
Edit: TypeAlias = "tuple[int, int, str]"
"""Put the reader's own characters in place of ``start:end``."""


def decoded(text: str, at: int | None) -> Runs:
    """Characters that something else in the file stands for, an entity or a macro: it starts at ``at``."""
    return [Run(text[:1], at), Run(text[1:])] if len(text) > 1 else [Run(text, at)]


def text_of(runs: Iterable[Run]) -> str:
    """The characters of the runs."""
    return "".join(run.text for run in runs)


def part(runs: Iterable[Run], start: int, end: int | None = None) -> Runs:
    """The characters ``start:end`` of the runs."""
    result: Runs = []
    position = 0
    for run in runs:
        stop = position + len(run.text)
        if stop > start and (end is None or position < end):
            first = max(start - position, 0)
            last = len(run.text) if end is None else min(end - position, len(run.text))
            at = None if run.at is None else run.at + first
            result.append(
                run if last - first == len(run.text) else replace(run, text=run.text[first:last], at=at)
            )
        position = stop
    return result


def edited(runs: Iterable[Run], edits: Iterable[Edit]) -> Runs:
    """The runs after some edits, which are in order and do not overlap."""
    result: Runs = []
    waiting = iter(edits)
    edit = next(waiting, None)
    position = 0
    for run in runs:
        stop = position + len(run.text)
        here = position
        while here < stop:
            keep_to = stop if edit is None or edit[0] >= stop else max(edit[0], here)
            if keep_to > here:
                at = None if run.at is None else run.at + here - position
                result.append(replace(run, text=run.text[here - position : keep_to - position], at=at))
                here = keep_to
            if edit is not None and edit[0] <= here < stop:
                if edit[0] == here and edit[2]:
                    result.append(replace(run, text=edit[2], at=None))
                here = min(edit[1], stop)
                if edit[1] <= stop:
                    edit = next(waiting, None)
        position = stop
    return result


def squeezed(runs: Iterable[Run], *, tabs: bool = False) -> Runs:
    """White space as a page shows it: one space between words, none at the ends; ``tabs`` keeps tabs."""
    runs = list(runs)
    text = text_of(runs)
    start = len(text) - len(text.lstrip(_BLANK + "\xa0"))
    end = max(len(text.rstrip(_BLANK + "\xa0")), start)
    runs = part(runs, start, end)
    return edited(runs, _blank_edits(text[start:end], tabs=tabs))


def _blank_edits(text: str, *, tabs: bool) -> Iterator[Edit]:
    for match in _BLANKS.finditer(text):
        blank = match.group()
        kept = "\t" if tabs and "\t" in blank else " "
        at = blank.find(kept)
        if at < 0:
            yield match.start(), match.end(), kept
        else:
            if at > 0:
                yield match.start(), match.start() + at, ""
            if at + 1 < len(blank):
                yield match.start() + at + 1, match.end(), ""


def split(runs: Iterable[Run], separator: re.Pattern[str]) -> list[Runs]:
    """The runs between the matches of a pattern."""
    runs = list(runs)
    result: list[Runs] = []
    start = 0
    for match in separator.finditer(text_of(runs)):
        result.append(part(runs, start, match.start()))
        start = match.end()
    return [*result, part(runs, start)]


def joined(parts: Iterable[Runs], glue: str) -> Runs:
    """The parts that are not empty, with the reader's own characters between them."""
    result: Runs = []
    for piece in parts:
        if text_of(piece).strip():
            if result:
                result.append(Run(glue, bold=result[-1].bold and piece[0].bold))
            result.extend(piece)
    return result


def wholly_bold(runs: Iterable[Run]) -> bool:
    """Whether every letter and digit is bold, and there is one."""
    marked = [run for run in runs if any(character.isalnum() for character in run.text)]
    return bool(marked) and all(run.bold for run in marked)


@dataclass(slots=True)
class Draft:
    """The blocks of a text file so far, and why it is read less than perfectly."""

    file: TextFile
    blocks: list[Block] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    concerns: list[Concern] = field(default_factory=list)
    size: int = 0
    deadline: float = field(default_factory=lambda: time.monotonic() + _MAX_SECONDS)

    def check_time(self) -> None:
        """Give up on a file that was made to be slow to read."""
        if time.monotonic() > self.deadline:
            raise unreadable("too-slow", path=self.file.path)

    def located(self, start: int, end: int) -> Runs:
        """The characters of the file between two offsets."""
        return [Run(self.file.text[start:end], start)]

    def add(
        self,
        runs: Iterable[Run],
        kind: BlockKind = "paragraph",
        *,
        level: int = 0,
        aside: bool = False,
        at: int | None = None,
    ) -> None:
        """Put a block at the end, unless the runs hold no text; headings and bullets lose icons before their words.

        ``at`` is the place of a block whose every character is the reader's own.
        """
        self.check_time()
        runs = squeezed(runs, tabs=True)
        if kind != "paragraph":
            runs = squeezed(part(runs, _icon_end(text_of(runs))))
        text = text_of(runs)
        pieces = tuple(_pieces(runs, self.file))
        if pieces and isinstance(source := pieces[0].source, SourceText):
            line, column = source.line, source.column
        elif text and at is not None:
            line, column = self.file.position(at)
        else:
            return
        self.size += len(text)
        if self.size > MAX_PROSE or len(self.blocks) >= _MAX_BLOCKS:
            raise unreadable("too-large", path=self.file.path, detail="it holds more words than a book")
        self.blocks.append(
            Block(
                text=text,
                kind=kind,
                place=Place(f"L{line}C{column}", line=line, column=column),
                pieces=pieces,
                level=level,
                bold=wholly_bold(runs),
                hidden=tuple(_hidden(runs)),
                aside=aside,
            )
        )

    def comment(self, at: int | None, text: str) -> None:
        """Note a comment of the file that starts at an offset; only those meant for us are kept."""
        if at is not None and (match := _IGNORE.fullmatch(text)):
            self.comments.append((at, " ".join(match[1].split())))

    def content(self) -> Content:
        """What the reader hands back."""
        return Content(blocks=tuple(self.blocks), health=self._health(), traces=tuple(self._traces()))

    def _health(self) -> Health:
        concerns = (*self.file.concerns, *self.concerns)
        return Health("degraded" if concerns else "ok", concerns)

    def _traces(self) -> Iterator[Trace]:
        spans = sorted((*_span(block), index) for index, block in enumerate(self.blocks))
        for at, text in sorted(self.comments):
            yield Trace(kind="ignore", text=text, block=_block_of(spans, self.file.position(at)))


def _span(block: Block) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where a block starts and where its last piece does."""
    places = [(s.line, s.column) for piece in block.pieces if isinstance(s := piece.source, SourceText)]
    places = places or [(block.place.line, block.place.column)]
    return places[0], places[-1]


def _block_of(
    spans: list[tuple[tuple[int, int], tuple[int, int], int]], place: tuple[int, int]
) -> int | None:
    """The block a comment stands in, or behind on the same line, else the next one."""
    following = bisect_left(spans, (place,))
    if following > 0:
        _, last, index = spans[following - 1]
        if last > place or last[0] == place[0]:
            return index
    return spans[following][2] if following < len(spans) else None


def _icon_end(text: str) -> int:
    for at, character in enumerate(text):
        icon = unicodedata.category(character) in _ICONS and character not in "©®°™"
        if not icon and not character.isspace():
            return at
    return 0


def _pieces(runs: Iterable[Run], file: TextFile) -> Iterator[Piece]:
    start, end, at, position = 0, 0, -1, 0
    for run in runs:
        stop = position + len(run.text)
        if run.at is not None and run.text:
            if run.at == at + end - start and position == end and end > start:
                end = stop
            else:
                if end > start:
                    yield Piece(start, end, SourceText(*file.position(at)))
                start, end, at = position, stop, run.at
        position = stop
    if end > start:
        yield Piece(start, end, SourceText(*file.position(at)))


def _hidden(runs: Iterable[Run]) -> Iterator[Range]:
    start, position, inside = 0, 0, False
    for run in runs:
        if run.hidden and not inside:
            start, inside = position, True
        elif not run.hidden and inside:
            yield start, position
            inside = False
        position += len(run.text)
    if inside:
        yield start, position
