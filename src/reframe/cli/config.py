"""``reframe config``: what is in force for a file, and where each value came from."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from reframe.cli.settings import Settings


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=click.Path())
@click.option("--config", metavar="FILE", type=click.Path(), help="Use this settings file.")
@click.option("--isolated", is_flag=True, help="Use no settings file.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of settings files, for editors.")
def config(*, file: str | None, config: str | None, isolated: bool, format: str, schema: bool) -> None:  # noqa: A002
    """Show the settings for FILE (or this folder), and where each one came from.

    They are read from the nearest .reframe.toml, reframe.toml or pyproject.toml ([tool.reframe]), from the
    folder of FILE upwards to the top of its repository.
    """
    from reframe.cli.settings import Given, InForce
    from reframe.cli.streams import out
    from reframe.documents.unreadable import unreadable

    if schema:
        from importlib.resources import files

        out(files("reframe").joinpath("config.schema.json").read_text(encoding="utf-8"))
        return
    if file is not None and not os.path.exists(file):  # noqa: PTH110
        raise unreadable("not-found", path=file)
    settings = InForce(Given(config=config, isolated=isolated)).of(file or ".")
    out(_json(settings) if format == "json" else _text(settings))


def _values(settings: Settings) -> dict[str, Any]:
    from reframe.config import KEYS

    held = {key: getattr(settings.config, key.replace("-", "_")) for key in KEYS if key != "extend"}
    values = {key: dict(value) if isinstance(value, Mapping) else value for key, value in held.items()}
    values["fail-on"] = settings.fail_on
    return values


def _json(settings: Settings) -> str:
    from reframe.reports.visible import escaped_json

    whole = {
        "file": settings.config.file,
        "settings": _values(settings),
        "origins": dict(settings.config.origins),
    }
    return escaped_json(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _text(settings: Settings) -> str:
    from reframe.reports.visible import visible

    origins = settings.config.origins
    rows: list[tuple[str, str, str]] = []
    for key, value in _values(settings).items():
        if isinstance(value, dict):
            rows += [
                (f"{key}.{entry}", _shown(inner), origins.get(f"{key}.{entry}", ""))
                for entry, inner in value.items()
            ]
        elif key in origins or key == "fail-on":
            rows.append((key, _shown(value), origins.get(key, "")))
    first, second = (max((len(row[at]) for row in rows), default=0) for at in (0, 1))
    head = settings.config.file or "No settings file: everything is as it comes."
    lines = [f"{key:<{first}}  {value:<{second}}  {origin or 'usual'}" for key, value, origin in rows]
    return "".join(f"{visible(line).rstrip()}\n" for line in (head, "", *lines))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
