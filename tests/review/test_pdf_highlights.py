"""Findings as highlights in a PDF: on the words, with a note, beside whatever others left there."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight, Popup
from pypdf.generic import ArrayObject, FloatObject, NameObject, RectangleObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from reframe.documents import read
from reframe.errors import OutputError
from reframe.model import FileReport, Finding, Health, Home, Location, Resume, Section, Suggestion
from reframe.review.pdf_highlights import annotate_pdf, clear_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WIDE, TALL = 595, 842
LINES = (
    "Taught 25 lessons a week at five elementary schools in Sakura City, and drew up the timetable with the",
    "three supervisors of the board of education, who all wanted different days; spoke Japanese doing so.",
)
WORDS = "Sakura City, and drew up the timetable with the three supervisors"


def page_with(*lines: str, x: float = 60, top: float = 100) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for number, line in enumerate(lines):
            canvas.drawString(x, TALL - top - 12.5 * number, line)

    return draw


def pdf(*pages: Callable[[Canvas], None]) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDE, TALL))
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def saved(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def turned(data: bytes, *, rotation: int = 0, crop: tuple[int, ...] | None = None) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        if crop:
            page.cropbox = RectangleObject(crop)
        page.rotate(rotation)
    return saved(writer)


def about(rule: str, words: str | None, **changes: Any) -> dict[str, Any]:
    return {
        "rule": rule,
        "group": "trivia",
        "level": "warning",
        "message": "A number of schools tells an outsider nothing.",
        "why": "They look for planning.",
        "text": words,
        "suggestions": (
            Suggestion(
                text="Agreed the timetable with {partner_role}",
                only_if="you agreed it",
                slots=("partner_role",),
            ),
        ),
        "questions": ("Which tool held the timetable?",),
        "fingerprint": f"rf1:{rule}:0",
        **changes,
    }


def report_of(data: bytes, *wanted: dict[str, Any]) -> FileReport:
    """A report on the file with a finding on each of those words, wherever they stand."""
    document = read("resume.pdf", data=data)
    findings = []
    for each in wanted:
        words = each["text"]
        if words is None:
            findings.append(Finding(**each))
            continue
        index, block = next((i, b) for i, b in enumerate(document.blocks) if words in b.text)
        start = block.text.index(words)
        findings.append(
            Finding(
                **each,
                context=block.text,
                block=index,
                start=start,
                end=start + len(words),
                location=Location(page=block.place.page),
            )
        )
    blocks = tuple(range(len(document.blocks)))
    resume = Resume(document, (Section("other", "", None, blocks),), tuple(Home(0) for _ in blocks))
    return FileReport(
        "resume.pdf",
        "pdf",
        "",
        document.pages,
        Health(),
        True,
        (),
        None,
        None,
        tuple(findings),
        resume=resume,
    )


def marks(data: bytes) -> list[Any]:
    return [
        note.get_object()
        for page in PdfReader(io.BytesIO(data)).pages
        for note in (page.get("/Annots") or ArrayObject())
    ]


def by_pdfium(data: bytes, _: Path) -> list[Image.Image]:
    return [page.render(scale=2).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(data)]


def by_poppler(data: bytes, folder: Path) -> list[Image.Image]:
    (folder / "in.pdf").write_bytes(data)
    subprocess.run(["pdftoppm", "-cropbox", "-r", "144", "-png", "in.pdf", "out"], cwd=folder, check=True)
    return [Image.open(file).convert("RGB") for file in sorted(folder.glob("out*.png"))]


RENDERERS = [
    pytest.param(by_pdfium, id="pdfium"),
    pytest.param(by_poppler, id="poppler", marks=pytest.mark.desktop),
]


def changed(before: Image.Image, after: Image.Image) -> Image.Image:
    """White where the highlighting changed a pixel."""
    assert before.size == after.size
    difference = ImageChops.difference(before, after).convert("L")
    return difference.point(lambda value: 255 if value > 24 else 0)


# ---- where the marks lie --------------------------------------------------------------------------------


@pytest.mark.parametrize("render", RENDERERS)
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 500, 570, 800)], ids=["whole", "cropped"])
def test_the_highlight_lies_on_the_words_and_nowhere_else(
    tmp_path: Path, render: Any, rotation: int, crop: tuple[int, ...] | None
) -> None:
    data = turned(pdf(page_with(*LINES)), rotation=rotation, crop=crop)
    report = report_of(data, about("school-count", WORDS))
    written = annotate_pdf(data, report)

    (before,), (after,) = render(data, tmp_path), render(written, tmp_path)
    spots = changed(before, after)
    assert report.resume is not None
    block = report.resume.blocks[0]
    start = block.text.index(WORDS)
    inside = Image.new("L", spots.size, 0)
    ink = before.convert("L").point(lambda value: 255 if value < 250 else 0)
    words = [
        box
        for piece in block.pieces
        for at, box in enumerate(piece.source.boxes, piece.start)  # type: ignore[union-attr]
        if start <= at < start + len(WORDS) and not block.text[at].isspace()
    ]
    assert len(words) > 50
    for box in words:
        left, top, right, bottom = (round(edge * 2) for edge in box)
        inside.paste(255, (left, top, right, bottom))
        covered = ImageChops.lighter(spots, ink).crop((left, top + 1, right, bottom - 1))
        assert sum(covered.histogram()[128:]) > 0.9 * covered.width * covered.height
    edges = inside.getbbox()
    lit_box = spots.getbbox()
    assert edges is not None
    assert lit_box is not None
    assert all(abs(a - b) <= 3 for a, b in zip(edges, lit_box, strict=True))
    # Between the lines' ends nothing is lit: two quads, not one box around both.
    assert sum(spots.histogram()[128:]) < 1.25 * sum(inside.histogram()[128:])


@pytest.mark.parametrize("render", RENDERERS)
def test_letters_stay_as_dark_as_they_were(tmp_path: Path, render: Any) -> None:
    data = pdf(page_with(*LINES))
    written = annotate_pdf(data, report_of(data, about("school-count", WORDS)))
    (before,), (after,) = render(data, tmp_path), render(written, tmp_path)
    dark = [image.convert("L").point(lambda v: 255 if v < 60 else 0) for image in (before, after)]
    assert sum(dark[0].histogram()[128:]) <= sum(dark[1].histogram()[128:])


def test_a_finding_over_two_lines_has_a_quad_a_line() -> None:
    data = pdf(page_with(*LINES))
    (mark,) = marks(annotate_pdf(data, report_of(data, about("school-count", WORDS))))
    assert mark["/Subtype"] == "/Highlight"
    assert len(mark["/QuadPoints"]) == 16
    top_left, top_right, low_left = [tuple(mark["/QuadPoints"][at : at + 2]) for at in (0, 2, 4)]
    assert top_left[0] < top_right[0]
    assert top_left[1] > low_left[1]


def test_a_finding_over_two_pages_has_a_highlight_on_each_and_counts_once() -> None:
    foot = [
        f"Line {number} of a long story about the office and its many people and papers,"
        for number in range(50)
    ]
    data = pdf(
        page_with(*foot, LINES[0], top=60),
        page_with("three supervisors of the board of education.", *[f"Then {line}" for line in foot], top=60),
    )
    report = report_of(data, about("school-count", "drew up the timetable with the three supervisors"))
    written = annotate_pdf(data, report)
    pages = PdfReader(io.BytesIO(written)).pages
    assert [len(page["/Annots"]) for page in pages] == [1, 1]
    assert clear_pdf(written, path="resume.pdf")[1] == 1


@pytest.mark.parametrize("render", RENDERERS)
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_what_is_missing_is_one_note_at_the_top_that_covers_no_word(
    rotation: int, render: Any, tmp_path: Path
) -> None:
    wide = page_with(
        "A heading that runs from one side of the page all the way to the other " + "x" * 40, top=20
    )
    data = turned(pdf(wide), rotation=rotation)
    missing = [about(rule, None, group="missing") for rule in ("missing-tools", "missing-major")]
    written = annotate_pdf(data, report_of(data, *missing), titles={"missing-tools": "No tool"})
    (note,) = marks(written)
    assert note["/Subtype"] == "/Text"
    assert note["/Contents"].startswith("No tool. A number of schools")
    assert note["/Contents"].count("More: reframe explain") == 2
    (before,), (after,) = render(data, tmp_path), render(written, tmp_path)
    drawn = changed(before, after).getbbox()
    assert drawn is not None
    assert drawn[3] < 120, "at the top of the page as it is displayed"
    assert 30 <= drawn[2] - drawn[0] <= 36
    assert 30 <= drawn[3] - drawn[1] <= 36
    words = before.convert("L").point(lambda v: 255 if v < 128 else 0).crop(drawn)
    assert words.getbbox() is None


# ---- what the marks say ---------------------------------------------------------------------------------


def test_the_note_says_what_why_instead_and_asks() -> None:
    data = pdf(page_with(*LINES))
    report = report_of(data, about("school-count", "five elementary schools"))
    (mark,) = marks(annotate_pdf(data, report, titles={"school-count": "Counting schools"}))
    assert mark["/T"] == "reframe"
    assert mark["/Subj"] == "Counting schools"
    assert mark["/Contents"].split("\n") == [
        "Counting schools. A number of schools tells an outsider nothing.",
        "Why: They look for planning.",
        "Instead: “Agreed the timetable with {partner_role}” — only if you agreed it",
        "Ask yourself: Which tool held the timetable?",
        "More: reframe explain school-count",
    ]


def test_the_text_of_the_pages_is_the_same() -> None:
    data = pdf(page_with(*LINES), page_with("Second page"))
    written = annotate_pdf(data, report_of(data, about("school-count", WORDS)))
    before, after = PdfReader(io.BytesIO(data)), PdfReader(io.BytesIO(written))
    assert [page.extract_text() for page in before.pages] == [page.extract_text() for page in after.pages]
    assert [p.get_contents().get_data() for p in before.pages] == [  # type: ignore[union-attr]
        p.get_contents().get_data()  # type: ignore[union-attr]
        for p in after.pages
    ]
    assert before.metadata == after.metadata


# ---- again, and away ------------------------------------------------------------------------------------


def noted_by_others(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    corners = ArrayObject([FloatObject(value) for value in (60, 750, 200, 750, 60, 738, 200, 738)])
    note = Highlight(rect=(60, 738, 200, 750), quad_points=corners)
    note[NameObject("/Contents")] = TextStringObject("Is this true?")
    note[NameObject("/T")] = TextStringObject("Sam")
    parent = writer.add_annotation(0, note)
    writer.add_annotation(0, Popup(rect=(300, 700, 400, 750), parent=parent))
    return saved(writer)


def test_a_second_run_replaces_its_own_marks_and_leaves_those_of_others() -> None:
    data = noted_by_others(pdf(page_with(*LINES)))
    once = annotate_pdf(data, report_of(data, about("school-count", WORDS), about("missing-tools", None)))
    again = annotate_pdf(once, report_of(once, about("lesson-count", "25 lessons a week")))
    assert [(str(mark.get("/T")), mark["/Subtype"]) for mark in marks(again)] == [
        ("Sam", "/Highlight"),
        ("None", "/Popup"),
        ("reframe", "/Highlight"),
    ]
    assert b"missing-tools" not in again


def test_clearing_takes_out_our_marks_and_leaves_those_of_others() -> None:
    data = noted_by_others(pdf(page_with(*LINES)))
    written = annotate_pdf(data, report_of(data, about("school-count", WORDS), about("missing-tools", None)))
    cleared, count = clear_pdf(written, path="resume.pdf")
    assert count == 2
    assert [str(mark.get("/T")) for mark in marks(cleared)] == ["Sam", "None"]


def test_clearing_a_file_without_our_marks_gives_the_very_same_bytes() -> None:
    data = noted_by_others(pdf(page_with(*LINES)))
    assert clear_pdf(data, path="resume.pdf") == (data, 0)


def test_an_answer_to_our_note_stays_and_our_popup_goes() -> None:
    data = pdf(page_with(*LINES))
    writer = PdfWriter(
        clone_from=io.BytesIO(annotate_pdf(data, report_of(data, about("school-count", WORDS))))
    )
    ours = writer.pages[0]["/Annots"][0]  # type: ignore[index]
    answer = Highlight(rect=(60, 738, 200, 750), quad_points=ArrayObject([FloatObject(60)] * 8))
    answer[NameObject("/T")] = TextStringObject("Sam")
    answer[NameObject("/IRT")] = ours.indirect_reference
    writer.add_annotation(0, answer)
    writer.add_annotation(0, Popup(rect=(300, 700, 400, 750), parent=ours))
    cleared, _ = clear_pdf(saved(writer), path="resume.pdf")
    (left,) = marks(cleared)
    assert left["/T"] == "Sam"
    assert "/IRT" not in left


def test_a_note_that_somebody_went_on_writing_is_theirs() -> None:
    data = pdf(page_with(*LINES))
    writer = PdfWriter(
        clone_from=io.BytesIO(annotate_pdf(data, report_of(data, about("school-count", WORDS))))
    )
    mark = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    mark[NameObject("/Contents")] = TextStringObject(mark["/Contents"] + "\nI asked Ms Sato.")
    edited = saved(writer)
    assert clear_pdf(edited, path="resume.pdf") == (edited, 0)


def test_the_copy_satisfies_a_strict_reader() -> None:
    data = pdf(page_with(*LINES))
    written = annotate_pdf(data, report_of(data, about("school-count", WORDS), about("missing-tools", None)))
    (page,) = PdfReader(io.BytesIO(written), strict=True).pages
    for note in page["/Annots"]:  # type: ignore[attr-defined]
        mark = note.get_object()
        assert mark["/P"].get_object() == page.get_object()
        drawn = mark["/AP"]["/N"].get_object()
        assert drawn["/BBox"] == mark["/Rect"]


# ---- files that are not quite ordinary ------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_file_that_opens_without_a_password_can_be_annotated(algorithm: str) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(page_with(*LINES))))
    writer.encrypt(user_password="", owner_password="secret", algorithm=algorithm)
    data = saved(writer)
    written = annotate_pdf(data, report_of(data, about("school-count", WORDS)))
    assert len(marks(written)) == 1


def test_a_file_that_opens_only_with_a_password_is_refused() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(page_with(*LINES))))
    writer.encrypt(user_password="secret")
    with pytest.raises(OutputError, match="password"):
        clear_pdf(saved(writer), path="resume.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", b"%PDF-1.7\ntrailer << /Root 1 0 R >>\n%%EOF"])
def test_a_file_that_cannot_be_written_is_one_error_with_a_way_out(data: bytes) -> None:
    with pytest.raises(OutputError) as error:
        clear_pdf(data, path="resume.pdf")
    assert error.value.code == "cannot-annotate"
    assert error.value.hint


def test_text_that_tries_to_act_is_a_note_like_any_other() -> None:
    bad = "<script>alert(1)</script> \x1b[31m ::error:: \u202egnp) Tj /JavaScript << >> endobj"
    data = pdf(page_with(*LINES))
    written = annotate_pdf(data, report_of(data, about("school-count", WORDS, message=bad, why=bad)))
    (mark,) = marks(written)
    assert "<script>alert(1)</script>" in mark["/Contents"]
    assert not {"\x1b", "\u202e"} & set(mark["/Contents"])
    assert len(PdfReader(io.BytesIO(written)).pages) == 1
