"""The suppression files of a check: applied to each report, and looked over at the end."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

from reframe.suppression import Entry, find, fingerprints, idle, over, read, suppressed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reframe.config import Config
    from reframe.findings import FileReport


class Suppressions:
    """The suppression file nearest to each résumé, read once; what they matched is remembered."""

    def __init__(self) -> None:
        self._files: dict[str, Path | None] = {}
        self._entries: dict[Path, tuple[Entry, ...]] = {}
        self._found: dict[Path, set[str]] = {}
        self._checked: dict[Path, set[str]] = {}
        self._today = dt.datetime.now().astimezone().date()

    def applied(self, report: FileReport) -> FileReport:
        """The report without what is suppressed; raises ``ConfigError``."""
        file = self._file(report.path)
        if file is None:
            return report
        self._found.setdefault(file, set()).update(fingerprints([report]))
        self._checked.setdefault(file, set()).add(os.path.realpath(report.path))
        return suppressed(report, self._entries[file], today=self._today)

    def _file(self, path: str) -> Path | None:
        folder = os.path.dirname(path)  # noqa: PTH120 -- keeps "" as it is
        if folder not in self._files:
            file = self._files[folder] = find(folder or ".")
            if file is not None and file not in self._entries:
                self._entries[file] = read(shown(file))
        return self._files[folder]

    def stale(self, *, config_of: Callable[[str], Config], narrowed: bool = False) -> Iterator[str]:
        """What is to be said of entries that are over or match nothing.

        That one matches nothing is only known when every résumé below its file was checked, with every rule.
        """
        for file, found in self._found.items():
            entries, name = self._entries[file], shown(file)
            ended = list(over(entries, today=self._today))
            for entry in ended:
                if entry.fingerprint in found:
                    until = f"was suppressed until {entry.until} and is reported again."
                    yield f"{name}:{entry.line}: {entry.fingerprint} {until}"
            if not narrowed and self._covers(file, config_of):
                for entry in idle(entries, found):
                    yield (
                        f"{name}:{entry.line}: {entry.fingerprint} matches nothing any more; "
                        "`reframe suppress --prune` takes it out."
                    )

    def _covers(self, file: Path, config_of: Callable[[str], Config]) -> bool:
        from reframe.cli.files import walked

        every = walked(str(file.parent), config_of=config_of)
        return all(isinstance(path, str) and os.path.realpath(path) in self._checked[file] for path in every)


def shown(file: Path) -> Path:
    """A file as people name it: seen from where they are."""
    from pathlib import Path

    here = Path.cwd()
    return file.relative_to(here) if file.is_relative_to(here) else file
