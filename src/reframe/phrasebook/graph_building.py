"""Variants of many phrases -> the graph they share."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from reframe.phrasebook.graph import BETWEEN, Entry, Graph, Step
from reframe.phrasebook.phrases import trigger
from reframe.phrasebook.tables import Table
from reframe.tokenising import END, START

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reframe.phrasebook.phrases import Element, Variant

S = TypeVar("S", str, "tuple[int, ...]")
Path: TypeAlias = tuple[Step, ...]

MARKS = (",", ";", ":", "(", ")", "[", "]", "/", "|", "-", "--", "·", "・", "•", "、", "。", "+", "=", "*")
"""What stands between words and is none; ``_`` does not match it."""
MOST_NEEDS = 3
"""So many sets besides the rarest are asked for before a phrase is followed: the others are seldom what is missing."""


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


_EXACT = "="
"""What words begin with, while a graph is built, that must stand in a text just as they are written."""


def _is_exact(word: str) -> bool:
    return len(word) > 1 and word.startswith(_EXACT)


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
        entries: dict[int, list[Entry]] = {}
        for phrase, group in self._groups:
            for paths in _divided(group, order):
                rarest, entry = self._entry(phrase, paths, order)
                entries.setdefault(rarest, []).append(entry)
        sets = {word: _joined(numbers) for word, numbers in words.items()}
        return Graph(
            words=Table.of({word: held for word, held in sets.items() if not _is_exact(word)}),
            exact={word[len(_EXACT) :]: held for word, held in sorted(sets.items()) if _is_exact(word)},
            steps="".join(self._steps),
            nodes=tuple(chain.from_iterable(self._nodes)),
            entries=Table.of(
                {str(rarest): BETWEEN.join(map(_line, held)) for rarest, held in entries.items()}
            ),
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
        needs = chain.from_iterable(
            (other, *_distance(rarest, other, paths)) for other in others[:MOST_NEEDS]
        )
        window = min(map(_least, before)), max(map(_most, before))
        return rarest, Entry(phrase, self._node(paths), *window, tuple(needs))

    def _step(self, element: Element) -> Step:
        words = frozenset(_EXACT + word for word in element.exact) or element.words
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
    return _joined([*entry[:4], *entry.needs])


def _joined(values: Iterable[object]) -> str:
    return " ".join(map(str, values))
