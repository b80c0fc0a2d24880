"""JSON Resume: read by the standard library's decoder, with the place of every string."""

from __future__ import annotations

import json
import json.scanner
from functools import partial
from typing import TYPE_CHECKING, Any

from reframe.documents.runs import Draft, Run, Runs
from reframe.documents.structured import add_resume
from reframe.documents.textfile import decode
from reframe.documents.tree import Words
from reframe.documents.unreadable import unreadable
from reframe.patterns import late

if TYPE_CHECKING:
    from reframe.documents.content import Content
    from reframe.documents.tree import Node

_MAX_CHARACTERS = 20_000_000
"""A photo may be inside, as base64."""

_ESCAPE = late(r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|\\u\w{4}|\\.")
_SURROGATE = late("[\ud800-\udfff]")


def read(data: bytes, *, path: str) -> Content:
    """Read résumé data in JSON; raises ``UnreadableError`` for bad JSON and for other data."""
    file = decode(data, path=path, limit=_MAX_CHARACTERS)
    try:
        root: Node = _decoder().decode(file.text)
        draft = Draft(file)
        add_resume(draft, root, format_="JSON")
    except json.JSONDecodeError as error:
        detail = f"line {error.lineno}, column {error.colno}: {error.msg[:1].lower()}{error.msg[1:]}"
        raise unreadable("bad-json", path=path, detail=detail) from error
    except RecursionError as error:
        raise unreadable("too-deep", path=path) from error
    return draft.content()


def _decoder() -> Any:
    """A decoder whose strings are ``Words``; keys stay strings."""
    decoder: Any = json.JSONDecoder(parse_int=_number, parse_float=_number, parse_constant=_number)
    decoder.parse_string = _placed_string
    decoder.scan_once = json.scanner.py_make_scanner(decoder)  # type: ignore[attr-defined]
    return decoder


def _number(text: str) -> Words:
    return Words(text, partial(_nowhere, text))


def _nowhere(text: str) -> Runs:
    return [Run(text)]


def _placed_string(text: str, start: int, strict: bool) -> tuple[Words, int]:  # noqa: FBT001
    value, end = json.decoder.scanstring(text, start, strict)  # type: ignore[attr-defined]
    value = _SURROGATE.sub("\ufffd", value)
    return Words(value, partial(_runs, text, start, end - 1)), end


def _runs(text: str, start: int, end: int) -> Runs:
    """The characters between two quotes; an escape sequence is one character, where its backslash is."""
    result: Runs = []
    for match in _ESCAPE.finditer(text, start, end):
        if match.start() > start:
            result.append(Run(text[start : match.start()], start))
        character = json.loads(f'"{match.group()}"')
        result.append(Run(_SURROGATE.sub("\ufffd", character), match.start()))
        start = match.end()
    if start < end:
        result.append(Run(text[start:end], start))
    return result
