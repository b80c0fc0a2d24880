"""What every reader hands back: ``read(data: bytes, *, path: str) -> Content``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reframe.model import Health

if TYPE_CHECKING:
    from reframe.model import Block, Trace

MAX_CHARACTERS = 1_000_000
"""Longer texts are no résumé, and matching them would take minutes."""


@dataclass(frozen=True, slots=True)
class Content:
    """The inside of a document, before it knows its path and checksum."""

    blocks: tuple[Block, ...]
    pages: int | None = None
    health: Health = field(default_factory=Health)
    traces: tuple[Trace, ...] = ()
