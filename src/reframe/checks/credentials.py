"""Proficiency claimed in a tool, with no certificate in the résumé that proves it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reframe.checks.language import CLAIMS
from reframe.checks.phrases import joined
from reframe.checks.reading import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.checks.reading import Reading
    from reframe.model import Evidence, Hit
    from reframe.phrasebook.model import Rule

_SEMICOLON = re.compile(r"[;；]")
FARTHEST = 30
"""How many characters may lie between a claim and the first tool it is about."""
OFFICE = "microsoft-office"


def uncertified_skill(rule: Rule, reading: Reading) -> Iterator[Spot]:
    """One spot for each claim word with the tools of its clause, unless certificates prove every one of them."""
    proven = {
        name
        for evidence in reading.profile.certificates
        for name in reading.phrasebook.certificates[evidence.name].proves
    }
    spots = []
    for hit in reading.of("set:claim", rule.name):
        if not reading.in_scope(hit.block, rule.scope) or not reading.visible(hit):
            continue
        tools = [] if _is_about_japanese(reading, hit) else _tools_of_clause(reading, hit)
        if tools and not all(_is_proven(tool.name, proven) for tool in tools):
            near = _adjacent(reading, hit, tools)
            spots.append(
                Spot(hit.block, min(hit.start, near.start), max(hit.end, near.end))
                if near
                else Spot(hit.block, hit.start, hit.end)
            )
    yield from joined(spots, reading)


def _is_about_japanese(reading: Reading, hit: Hit) -> bool:
    """Whether the same words claim Japanese ("fluent in Japanese")."""
    return any(
        claim.block == hit.block and claim.start < hit.end and hit.start < claim.end
        for strength in ("strong", "middle")
        for claim in reading.of(f"set:{strength}", CLAIMS)
    )


def _is_proven(tool: str, proven: set[str]) -> bool:
    office = {"excel", "word", "powerpoint", "outlook", "access"}
    return tool in proven or (tool == OFFICE and bool(proven & office))


def _tools_of_clause(reading: Reading, hit: Hit) -> list[Evidence]:
    """The tools a claim is about: those of its sentence and semicolon, if the first stands near enough."""
    text = reading.resume.blocks[hit.block].text
    sentence = reading.sentence(hit.block, hit.start)
    tools = [
        tool
        for tool in reading.profile.tools
        if tool.block == hit.block
        and reading.sentence(tool.block, tool.start) == sentence
        and not _SEMICOLON.search(text, min(tool.end, hit.end), max(tool.start, hit.start))
    ]
    distances = [max(tool.start - hit.end, hit.start - tool.end) for tool in tools]
    return tools if distances and min(distances) <= FARTHEST else []


def _adjacent(reading: Reading, hit: Hit, tools: list[Evidence]) -> Evidence | None:
    """The tool that stands right beside a claim, so that both can be underlined together."""
    text = reading.resume.blocks[hit.block].text
    for tool in tools:
        between = text[hit.end : tool.start] if tool.start >= hit.end else text[tool.end : hit.start]
        if len(between) <= 12 and re.fullmatch(
            r"[\s:(–—-]*(?:in|with|at|of|the|using|to|MS|Microsoft|Adobe)?(?: the)?\s*", between
        ):
            return tool
    return None
