"""The names by which CI services know files."""

from __future__ import annotations

import os
from pathlib import Path


def repository_path(path: str, root: Path | None) -> str:
    """A path relative to the repository with forward slashes; one that lies outside stays as it was given."""
    if root is None:
        return path.replace(os.sep, "/")
    whole = Path(os.path.abspath(path))  # noqa: PTH100 -- without following symbolic links
    if whole.is_relative_to(root):
        return whole.relative_to(root).as_posix()
    return path.replace(os.sep, "/")
