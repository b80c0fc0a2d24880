"""``reframe rewrite``: its options, and the way from answers to a copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reframe.cli.reviewing import checking_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reframe.cli.reviewing import Review
    from reframe.review.rewriting import Decision, Edit, Unfinished


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "-o",
    "--output",
    metavar="COPY",
    help="The copy to write; NAME.rewritten.docx (.md, .txt, .tex) beside FILE if not given.",
)
@click.option(
    "--answers",
    metavar="FILE",
    help="Take the answers from this file and ask nothing; docs/review.md shows one.",
)
@click.option("--diff", is_flag=True, help="Print the changes instead of writing a copy; not for Word files.")
@click.option("--force", is_flag=True, help="Replace COPY if it exists.")
@checking_options
def rewrite(
    *, file: str, output: str | None, answers: str | None, diff: bool, force: bool, **options: Any
) -> None:
    """Go through the findings one by one, and write a copy with your new lines as tracked changes.

    For each line you see what is in the way and what could stand there instead. Choose a suggestion, say
    whether its condition is true and fill its {slots}; or write your own line; or skip it; or stop and go
    on another day: your answers are kept beside the copy, as NAME.answers.yaml, readable by you alone.

    Only lines you answered are changed, and a suggestion with an empty slot is not put in. In a Word file
    each change waits to be accepted or rejected; Markdown, plain text and LaTeX get a new file, or --diff.
    """
    from reframe.cli.copies import copy_place, refuse_wrong_name, write_copy
    from reframe.cli.reviewing import reviewed, settings_of, warn_of_health
    from reframe.cli.streams import out, say
    from reframe.documents.reading import load

    place = copy_place(file, output, mark="rewritten", force=force or diff, answers=answers)
    data = load(file)
    settings = settings_of(options, path=file)
    review = reviewed(file, data, settings=settings)
    _refuse_others(review, diff=diff)
    if output is not None and not diff:
        refuse_wrong_name(place, original=file, format_=review.document.format)
    warn_of_health(review.document)
    decisions = _from_file(answers, review) if answers else _asked(review, place)
    if decisions is None:
        return
    edits, waiting = _edits(review, decisions)
    written, made, left = _written(review, edits)
    if diff:
        out(_unified(review, written))
    elif made:
        write_copy(place, written, force=force, like=file)
    _tell(review, made=made, left=left, waiting=waiting, place=None if diff or not made else place)
    if not made and not diff:
        say("no line was changed, so no copy was written.")
    if made:
        _say_what_is_left(reviewed(file, written, settings=settings), made)


def _say_what_is_left(again: Review, made: tuple[Edit, ...]) -> None:
    """Whatever the new lines still have against them."""
    from reframe.cli.streams import say

    for finding in again.report.findings:
        for edit in made:
            if (
                edit.text
                and finding.text
                and finding.text in edit.text
                and edit.text in (finding.context or "")
            ):
                say(f"your new line has {finding.rule} in it again: “{finding.text}”.")
                break


def _refuse_others(review: Review, *, diff: bool) -> None:
    from reframe.errors import ConfigError, OutputError
    from reframe.review.text_rewriting import FORMATS

    format_ = review.document.format
    if format_ not in ("docx", *FORMATS):
        raise OutputError(
            "this kind of file cannot be rewritten.",
            code="no-rewriting-here",
            hint="Rewrite the document it was made from: Word, Markdown, plain text or LaTeX.",
            path=review.document.path,
        )
    if diff and format_ == "docx":
        raise ConfigError(
            "--diff is for text files.",
            code="no-diff-of-word",
            hint="Without it, a copy is written in which Word shows each change.",
        )


def _from_file(path: str, review: Review) -> list[Decision]:
    from reframe.cli.streams import say
    from reframe.documents.reading import load
    from reframe.review.answers import parsed

    decisions, remarks = parsed(
        load(path), path=path, findings=review.report.findings, phrasebook=review.phrasebook
    )
    for remark in remarks:
        say(f"{path}: {remark}")
    return decisions


def _asked(review: Review, place: Path) -> list[Decision] | None:
    """The writer's answers, those of another day included; None where they stopped in between."""
    import sys

    from reframe.cli.asking import Conversation
    from reframe.cli.copies import copy_place
    from reframe.cli.places import is_stream
    from reframe.errors import ConfigError

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise ConfigError(
            "there is no terminal to ask questions in.",
            code="no-terminal",
            hint="Give the answers in a file: --answers answers.yaml; docs/review.md shows one.",
        )
    beside = (
        copy_place(review.document.path, None, mark="rewritten", force=True) if is_stream(place) else place
    )
    kept = beside.with_name(f"{beside.stem}.answers.yaml")
    before = _from_file(str(kept), review) if kept.is_file() else []
    return Conversation(review, kept, before).answers()


def _edits(review: Review, decisions: Iterable[Decision]) -> tuple[tuple[Edit, ...], list[Unfinished]]:
    from reframe.review.rewriting import Edit, combined, resolve

    by_name = {finding.fingerprint: finding for finding in review.report.findings}
    resolved = [resolve(review.resume, by_name[each.fingerprint], each) for each in decisions]
    edits = combined(each for each in resolved if isinstance(each, Edit))
    return edits, [each for each in resolved if each is not None and not isinstance(each, Edit)]


def _written(review: Review, edits: tuple[Edit, ...]) -> tuple[bytes, tuple[Edit, ...], tuple[Edit, ...]]:
    if not edits:
        return review.data, (), ()
    if review.document.format == "docx":
        from datetime import UTC, datetime

        from reframe.review import word_tracking

        return word_tracking.rewritten(review.data, resume=review.resume, edits=edits, date=datetime.now(UTC))
    from reframe.review import text_rewriting

    return text_rewriting.rewritten(review.data, resume=review.resume, edits=edits)


def _unified(review: Review, written: bytes) -> str:
    import difflib

    from reframe.documents.textfile import decode
    from reframe.reports.visible import one_line

    path = review.document.path
    old, new = (decode(data, path=path).text.splitlines(keepends=True) for data in (review.data, written))
    name = one_line(Path(path).name)
    lines = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _tell(
    review: Review,
    *,
    made: tuple[Edit, ...],
    left: tuple[Edit, ...],
    waiting: Iterable[Unfinished],
    place: Path | None,
) -> None:
    """How it went, on standard error."""
    from reframe.cli.streams import say
    from reframe.reports.counting import counted

    by_name = {finding.fingerprint: finding for finding in review.report.findings}
    for each in waiting:
        finding = by_name[each.fingerprint]
        line = f"line {finding.location.line}" if finding.block is not None else "the whole résumé"
        say(f"not finished: {line}, {finding.rule}: {each.reason}.")
    for edit in left:
        say(
            f"not put in: line {by_name[edit.fingerprint].location.line} stands where a change cannot be made "
            f"safely; put it in by hand: {edit.text or 'leave it out'}"
        )
    if place is not None:
        tracked = " as tracked changes" if review.document.format == "docx" else ""
        say(f"{place}: {counted(len(made), 'line')} changed{tracked}.")
