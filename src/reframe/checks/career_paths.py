"""What a résumé shows of what each career path values, and the words that show what a person can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.checks.profile import LANGUAGE_TESTS
from reframe.checks.recommending import recommended
from reframe.model import Evidence, PathFit, TraitFit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.checks.reading import Reading
    from reframe.phrasebook.model import Career, Trait

MOST_LINES = 2
"""How many lines are shown for one trait."""


def career_paths(reading: Reading, *, region: str | None = None) -> tuple[PathFit, ...]:
    """Every career path of the phrasebook held against a résumé."""
    return tuple(_path(career, reading, region) for career in reading.phrasebook.careers.values())


def strengths(reading: Reading) -> tuple[Evidence, ...]:
    """The words that show a tool, a hard skill, a certificate or a trait that some career path values."""
    profile = reading.profile
    found = {*profile.tools, *profile.hard_skills, *profile.certificates}
    for career in reading.phrasebook.careers.values():
        for trait in career.traits:
            found.update(_hits(f"{career.name}/{trait.name}", reading))
    return tuple(sorted(found, key=lambda each: (each.block, each.start, each.end, each.name)))


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
    """The first lines of the résumé's body that show a trait, whole."""
    shown: set[int] = set()
    for hit in _hits(name, reading):
        if hit.block not in shown:
            shown.add(hit.block)
            yield Evidence(name, reading.resume.blocks[hit.block].text, hit.block, hit.start, hit.end)
        if len(shown) == MOST_LINES:
            return


def _hits(name: str, reading: Reading) -> Iterator[Evidence]:
    """Where the résumé's body shows a trait."""
    silenced = {reading.sentence(hit.block, hit.start) for hit in reading.of("trait-unless", name)}
    for hit in reading.of("trait", name):
        if (
            reading.resume.homes[hit.block].role == "body"
            and reading.visible(hit)
            and reading.sentence(hit.block, hit.start) not in silenced
        ):
            text = reading.resume.blocks[hit.block].text[hit.start : hit.end]
            yield Evidence(name, text, hit.block, hit.start, hit.end)
