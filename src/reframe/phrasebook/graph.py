"""Phrases that are no plain word lists, as one graph that a text is sent through before spaCy sees it.

The variants of a phrase share most of their elements, so they are stored once: a *node* says which *steps*
may come next, a step which *set* of words may stand there and how often. Nodes and steps are shared by all
phrases. An *entry* is a way into the graph: a phrase, its first node, and the sets of which every variant
behind that node needs a word.

A text is sent through with a bit for each of its words: the bits of a set say where its words stand, and a
step shifts the bits of the places reached so far. What comes out are the variants that do match, so that
matching costs a text little for all the phrases that have nothing to do with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from reframe.phrasebook.phrases import END, START, trigger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reframe.phrasebook.phrases import Element, Variant

MARKS = (",", ";", ":", "(", ")", "[", "]", "/", "|", "-", "--", "·", "・", "•", "、", "。", "+", "=", "*")
"""What stands between words and is none; ``_`` does not match it."""

WORDS, EXACT, OTHERS = 0, 1, 2
"""A set holds folded words, words as written, or the words that must not stand there."""


class Step(NamedTuple):
    """What a phrase wants at one place: one of a set, so many times; ``marks`` are its named groups."""

    set: int
    how: int
    least: int
    most: int
    marks: tuple[str, ...]


class Entry(NamedTuple):
    """A way into the graph: it is worth taking where a word of each of ``needs`` stands, the rarest first."""

    phrase: int
    node: int
    needs: Sequence[int]
    marked: bool


Path: TypeAlias = tuple[Step, ...]


class Found(NamedTuple):
    """A variant that matches, and the bits of the places right after each of its matches."""

    path: Path
    ends: int

    straight: bool
    """Whether every step is taken once, so that the places of the matches are known."""


class _Text(NamedTuple):
    places: Mapping[int, int]
    everywhere: int
    marked: bool


@dataclass(frozen=True)
class Graph:
    """The variants of many phrases; a node is whether a variant ends there, then pairs of step and node."""

    folded: Mapping[str, Sequence[int]] = field(default_factory=dict, repr=False)
    """The sets a folded word is in."""
    written: Mapping[str, Sequence[int]] = field(default_factory=dict, repr=False)
    """The sets a word as written is in."""
    steps: Sequence[Step] = field(default=(), repr=False)
    nodes: Sequence[Sequence[int]] = field(default=(), repr=False)
    entries: Sequence[Entry] = field(default=(), repr=False)

    def places(self, norms: Sequence[str], texts: Sequence[str]) -> dict[int, int]:
        """Set -> the bits of the words that are in it, word 0 being the lowest."""
        places: dict[int, int] = {}
        for words, sets_of in ((norms, self.folded), (texts, self.written)):
            for index, word in enumerate(words):
                for number in sets_of.get(word, ()):
                    places[number] = places.get(number, 0) | 1 << index
        return places

    def paths(self, entry: Entry, places: Mapping[int, int], everywhere: int) -> list[Found]:
        """The variants behind an entry that match somewhere in a text.

        Where nothing is marked, single words that may be left out are taken in one variant and left out in
        another; where something is, spaCy's alignment decides which part of the text they are.
        """
        found: list[Found] = []
        self._walk(entry.node, everywhere, (), _Text(places, everywhere, entry.marked), found)
        return found

    def _walk(self, node: int, here: int, path: Path, text: _Text, found: list[Found]) -> None:
        ends, edges = self._linked.get(node) or self._link(node)
        if ends:
            straight = all(step.most == 1 and (step.least or not text.marked) for step in path)
            found.append(Found(path, here, straight))
        for step, following in edges:
            set_, how, least, most, _ = step
            allowed = text.places.get(set_, 0)
            if how == OTHERS:
                allowed = text.everywhere & ~allowed
            taken = here & allowed
            if not taken:
                if not least:
                    self._walk(following, here, path, text, found)
                continue
            if most == 1:
                reached = taken << 1
                if not least:
                    if text.marked:
                        reached |= here
                    else:
                        self._walk(following, here, path, text, found)
            else:
                reached = _reached(here, allowed, least, most)
            if reached:
                self._walk(following, reached, (*path, step), text, found)

    @cached_property
    def _linked(self) -> dict[int, _Node]:
        return {}

    def _link(self, node: int) -> _Node:
        """A node made ready for walking, when it is first come to."""
        ends, *edges = self.nodes[node]
        steps = [self.steps[number] for number in edges[::2]]
        self._linked[node] = made = (bool(ends), tuple(zip(steps, edges[1::2], strict=True)))
        return made


_Node: TypeAlias = tuple[bool, tuple[tuple[Step, int], ...]]


def _reached(here: int, allowed: int, least: int, most: int) -> int:
    """The places after a step taken ``least`` to ``most`` times from any of the places ``here``."""
    for _ in range(least):
        here = (here & allowed) << 1
    reached = here
    for _ in range(most - least):
        here = (here & allowed) << 1
        if not here:
            break
        reached |= here
    return reached


class Builder:
    """Gathers variants into a graph."""

    def __init__(self, common: frozenset[str]) -> None:
        self._common = common
        self._sets: dict[tuple[bool, frozenset[str]], int] = {}
        self._steps: dict[Step, int] = {}
        self._nodes: dict[tuple[int, ...], int] = {}
        self._entries: list[Entry] = []

    def add(self, phrase: int, variants: Sequence[Variant]) -> None:
        """Add the variants of one phrase, divided by the words they cannot do without where none is common."""
        steps = [tuple(self._step(element) for element in variant) for variant in variants]
        if self._needs(steps):
            groups = [steps]
        else:
            by_trigger: dict[tuple[frozenset[str], bool], list[Path]] = {}
            for variant, path in zip(variants, steps, strict=True):
                by_trigger.setdefault(trigger(variant, self._common), []).append(path)
            groups = list(by_trigger.values())
        marked = any(step.marks for path in steps for step in path)
        for group in groups:
            self._entries.append(Entry(phrase, self._node(group), self._needs(group), marked))

    def graph(self) -> Graph:
        """The graph of everything that was added."""
        folded: dict[str, list[int]] = {}
        written: dict[str, list[int]] = {}
        for (exact, words), number in self._sets.items():
            for word in sorted(words):
                (written if exact else folded).setdefault(word, []).append(number)
        return Graph(
            folded=folded,
            written=written,
            steps=tuple(self._steps),
            nodes=tuple(self._nodes),
            entries=tuple(self._entries),
        )

    def _step(self, element: Element) -> Step:
        words, how = element.exact or element.words, EXACT if element.exact else WORDS
        if element.anything:
            marks = MARKS if element.letters else ()
            words, how = frozenset({".", START, END, *marks, *element.barred}), OTHERS
        number = self._sets.setdefault((how == EXACT, words), len(self._sets))
        return Step(number, how, element.least, element.most, tuple(sorted(element.marks)))

    def _node(self, paths: Iterable[Path]) -> int:
        ends = 0
        following: dict[Step, list[Path]] = {}
        for path in paths:
            if path:
                following.setdefault(path[0], []).append(path[1:])
            else:
                ends = 1
        edges: list[int] = [ends]
        for step, rests in following.items():
            edges += [self._steps.setdefault(step, len(self._steps)), self._node(rests)]
        return self._nodes.setdefault(tuple(edges), len(self._nodes))

    def _needs(self, paths: Iterable[Path]) -> tuple[int, ...]:
        """The sets of which a word stands in every one of the paths, the rarest guess first."""
        needed = set.intersection(
            *({step.set for step in path if step.how != OTHERS and step.least} for path in paths)
        )
        sizes = {number: words for (_, words), number in self._sets.items() if number in needed}
        ordinary = self._common | {START, END, "#"}
        return tuple(
            sorted(needed, key=lambda number: (bool(sizes[number] & ordinary), len(sizes[number]), number))
        )


def packed(graph: Graph) -> dict[str, Any]:
    """A graph as plain values."""
    return {
        "folded": graph.folded,
        "written": graph.written,
        "steps": graph.steps,
        "nodes": graph.nodes,
        "entries": graph.entries,
    }


def unpacked(stored: Mapping[str, Any]) -> Graph:
    """The graph that ``packed`` made plain; raises KeyError or TypeError."""
    return Graph(
        folded=stored["folded"],
        written=stored["written"],
        steps=[
            Step(number, how, least, most, tuple(marks))
            for number, how, least, most, marks in stored["steps"]
        ],
        nodes=stored["nodes"],
        entries=[Entry(*entry) for entry in stored["entries"]],
    )
