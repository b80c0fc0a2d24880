"""The job posting behind ``--job``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reframe.posting import Posting


def posting_of(path: str, phrasebooks: tuple[str, ...]) -> Posting:
    """Read a posting and say which career path it was taken for; raises UnreadableError."""
    from reframe.cli.books import book_of
    from reframe.cli.files import Source, sources
    from reframe.cli.streams import say
    from reframe.posting import read_posting

    source = next(iter(sources([path], stdin_filename="posting.txt"))) if path == "-" else Source(path)
    assert isinstance(source, Source)
    posting = read_posting(source.path, phrasebook=book_of(phrasebooks), data=source.data)
    say(
        f"{path}: "
        + (
            f"taken for {posting.target}"
            if posting.target
            else "fits no career path well enough to choose one"
        )
    )
    return posting
