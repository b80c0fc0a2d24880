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


_REGIONS_IN_WORDS = {
    "america": "US", "usa": "US", "united-states": "US", "britain": "UK", "england": "UK", "gb": "UK",
    "great-britain": "UK", "scotland": "UK", "united-kingdom": "UK", "wales": "UK", "australia": "AU",
    "canada": "CA", "europe": "EU", "japan": "JP",
}  # fmt: skip


def known_region(code: str | None, book: Phrasebook) -> None:
    """Raise ``ConfigError`` for a region that is none."""
    if code is not None and (fault := strange_region(code, book)):
        raise ConfigError(
            f"--region: {fault}{'' if fault.endswith('?') else '.'}",
            code="unknown-region",
            hint="Without one, what counts everywhere is recommended.",
        )


def strange_region(code: str, book: Phrasebook) -> str:
    """What is wrong with a region; nothing with the two letters of a country, certificates or none."""
    import difflib

    known = sorted(
        {region for certificate in book.certificates.values() for region in certificate.regions} - {"any"}
    )
    word = "-".join(code.lower().split())
    a_country = len(code) == 2 and code.isascii() and code.isalpha()
    if code.upper() in known or (a_country and word not in _REGIONS_IN_WORDS):
        return ""
    names = {**_REGIONS_IN_WORDS, **{region.lower(): region for region in known}}
    near = difflib.get_close_matches(word, list(names), n=1, cutoff=0.7)
    meant = f"; did you mean “{names[near[0]]}”?" if near else ""
    return f"“{code}” is none of {', '.join(known)}{meant}"


def unknown(what: str, name: str, known: Iterable[str], *, code: str, hint: str) -> ConfigError:
    """The error for a name that does not exist, with the one that was probably meant."""
    return ConfigError(f"{what} “{name}”{did_you_mean(name, known)}", code=code, hint=hint)
