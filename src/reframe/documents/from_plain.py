"""Plain text: headings in capitals or underlined, bullets of every kind, hard-wrapped lines joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reframe.documents.runs import Draft, Run, Runs, edited, part, squeezed, text_of
from reframe.documents.textfile import decode
from reframe.documents.textlines import (
    TypedLine,
    bullet_end,
    is_capitals,
    is_known_heading,
    typed_blocks,
    wrap_width,
)
from reframe.documents.unreadable import unreadable
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.documents.content import Content
    from reframe.documents.textfile import TextFile

_RULE = late(r"[\s=\-_~*#+.·•─━═—–|/\\<>]{3,}")
_UNDERLINE = late(r"([=\-_~*^─━═—–])\1{2,}")
_FRAMED = late(
    r"(?:[=*#~+>─━═|-]{2,}|[=#~>|]|[\[<【〔《])\s*(?P<text>\w.*?)\s*(?:[=*#~+<─━═|-]+|[\]>】〕》])?"
)
_FRAMED_BEHIND = late(r"(?P<text>\w.*?)\s*[=*~+─━═_-]{3,}")
_GAP = late(r"(?<=\S)(?: {3,}| *\t[ \t]*)(?=\S)")
_COMMENT = late(r"<!--(?P<html>\s{0,9}reframe:[^<>]{0,500})-->|(?:#|//|%)(?P<mark>\s{0,9}reframe:.*)")
_LETTER_SPACED = late(r"[A-Z&](?: [A-Z&]){3,}(?:(?: {2,}|\t)[A-Z&](?: [A-Z&])*)*")
_SPACE_IN_WORD = late(r"(?<=[A-Z&]) (?=[A-Z&])")
_TAB_WIDTH = 8
_MAX_LINES = 20_000
_MAX_HEADING = 60


@dataclass(frozen=True, slots=True)
class _Line:
    runs: Runs
    text: str
    indent: int

    @property
    def is_rule(self) -> bool:
        return _RULE.fullmatch(self.text) is not None


def read(data: bytes, *, path: str) -> Content:
    """Read plain text; raises ``UnreadableError`` for what is no text."""
    file = decode(data, path=path)
    if len(file.starts) > _MAX_LINES:
        raise unreadable("too-large", path=path, detail=f"{len(file.starts)} lines")
    draft = Draft(file)
    lines = list(_lines(file, draft))
    width = wrap_width(line.indent + len(line.text) for line in lines if not line.is_rule)
    for stanza in _stanzas(lines):
        _add_stanza(draft, stanza, width=width)
    return draft.content()


def _lines(file: TextFile, draft: Draft) -> Iterator[_Line]:
    for at, raw in file.lines():
        edits = []
        for match in _COMMENT.finditer(raw):
            draft.comment(at + match.start(), match["html"] or match["mark"] or "")
            edits.append((*match.span(), ""))
        runs = edited([Run(raw, at)], edits) if raw else []
        text = text_of(runs)
        bare = text.strip()
        if edits and not bare:
            continue
        blank = text[: len(text) - len(text.lstrip())]
        yield _Line(_spaced(runs), bare, len(blank.expandtabs(_TAB_WIDTH)))


def _spaced(runs: Runs) -> Runs:
    """A line with its wide gaps as tabs: that is how a title and a date are set apart on a typewriter."""
    text = text_of(runs)
    start = len(text) - len(text.lstrip())
    runs = part(runs, start, len(text.rstrip()))
    return edited(runs, [(*match.span(), "\t") for match in _GAP.finditer(text.strip())])


def _stanzas(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Lines between blank ones; a rule ends a stanza and stays its last line."""
    stanza: list[_Line] = []
    for line in lines:
        if line.text:
            stanza.append(line)
        if stanza and (not line.text or line.is_rule):
            yield stanza
            stanza = []
    if stanza:
        yield stanza


def _add_stanza(draft: Draft, stanza: list[_Line], *, width: int) -> None:
    rule = stanza.pop().text if stanza[-1].is_rule else ""
    underlined = stanza.pop() if stanza and _underlines(rule, stanza[-1].text) else None
    typed: list[TypedLine] = []
    for number, line in enumerate(stanza):
        heading = _heading(line, first=number == 0, alone=len(stanza) == 1 and underlined is None)
        if heading is None:
            typed.append(TypedLine(line.runs, line.indent))
        else:
            _add_typed(draft, typed, width=width)
            draft.add(heading, "heading")
            typed = []
    _add_typed(draft, typed, width=width)
    if underlined is not None:
        draft.add(_title(underlined.runs), "heading", level=1 if rule[0] in "=═━" else 2)


def _add_typed(draft: Draft, lines: list[TypedLine], *, width: int) -> None:
    for block in typed_blocks(lines, width=width):
        draft.add(block.runs, block.kind, level=block.level)


def _underlines(rule: str, text: str) -> bool:
    """Whether a rule belongs to the line above it as its underline; else it only parts the page."""
    if _UNDERLINE.fullmatch(rule) is None or len(text) > _MAX_HEADING or bullet_end(text) or "@" in text:
        return False
    return abs(len(rule) - len(text)) <= 3 or is_known_heading(text) or is_capitals(text)


def _heading(line: _Line, *, first: bool, alone: bool) -> Runs | None:
    """The words of a heading: in capitals, in a frame, or known as one.

    ``first``: no line stands right above it; ``alone``: nor right below.
    """
    text = line.text
    if len(text) > _MAX_HEADING:
        return None
    framed = _FRAMED.fullmatch(text) or _FRAMED_BEHIND.fullmatch(text)
    closed = framed is not None and framed.end("text") < len(text)
    if bullet_end(text) and not text.startswith("#") and not closed:
        return None
    title = framed["text"] if framed else text
    marked = framed is not None or is_capitals(text) or text.endswith(":")
    known = is_known_heading(title) or _LETTER_SPACED.fullmatch(title) or text.startswith("#")
    if not (known and (first or marked)) and not (alone and is_capitals(title)):
        return None
    return _title(part(line.runs, framed.start("text"), framed.end("text")) if framed else line.runs)


def _title(runs: Runs) -> Runs:
    """A heading without its colon, its letters drawn together."""
    text = text_of(runs)
    if _LETTER_SPACED.fullmatch(text):
        runs = edited(runs, [(*match.span(), "") for match in _SPACE_IN_WORD.finditer(text)])
    runs = squeezed(runs)
    text = text_of(runs)
    return part(runs, 0, len(text) - 1) if text.endswith((":", "：")) else runs
