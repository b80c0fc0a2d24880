"""The phrasebook for a run: the one compiled when the package was built, else one compiled now and stored."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from reframe.phrasebook import storing
from reframe.phrasebook.assembling import assemble

if TYPE_CHECKING:
    from reframe.phrasebook.assembling import Data
    from reframe.phrasebook.compiled import CompiledPhrases
    from reframe.phrasebook.model import Phrasebook


def bundled() -> Path:
    """The folder of the phrasebook that comes with the project: packaged, else the checkout's own."""
    packaged = Path(__file__).parent.parent / "_phrasebook"
    if packaged.is_dir():
        return packaged
    return Path(__file__).parents[3] / "phrasebook"


def load(*extra: str | Path) -> Phrasebook:
    """The bundled phrasebook, with the files of further folders added; a rule of the same name replaces ours.

    Raises PhrasebookError with every fault of every file.
    """
    ready = None if extra else storing.prepared()
    if ready is not None:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            return assemble(*storing.read(ready))
    folders = [bundled(), *(Path(folder) for folder in extra)]
    return assemble(*storing.remembered(folders, lambda: _compiled(folders)))


def _compiled(folders: list[Path]) -> tuple[Data, CompiledPhrases, CompiledPhrases]:
    from reframe.phrasebook.sources import compiled, read_files

    return compiled(read_files(folders))
