"""``reframe suppress``: keeps ``.reframe-suppress.yaml``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from reframe.errors import ConfigError


@click.command()
@click.argument("fingerprints", nargs=-1, metavar="[FINGERPRINT]...")
@click.option("--reason", metavar="TEXT", help="Why the line is to stay as it is.")
@click.option(
    "--until", metavar="DATE", help="The last day it holds, as 2027-03-31; without it, it has no end."
)
@click.option(
    "--prune", is_flag=True, help="Take out what is over, and what matches nothing in this folder any more."
)
def suppress(*, fingerprints: tuple[str, ...], reason: str | None, until: str | None, prune: bool) -> None:
    """Let findings stay as they are: note their FINGERPRINTs with a reason in .reframe-suppress.yaml.

    `reframe check --format concise --verbose` gives the fingerprints. The nearest file upwards is used, or a
    new one at the top of the repository. It holds no word of the résumé.
    """
    if prune:
        if fingerprints or reason or until:
            raise ConfigError("--prune takes no fingerprints, reason or date.", code="bad-option")
        _prune()
    else:
        _add(fingerprints, reason=reason, until=until)


def _add(fingerprints: tuple[str, ...], *, reason: str | None, until: str | None) -> None:
    from reframe.cli.streams import say
    from reframe.suppression import Entry, is_fingerprint, with_entries, write

    if not fingerprints:
        raise ConfigError(
            "no fingerprint was named.",
            code="bad-option",
            hint="`reframe check --format concise --verbose` gives those of a résumé.",
        )
    for fingerprint in fingerprints:
        if not is_fingerprint(fingerprint):
            raise ConfigError(
                f"“{fingerprint}” is no fingerprint.",
                code="bad-fingerprint",
                hint="One looks like rf1:2c9f6a0d1b3e4f50:0; `reframe check --format concise --verbose` gives them.",
            )
    if not reason or not reason.strip():
        raise ConfigError(
            "--reason is missing.", code="bad-option", hint="Say why the line is to stay as it is."
        )
    day = _day(until) if until else None
    file, text = _kept()
    said = " ".join(reason.split())
    new = [Entry(fingerprint, said, day) for fingerprint in dict.fromkeys(fingerprints)]
    write(file, with_entries(text, new))
    say(f"{file}: {len(new)} suppressed.")


def _day(until: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(until)
    except ValueError as error:
        raise ConfigError(f"--until: “{until}” is no date such as 2027-03-31.", code="bad-date") from error
    if day < dt.datetime.now().astimezone().date():
        raise ConfigError(f"--until: {until} is over.", code="bad-date")
    return day


def _kept() -> tuple[Path, str]:
    """The suppression file for where we are and what it says; raises ``ConfigError`` where it has faults."""
    from reframe.cli.suppressing import shown
    from reframe.suppression import NAME, find, read

    file = find(".")
    if file is not None:
        read(shown(file))
        return shown(file), file.read_text(encoding="utf-8")
    here = Path.cwd()
    top = next((place for place in (here, *here.parents) if (place / ".git").exists()), here)
    return shown(top / NAME), ""


def _prune() -> None:
    from reframe.cli.streams import say
    from reframe.suppression import idle, over, read, without_entries, write

    file, text = _kept()
    if not text:
        raise ConfigError(f"there is no {file.name} here.", code="no-suppressions")
    entries = read(file)
    today = dt.datetime.now().astimezone().date()
    gone = {entry.fingerprint for entry in over(entries, today=today)}
    gone |= {entry.fingerprint for entry in idle(entries, _found_below(file.parent))}
    if gone:
        write(file, without_entries(text, gone))
    say(f"{file}: {len(gone)} taken out, {len(entries) - len(gone)} left.")


def _found_below(folder: Path) -> set[str]:
    """The fingerprints of every résumé in a folder; raises ``ConfigError`` where one cannot be read."""
    from reframe.cli.checking import checked
    from reframe.cli.files import sources
    from reframe.cli.settings import Given, InForce
    from reframe.findings import Failure
    from reframe.suppression import fingerprints

    in_force = InForce(Given())
    found: set[str] = set()
    every = sources([str(folder)], config_of=in_force.config_of)
    for result in checked(every, options_of=lambda path: in_force.of(path).options):
        if isinstance(result, Failure):
            raise ConfigError(
                f"nothing was taken out: {result.path}: {result.message}",
                code=result.code,
                hint="What matches nothing is only known when every résumé here can be read.",
            )
        found |= fingerprints([result])
    return found
