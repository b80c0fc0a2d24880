"""Lines of styled text on their way to a string: what the formats for the terminal are set with."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from reframe.reports.quoting import MARK

if TYPE_CHECKING:
    from reframe.reports.presentation import Presentation

NARROWEST, WIDEST = 40, 92
LABEL = 10
"""Cells for the words in front of advice; ``suggestion`` is the longest."""

_THEME = Theme(
    {
        MARK: "bold yellow",
        "reframe.file": "bold",
        "reframe.heading": "bold cyan",
        "reframe.quote": "",
        "reframe.label": "dim",
        "reframe.quiet": "dim",
        "reframe.error": "bold red",
        "reframe.warning": "yellow",
        "reframe.suggestion": "cyan",
        "reframe.good": "green",
    },
    inherit=False,
)


class Page:
    """A page as wide as the terminal, but no wider than reads well."""

    def __init__(self, how: Presentation) -> None:
        self.how = how
        self.width = max(NARROWEST, min(how.width, WIDEST))
        self._out = io.StringIO()
        self.console = Console(
            file=self._out,
            width=max(how.width, NARROWEST) + 1,
            color_system="standard" if how.color else None,
            force_terminal=how.color,
            force_interactive=False,
            legacy_windows=False,
            no_color=not how.color,
            theme=_THEME,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
        )

    def finished(self) -> str:
        """All that was written."""
        return self._out.getvalue()

    def write(self, line: str | Text, style: str = "") -> None:
        """One line that is already short enough."""
        if not self.how.color:
            self._out.write((line if isinstance(line, str) else line.plain) + "\n")
            return
        shown = line if isinstance(line, Text) else Text(line)
        if style:
            shown = shown.copy()
            shown.stylize_before(style)
        self.console.print(shown, soft_wrap=True)

    def wrap(
        self, words: str | Text, *, style: str = "", indent: int = 0, first: str = "", first_style: str = ""
    ) -> None:
        """A paragraph, hanging from ``first`` (as wide as ``indent``, or it is padded to be)."""
        shown = words.copy() if isinstance(words, Text) else Text(words)
        if style:
            shown.stylize_before(style)
        for number, line in enumerate(shown.wrap(self.console, max(self.width - indent, 20))):
            line.rstrip()
            margin = Text(first.ljust(indent), first_style) if number == 0 else Text(" " * indent)
            self.write(Text.assemble(margin, line))

    def labelled(
        self, label: str, words: str | Text, *, style: str = "", label_style: str = "reframe.label"
    ) -> None:
        """Advice with its label in the margin."""
        self.wrap(words, style=style, indent=LABEL + 4, first=f"  {label}", first_style=label_style)
