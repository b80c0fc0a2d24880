"""The zip container of an Office file: bounded unpacking, parts and the relations between them."""

from __future__ import annotations

import contextlib
import functools
import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar
from urllib.parse import unquote

from reframe.documents.unreadable import unreadable

if TYPE_CHECKING:
    import builtins
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

T = TypeVar("T")

MAX_XML = 24 * 1024 * 1024
"""Unpacked bytes of all parts read together."""
MAX_MARKUP = 700_000
"""Tags and attributes of all parts read together; their tree needs up to 320 bytes of memory for each."""
MAX_PARTS = 10_000

_DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError)

# Strict OOXML has the same elements under other names; renamed, they need no second walk.
STRICT: tuple[tuple[bytes, bytes], ...] = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
        b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    ),
)


class Relation(NamedTuple):
    """A part's pointer to another part; ``kind`` is the last word of its type (``header``, ``image`` …)."""

    id: str
    kind: str
    target: str
    external: bool = False


@dataclass(slots=True)
class Package:
    """An opened container; every byte it hands out counts against ``MAX_XML``."""

    path: str
    data: builtins.bytes
    archive: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    spent: int = 0
    markup: int = 0

    def __contains__(self, part: str) -> bool:
        return part.lower() in self.members

    def bytes(self, part: str) -> bytes:
        """The unpacked bytes of a part; empty where there is none."""
        member = self.members.get(part.lower())
        if member is None:
            return b""
        if member.flag_bits & 0x1:
            raise unreadable("password-protected", path=self.path)
        left = MAX_XML - self.spent
        if member.file_size > left:
            raise unreadable("zip-bomb", path=self.path, detail=_declared(member))
        try:
            with self.archive.open(member) as file:
                data = file.read(left + 1)
        except _DAMAGED_ZIP as error:
            raise unreadable("damaged", path=self.path, detail=f"{part} cannot be unpacked") from error
        self.spent += len(data)
        if self.spent > MAX_XML:
            raise unreadable("zip-bomb", path=self.path, detail=_declared(member))
        return data

    def fingerprint(self, part: str) -> tuple[object, ...]:
        """What two parts share only if they unpack to the same bytes, or both to none; nothing is unpacked for it.

        It is the part's record in the container, all but the time of its last change.
        """
        member = self.members.get(part.lower())
        if member is None:
            return ()
        start = member.header_offset
        names = sum(struct.unpack("<HH", self.data[start + 26 : start + 30].ljust(4, b"\0")))
        record = self.data[start : start + 30 + names + member.compress_size]
        declared = (member.flag_bits, member.compress_type, member.CRC, member.file_size)
        return (*declared, record[:10], record[14:])

    def size(self, part: str) -> int:
        """How many bytes a part says it unpacks to."""
        member = self.members.get(part.lower())
        return 0 if member is None else member.file_size

    def xml(self, part: str) -> Element | None:
        """The root element of a part; None where there is no such part."""
        data = self.bytes(part)
        self.markup += data.count(b"<") + data.count(b"=")
        if self.markup > MAX_MARKUP:
            raise unreadable("zip-bomb", path=self.path, detail=f"more than {MAX_MARKUP:,} XML tags")
        return parse(data, part=part, path=self.path) if data else None

    def relations(self, part: str) -> list[Relation]:
        """Where a part points to, in the order of its relations file."""
        folder, name = posixpath.split(part)
        file = posixpath.join(folder, "_rels", f"{name}.rels")
        return _RELATIONS.of(self, [file], lambda: self._relations(file, folder), beside=folder)

    def _relations(self, file: str, folder: str) -> list[Relation]:
        root = self.xml(file)
        if root is None:
            return []
        return [
            Relation(
                id=element.get("Id", ""),
                kind=element.get("Type", "").rpartition("/")[2],
                target=_target(folder, element.get("Target", "")),
                external=element.get("TargetMode") == "External",
            )
            for element in root.iterfind(".//{*}Relationship")
        ]


class Shared(Generic[T]):
    """What was made of parts that the documents of one template share: told by their packed bytes, made once."""

    def __init__(self, *, most: int = 8, most_bytes: int = 1024 * 1024) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._made: dict[tuple[object, ...], T] = {}

    def of(self, package: Package, parts: list[str], make: Callable[[], T], *, beside: str = "") -> T:
        """What ``make`` makes of these parts; ``beside`` is what else it depends on."""
        key = (beside, *map(package.fingerprint, parts))
        if key in self._made:
            return self._made[key]
        made = make()
        if len(self._made) >= self._most:
            self._made.clear()
        if sum(map(package.size, parts)) <= self._most_bytes:
            self._made[key] = made
        return made


_RELATIONS = Shared[list[Relation]](most=16)


def open_package(data: bytes, *, path: str) -> Package:
    """Open a zip container whose table of contents is sane; raises ``UnreadableError``."""
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise unreadable("zip-bomb", path=path, detail=f"more than {MAX_PARTS:,} parts")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = {_normal(member.filename): member for member in archive.infolist()}
    except _DAMAGED_ZIP as error:
        raise unreadable("damaged", path=path, detail="its zip container is broken or cut off") from error
    # Office packages know no other method, and only these two are unpacked bit by bit.
    if any(
        member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members.values()
    ):
        raise unreadable("damaged", path=path, detail="it is packed in a way no word processor uses")
    return Package(path=path, data=data, archive=archive, members=members)


def parse(data: bytes, *, part: str, path: str) -> Element:
    """Parse one part; what declares a document type, and entities with it, is refused."""
    from xml.etree.ElementTree import ParseError, fromstring
    from xml.parsers.expat import ExpatError

    data = transitional(data)
    try:
        if _declares_a_type(data):
            raise unreadable("xml-entities", path=path)
        return fromstring(data)  # noqa: S314 -- expat fetches nothing, and entities were refused
    except (ParseError, ExpatError, LookupError, ValueError) as error:
        raise unreadable("damaged", path=path, detail=f"{part} is not well-formed XML") from error


def transitional(data: bytes) -> bytes:
    """The bytes of a part, the names of strict OOXML replaced by those of transitional OOXML."""
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
    return data


class _BeginsError(Exception):
    """The first element begins: what comes before it has been seen."""


def _declares_a_type(data: bytes) -> bool:
    """Whether a document type stands before the first element; nothing behind that is looked at."""
    from xml.parsers.expat import ParserCreate

    declared: list[str] = []

    def begins(*_: object) -> None:
        raise _BeginsError

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = lambda name, *_: declared.append(name)
    parser.StartElementHandler = begins
    with contextlib.suppress(_BeginsError):
        parser.Parse(data, True)  # noqa: FBT003 -- it takes no names
    return bool(declared)


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


@functools.lru_cache(maxsize=256)
def _target(folder: str, target: str) -> str:
    target = unquote(target.replace("\\", "/"))
    joined = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(joined).lstrip("/")


def _declared(member: zipfile.ZipInfo) -> str:
    return f"one part alone unpacks to {member.file_size / 1024 / 1024:.0f} MB"
