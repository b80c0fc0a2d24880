"""What cannot be read ends in one error with a code, a message and a next step; nothing else gets out."""

from __future__ import annotations

import errno
import io
import os
import re
import zipfile
from pathlib import Path

import pytest

from reframe import documents
from reframe.documents import read, supported
from reframe.documents.unreadable import REASONS
from reframe.errors import UnreadableError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(**files: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_xml(inside: str, *, before: str = "") -> bytes:
    document = f'{before}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'
    return archive(**{"word/document.xml": document})


def deep(count: int) -> str:
    return "<w:sdt>" * count + "</w:sdt>" * count


def packed(method: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        package.writestr("word/document.xml", "x")
    return buffer.getvalue()


def locked() -> bytes:
    data = bytearray(word_xml("<w:p/>"))
    for at in (6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    return bytes(data)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
TEXT = "<w:p><w:r><w:t>Taught English</w:t></w:r></w:p>"
WHOLE = word_xml(TEXT)
BROKEN = WHOLE[:60] + b"\xff\xff\xff\xff" + WHOLE[64:]

BAD = {
    "nothing": (b"", "resume.docx", "empty-file"),
    "a Git LFS pointer": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0",
        "resume.docx",
        "git-lfs-pointer",
    ),
    "a placeholder of zeros": (bytes(4096), "resume.docx", "cloud-placeholder"),
    "an iCloud placeholder": (b"bplist00\x01", ".resume.docx.icloud", "cloud-placeholder"),
    "Word's lock file": (b"\x04Jane" + bytes(157), "~$resume.docx", "lock-file"),
    "an old Word document": (OLE + "WordDocument".encode("utf-16-le"), "resume.doc", "old-word"),
    "an old Word document by a new name": (
        OLE + "WordDocument".encode("utf-16-le"),
        "resume.docx",
        "old-word",
    ),
    "an old workbook": (OLE + "Workbook".encode("utf-16-le"), "resume.xls", "old-office"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "resume.docx", "password-protected"),
    "a locked zip": (locked(), "resume.docx", "password-protected"),
    "RTF": (rb"{\rtf1\ansi Taught English}", "resume.doc", "rtf"),
    "a JPEG": (b"\xff\xd8\xff\xe0" + bytes(64), "resume.docx", "image"),
    "a PNG": (b"\x89PNG\r\n\x1a\n" + bytes(64), "resume.png", "image"),
    "a HEIC": (b"\0\0\0\x18ftypheic" + bytes(64), "resume.pdf", "image"),
    "a WebP": (b"RIFF\0\0\0\0WEBP" + bytes(64), "resume.pdf", "image"),
    "an SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "resume.svg", "image"),
    "a workbook": (archive(xl__workbook_xml="x"), "resume.docx", "not-a-document"),
    "an OpenDocument text": (
        archive(mimetype="application/vnd.oasis.opendocument.text", content="x"),
        "resume.odt",
        "not-a-document",
    ),
    "a Pages document": (archive(Index__Document_iwa="x"), "resume.pages", "not-a-document"),
    "a zip of anything": (archive(notes="x"), "resume.docx", "not-a-document"),
    "an empty zip": (b"PK\x05\x06" + bytes(18), "resume.docx", "not-a-document"),
    "an Office file without a document": (archive(**{"[Content_Types].xml": "x"}), "resume.docx", "damaged"),
    "a gzip archive": (b"\x1f\x8b\x08" + bytes(64), "resume.docx", "not-a-document"),
    "a web archive": (b"MIME-Version: 1.0\nContent-Type: multipart/related", "resume.doc", "not-a-document"),
    "a Word 2003 XML": (
        b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><x/>",
        "r.xml",
        "not-a-document",
    ),
    "a cut off zip": (WHOLE[: len(WHOLE) // 2], "resume.docx", "damaged"),
    "a zip with a damaged part": (BROKEN, "resume.docx", "damaged"),
    "an unknown packing": (packed(zipfile.ZIP_LZMA), "resume.docx", "damaged"),
    "noise by the name of a Word file": (bytes(range(256)) * 9, "resume.docx", "damaged"),
    "noise by the name of a text": (bytes(range(256)) * 9, "resume.txt", "not-text"),
    "XML that is cut off": (
        archive(word__document_xml="x", **{"word/document.xml": "<w:document"}),
        "r.docx",
        "damaged",
    ),
    "XML of another kind": (archive(**{"word/document.xml": "<html/>"}), "resume.docx", "not-a-document"),
    "entities": (
        word_xml("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", before=ENTITIES),
        "resume.docx",
        "xml-entities",
    ),
    "a file as entity": (
        word_xml("<w:p>&a;</w:p>", before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hosts">]>'),
        "resume.docx",
        "xml-entities",
    ),
    "entities in two bytes a character": (
        archive(**{"word/document.xml": f"{ENTITIES}<w:document/>".encode("utf-16")}),
        "resume.docx",
        "xml-entities",
    ),
    "a document type behind comments": (
        word_xml(TEXT, before="<!-- c -->" * 10_000 + "<!DOCTYPE x>"),
        "resume.docx",
        "xml-entities",
    ),
    "XML in an encoding nobody knows": (
        word_xml(TEXT, before="<?xml version='1.0' encoding='nonsense'?>"),
        "resume.docx",
        "damaged",
    ),
    "nesting": (word_xml(deep(100) + TEXT), "resume.docx", "too-deep"),
    "deeper nesting": (word_xml(deep(1000) + TEXT), "resume.docx", "too-deep"),
    "a part that unpacks to 30 MB": (word_xml(TEXT + " " * 30_000_000), "resume.docx", "zip-bomb"),
    "a million tags": (word_xml("<w:p/>" * 1_000_000), "resume.docx", "zip-bomb"),
    "too many paragraphs": (word_xml(TEXT * 25_000), "resume.docx", "too-large"),
    "nothing but an embedded file": (word_xml("<w:altChunk/>"), "resume.docx", "embedded-only"),
    "no words": (word_xml("<w:p/>"), "resume.docx", "no-text"),
    "only rules": (word_xml("<w:p><w:r><w:t>––––</w:t></w:r></w:p>"), "resume.docx", "no-text"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_unreadable_kind_has_one_error(name):
    data, path, code = BAD[name]
    with pytest.raises(UnreadableError) as caught:
        read(path, data=data)
    error = caught.value
    assert (error.code, error.path) == (code, path)
    assert error.code in REASONS
    assert error.message
    assert error.hint


@pytest.mark.parametrize(
    "name", ["no such file", "a folder", "a pipe", "a device", "a name with a zero", "a loop"]
)
def test_each_path_that_is_no_file_has_one_error(name, tmp_path):
    pipe, loop = tmp_path / "resume.docx", tmp_path / "loop.docx"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    path, code = {
        "no such file": ("nowhere.docx", "not-found"),
        "a folder": (str(tmp_path), "is-folder"),
        "a pipe": (str(pipe), "not-a-file"),
        "a device": (os.devnull, "not-a-file"),
        "a name with a zero": ("a\0b.docx", "read-error"),
        "a loop": (str(loop), "read-error"),
    }[name]
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.code == code


def test_a_file_of_somebody_else_is_an_error(tmp_path, monkeypatch):
    def refuse(*args, **options):
        raise PermissionError(errno.EACCES, "Permission denied")

    path = tmp_path / "resume.docx"
    path.write_bytes(WHOLE)
    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(UnreadableError) as caught:
        read(str(path))
    assert caught.value.code == "no-permission"


def test_a_file_in_icloud_is_named_as_such(tmp_path):
    (tmp_path / ".resume.docx.icloud").write_bytes(b"bplist00")
    with pytest.raises(UnreadableError) as caught:
        read(str(tmp_path / "resume.docx"))
    assert caught.value.code == "cloud-placeholder"


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "resume.docx"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(UnreadableError) as caught:
        read(str(path))
    assert caught.value.code == "too-large"


def test_a_hostile_detail_cannot_reach_the_terminal():
    with pytest.raises(UnreadableError) as caught:
        read("resume.docx", data=archive(**{"word/document.xml": "", "_rels/.rels": "<\x1b[31m"}))
    assert "\x1b" not in caught.value.message


@pytest.mark.parametrize(
    ("name", "format_"), [("resume.doc", "docx"), ("resume.pdf", "docx"), ("resume.docx", "docx")]
)
def test_a_word_file_by_another_name_is_read_with_a_concern(name, format_):
    document = read(name, data=WHOLE)
    assert document.format == format_
    assert [concern.code for concern in document.health.concerns] == (
        [] if name == "resume.docx" else ["wrong-extension"]
    )


def test_a_document_knows_its_bytes_and_name(tmp_path):
    path = tmp_path / "resume.docx"
    path.write_bytes(WHOLE)
    from_disk, from_memory = read(str(path)), read("-", data=WHOLE, name="resume.docx")
    assert from_disk.sha256 == from_memory.sha256
    assert (from_disk.path, from_memory.path) == (str(path), "resume.docx")
    assert from_disk.blocks == from_memory.blocks


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("resume.docx", True),
        ("RESUME.DOCX", True),
        ("cv.pdf", True),
        ("resume.md", True),
        ("cover.tex", True),
        ("~$resume.docx", False),
        (".resume.docx", False),
        ("README.md", False),
        ("LICENSE.txt", False),
        ("requirements.txt", False),
        ("package.json", False),
        ("jane-resume.json", True),
        ("Jane_Doe_CV.yaml", True),
        (".pre-commit-config.yaml", False),
        ("photo.jpg", False),
        ("resume.doc", False),
        ("Makefile", False),
    ],
)
def test_a_folder_walk_takes_what_may_be_a_resume(name, taken):
    assert supported(Path("somewhere") / name) is taken


def test_every_reason_is_given_somewhere_and_every_reason_given_is_known():
    rooms = Path(documents.__file__).parent
    source = "".join(path.read_text("utf-8") for path in rooms.rglob("*.py") if path.name != "unreadable.py")
    given = set(re.findall(r'unreadable\(\s*"([a-z-]+)"', source))
    assert len(given) > 20
    assert given <= set(REASONS)
    assert {code for code in REASONS if f'"{code}"' not in source} == set()


def test_every_reason_speaks_in_a_sentence_and_says_what_to_do():
    for code, reason in REASONS.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
        assert reason.message.endswith(".")
        assert reason.hint.endswith(".")
        assert reason.message[0].islower()
