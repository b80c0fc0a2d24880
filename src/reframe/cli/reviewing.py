"""What ``annotate`` and ``rewrite`` share: their options, and a résumé read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reframe.cli.settings import InForce
    from reframe.findings import FileReport
    from reframe.model import Document, Resume
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
            click.option(
                "--config",
                metavar="FILE",
                type=click.Path(),
                help="Use this settings file; without it the nearest one is used (`reframe config` shows it).",
            ),
            click.option("--isolated", is_flag=True, help="Use no settings file."),
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


def reviewed(path: str, data: bytes, *, settings: InForce) -> Review:
    """Read and check one résumé, suppressed findings left out; raises ``UnreadableError`` and ``ConfigError``."""
    from reframe.cli.suppressing import Suppressions
    from reframe.documents import read
    from reframe.linter import report_on, tools

    options = settings.of(path).options
    book, matcher = tools(options.phrasebooks)
    document = read(path, data=data)
    report = Suppressions().applied(report_on(document, phrasebook=book, matcher=matcher, options=options))
    assert report.resume is not None
    return Review(data, document, report.resume, report, book)


def settings_of(options: Mapping[str, Any], *, path: str) -> InForce:
    """What the command line and the settings file for a path say; raises ``ConfigError``."""
    from reframe.cli.settings import Given, InForce

    settings = InForce(Given(**options))
    settings.of(path)
    return settings


def warn_of_health(document: Document) -> None:
    """Say on standard error where a document was read less than perfectly."""
    from reframe.cli.streams import say

    if document.health.verdict != "ok":
        for concern in document.health.concerns:
            say(f"{document.path}: {concern.message} {concern.hint}".strip())
