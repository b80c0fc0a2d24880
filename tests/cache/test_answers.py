"""Answers kept from former runs: when one is used, when not, and what is written down."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reframe import cache
from reframe.cache import Answers, key_of
from reframe.linter import check
from reframe.options import Options

RESUME = """# Jo Doe

jo.doe@example.com

## Experience

### Assistant Language Teacher, Example Board of Education, Japan, 2019-2022

- Taught 25 lessons a week at five schools
- Kept hens behind the flat
"""
OPTIONS = Options()


@pytest.fixture(scope="module")
def report():
    return check("resume.md", data=RESUME.encode())


@pytest.fixture
def answers(tmp_path):
    return Answers(str(tmp_path / "kept"))


def key(data: str = RESUME, *, name: str = "resume.md", options: Options = OPTIONS) -> str:
    return key_of(data.encode(), name=name, options=options)


def files(answers: Answers) -> list[Path]:
    return sorted(Path(answers.folder).iterdir())


def test_a_kept_report_comes_back_as_it_was_but_for_the_resume(answers, report):
    assert report.findings
    assert report.paths
    answers.keep(key(), report)
    assert answers.find(key(), path="resume.md") == report._replace(resume=None, paths=(), strengths=())


def test_a_report_is_that_of_the_file_asked_about(answers, report):
    answers.keep(key(), report)
    assert answers.find(key(), path="elsewhere/resume.md").path == "elsewhere/resume.md"


@pytest.mark.parametrize(
    "other",
    [
        key(RESUME + " "),
        key(name="resume.txt"),
        key(options=Options(target="sales")),
        key(options=Options(assume_alt=True)),
        key(options=Options(ignore=("school-count",))),
        key(options=Options(levels={"school-count": "error"})),
        key(options=Options(vocabulary=("JTE",))),
        key(options=Options(section_aliases={"experience": ("What I did",)})),
        key(options=Options(phrasebooks=("rules",))),
    ],
)
def test_whatever_an_answer_depends_on_is_in_its_key(answers, report, other):
    answers.keep(key(), report)
    assert answers.find(other, path="resume.md") is None


def test_another_year_or_another_program_has_other_answers(monkeypatch):
    now = key()
    monkeypatch.setattr(cache, "_program", lambda: "changed")
    assert key() != now
    monkeypatch.undo()
    monkeypatch.setattr(cache, "__version__", "99")
    assert key() != now


def test_a_changed_rule_of_ones_own_phrasebook_has_other_answers(tmp_path):
    (tmp_path / "rules").mkdir()
    rule = tmp_path / "rules" / "a.yaml"
    rule.write_text("name: a")
    options = Options(phrasebooks=(str(tmp_path),))
    before, times = key(options=options), rule.stat()
    rule.write_text("name: b")
    os.utime(rule, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert key(options=options) != before


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"lessons", b"lesions"),
        lambda data: b"\xff" * len(data),
        lambda data: b"0" * 64 + b"{}",
        lambda data: b"[]",
    ],
    ids=["empty", "cut short", "another word", "noise", "no report", "no hash"],
)
def test_a_damaged_answer_is_none(answers, report, damage):
    answers.keep(key(), report)
    (file,) = files(answers)
    before = file.read_bytes()
    file.write_bytes(damage(before))
    assert file.read_bytes() != before
    assert answers.find(key(), path="resume.md") is None
    answers.keep(key(), report)
    assert answers.find(key(), path="resume.md") is not None


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_answers_are_for_their_owner_only(answers, report):
    answers.keep(key(), report)
    (file,) = files(answers)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_of_the_resume_only_what_is_reported_is_written_down(answers, report):
    answers.keep(key(), report)
    (file,) = files(answers)
    written = file.read_text(encoding="utf-8")
    assert "25 lessons a week" in written
    assert "hens" not in written
    assert "jo.doe@example.com" not in written


def test_the_answers_longest_unused_go_first(answers, report, monkeypatch):
    monkeypatch.setattr(cache, "MOST_ANSWERS", 3)
    monkeypatch.setattr(cache, "PRUNED_EVERY", 1)
    for number in range(5):
        answers.keep(f"k{number}", report)
        os.utime(Path(answers.folder, f"answer-k{number}.json"), (number + 1, number + 1))
    answers.find("k2", path="resume.md")
    answers.keep("k5", report)
    assert [file.name for file in files(answers)] == ["answer-k2.json", "answer-k4.json", "answer-k5.json"]


def test_answers_never_take_more_room_than_allowed(answers, report, monkeypatch):
    answers.keep("k0", report)
    monkeypatch.setattr(cache, "MOST_BYTES", int(2.5 * files(answers)[0].stat().st_size))
    monkeypatch.setattr(cache, "PRUNED_EVERY", 1)
    for number in range(1, 6):
        answers.keep(f"k{number}", report)
    assert len(files(answers)) == 2


def test_a_report_that_quotes_more_than_is_worth_keeping_is_not_kept(answers, report, monkeypatch):
    monkeypatch.setattr(cache, "MOST_QUOTED", sum(len(finding.context or "") for finding in report.findings))
    answers.keep("k0", report)
    monkeypatch.setattr(cache, "MOST_QUOTED", cache.MOST_QUOTED - 1)
    answers.keep("k1", report)
    assert [file.name for file in files(answers)] == ["answer-k0.json"]


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path, report):
    (tmp_path / "file").write_text("")
    answers = Answers(str(tmp_path / "file" / "kept"))
    answers.keep(key(), report)
    assert answers.find(key(), path="resume.md") is None


def test_many_runs_at_once_do_not_disturb_each_other(answers, report):
    def run(number: int) -> bool:
        answers.keep(f"k{number % 3}", report)
        found = answers.find(f"k{number % 3}", path="resume.md")
        return found is not None and found.findings == report.findings

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(run, range(80)))
    assert len(files(answers)) == 3


def test_clearing_removes_only_what_is_ours(answers, report):
    answers.keep(key(), report)
    Path(answers.folder, "phrasebook-0.json").write_text("{}")
    Path(answers.folder, "notes.txt").write_text("mine")
    assert answers.clear() == 2
    assert [file.name for file in files(answers)] == ["notes.txt"]


def printed_by(script: str, *given: str, folder: Path) -> str:
    """What a script prints in a process of its own, which keeps its answers in the folder."""
    done = subprocess.run(
        [sys.executable, "-c", script, *given],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        cwd=folder,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")},
            "PYTHONPATH": str(Path(cache.__file__).parents[1]),
            "PYTHONUTF8": "1",
            "REFRAME_CACHE_DIR": str(folder / "kept"),
        },
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_kept_answer_needs_neither_spacy_nor_a_reader_nor_yaml(tmp_path):
    (tmp_path / "resume.md").write_text(RESUME, encoding="utf-8")
    script = (
        "import sys; from reframe.__main__ import run; "
        "code = run(['check', '--isolated', '--format', 'FORMAT', 'resume.md']); sys.stdout.flush(); "
        "print('\\nHEAVY', code, *sorted(name for name in ('spacy', 'docx', 'lxml', 'pdfplumber', 'yaml', 'numpy', "
        "'jsonschema', 'reframe.linter', 'reframe.matching', 'reframe.phrasebook') if name in sys.modules))"
    )
    said = []
    for format_ in ("json", "json", "concise", "text", "markdown", "github"):
        out = printed_by(script.replace("FORMAT", format_), folder=tmp_path)
        said.append(out.rpartition("\nHEAVY "))
    assert "spacy" in said[0][2]
    assert said[0][0] == said[1][0]
    assert [heavy.split() for _, _, heavy in said[1:]] == [["1"]] * 5


def test_a_kept_answer_imports_little_beside_click(tmp_path):
    (tmp_path / "resume.md").write_text(RESUME, encoding="utf-8")
    script = (
        "import sys; import click; before = set(sys.modules); from reframe.__main__ import run; "
        "run(['check', *sys.argv[1:], '--format', 'concise', 'resume.md']); sys.stdout.flush(); "
        "print('\\nIMPORTED', *set(sys.modules) - before)"
    )
    for given in ([], ["--isolated"], []):
        out = printed_by(script, *given, folder=tmp_path)
    modules = {name for name in out.rpartition("\nIMPORTED ")[2].split() if not name.startswith("_")}
    ours = {name for name in modules if name.split(".")[0] == "reframe"}
    assert {name.split(".")[0] for name in modules - ours} <= {"gc", "json", "locale"}
    assert not ours & {
        "reframe.model",
        "reframe.linter",
        "reframe.reports.outline",
        "reframe.reports.contract",
    }
    assert len(ours) <= 34, sorted(ours)
