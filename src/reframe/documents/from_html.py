"""HTML: the words a page shows, in the order of its source; nothing is fetched, run or styled."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from reframe.documents.page import Page
from reframe.documents.runs import Draft, decoded
from reframe.documents.textfile import decode
from reframe.patterns import late

if TYPE_CHECKING:
    from reframe.documents.content import Content
    from reframe.documents.page import Attributes
    from reframe.documents.runs import Locate

_MAX_CHARACTERS = 20_000_000
"""Pages carry their pictures and fonts as base64."""

_DECLARED = late(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)")


def read(data: bytes, *, path: str) -> Content:
    """Read a page; raises ``UnreadableError`` for what is no text or nested beyond reason."""
    declared = _DECLARED.search(data[:4096])
    encoding = declared[1].decode("ascii") if declared else ""
    file = decode(data, path=path, declared=encoding, limit=_MAX_CHARACTERS)
    draft = Draft(file)
    page = Page(draft)
    feed_html(page, file.text, draft.located)
    page.flush()
    return draft.content()


def feed_html(page: Page, text: str, locate: Locate) -> None:
    """Hand the elements and words of some HTML to a page; ``locate`` tells where its characters stand."""
    parser = _Parser(page, text, locate)
    parser.feed(text[: _open_comment(text)])
    parser.close()


def _open_comment(text: str) -> int:
    """Where a comment starts that is never closed: it takes the rest of the page with it."""
    at = text.find("<!--", text.rfind("-->") + 1)
    in_script = at >= 0 and re.search("</(?:script|style)", text[at:], re.IGNORECASE)
    return len(text) if at < 0 or in_script else at


class _Parser(HTMLParser):
    def __init__(self, page: Page, text: str, locate: Locate) -> None:
        super().__init__(convert_charrefs=False)
        self._page = page
        self._text = text
        self._locate = locate
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._page.open(tag, attrs, at=self._offset())

    def handle_endtag(self, tag: str) -> None:
        self._page.close(tag, at=self._text.find(">", self._offset()) + 1)

    def handle_data(self, data: str) -> None:
        start = self._offset()
        for run in self._locate(start, start + len(data)):
            self._page.put(run)

    def handle_entityref(self, name: str) -> None:
        self._put_reference("&" + name)

    def handle_charref(self, name: str) -> None:
        self._put_reference("&#" + name)

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002
        # The parser of Python raises for sections it does not know; a browser takes them for comments.
        return self._text.find(">", i) + 1 or -1

    def handle_comment(self, data: str) -> None:
        start = self._offset()
        for run in self._locate(start, start + 1):
            self._page.comment(run.at, data)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _put_reference(self, reference: str) -> None:
        start = self._offset()
        if self._text.startswith(";", start + len(reference)):
            reference += ";"
        for run in self._locate(start, start + 1):
            for character in decoded(html.unescape(reference), run.at):
                self._page.put(character)
