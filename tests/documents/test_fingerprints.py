"""A fingerprint names the words of a line: saving the file again, or as PDF, changes none of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from reframe.linter import check

EXAMPLES = Path(__file__).parents[2] / "examples"
RESUMES = sorted(
    path for path in EXAMPLES.glob("*/resume.docx") if path.parent.name not in ("reframed", "never-an-alt")
)
FLAGGED = [path for path in RESUMES if path.parent.name != "job-hunt-template"]


def fingerprints(path: Path) -> set[str]:
    return {finding.fingerprint for finding in check(path).findings}


def test_there_are_resumes_with_findings() -> None:
    assert len(FLAGGED) >= 3
    assert all(fingerprints(path) for path in FLAGGED)


@pytest.mark.parametrize("path", FLAGGED, ids=lambda path: path.parent.name)
def test_a_word_file_saved_again_keeps_its_fingerprints(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "renamed.docx"
    docx.Document(str(path)).save(str(again))
    assert path.read_bytes() != again.read_bytes()
    assert fingerprints(again) == fingerprints(path)


def test_a_line_above_changes_no_fingerprint(tmp_path: Path) -> None:
    document = docx.Document(str(EXAMPLES / "untouched/resume.docx"))
    document.paragraphs[0].insert_paragraph_before("Curriculum Vitae")
    document.save(str(tmp_path / "resume.docx"))
    assert fingerprints(tmp_path / "resume.docx") == fingerprints(EXAMPLES / "untouched/resume.docx")


def converted(path: Path, to: str, folder: Path) -> Path:
    source = folder / "source.docx"
    shutil.copy(path, source)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "out" / f"source.{to}"


@pytest.mark.desktop
@pytest.mark.parametrize("path", FLAGGED, ids=lambda path: path.parent.name)
def test_a_word_file_saved_by_another_program_keeps_its_fingerprints(path: Path, tmp_path: Path) -> None:
    assert fingerprints(converted(path, "docx", tmp_path)) == fingerprints(path)


@pytest.mark.desktop
@pytest.mark.parametrize("path", FLAGGED, ids=lambda path: path.parent.name)
def test_the_pdf_made_of_a_word_file_shares_its_fingerprints(path: Path, tmp_path: Path) -> None:
    word, printed = fingerprints(path), fingerprints(converted(path, "pdf", tmp_path))
    assert len(word & printed) >= 0.95 * len(word | printed)
