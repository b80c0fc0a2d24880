"""The career paths side by side: what the résumé shows of what each values, and which proof comes next.

It informs and does not score: there is no number for a person here, and a trait without a line is a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reframe.checks.career_paths import career_paths
from reframe.model import PathFit, TraitFit

if TYPE_CHECKING:
    from pathlib import Path

    from reframe.options import Options

__all__ = ["Fit", "PathFit", "TraitFit", "fit"]


@dataclass(frozen=True, slots=True)
class Fit:
    """Every career path held against one résumé."""

    path: str
    alt_experience: bool
    paths: tuple[PathFit, ...]


def fit(source: str | Path, *, data: bytes | None = None, options: Options) -> Fit:
    """Hold a file against every career path; raises UnreadableError and PhrasebookError."""
    from reframe.documents import read
    from reframe.linter import read_closely, tools, with_traits
    from reframe.resume import understand

    document = read(str(source), data=data)
    phrasebook, matcher = tools(options.phrasebooks)
    resume = understand(
        document,
        knowledge=phrasebook.knowledge.with_headings(options.section_aliases),
        assume_alt=options.assume_alt,
    )
    reading = read_closely(resume, phrasebook=phrasebook, matcher=matcher, target=options.target)
    alt = bool(resume.alt_entries) or resume.alt_mentioned or options.assume_alt
    return Fit(
        path=document.path,
        alt_experience=alt,
        paths=career_paths(with_traits(reading), region=options.region),
    )
