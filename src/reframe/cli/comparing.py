"""``--diff-base``: only what a former version of each file did not have."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reframe.cli.streams import say
from reframe.errors import ReframeError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reframe.findings import FileReport
    from reframe.history import Base
    from reframe.options import Options


class Since:
    """Findings since a git revision; the revision is looked up once for each folder."""

    def __init__(self, revision: str, *, options_of: Callable[[str], Options]) -> None:
        self._revision = revision
        self._options_of = options_of
        self._bases: dict[str, Base] = {}

    def only_new(self, report: FileReport) -> FileReport:
        """The report without findings that were there at the revision; raises ``ConfigError``."""
        from reframe.history import former, only_new

        base = self.base(os.path.dirname(os.path.realpath(report.path)))  # noqa: PTH120 -- as realpath gives it
        data = former(base, report.path)
        return report if data is None else only_new(report, self._checked(report.path, data))

    def base(self, folder: str) -> Base:
        """The revision in the repository around a folder; raises ``ConfigError``."""
        from reframe.history import base_of

        if folder not in self._bases:
            self._bases[folder] = base_of(folder, self._revision)
        return self._bases[folder]

    def _checked(self, path: str, data: bytes) -> FileReport | None:
        """The former version's report; None where it cannot be read, and everything counts as new."""
        from reframe.linter import check

        try:
            report = check(path, data=data, options=self._options_of(path))
        except UnreadableError as error:
            self._warn(path, error)
            return None
        if report.health.verdict == "unreadable":
            self._warn(path, None)
            return None
        return report

    def _warn(self, path: str, error: ReframeError | None) -> None:
        why = f": {error.message} {error.hint}".rstrip() if error else "."
        say(f"{path}: as of {self._revision} it could not be read, so everything counts as new{why}")
