"""A changed copy of a Word file: the parts that were touched are written anew, all others byte for byte.

python-docx would drop the parts no relation leads to, write others anew, and refuse strict OOXML, templates and
documents with macros. Here a copy keeps what its original had.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reframe.documents.from_docx import main_part
from reframe.documents.package import STRICT, open_package, transitional
from reframe.documents.unreadable import unreadable
from reframe.errors import OutputError

if TYPE_CHECKING:
    from lxml import etree

    from reframe.documents.package import Package, Relation

MAX_COPIED = 512 * 1024 * 1024
"""Unpacked bytes of all parts of a copy; a résumé full of photos stays far below."""

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHUNK = 1 << 20


@dataclass(slots=True)
class WordCopy:
    """An opened Word file and what is to be different in its copy."""

    path: str
    package: Package
    main: str
    _relations: list[Relation] = field(default_factory=list)
    _trees: dict[str, etree._Element] = field(default_factory=dict)
    _strict: set[str] = field(default_factory=set)
    _touched: set[str] = field(default_factory=set)
    _removed: set[str] = field(default_factory=set)

    @property
    def root(self) -> etree._Element:
        """The root of the main part."""
        root = self.tree(self.main)
        if root is None:
            raise unreadable("damaged", path=self.path, detail="its main part is missing")
        return root

    def tree(self, part: str) -> etree._Element | None:
        """The root of a part, the same object at every call; None where there is no such part."""
        name = self.named(part)
        if name.lower() not in self._trees:
            data = self.package.bytes(name)
            if not data:
                return None
            if b"http://purl.oclc.org/ooxml/" in data:
                self._strict.add(name.lower())
            self._trees[name.lower()] = _parsed(data, part=part, path=self.path)
        return self._trees[name.lower()]

    def named(self, part: str) -> str:
        """The part's name as the package spells it."""
        member = self.package.members.get(part.lower())
        return part if member is None else member.filename

    def touch(self, part: str) -> None:
        """Write this part's tree anew."""
        self._touched.add(self.named(part))

    def add(self, part: str, root: etree._Element) -> None:
        """A part that the original does not have."""
        self._trees[part.lower()] = root
        self._touched.add(part)
        if self.main.lower() in self._strict:
            self._strict.add(part.lower())

    def remove(self, part: str) -> None:
        """Leave a part out."""
        self._removed.add(part.lower())

    # ---- relations and content types -------------------------------------------------------------------

    @property
    def relations(self) -> list[Relation]:
        """Where the main part points to in the original."""
        if not self._relations:
            self._relations = self.package.relations(self.main)
        return self._relations

    def related(self, kind: str) -> Relation | None:
        """The first relation of the main part of that kind."""
        return next((found for found in self.relations if found.kind == kind), None)

    def relate(self, part: str, *, kind: str) -> None:
        """Let the main part point to another beside it."""
        from lxml import etree

        place = self._relations_part()
        root = self.tree(place)
        if root is None:
            root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})  # type: ignore[dict-item]
            self.add(place, root)
        taken = {element.get("Id") for element in root}
        number = next(n for n in range(1, len(taken) + 2) if f"reframe{n}" not in taken)
        relation = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship")
        relation.set("Id", f"reframe{number}")
        relation.set("Type", f"{_OFFICE}/{kind}")
        relation.set("Target", posixpath.relpath(part, posixpath.dirname(self.main) or "."))
        self.touch(place)

    def unrelate(self, relation_id: str) -> None:
        """Take a relation of the main part away."""
        place = self._relations_part()
        root = self.tree(place)
        for element in [] if root is None else list(root):
            if element.get("Id") == relation_id and root is not None:
                root.remove(element)
                self.touch(place)

    def declare(self, part: str, content_type: str) -> None:
        """Say in the list of content types what a new part is."""
        from lxml import etree

        root = self._content_types()
        override = etree.SubElement(root, f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{part}")
        override.set("ContentType", content_type)
        self.touch("[Content_Types].xml")

    def undeclare(self, part: str) -> None:
        """Take a part out of the list of content types."""
        root = self._content_types()
        for element in list(root):
            if (element.get("PartName") or "").lstrip("/").lower() == part.lower():
                root.remove(element)
                self.touch("[Content_Types].xml")

    def _content_types(self) -> etree._Element:
        root = self.tree("[Content_Types].xml")
        if root is None:
            raise unreadable("damaged", path=self.path, detail="[Content_Types].xml is missing")
        return root

    def _relations_part(self) -> str:
        folder, name = posixpath.split(self.main)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    # ---- writing ---------------------------------------------------------------------------------------

    def written(self) -> bytes:
        """The copy as a file; raises ``OutputError`` where a part cannot be carried over."""
        target = io.BytesIO()
        fresh = {name.lower(): name for name in self._touched}
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            budget = MAX_COPIED
            for key, member in self.package.members.items():
                name = member.filename.lower()
                if name in self._removed or key in self._removed:
                    continue
                if name in fresh:
                    archive.writestr(_like(member), self._serialised(fresh.pop(name)))
                else:
                    budget = self._carry_over(member, archive, budget)
            for name in sorted(fresh.values()):
                if name.lower() not in self._removed:
                    archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), self._serialised(name))
        return target.getvalue()

    def _carry_over(self, member: zipfile.ZipInfo, archive: zipfile.ZipFile, budget: int) -> int:
        if member.flag_bits & 0x1 or member.file_size > budget:
            raise _not_carried(self.path, member.filename)
        try:
            with self.package.archive.open(member) as source, archive.open(_like(member), "w") as target:
                while chunk := source.read(_CHUNK):
                    budget -= len(chunk)
                    if budget < 0:
                        raise _not_carried(self.path, member.filename)
                    target.write(chunk)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError) as error:
            raise _not_carried(self.path, member.filename) from error
        return budget

    def _serialised(self, name: str) -> bytes:
        from lxml import etree

        tree = self._trees[name.lower()].getroottree()
        data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        if name.lower() in self._strict:
            for strict, transitional in STRICT:
                data = data.replace(transitional, strict)
        return data


def open_copy(data: bytes, *, path: str) -> WordCopy:
    """A copy that is still like its original; raises ``UnreadableError``."""
    package = open_package(data, path=path)
    copy = WordCopy(path=path, package=package, main=main_part(package))
    assert copy.root is not None
    return copy


def _like(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A member of the same name, date and packing."""
    info = zipfile.ZipInfo(member.filename, member.date_time)
    info.compress_type = member.compress_type
    info.external_attr = member.external_attr
    info.create_system = member.create_system
    return info


def _not_carried(path: str, part: str) -> OutputError:
    return OutputError(
        f"the part “{part}” of the document cannot be copied.",
        code="part-not-copied",
        hint="Open the document in Word, save it again, and use that file.",
        path=path,
    )


def _parsed(data: bytes, *, part: str, path: str) -> etree._Element:
    """A part as a tree that is written again with all it holds, comments and prefixes too; no entity is resolved."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(transitional(data), parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise unreadable("too-deep", path=path) from error
        raise unreadable("damaged", path=path, detail=f"{part} is not well-formed XML") from error
    except ValueError as error:
        raise unreadable("damaged", path=path, detail=f"{part} is not well-formed XML") from error
