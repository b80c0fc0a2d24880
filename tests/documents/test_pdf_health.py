"""A PDF that was not read, or not read well, says so."""

from __future__ import annotations

import io
import re
import zlib

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader

from reframe.documents.from_pdf import read
from reframe.errors import UnreadableError

from .pdf_pages import SENTENCES, content, pdf, put, texts, written


def _scan(canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (200, 280), "grey")), 0, 0, 595, 842)


def _words(canvas) -> None:
    put(canvas, SENTENCES)


def _code(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(data, path="resume.pdf")
    assert caught.value.message
    assert caught.value.hint
    return caught.value.code


def _encrypted(password: str) -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(pdf(_words))))
    writer.encrypt(user_password=password, owner_password="owner")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(pdf(_scan), "no-text-layer", id="scan"),
        pytest.param(pdf(lambda canvas: None), "no-text", id="blank page"),
        pytest.param(b"%PDF-1.7\n%%EOF", "damaged", id="no pages"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 20, "damaged", id="noise"),
        pytest.param(b"", "damaged", id="nothing"),
        pytest.param(_encrypted("secret"), "password-protected", id="password"),
        pytest.param(pdf(*[_words] * 101), "too-many-pages", id="too many pages"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(data: bytes, code: str) -> None:
    assert _code(data) == code


def test_a_file_that_opens_without_its_password_is_read() -> None:
    assert texts(read(_encrypted(""), path="r.pdf")) == [" ".join(SENTENCES)]


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(b"~>endstream", id="in the middle of the text"),
        pytest.param(b"endobj\nxref", id="behind the text"),
        pytest.param(b"xref\n0", id="before the list of objects"),
        pytest.param(b"trailer", id="in the list of objects"),
        pytest.param(b"startxref", id="behind the list of objects"),
    ],
)
def test_a_file_that_breaks_off_is_damaged(end: bytes) -> None:
    data = pdf(_words, _words)
    assert _code(data[: data.index(end)]) == "damaged"


def test_a_file_that_breaks_off_while_it_is_added_to_is_damaged() -> None:
    assert _code(pdf(_words) + b"\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1") == "damaged"


def test_a_file_that_arrived_half_and_was_filled_up_with_zeros_is_damaged() -> None:
    data = pdf(_words, _words)
    half = len(data) // 2
    assert _code(data[:half] + bytes(len(data) - half)) == "damaged"


def test_a_file_with_a_page_that_is_gone_is_damaged() -> None:
    data = pdf(_words, _words)
    page = re.search(rb"(\d+) 0 R \]", data)
    assert page is not None
    lost = data.replace(b"\n%b 0 obj" % page[1], b"\n99 0 obj")
    assert lost != data
    with pytest.raises(UnreadableError, match="only 1 of its 2 pages"):
        read(lost, path="resume.pdf")


_WHOLE = pdf(_words)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_WHOLE.rstrip(), id="no newline at the end"),
        pytest.param(_WHOLE[: _WHOLE.rindex(b"%%EOF")], id="no mark of the end"),
        pytest.param(_WHOLE + b"\n<!-- 404 0 objects -->" * 400, id="something hung on to it"),
        pytest.param(_WHOLE + bytes(10_000), id="filled up with zeros"),
        pytest.param(b"\r\n" * 20 + _WHOLE, id="something before it"),
        pytest.param(re.sub(rb"startxref\s+\d+", b"startxref\n7", _WHOLE), id="wrong place of the list"),
        pytest.param(
            re.sub(rb"\d{10} 00000 n", b"0000000001 00000 n", _WHOLE), id="wrong places of the objects"
        ),
    ],
)
def test_a_small_fault_that_loses_no_words_is_none(data: bytes) -> None:
    found = read(data, path="r.pdf")
    assert texts(found) == [" ".join(SENTENCES)]
    assert found.health.verdict == "ok"


def test_a_scanned_page_among_others_degrades() -> None:
    found = content(_words, _scan)
    assert found.health.verdict == "degraded"
    assert [(concern.code, "page 2 of 2" in concern.message) for concern in found.health.concerns] == [
        ("picture-page", True)
    ]


def test_text_recognised_on_a_scan_counts_as_seen_and_degrades() -> None:
    def draw(canvas) -> None:
        _scan(canvas)
        for at, line in enumerate(SENTENCES):
            text = canvas.beginText(60, 700 - 12 * at)
            text.setTextRenderMode(3)
            text.textLine(line)
            canvas.drawText(text)

    found = content(draw)
    assert texts(found) == [" ".join(SENTENCES)]
    assert found.traces == ()
    assert [concern.code for concern in found.health.concerns] == ["recognised-text"]


def test_letters_without_a_meaning_are_refused() -> None:
    codes = b"<%s> Tj T*" % "".join(f"{code:04x}" for code in range(3, 60)).encode()
    drawing = b"BT /F1 10 Tf 14 TL 60 700 Td " + codes * 10 + b" ET"
    nameless = written(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /DW 500"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
    )
    assert _code(nameless) == "no-text-map"


def test_words_without_vowels_are_doubted() -> None:
    line = " ".join(["wklv", "vhqwhqfh", "lv", "vkliwhg", "eb", "wkuhh", "ohwwhuv", "lq", "lwv", "pds"])
    assert (
        _code(pdf(lambda canvas: put(canvas, [line.replace("e", "x").replace("u", "w")] * 12, pitch=20)))
        == "no-text-map"
    )


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    bomb = zlib.compress(b" " * (200 * 1024 * 1024), 9)
    data = pdf(_words).replace(
        b"\nxref\n", b"\n9 0 obj <</Filter/FlateDecode>> stream\n" + bomb + b"\nendstream endobj\nxref\n"
    )
    assert _code(data) == "zip-bomb"


def test_a_good_file_is_ok() -> None:
    found = content(_words)
    assert found.health.verdict == "ok"
    assert found.pages == 1


def test_a_portrait_on_the_first_page_is_a_trace() -> None:
    def draw(canvas) -> None:
        _words(canvas)
        canvas.drawImage(ImageReader(Image.new("RGB", (90, 120), "grey")), 440, 680, 90, 120)

    assert [trace.kind for trace in content(draw).traces] == ["photo"]


def test_a_page_of_scattered_letters_does_not_take_for_ever() -> None:
    def draw(canvas) -> None:
        for at in range(4000):
            canvas.drawString(5 + (at * 137) % 580, 5 + (at * 251) % 830, "ab"[at % 2])

    assert content(draw).pages == 1


def test_more_letters_than_any_resume_holds_are_refused(monkeypatch) -> None:
    monkeypatch.setattr("reframe.documents.pdf.opening.MAX_GLYPHS", 100)
    assert _code(pdf(_words, _words)) == "too-large"
