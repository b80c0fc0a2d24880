"""Markdown: the words a page made from it shows; front matter, shortcodes and attributes are left out."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from reframe.documents.from_html import feed_html
from reframe.documents.page import Page
from reframe.documents.runs import Draft, Runs, decoded
from reframe.documents.textfile import decode
from reframe.documents.textlines import wrap_width
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.documents.content import Content
    from reframe.documents.runs import Locate

# {{< hugo >}}, {{ liquid }}, {% jekyll %}, {: .kramdown }, {.pandoc #id}, :::, [TOC], \newpage
_MACHINERY = late(
    r"\{\{[^{}]{0,400}\}\}|\{%[^{}]{0,400}%\}|\{[:.#][^{}]{0,400}\}|^\s*:{3,}.*$|^\s*:+\s*(?:\{[^{}]{0,400}\})?\s*$|^\s*\[\[?_?TOC_?\]?\]\s*$"
    r"|^\s*\\(?:newpage|pagebreak|clearpage)\s*$|^\s*#$"
)
# The elements an HTML page would have in place of these.
_TAGS = {
    "Paragraph": "p",
    "BlockQuote": "blockquote",
    "Item": "li",
    "List": "ul",
    "Table": "table",
    "TableHead": "tr",
    "TableRow": "tr",
    "TableCell": "td",
    "DefinitionList": "dl",
    "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd",
    "FootnoteDefinition": "footer",
    "CodeBlock": "pre",
    "Strong": "strong",
    "Image": "picture",
    "MetadataBlock": "head",
}
_MISTAKEN_LENGTH = 60


def read(data: bytes, *, path: str) -> Content:
    """Read CommonMark with tables, strikethrough, task and definition lists, and the HTML inside."""
    file = decode(data, path=path)
    draft = Draft(file)
    page = Page(draft, width=wrap_width(len(line) for _, line in file.lines()), machinery=_MACHINERY)
    feed_markdown(page, file.text, draft.located)
    page.flush()
    return draft.content()


def feed_markdown(page: Page, text: str, locate: Locate) -> None:
    """Hand the elements and words of some Markdown to a page; ``locate`` tells where its characters stand."""
    for event, start, end in _events(text):
        match event:
            case {"Start": "HtmlBlock"}:
                feed_html(page, text[start:end], _moved(locate, start))
            case {"Start": what}:
                page.open(_tag(what, text[start:end]), [])
            case {"End": what}:
                page.close(_tag(what, text[start:end]))
            case {"Text": words} | {"Code": words}:
                for run in _located(words, text, start, end, locate):
                    page.put(run)
            case {"InlineHtml": _}:
                feed_html(page, text[start:end], _moved(locate, start))
            case "SoftBreak" | "HardBreak":
                page.end_line()
            case "Rule":
                page.flush()


def _events(text: str) -> Iterator[tuple[Any, int, int]]:
    """The parser's events, their byte ranges turned into offsets of characters."""
    from pyromark import Options, events_with_range

    options = (
        Options.ENABLE_TABLES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options.ENABLE_DEFINITION_LIST
    )
    events = events_with_range(text, options=options)
    if text.isascii():
        for event, range_ in events:
            yield event, range_["start"], range_["end"]
    else:
        ends = array("L", accumulate(len(character.encode()) for character in text))
        for event, range_ in events:
            yield event, bisect_right(ends, range_["start"]), bisect_right(ends, range_["end"])


def _tag(what: Any, source: str) -> str:
    """The element an event stands for; events are bare names or a name with its content."""
    name, content = next(iter(what.items())) if isinstance(what, dict) else (what, None)
    if name == "Heading":
        level = content["level"] if isinstance(content, dict) else content
        return "p" if _is_mistaken(source) else str(level).lower()
    return _TAGS.get(name, str(name).lower())


def _is_mistaken(source: str) -> bool:
    """Whether a heading is one by accident: a paragraph with a line of dashes typed right below it."""
    if source.lstrip(" >").startswith("#"):
        return False
    lines = source.strip().split("\n")[:-1]
    return len(lines) != 1 or len(lines[0]) > _MISTAKEN_LENGTH or "@" in lines[0]


def _located(words: str, text: str, start: int, end: int, locate: Locate) -> Runs:
    """The words of an event where they stand: behind the backticks of code, at an entity's ampersand."""
    found = text.find(words, start, end)
    if found >= 0:
        return locate(found, found + len(words))
    return [run for first in locate(start, start + 1) for run in decoded(words, first.at)]


def _moved(locate: Locate, by: int) -> Locate:
    return lambda start, end: locate(start + by, end + by)
