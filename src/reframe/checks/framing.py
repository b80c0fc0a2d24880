"""Framing rules that look past their phrase: at the tools of the line, at the rest of a headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.checks import phrases
from reframe.checks.reading import Spot
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.checks.reading import Reading
    from reframe.phrasebook.model import Rule

_TEACHING_CERTIFICATES = frozenset({"tefl", "celta", "certtesol", "delta", "teaching-licence"})
_LOW_LEVELS = frozenset({"jlpt-n3", "jlpt-n4", "jlpt-n5"})
_TOOL_UNKNOWN_TO_US = late(
    r"\b(?:using|via|powered by)\s+(?:the\s+)?[A-Z]\w+|"
    r"\b(?:in|on|with|into|to)\s+(?!Ma?c[A-Z]|YouTube|TikTok|LinkedIn)[A-Z][a-z]+[A-Z]\w+"
)
"""What is used, and what has a capital within its name, as DocuWare has."""


def tool_missing(rule: Rule, reading: Reading) -> Iterator[Spot]:
    """A hard skill in a line that names no tool; in a list of skills, in a section that names none.

    Where the thing made is teaching material, that rule asks for the tool.
    """
    with_tools = {evidence.block for evidence in reading.profile.tools} | set(_certified(reading))
    sections = {id(reading.resume.section_of(block)) for block in with_tools}
    for spot in (*phrases.check(rule, reading), *_listed(rule, reading)):
        assert spot.block is not None
        among_skills = reading.resume.kind_of(spot.block) == "skills"
        if among_skills and id(reading.resume.section_of(spot.block)) in sections:
            continue
        if any(
            made.block == spot.block and made.start < spot.end and spot.start < made.end
            for made in reading.of("rule", "teaching-materials")
        ):
            continue
        text = reading.resume.blocks[spot.block].text
        if spot.block not in with_tools and not _TOOL_UNKNOWN_TO_US.search(text):
            yield spot


def _certified(reading: Reading) -> Iterator[int]:
    """The blocks that name a certificate for a tool."""
    book = reading.phrasebook
    for held in reading.profile.certificates:
        if not book.tools.keys().isdisjoint(book.certificates[held.name].proves):
            yield held.block


def _listed(rule: Rule, reading: Reading) -> Iterator[Spot]:
    """Hard skills that are bare nouns in a list of skills, and nowhere else a claim."""
    said = {spot.block for spot in phrases.check(rule, reading)}
    spots = [
        Spot(block=hit.block, start=hit.start, end=hit.end)
        for hit in reading.of("set:listed", rule.name)
        if reading.resume.kind_of(hit.block) == "skills"
        and reading.in_scope(hit.block, rule.scope)
        and reading.visible(hit)
        and hit.block not in said
    ]
    return phrases.joined(spots, reading)


def just_a_teacher(rule: Rule, reading: Reading) -> Iterator[Spot]:
    """A headline or summary with a teacher in it and no other role, no tool, no certificate.

    A role within the words themselves, as in “teaching specialist”, is no other one, nor is a subject being learnt.
    """
    telling = {evidence.block for evidence in reading.profile.tools}
    learnt = list(reading.of("set:subject-learnt", rule.name))
    roles = [
        role
        for role in reading.of("set:another-role", rule.name)
        if not any(
            hit.block == role.block and hit.start < role.start and role.end <= hit.end for hit in learnt
        )
    ]
    telling |= {
        hit.block
        for hit in reading.of("certificate")
        if hit.name not in _TEACHING_CERTIFICATES and hit.name not in _LOW_LEVELS
    }
    said: set[int | None] = set()
    for spot in phrases.check(rule, reading):
        if spot.block in said and not _begins_an_item(reading, spot):
            continue
        named = any(
            role.block == spot.block and (role.end <= spot.start or spot.end <= role.start) for role in roles
        )
        if spot.block not in telling and not named:
            said.add(spot.block)
            yield spot


def _begins_an_item(reading: Reading, spot: Spot) -> bool:
    """Whether a spot begins an item of a headline such as “Teacher | Tutor”; else one finding is enough."""
    assert spot.block is not None
    return reading.resume.blocks[spot.block].text[: spot.start].rstrip().endswith(("|", "/", "·", "・", "•"))
