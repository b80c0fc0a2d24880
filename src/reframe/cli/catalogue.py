"""``reframe explain``, ``reframe rules`` and ``reframe targets``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from reframe.cli import completing

if TYPE_CHECKING:
    from collections.abc import Callable

    from reframe.reports import Presentation

_Command = TypeVar("_Command", bound="Callable[..., Any]")


def _shared(command: _Command) -> _Command:
    """The options that all three have."""
    options = (
        click.option(
            "--phrasebook", "phrasebooks", multiple=True, metavar="DIR", help="Add a phrasebook of your own."
        ),
        click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True),
    )
    for option in options:
        command = option(command)
    return command


@click.command()
@click.argument("rule", metavar="RULE", shell_complete=completing.rules)
@click.option("-v", "--verbose", is_flag=True, help="Show every example.")
@_shared
def explain(*, rule: str, verbose: bool, phrasebooks: tuple[str, ...], format: str) -> None:  # noqa: A002
    """Say what RULE finds, why that matters to a hiring manager, and what to write instead."""
    from reframe.cli.choices import unknown
    from reframe.cli.streams import out
    from reframe.phrasebook import load
    from reframe.reports.catalogue import explained, rules_json

    book = load(*phrasebooks)
    found = book.rule(rule)
    if found is None:
        raise unknown(
            "There is no rule",
            rule,
            [known.name for known in book.rules],
            code="unknown-rule",
            hint=f"“{rule}” is a group: name one of its rules."
            if rule in book.groups
            else "`reframe rules` lists them all.",
        )
    out(rules_json([found]) if format == "json" else explained(found, _presentation(verbose=verbose)))


@click.command()
@_shared
def rules(*, phrasebooks: tuple[str, ...], format: str) -> None:  # noqa: A002
    """List every rule with its group."""
    from reframe.cli.streams import out
    from reframe.phrasebook import load
    from reframe.reports.catalogue import listed_rules, rules_json

    book = load(*phrasebooks)
    out(rules_json(book.rules) if format == "json" else listed_rules(book, _presentation()))


@click.command()
@_shared
def targets(*, phrasebooks: tuple[str, ...], format: str) -> None:  # noqa: A002
    """List the career paths that `reframe check --target` knows."""
    from reframe.cli.streams import out
    from reframe.phrasebook import load
    from reframe.reports.catalogue import listed_targets, targets_json

    book = load(*phrasebooks)
    out(targets_json(book.careers.values()) if format == "json" else listed_targets(book, _presentation()))


def _presentation(*, verbose: bool = False) -> Presentation:
    from reframe.cli.streams import colored, width
    from reframe.reports import Presentation

    return Presentation(width=width(), color=colored("auto"), verbose=verbose)
