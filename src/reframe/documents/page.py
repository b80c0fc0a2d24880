"""A page as a stream of elements and words, turned into blocks: HTML and Markdown both come out here."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from reframe.documents.runs import Run, Runs, edited, joined, split, squeezed, text_of
from reframe.documents.textlines import UNWRAPPED, TypedLine, add_typed
from reframe.documents.unreadable import unreadable
from reframe.patterns import late

if TYPE_CHECKING:
    from reframe.documents.runs import Draft

_MAX_DEPTH = 512
_MAX_PENDING = 50_000
_LINE_BREAK = late(r"\r\n?|\n")
_SEAM = "\ufdd0"
"""A noncharacter between two elements that touch."""

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
    }
    | {"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html"}
    | {"legend", "li", "main", "nav", "p", "pre", "search", "section", "summary", "table", "tbody", "td"}
    | {"tfoot", "th", "thead", "tr", *_HEADINGS, *_LISTS}
)
_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
# Never shown as words of the page, whatever they hold.
_SILENT = frozenset(
    {"audio", "button", "canvas", "datalist", "head", "iframe", "math", "noscript", "object", "picture"}
    | {"script", "select", "style", "svg", "template", "textarea", "title", "video"}
)
_ASIDES = frozenset({"nav", "footer"})
_BOLD = frozenset({"b", "strong"})
_UNBOLD_STYLE = late(r"font-weight\s*:\s*(?:normal|[1-4]00)\b", re.IGNORECASE)
_BOLD_STYLE = late(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
_HIDDEN_STYLE = late(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:[;!]|$)"
    r"|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:[;!]|$)",
    re.IGNORECASE,
)
# An element of the same kind, or of a kind that cannot stand inside, ends these: their end tags are optional.
_ENDED_BY: dict[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
    "tr": frozenset({"tr"}),
}
_SCOPES = frozenset({*_LISTS, "dl", "table"})
Attributes: TypeAlias = "list[tuple[str, str | None]]"


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    hidden: bool
    bold: bool
    silent: bool
    aside: bool
    pre: bool
    heading: int
    lists: int


_ROOT = _Element("", hidden=False, bold=False, silent=False, aside=False, pre=False, heading=0, lists=0)


def hides(attributes: Attributes) -> bool:
    """Whether the attributes of an element take it off the page."""
    values = dict(attributes)
    return "hidden" in values or bool(_HIDDEN_STYLE.search(values.get("style") or ""))


class Page:
    """The elements that are open, and the words since the last block ended.

    ``width`` is the column its lines are wrapped at; ``machinery`` is what a site generator takes out;
    ``tabs`` are kept where a page has them.
    """

    def __init__(
        self,
        draft: Draft,
        *,
        width: int = UNWRAPPED,
        machinery: re.Pattern[str] | None = None,
        tabs: bool = False,
    ) -> None:
        self._draft = draft
        self._width = width
        self._machinery = machinery
        self._tabs = tabs
        self._stack: list[_Element] = []
        self._counts: Counter[str] = Counter()
        self._lines: list[Runs] = [[]]
        self._pending = 0
        self._item = False
        self._closed_at = -1

    def open(self, tag: str, attributes: Attributes, *, at: int = -2) -> None:
        """An element opens at an offset of the file."""
        self._draft.check_time()
        if tag in _BLOCKS:
            self.flush()
            self._end_implied(tag)
        elif tag == "br":
            self.end_line()
        if tag in _VOID:
            return
        if at == self._closed_at:
            self.put(Run(_SEAM))
        if tag == "li":
            self._item = True
        self._push(tag, attributes)

    def close(self, tag: str, *, at: int = -1) -> None:
        """An element closes before an offset of the file, and with it all it holds."""
        if tag in _BLOCKS:
            self.flush()
        if tag == "li":
            self._item = False
        if self._counts[tag]:
            while self._pop() != tag:
                pass
        self._closed_at = at

    def put(self, run: Run) -> None:
        """Words in the element that is open."""
        now = self._now
        self._draft.check_time()
        self._pending += 1
        if self._pending > _MAX_PENDING:
            raise unreadable("too-large", path=self._draft.file.path, detail="one paragraph fills a book")
        if not now.silent:
            self._lines[-1].append(Run(run.text, run.at, bold=now.bold, hidden=now.hidden))

    def comment(self, at: int | None, text: str) -> None:
        """A comment at an offset; one that follows words of an open block belongs to that block."""
        if "reframe" not in text:
            return
        pending = [run for line in self._lines for run in line if run.at is not None and run.text.strip()]
        if pending:
            last = pending[-1]
            at = None if last.at is None else last.at + len(last.text.rstrip()) - 1
        self._draft.comment(at, text)

    def end_line(self) -> None:
        """What follows starts a line of its own, in the same block as far as the markup knows."""
        self._lines.append([])

    def flush(self) -> None:
        """What stood since the last block becomes one block, or several where lines were typed apart."""
        lines, self._lines = self._lines, [[]]
        self._pending = 0
        now = self._now
        if now.pre:
            lines = [line for runs in lines for line in split(runs, _LINE_BREAK)]
        lines = [line for runs in lines if text_of(line := self._cleaned(runs))]
        if not lines:
            return
        if now.heading:
            self._draft.add(joined(lines, " "), "heading", level=now.heading, aside=now.aside)
        else:
            item = (now.lists or 1) if self._item else 0
            typed = [TypedLine(line) for line in lines]
            cell = bool(self._counts["td"] or self._counts["th"])
            add_typed(self._draft, typed, width=self._width, item=item, cell=cell, aside=now.aside)
        self._item = False

    def _cleaned(self, runs: Runs) -> Runs:
        runs = _parted(runs)
        if self._machinery is not None:
            runs = edited(runs, [(*match.span(), "") for match in self._machinery.finditer(text_of(runs))])
        return squeezed(runs, tabs=self._tabs)

    @property
    def _now(self) -> _Element:
        return self._stack[-1] if self._stack else _ROOT

    def _push(self, tag: str, attributes: Attributes) -> None:
        if len(self._stack) >= _MAX_DEPTH:
            raise unreadable("too-deep", path=self._draft.file.path)
        now = self._now
        style = dict(attributes).get("style") or ""
        bold = now.bold or tag in _BOLD or bool(_BOLD_STYLE.search(style))
        self._stack.append(
            _Element(
                tag,
                hidden=now.hidden or hides(attributes),
                bold=bold and not _UNBOLD_STYLE.search(style),
                silent=now.silent or tag in _SILENT,
                aside=now.aside or tag in _ASIDES,
                pre=now.pre or tag == "pre",
                heading=_HEADINGS.get(tag, now.heading),
                lists=now.lists + (tag in _LISTS),
            )
        )
        self._counts[tag] += 1

    def _pop(self) -> str:
        name = self._stack.pop().name
        self._counts[name] -= 1
        return name

    def _end_implied(self, tag: str) -> None:
        """Close what may stay open in HTML: a paragraph before a block, an item before the next."""
        while self._stack and self._stack[-1].name == "p":
            self._pop()
        if not any(tag in ended_by and self._counts[name] for name, ended_by in _ENDED_BY.items()):
            return
        for depth in range(len(self._stack) - 1, -1, -1):
            name = self._stack[depth].name
            if name in _SCOPES:
                return
            if tag in _ENDED_BY.get(name, ()):
                while len(self._stack) > depth:
                    self._pop()


class Line(Page):
    """A page that gathers all its words in one line."""

    def __init__(self, draft: Draft, *, tabs: bool = False) -> None:
        super().__init__(draft, tabs=tabs)
        self.runs: Runs = []

    def flush(self) -> None:
        """End a line; the next one goes on behind a space."""
        lines, self._lines = self._lines, [[]]
        self._pending = 0
        self.runs = joined([self.runs, *(self._cleaned(line) for line in lines)], " ")


def _parted(runs: Runs) -> Runs:
    """Neighbouring elements with no space between them are set apart by their style: a title and its date."""
    text = text_of(runs)
    edits = []
    for at, character in enumerate(text):
        if character == _SEAM:
            apart = text[:at].rstrip(_SEAM)[-1:].isalnum() and text[at:].lstrip(_SEAM)[:1].isalnum()
            edits.append((at, at + 1, " " if apart else ""))
    return edited(runs, edits)
