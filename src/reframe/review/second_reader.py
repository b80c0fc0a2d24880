"""A second opinion on a Word copy before it is handed out: python-docx opens it and finds our comments in it.

Our own reader has just read the copy as well, but it reads what we write by the rules we write by. A library
that knows nothing of ours stands closer to the programs people open the copy with. Files that python-docx does
not take in the first place (strict OOXML, macro files, templates) go without the second opinion.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from reframe.errors import OutputError
from reframe.review.remarks import is_ours

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def confirm_comments(original: bytes, copy: bytes, *, count: int, path: str) -> None:
    """Raise ``OutputError`` unless the copy opens as the original does, with so many comments of ours."""
    if _opened(original) is None:
        return
    document = _opened(copy)
    found = -1 if document is None else sum(is_ours(c.author, c.text) for c in document.comments)
    if found != count:
        raise OutputError(
            "the copy does not open the way the original does, so it was not written.",
            code="copy-damaged",
            hint="Open the résumé in Word, save it under another name, and annotate that file.",
            path=path,
        )


def _opened(data: bytes) -> WordDocument | None:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        return docx.Document(io.BytesIO(data))
    except (
        OpcError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
    ):
        return None
