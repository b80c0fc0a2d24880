"""The lines that prove a rule: those it speaks up at, those it keeps silent at.

A check needs none of them, so a rule keeps them as text, which is read when somebody asks for them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MARKED = late(r"<<(.*?)>>", re.DOTALL)


class Case(NamedTuple):
    """A line that proves a rule, and the résumé it stands in.

    ``marks`` are the ranges to be underlined; ``where`` is the scope the line stands in; ``rest`` holds the
    other lines of the résumé by section.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    where: str = ""
    rest: tuple[tuple[str, tuple[str, ...]], ...] = ()
    target: str | None = None
    alt: bool = True
    left: tuple[str, ...] = ()
    """Kinds of traces left in the file; ``hidden-text`` hides the line itself."""
    line: int = 0


def kept(cases: Mapping[str, Sequence[tuple[int, Any]]]) -> str:
    """Cases by direction, each the line it stands on and what the file says, as one text."""
    return json.dumps(cases, ensure_ascii=False, separators=(",", ":"))


def read(cases: str, direction: str, *, where: str) -> Iterator[Case]:
    """The cases of one direction; ``where`` is the scope of those that name none."""
    for line, said in json.loads(cases)[direction]:
        fields: dict[str, Any] = {"text": said} if isinstance(said, str) else said
        text, marks = unmarked(fields.get("text", ""))
        yield Case(
            text=text,
            marks=marks,
            where=fields.get("in", where),
            rest=tuple((place, tuple(lines)) for place, lines in fields.get("rest", {}).items()),
            target=fields.get("target"),
            alt=fields.get("alt", True),
            left=tuple(fields.get("left", ())),
            line=line,
        )


def unmarked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without its << and >>, and the ranges that stood between them."""
    marks: list[tuple[int, int]] = []
    plain = ""
    at = 0
    for match in MARKED.finditer(text):
        plain += text[at : match.start()]
        marks.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        at = match.end()
    return plain + text[at:], tuple(marks)
