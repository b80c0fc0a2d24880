"""``reframe phrasebook test|schema|new``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reframe.patterns import late

if TYPE_CHECKING:
    from reframe.phrasebook import Phrasebook
    from reframe.proving import Outcome

_NAME = late(r"^[a-z0-9]+(-[a-z0-9]+)*$")

_NEW_RULE = """\
# What each key means: reframe phrasebook schema > rule.schema.json
# Check it:            reframe phrasebook test {folder}
name: {name}
group: {group}
title: Say in a few words what this rule is about
level: warning
scope: [alt-entry]
message: Say in one sentence what is in the way.
why: >
  Say in one paragraph what a reader who was never an ALT makes of such a line, and what they look for
  instead. Everybody writes it; nobody told them.
evidence: U
source: where you know this from
phrases:
  - "(replace[d]|change[d]) [this|these] example phrase[s]"
questions:
  - What would the writer have to remember to say it better?
suggestions:
  - text: "Did {{task}} with {{partner_role}}; {{result}}"
    only-if: that is what happened
flags:
  - "<<Replace this example phrase>> every day"
passes:
  - "A line that looks alike and is a good one"
"""


@click.group()
def phrasebook() -> None:
    """Test, document or start a phrasebook of your own."""


@phrasebook.command(short_help="Run the cases that prove each rule.")
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--rule", "names", multiple=True, metavar="RULE", help="Only this rule or group; repeatable.")
@click.option("-v", "--verbose", is_flag=True, help="Show the cases that hold, too.")
@click.pass_context
def test(ctx: click.Context, *, folder: str | None, names: tuple[str, ...], verbose: bool) -> None:
    """Run the cases in the rules of DIR, or of the phrasebook that comes with reframe.

    Each line under `flags` must be found with exactly its marked part, each line under `passes` must be let
    through. Exit code 1: a case does not hold. 2: the phrasebook cannot be read.
    """
    from reframe.cli.choices import known_rules
    from reframe.cli.streams import out, say
    from reframe.matching import Matcher
    from reframe.phrasebook import load
    from reframe.proving import prove

    book = load(folder) if folder else load()
    wanted = known_rules(names, book, option="--rule") if names else _own_rules(book, folder)
    failed = held = 0
    for outcome in prove(book, Matcher(book.phrases), names=wanted):
        failed += bool(outcome.message)
        held += not outcome.message
        if outcome.message or verbose:
            out(_told(outcome))
    out(f"{held} cases hold, {failed} do not.\n")
    if not held and not failed:
        say("exit code 2: there was no case to run.")
        ctx.exit(2)
    if failed:
        say(f"exit code 1: {failed} of {held + failed} cases do not hold.")
        ctx.exit(1)


@phrasebook.command(short_help="Print the JSON Schema of phrasebook files.")
@click.argument(
    "kind", type=click.Choice(["rules", "words", "certifications", "careers", "glossary"]), default="rules"
)
def schema(*, kind: str) -> None:
    """Print the JSON Schema of a KIND of phrasebook file, for editors; of rules if none is named."""
    import json

    from reframe.cli.streams import out
    from reframe.phrasebook.schema import SCHEMAS

    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **SCHEMAS[kind]}
    out(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")


@phrasebook.command(short_help="Start a new rule file.")
@click.argument("folder", metavar="[DIR]", default="phrasebook")
@click.option(
    "--rule",
    "name",
    default="my-rule",
    show_default=True,
    metavar="NAME",
    help="Its name: lower case, with hyphens.",
)
@click.option("--group", default="trivia", show_default=True, help="The group it belongs to.")
def new(*, folder: str, name: str, group: str) -> None:
    """Write DIR/rules/GROUP/NAME.yaml, a rule to fill in, whose example passes its own test.

    DIR is then given to `reframe check --phrasebook DIR`. A file that exists is left as it is.
    """
    from reframe.cli.choices import unknown
    from reframe.cli.streams import out
    from reframe.errors import ConfigError, OutputError
    from reframe.phrasebook.model import GROUPS
    from reframe.reports.visible import as_argument, visible

    if not _NAME.match(name):
        raise ConfigError(
            f"--rule: “{name}” is no rule name.", code="bad-name", hint="Use lower case and hyphens: my-rule."
        )
    if group not in GROUPS:
        raise unknown(
            "--group: there is no group",
            group,
            GROUPS,
            code="unknown-group",
            hint=f"Choose from {', '.join(GROUPS)}.",
        )
    path = Path(folder, "rules", group, f"{name}.yaml")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(_NEW_RULE.format(name=name, group=group, folder=as_argument(folder)))
    except FileExistsError as error:
        raise OutputError(
            "this file exists and was left as it is.",
            code="exists",
            hint="Choose another --rule.",
            path=str(path),
        ) from error
    except OSError as error:
        raise OutputError(f"could not be written: {error.strerror}.", path=str(path)) from error
    out(f"{visible(str(path))}\nNext: edit it, then `reframe phrasebook test {as_argument(folder)}`.\n")


def _own_rules(book: Phrasebook, folder: str | None) -> tuple[str, ...]:
    """The rules that a folder brings; all of them where there is no folder."""
    if not folder:
        return ()
    from reframe.errors import ConfigError
    from reframe.phrasebook import load

    bundled = load().rules
    own = tuple(rule.name for rule in book.rules if rule not in bundled)
    if not own:
        raise ConfigError(
            "this folder brings no rule of its own.", hint="Rules are kept in rules/*.yaml.", path=folder
        )
    return own


def _told(outcome: Outcome) -> str:
    from reframe.reports.visible import visible

    held = "holds" if not outcome.message else "FAILS"
    line = f"{held}  {outcome.rule}:{outcome.line} {outcome.direction} “{visible(outcome.text)}”"
    return f"{line}\n       {visible(outcome.message)}\n" if outcome.message else f"{line}\n"
