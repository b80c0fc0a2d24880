"""The examples say what their reports say, whichever format they come in."""

import importlib.util
from pathlib import Path

import pytest

from reframe.linter import check

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if (path / "report.txt").exists())
WITH_BOTH = [path for path in EXAMPLES if (path / "resume.docx").exists() and (path / "resume.pdf").exists()]


def maker():
    spec = importlib.util.spec_from_file_location("make_examples", ROOT / "scripts" / "make_examples.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_examples_of_every_kind():
    assert len(EXAMPLES) >= 6
    assert len(WITH_BOTH) >= 3


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda p: p.name)
def test_the_report_beside_an_example_is_what_the_command_prints(folder):
    make = maker()
    resume = folder / next(iter(make.MADE[folder.name][1]))
    expected = (folder / "report.txt").read_text(encoding="utf-8")
    assert make.expected_report(resume) == expected, (
        "run scripts/make_examples.py --reports and look at the difference"
    )


@pytest.mark.parametrize("folder", WITH_BOTH, ids=lambda p: p.name)
def test_an_example_as_docx_and_as_pdf_has_the_same_findings(folder):
    found = [
        [(finding.rule, finding.text, finding.context) for finding in check(folder / name).findings]
        for name in ("resume.docx", "resume.pdf")
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("folder", WITH_BOTH, ids=lambda p: p.name)
def test_an_example_as_docx_and_as_pdf_has_the_same_fingerprints(folder):
    docx, pdf = (
        [finding.fingerprint for finding in check(folder / name).findings]
        for name in ("resume.docx", "resume.pdf")
    )
    assert docx == pdf


def test_the_untouched_example_is_full_of_findings_and_its_twin_is_clean():
    assert len(check(ROOT / "examples/untouched/resume.docx").findings) >= 10
    assert not check(ROOT / "examples/reframed/resume.docx").findings


def test_somebody_who_was_never_an_alt_hears_nothing():
    report = check(ROOT / "examples/never-an-alt/resume.docx")
    assert not report.alt_experience
    assert not report.findings
