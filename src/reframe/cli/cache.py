"""``reframe cache``: what is kept between runs."""

from __future__ import annotations

import click


@click.group()
def cache() -> None:
    """Answers of former runs, kept so that an unchanged file is not checked twice."""


@cache.command()
def clear() -> None:
    """Remove every answer and every compiled phrasebook.

    They are kept in the folder that REFRAME_CACHE_DIR names, else in the user's cache folder.
    """
    from reframe.cache import Answers
    from reframe.cli.streams import out
    from reframe.errors import OutputError

    answers = Answers()
    try:
        removed = answers.clear()
    except OSError as error:
        raise OutputError(
            f"the cache could not be cleared: {error.strerror}.",
            hint="Remove the folder yourself.",
            path=answers.folder,
        ) from error
    out(f"{removed} {'file' if removed == 1 else 'files'} removed from {answers.folder}\n")
