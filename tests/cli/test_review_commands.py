"""`reframe annotate` and `reframe rewrite` as a person meets them."""

from __future__ import annotations

import io
import os
import shutil
import stat
import threading
import zipfile
from pathlib import Path

import pytest
import yaml
from docx import Document

LINES = (
    "Taught 25 lessons a week at 5 elementary schools",
    "Ate lunch with students every day",
    "Kept the budget in Excel",
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a résumé in Word and in Markdown."""
    monkeypatch.chdir(tmp_path)
    document = Document()
    document.add_heading("Experience", 1)
    document.add_paragraph("Assistant Language Teacher, JET Programme, Sakura City, 2019 – 2022")
    for line in LINES:
        document.add_paragraph(line, style="List Bullet")
    document.save("resume.docx")
    text = "\n".join(f"- {line}" for line in LINES)
    Path("resume.md").write_text(
        f"## Experience\n\n### Assistant Language Teacher, JET Programme, Sakura City, 2019 – 2022\n\n{text}\n",
        encoding="utf-8",
    )
    return tmp_path


def comments(path: str) -> int:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/comments.xml").count(b"<w:comment ")


def findings(call, path: str) -> list[str]:
    return call("check", path, "--format", "concise").out.splitlines()


# ---- annotate -------------------------------------------------------------------------------------------


def test_there_are_as_many_comments_as_findings(call, here) -> None:
    result = call("annotate", "resume.docx", "-o", "out.docx")
    assert result.code == 0
    assert comments("out.docx") == len(findings(call, "resume.docx")) > 2
    assert result.out == ""


def test_without_a_name_the_copy_lies_beside_the_original(call, here) -> None:
    call("annotate", "resume.docx")
    assert Path("resume.reviewed.docx").is_file()


def test_a_copy_annotated_again_has_no_more_comments(call, here) -> None:
    call("annotate", "resume.docx", "-o", "one.docx")
    call("annotate", "one.docx", "-o", "two.docx")
    assert comments("two.docx") == comments("one.docx")


def test_clear_takes_them_out(call, here) -> None:
    call("annotate", "resume.docx", "-o", "one.docx")
    assert "taken out" in call("annotate", "one.docx", "--clear", "-o", "two.docx").err
    with zipfile.ZipFile("two.docx") as archive:
        assert "word/comments.xml" not in archive.namelist()


def test_a_rule_that_is_ignored_writes_no_comment(call, here) -> None:
    call("annotate", "resume.docx", "-o", "all.docx")
    call("annotate", "resume.docx", "--ignore", "lesson-count", "-o", "fewer.docx")
    assert comments("fewer.docx") == comments("all.docx") - 1


@pytest.mark.parametrize("command", ["annotate", "rewrite"])
@pytest.mark.parametrize(
    ("output", "said"),
    [("resume.docx", "over the résumé"), ("./resume.docx", "over the résumé"), ("link.docx", "over the résumé"),
     ("there.docx", "name already"), ("dangling.docx", "name already"), (".", "folder"),
     ("nowhere/x.docx", "could not be written")],
)  # fmt: skip
def test_no_file_is_ever_written_over(command, output, said, call, here) -> None:
    Path("there.docx").write_bytes(b"mine")
    Path("link.docx").hardlink_to("resume.docx")
    Path("dangling.docx").symlink_to("gone.docx")
    Path("a.yaml").write_text("[{line: 3, rule: lesson-count, write: New words}]", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in here.iterdir() if path.exists()}
    more = ["--answers", "a.yaml"] if command == "rewrite" else []
    result = call(command, "resume.docx", "-o", output, *more)
    assert result.code == 2
    assert said in result.last
    assert {path.name: path.read_bytes() for path in here.iterdir() if path.exists()} == before


def test_with_force_a_former_copy_is_replaced_but_never_the_original(call, here) -> None:
    Path("there.docx").write_bytes(b"mine")
    assert call("annotate", "resume.docx", "-o", "there.docx", "--force").code == 0
    assert comments("there.docx")
    assert call("annotate", "resume.docx", "-o", "resume.docx", "--force").code == 2


@pytest.mark.parametrize(
    ("command", "file", "output", "name"),
    [
        ("annotate", "resume.docx", "rev.pdf", "rev.docx"),
        ("annotate", "resume.docx", "rev.doc", "rev.docx"),
        ("annotate", "resume.docx", "rev.docm", "rev.docx"),
        ("annotate", "macros.docm", "rev.docx", "rev.docm"),
        ("rewrite", "resume.docx", "new.md", "new.docx"),
        ("rewrite", "resume.md", "new.docx", "new.md"),
        ("rewrite", "resume.md", "new.PDF", "new.md"),
        ("rewrite", "resume.md", "new.html", "new.md"),
    ],
)
def test_a_copy_does_not_go_by_the_name_of_another_kind(call, here, command, file, output, name) -> None:
    Path("a.yaml").write_text("[{line: 5, rule: lesson-count, write: New words}]", encoding="utf-8")
    shutil.copy("resume.docx", "macros.docm")
    result = call(command, file, "-o", output, *(["--answers", "a.yaml"] if command == "rewrite" else []))
    assert result.code == 2
    assert result.last.endswith(f"Name it {name}.")
    assert not Path(output).exists()


@pytest.mark.parametrize("output", ["new.txt", "new.MD", "new", "new.bak"])
def test_a_copy_of_text_may_be_called(call, here, output: str) -> None:
    Path("a.yaml").write_text("[{line: 5, rule: lesson-count, write: New words}]", encoding="utf-8")
    assert call("rewrite", "resume.md", "-o", output, "--answers", "a.yaml").code == 0
    assert "New words" in Path(output).read_text(encoding="utf-8")


def test_the_answers_are_not_written_over(call, here) -> None:
    Path("a.txt").write_text("[{line: 5, rule: lesson-count, write: New words}]", encoding="utf-8")
    result = call("rewrite", "resume.md", "-o", "a.txt", "--answers", "a.txt", "--force")
    assert result.code == 2
    assert "over the answers" in result.last


def test_with_force_a_link_stays_one_and_what_it_leads_to_is_replaced(call, here) -> None:
    Path("there.docx").write_bytes(b"mine")
    Path("link.docx").symlink_to("there.docx")
    assert call("annotate", "resume.docx", "-o", "link.docx", "--force").code == 0
    assert Path("link.docx").is_symlink()
    assert comments("there.docx")


@pytest.mark.parametrize("more", [(), ("--force",)], ids=["plain", "forced"])
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_takes_the_copy_and_stays_one(call, here, more: tuple[str, ...]) -> None:
    os.mkfifo("pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_bytes()), daemon=True)
    reader.start()
    assert call("annotate", "resume.docx", "-o", "pipe", *more).code == 0
    reader.join(10)
    assert zipfile.is_zipfile(io.BytesIO(read[0]))
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


def test_a_text_file_has_no_comments_and_says_what_to_do_instead(call, here) -> None:
    result = call("annotate", "resume.md")
    assert result.code == 2
    assert "markdown=review.md" in result.last


def test_what_cannot_be_read_is_not_annotated(call, here) -> None:
    Path("bad.docx").write_bytes(b"PK\x03\x04broken")
    assert call("annotate", "bad.docx").code == 2
    assert not Path("bad.reviewed.docx").exists()


# ---- rewrite --------------------------------------------------------------------------------------------

ANSWERS = """
answers:
  - {line: 3, rule: lesson-count, write: Planned twelve workshops with five colleagues}
  - {line: 4, rule: school-life, delete: yes}
"""


def test_answers_from_a_file_become_tracked_changes(call, here) -> None:
    Path("a.yaml").write_text(ANSWERS, encoding="utf-8")
    result = call("rewrite", "resume.docx", "--answers", "a.yaml", "-o", "new.docx")
    assert result.code == 0
    assert "2 lines changed as tracked changes" in result.last
    assert call("extract", "new.docx").out.splitlines()[2:] == [
        "Planned twelve workshops with five colleagues",
        LINES[2],
    ]
    with zipfile.ZipFile("new.docx") as archive:
        body = archive.read("word/document.xml").decode()
    assert all(f"<w:delText>{line}</w:delText>" in body for line in LINES[:2])


def test_the_diff_of_a_text_file_is_all_that_is_printed(call, here) -> None:
    answers = ANSWERS.replace("line: 3", "line: 5").replace("line: 4", "line: 6")
    Path("a.yaml").write_text(answers, encoding="utf-8")
    before = Path("resume.md").read_bytes()
    result = call("rewrite", "resume.md", "--answers", "a.yaml", "--diff")
    changed = [
        line for line in result.out.splitlines() if line[0] in "+-" and not line.startswith(("+++", "---"))
    ]
    assert changed == [f"-- {LINES[0]}", f"-- {LINES[1]}", "+- Planned twelve workshops with five colleagues"]
    assert Path("resume.md").read_bytes() == before
    assert not Path("resume.rewritten.md").exists()


def test_an_unfinished_answer_changes_nothing_and_is_told(call, here) -> None:
    Path("a.yaml").write_text("[{line: 3, rule: lesson-count, use: 1, only-if: yes}]", encoding="utf-8")
    result = call("rewrite", "resume.docx", "--answers", "a.yaml")
    assert "not finished: line 3, lesson-count: {" in result.err
    assert not Path("resume.rewritten.docx").exists()


def test_a_new_line_that_has_the_old_fault_is_told(call, here) -> None:
    Path("a.yaml").write_text(
        "[{line: 3, rule: lesson-count, write: Gave 20 lessons a week}]", encoding="utf-8"
    )
    assert "lesson-count in it again" in call("rewrite", "resume.docx", "--answers", "a.yaml").err


def test_without_a_terminal_and_answers_it_says_what_it_needs(
    call, here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    result = call("rewrite", "resume.docx")
    assert result.code == 2
    assert "--answers" in result.last


def test_answers_that_are_not_understood_are_told_and_nothing_is_written(call, here) -> None:
    Path("a.yaml").write_text(ANSWERS.replace("school-life", "schol-life"), encoding="utf-8")
    result = call("rewrite", "resume.docx", "--answers", "a.yaml")
    assert result.code == 2
    assert "a.yaml:4:21: there is no rule “schol-life”; did you mean “school-life”?" in result.err
    assert "the answers have 1 fault" in result.last
    assert not Path("resume.rewritten.docx").exists()


# ---- the conversation -----------------------------------------------------------------------------------


@pytest.fixture
def talk(call, here, monkeypatch: pytest.MonkeyPatch):
    """Run `reframe rewrite` with these lines typed."""

    monkeypatch.setenv("TERM", "dumb")

    def talking(*typed: str, file: str = "resume.docx", more: tuple[str, ...] = ()):
        lines = io.StringIO("".join(f"{line}\n" for line in typed))
        lines.isatty = lambda: True  # type: ignore[method-assign]
        monkeypatch.setattr("sys.stdin", lines)
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
        return call("rewrite", file, *more)

    return talking


def test_the_writer_writes_deletes_and_the_copy_is_written(talk, call) -> None:
    result = talk("w", "Planned twelve workshops", "y", "d", "y")
    assert result.code == 0, result.err
    assert call("extract", "resume.rewritten.docx").out.splitlines()[2:] == [
        "Planned twelve workshops",
        LINES[2],
    ]


def test_a_suggestion_is_taken_with_its_condition_and_slots(talk, call) -> None:
    result = talk("1", *["y"] * 12)
    assert "Is it so that" in result.err
    kept = yaml.safe_load(Path("resume.rewritten.answers.yaml").read_text(encoding="utf-8"))
    assert kept["answers"][0]["only-if"] is True
    assert set(kept["answers"][0]["slots"].values()) == {"y"}


def test_a_condition_that_does_not_hold_keeps_the_suggestion_out(talk) -> None:
    assert "would not be true of you" in talk("1", "n", "s", "s").err
    assert not Path("resume.rewritten.docx").exists()


def test_a_line_with_a_gap_is_asked_for_again(talk, call) -> None:
    result = talk("w", "Planned {n} workshops", "w", "Planned twelve workshops", "y", "s")
    assert "put your own words in place of {n}" in " ".join(result.err.split())
    assert "{n}" not in Path("resume.rewritten.answers.yaml").read_text(encoding="utf-8")
    assert "Planned twelve workshops" in call("extract", "resume.rewritten.docx").out


def test_a_slot_filled_with_a_gap_is_asked_for_again(talk) -> None:
    result = talk("1", "y", *["{n}"] * 3, "s", "s", "s", "s", "s")
    assert "put your own words in place of {n}" in " ".join(result.err.split())


def test_who_stops_goes_on_from_there_and_nobody_else_can_read_the_answers(talk, call) -> None:
    first = talk("w", "Planned twelve workshops", "y", "q")
    assert "goes on from there" in " ".join(first.err.split())
    kept = Path("resume.rewritten.answers.yaml")
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert not Path("resume.rewritten.docx").exists()
    second = talk("s")
    assert "Going on" in second.err
    assert call("extract", "resume.rewritten.docx").out.splitlines()[2:] == [
        "Planned twelve workshops",
        *LINES[1:],
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_the_answers_for_a_copy_into_a_pipe_are_kept_beside_the_resume(talk, here) -> None:
    (here / "elsewhere").mkdir()
    os.mkfifo("elsewhere/pipe")
    talk("w", "Planned twelve workshops", "y", "q", more=("-o", "elsewhere/pipe"))
    assert Path("resume.rewritten.answers.yaml").is_file()
    assert [path.name for path in Path("elsewhere").iterdir()] == ["pipe"]


def test_a_terminal_that_closes_loses_no_answer(talk) -> None:
    assert talk("w", "Planned twelve workshops", "y").code == 130
    assert "Planned twelve" in Path("resume.rewritten.answers.yaml").read_text(encoding="utf-8")


# ---- hostile text ---------------------------------------------------------------------------------------

HOSTILE = "Taught 25 lessons a week <script>alert(1)</script> [red]x[/red] \x9b31m \u202e ::error::no"


def test_hostile_text_is_text_in_the_terminal_and_the_copy(talk, call, here) -> None:
    document = Document("resume.docx")
    document.paragraphs[2].runs[0].text = HOSTILE
    document.save("resume.docx")
    result = talk("w", "::error::mine <script>", "y", "s")
    assert "<script>alert(1)</script> [red]x[/red]" in " ".join(result.err.split())
    assert not {"\x9b", "\x1b", "\u202e"} & set(result.err)
    assert not any(line.lstrip().startswith("::") for line in result.err.splitlines())
    assert call("annotate", "resume.docx").code == 0
    with zipfile.ZipFile("resume.reviewed.docx") as archive:
        assert b"<script" not in archive.read("word/document.xml") + archive.read("word/comments.xml")
    with zipfile.ZipFile("resume.rewritten.docx") as archive:
        assert b"::error::mine &lt;script&gt;" in archive.read("word/document.xml")


def test_the_diff_of_hostile_text_is_no_command_and_no_escape(call, here) -> None:
    body = Path("resume.md").read_text(encoding="utf-8")
    Path("resume.txt").write_text(body.replace(LINES[1], f"{LINES[1]} \x1b[31m"), encoding="utf-8")
    Path("a.yaml").write_text("[{line: 6, rule: school-life, write: '::error::mine'}]", encoding="utf-8")
    out = call("rewrite", "resume.txt", "--answers", "a.yaml", "--diff").out
    assert "::error::mine" in out
    assert not any(line.startswith("::") for line in out.splitlines())


def test_a_suppressed_finding_and_a_rule_off_in_the_settings_write_no_comment(call, here) -> None:
    call("annotate", "resume.docx", "-o", "all.docx")
    Path("reframe.toml").write_text('ignore = ["school-life"]\n', encoding="utf-8")
    call("annotate", "resume.docx", "-o", "fewer.docx")
    assert comments("fewer.docx") == comments("all.docx") - 1
    call("annotate", "resume.docx", "--isolated", "-o", "again.docx")
    assert comments("again.docx") == comments("all.docx")
