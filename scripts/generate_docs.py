"""Write the pages of the documentation that follow from the code; with --check, say which are out of date.

Usage: python scripts/generate_docs.py [--check]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reframe.cli import cli
from reframe.config import KEYS, Key, schema
from reframe.phrasebook import load
from reframe.reports import FORMATS, SUMMARIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]

EXIT_CODES = (
    ("0", "Every named file was read, and nothing at or above `--fail-on` was found."),
    ("1", "There are findings at or above `--fail-on`."),
    (
        "2",
        (
            "Something was not read or not understood: a missing, damaged or encrypted file, a PDF without a text "
            "layer, a Git LFS pointer, a `.doc`, a folder without a résumé, an unknown rule, format or career path, "
            "a fault in the settings, the suppressions or a "
            "phrasebook, an unknown git revision, a report that could not be written, a fault in reframe itself. The other files "
            "are still checked and reported. 2 wins over 1."
        ),
    ),
    ("130, 141", "Interrupted from the keyboard; whoever read the output closed it."),
)


def cli_page() -> str:
    """The command reference."""
    parts = [
        "# Commands",
        "<!-- Written by scripts/generate_docs.py; edit the help texts in src/reframe/cli instead. -->",
        "## Exit codes",
        _table(("code", "meaning"), EXIT_CODES),
        (
            "The last line on standard error says why the code is not 0. Standard output carries the report and "
            "nothing else."
        ),
        "## Formats",
        (
            "`--format FORMAT` prints to standard output, `--format FORMAT=FILE` writes a file, whole or not at all. "
            "Several can be asked for at once: `--format text --format sarif=reframe.sarif`. "
            "A former report is replaced; any other file that is not empty is left alone, and the run ends with exit code 2 "
            "before anything is written. A link is followed, and a pipe or device written into: "
            "`--format json=>(jq .summary)`. "
            "A folder is searched without former reports, and without the answers of `reframe rewrite`: they are "
            "known by how they begin. Documents in it that cannot be read (`.doc`, `.rtf`, `.odt`, `.pages`) are named on "
            "standard error and do not change the exit code; one that is named itself does."
        ),
        _table(("format", "for"), tuple((f"`{name}`", SUMMARIES[name]) for name in FORMATS)),
        (
            "Lines and columns are those of the file for text formats; for DOCX and PDF they are those of "
            "`reframe extract`. Columns count characters from 1 (in `rdjson` bytes, as its readers expect)."
        ),
        *(part for path, command in _commands(cli, ("reframe",)) for part in _command(path, command)),
    ]
    return "\n\n".join(parts) + "\n"


def _commands(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _commands(child, (*path, name))


def _command(path: tuple[str, ...], command: click.Command) -> tuple[str, str]:
    context = click.Context(
        command,
        info_name=" ".join(path),
        terminal_width=80,
        help_option_names=["-h", "--help"],
        color=False,
    )
    return f"## `{' '.join(path)}`", f"```text\n{command.get_help(context).rstrip()}\n```"


SHAPES = {
    "text": "text",
    "flag": "`true` or `false`",
    "names": "list",
    "one-of": "one of",
    "levels": "table",
    "lists": "table of lists",
}


def settings_page() -> str:
    """Every setting with its shape and meaning."""
    rows = tuple((f"`{name}`", _shape(key), key.meaning) for name, key in KEYS.items())
    parts = [
        "# Settings",
        "<!-- Written by scripts/generate_docs.py; edit src/reframe/config.py instead. -->",
        (
            "They stand in `.reframe.toml`, `reframe.toml` or `pyproject.toml` (under `[tool.reframe]`), the nearest "
            "file upwards from the résumé, no further than the top of its repository. [How they are used](repository.md)."
        ),
        _table(("setting", "value", "meaning"), rows),
        (
            "With `extend`, a list or text of the nearer file takes the place of the other's, and tables are joined entry "
            "by entry. `phrasebooks` and `extend` are seen from the file they stand in; file patterns from the folder of the "
            "file that was found."
        ),
        (
            "File patterns work as in `.gitignore`: without a slash one is held against every name on the way to the "
            "file, otherwise against the path; `*` and `?` stop at a slash, `**` does not; capitals make no difference."
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _shape(key: Key) -> str:
    named = ", ".join(f"`{choice}`" for choice in key.choices)
    return f"{SHAPES[key.shape]}: {named}" if named else SHAPES[key.shape]


def config_schema() -> str:
    """The JSON Schema of settings files, with the names of today's rules and career paths for completion."""
    book = load()
    rules = [*book.groups, *(rule.name for rule in book.rules)]
    return json.dumps(schema(rules=rules, targets=book.careers), ensure_ascii=False, indent=2) + "\n"


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


PAGES: dict[str, Callable[[], str]] = {
    "docs/cli.md": cli_page,
    "docs/settings.md": settings_page,
    "src/reframe/config.schema.json": config_schema,
}
GENERATED = ("docs/rules", "docs/careers")
"""Folders that hold generated pages alone; a page nobody writes any more is stale."""


def all_pages() -> dict[str, str]:
    """Every generated page by its path."""
    sys.path.insert(0, str(Path(__file__).parent))
    import phrasebook_pages

    return {name: page() for name, page in PAGES.items()} | dict(phrasebook_pages.pages(load()))


def orphans(pages: dict[str, str]) -> list[str]:
    """Pages left over from a rule or career path that is gone."""
    found = [path for folder in GENERATED for path in (ROOT / folder).glob("*.md")]
    return sorted(name for path in found if (name := path.relative_to(ROOT).as_posix()) not in pages)


def main(arguments: list[str]) -> int:
    """Write every page, or check every page; the number of stale ones decides the exit code."""
    pages = all_pages()
    stale = orphans(pages)
    if "--check" not in arguments:
        for name in stale:
            (ROOT / name).unlink()
    for name, text in pages.items():
        path = ROOT / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    if "--check" in arguments and stale:
        print(f"Out of date: {', '.join(stale)}. Run: python scripts/generate_docs.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
