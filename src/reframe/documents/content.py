"""What every reader hands back: ``read(data: bytes, *, path: str) -> Content``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reframe.findings import Health

if TYPE_CHECKING:
    from reframe.model import Block, Trace

MAX_CHARACTERS = 1_000_000
"""Longer texts are no résumé, and matching them would take minutes."""


class Content(NamedTuple):
    """The inside of a document, before it knows its path and checksum."""

    blocks: tuple[Block, ...]
    pages: int | None = None
    health: Health = Health()
    traces: tuple[Trace, ...] = ()
