"""A file that lost its end, with a new table of contents built from the objects that are left."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECT = re.compile(rb"(?<!\d)(\d{1,7})[ \r\n\t]+\d{1,5}[ \r\n\t]+obj\b")
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_TREE = re.compile(rb"/Pages\s+(\d+)\s+\d+\s+R")
_MAX_OBJECTS = 50_000
_MAX_UNPACKED = 16 * 1024 * 1024


def mended(data: bytes) -> bytes | None:
    """The file with its objects listed anew; None where no page is left, or where they are encrypted."""
    if b"/Encrypt" in data:
        return None
    places = {int(found.group(1)): found.start() for found in _OBJECT.finditer(data)}
    if not places or len(places) > _MAX_OBJECTS:
        return None
    heads = {number: _head(data, place) for number, place in places.items()}
    last = data.rfind(b"stream")
    body = data + (b"\nendstream\nendobj\n" if last > 0 and data[last - 3 : last] != b"end" else b"\n")
    for head in [head for head in heads.values() if _PACKED.search(head)]:
        for number, content in _unpacked(data, head):
            if number not in heads:
                places[number], heads[number] = len(body), content
                body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    root = next((number for number, head in heads.items() if _whole_catalog(head, heads)), None)
    if root is None:
        pages = [number for number, head in heads.items() if _PAGE.search(head)]
        if not pages:
            return None
        tree, root = max(places) + 1, max(places) + 2
        kids = b" ".join(b"%d 0 R" % number for number in pages)
        places[tree] = len(body)
        body += b"%d 0 obj\n<< /Type /Pages /Count %d /Kids [%s] >>\nendobj\n" % (tree, len(pages), kids)
        places[root] = len(body)
        body += b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n" % (root, tree)
    return body + _table(places, root, start=len(body))


def _head(data: bytes, place: int) -> bytes:
    """An object's dictionary: what stands before its stream or its end."""
    end = min(
        (at for at in (data.find(b"stream", place), data.find(b"endobj", place)) if at > 0), default=len(data)
    )
    return data[place : min(end, place + 65_536) + 6]


def _whole_catalog(head: bytes, heads: dict[int, bytes]) -> bool:
    tree = _TREE.search(head)
    return bool(_CATALOG.search(head)) and tree is not None and int(tree.group(1)) in heads


def _unpacked(data: bytes, head: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects that a stream of objects holds, with their numbers."""
    start = data.find(head) + len(head)
    if not head.endswith(b"stream"):
        return
    start += 2 if data[start : start + 2] == b"\r\n" else 1
    first = re.search(rb"/First\s+(\d+)", head)
    try:
        text = zlib.decompressobj().decompress(data[start:], _MAX_UNPACKED)
    except zlib.error:
        return
    if first is None:
        return
    offset = int(first.group(1))
    numbers = [int(number) for number in re.findall(rb"\d+", text[:offset])]
    marks = [*numbers[1::2], len(text) - offset]
    for number, begin, end in zip(numbers[::2], marks, marks[1:], strict=False):
        yield number, text[offset + begin : offset + end]


def _table(places: dict[int, int], root: int, *, start: int) -> bytes:
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % (number, places[number]) for number in sorted(places))
    tail = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(places) + 1, root, start)
    return b"xref\n0 1\n0000000000 65535 f \n" + rows + tail
