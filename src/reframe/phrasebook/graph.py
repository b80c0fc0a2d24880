"""Phrases that are no plain word lists, as one graph that a text is sent through.

The variants of a phrase share most of their elements, so they are stored once: a *node* says which *steps*
may come next, a step which *set* of words may stand there and how often. Nodes, steps and sets are shared by
all phrases. An *entry* is a way into the graph: a phrase, its first node, and the sets of which every variant
behind that node needs a word, with how far from the rarest of them the others may stand.

A text is sent through with a bit for each of its words: the bits of a set say where its words stand, and a
step shifts the bits of the places reached so far. Several lines are one text, each between a ``^`` and a
``$``. A phrase that has nothing to do with a text costs it nothing; one that shares its rarest word costs it
a look at whether the other words stand near.

A graph is kept as text and numbers, whose parts are read when a word leads to them for the first time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from reframe.phrasebook.phrases import END, START, trigger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from reframe.phrasebook.phrases import Element, Variant

K = TypeVar("K")
V = TypeVar("V")
S = TypeVar("S", str, "tuple[int, ...]")

MARKS = (",", ";", ":", "(", ")", "[", "]", "/", "|", "-", "--", "·", "・", "•", "、", "。", "+", "=", "*")
"""What stands between words and is none; ``_`` does not match it."""

BETWEEN = "\n"
"""What joins words where a list of them is kept as text; no word holds it."""

NOTHING = -1
"""Stands for the next set of an entry that needs none but its rarest, as if it were in every text."""


class Step(NamedTuple):
    """What a phrase wants at one place: one of a set, so many times; ``marks`` are its named groups."""

    set: int
    others: bool
    """Whether the set holds the words that must not stand there."""
    least: int
    most: int
    marks: tuple[str, ...]


class Entry(NamedTuple):
    """A way into the graph, worth taking where words of its sets stand near one of its rarest set.

    A match begins ``nearest`` to ``farthest`` words before a word of the rarest set. Of the ``needs`` the rarest is
    the first: a set, and at least and at most how many words after one of the rarest set a word of it must stand.
    """

    phrase: int
    node: int
    nearest: int
    farthest: int
    needs: tuple[tuple[int, int, int], ...]


Node: TypeAlias = "tuple[bool, tuple[Step, ...], tuple[int, ...]]"
"""Whether a variant ends there, the steps that go on, and the node behind each of them."""
Path: TypeAlias = tuple[Step, ...]
Match: TypeAlias = tuple[int, int, tuple[tuple[str, int, int], ...]]
"""First word, last word + 1, and of each mark its name, first and last word + 1."""
Trail: TypeAlias = "tuple[Trail, Step, int] | tuple[()]"
"""The steps taken so far, the last one first, each with the places where its words stand."""


def exactly(word: str) -> str:
    """How a word is kept that must stand in a text just as it is written."""
    return f"={word}"


class Kept(dict[K, V]):
    """Values made when they are first asked for."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        made = self[key] = self._make(key)
        return made


@dataclass(frozen=True)
class Graph:
    """The variants of many phrases; the number of a step or node is where it begins among all."""

    words: Mapping[str, str] = field(default_factory=dict, repr=False)
    """A folded word, or a word as written behind ``=`` -> the sets it is in."""
    steps: str = field(default="", repr=False)
    """A step a line: the set, 1 if its words must not stand there, least, most, marks."""
    nodes: Sequence[int] = field(default=(), repr=False)
    """Of each node 1 if a variant ends there, else 0; how many steps go on; these steps, and the nodes behind them."""
    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    """A set -> the set that is needed first besides it, or nothing -> the entries of which it is the rarest, one a
    line, as the numbers of an ``Entry``."""


class Walker:
    """Sends texts through a graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._rarest = frozenset(map(int, graph.entries))
        self._sets_of = Kept(self._read_sets)
        self._entries_of = Kept(self._read_entries)
        self._nodes = Kept(self._read_node)
        self._steps = Kept(self._read_step)

    def matches(self, norms: Sequence[str], texts: Sequence[str]) -> Iterator[tuple[int, Match]]:
        """Every phrase found in a text, as its number and where it stands."""
        places = self._places(norms, texts)
        present, everywhere = frozenset((NOTHING, *places)), (1 << len(norms)) - 1
        for number in present & self._rarest:
            for entry in self._entries(number, present):
                starts = _starts(entry, places[number], places)
                if starts:
                    found: list[tuple[Trail, int]] = []
                    self._walk(entry.node, starts, (), places, everywhere, found)
                    for trail, ends in found:
                        for match in _matches(trail, ends):
                            yield entry.phrase, match

    def _places(self, norms: Sequence[str], texts: Sequence[str]) -> dict[int, int]:
        """Set -> the bits of the words that are in it, word 0 being the lowest."""
        words, at = self._graph.words, dict[str, int]()
        for index, (norm, text) in enumerate(zip(norms, texts, strict=True)):
            if norm in words:
                at[norm] = at.get(norm, 0) | 1 << index
            if (written := exactly(text)) in words:
                at[written] = at.get(written, 0) | 1 << index
        places: dict[int, int] = {}
        for word, bits in at.items():
            for number in self._sets_of[word]:
                places[number] = places.get(number, 0) | bits
        return places

    def _walk(
        self,
        node: int,
        here: int,
        trail: Trail,
        places: dict[int, int],
        everywhere: int,
        found: list[tuple[Trail, int]],
    ) -> None:
        """Collect the variants behind a node that go on from ``here``: their steps, and the places behind them."""
        ends, steps, nodes = self._nodes[node]
        if ends:
            found.append((trail, here))
        for step, following in zip(steps, nodes, strict=True):
            allowed = places.get(step.set, 0)
            if step.others:
                allowed ^= everywhere
            if here & allowed:
                reached = _reached(here, allowed, step.least, step.most)
                if reached:
                    self._walk(following, reached, (trail, step, allowed), places, everywhere, found)
            elif not step.least:
                self._walk(following, here, trail, places, everywhere, found)

    # ---- parts read when a word leads to them

    def _entries(self, rarest: int, present: frozenset[int]) -> Iterator[Entry]:
        """The entries of a rarest set whose next set has a word in the text, too."""
        by_next = self._entries_of[rarest]
        for number in present.intersection(by_next):
            entries = by_next[number]
            if isinstance(entries, str):
                entries = by_next[number] = [_entry(line) for line in entries.split(BETWEEN)]
            yield from entries

    def _read_sets(self, word: str) -> tuple[int, ...]:
        return tuple(map(int, self._graph.words[word].split()))

    def _read_entries(self, rarest: int) -> dict[int, str | list[Entry]]:
        return {int(number): lines for number, lines in self._graph.entries[str(rarest)].items()}

    def _read_node(self, number: int) -> Node:
        numbers = self._graph.nodes
        ends, count = numbers[number], numbers[number + 1]
        steps, nodes = number + 2, number + 2 + count
        return (
            bool(ends),
            tuple(map(self._steps.__getitem__, numbers[steps:nodes])),
            tuple(numbers[nodes : nodes + count]),
        )

    def _read_step(self, number: int) -> Step:
        line = self._graph.steps[number : self._graph.steps.index("\n", number)]
        set_, others, least, most, *marks = line.split()
        return Step(int(set_), others == "1", int(least), int(most), tuple(marks))


def _entry(line: str) -> Entry:
    phrase, node, nearest, farthest, *numbers = map(int, line.split())
    needs = tuple(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))
    return Entry(phrase, node, nearest, farthest, needs)


def _starts(entry: Entry, here: int, places: Mapping[int, int]) -> int:
    """Where a match may begin: before the words of the rarest set, at ``here``, that have the others near them."""
    for number, least, most in entry.needs:
        there = places.get(number, 0)
        here &= _back(there >> least if least >= 0 else there << -least, most - least)
        if not here:
            return 0
    return _back(here >> entry.nearest, entry.farthest - entry.nearest)


def _back(bits: int, most: int) -> int:
    """The places up to ``most`` words before the given ones, and these."""
    width = 1
    while width <= most:
        bits |= bits >> width
        most -= width
        width *= 2
    return bits | bits >> most if most else bits


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


def _left(here: int, allowed: int, least: int, most: int) -> int:
    """The places from which a step taken ``least`` to ``most`` times leads to any of the places ``here``."""
    for _ in range(least):
        here = (here >> 1) & allowed
    left = here
    for _ in range(most - least):
        here = (here >> 1) & allowed
        if not here:
            break
        left |= here
    return left


def _matches(trail: Trail, ends: int) -> Iterator[Match]:
    """The matches of one variant; a mark that could cover more words or fewer covers more."""
    steps: list[tuple[Step, int]] = []
    while trail:
        trail, step, allowed = trail
        steps.append((step, allowed))
    marked = any(step.marks for step, _ in steps)
    for end in _bits(ends):
        here = 1 << end
        before = [here]
        for step, allowed in steps:
            here = _left(here, allowed, step.least, step.most)
            before.append(here)
        for start in _bits(here):
            yield start, end, _marked(steps[::-1], before[-2::-1], start) if marked else ()


def _marked(
    steps: Iterable[tuple[Step, int]], goals: Iterable[int], start: int
) -> tuple[tuple[str, int, int], ...]:
    """What the marks of a match cover; ``goals`` are the places behind each step that lead on to its end."""
    covered: dict[str, tuple[int, int]] = {}
    for (step, allowed), goal in zip(steps, goals, strict=True):
        end = start
        for after in range(start + 1, start + step.most + 1):
            if not allowed >> (after - 1) & 1:
                break
            if after - start >= step.least and goal >> after & 1:
                end = after
        for name in step.marks if end > start else ():
            covered[name] = (covered.get(name, (start, end))[0], end)
        start = end
    return tuple((name, first, last) for name, (first, last) in covered.items())


def _bits(bits: int) -> Iterator[int]:
    while bits:
        last = bits.bit_length() - 1
        bits ^= 1 << last
        yield last


class _Parts(dict[S, int]):
    """Parts of one long sequence, each kept once and known by where it begins."""

    def __init__(self) -> None:
        super().__init__()
        self._length = 0

    def number(self, part: S) -> int:
        if part not in self:
            self[part] = self._length
            self._length += len(part)
        return self[part]


class Builder:
    """Gathers variants into a graph."""

    def __init__(self, common: frozenset[str]) -> None:
        self._common = common
        self._sets: dict[frozenset[str], int] = {}
        self._steps: _Parts[str] = _Parts()
        self._nodes: _Parts[tuple[int, ...]] = _Parts()
        self._groups: list[tuple[int, list[Path]]] = []

    def add(self, phrase: int, variants: Sequence[Variant]) -> None:
        """Add the variants of one phrase, divided by the words they cannot do without where none is common."""
        paths = [tuple(self._step(element) for element in variant) for variant in variants]
        if _shared(paths):
            self._groups.append((phrase, paths))
            return
        by_trigger: dict[tuple[frozenset[str], bool], list[Path]] = {}
        for variant, path in zip(variants, paths, strict=True):
            by_trigger.setdefault(trigger(variant, self._common), []).append(path)
        self._groups += [(phrase, group) for group in by_trigger.values()]

    def graph(self) -> Graph:
        """The graph of everything that was added."""
        words: dict[str, list[int]] = {}
        for held, number in self._sets.items():
            for word in held:
                words.setdefault(word, []).append(number)
        order = self._rarity(words)
        entries: dict[str, dict[str, list[Entry]]] = {}
        for phrase, group in self._groups:
            for paths in _divided(group, order):
                rarest, entry = self._entry(phrase, paths, order)
                following = entry.needs[0][0] if entry.needs else NOTHING
                entries.setdefault(str(rarest), {}).setdefault(str(following), []).append(entry)
        return Graph(
            words={word: _joined(words[word]) for word in sorted(words)},
            steps="".join(self._steps),
            nodes=tuple(chain.from_iterable(self._nodes)),
            entries={
                rarest: {number: BETWEEN.join(map(_line, held)) for number, held in by_next.items()}
                for rarest, by_next in entries.items()
            },
        )

    def _rarity(self, words: Mapping[str, Sequence[int]]) -> dict[int, float]:
        """How often a text is likely to hold a word of each set: words that are in many sets are frequent."""
        common = self._common | {START, END, "#"}
        return {
            number: sum(len(words[word]) + 500 * (word in common) for word in held)
            for held, number in self._sets.items()
        }

    def _entry(self, phrase: int, paths: Sequence[Path], order: Mapping[int, float]) -> tuple[int, Entry]:
        rarest, *others = sorted(_shared(paths), key=lambda number: (order[number], number))
        before = [path[: _place(path, rarest)] for path in paths]
        needs = tuple((other, *_distance(rarest, other, paths)) for other in others)
        window = min(map(_least, before)), max(map(_most, before))
        return rarest, Entry(phrase, self._node(paths), *window, needs)

    def _step(self, element: Element) -> Step:
        words = frozenset(map(exactly, element.exact)) or element.words
        if element.anything:
            words = frozenset({".", START, END, *(MARKS if element.letters else ()), *element.barred})
        number = self._sets.setdefault(words, len(self._sets))
        return Step(number, element.anything, element.least, element.most, tuple(sorted(element.marks)))

    def _node(self, paths: Iterable[Path]) -> int:
        ends = 0
        following: dict[Step, list[Path]] = {}
        for path in paths:
            if path:
                following.setdefault(path[0], []).append(path[1:])
            else:
                ends = 1
        steps = [self._steps.number(_step_line(step)) for step in following]
        nodes = map(self._node, following.values())
        return self._nodes.number((ends, len(following), *steps, *nodes))


def _divided(paths: list[Path], order: Mapping[int, float]) -> Iterable[list[Path]]:
    """Paths that share no more than one set, divided by the rarest set that each needs besides it."""
    shared = _shared(paths)
    if len(shared) > 1:
        return [paths]
    parts: dict[int | None, list[Path]] = {}
    for path in paths:
        rarest = min(_shared([path]) - shared, key=lambda number: (order[number], number), default=None)
        parts.setdefault(rarest, []).append(path)
    return parts.values()


def _shared(paths: Iterable[Path]) -> set[int]:
    """The sets of which every path needs a word."""
    return set.intersection(
        *({step.set for step in path if step.least and not step.others} for path in paths)
    )


def _distance(rarest: int, other: int, paths: Iterable[Path]) -> tuple[int, int]:
    """How many words behind one of the rarest set the first of the other set may stand, at least and at most."""
    least: list[int] = []
    most: list[int] = []
    for path in paths:
        here, there = _place(path, rarest), _place(path, other)
        between = path[min(here, there) : max(here, there)]
        least.append(_least(between) if here < there else -_most(between))
        most.append(_most(between) if here < there else -_least(between))
    return min(least), max(most)


def _place(path: Path, number: int) -> int:
    """Which step of a path is the first that needs a word of a set."""
    return next(i for i, step in enumerate(path) if step.set == number and step.least and not step.others)


def _least(steps: Path) -> int:
    return sum(step.least for step in steps)


def _most(steps: Path) -> int:
    return sum(step.most for step in steps)


def _step_line(step: Step) -> str:
    return _joined([step.set, int(step.others), step.least, step.most, *step.marks]) + "\n"


def _line(entry: Entry) -> str:
    return _joined([*entry[:4], *(number for need in entry.needs for number in need)])


def _joined(values: Iterable[object]) -> str:
    return " ".join(map(str, values))
