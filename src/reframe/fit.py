"""The career paths side by side: what the résumé shows of what each values, and which proof comes next.

It informs and does not score: there is no number for a person here, and a trait without a line is a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reframe.checks.profile import LANGUAGE_TESTS
from reframe.checks.recommending import recommended
from reframe.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reframe.checks.reading import Reading
    from reframe.linter import Options
    from reframe.phrasebook.model import Career, Trait

MOST_LINES = 2
"""How many lines are shown for one trait."""


@dataclass(frozen=True, slots=True)
class TraitFit:
    """A trait a path values, with the lines that show it; without a line, the question is what to answer."""

    name: str
    why: str
    question: str
    lines: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PathFit:
    """One career path held against a résumé; ``held`` and ``next`` are names of certificates."""

    name: str
    title: str
    roles: tuple[str, ...]
    traits: tuple[TraitFit, ...]
    held: tuple[str, ...]
    next: tuple[str, ...]
    jlpt: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Every career path held against one résumé."""

    path: str
    alt_experience: bool
    paths: tuple[PathFit, ...]


def fit(source: str | Path, *, data: bytes | None = None, options: Options) -> Fit:
    """Hold a file against every career path; raises UnreadableError and PhrasebookError."""
    from reframe.documents import read
    from reframe.linter import read_closely, tools
    from reframe.resume import understand

    document = read(str(source), data=data)
    phrasebook, matcher = tools(options.phrasebooks)
    resume = understand(document, knowledge=phrasebook.knowledge, assume_alt=options.assume_alt)
    reading = read_closely(resume, phrasebook=phrasebook, matcher=matcher, target=options.target)
    alt = bool(resume.alt_entries) or resume.alt_mentioned or options.assume_alt
    return Fit(
        path=document.path,
        alt_experience=alt,
        paths=tuple(_path(career, reading, options.region) for career in phrasebook.careers.values()),
    )


def _path(career: Career, reading: Reading, region: str | None) -> PathFit:
    book = reading.phrasebook
    held = tuple(
        dict.fromkeys(
            evidence.name
            for evidence in reading.profile.certificates
            if career.name in book.certificates[evidence.name].paths
            or evidence.name.startswith(LANGUAGE_TESTS)
        )
    )
    return PathFit(
        name=career.name,
        title=career.title,
        roles=career.roles,
        traits=tuple(_trait(career, trait, reading) for trait in career.traits),
        held=held,
        next=recommended(reading, target=career.name, region=region),
        jlpt=career.jlpt_note,
        warnings=career.warnings,
    )


def _trait(career: Career, trait: Trait, reading: Reading) -> TraitFit:
    return TraitFit(
        trait.name, trait.why, trait.question, tuple(_lines(f"{career.name}/{trait.name}", reading))
    )


def _lines(name: str, reading: Reading) -> Iterator[Evidence]:
    """The first lines of the résumé's body that show a trait, one hit a line."""
    silenced = {reading.sentence(hit.block, hit.start) for hit in reading.of("trait-unless", name)}
    shown: set[int] = set()
    for hit in reading.of("trait", name):
        block = reading.resume.blocks[hit.block]
        if (
            hit.block in shown
            or reading.resume.homes[hit.block].role != "body"
            or not reading.visible(hit)
            or reading.sentence(hit.block, hit.start) in silenced
        ):
            continue
        shown.add(hit.block)
        yield Evidence(name, block.text, hit.block, hit.start, hit.end)
        if len(shown) == MOST_LINES:
            return
