"""Résumés in YAML, as RenderCV and site generators keep them, with the place of every value."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from reframe.documents.runs import Draft, Run, Runs
from reframe.documents.structured import add_resume
from reframe.documents.textfile import decode
from reframe.documents.tree import Words
from reframe.documents.unreadable import unreadable
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.documents.content import Content
    from reframe.documents.tree import Node

_MAX_DEPTH = 60
_MAX_NODES = 200_000
_COMMENT = late(r"(?:^|(?<=\s))#([ \t]*reframe:[^\r\n]*)", re.MULTILINE)
_ESCAPE = late(r"\\(?:x\w{2}|u\w{4}|U\w{8}|\r?\n[ \t]*|.)", re.DOTALL)
_HEADER = late(r"[^\n\r]*(?:\r\n?|\n)")
_TOO_DEEP = "nesting depth"
"""What libyaml says when it looks too far ahead to tell of each level."""
_NULL = "tag:yaml.org,2002:null"


def read(data: bytes, *, path: str) -> Content:
    """Read résumé data in YAML; raises ``UnreadableError`` for bad YAML and for other data.

    Anchors are followed, so an aliased value is read where it is used; a bomb of them is refused.
    """
    file = decode(data, path=path)
    draft = Draft(file)
    for match in _COMMENT.finditer(file.text):
        draft.comment(match.start(), match[1])
    add_resume(draft, _tree(file.text, path=path), format_="YAML")
    return draft.content()


def _tree(text: str, *, path: str) -> Node:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_depth(yaml.parse(text, Loader=loader), yaml, path=path)
        documents = [node for node in yaml.compose_all(text, Loader=loader) if node is not None]
    except yaml.MarkedYAMLError as error:
        if _TOO_DEEP in str(error.problem):
            raise unreadable("too-deep", path=path) from error
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise unreadable("bad-yaml", path=path, detail=f"{where}{error.problem}") from error
    except yaml.YAMLError as error:
        raise unreadable("bad-yaml", path=path, detail="it holds characters YAML forbids") from error
    builder = _Builder(text, path=path)
    trees = [builder.tree(node, depth=0) for node in documents]
    return next((tree for tree in trees if isinstance(tree, dict)), None)


def _refuse_depth(events: Any, yaml: Any, *, path: str) -> None:
    """Composing is recursive, in C too: look before."""
    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            raise unreadable("too-deep", path=path)


class _Builder:
    """Turns nodes into a tree and counts them, aliases as often as they are used."""

    def __init__(self, text: str, *, path: str) -> None:
        self._text = text
        self._path = path
        self._count = 0

    def tree(self, node: Any, *, depth: int) -> Node:
        self._count += 1
        if self._count > _MAX_NODES or depth > _MAX_DEPTH:
            raise unreadable("too-deep", path=self._path)
        if node.id == "mapping":
            pairs = ((key.value, value) for key, value in node.value if isinstance(key.value, str))
            return {key: self.tree(value, depth=depth + 1) for key, value in pairs}
        if node.id == "sequence":
            return [self.tree(item, depth=depth + 1) for item in node.value]
        if node.tag == _NULL:
            return None
        start, end = node.start_mark.index, node.end_mark.index
        return Words(node.value, partial(_runs, self._text, start, end, node.value, node.style or ""))


def _runs(text: str, start: int, end: int, value: str, style: str) -> Runs:
    """The characters of a scalar, each beside the one of the file it came from."""
    at = text.find(value, start, end) if value and style not in ('"', "'") else -1
    if at >= 0:
        return [Run(value, at)]
    header = _HEADER.match(text, start) if style in ("|", ">") else None
    place = header.end() if header else start + (style in ('"', "'"))
    places: list[int | None] = []
    for character in value:
        place, found = _next_place(text, place, end, character, style)
        places.append(found)
    return [Run(value[start:end], places[start]) for start, end in _stretches(places)]


def _stretches(places: list[int | None]) -> Iterator[tuple[int, int]]:
    """Ranges of characters that stand side by side in the file."""
    start = 0
    for index in range(1, len(places) + 1):
        before = places[index - 1]
        if index == len(places) or before is None or places[index] != before + 1:
            yield start, index
            start = index


def _next_place(text: str, place: int, end: int, character: str, style: str) -> tuple[int, int | None]:
    """Where to go on, and where the character stands; None for the blank that joins two lines."""
    while place < end:
        here = text[place]
        if style == '"' and here == "\\":
            escape = _ESCAPE.match(text, place)
            stop = escape.end() if escape else place + 1
            if text[place + 1 : place + 2] not in ("\r", "\n"):
                return stop, place
            place = stop
        elif style == "'" and here == "'":
            return place + 2, place
        elif here == character:
            return place + 1, place
        elif here in " \t\r\n":
            if character in " \n":
                return place + 1, None
            place += 1
        else:
            break
    return place, None
