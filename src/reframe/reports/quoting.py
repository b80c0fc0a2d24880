"""A line of the résumé as it stands, with a stroke under exactly the words that are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from reframe.reports.visible import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from reframe.findings import Range

MARK = "reframe.mark"
STROKE = "‾"
MOST_LINES = 8
"""A paragraph that wraps to more lines than this is shown around its marks."""


def quoted(console: Console, context: str, ranges: Sequence[Range], *, width: int) -> list[tuple[Text, str]]:
    """The wrapped lines of a block, each with the row of strokes that belongs under it (often empty).

    Widths are in terminal cells, so that the strokes fit wide and combining characters and tabs.
    """
    shown, places = marked(context, ranges)
    text = Text(shown, tab_size=4)
    for start, end in places:
        text.stylize(MARK, start, end)
    lines = text.wrap(console, width, tab_size=4)
    rows = []
    for line in lines:
        line.rstrip()
        if line.plain.lstrip().startswith("::"):
            line = Text.assemble("\\", line)
        rows.append((line, _strokes(line)))
    return _around_marks(rows) if len(rows) > MOST_LINES else rows


def _strokes(line: Text) -> str:
    row = ""
    for span in sorted(line.spans):
        start, end = _trimmed(line.plain, span.start, span.end)
        if span.style != MARK or start >= end:
            continue
        row = row.ljust(cell_len(line.plain[:start])) + STROKE * cell_len(line.plain[start:end])
    return row


def _trimmed(plain: str, start: int, end: int) -> Range:
    """A range without the spaces at its edges, where a mark was cut by the end of a line."""
    end = min(end, len(plain))
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return start, end


def _around_marks(rows: list[tuple[Text, str]]) -> list[tuple[Text, str]]:
    """The rows with marks and one either side; what is left out between them is an ellipsis."""
    wanted = {near for at, (_, strokes) in enumerate(rows) if strokes for near in (at - 1, at, at + 1)}
    if not wanted:
        wanted = {0, 1}
    kept: list[tuple[Text, str]] = []
    for at, row in enumerate(rows):
        if at in wanted:
            kept.append(row)
        elif not kept or kept[-1][0].plain != "…":
            kept.append((Text("…"), ""))
    return kept
