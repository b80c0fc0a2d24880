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
from functools import reduce
from itertools import chain, pairwise, repeat
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from reframe.phrasebook.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

K = TypeVar("K")
V = TypeVar("V")

BETWEEN = ";"
"""What stands between entries that are kept as one text."""

MOST_WORDS = 5_000
"""Of so many words it is kept which sets they are in."""

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
    the first, and each is three numbers: a set, and at least and at most how many words after one of the rarest set
    a word of it must stand. They are not in triples, since there are thousands of them.
    """

    phrase: int
    node: int
    nearest: int
    farthest: int
    needs: tuple[int, ...]


Node: TypeAlias = "tuple[bool, tuple[Any, ...]]"
"""Whether a variant ends there, and the steps that go on, each followed by the node behind it, the last one first.

Not in pairs: there are so many that these would take as much memory as all else that is known of the nodes.
"""
Match: TypeAlias = tuple[int, int, tuple[tuple[str, int, int], ...]]
"""First word, last word + 1, and of each mark its name, first and last word + 1."""
Key: TypeAlias = "tuple[str, str]"
"""What a phrase is bound to."""
Trail: TypeAlias = "tuple[Trail, Step, int] | tuple[()]"
"""The steps taken so far, the last one first, each with the places where its words stand."""


class Kept(dict[K, V]):
    """Values made when they are first asked for; with ``most``, all are forgotten once there are so many."""

    def __init__(self, make: Callable[[K], V], *, most: int = 0) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, key: K) -> V:
        if self._most and len(self) >= self._most:
            self.clear()
        made = self[key] = self._make(key)
        return made


@dataclass(frozen=True)
class Graph:
    """The variants of many phrases; the number of a step or node is where it begins among all."""

    words: Table = field(default_factory=Table, repr=False)
    """A folded word -> the sets it is in."""
    exact: Mapping[str, str] = field(default_factory=dict, repr=False)
    """A word as written -> the sets it is in."""
    steps: str = field(default="", repr=False)
    """A step a line: the set, 1 if its words must not stand there, least, most, marks."""
    nodes: Sequence[int] = field(default=(), repr=False)
    """Of each node 1 if a variant ends there, else 0; how many steps go on; these steps, and the nodes behind them."""
    entries: Table = field(default_factory=Table, repr=False)
    """A set -> the entries of which it is the rarest, each as the numbers of an ``Entry``."""


class Walker:
    """Sends texts through a graph."""

    def __init__(self, graph: Graph, bound_to: Callable[[int], Key | None] = lambda _: None) -> None:
        """``bound_to`` tells by a phrase's number what must stand on a line before it is looked for there."""
        self._graph = graph
        self._bound_to = bound_to
        self._rarest = frozenset(int(number) for number, _ in graph.entries.items())
        self._sets_of = Kept(self._read_sets, most=MOST_WORDS)
        self._exact_sets_of = Kept(self._read_exact_sets)
        self._entries_of = Kept(self._read_entries)
        self._nodes = Kept(self._read_node)
        self._steps = Kept(self._read_step)
        self._same: dict[int, int] = {}
        """The numbers of sets, each one object however many entries and words name it."""

    def matches(
        self,
        norms: Sequence[str],
        texts: Sequence[str],
        begins: Sequence[int],
        told: Mapping[Key, Iterable[int]],
    ) -> Iterator[tuple[int, Match]]:
        """Every phrase found in some lines, as its number and where it stands; those that are bound come last.

        They are looked for in the lines that ``told`` has for what they are bound to, as numbers of lines from 0.
        Whoever takes the matches fills it while the free phrases are being told. ``begins`` says at which word
        each line begins.
        """
        everywhere = (1 << len(norms)) - 1
        lines = _lines(begins, len(norms))
        places = self._places(norms, texts, lines)
        present = frozenset(places)
        bound: list[tuple[int, dict[int, list[tuple[Key, Entry]]]]] = []
        for number in present & self._rarest:
            here, (free, held) = places[number], self._entries_of[number]
            if held:
                bound.append((here, held))
            for following in present.intersection(free):
                near = here & places[following]
                for entry in free[following] if near > everywhere else ():
                    starts = _starts(entry, here, near, places, everywhere)
                    if starts:
                        yield from self._behind(entry, starts, places, everywhere)
        within = {key: reduce(or_, map(lines.__getitem__, numbers)) for key, numbers in told.items()}
        for here, held in bound if within else ():
            for following in present.intersection(held):
                near = here & places[following]
                for key, entry in held[following] if near > everywhere else ():
                    allowed = within.get(key, 0)
                    starts = allowed & _starts(entry, here & allowed, near & allowed, places, everywhere)
                    if starts:
                        yield from self._behind(entry, starts, places, everywhere)

    def _behind(
        self, entry: Entry, starts: int, places: Mapping[int, int], everywhere: int
    ) -> Iterator[tuple[int, Match]]:
        for trail, ends in self._variants(entry.node, starts, places, everywhere):
            for match in _matches(trail, starts, ends):
                yield entry.phrase, match

    def _variants(
        self, node: int, starts: int, places: Mapping[int, int], everywhere: int
    ) -> Iterator[tuple[Trail, int]]:
        """The variants behind a node that go on from some places: their steps, and the places behind them."""
        nodes = self._nodes
        waiting: list[tuple[int, int, Trail]] = [(node, starts, ())]
        while waiting:
            node, here, trail = waiting.pop()
            ends, following = nodes[node]
            if ends:
                yield trail, here
            each = iter(following)
            for step, behind in zip(each, each, strict=True):
                wanted, others, least, most, _ = step
                allowed = places.get(wanted, 0)
                if others:
                    allowed ^= everywhere
                met = here & allowed
                if met:
                    reached = met << 1 if least == most == 1 else _reached(here, allowed, least, most)
                    if reached:
                        waiting.append((behind, reached, (trail, step, allowed)))
                elif not least:
                    waiting.append((behind, here, trail))

    def _places(self, norms: Sequence[str], texts: Sequence[str], lines: Sequence[int]) -> dict[int, int]:
        """Set -> the bits of the words that are in it, word 0 being the lowest, and above them those of its lines.

        What stands for every set has all bits.
        """
        count, exact = len(norms), self._graph.exact
        at: dict[str, int] = {}
        written: list[tuple[Sequence[int], int]] = []
        line_of = chain.from_iterable(repeat(line >> count << count, line.bit_count() - 1) for line in lines)
        for index, (norm, text, own) in enumerate(zip(norms, texts, line_of, strict=True)):
            at[norm] = at.get(norm, 0) | 1 << index | own
            if text in exact:
                written.append((self._exact_sets_of[text], 1 << index | own))
        found = chain(((self._sets_of[norm], bits) for norm, bits in at.items()), written)
        places = {NOTHING: reduce(or_, lines)}
        for sets, bits in found:
            for number in sets:
                if number in places:
                    places[number] |= bits
                else:
                    places[number] = bits
        return places

    # ---- parts read when a word leads to them

    def _read_sets(self, norm: str) -> Sequence[int]:
        held = self._graph.words.get(norm)
        return self._shared(held) if held else ()

    def _read_exact_sets(self, text: str) -> Sequence[int]:
        return self._shared(self._graph.exact[text])

    def _shared(self, text: str) -> tuple[int, ...]:
        numbers = list(map(int, text.split()))
        return tuple(map(self._same.setdefault, numbers, numbers))

    def _read_entries(self, rarest: int) -> tuple[dict[int, list[Entry]], dict[int, list[tuple[Key, Entry]]]]:
        """The entries of a rarest set, free and bound, by the set that is needed first besides it, or nothing."""
        free: dict[int, list[Entry]] = {}
        bound: dict[int, list[tuple[Key, Entry]]] = {}
        for line in self._graph.entries.get(str(rarest)).split(BETWEEN):
            entry = _entry(line, self._same)
            first = entry.needs[0] if entry.needs else NOTHING
            key = self._bound_to(entry.phrase)
            if key is None:
                free.setdefault(first, []).append(entry)
            else:
                bound.setdefault(first, []).append((key, entry))
        return free, bound

    def _read_node(self, number: int) -> Node:
        numbers = self._graph.nodes
        steps = number + 2
        nodes = steps + numbers[number + 1]
        following = zip(
            map(self._steps.__getitem__, reversed(numbers[steps:nodes])),
            reversed(numbers[nodes : nodes + nodes - steps]),
            strict=True,
        )
        return bool(numbers[number]), tuple(chain.from_iterable(following))

    def _read_step(self, number: int) -> Step:
        line = self._graph.steps[number : self._graph.steps.index("\n", number)]
        set_, others, least, most, *marks = line.split()
        return Step(int(set_), others == "1", int(least), int(most), tuple(marks))


def _entry(line: str, same: dict[int, int]) -> Entry:
    phrase, node, nearest, farthest, *numbers = map(int, line.split())
    return Entry(phrase, node, nearest, farthest, tuple(map(same.setdefault, numbers, numbers)))


def _lines(begins: Sequence[int], words: int) -> list[int]:
    """Of each line the bits of its words, and one for the line itself, which stands above those of all words.

    Between them is the bit of the place behind the last word, which none of these is.
    """
    return [
        (1 << end) - (1 << begin) | 1 << words + 1 + number
        for number, (begin, end) in enumerate(pairwise((*begins, words)))
    ]


def _starts(entry: Entry, here: int, near: int, places: Mapping[int, int], everywhere: int) -> int:
    """Where a match may begin: before the words of the rarest set, at ``here``, that have the others near them.

    ``near`` has the lines, above all words, that may hold them all.
    """
    _, _, nearest, farthest, needs = entry
    each = iter(needs)
    for number, least, most in zip(each, each, each, strict=True):
        there = places.get(number, 0)
        near &= there
        if near <= everywhere:
            return 0
        there = there >> least if least >= 0 else there << -least
        here &= _back(there, most - least) if most > least else there
        if not here:
            return 0
    return everywhere & (
        _back(here >> nearest, farthest - nearest) if farthest > nearest else here >> nearest
    )


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


def _matches(trail: Trail, starts: int, ends: int) -> Iterator[Match]:
    """The matches of one variant; a mark that could cover more words or fewer covers more."""
    steps: list[tuple[Step, int]] = []
    marked = False
    while trail:
        trail, step, allowed = trail
        steps.append((step, allowed))
        marked = marked or bool(step.marks)
    if not marked and not starts & (starts - 1):
        start = starts.bit_length() - 1
        for end in _bits(ends):
            yield start, end, ()
        return
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
