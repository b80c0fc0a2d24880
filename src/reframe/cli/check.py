"""``reframe check``."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reframe.cli.verdict import FAIL_ON
from reframe.model import Failure, FileReport, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reframe.cli.files import Source
    from reframe.cli.outputs import Output
    from reframe.cli.verdict import Verdict
    from reframe.linter import Options
    from reframe.reports import Presentation


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The command line of ``reframe check``."""

    paths: tuple[str, ...]
    stdin_filename: str | None = None
    target: str | None = None
    formats: tuple[str, ...] = ()
    fail_on: str = "warning"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    phrasebooks: tuple[str, ...] = ()
    assume_alt: bool = False
    redact: bool = False
    statistics: bool = False
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False


@click.command(short_help="Find what works against the writer of a résumé.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="The name of the file that comes over standard input (PATH is -).",
)
@click.option("--target", metavar="CAREER", help="The career path applied for; `reframe targets` lists them.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="text, concise, json, jsonl, github, sarif, rdjson or markdown; repeatable with files. "
    "Default: text on a terminal, concise elsewhere.",
)
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="warning",
    show_default=True,
    help="The lowest level that makes the exit code 1.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    help="Only these rules or groups; repeatable, or separated by commas.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    help="Not these rules or groups; repeatable, or separated by commas.",
)
@click.option(
    "--phrasebook",
    "phrasebooks",
    multiple=True,
    metavar="DIR",
    help="Add the rules of a phrasebook of your own; repeatable.",
)
@click.option(
    "--assume-alt",
    is_flag=True,
    help="Take the teaching jobs in Japan for ALT work even if their titles don’t say so.",
)
@click.option(
    "--redact", is_flag=True, help="Mask contact data and shorten quotes, for logs that others can read."
)
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours in the text report; auto heeds NO_COLOR.",
)
@click.option("-q", "--quiet", is_flag=True, help="The report alone, without the closing count.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Say on standard error how each file was read; show what is suppressed.",
)
@click.pass_context
def check(ctx: click.Context, /, **options: object) -> None:
    """Say which lines of a résumé work against its writer, why, and what to write instead.

    PATH is a résumé (DOCX, PDF, Markdown, HTML, LaTeX, plain text, JSON Resume, YAML), a folder, or - for
    standard input. Without one, the current folder is searched.

    \b
    Exit codes:
      0  every file was read, and nothing at or above --fail-on was found
      1  there are findings at or above --fail-on
      2  a file, option or phrasebook was not read or not understood
    """
    from reframe.cli.streams import say

    request = Request(**options)  # type: ignore[arg-type]
    answer = run(request)
    if answer.code:
        say(f"exit code {answer.code}: {answer.reason}")
    ctx.exit(answer.code)


def run(request: Request) -> Verdict:
    """Check, write every output that was asked for, and say how it went."""
    from reframe.cli.files import sources
    from reframe.cli.outputs import outputs, spare_inputs
    from reframe.cli.streams import on_terminal
    from reframe.cli.verdict import verdict

    wanted = outputs(request.formats, terminal=on_terminal())
    spare_inputs(wanted, request.paths)
    options = _options(request)
    found = sources(request.paths or (".",), stdin_filename=request.stdin_filename)
    report = _report(_told(_checked(found, request=request, options=options), verbose=request.verbose))
    if request.redact:
        from reframe.reports.redacting import redacted

        report = redacted(report)
    answer = verdict(report, fail_on=request.fail_on)
    how = _presentation(
        request, report=report, formats={output.format for output in wanted}, code=answer.code
    )
    _write(report, wanted, how)
    return answer


def _options(request: Request) -> Options:
    from reframe.cli.choices import known_rules, known_target, listed
    from reframe.linter import Options

    select, ignore, target = listed(request.select), listed(request.ignore), request.target
    if select or ignore or target:
        from reframe.cli.books import book_of

        book = book_of(request.phrasebooks)
        select = known_rules(select, book, option="--select")
        ignore = known_rules(ignore, book, option="--ignore")
        target = known_target(target, book)
    return Options(
        target=target,
        select=select,
        ignore=ignore,
        assume_alt=request.assume_alt,
        phrasebooks=request.phrasebooks,
    )


def _checked(
    found: Iterable[Source | Failure], *, request: Request, options: Options
) -> Iterator[FileReport | Failure]:
    import sys

    from reframe.cli.checking import checked

    return checked(found, options=options, progress=sys.stderr.isatty() and not request.quiet)


def _told(results: Iterator[FileReport | Failure], *, verbose: bool) -> Iterator[FileReport | Failure]:
    """The results, each failure told on standard error as it comes, with ``verbose`` each success too."""
    from reframe.cli.streams import say
    from reframe.reports.outline import counted

    for result in results:
        if isinstance(result, Failure):
            say(": ".join(part for part in (result.path, f"{result.message} {result.hint}".strip()) if part))
        elif verbose:
            pages = f", {counted(result.pages, 'page')}" if result.pages else ""
            work = "ALT work found" if result.alt_experience else "no ALT work found"
            findings = counted(len(result.findings), "finding")
            say(f"{result.path}: read as {result.format}{pages}, {result.health.verdict}; {work}; {findings}")
        yield result


def _report(results: Iterator[FileReport | Failure]) -> Report:
    files: list[FileReport] = []
    errors: list[Failure] = []
    for result in results:
        if isinstance(result, Failure):
            errors.append(result)
        else:
            files.append(result)
    return Report(files=tuple(files), errors=tuple(errors))


def _presentation(request: Request, *, report: Report, formats: set[str], code: int) -> Presentation:
    from reframe.cli import COMMANDS
    from reframe.cli.books import book_of
    from reframe.cli.streams import colored, width
    from reframe.reports import Presentation

    return Presentation(
        exit_code=code,
        width=width(),
        color=colored(request.color),
        statistics=request.statistics,
        quiet=request.quiet,
        verbose=request.verbose,
        root=_root(),
        rules=book_of(request.phrasebooks).rules if "sarif" in formats else (),
        certificates=_certificates(report, request) if formats & {"text", "markdown", "github"} else {},
        commands=tuple(COMMANDS),
    )


def _certificates(report: Report, request: Request) -> dict[str, str]:
    """The display names of the certificates that the report recommends."""
    cards = [file.scorecard for file in report.files if file.scorecard is not None]
    if not any(card.certifications.recommended for card in cards):
        return {}
    from reframe.cli.books import book_of

    return {
        name: certificate.title for name, certificate in book_of(request.phrasebooks).certificates.items()
    }


def _root() -> Path:
    """The folder that a CI service names files relative to: the repository's, else where we are."""
    here = Path.cwd()
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if workspace and here.is_relative_to(workspace):
        return Path(workspace)
    return next((place for place in (here, *here.parents) if (place / ".git").exists()), here)


def _write(report: Report, wanted: tuple[Output, ...], how: Presentation) -> None:
    from reframe.cli.outputs import append, write_whole
    from reframe.cli.streams import out
    from reframe.reports import FORMATS

    for output in wanted:
        written = FORMATS[output.format](report, replace(how, color=False, width=80) if output.file else how)
        if output.file:
            write_whole(output.file, written)
        else:
            out(written)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and any(output.format == "github" for output in wanted):
        append(summary, FORMATS["markdown"](report, how))
