"""HTML: the words a page shows, in the order of its source; nothing is fetched, run or styled."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from reframe.documents.page import Page
from reframe.documents.runs import Draft, Run
from reframe.documents.textfile import decode

if TYPE_CHECKING:
    from reframe.documents.content import Content
    from reframe.documents.page import Attributes

_MAX_CHARACTERS = 30_000_000
"""Pages carry their pictures and fonts as base64."""

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)")


def read(data: bytes, *, path: str) -> Content:
    """Read a page; raises ``UnreadableError`` for what is no text or nested beyond reason."""
    declared = _DECLARED.search(data[:4096])
    encoding = declared[1].decode("ascii") if declared else ""
    file = decode(data, path=path, declared=encoding, limit=_MAX_CHARACTERS)
    draft = Draft(file)
    page = Page(draft)
    read_stretch(draft, page, 0, len(file.text))
    page.flush()
    return draft.content()


def read_stretch(draft: Draft, page: Page, start: int, end: int) -> None:
    """Hand the elements and words between two offsets of the file to a page."""
    parser = _Parser(draft, page, start, end)
    parser.feed(draft.file.text[start:end])
    parser.close()


class _Parser(HTMLParser):
    def __init__(self, draft: Draft, page: Page, start: int, end: int) -> None:
        super().__init__(convert_charrefs=False)
        self._draft = draft
        self._page = page
        self._text = draft.file.text
        lines = re.compile("\n").finditer(self._text, start, end)
        self._starts = [start, *(match.end() for match in lines)]

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._page.open(tag, attrs, at=self._offset())

    def handle_endtag(self, tag: str) -> None:
        self._page.close(tag, at=self._text.find(">", self._offset()) + 1)

    def handle_data(self, data: str) -> None:
        self._page.put(Run(data, self._offset()))

    def handle_entityref(self, name: str) -> None:
        self._put_reference("&" + name)

    def handle_charref(self, name: str) -> None:
        self._put_reference("&#" + name)

    def handle_comment(self, data: str) -> None:
        self._draft.comment(self._offset(), data)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _put_reference(self, reference: str) -> None:
        at = self._offset()
        if self._text.startswith(";", at + len(reference)):
            reference += ";"
        self._page.put(Run(html.unescape(reference), at))
