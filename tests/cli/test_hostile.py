"""A résumé that attacks its reader, through the whole program and in every format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reframe.reports import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

ATTACK = "<script>alert(1)</script> \x1b]0;pwned\x07 ::error::pwned ##[error]pwned [bold red]pwned[/] \u202egnp \x9b31m"
RESUME = f"""\
# Jo Doe {ATTACK}

## Experience {ATTACK}

### Assistant Language Teacher {ATTACK}, Sakura City Board of Education, Japan, 2019 – 2022

- ::error::pwned and taught at 5 elementary schools {ATTACK}
- Taught 25 lessons a week

## Languages

- Japanese (conversational) {ATTACK}
"""


@pytest.fixture
def resume(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "resume.md").write_text(RESUME, encoding="utf-8")
    return "resume.md"


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_in_a_resume_acts_on_its_reader(call, resume: str, format_: str) -> None:
    result = call("check", resume, "--format", format_, "--statistics", "--verbose")
    assert result.code == 1
    assert "5 elementary schools" in result.out
    assert (
        re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", result.out + result.err) == []
    )
    assert not re.search(r"^\s*::error::", result.out + result.err, re.MULTILINE)
    assert "##[" not in result.out


def test_in_color_the_only_escape_sequences_are_ours(call, resume: str) -> None:
    out = call("check", resume, "--format", "text", "--color", "always").out
    assert "\x1b[" in out
    assert "\x1b" not in re.sub(r"\x1b\[[\d;]*m", "", out)


def test_extracted_text_is_one_line_a_block_and_acts_on_nothing(call, resume: str) -> None:
    out = call("extract", resume).out
    assert len(out.splitlines()) == 7
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", out) == []
