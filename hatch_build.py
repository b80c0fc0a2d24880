"""Compiles the bundled phrasebook while a wheel is built, so that an installed `reframe` never reads it as YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePhrasebook(BuildHookInterface):  # type: ignore[misc]
    """Adds ``reframe/_phrasebook.json`` to a wheel; an editable install goes on reading the YAML files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and add; faults of the phrasebook stop the build."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from reframe.phrasebook import sources, storing

        stored = storing.packed(*sources.compiled(sources.read_files([root / "phrasebook"])))
        self._folder = tempfile.TemporaryDirectory(prefix="reframe-phrasebook-")
        file = Path(self._folder.name) / storing.COMPILED
        file.write_text(storing.written(stored), encoding="utf-8")
        build_data["force_include"][str(file)] = f"reframe/{storing.COMPILED}"

    def finalize(self, *_: object) -> None:
        """Remove what was only needed for the build."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()
