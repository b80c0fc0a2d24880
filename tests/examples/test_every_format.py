"""One résumé, written in every format: the same rules speak on the same sentences."""

import html
import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from reframe.linter import check

ROOT = Path(__file__).parents[2]


def maker():
    spec = importlib.util.spec_from_file_location("make_examples", ROOT / "scripts" / "make_examples.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE = maker()
RESUME = MAKE.UNTOUCHED


def markdown(path):
    parts = [f"# {RESUME['name']}\n\n{RESUME['contact']}\n"]
    for heading, entries in RESUME["sections"]:
        parts.append(f"\n## {heading}\n")
        for title, dates, bullets in entries:
            parts += [f"\n### {title}\n\n{dates}\n"] if title else []
            parts += [f"- {bullet}" for bullet in bullets]
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")


def plain(path):
    lines = [RESUME["name"], RESUME["contact"], ""]
    for heading, entries in RESUME["sections"]:
        lines += [heading.upper(), ""]
        for title, dates, bullets in entries:
            lines += [f"{title}    {dates}"] if title else []
            lines += [*(f"- {bullet}" for bullet in bullets), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def web_page(path):
    parts = [f"<h1>{html.escape(RESUME['name'])}</h1><p>{html.escape(RESUME['contact'])}</p>"]
    for heading, entries in RESUME["sections"]:
        parts.append(f"<h2>{html.escape(heading)}</h2>")
        for title, dates, bullets in entries:
            parts += [f"<h3>{html.escape(title)}</h3><p>{html.escape(dates)}</p>"] if title else []
            parts += (
                ["<ul>", *(f"<li>{html.escape(bullet)}</li>" for bullet in bullets), "</ul>"]
                if bullets
                else []
            )
    path.write_text(
        f"<!doctype html><meta charset=utf-8><title>R</title><body>{''.join(parts)}</body>", encoding="utf-8"
    )


def latex(path):
    def safe(text):
        return text.replace("&", r"\&").replace("%", r"\%").replace("–", "--")

    parts = [
        r"\documentclass{article}\begin{document}",
        rf"\section*{{{safe(RESUME['name'])}}}",
        safe(RESUME["contact"]),
    ]
    for heading, entries in RESUME["sections"]:
        parts.append(rf"\section{{{safe(heading)}}}")
        for title, dates, bullets in entries:
            parts += [rf"\subsection{{{safe(title)}}}", safe(dates), ""] if title else []
            parts += (
                [r"\begin{itemize}", *(rf"\item {safe(bullet)}" for bullet in bullets), r"\end{itemize}"]
                if bullets
                else []
            )
    path.write_text("\n".join([*parts, r"\end{document}"]), encoding="utf-8")


def json_resume(path):
    sections = dict(RESUME["sections"])
    work = []
    for title, dates, bullets in sections["Experience"]:
        position, name, location = title.split(", ", 2)
        start, end = dates.split(" – ")
        work.append(
            {
                "position": position,
                "name": name,
                "location": location,
                "startDate": start,
                "endDate": end,
                "highlights": bullets,
            }
        )
    resume = {
        "basics": {"name": RESUME["name"], "summary": sections["Summary"][0][2][0]},
        "work": work,
        "education": [{"institution": "Ohio State University", "area": "History", "studyType": "BA"}],
        "languages": [{"language": sections["Languages"][0][2][0]}],
        "skills": [{"name": sections["Skills"][0][2][0]}],
    }
    path.write_text(json.dumps(resume, ensure_ascii=False, indent=1), encoding="utf-8")


WRITERS = {
    "resume.docx": lambda path: MAKE.word(RESUME, path),
    "resume.pdf": lambda path: MAKE.pdf(RESUME, path),
    "resume.md": markdown,
    "resume.txt": plain,
    "resume.html": web_page,
    "resume.tex": latex,
    "resume.json": json_resume,
}


def spoken(path):
    """(rule, underlined words) of every finding about a line."""
    return sorted((finding.rule, finding.text) for finding in check(path).findings if finding.text)


@pytest.fixture(scope="module")
def expected():
    found = spoken(ROOT / "examples/untouched/resume.docx")
    assert len(found) >= 12
    return found


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_every_format_gives_the_same_rules_on_the_same_sentences(name, tmp_path, expected):
    WRITERS[name](tmp_path / name)
    assert spoken(tmp_path / name) == expected


@pytest.mark.desktop
def test_the_pdf_of_libreoffice_too(tmp_path, expected):
    WRITERS["resume.docx"](tmp_path / "resume.docx")
    office = shutil.which("soffice")
    assert office, "LibreOffice is not installed"
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(
        [
            office,
            home,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "resume.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert spoken(tmp_path / "resume.pdf") == expected


@pytest.mark.desktop
def test_the_pdf_of_chromium_too(tmp_path, expected):
    WRITERS["resume.html"](tmp_path / "resume.html")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    assert browser, "Chromium is not installed"
    arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        f"--user-data-dir={tmp_path}/profile",
    ]
    subprocess.run(
        [browser, *arguments, f"--print-to-pdf={tmp_path}/resume.pdf", f"file://{tmp_path}/resume.html"],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert spoken(tmp_path / "resume.pdf") == expected
