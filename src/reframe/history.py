"""An earlier version of a résumé, read through git, so that only what is new since then is reported.

git is called with fixed arguments and without a shell; only commands that run nothing of the repository's own
(no filters, text converters, hooks) are used. A binary file is read the same way as a text.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reframe.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reframe.model import FileReport

LONGEST = 60
"""Seconds that git may take."""
_INHERITED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git sets for its hooks; it would make git look in the wrong place from another folder."""


@dataclass(frozen=True, slots=True)
class Base:
    """A commit of one repository; ``renamed`` gives the former names of files that were renamed since."""

    top: str
    commit: str
    revision: str
    renamed: Mapping[str, str] = field(default_factory=dict)


def base_of(folder: str, revision: str) -> Base:
    """The commit a revision names in the repository around a folder; raises ``ConfigError``."""
    if not revision or revision.startswith("-"):
        raise _not_known(revision)
    found = _git(folder, "rev-parse", "--show-toplevel")
    if found.returncode:
        raise ConfigError(
            f"--diff-base: {folder} is not in a git repository ({_reason(found)}).",
            code="not-a-repository",
            hint="Leave --diff-base out there.",
        )
    top = os.fsdecode(found.stdout).rstrip("\n")
    commit = _git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if commit.returncode:
        raise _not_known(revision)
    return Base(top, commit.stdout.decode().strip(), revision, _renamed(top, commit.stdout.decode().strip()))


def former(base: Base, path: str) -> bytes | None:
    """The bytes a file had in the base, under the name it had there; None where there was no such file."""
    inside = Path(os.path.realpath(path)).relative_to(os.path.realpath(base.top)).as_posix()
    blob = f"{base.commit}:{base.renamed.get(inside, inside)}"
    kind = _git(base.top, "cat-file", "-t", blob)
    if kind.returncode or kind.stdout.strip() != b"blob":
        return None
    found = _git(base.top, "cat-file", "blob", blob)
    if found.returncode:
        raise ConfigError(
            f"--diff-base: git could not read {inside} as of {base.revision}: {_reason(found)}.",
            code="git-failed",
        )
    return found.stdout


def only_new(report: FileReport, before: FileReport | None) -> FileReport:
    """The report without the findings that the former version had too."""
    if before is None:
        return report
    known = {finding.fingerprint for finding in (*before.findings, *before.suppressed)}
    return report._replace(findings=tuple(f for f in report.findings if f.fingerprint not in known))


def _renamed(top: str, commit: str) -> dict[str, str]:
    arguments = ("--cached", "--find-renames", "--diff-filter=R", "--name-status", "-z")
    found = _git(top, "diff-index", *arguments, commit)
    names = [os.fsdecode(name) for name in found.stdout.split(b"\0")]
    return dict(zip(names[2::3], names[1::3], strict=False)) if not found.returncode else {}


def _git(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _INHERITED}
    try:
        return subprocess.run(  # noqa: S603 -- a fixed command, no shell
            ["git", "-C", folder, *arguments],  # noqa: S607 -- the git the person uses
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=LONGEST,
            env={**environment, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except FileNotFoundError as error:
        raise ConfigError(
            "--diff-base needs git, and there is none on this computer.", code="no-git", hint="Install git."
        ) from error
    except (subprocess.TimeoutExpired, OSError) as error:
        raise ConfigError(f"--diff-base: git did not answer: {error}.", code="git-failed") from error


def _reason(found: subprocess.CompletedProcess[bytes]) -> str:
    lines = found.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else f"git ended with {found.returncode}"


def _not_known(revision: str) -> ConfigError:
    return ConfigError(
        f"--diff-base: git knows no revision “{revision}”.",
        code="unknown-revision",
        hint="In CI, fetch the history first (actions/checkout: fetch-depth: 0).",
    )
