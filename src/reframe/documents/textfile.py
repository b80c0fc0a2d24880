"""The bytes of a text file as characters, and the line and column of each."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reframe.documents.unreadable import unreadable
from reframe.model import Concern
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CHARACTERS = 1_000_000
"""Markup included; a résumé is a few thousand characters."""

MAX_PROSE = 300_000
"""Characters left once the markup is gone; a book has fewer."""

_LINE_BREAK = late(r"\r\n?|\n")
_KANA = late("[\u3041-\u30fa]")
_CONTROLS = late("[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_ENCODINGS = late(
    r"(?:iso-?8859-?\d+|latin-?\d+|windows-?125\d|cp125\d|ansinew|us-ascii|ascii|shift[_-]?jis|sjis|cp932|"
    r"windows-?31j|euc-?jp|iso-2022-jp|big5|gb2312|gbk|gb18030|euc-kr|koi8-r|mac-?roman|applemac)"
)
_CODECS = {"ansinew": "cp1252", "applemac": "mac_roman", "windows-31j": "cp932", "macroman": "mac_roman"}
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class TextFile:
    """The characters of a file; offsets are code points into ``text``, a byte order mark left out."""

    path: str
    text: str
    starts: array[int]
    concerns: tuple[Concern, ...] = ()

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a position."""
        return self.starts[line - 1] + column - 1

    def lines(self) -> Iterator[tuple[int, str]]:
        """Every line without its line break, after the offset of its first character."""
        for number, start in enumerate(self.starts):
            last = number + 1 == len(self.starts)
            end = len(self.text) if last else self.starts[number + 1]
            yield start, self.text[start:end].rstrip("\r\n")


def decode(data: bytes, *, path: str, declared: str = "", limit: int = MAX_CHARACTERS) -> TextFile:
    """The file as text: byte order mark first, then UTF-8, then the encoding it declares, then a guess.

    Raises ``UnreadableError`` for binary data and for files longer than ``limit``.
    """
    if len(data) > 4 * limit:
        raise unreadable("too-large", path=path, detail=f"{len(data) / 1_000_000:.0f} MB of text")
    text, concern = _decoded(data, declared=declared.lower())
    if len(text) > limit:
        raise unreadable("too-large", path=path, detail=f"{len(text) / 1_000_000:.1f} million characters")
    if "\0" in text or len(_CONTROLS.findall(text)) > len(text) // 50:
        raise unreadable("not-text", path=path)
    starts = array("L", [0])
    starts.extend(match.end() for match in _LINE_BREAK.finditer(text))
    return TextFile(path, text, starts, (concern,) if concern else ())


def _decoded(data: bytes, *, declared: str) -> tuple[str, Concern | None]:
    codec = next((codec for bom, codec in _BOMS if data.startswith(bom)), "utf-8")
    try:
        return data.decode(codec), None
    except UnicodeDecodeError:
        lenient = data.decode(codec, "replace")
    good = sum(character > "\x7f" for character in lenient) - 2 * lenient.count("\ufffd")
    if codec != "utf-8" or good > 0:
        return lenient, Concern(
            code="bad-characters",
            message="some characters of the file are damaged and were read as “\ufffd”.",
            hint="Open it in a text editor, correct them, and save it as UTF-8.",
        )
    if declared != "" and _ENCODINGS.fullmatch(declared):
        try:
            return data.decode(_CODECS.get(declared, declared)), None
        except (UnicodeDecodeError, LookupError):
            pass
    name, text = _guessed(data)
    return text, Concern(
        code="not-utf8",
        message=f"the text is not UTF-8 and was read as {name}.",
        hint="Save it as UTF-8, so that every program shows its characters alike.",
    )


def _guessed(data: bytes) -> tuple[str, str]:
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        text = ""
    if _KANA.search(text):
        return "Shift JIS", text
    return "Windows-1252", data.decode("cp1252", "replace")
