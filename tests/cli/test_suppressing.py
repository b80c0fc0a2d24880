"""Findings that stay as they are: by fingerprint in a file, or by a comment beside the line."""

from __future__ import annotations

import json
import stat
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

RESUME = """# Robin Whitlock

## Experience

### Assistant Language Teacher, Sakura City Board of Education, 2019 – 2022

- Taught 25 lessons a week
- Attended Sports Day every year
"""
KEPT = ".reframe-suppress.yaml"
BEFORE, AFTER = "2020-01-31", "2999-01-31"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one résumé, of which two rules are checked."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "resume.md").write_text(RESUME, encoding="utf-8")
    (tmp_path / "reframe.toml").write_text('select = ["lesson-count", "school-event"]', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(call, *arguments: str) -> dict:
    return json.loads(call("check", *arguments, "--format", "json").out)["files"][0]


def fingerprint(call, rule: str = "lesson-count") -> str:
    return next(f["fingerprint"] for f in checked(call)["findings"] if f["rule"] == rule)


def rules(findings: list[dict]) -> list[str]:
    return [finding["rule"] for finding in findings]


def entry(fingerprint_: str, until: str = "") -> str:
    return f'- fingerprint: "{fingerprint_}"\n  reason: known\n' + (f"  until: {until}\n" if until else "")


def test_a_suppressed_finding_is_set_apart_with_its_reason(call, repository: Path) -> None:
    result = call("suppress", fingerprint(call), "--reason", "They know", "--until", AFTER)
    assert result.code == 0
    assert result.out == ""
    file = checked(call)
    assert rules(file["findings"]) == ["school-event"]
    assert rules(file["suppressed"]) == ["lesson-count"]
    assert file["suppressed"][0]["suppression"] == {"kind": "file", "reason": "They know", "until": AFTER}


def test_the_exit_code_is_0_when_everything_is_suppressed(call, repository: Path) -> None:
    every = [finding["fingerprint"] for finding in checked(call)["findings"]]
    call("suppress", *every, "--reason", "known")
    assert call("check").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_file_is_its_owners_alone(call, repository: Path) -> None:
    call("suppress", fingerprint(call), "--reason", "known")
    assert stat.S_IMODE((repository / KEPT).stat().st_mode) == 0o600


def test_a_link_stays_one_and_the_file_it_leads_to_is_kept(call, repository: Path) -> None:
    (repository / "kept.yaml").write_text("# mine\n", encoding="utf-8")
    (repository / KEPT).symlink_to("kept.yaml")
    call("suppress", fingerprint(call), "--reason", "known")
    assert (repository / KEPT).is_symlink()
    assert "rf1:" in (repository / "kept.yaml").read_text(encoding="utf-8")


def test_the_file_holds_no_word_of_the_resume(call, repository: Path) -> None:
    call("suppress", fingerprint(call), "--reason", "known")
    assert "lessons" not in (repository / KEPT).read_text(encoding="utf-8")


def test_the_verbose_concise_report_gives_the_fingerprints(call, repository: Path) -> None:
    result = call("check", "--format", "concise", "--verbose")
    assert fingerprint(call) in result.out
    assert "rf1:" not in call("check", "--format", "concise").out


def test_suppressing_again_replaces_the_entry_and_leaves_the_rest_as_it_is(call, repository: Path) -> None:
    other = "rf1:0123456789abcdef:0"
    path = repository / KEPT
    path.write_text(f"# mine\n{entry(fingerprint(call))}# about the next\n{entry(other)}", encoding="utf-8")
    call("suppress", fingerprint(call, "school-event"), "--reason", "known")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# mine\n")
    before = text
    call("suppress", before.split('"')[1], "--reason", "known better")
    text = path.read_text(encoding="utf-8")
    assert text.count("rf1:") == 3
    assert "# about the next\n- fingerprint: " in text
    assert text.endswith('reason: "known better"\n')


def test_an_entry_that_is_over_holds_no_more_and_says_so(call, repository: Path) -> None:
    (repository / KEPT).write_text(entry(fingerprint(call), BEFORE), encoding="utf-8")
    result = call("check", "resume.md")
    assert "lesson-count" in result.out
    assert f"{KEPT}:1: rf1:" in result.err
    assert f"was suppressed until {BEFORE} and is reported again" in result.err


def test_an_entry_that_matches_nothing_is_told_of_once_every_resume_was_checked(
    call, repository: Path
) -> None:
    (repository / KEPT).write_text(entry("rf1:0123456789abcdef:0"), encoding="utf-8")
    (repository / "cv.md").write_text(RESUME, encoding="utf-8")
    assert "matches nothing" not in call("check", "resume.md").err
    assert "matches nothing" not in call("check", "--select", "jargon").err
    assert "matches nothing any more" in call("check").err


def test_prune_takes_out_what_is_over_and_what_matches_nothing(call, repository: Path) -> None:
    held = fingerprint(call)
    text = entry(held) + entry("rf1:0123456789abcdef:0") + entry(fingerprint(call, "school-event"), BEFORE)
    (repository / KEPT).write_text(text, encoding="utf-8")
    result = call("suppress", "--prune")
    assert "2 taken out, 1 left" in result.err
    assert (repository / KEPT).read_text(encoding="utf-8") == entry(held)


def test_prune_takes_nothing_out_while_a_resume_cannot_be_read(call, repository: Path) -> None:
    text = entry("rf1:0123456789abcdef:0")
    (repository / KEPT).write_text(text, encoding="utf-8")
    (repository / "other.docx").write_bytes(b"PK\x03\x04 damaged")
    result = call("suppress", "--prune")
    assert result.code == 2
    assert "nothing was taken out" in result.err
    assert (repository / KEPT).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["rf1:0123456789abcdef:0"],
        ["rf1:0123456789abcdef:0", "--reason", " "],
        ["lesson-count", "--reason", "known"],
        ["rf1:0123456789abcdef:0", "--reason", "known", "--until", "soon"],
        ["rf1:0123456789abcdef:0", "--reason", "known", "--until", BEFORE],
        ["--prune", "--reason", "known"],
        ["--prune"],
    ],
)
def test_what_cannot_be_suppressed_is_exit_code_2(call, repository: Path, arguments: list[str]) -> None:
    result = call("suppress", *arguments)
    assert result.code == 2
    assert "exit code 2: " in result.last
    assert not (repository / KEPT).exists()


def test_what_is_no_fingerprint_is_told_where_they_are_found(call, repository: Path) -> None:
    assert "--format concise --verbose" in call("suppress", "abc", "--reason", "known").last


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("fingerprint: x\n", f"{KEPT}:1:1: should be a list of entries"),
        ('- fingerprint: "rf1:0123456789abcdef:0"\n', f"{KEPT}:1:3: “reason” is missing"),
        ("- fingerprint: abc\n  reason: x\n", f"{KEPT}:1:16: “abc” is no fingerprint"),
        (entry("rf1:0123456789abcdef:0", "soon"), f"{KEPT}:3:10: “soon” is no date"),
        (entry("rf1:0123456789abcdef:0") * 2, f"{KEPT}:3:3: this fingerprint stands here a second time"),
        (entry("rf1:0123456789abcdef:0") + "  reson: x\n", "unknown key “reson”; did you mean “reason”?"),
        ("- [\n", "is not valid YAML"),
    ],
)
def test_faults_of_the_file_are_named_with_their_line(call, repository: Path, text: str, fault: str) -> None:
    (repository / KEPT).write_text(text, encoding="utf-8")
    for arguments in (["check"], ["suppress", "rf1:0123456789abcdef:1", "--reason", "known"]):
        result = call(*arguments)
        assert result.code == 2
        assert fault in result.err
    assert (repository / KEPT).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("comment", "suppressed", "note"),
    [
        ("ignore lesson-count -- it is asked for", ["lesson-count"], ""),
        ("ignore trivia", ["lesson-count"], ""),
        ("ignore school-event", [], "ignores “school-event” where it finds nothing"),
        ("ignore jargon", [], ""),
        ("ignore lesson-cont", [], "there is no such rule or group; did you mean “lesson-count”?"),
        ("ignore", [], "a comment beside line 7 says “reframe: ignore” and names no rule"),
        ("ignore lesson-count, lesson-cont -- x", ["lesson-count"], "no such rule"),
    ],
)
def test_a_comment_beside_a_line_lets_it_stand(
    call, repository: Path, comment: str, suppressed: list[str], note: str
) -> None:
    text = RESUME.replace("25 lessons a week", f"25 lessons a week <!-- reframe: {comment} -->")
    (repository / "resume.md").write_text(text, encoding="utf-8")
    result = call("check", "--format", "json")
    file = json.loads(result.out)["files"][0]
    assert rules(file["suppressed"]) == suppressed
    assert "school-event" in rules(file["findings"])
    assert (note in result.err) if note else ("comment" not in result.err)


def test_a_comments_reason_is_in_the_report(call, repository: Path) -> None:
    text = RESUME.replace("a week", "a week <!-- reframe: ignore lesson-count -- it is asked for -->")
    (repository / "resume.md").write_text(text, encoding="utf-8")
    (finding,) = checked(call)["suppressed"]
    assert finding["suppression"] == {"kind": "comment", "reason": "it is asked for", "until": None}
