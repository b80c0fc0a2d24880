"""What a file really is, by its first bytes; its name only decides between kinds of text."""

from __future__ import annotations

import os

from reframe.documents.unreadable import unreadable

SUFFIXES: dict[str, str] = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".pdf": "pdf",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".tex": "latex",
    ".ltx": "latex",
    ".json": "json-resume",
    ".yaml": "yaml",
    ".yml": "yaml",
}

_HEAD = 4096
_DIRECTORY = 65_536  # the end of a zip file, where its table of contents lies uncompressed

_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"8BPS", "Photoshop"),
)
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")

_ARCHIVES: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"%!PS", "a PostScript file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"bplist00", "an Apple property list"),
)

_ZIP_KINDS: tuple[tuple[str, str], ...] = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("visio/", "a Visio drawing"),
    ("Index/Document.iwa", "an Apple Pages, Numbers or Keynote file"),
    ("Index.zip", "an Apple Pages, Numbers or Keynote file"),
    ("index.apxl", "an Apple Keynote file"),
    ("FixedDocumentSequence.fdseq", "an XPS document"),
    ("AndroidManifest.xml", "an Android package"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
)
_ODF_KINDS = {
    "application/vnd.oasis.opendocument.text": "an OpenDocument text (.odt)",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet",
    "application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation",
    "application/epub+zip": "an e-book (EPUB)",
}

_DOCTYPES = ("<!doctype html", "<html")


def real_format(data: bytes, *, path: str) -> str:
    """The format a reader is chosen by; raises ``UnreadableError`` for every kind that has none."""
    named = SUFFIXES.get(os.path.splitext(path)[1].lower())  # noqa: PTH122
    head = data[:_HEAD]
    if not data:
        raise unreadable("empty-file", path=path)
    if os.path.split(path)[1].startswith("~$") and len(data) < 1024:
        raise unreadable("lock-file", path=path)
    if head.startswith(b"version https://git-lfs.github.com/spec/"):
        raise unreadable("git-lfs-pointer", path=path)
    if not data.strip(b"\0") or path.endswith(".icloud"):
        raise unreadable("cloud-placeholder", path=path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_format(data, path=path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _refuse_ole(data, path=path)
    _refuse_by_magic(head, path=path)
    return _text_format(head, named=named, path=path)


def _zip_format(data: bytes, *, path: str) -> str:
    if b"word/document.xml" in data[-_DIRECTORY:]:
        return "docx"
    from reframe.documents.package import open_package

    package = open_package(data, path=path)
    names = {member.filename for member in package.members.values()}
    if any(name.startswith("word/") for name in package.members):
        return "docx"
    mimetype = package.bytes("mimetype")[:200] if "mimetype" in package else b""
    kind = _ODF_KINDS.get(mimetype.decode("ascii", "replace").strip())
    for start, meaning in _ZIP_KINDS:
        if kind is None and any(name.startswith(start) for name in names):
            kind = meaning
    if kind is None and "[Content_Types].xml" in package:
        return "docx"
    raise unreadable("not-a-document", path=path, detail=kind or "a zip archive")


def _refuse_ole(data: bytes, *, path: str) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise unreadable("password-protected", path=path)
    if "WordDocument".encode("utf-16-le") in data:
        raise unreadable("old-word", path=path)
    raise unreadable("old-office", path=path)


def _refuse_by_magic(head: bytes, *, path: str) -> None:
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise unreadable("rtf", path=path)
    for magic, name in _PICTURES:
        if head.startswith(magic):
            raise unreadable("image", path=path, detail=name)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise unreadable("image", path=path, detail="WebP")
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        raise unreadable("image", path=path, detail="BMP")
    if head[4:8] == b"ftyp":
        if head[8:12] in _HEIC_BRANDS:
            raise unreadable("image", path=path, detail="HEIC")
        raise unreadable("not-a-document", path=path, detail="a video or sound file")
    for magic, name in _ARCHIVES:
        if head.startswith(magic):
            raise unreadable("not-a-document", path=path, detail=name)


def _text_format(head: bytes, *, named: str | None, path: str) -> str:
    start = _as_text(head, named=named, path=path).lstrip("\ufeff \t\r\n").lower()
    if start.startswith("<?xml") and (
        "<pkg:package" in start or "progid=" in start or "<w:worddocument" in start
    ):
        raise unreadable("not-a-document", path=path, detail="a Word XML document")
    if start.startswith("mime-version:") or "\nmime-version:" in start[:1000]:
        raise unreadable("not-a-document", path=path, detail="a web archive (MHTML)")
    if start.startswith("<svg") or ("<svg" in start and start.startswith("<?xml")):
        raise unreadable("image", path=path, detail="SVG")
    if named not in ("markdown", "html") and (start.startswith(_DOCTYPES) or _is_html_with_prologue(start)):
        return "html"
    return named if named not in (None, "docx", "pdf") else "text"


def _is_html_with_prologue(start: str) -> bool:
    return start.startswith(("<?xml", "<!--")) and any(tag in start for tag in _DOCTYPES)


def _as_text(head: bytes, *, named: str | None, path: str) -> str:
    """The head decoded well enough to look at; control bytes mean that the file is no text at all."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    text = head.decode("utf-8", "replace")
    controls = sum(character < " " and character not in "\t\n\r\f\v\x1b" for character in text)
    if b"\0" in head or controls > len(text) // 50:
        kind = {"docx": "a Word document", "pdf": "a PDF"}.get(named or "")
        if kind:
            raise unreadable("damaged", path=path, detail=f"it does not begin like {kind}")
        raise unreadable("not-text", path=path)
    return text
