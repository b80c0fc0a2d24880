"""Real programs print a small résumé in one and two columns; its bullets come back whole and in order."""

from __future__ import annotations

import html
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from docx import Document

from reframe.documents.from_pdf import read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.desktop

BULLETS = (
    "Taught 25 lessons a week at five elementary schools.",
    (
        "Coordinated the visit calendar of six teachers with five schools and the city office, and rebuilt it as "
        "a shared Excel workbook after two double bookings in the first term."
    ),
    (
        "Planned an English day for 180 pupils together with twelve colleagues, drew up the budget, ordered the "
        "materials from three suppliers and reported the costs to the vice-principal."
    ),
)
SKILLS = (
    "Excel and Word",
    "Google Workspace",
    "Canva",
    "Scheduling for teams",
    "Basic HTML",
    "Spoken Japanese",
)


def _page(columns: int) -> str:
    items = "".join(f"<li>{html.escape(bullet)}</li>" for bullet in BULLETS)
    main = f"<div><h2>Experience</h2><p><b>Coordinator</b></p><ul>{items}</ul></div>"
    side = (
        "<div style='width: 30%'><h2>Skills</h2>" + "".join(f"<p>{skill}</p>" for skill in SKILLS) + "</div>"
    )
    style = "display: flex; gap: 20pt" if columns == 2 else ""
    head = "<!doctype html><meta charset=utf-8><title>r</title><h1>Dana Whitlock</h1>"
    return f"{head}<div style='{style}'>{side}{main}</div>"


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("flags", [[], ["--disable-pdf-tagging"]], ids=["tagged", "untagged"])
def test_chromium(tmp_path: Path, columns: int, flags: list[str]) -> None:
    (tmp_path / "page.html").write_text(_page(columns), encoding="utf-8")
    out = tmp_path / "out.pdf"
    binary = shutil.which("chromium") or "chromium"
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}", *flags]
    command = [binary, *options, f"--print-to-pdf={out}", (tmp_path / "page.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    _check(out)


def test_libreoffice(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Experience", 1)
    for bullet in BULLETS:
        document.add_paragraph(bullet, style="List Bullet")
    document.save(tmp_path / "out.docx")
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    command += ["--outdir", str(tmp_path), str(tmp_path / "out.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    _check(tmp_path / "out.pdf")


def _check(path: Path) -> None:
    found = read(path.read_bytes(), path=str(path))
    assert [block.text for block in found.blocks if block.kind == "bullet"] == list(BULLETS)
    assert "Experience" in [block.text for block in found.blocks if block.kind == "heading"]
    assert found.health.verdict == "ok"
