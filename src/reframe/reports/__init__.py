"""A report in the formats people and programs read; one function each, none of them prints.

Every format has the signature ``format(report, how) -> str``. The text ends with a line break unless it
is empty. Modules are imported when their format is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from reframe.reports.presentation import Presentation

if TYPE_CHECKING:
    from reframe.findings import Failure, FileReport, Report

Format = Callable[["Report", Presentation], str]


class Stream(NamedTuple):
    """A format that is written file by file, each as soon as it has been checked, so that no report need be held."""

    part: Callable[[FileReport | Failure, Presentation], str]
    end: Format
    """Of the report it needs the counts alone."""


__all__ = ["FORMATS", "SUMMARIES", "Format", "Presentation", "Stream", "streaming"]


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
        "html": ("reframe.reports.html", "html"),
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

_STREAMING = {"concise": "reframe.reports.concise", "jsonl": "reframe.reports.contract"}


def streaming(name: str) -> Stream | None:
    """What a format says of one file, and of the run after its last file; None if it is written as a whole."""
    if name not in _STREAMING:
        return None
    module = import_module(_STREAMING[name])
    return Stream(getattr(module, f"{name}_part"), getattr(module, f"{name}_end"))


SUMMARIES: Mapping[str, str] = {
    "text": "The report for the person whose résumé it is; the default on a terminal.",
    "concise": 'One finding a line, `resume.docx:14:8: warning school-count "5 elementary schools"`; '
    "the default where the output is piped.",
    "json": "One object with everything, for scripts; its shape is fixed by `report.schema.json` in the package.",
    "jsonl": "The same, one object a line: each file, each failure, the summary last; `type` says which.",
    "github": "Annotations for GitHub Actions, at most ten a level; the whole report goes into the job summary.",
    "sarif": "SARIF 2.1.0 for code scanning services.",
    "rdjson": "Diagnostics for reviewdog.",
    "markdown": "For a pull request’s comment.",
    "html": "One page to look at in a browser: the résumé with its findings in place, filters, the career paths side "
    "by side; it needs nothing from the network.",
}
"""What each format is for."""
