"""Names given on the command line, checked against those that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reframe.phrasebook import Phrasebook


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean “lesson-count”?``, or a full stop where no name is near."""
    import difflib

    near = difflib.get_close_matches(word.lower().replace("_", "-"), list(known), n=1, cutoff=0.6)
    return f"; did you mean “{near[0]}”?" if near else "."


def listed(values: Iterable[str]) -> tuple[str, ...]:
    """Option values, each of which may hold several separated by commas."""
    return tuple(name for value in values for part in value.split(",") if (name := part.strip()))


def known_rules(names: Iterable[str], book: Phrasebook, *, option: str) -> tuple[str, ...]:
    """Rules and groups by the names they have today; raises ``ConfigError`` for a name that is neither."""
    known = []
    for name in names:
        rule = book.rule(name)
        if rule is None and name not in book.groups:
            raise unknown(
                f"{option}: there is no rule or group",
                name,
                [rule.name for rule in book.rules] + list(book.groups),
                code="unknown-rule",
                hint="`reframe rules` lists them all.",
            )
        known.append(rule.name if rule is not None else name)
    return tuple(known)


def known_target(name: str | None, book: Phrasebook) -> str | None:
    """A career path that exists; raises ``ConfigError`` otherwise."""
    if name is None or name in book.careers:
        return name
    raise unknown(
        "--target: there is no career path",
        name,
        book.careers,
        code="unknown-target",
        hint="`reframe targets` lists them all.",
    )


def unknown(what: str, name: str, known: Iterable[str], *, code: str, hint: str) -> ConfigError:
    """The error for a name that does not exist, with the one that was probably meant."""
    return ConfigError(f"{what} “{name}”{did_you_mean(name, known)}", code=code, hint=hint)
