"""``reframe rewrite`` for Markdown, plain text and LaTeX: the same file with other words in it.

The file is changed where the replaced words stand and nowhere else: indentation, line ends, byte order mark and
encoding stay. What the new file reads like is read again and compared; an edit that would disturb the markup
around it is tried once with that markup taken along, and otherwise left for the writer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reframe.documents.textfile import decode
from reframe.errors import OutputError, UnreadableError
from reframe.model import SourceText
from reframe.patterns import late
from reframe.review.rewriting import expected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reframe.documents.textfile import TextFile
    from reframe.model import Block, Range, Resume
    from reframe.review.rewriting import Edit

FORMATS = ("markdown", "text", "latex")

_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}
_MARKDOWN = late(r"[\\`*_\[\]<>|~]|(?<!\w)#(?=\w)|&(?=#?\w+;)|^(?:[-+=]|\d+[.)])(?=\s)")
_EMPHASIS = "*_~`"
_LINK_END = late(r"[*_~`]*\](?:\([^()\s]*\))?")
_COMMAND = late(r"\\[A-Za-z]+\*?\s*$")


def rewritten(
    data: bytes, *, resume: Resume, edits: Iterable[Edit]
) -> tuple[bytes, tuple[Edit, ...], tuple[Edit, ...]]:
    """The file with the edits made, those that are in it, and those that could not be made.

    ``data`` is what ``resume`` was read from. Raises ``OutputError`` where the format is not supported.
    """
    document = resume.document
    if document.format not in FORMATS:
        raise OutputError(
            f"a {document.format} file cannot be rewritten.",
            code="no-rewriting-here",
            hint="Word documents, Markdown, plain text and LaTeX can.",
            path=document.path,
        )
    file = decode(data, path=document.path)
    made: list[tuple[Edit, Range, str]] = []
    text, left = file.text, []
    for edit in edits:
        for place, words in _ways(file, resume.blocks[edit.block], edit, document.format):
            if any(place[0] < other[1] and other[0] < place[1] for _, other, _ in made):
                continue
            trial = _made(file.text, [*((p, w) for _, p, w in made), (place, words)])
            if _reads_as(trial, resume, [*(e for e, _, _ in made), edit]):
                made.append((edit, place, words))
                text = trial
                break
        else:
            left.append(edit)
    return _encoded(text, data), tuple(edit for edit, _, _ in made), tuple(left)


def _made(text: str, changes: Iterable[tuple[Range, str]]) -> str:
    for (start, end), words in sorted(changes, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _reads_as(text: str, resume: Resume, edits: Iterable[Edit]) -> bool:
    from reframe.documents import read

    document = resume.document
    try:
        again = read(document.path, data=text.encode("utf-8", "surrogatepass"))
    except UnreadableError:
        return False
    return again.format == document.format and [
        " ".join(block.text.split()) for block in again.blocks
    ] == expected(resume, edits)


# ---- places ---------------------------------------------------------------------------------------------


def _ways(file: TextFile, block: Block, edit: Edit, format_: str) -> Iterator[tuple[Range, str]]:
    """Where in the file an edit could be made, and the words to put there; the most careful way first."""
    place = _place(file, block, edit.start, edit.end)
    if place is None:
        return
    if not edit.text and not block.text[: edit.start].strip() and not block.text[edit.end :].strip():
        lines = _lines(file.text, place)
        if format_ != "latex" or _balanced(file.text, lines) == lines:
            yield lines, ""
    elif format_ == "latex":
        # A reader forgives a missing brace, LaTeX does not.
        wider = _balanced(file.text, place)
        if _balanced(file.text, wider) == wider:
            yield wider, _escaped(edit.text, format_)
    else:
        wider = _with_emphasis(file.text, place)
        for words in dict.fromkeys((edit.text, _escaped(edit.text, format_))):
            yield place, words
            yield wider, words


def _place(file: TextFile, block: Block, start: int, end: int) -> Range | None:
    """The range of the file from the first of these characters to the last."""
    offsets = [
        (
            file.offset(piece.source.line, piece.source.column),
            max(piece.start, start),
            min(piece.end, end),
            piece.start,
        )
        for piece in block.pieces
        if isinstance(piece.source, SourceText) and piece.start < end and piece.end > start
    ]
    if not offsets:
        return None
    first, last = offsets[0], offsets[-1]
    return first[0] + first[1] - first[3], last[0] + last[2] - last[3]


def _lines(text: str, place: Range) -> Range:
    """The whole lines that a range touches, with the line end."""
    start = max(text.rfind("\n", 0, place[0]), text.rfind("\r", 0, place[0])) + 1
    end = re.compile(r"[^\r\n]*(?:\r\n?|\n)?").match(text, place[1])
    assert end is not None
    return start, end.end()


def _with_emphasis(text: str, place: Range) -> Range:
    """The range with the emphasis or link that opens right before it or closes right behind it."""
    start, end = place
    if text.count("[", start, end) > text.count("]", start, end) and (link := _LINK_END.match(text, end)):
        end = link.end()
    elif text.count("]", start, end) > text.count("[", start, end) and text[:start].endswith("["):
        start -= 1
    while start and text[start - 1] in _EMPHASIS:
        start -= 1
    while end < len(text) and text[end] in _EMPHASIS:
        end += 1
    return start, end


def _balanced(text: str, place: Range) -> Range:
    """The range with the braces, and their command, that only one end of it stands in."""
    start, end = place
    depth = lowest = 0
    for character in _unescaped(text[start:end]):
        depth += (character == "{") - (character == "}")
        lowest = min(lowest, depth)
    for _ in range(-lowest):
        opening = text.rfind("{", 0, start)
        if opening < 0:
            return place
        command = _COMMAND.search(text, 0, opening)
        start = command.start() if command else opening
    for _ in range(depth - lowest):
        closing = text.find("}", end)
        if closing < 0:
            return place
        end = closing + 1
    return start, end


def _unescaped(text: str) -> str:
    return re.sub(r"\\[{}]", "", text)


def _escaped(text: str, format_: str) -> str:
    if format_ == "latex":
        return "".join(_LATEX.get(character, character) for character in text)
    if format_ == "markdown":
        return _MARKDOWN.sub(lambda match: "\\" + match[0], text)
    return text


def _encoded(text: str, data: bytes) -> bytes:
    """The text in the encoding of the original, or in UTF-8 where that cannot hold it."""
    for mark, codec in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return mark + text.encode(codec, "surrogatepass")
    return text.encode("utf-8", "surrogatepass")
