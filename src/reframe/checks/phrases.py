"""The check most rules use: a phrase of the rule, in its scope, in a sentence that is not a good one already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.checks.reading import Spot
from reframe.overlaps import Nearby
from reframe.tokenising import fold

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from reframe.checks.reading import Reading
    from reframe.model import Hit
    from reframe.phrasebook.model import Rewrite, Rule

_LINKS = frozenset(
    [
        *(
            "",
            ",",
            "and",
            "&",
            "/",
            "or",
            ", and",
            "and the",
            ", the",
            "as well as",
            "plus",
            "+",
            ";",
            ", or",
        ),
        *("and a", ", a", "と", "、", "・", "や"),
    ]
)


def check(rule: Rule, reading: Reading) -> Iterator[Spot]:
    """One spot for each place a phrase of the rule stands, neighbours in a list joined into one."""
    silenced = {reading.sentence(hit.block, hit.start) for hit in reading.of("unless", rule.name)}
    if rule.unless_tool:
        silenced |= {reading.sentence(tool.block, tool.start) for tool in reading.profile.tools}
    exceptions: dict[int, list[Hit]] = {}
    for hit in reading.of("except", rule.name):
        exceptions.setdefault(hit.block, []).append(hit)
    taken_back = {block: Nearby(hits) for block, hits in exceptions.items()}
    required = {reading.sentence(hit.block, hit.start) for hit in reading.of("requires", rule.name)}
    has_requirements = reading.phrasebook.requires(rule.name)
    spots = [
        Spot(block=hit.block, start=hit.start, end=hit.end, captures=hit.captures)
        for hit in reading.of("rule", rule.name)
        if reading.in_scope(hit.block, rule.scope)
        and reading.visible(hit)
        and reading.sentence(hit.block, hit.start) not in silenced
        and not (hit.block in taken_back and any(taken_back[hit.block].between(hit.start, hit.end)))
        and (not has_requirements or reading.sentence(hit.block, hit.start) in required)
    ]
    places = {
        rewrite.without: {
            reading.sentence(hit.block, hit.start) for hit in reading.of(f"set:{rewrite.without}", rule.name)
        }
        for rewrite in rule.suggestions
        if rewrite.without
    }
    for spot in joined(spots, reading):
        yield spot._replace(suggestions=_fitting(rule, spot, reading, places))


def _fitting(
    rule: Rule, spot: Spot, reading: Reading, places: Mapping[str, Container[tuple[int, int]]]
) -> tuple[Rewrite, ...] | None:
    """The rewrites that the sentence allows; None where no rewrite of the rule asks about it.

    ``places`` are the sentences each set of phrases stands in.
    """
    if not places or spot.block is None:
        return None
    place = reading.sentence(spot.block, spot.start)
    return tuple(rewrite for rewrite in rule.suggestions if place not in places.get(rewrite.without, ()))


def joined(spots: list[Spot], reading: Reading) -> Iterator[Spot]:
    """Spots of one block that overlap or are linked by a comma or an *and* become one."""
    current: Spot | None = None
    for spot in sorted(spots, key=lambda s: (s.block or 0, s.start, s.end)):
        if current is None or current.block is None or spot.block != current.block:
            if current is not None:
                yield current
            current = spot
            continue
        between = reading.resume.blocks[current.block].text[current.end : spot.start]
        if spot.start <= current.end or fold(between).strip() in _LINKS:
            current = current._replace(
                end=max(current.end, spot.end), captures=current.captures + spot.captures
            )
        else:
            yield current
            current = spot
    if current is not None:
        yield current
