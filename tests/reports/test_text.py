"""The report for a person: what it says, where its strokes lie, how it fits a terminal."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
import report_samples as samples
from rich.cells import cell_len

from reframe.model import Concern, Failure, Health, Report, Suggestion
from reframe.reports import Presentation
from reframe.reports.markdown import markdown
from reframe.reports.text import text

GOLDEN = Path(__file__).parent / "golden"


def shown(report: Report, **how: object) -> str:
    return text(report, Presentation(**{"width": 80, "certificates": {"capm": "CAPM"}, **how}))  # type: ignore[arg-type]


def stroked(output: str) -> list[str]:
    """The words above each run of strokes."""
    return [
        _cells(above, run.start(), run.end())
        for above, below in pairwise(output.splitlines())
        if set(below) <= {" ", "‾"}
        for run in re.finditer("‾+", below)
    ]


def _cells(line: str, start: int, end: int) -> str:
    at, inside = 0, ""
    for character in line:
        inside += character if start <= at < end or (at == end and cell_len(character) == 0) else ""
        at += cell_len(character)
    return inside


@pytest.mark.parametrize("width", [60, 100, 200])
def test_the_report_reads_as_the_golden_one(width: int) -> None:
    output = shown(samples.realistic(), width=width)
    golden = GOLDEN / f"realistic-{width}.txt"
    assert output == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal_nor_sprawls(width: int) -> None:
    lines = shown(samples.realistic(), width=width).splitlines()
    assert max(cell_len(line) for line in lines) <= min(width, 92)


@pytest.mark.parametrize(
    ("context", "text_", "width", "expected"),
    [
        ("Taught 25 lessons a week", "25 lessons a week", 80, ["25 lessons a week"]),
        ("運動会で司会をした at 5 schools", "5 schools", 80, ["5 schools"]),
        ("Joined the 運動会 each year", "運動会", 80, ["運動会"]),
        ("Cafe\u0301 and 5 schools", "5 schools", 80, ["5 schools"]),
        ("Teacher\t2019\tat 5 schools", "5 schools", 80, ["5 schools"]),
        (
            "x" * 45 + " at several elementary schools",
            "several elementary schools",
            60,
            ["several", "elementary schools"],
        ),
        ("小学校" * 30, "校小学校小学校小学校小学校小学校小学校小学校小学校小学校", 60, None),
        ("soft\u00adhyphen, zero\u200bwidth, 5 schools", "5 schools", 80, ["5 schools"]),
        ("\x1b[31m5 schools\x1b[0m", "5 schools", 80, ["5 schools"]),
        ("\u202e5 schools", "5 schools", 80, ["5 schools"]),
        ("::error::5 schools", "5 schools", 80, ["5 schools"]),
    ],
)
def test_the_strokes_lie_under_exactly_the_marked_words(
    context: str, text_: str, width: int, expected: list[str] | None
) -> None:
    found = stroked(
        shown(Report(files=(samples.file(samples.finding(context=context, text=text_)),)), width=width)
    )
    assert found == expected if expected is not None else "".join(found) == text_


def test_two_findings_on_a_line_share_its_quote() -> None:
    output = shown(samples.realistic())
    assert output.count("Taught 25 lessons a week at 5 elementary schools") == 1
    assert "‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾    ‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾" in output


def test_the_same_advice_is_given_once() -> None:
    output = " ".join(shown(samples.realistic()).split())
    assert output.count("Someone who was never an ALT cannot weigh lessons or schools.") == 1
    assert output.count("if you had fixed deadlines") == 1


def test_a_line_whose_advice_was_given_points_upwards() -> None:
    one = samples.finding()
    two = samples.finding(context="Ran 3 evening classes a month", text="3 evening classes a month", at=15)
    output = shown(Report(files=(samples.file(one, two),)))
    assert output.count("see above") == 1
    assert output.index("evening") < output.index("see above")


def test_a_line_gets_two_suggestions_and_a_question_at_most() -> None:
    many = samples.finding(
        suggestions=tuple(Suggestion(text=f"Way {number}") for number in range(4)),
        questions=("First?", "Second?"),
    )
    output = shown(Report(files=(samples.file(many),)))
    assert [word in output for word in ("Way 0", "Way 1", "Way 2", "First?", "Second?")] == [
        True,
        True,
        False,
        True,
        False,
    ]


def test_deletion_without_words_is_said_in_words() -> None:
    output = shown(
        Report(
            files=(samples.file(samples.finding(suggestions=(Suggestion(text="", applicability="delete"),))),)
        )
    )
    assert "try         leave this out" in output


GONE = Suggestion(text="", applicability="delete", only_if="you were there and had no task")
PLAYED = Suggestion(text="", applicability="delete", only_if="it was a game and nothing came of it")
WORDED = Suggestion(text="Prepared {deliverable}", only_if="you prepared something")


@pytest.mark.parametrize("write", [text, markdown], ids=["text", "markdown"])
@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param((GONE,), (PLAYED,), PLAYED, id="leaving-out-on-another-condition"),
        pytest.param((GONE, WORDED), (GONE, WORDED), GONE, id="leaving-out-where-all-was-said"),
        pytest.param(
            (WORDED,), (WORDED._replace(only_if="you saw to it"),), "you saw to it", id="same-words"
        ),
    ],
)
def test_a_later_line_has_advice_of_its_own(write, first, second, expected) -> None:
    one = samples.finding(suggestions=first)
    two = samples.finding(
        suggestions=second, context="Attended Sports Day", text="Sports Day", start=9, end=19
    )
    output = write(Report(files=(samples.file(one, two),)), Presentation(width=100))
    later = output[output.rindex("Attended") :].replace("**", "").replace("==", "")
    condition = expected if isinstance(expected, str) else expected.only_if
    assert condition in later


def test_a_line_is_advised_to_go_once_however_many_rules_say_so() -> None:
    rules = (("a", GONE), ("a", GONE), ("b", PLAYED))
    both = [samples.finding(rule, suggestions=(gone, WORDED)) for rule, gone in rules]
    output = shown(Report(files=(samples.file(*both),)))
    assert output.count("leave this out") == 1
    assert "Prepared {deliverable}" in output


def test_a_clean_resume_gets_a_warm_sentence_and_the_four_questions() -> None:
    output = shown(Report(files=(samples.file(),)))
    assert "Nothing here works against you" in output
    assert "four questions" in output
    assert "reframe explain" not in output


def test_a_resume_without_alt_work_is_told_so_and_nothing_else() -> None:
    output = shown(
        Report(files=(samples.file(alt_experience=False, alt_work=(), scorecard=None, target=None),))
    )
    assert "No ALT experience found" in output
    assert "four questions" not in output
    assert len(output.splitlines()) <= 5


@pytest.mark.parametrize("alt", [True, False])
def test_a_file_read_in_part_is_never_called_clean_without_saying_so(alt: bool) -> None:
    health = Health(
        "degraded", (Concern("odd-order", "The columns could not be told apart.", "Export it again."),)
    )
    output = shown(Report(files=(samples.file(health=health, alt_experience=alt),)))
    assert output.index("not read as well") < output.index("what could be read")
    assert "Export it again." in output
    assert "Nothing here works against you" not in output


def test_a_file_that_was_not_read_is_named() -> None:
    output = shown(
        Report(
            files=(), errors=(Failure("scan.pdf", "no-text-layer", "the pages are pictures.", "Run OCR."),)
        )
    )
    assert "Not read, and so not checked" in output
    assert "scan.pdf" in output


def test_without_color_there_is_no_escape_sequence_and_with_color_the_same_words() -> None:
    plain, colored = shown(samples.realistic()), shown(samples.realistic(), color=True)
    assert "\x1b" not in plain
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain


def test_statistics_count_each_rule() -> None:
    assert re.search(r"^ +2  lesson-count$", shown(samples.realistic(), statistics=True), re.MULTILINE)


def test_quiet_leaves_out_the_closing_count() -> None:
    assert "reframe explain" not in shown(samples.realistic(), quiet=True)


def test_only_commands_that_exist_are_recommended() -> None:
    assert "annotate" not in shown(samples.realistic(), commands=("explain",))
    assert "reframe annotate resume.docx" in " ".join(
        shown(samples.realistic(), commands=("annotate",)).split()
    )


@pytest.mark.skipif(os.name == "nt", reason="shells quote in another way there")
@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("my folder/my resume.docx", "'my folder/my resume.docx'"),
        ("resume; rm -rf ~.docx", "'resume; rm -rf ~.docx'"),
        ("$(id).docx", "'$(id).docx'"),
        ("-o.docx", "./-o.docx"),
        ("résumé.docx", "résumé.docx"),
        ("it's.docx", "'it'\"'\"'s.docx'"),
    ],
)
def test_a_file_is_one_word_of_the_command_that_is_recommended(path: str, word: str) -> None:
    report = samples.realistic()._replace(
        files=(samples.file(samples.finding(text="25 lessons a week"), path=path),)
    )
    assert f"`reframe annotate {word} -o COPY`" in shown(report, commands=("annotate",), width=200)


def test_a_long_paragraph_is_shown_around_its_marks() -> None:
    context = "word " * 200 + "5 schools " + "word " * 200
    output = shown(Report(files=(samples.file(samples.finding(context=context.strip(), text="5 schools")),)))
    assert output.count("word") < 80
    assert "…" in output
    assert stroked(output) == ["5 schools"]


def test_overlapping_marks_are_one_stroke() -> None:
    one = samples.finding(text="25 lessons a week")
    two = one._replace(rule="school-count", text="week at 5 elementary schools", start=20, end=48)
    assert stroked(shown(Report(files=(samples.file(one, two),)))) == [
        "25 lessons a week at 5 elementary schools"
    ]
