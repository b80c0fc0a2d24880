"""A PDF whose packed parts are damaged is refused; one that lost no words is read."""

from __future__ import annotations

import base64
import re
import zlib

import pytest

from reframe.documents.from_pdf import read
from reframe.errors import UnreadableError

from .pdf_pages import SENTENCES, texts, written

TEXT = " ".join(SENTENCES)
DRAWING = b"BT /F1 10 Tf 14 TL 60 700 Td (%s) Tj T* (%s) Tj ET" % tuple(line.encode() for line in SENTENCES)
PACKED = zlib.compress(DRAWING)


def _file(stream: bytes, *, coded: bytes = b"/FlateDecode", more: tuple[bytes, ...] = ()) -> bytes:
    return written(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Filter %s /Length %d >>\nstream\n%s\nendstream" % (coded, len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    )


def _broken(stream: bytes, at: int) -> bytes:
    return stream[:at] + bytes([stream[at] ^ 0x55]) + stream[at + 1 :]


def _picture(stream: bytes) -> bytes:
    return (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    )


WHOLE = _file(PACKED)
BASE85 = base64.a85encode(PACKED) + b"~>"


def _code(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(data, path="resume.pdf")
    return caught.value.code


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(WHOLE, id="packed"),
        pytest.param(
            _file(BASE85, coded=b"[/ASCII85Decode /FlateDecode]"), id="packed and written as base 85"
        ),
        pytest.param(
            _file(PACKED.hex().encode() + b">", coded=b"[/AHx /Fl]"), id="packed and written in hex"
        ),
        pytest.param(_file(PACKED[:-4]), id="without the checksum"),
        pytest.param(_file(PACKED + b"\r\n"), id="with a line end behind it"),
        pytest.param(_file(PACKED, more=(_picture(b""),)), id="with a picture that is empty"),
        pytest.param(
            _file(PACKED, more=(b"<< /Filter /FlateDecode /Length 0 >>\nstream\n\nendstream",)),
            id="with a part that is empty",
        ),
        pytest.param(
            _file(PACKED, more=(_picture(_broken(PACKED, 9)),)), id="with a picture that is damaged"
        ),
    ],
)
def test_a_file_that_lost_no_words_is_read(data: bytes) -> None:
    assert texts(read(data, path="resume.pdf")) == [TEXT]


@pytest.mark.parametrize("at", range(0, len(PACKED), 7))
def test_a_changed_byte_of_a_packed_part_is_told(at: int) -> None:
    assert _code(_file(_broken(PACKED, at))) == "damaged"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_file(PACKED[: len(PACKED) // 2]), id="half of a packed part is gone"),
        pytest.param(
            _file(_broken(BASE85, 40), coded=b"[/ASCII85Decode /FlateDecode]"),
            id="a letter of base 85 changed",
        ),
        pytest.param(
            _file(b"zz" + PACKED.hex().encode() + b">", coded=b"[/AHx /Fl]"), id="a letter that is no digit"
        ),
        pytest.param(WHOLE.replace(b"endstream", b"endst\0eam"), id="the end of a part is gone"),
        pytest.param(
            re.sub(rb"4 0 obj[^>]*>>\nstream\n", bytes(40), WHOLE), id="the beginning of a part is gone"
        ),
        pytest.param(WHOLE.replace(b"5 0 obj", b"5 0 \0bj"), id="the beginning of an object is gone"),
    ],
)
def test_a_file_that_may_have_lost_words_is_refused(data: bytes) -> None:
    assert _code(data) == "damaged"


def test_the_message_counts_the_damaged_parts() -> None:
    with pytest.raises(UnreadableError, match="a part of it does not unpack, and words may be lost"):
        read(_file(_broken(PACKED, 9)), path="resume.pdf")


@pytest.mark.parametrize(
    "coded", [b"/FlateDecode", b"9 0 R", b"/Fl#61teDecode", b"[/FlateDecode /FlateDecode]", b"/Odd"]
)
def test_no_part_unpacks_without_end_whatever_it_says_of_itself(coded: bytes) -> None:
    assert (
        _code(_file(PACKED, more=(_named(coded, zlib.compress(bytes(200 * 1024 * 1024), 9)),))) == "zip-bomb"
    )


def _named(coded: bytes, stream: bytes) -> bytes:
    return b"<< /Filter %s /Length %d >>\nstream\n%s\nendstream" % (coded, len(stream), stream)
