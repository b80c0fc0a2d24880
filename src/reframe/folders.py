"""Where things are kept between runs."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER_VARIABLE = "REFRAME_CACHE_DIR"


def cache_folder() -> Path:
    """Where results and compiled phrasebooks are kept: ``$REFRAME_CACHE_DIR``, else the user's cache folder."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(base) / "reframe" if base else Path.home() / ".cache" / "reframe"
