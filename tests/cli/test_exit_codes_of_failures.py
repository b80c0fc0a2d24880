"""Exit codes with the real readers: whatever was not read or not understood is 2, in every format and --fail-on."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reframe.config import FAIL_ON
from reframe.reports import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

RESUME = """# Robin Whitlock

## Experience

### Assistant Language Teacher, Sakura City Board of Education, 2019 – 2022

- Taught 25 lessons a week
"""


def scan() -> bytes:
    """A PDF of one page on which nothing is written."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    page = Canvas(file)
    page.rect(100, 100, 300, 500, fill=1)
    page.save()
    return file.getvalue()


def bare_zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "x")
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
UNTOUCHED = (Path(__file__).parents[2] / "examples" / "untouched" / "resume.pdf").read_bytes()
UNREAD = {
    "absent.docx": None,
    "empty.docx": b"",
    "pointer.docx": b"version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 12\n",
    "damaged.docx": b"PK\x03\x04 and no more",
    "archive.docx": bare_zip(),
    "old.doc": OLE,
    "~$lock.docx": b"\x05Robin" + b"\0" * 156,
    "scan.pdf": scan(),
    "cut.pdf": b"%PDF-1.7\n",
    "half.pdf": UNTOUCHED[: len(UNTOUCHED) // 2],
    "blank.md": b"\n\n",
    "picture.pdf": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    "rich.txt": b"{\\rtf1 Robin}",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one file of each kind that cannot be read, and a résumé."""
    (tmp_path / ".git").mkdir()
    for name, data in UNREAD.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
    (tmp_path / "resume.md").write_text(RESUME, encoding="utf-8")
    (tmp_path / "good.md").write_text(RESUME.replace("25 lessons a week", "in Excel"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", UNREAD)
@pytest.mark.parametrize("fail_on", FAIL_ON)
def test_a_file_that_cannot_be_read_is_exit_code_2_in_every_format(
    call, folder: Path, name: str, fail_on: str
) -> None:
    for format_ in FORMATS:
        result = call("check", name, "--fail-on", fail_on, "--format", format_)
        assert result.code == 2, format_
        assert f"{name}: " in result.err
        assert result.last == f"reframe: exit code 2: 1 of 1 file could not be checked: {name}"


@pytest.mark.parametrize("name", UNREAD)
def test_it_is_in_the_json_with_a_next_step_and_stops_nothing(call, folder: Path, name: str) -> None:
    result = call("check", name, "resume.md", "--format", "json")
    whole = json.loads(result.out)
    assert result.code == whole["exit_code"] == 2
    assert [(error["path"], bool(error["hint"])) for error in whole["errors"]] == [(name, True)]
    assert "lesson-count" in {finding["rule"] for finding in whole["files"][0]["findings"]}


SETTINGS = {
    "bad TOML": {"reframe.toml": "target ="},
    "unknown key": {"reframe.toml": "targt = 'sales'"},
    "bad level": {"reframe.toml": "levels = {jargon = 'loud'}"},
    "unknown rule": {"reframe.toml": "select = ['lesson-cont']"},
    "unknown path": {"reframe.toml": "target = 'sale'"},
    "lost extend": {"reframe.toml": "extend = 'gone.toml'"},
    "lost phrasebook": {"reframe.toml": "phrasebooks = ['gone']"},
    "bad phrasebook": {"reframe.toml": "phrasebooks = ['own']", "own/rules/trivia/x.yaml": "name: x\n"},
    "bad pyproject": {"pyproject.toml": "[tool.reframe]\nredact = 1"},
    "bad suppressions": {".reframe-suppress.yaml": "- fingerprint: x\n"},
}


def written(folder: Path, files: dict[str, str]) -> Iterator[Path]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        yield folder / name


SLOW = {"lost phrasebook", "bad phrasebook"}
"""Each run reads the whole phrasebook again; these are tried where a failure would be missed most easily."""


@pytest.mark.parametrize(
    ("kind", "fail_on"),
    [(kind, limit) for kind in SETTINGS for limit in FAIL_ON if kind not in SLOW or limit == "never"],
)
def test_settings_that_are_not_understood_are_exit_code_2_in_every_format(
    call, folder: Path, kind: str, fail_on: str
) -> None:
    assert list(written(folder, SETTINGS[kind]))
    for format_ in ("github", "json") if kind in SLOW else FORMATS:
        result = call("check", "good.md", "--fail-on", fail_on, "--format", format_)
        assert (result.code, result.out) == (2, ""), format_
        assert result.last.startswith("reframe: exit code 2: ")


LIMITS = [(limit, level, code) for limit, codes in {
    "error": (1, 0, 0), "warning": (1, 1, 0), "suggestion": (1, 1, 1), "never": (0, 0, 0),
}.items() for level, code in zip(("error", "warning", "suggestion"), codes, strict=True)]  # fmt: skip


@pytest.mark.parametrize(("limit", "level", "code"), LIMITS)
@pytest.mark.parametrize("by", ["option", "settings"])
def test_a_level_meets_its_limit_whether_set_by_option_or_in_settings(
    call, folder: Path, limit: str, level: str, code: int, by: str
) -> None:
    text = f"select = ['lesson-count']\nlevels = {{lesson-count = '{level}'}}\n"
    text += f"fail-on = '{limit}'\n" if by == "settings" else "fail-on = 'never'\n"
    assert list(written(folder, {"reframe.toml": text}))
    arguments = ["--fail-on", limit] if by == "option" else []
    for format_ in FORMATS:
        assert call("check", "resume.md", *arguments, "--format", format_).code == code
