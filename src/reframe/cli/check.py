"""``reframe check``: its options."""

from __future__ import annotations

import click

from reframe.cli import completing


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="The name of the file that comes over standard input (PATH is -).",
)
@click.option(
    "--target",
    metavar="CAREER",
    shell_complete=completing.targets,
    help="The career path applied for; `reframe targets` lists them.",
)
@click.option(
    "--region",
    metavar="CODE",
    help="Where you apply (US, UK, EU, CA, AU or JP), for certificates that count there.",
)
@click.option(
    "--job",
    metavar="FILE",
    help="A job posting (text, DOCX, PDF, HTML or - for standard input): chooses the career path, and its words "
    "that the résumé never uses become questions.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    shell_complete=completing.formats,
    help="text, concise, json, jsonl, github, sarif, rdjson, markdown or html; repeatable with files. "
    "Default: text on a terminal, concise elsewhere.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "suggestion", "never"]),
    show_default="warning",
    help="The lowest level that makes the exit code 1.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    shell_complete=completing.rules,
    help="Only these rules or groups; repeatable, or separated by commas.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    shell_complete=completing.rules,
    help="Not these rules or groups; repeatable, or separated by commas.",
)
@click.option(
    "--phrasebook",
    "phrasebooks",
    multiple=True,
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Add the rules of a phrasebook of your own; repeatable.",
)
@click.option(
    "--assume-alt",
    is_flag=True,
    help="Take the teaching jobs in Japan for ALT work even if their titles don’t say so.",
)
@click.option(
    "--config",
    metavar="FILE",
    type=click.Path(),
    help="Use this settings file; without it the nearest one is used (`reframe config` shows it).",
)
@click.option("--isolated", is_flag=True, help="Use no settings file.")
@click.option(
    "--diff-base",
    metavar="REV",
    help="Only what is new since a git revision; Word and PDF files are compared too.",
)
@click.option(
    "--force-exclude",
    is_flag=True,
    help="Leave out what the settings exclude even where it is named, as hooks do.",
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
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Check with so many processes; without it, with several from 100 files on.",
)
@click.option("--no-cache", is_flag=True, help="Check every file afresh, and keep no answers.")
@click.option("-q", "--quiet", is_flag=True, help="The report alone, without the closing count.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Say on standard error how each file was read; show what is suppressed, and in concise the fingerprints.",
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
    from reframe.cli.running import Request, run
    from reframe.cli.streams import say

    answer = run(Request(**options))  # type: ignore[arg-type]
    if answer.code:
        say(f"exit code {answer.code}: {answer.reason}")
    ctx.exit(answer.code)
