"""The zip container of an Office file: bounded unpacking, parts and the relations between them."""

from __future__ import annotations

import functools
import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from reframe.documents.unreadable import unreadable

if TYPE_CHECKING:
    from lxml import etree

MAX_XML = 24 * 1024 * 1024
"""Unpacked bytes of all parts read together."""
MAX_MARKUP = 1_000_000
"""Tags and attributes of all parts read together; libxml2 needs up to 240 bytes of memory for each."""
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

    def xml(self, part: str) -> etree._Element | None:
        """The root element of a part, entities refused; None where there is no such part."""
        data = self.bytes(part)
        self.markup += data.count(b"<") + data.count(b"=")
        if self.markup > MAX_MARKUP:
            raise unreadable("zip-bomb", path=self.path, detail=f"more than {MAX_MARKUP:,} XML tags")
        return parse(data, part=part, path=self.path) if data else None

    def relations(self, part: str) -> list[Relation]:
        """Where a part points to, in the order of its relations file."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return []
        return [
            Relation(
                id=element.get("Id", ""),
                kind=element.get("Type", "").rpartition("/")[2],
                target=_target(folder, element.get("Target", "")),
                external=element.get("TargetMode") == "External",
            )
            for element in root.iter("{*}Relationship")
        ]


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
    return Package(path=path, archive=archive, members=members)


def parse(data: bytes, *, part: str, path: str) -> etree._Element:
    """Parse one part with entities, network and huge trees switched off."""
    from lxml import etree

    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, transitional in STRICT:
            data = data.replace(strict, transitional)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        text = str(error).lower()
        if "depth" in text:
            raise unreadable("too-deep", path=path) from error
        if "huge" in text:
            raise unreadable("zip-bomb", path=path, detail="a single text of many megabytes") from error
        if "entit" in text and b"<!DOCTYPE" in data:
            raise unreadable("xml-entities", path=path) from error
        raise unreadable("damaged", path=path, detail=f"{part} is not well-formed XML") from error
    except ValueError as error:
        raise unreadable("damaged", path=path, detail=f"{part} is not well-formed XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise unreadable("xml-entities", path=path)
    return root


@functools.cache
def _parser() -> etree.XMLParser:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _target(folder: str, target: str) -> str:
    target = unquote(target.replace("\\", "/"))
    joined = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(joined).lstrip("/")


def _declared(member: zipfile.ZipInfo) -> str:
    return f"one part alone unpacks to {member.file_size / 1024 / 1024:.0f} MB"
