"""Parts are told apart without unpacking them, and what a template's documents share is unpacked once."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reframe.documents import from_docx, read
from reframe.documents.package import Package, Shared, open_package
from reframe.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

PARAGRAPH = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'


def package(content: str, *, saved: tuple[int, int, int, int, int, int] = (1980, 1, 1, 0, 0, 0)) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/styles.xml", saved), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def fingerprint(data: bytes) -> object:
    return open_package(data, path="resume.docx").fingerprint("word/styles.xml")


def test_only_the_time_of_saving_makes_no_difference() -> None:
    assert fingerprint(package("a")) == fingerprint(package("a", saved=(2026, 11, 2, 9, 0, 0)))
    assert fingerprint(package("a")) != fingerprint(package("b"))


def test_a_wrong_checksum_makes_a_difference() -> None:
    whole = package("<styles/>")
    wrong = bytearray(whole)
    wrong[whole.index(b"PK\x01\x02") + 16] ^= 1
    assert fingerprint(bytes(wrong)) != fingerprint(whole)


def test_a_missing_part_has_a_fingerprint_too() -> None:
    assert open_package(package("a"), path="resume.docx").fingerprint("word/numbering.xml") == ()


def test_styles_and_relations_that_are_known_are_not_unpacked_again(
    word: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked: list[str] = []
    unpack = Package.bytes

    def noted(self: Package, part: str) -> bytes:
        unpacked.append(part)
        return unpack(self, part)

    monkeypatch.setattr(Package, "bytes", noted)
    monkeypatch.setattr(from_docx, "_STYLESHEETS", Shared())
    monkeypatch.setattr("reframe.documents.package._RELATIONS", Shared())
    kinds = [
        from_docx.read(word(PARAGRAPH.format(text)), path="resume.docx").blocks[0].kind
        for text in ("Experience", "Education")
    ]
    assert kinds == ["heading", "heading"]
    assert unpacked.count("word/document.xml") == 2
    for shared in ("word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        assert unpacked.count(shared) == 1, shared


def test_a_damaged_copy_of_known_styles_is_refused(word: Callable[..., bytes]) -> None:
    whole = word(PARAGRAPH.format("Experience"))
    from_docx.read(whole, path="resume.docx")
    damaged = bytearray(whole)
    entry = whole.rindex(b"word/styles.xml") - 46
    assert whole[entry : entry + 4] == b"PK\x01\x02"
    damaged[entry + 16] ^= 1
    with pytest.raises(UnreadableError, match="unpacked"):
        from_docx.read(bytes(damaged), path="resume.docx")


def test_a_file_that_grows_while_it_is_opened_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "resume.txt"
    path.write_text("Taught English in Toyama")
    status = list(path.stat())
    status[6] = 6  # the size
    monkeypatch.setattr(Path, "stat", lambda *_args, **_options: os.stat_result(status))
    assert read(str(path)).blocks[0].text == "Taught English in Toyama"
