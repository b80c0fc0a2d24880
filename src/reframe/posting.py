"""A job posting: which career path it belongs to, and which of its words the résumé never uses.

Posting words become questions ("did you do this? where?"), never text for the résumé.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reframe.tokenising import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from reframe.model import Resume
    from reframe.phrasebook.model import Phrasebook

TITLE_WEIGHT = 4
"""A job title of a path says as much about a posting as so many of its keywords."""
LONGEST = 6
MOST_TERMS = 8


@dataclass(frozen=True, slots=True)
class Posting:
    """A posting as understood: its path (None where it fits none), and its terms, most frequent first."""

    path: str
    target: str | None
    terms: tuple[str, ...]


def read_posting(source: str | Path, *, phrasebook: Phrasebook, data: bytes | None = None) -> Posting:
    """Read and understand a posting in any format a résumé may have; raises UnreadableError."""
    from reframe.documents import read

    document = read(str(source), data=data)
    return understand_posting(
        "\n".join(block.text for block in document.blocks), phrasebook, path=document.path
    )


def understand_posting(text: str, phrasebook: Phrasebook, *, path: str = "") -> Posting:
    """The career path a posting belongs to, by its titles and keywords, and the terms it uses."""
    norms = _norms(text)
    weights: dict[str, int] = {}
    terms: dict[str, int] = {}
    for career in phrasebook.careers.values():
        titles = _counted(norms, career.titles)
        keywords = _counted(norms, career.keywords)
        weight = TITLE_WEIGHT * len(titles) + len(keywords)
        if weight:
            weights[career.name] = weight
        terms |= keywords
    target = max(weights, key=lambda name: weights[name], default=None)
    if target is None or weights[target] < 2:
        return Posting(path, None, ())
    own = _counted(norms, phrasebook.careers[target].keywords)
    ordered = sorted(terms, key=lambda term: (term not in own, -terms[term]))
    return Posting(path, target, tuple(dict.fromkeys(ordered)))


def unused_terms(terms: tuple[str, ...], resume: Resume) -> tuple[str, ...]:
    """The terms of a posting that stand nowhere in the résumé, in their order, few at the most."""
    norms = _norms("\n".join(block.text for block in resume.blocks))
    present = _counted(norms, terms)
    return tuple(term for term in terms if term not in present)[:MOST_TERMS]


def _norms(text: str) -> list[str]:
    return [_singular(word.norm) for word in split(text)]


def _singular(norm: str) -> str:
    return norm[:-1] if len(norm) > 3 and norm.endswith("s") and not norm.endswith("ss") else norm


def _counted(norms: list[str], phrases: Iterable[str]) -> dict[str, int]:
    """How often each phrase stands in a text; singular and plural count as one, under the first spelling."""
    wanted: dict[tuple[str, ...], str] = {}
    for phrase in phrases:
        wanted.setdefault(tuple(_norms(phrase)), phrase)
    counts: dict[str, int] = {}
    for phrase in _found(norms, wanted):
        counts[phrase] = counts.get(phrase, 0) + 1
    return counts


def _found(norms: list[str], wanted: Mapping[tuple[str, ...], str]) -> Iterator[str]:
    for start in range(len(norms)):
        for length in range(1, LONGEST + 1):
            phrase = wanted.get(tuple(norms[start : start + length]))
            if phrase is not None and start + length <= len(norms):
                yield phrase
