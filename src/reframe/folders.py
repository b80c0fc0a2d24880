"""Where things are kept between runs, and where a search upwards from a résumé ends.

Like everything that a kept answer needs, this works without pathlib, whose import costs as much as the answer.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER_VARIABLE = "REFRAME_CACHE_DIR"


def cache_folder() -> str:
    """Where results and compiled phrasebooks are kept: ``$REFRAME_CACHE_DIR``, else the user's cache folder."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return named
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return os.path.join(base or os.path.join(os.path.expanduser("~"), ".cache"), "reframe")


def upwards(path: str | os.PathLike[str]) -> Iterator[str]:
    """A folder, or that of a file, and those above it, up to the top of its repository."""
    place = os.path.abspath(path)
    folder = place if os.path.isdir(place) else os.path.dirname(place)
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            return
        folder = above
