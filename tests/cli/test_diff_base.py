"""--diff-base: what is new since a git revision, for Word files as for text."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import docx
import pytest

pytestmark = pytest.mark.desktop

LINES = ["Taught 25 lessons a week", "Attended Sports Day every year"]
HEAD = ["Experience", "Assistant Language Teacher, Sakura City Board of Education, 2019 – 2022"]


def write(path: Path, lines: list[str]) -> None:
    if path.suffix == ".docx":
        document = docx.Document()
        document.add_heading(HEAD[0], 1)
        document.add_paragraph(HEAD[1])
        for line in lines:
            document.add_paragraph(line, style="List Bullet")
        document.save(str(path))
    else:
        text = f"## {HEAD[0]}\n\n### {HEAD[1]}\n\n" + "".join(f"- {line}\n" for line in lines)
        path.write_text(text, encoding="utf-8")


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=Robin", "-c", "user.email=robin@example.com", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose résumés hold one finding each."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    (tmp_path / "reframe.toml").write_text('select = ["lesson-count", "school-event"]', encoding="utf-8")
    for name in ("resume.docx", "resume.md"):
        write(Path(name), LINES[:1])
    git("add", ".")
    git("commit", "-q", "-m", "first")
    return tmp_path


def found(result) -> set[str]:
    return {f["rule"] for file in json.loads(result.out)["files"] for f in file["findings"]}


@pytest.mark.parametrize("name", ["resume.docx", "resume.md"])
def test_only_what_is_new_is_reported(call, repository: Path, name: str) -> None:
    assert call("check", name, "--diff-base", "HEAD").code == 0
    write(Path(name), LINES)
    result = call("check", name, "--diff-base", "HEAD", "--format", "json")
    assert result.code == 1
    assert found(result) == {"school-event"}
    assert found(call("check", name, "--format", "json")) == {"lesson-count", "school-event"}


def test_another_folder_than_the_repositorys_top(call, repository: Path, monkeypatch) -> None:
    (repository / "docs").mkdir()
    monkeypatch.chdir(repository / "docs")
    monkeypatch.setenv("GIT_DIR", ".git")
    assert call("check", "../resume.docx", "--diff-base", "main").code == 0


def test_a_new_file_is_new_altogether(call, repository: Path) -> None:
    write(Path("other.docx"), LINES)
    assert found(call("check", "other.docx", "--diff-base", "HEAD", "--format", "json")) == {
        "lesson-count",
        "school-event",
    }


def test_a_renamed_file_is_compared_with_its_former_self(call, repository: Path) -> None:
    git("mv", "resume.docx", "Robin Whitlock résumé.docx")
    assert call("check", "Robin Whitlock résumé.docx", "--diff-base", "HEAD").code == 0


def test_a_former_version_that_cannot_be_read_hides_nothing(call, repository: Path) -> None:
    Path("resume.docx").write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")
    git("commit", "-aqm", "pointer")
    write(Path("resume.docx"), LINES[:1])
    result = call("check", "resume.docx", "--diff-base", "HEAD")
    assert result.code == 1
    assert "as of HEAD it could not be read, so everything counts as new" in result.err


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("no-such-branch", "git knows no revision “no-such-branch”"),
        ("--output=x", "git knows no revision"),
        ("HEAD:resume.md", "git knows no revision"),
        ("", "git knows no revision"),
    ],
)
def test_an_unknown_revision_is_exit_code_2(call, repository: Path, revision: str, words: str) -> None:
    result = call("check", "resume.md", f"--diff-base={revision}")
    assert result.code == 2
    assert words in result.last


def test_outside_a_repository_it_is_exit_code_2(call, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(Path("resume.md"), LINES)
    result = call("check", "resume.md", "--diff-base", "HEAD")
    assert result.code == 2
    assert "is not in a git repository" in result.last


def test_without_git_it_is_exit_code_2(call, repository: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = call("check", "resume.md", "--diff-base", "HEAD")
    assert result.code == 2
    assert "needs git" in result.last
