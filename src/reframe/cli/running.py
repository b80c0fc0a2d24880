"""One run of ``reframe check``: which files, which rules, which outputs, how it went."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from reframe.findings import Failure, FileReport, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from reframe.cache import Answers
    from reframe.cli.files import Source
    from reframe.cli.outputs import Output
    from reframe.cli.settings import InForce
    from reframe.cli.suppressing import Suppressions
    from reframe.cli.verdict import Verdict
    from reframe.reports import Presentation, Stream
    from reframe.reports.presentation import RuleInfo


SHOWING_THE_RESUME = frozenset({"html"})
"""Formats that need the résumé itself beside its findings."""
NAMING_FILES_FOR_CI = frozenset({"github", "sarif", "rdjson"})
"""Formats that name files as seen from the top of the repository."""


class Request(NamedTuple):
    """The command line of ``reframe check``."""

    paths: tuple[str, ...]
    stdin_filename: str | None = None
    config: str | None = None
    isolated: bool = False
    force_exclude: bool = False
    target: str | None = None
    region: str | None = None
    job: str | None = None
    formats: tuple[str, ...] = ()
    fail_on: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    phrasebooks: tuple[str, ...] = ()
    assume_alt: bool = False
    redact: bool = False
    statistics: bool = False
    diff_base: str | None = None
    color: str = "auto"
    jobs: int = 0
    no_cache: bool = False
    quiet: bool = False
    verbose: bool = False


def run(request: Request) -> Verdict:
    """Check, write every output that was asked for, and say how it went."""
    from reframe.cli.files import sources
    from reframe.cli.outputs import outputs, spare_others
    from reframe.cli.streams import on_terminal
    from reframe.cli.suppressing import Suppressions
    from reframe.cli.telling import tell_unread
    from reframe.cli.verdict import verdict

    _refuse_odd_standard_input(request)
    wanted = outputs(request.formats, terminal=on_terminal())
    spare_others(wanted, request.paths)
    in_force = _in_force(request)
    written = [output.file for output in wanted if output.file is not None]
    unread: list[str] = []
    found = sources(
        request.paths or (".",),
        stdin_filename=request.stdin_filename,
        but=written,
        config_of=in_force.config_of,
        force_exclude=request.force_exclude,
        pass_over=unread.append,
    )
    suppressions = Suppressions()
    results = _results(
        found,
        request=request,
        in_force=in_force,
        wanted=wanted,
        change=_changes(request, in_force, suppressions),
    )
    report = _report(results)
    _tell_stale(suppressions, request, in_force)
    if unread and not request.quiet:
        tell_unread(unread)
    answer = verdict(report, fail_on=lambda path: in_force.of(path).fail_on)
    how = _presentation(
        request,
        report=report,
        formats={output.format for output in wanted},
        code=answer.code,
        phrasebooks=in_force.phrasebooks,
    )
    _write(report, wanted, how)
    return answer


def _refuse_odd_standard_input(request: Request) -> None:
    """Raise ``ConfigError`` where two would read standard input, or its name is given and nobody reads it."""
    from reframe.errors import ConfigError

    readers = [path for path in (*request.paths, request.job) if path == "-"]
    if len(readers) > 1:
        raise ConfigError(
            "standard input can be read once only.",
            code="bad-option",
            hint="Name a file in place of one “-”.",
        )
    if request.stdin_filename is not None and "-" not in request.paths:
        raise ConfigError(
            "--stdin-filename names what comes over standard input, and no PATH is “-”.",
            code="bad-option",
            hint="Leave it out, or give - as the PATH.",
        )


def _in_force(request: Request) -> InForce:
    """The settings for every file; those for where we are show at once whether the command line is understood."""
    from reframe.cli.settings import Given, InForce

    given = Given(**{name: getattr(request, name) for name in Given._fields if name in Request._fields})
    if request.job is not None:
        from reframe.cli.postings import posting_of

        posting = posting_of(request.job, request.phrasebooks)
        given = given._replace(target=given.target or posting.target, terms=posting.terms)
    in_force = InForce(given)
    in_force.of(request.stdin_filename or (request.paths or (".",))[0])
    return in_force


def _changes(
    request: Request, in_force: InForce, suppressions: Suppressions
) -> Callable[[FileReport], FileReport]:
    """What is done to a file's report: suppressed findings are set apart, and with --diff-base those not new."""
    if request.diff_base is None:
        return suppressions.applied
    from reframe.cli.comparing import Since

    since = Since(request.diff_base, options_of=lambda path: in_force.of(path).options)
    return lambda report: since.only_new(suppressions.applied(report))


def _tell_stale(suppressions: Suppressions, request: Request, in_force: InForce) -> None:
    from reframe.cli.streams import say

    narrowing = (request.select, request.ignore, request.target, request.job, request.config)
    if not request.quiet:
        for line in suppressions.stale(
            config_of=in_force.config_of, narrowed=any(narrowing) or request.isolated
        ):
            say(line)


def _results(
    found: Iterable[Source | Failure],
    *,
    request: Request,
    in_force: InForce,
    wanted: tuple[Output, ...],
    change: Callable[[FileReport], FileReport],
) -> Iterator[FileReport | Failure]:
    """The answers as they come: redacted if that was asked for, told, and printed if the format streams."""
    import sys

    from reframe.cli.checking import checked
    from reframe.cli.telling import told
    from reframe.reports import streaming

    printed = next((output.format for output in wanted if output.file is None), None)
    stream = streaming(printed) if printed else None
    results: Iterator[FileReport | Failure] = checked(
        found,
        options_of=lambda path: in_force.of(path).options,
        progress=sys.stderr.isatty() and not request.quiet and not (stream and sys.stdout.isatty()),
        answers=_answers(request, wanted),
        jobs=request.jobs,
        whole=any(output.format in SHOWING_THE_RESUME for output in wanted),
    )
    results = (result if isinstance(result, Failure) else change(result) for result in results)
    results = (_redacted(result) if in_force.of(result.path).redact else result for result in results)
    results = told(results, printed=printed, quiet=request.quiet, verbose=request.verbose)
    return _streamed(results, stream, request, held=len(wanted) > 1) if stream else results


def _answers(request: Request, wanted: tuple[Output, ...]) -> Answers | None:
    """The answers of former runs, unless a format shows more than they hold or none are wanted."""
    if request.no_cache or any(output.format in SHOWING_THE_RESUME for output in wanted):
        return None
    from reframe.cache import Answers

    return Answers()


def _redacted(result: FileReport | Failure) -> FileReport | Failure:
    from reframe.reports.redacting import redacted_failure, redacted_file

    return redacted_failure(result) if isinstance(result, Failure) else redacted_file(result)


def _streamed(
    results: Iterable[FileReport | Failure], stream: Stream, request: Request, *, held: bool
) -> Iterator[FileReport | Failure]:
    """The results, each printed; unless other outputs need them, they are not ``held`` beyond what is counted."""
    from reframe.cli.streams import out
    from reframe.reports import Presentation
    from reframe.reports.counting import counted_only

    how = Presentation(verbose=request.verbose)
    for result in results:
        out(stream.part(result, how))
        yield result if held or isinstance(result, Failure) else counted_only(result)


def _report(results: Iterator[FileReport | Failure]) -> Report:
    files: list[FileReport] = []
    errors: list[Failure] = []
    for result in results:
        if isinstance(result, Failure):
            errors.append(result)
        else:
            files.append(result)
    return Report(files=tuple(files), errors=tuple(errors))


def _presentation(
    request: Request, *, report: Report, formats: set[str], code: int, phrasebooks: tuple[str, ...]
) -> Presentation:
    from reframe.cli import COMMANDS
    from reframe.cli.streams import colored, width
    from reframe.reports import Presentation

    return Presentation(
        exit_code=code,
        width=width() if "text" in formats else 80,
        color=colored(request.color),
        statistics=request.statistics,
        quiet=request.quiet,
        verbose=request.verbose,
        root=_root() if formats & NAMING_FILES_FOR_CI else None,
        rules=_rules(phrasebooks) if "sarif" in formats else (),
        certificates=_certificates(report),
        commands=tuple(COMMANDS),
    )


def _rules(phrasebooks: tuple[str, ...]) -> tuple[RuleInfo, ...]:
    from reframe.cli.books import book_of

    return book_of(phrasebooks).rules


def _certificates(report: Report) -> dict[str, str]:
    """The display names of the certificates that the report recommends."""
    return {name: title for file in report.files for name, title in file.certificates}


def _root() -> Path:
    """The folder that a CI service names files relative to: the repository's, else where we are."""
    from pathlib import Path

    here = Path.cwd()
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if workspace and here.is_relative_to(workspace):
        return Path(workspace)
    return next((place for place in (here, *here.parents) if (place / ".git").exists()), here)


def _write(report: Report, wanted: tuple[Output, ...], how: Presentation) -> None:
    from reframe.cli.outputs import append, write_whole
    from reframe.cli.streams import out
    from reframe.reports import FORMATS, streaming

    for output in wanted:
        if output.file is None and (stream := streaming(output.format)):
            out(stream.end(report, how))
            continue
        in_file = how._replace(color=False, width=80, in_file=True)
        written = FORMATS[output.format](report, in_file if output.file else how)
        if output.file:
            write_whole(output.file, written)
        else:
            out(written)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and any(output.format == "github" for output in wanted):
        append(summary, FORMATS["markdown"](report, how))
