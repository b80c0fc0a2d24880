"""What ``annotate`` and ``rewrite`` share: their options, and a résumé read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from reframe.linter import Options
    from reframe.model import Document, FileReport, Resume
    from reframe.phrasebook import Phrasebook

_Command = TypeVar("_Command", bound="Callable[..., Any]")


def checking_options(command: _Command) -> _Command:
    """The options that say how the résumé is checked."""
    for option in reversed(
        (
            click.option(
                "--target",
                metavar="CAREER",
                help="The career path applied for; `reframe targets` lists them.",
            ),
            click.option(
                "--select",
                multiple=True,
                metavar="RULE",
                help="Only these rules or groups; repeatable, or separated by commas.",
            ),
            click.option(
                "--ignore",
                multiple=True,
                metavar="RULE",
                help="Not these rules or groups; repeatable, or separated by commas.",
            ),
            click.option(
                "--phrasebook",
                "phrasebooks",
                multiple=True,
                metavar="DIR",
                help="Add the rules of a phrasebook of your own; repeatable.",
            ),
            click.option(
                "--assume-alt",
                is_flag=True,
                help="Take the teaching jobs in Japan for ALT work even if their titles don’t say so.",
            ),
        )
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Review:
    """A résumé with everything there is to say about it, and the very bytes it was read from."""

    data: bytes
    document: Document
    resume: Resume
    report: FileReport
    phrasebook: Phrasebook

    @property
    def titles(self) -> dict[str, str]:
        """Rule name -> its title."""
        return {rule.name: rule.title for rule in self.phrasebook.rules}


def options_of(
    *,
    target: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    phrasebooks: tuple[str, ...],
    assume_alt: bool,
) -> Options:
    """The options with every name checked; raises ``ConfigError``."""
    from reframe.cli.books import book_of
    from reframe.cli.choices import known_rules, known_target, listed
    from reframe.linter import Options

    book = book_of(phrasebooks)
    return Options(
        target=known_target(target, book),
        select=known_rules(listed(select), book, option="--select"),
        ignore=known_rules(listed(ignore), book, option="--ignore"),
        assume_alt=assume_alt,
        phrasebooks=phrasebooks,
    )


def reviewed(path: str, data: bytes, *, options: Options) -> Review:
    """Read and check one résumé; raises ``UnreadableError``."""
    from reframe.documents import read
    from reframe.linter import report_on, tools
    from reframe.resume import understand

    book, matcher = tools(options.phrasebooks)
    document = read(path, data=data)
    report = report_on(document, phrasebook=book, matcher=matcher, options=options)
    resume = understand(document, knowledge=book.knowledge, assume_alt=options.assume_alt)
    return Review(data, document, resume, report, book)


def warn_of_health(document: Document) -> None:
    """Say on standard error where a document was read less than perfectly."""
    from reframe.cli.streams import say

    if document.health.verdict != "ok":
        for concern in document.health.concerns:
            say(f"{document.path}: {concern.message} {concern.hint}".strip())
