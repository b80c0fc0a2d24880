"""The phrasebook of a command, read once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reframe.phrasebook import Phrasebook


@lru_cache(maxsize=2)
def book_of(folders: tuple[str, ...]) -> Phrasebook:
    """The bundled phrasebook with these folders added; raises PhrasebookError."""
    from reframe.phrasebook import load

    return load(*folders)
