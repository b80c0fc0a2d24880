"""Documents that there is no reader for are told of where a folder is searched."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("linter")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one résumé."""
    monkeypatch.chdir(tmp_path)
    Path("clean.md").write_text("x", encoding="utf-8")
    return tmp_path


def told(result) -> list[str]:
    return [line for line in result.err.splitlines() if "not checked" in line]


@pytest.mark.parametrize("name", ["cv.doc", "CV.DOC", "cv.rtf", "cv.odt", "cv.pages", "old/cv.doc"])
def test_one_is_named_and_leaves_the_exit_code_alone(call, here, name: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_bytes(b"x")
    result = call("check", ".")
    assert result.code == 0
    assert told(result) == [
        f"reframe: 1 document not checked: {Path(name)}. Save it as .docx or PDF and check again."
    ]


def test_many_are_one_line(call, here) -> None:
    for number in range(200):
        Path(f"cv{number:03}.odt").write_bytes(b"x")
    (line,) = told(call("check", "."))
    assert "200 documents not checked: cv000.odt, cv001.odt, cv002.odt and 197 more." in line


def test_a_bundle_of_pages_is_one_document(call, here) -> None:
    Path("cv.pages", "QuickLook").mkdir(parents=True)
    Path("cv.pages", "QuickLook", "warning.pdf").write_bytes(b"x")
    result = call("check", ".")
    assert result.code == 0
    assert "1 document not checked: cv.pages." in result.err


@pytest.mark.parametrize("name", ["~$cv.doc", "._cv.doc", ".cv.rtf", "cv.xlsx", "cv.jpg"])
def test_what_is_no_document_of_a_word_processor_is_not_told_of(call, here, name: str) -> None:
    Path(name).write_bytes(b"x")
    assert not told(call("check", "."))


def test_what_the_settings_leave_out_is_not_told_of(call, here) -> None:
    Path("reframe.toml").write_text('exclude = ["old"]\n', encoding="utf-8")
    Path("old").mkdir()
    Path("old", "cv.doc").write_bytes(b"x")
    assert not told(call("check", "."))


def test_quiet_keeps_it_to_itself(call, here) -> None:
    Path("cv.doc").write_bytes(b"x")
    assert not told(call("check", ".", "--quiet"))


def test_where_no_folder_is_searched_nothing_is_told(call, here) -> None:
    Path("cv.doc").write_bytes(b"x")
    assert not told(call("check", "clean.md"))
