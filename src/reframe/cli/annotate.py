"""``reframe annotate``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reframe.cli.reviewing import checking_options

if TYPE_CHECKING:
    from reframe.cli.reviewing import Review
    from reframe.cli.settings import InForce


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "-o",
    "--output",
    metavar="COPY",
    help="The copy to write; NAME.reviewed.docx (or .pdf) beside FILE if not given.",
)
@click.option("--clear", is_flag=True, help="Write a copy without reframe’s comments instead.")
@click.option("--force", is_flag=True, help="Replace COPY if it exists.")
@checking_options
def annotate(*, file: str, output: str | None, clear: bool, force: bool, **options: Any) -> None:
    """Write a copy of a résumé with the findings in it: comments in a Word file, highlights in a PDF.

    Each comment stands on the very words it is about and says why they work against you, what could stand
    there instead, and which question to ask yourself. The text and everything else in the file stay as
    they are; FILE itself is never changed. A copy that is annotated again gets new comments in place of
    the old ones; comments of other people stay.
    """
    from reframe.cli.copies import copy_place, refuse_wrong_name, write_copy
    from reframe.cli.reviewing import settings_of
    from reframe.cli.streams import say
    from reframe.documents.reading import load
    from reframe.documents.sniffing import real_format

    place = copy_place(file, output, mark="cleared" if clear else "reviewed", force=force)
    data = load(file)
    format_ = real_format(data, path=file)
    if format_ not in ("docx", "pdf"):
        raise _no_comments(file)
    if output is not None:
        refuse_wrong_name(place, original=file, format_=format_)
    if clear:
        written, count = _cleared(data, format_=format_, path=file)
        done = f"{_counted(count)} taken out"
    else:
        written, count = _annotated(
            data, format_=format_, path=file, settings=settings_of(options, path=file)
        )
        done = f"{_counted(count)} written"
    write_copy(place, written, force=force, like=file)
    say(f"{place}: {done}.")


def _annotated(data: bytes, *, format_: str, path: str, settings: InForce) -> tuple[bytes, int]:
    """The copy and how many comments it holds."""
    from reframe.cli.reviewing import reviewed, warn_of_health

    data, _ = _cleared(data, format_=format_, path=path)
    review = reviewed(path, data, settings=settings)
    warn_of_health(review.document)
    _say_if_silent(review)
    findings = review.report.findings
    if format_ == "pdf":
        from reframe.review.pdf_highlights import annotate_pdf

        return annotate_pdf(data, review.report, titles=review.titles), len(findings)
    from datetime import UTC, datetime

    from reframe.review.word_annotating import annotated

    now = datetime.now(UTC)
    return annotated(data, resume=review.resume, findings=findings, titles=review.titles, date=now), len(
        findings
    )


def _cleared(data: bytes, *, format_: str, path: str) -> tuple[bytes, int]:
    if format_ == "pdf":
        from reframe.review.pdf_highlights import clear_pdf

        return clear_pdf(data, path=path)
    from reframe.review.word_annotating import cleared

    return cleared(data, path=path)


def _say_if_silent(review: Review) -> None:
    from reframe.cli.streams import say

    if not review.report.alt_experience:
        say(
            "no ALT experience found, so there is nothing to say; --assume-alt takes teaching jobs for ALT work."
        )


def _counted(count: int) -> str:
    from reframe.reports.counting import counted

    return counted(count, "comment")


def _no_comments(path: str) -> Exception:
    from reframe.errors import OutputError

    return OutputError(
        "a text file has no place for comments.",
        code="no-comments-here",
        hint="`reframe check FILE --format markdown=review.md` writes the findings beside it, and "
        "`reframe rewrite FILE --diff` shows your new lines.",
        path=path,
    )
