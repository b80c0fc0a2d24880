"""Proficiency claimed in a tool, with no certificate in the résumé that proves it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reframe.checks.language import CLAIMS
from reframe.checks.phrases import joined
from reframe.checks.reading import Spot
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.checks.reading import Reading
    from reframe.model import Evidence, Hit
    from reframe.phrasebook.model import Rule

_SEMICOLON = late(r"[;；]")
FARTHEST = 30
"""How many characters may lie between a claim and the first tool it is about."""
FARTHEST_AFTER = 70
"""So many, where a list of what the tool does stands between, and a bracket, dash or colon before the claim."""
_BRACKET = late(r"\s*[(\[（]\s*(?:at )?")
_AFTER_FUNCTIONS = late(r"(?:[(\[（:–—]| - )\s*(?:at |to )?(?:an? )?$")
_FIGURE = late(r"\d")
_MARK = late(r"[\s:(（\[=–—-]*(?:about|approx\.?|level|skill|skills|rated|~)?[\s:]*")
OFFICE = "microsoft-office"
UNKNOWN = "other-certificate"
"""What stands for every certificate that has no file of its own."""


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
        if _names_a_certificate(reading, hit):
            continue
        tools = [] if _is_about_another(rule, reading, hit) else _tools_of_clause(reading, hit)
        if tools and not all(_is_proven(tool.name, proven) for tool in tools):
            near = _adjacent(reading, hit, tools)
            spots.append(
                Spot(hit.block, min(hit.start, near.start), max(hit.end, near.end))
                if near
                else Spot(hit.block, hit.start, hit.end)
            )
    yield from joined(spots, reading)


def _names_a_certificate(reading: Reading, hit: Hit) -> bool:
    """Whether the line has a certificate nobody here knows, which may well prove the claim."""
    return any(held.block == hit.block and held.name == UNKNOWN for held in reading.profile.certificates)


def _is_about_another(rule: Rule, reading: Reading, hit: Hit) -> bool:
    """Whether the same words claim Japanese, praise another skill or are part of a certificate's name."""
    others = [
        (other.block, other.start, other.end)
        for other in (
            *reading.of("set:strong", CLAIMS),
            *reading.of("set:middle", CLAIMS),
            *reading.of("set:elsewhere", rule.name),
        )
    ]
    others += [(held.block, held.start, held.end) for held in reading.profile.certificates]
    return any(block == hit.block and start < hit.end and hit.start < end for block, start, end in others)


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
    if not tools:
        return []
    nearest = min(tools, key=lambda tool: max(tool.start - hit.end, hit.start - tool.end))
    if tools[-1].end <= hit.start and (between := text[tools[-1].end : hit.start]):
        if _BRACKET.fullmatch(between):
            return [tools[-1]]
        if _AFTER_FUNCTIONS.search(between) and len(between) <= FARTHEST_AFTER:
            return tools
    if _FIGURE.match(text, hit.start) and not (
        nearest.end <= hit.start and _MARK.fullmatch(text[nearest.end : hit.start])
    ):
        return []
    return tools if max(nearest.start - hit.end, hit.start - nearest.end) <= FARTHEST else []


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
