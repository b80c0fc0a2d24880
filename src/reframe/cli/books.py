"""The phrasebook of a check, read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reframe.phrasebook import Phrasebook


def book_of(folders: tuple[str, ...]) -> Phrasebook:
    """The phrasebook that the linter works with; raises PhrasebookError."""
    from reframe.linter import phrasebook_of

    return phrasebook_of(folders)
