"""Every reason why a document is not read: its stable code, the message and the next step."""

from __future__ import annotations

from typing import NamedTuple

from reframe.errors import UnreadableError


class Reason(NamedTuple):
    """What the person is told; ``{detail}`` is filled by the reader that met the fault."""

    message: str
    hint: str


_SAVE_AS_DOCX = (
    "Open it in the program that made it, save it as Word document (.docx) or PDF, and check that file."
)

REASONS: dict[str, Reason] = {
    # the file as such
    "not-found": Reason("there is no such file.", "Check the spelling of the path."),
    "is-folder": Reason("this is a folder, not a file.", "Name a résumé inside it."),
    "not-a-file": Reason(
        "this is a pipe or a device, not a file.",
        "Send the résumé to standard input: `reframe check - --stdin-filename resume.docx < resume.docx`.",
    ),
    "no-permission": Reason(
        "reading this file is not permitted.", "Check its permissions, or close the program that has it open."
    ),
    "read-error": Reason("the file could not be read: {detail}.", "Copy it to a local disk and try again."),
    "empty-file": Reason("the file is empty (0 bytes).", "Export or download it again."),
    "too-large": Reason(
        "the file is too large for a résumé ({detail}).",
        "Compress its pictures, or export it again without them.",
    ),
    "git-lfs-pointer": Reason(
        "this is a Git LFS pointer, not the résumé itself.", "Run `git lfs pull`, then check again."
    ),
    "cloud-placeholder": Reason(
        "the file is kept in the cloud; only a placeholder lies here.",
        "Open its folder in iCloud Drive, OneDrive or Dropbox and choose “Download” or “Always keep on this "
        "device”, then check again.",
    ),
    # the kind of file
    "lock-file": Reason(
        "this is the lock file that Word keeps beside an open document.",
        "Name the document itself, without the leading ~$.",
    ),
    "old-word": Reason(
        "this is a Word 97–2003 document (.doc), which is not supported.",
        "Open it in Word or LibreOffice, save it as .docx, and check that file.",
    ),
    "old-office": Reason("this is an old Office file, but no Word document.", _SAVE_AS_DOCX),
    "rtf": Reason("this is a Rich Text file (RTF), which is not supported.", _SAVE_AS_DOCX),
    "image": Reason(
        "this is a picture ({detail}); its words cannot be read.",
        "Check the document the picture was made from, or run text recognition (OCR) on it first.",
    ),
    "not-a-document": Reason("this is {detail}, not a résumé format that can be read.", _SAVE_AS_DOCX),
    "not-text": Reason(
        "the file holds bytes that are no text.", "Save it as UTF-8 text, or check the Word or PDF version."
    ),
    "no-reader": Reason(
        "this installation has no reader for {detail}.",
        "Reinstall reframe, or check the Word or PDF version.",
    ),
    # what is inside
    "password-protected": Reason(
        "the document is protected by a password.", "Save a copy without the password, and check that copy."
    ),
    "damaged": Reason(
        "the file is damaged ({detail}).",
        "Open it in the program that made it and save it again, or download it once more.",
    ),
    "zip-bomb": Reason(
        "the file unpacks to far more than a résumé can hold ({detail}).",
        "Open it only if you trust its sender; save a fresh copy from Word.",
    ),
    "xml-entities": Reason(
        "the file declares XML entities, which no word processor writes.",
        "Open it only if you trust its sender; save a fresh copy from Word.",
    ),
    "too-deep": Reason(
        "the parts of the file are nested too deeply to be a résumé.",
        "Save a fresh copy from the program that made it.",
    ),
    "too-many-pages": Reason(
        "the document has {detail} pages, far more than a résumé.",
        "Name the résumé alone, without its attachments.",
    ),
    "too-slow": Reason(
        "reading the document took too long.", "Save a fresh copy from the program that made it."
    ),
    "no-text": Reason(
        "the document holds no text.",
        "If its words are part of a picture, check the document it was made from, or run text recognition "
        "(OCR) first.",
    ),
    "embedded-only": Reason(
        "the document only embeds another file that holds its text (some web services export such files).",
        "Open it in Word, save it as a new Word document, and check that file.",
    ),
    "no-text-layer": Reason(
        "the pages are pictures without a text layer (a scan, or an export as image).",
        "Export the PDF from the original document, or run text recognition (OCR) on it first.",
    ),
    "no-text-map": Reason(
        "the PDF does not say which letters its glyphs are, so its words cannot be read.",
        "Export it again from the original document, or check that document.",
    ),
    "bad-json": Reason("the JSON does not parse ({detail}).", "Correct that place, then check again."),
    "bad-yaml": Reason("the YAML does not parse ({detail}).", "Correct that place, then check again."),
    "not-a-resume": Reason(
        "the file is {detail}, but no résumé.", "Name a file in the JSON Resume or RenderCV format."
    ),
}
"""A code, once published, keeps its meaning: it is part of the JSON output."""


def unreadable(code: str, *, path: str, detail: str = "") -> UnreadableError:
    """The error for one of ``REASONS``, ready to be raised."""
    reason = REASONS[code]
    detail = "".join(character for character in detail if character.isprintable())[:200]
    return UnreadableError(reason.message.format(detail=detail), code=code, hint=reason.hint, path=path)
