"""What the next reader of the file should not find in it: markup, hidden text, the fields of a rirekisho."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.checks.reading import Spot
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.checks.reading import Reading
    from reframe.phrasebook.model import Rule

_NAMES = {"comment": ("comment", "comments"), "tracked-change": ("tracked change", "tracked changes")}
_SEPARATOR = late(r"\s*[|¦•·／]")
"""What ends a field on a line of several."""
_PERSONAL_SECTIONS = frozenset({"contact", "other", "summary"})


def markup(_: Rule, reading: Reading) -> Iterator[Spot]:
    """Comments and tracked changes still in the file, counted, once for each kind."""
    for kind, (one, many) in _NAMES.items():
        count = sum(trace.kind == kind for trace in reading.resume.document.traces)
        if count:
            yield Spot(
                message=f"The file still holds {count} {one if count == 1 else many}.",
                values=(("kind", kind),),
            )


def hidden_text(_: Rule, reading: Reading) -> Iterator[Spot]:
    """Text that a reader of the page cannot see, each range once."""
    for index, block in enumerate(reading.resume.blocks):
        for start, end in block.hidden:
            if block.text[start:end].strip():
                yield Spot(block=index, start=start, end=end)


def rirekisho(rule: Rule, reading: Reading) -> Iterator[Spot]:
    """A photo, and personal fields among the contact data; where a rirekisho is asked for, nothing."""
    if (reading.region or "").upper() == "JP":
        return
    if any(trace.kind == "photo" for trace in reading.resume.document.traces):
        yield Spot(
            message="There is a photo of a person in the file, as a Japanese rirekisho has it.",
            values=(("kind", "photo"),),
        )
    for hit in reading.of("set:field", rule.name):
        home = reading.resume.homes[hit.block]
        personal = reading.resume.kind_of(hit.block) in _PERSONAL_SECTIONS and home.entry is None
        if personal and home.role != "heading" and reading.visible(hit):
            field = _SEPARATOR.split(reading.resume.blocks[hit.block].text[hit.start : hit.end])[0]
            yield Spot(block=hit.block, start=hit.start, end=hit.start + len(field))
