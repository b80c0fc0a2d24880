"""What the shell offers after a tab: rules, groups, career paths and formats by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click


def rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Rules and groups; after a comma the next one."""
    from reframe.cli.books import book_of

    del param
    book = book_of(_folders(ctx))
    return _offered((*book.groups, *(rule.name for rule in book.rules)), incomplete)


def targets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Career paths."""
    from reframe.cli.books import book_of

    del param
    return _offered(book_of(_folders(ctx)).careers, incomplete)


def formats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Formats of the report."""
    from reframe.reports import FORMATS

    del ctx, param
    return _offered(FORMATS, incomplete)


def _folders(ctx: click.Context) -> tuple[str, ...]:
    return tuple(ctx.params.get("phrasebooks") or ())


def _offered(names: Iterable[str], incomplete: str) -> list[str]:
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in names if name.startswith(last)]
