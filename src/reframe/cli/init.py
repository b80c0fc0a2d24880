"""``reframe init``: what a résumé repository needs, written where nothing stands in the way."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from reframe import __version__
from reframe.errors import OutputError

FILES = {
    "reframe.toml": "reframe.toml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".github/workflows/resume.yml": "workflow.yml",
    ".gitattributes": "gitattributes",
}
"""The file in the repository -> the template it is made from."""


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path())
def init(*, folder: str) -> None:
    """Write settings, a pre-commit hook, a GitHub workflow and git attributes into a résumé repository.

    DIR is the top of the repository. A file that exists is left as it is.
    """
    from reframe.cli.streams import out, say

    written: list[str] = []
    kept: list[str] = []
    for name in FILES:
        path = Path(folder, name)
        (written if _written(path, content(name)) else kept).append(str(path))
    for standing in kept:
        say(f"{standing}: exists, and was left as it is.")
    out("".join(f"{path}\n" for path in written))
    say(
        'Next: edit reframe.toml; `pre-commit install`; `git config diff.reframe.textconv "reframe extract"`.'
    )


def content(name: str) -> str:
    """What a file of the repository is to hold."""
    template = files("reframe.cli").joinpath("template", FILES[name]).read_text(encoding="utf-8")
    return template.replace("@VERSION@", __version__)


def _written(path: Path, text: str) -> bool:
    """Write a new file; False where there is one already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        if path.is_file():
            return False
        raise _refused(path, error) from error
    except OSError as error:
        raise _refused(path, error) from error
    return True


def _refused(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"could not be written: {error.strerror}.",
        hint="Check that DIR is a folder that may be written to.",
        path=str(path),
    )
