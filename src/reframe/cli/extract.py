"""``reframe extract``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from reframe.model import Document


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="The name of the file that comes over standard input (FILE is -).",
)
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def extract(*, file: str, stdin_filename: str | None, format: str) -> None:  # noqa: A002
    """Print exactly the text that the rules see: one paragraph, bullet or heading a line and nothing else.

    \b
    As a textconv it lets git show changed words instead of "binary files differ":
      git config diff.reframe.textconv "reframe extract"
      echo "*.docx diff=reframe" >> .gitattributes
    """
    from reframe.cli.files import Source, sources
    from reframe.cli.streams import out, say
    from reframe.documents import read
    from reframe.errors import ConfigError

    if stdin_filename is not None and file != "-":
        raise ConfigError(
            "--stdin-filename names what comes over standard input, and FILE is not “-”.",
            code="bad-option",
            hint="Leave it out, or give - as the FILE.",
        )
    source = Source(file) if file != "-" else next(sources([file], stdin_filename=stdin_filename))
    assert isinstance(source, Source)
    document = read(source.path, data=source.data)
    if document.health.verdict != "ok":
        for concern in document.health.concerns:
            say(f"{document.path}: {concern.message} {concern.hint}".strip())
    out(_json(document) if format == "json" else _lines(document))


def _lines(document: Document) -> str:
    from reframe.reports.visible import one_line, without_commands

    text = "".join(f"{one_line(block.text)}\n" for block in document.blocks)
    return without_commands(text) if os.environ.get("GITHUB_ACTIONS") else text


def _json(document: Document) -> str:
    import json

    from reframe.phrasebook import load
    from reframe.reports.visible import escaped_json
    from reframe.resume import understand

    resume = understand(document, knowledge=load().knowledge)
    blocks: list[dict[str, Any]] = []
    for index, block in enumerate(resume.blocks):
        entry = resume.entry_of(index)
        blocks.append(
            {
                "text": block.text,
                "kind": block.kind,
                "section": resume.section_of(index).title or None,
                "entry": (entry.label or None) if entry else None,
                "block": block.place.block,
                "page": block.place.page,
                "line": block.place.line or index + 1,
            }
        )
    reasons = [
        {"code": concern.code, "message": concern.message, "hint": concern.hint}
        for concern in document.health.concerns
    ]
    whole = {"blocks": blocks, "health": {"verdict": document.health.verdict, "reasons": reasons}}
    return escaped_json(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"
