"""Whether the packed parts of a file unpack, before a reader makes do with what is left of them.

The words of a PDF stand in packed streams. A reader that meets a damaged one shows the words before the damage and
says nothing of those behind it. Each stream ends with a checksum of what was packed, so damage can be told.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING, NamedTuple

from reframe.documents.pdf.ending import OBJECT
from reframe.documents.unreadable import unreadable
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MAX_UNPACKED = 192 * 1024 * 1024
"""Bytes that one packed stream of the file may unpack to."""
_MOST_PACKED = 1032
"""So many bytes can be packed into one."""
_AT_ONCE = 1 << 20
_STREAM = late(rb"(?<!end)stream\r?\n")
_STREAM_END = late(rb"endstream\b")
_DEFLATED = late(rb"[\x08\x18\x28\x38\x48\x58\x68\x78]")
"""What packed data begin with."""
_OBJECT_END = late(rb"endobj\b")
_LONGEST_DICTIONARY = 4096
_FILTERS = late(rb"/Filter\s*(?:\[([^\]]*)\]|(/\w+))")
_NO_WORDS = late(rb"/Subtype\s*/Image\b")
_ENCRYPTED = late(rb"/Encrypt\b")
_PACKED = frozenset({b"FlateDecode", b"Fl"})


class _Stream(NamedTuple):
    dictionary: bytes
    data: bytes

    @property
    def filters(self) -> list[bytes]:
        """How its data were coded, the last step first."""
        named = _FILTERS.search(self.dictionary)
        return (named[1] or named[2]).replace(b"/", b" ").split() if named else []


def refuse_damaged(data: bytes, *, path: str) -> None:
    """Raise ``UnreadableError`` for a file with a stream that does not unpack, or that unpacks to too much.

    Pictures hold no words that could be lost, and what is encrypted can only be told by who decrypts it. Whatever a
    stream says of itself, none that begins like packed data may unpack to too much.
    """
    encrypted = _ENCRYPTED.search(data) is not None
    damaged = abs(len(_STREAM_END.findall(data)) - len(_STREAM.findall(data)))
    damaged += max(0, len(_OBJECT_END.findall(data)) - len(OBJECT.findall(data)))
    for stream in _streams(data):
        *coded, packed = stream.filters or [b""]
        known = packed in _PACKED and all(name in _TEXT_CODES for name in coded)
        if not known and not _DEFLATED.match(stream.data):
            continue
        wordless = encrypted or not known or _NO_WORDS.search(stream.dictionary) is not None
        if wordless and len(stream.data) * _MOST_PACKED < MAX_UNPACKED:
            continue
        size = _unpacked(_decoded(stream.data, coded if known else []))
        if size is not None and size > MAX_UNPACKED:
            limit = MAX_UNPACKED >> 20
            raise unreadable("zip-bomb", path=path, detail=f"one of its streams to more than {limit} MB")
        if size is None and not wordless:
            damaged += 1
    if damaged:
        parts = "a part of it does" if damaged == 1 else f"{damaged} parts of it do"
        raise unreadable("damaged", path=path, detail=f"{parts} not unpack, and words may be lost")


def _streams(data: bytes) -> Iterator[_Stream]:
    """The streams of a file, one after the other: what looks like one inside another is its data."""
    at = 0
    while found := _STREAM.search(data, at):
        end = data.find(b"endstream", found.end())
        at = len(data) if end < 0 else end
        earliest = max(0, found.start() - _LONGEST_DICTIONARY)
        begins = max(earliest, data.rfind(b"obj", earliest, found.start()))
        yield _Stream(data[begins : found.start()], data[found.end() : at])


def _decoded(data: bytes, coded: list[bytes]) -> bytes | None:
    """The packed data out of the text they were written as; None where that is damaged."""
    for name in coded:
        try:
            data = _TEXT_CODES[name](data)
        except (ValueError, binascii.Error):
            return None
    return data


def _from_base85(data: bytes) -> bytes:
    return base64.a85decode(data.partition(b"~>")[0].removeprefix(b"<~"))


def _from_hexadecimal(data: bytes) -> bytes:
    return bytes.fromhex(data.partition(b">")[0].decode("ascii"))


_TEXT_CODES: Mapping[bytes, Callable[[bytes], bytes]] = {
    b"ASCII85Decode": _from_base85,
    b"A85": _from_base85,
    b"ASCIIHexDecode": _from_hexadecimal,
    b"AHx": _from_hexadecimal,
}


def _unpacked(packed: bytes | None) -> int | None:
    """How many bytes a stream unpacks to, counted up to a little above the limit; None where it is damaged.

    A stream that has all its data but no checksum is whole: some programs leave it out. So is an empty one.
    """
    if packed is None:
        return None
    if not packed.strip():
        return 0
    inflater = zlib.decompressobj()
    size = 0
    try:
        while packed and not inflater.eof and size <= MAX_UNPACKED:
            size += len(inflater.decompress(packed, _AT_ONCE))
            packed = inflater.unconsumed_tail
    except zlib.error:
        return None
    return size if inflater.eof or size > MAX_UNPACKED or _lacks_checksum(inflater) else None


def _lacks_checksum(inflater: zlib._Decompress) -> bool:
    """Whether what was unpacked so far is complete, so that only a checksum can follow: a wrong one is refused."""
    try:
        inflater.decompress(bytes(4))
    except zlib.error as error:
        return "data check" in str(error)
    return inflater.eof
