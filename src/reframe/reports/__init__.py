"""A report in the formats people and programs read; one function each, none of them prints.

Every format has the signature ``format(report, how) -> str``. The text ends with a line break unless it
is empty. Modules are imported when their format is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from reframe.reports.presentation import Presentation

if TYPE_CHECKING:
    from reframe.model import Report

Format = Callable[["Report", Presentation], str]

__all__ = ["FORMATS", "Format", "Presentation"]


class _Formats(Mapping[str, Format]):
    """Formats by name, each imported when it is first looked up."""

    _WHERE: ClassVar = {
        "text": ("reframe.reports.text", "text"),
        "concise": ("reframe.reports.concise", "concise"),
        "json": ("reframe.reports.contract", "as_json"),
        "jsonl": ("reframe.reports.contract", "as_jsonl"),
        "github": ("reframe.reports.github", "github"),
        "sarif": ("reframe.reports.sarif", "sarif"),
        "rdjson": ("reframe.reports.rdjson", "rdjson"),
        "markdown": ("reframe.reports.markdown", "markdown"),
    }

    def __getitem__(self, name: str) -> Format:
        module, function = self._WHERE[name]
        found: Format = getattr(import_module(module), function)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._WHERE

    def __iter__(self) -> Iterator[str]:
        return iter(self._WHERE)

    def __len__(self) -> int:
        return len(self._WHERE)


FORMATS: Mapping[str, Format] = _Formats()
