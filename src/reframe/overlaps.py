"""Hits of one line beside each other: which contain, touch or exclude which, however many there are."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reframe.model import Hit

_START = attrgetter("start")


def outermost(hits: Iterable[Hit], *, first: Callable[[Hit], Any]) -> Iterator[Hit]:
    """The hits that stand in no other one; of those at the same place the one that comes first."""
    end = -1
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, first(h))):
        if hit.end > end:
            end = hit.end
            yield hit


def longest(hits: Iterable[Hit], *, first: Callable[[Hit], Any] = lambda _: 0) -> list[Hit]:
    """The longest hits of which no two overlap, in order; of those at the same place the one that comes first."""
    taken: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, first(h))):
        at = bisect_left(taken, hit.end, key=_START)
        if at == 0 or taken[at - 1].end <= hit.start:
            taken.insert(at, hit)
    return taken


class Nearby:
    """The hits of one line, asked which of them stand at a place."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._hits = sorted(hits, key=_START)
        self._ends = list(accumulate((hit.end for hit in self._hits), max))
        """Of each hit the last end of those up to it."""

    def between(self, start: int, end: int) -> Iterator[Hit]:
        """Those that share a character with a range, the last one first."""
        at = bisect_left(self._hits, end, key=_START)
        while at and self._ends[at - 1] > start:
            at -= 1
            if self._hits[at].end > start:
                yield self._hits[at]
