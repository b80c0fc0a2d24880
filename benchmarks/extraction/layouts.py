"""Every producer in one and two columns: whole bullets, their order, and the words that came through."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extraction import source
from benchmarks.extraction.producers import PRODUCERS, NotInstalledError

from reframe.documents.reading import read


@dataclass(frozen=True, slots=True)
class Score:
    producer: str
    columns: int
    whole: int
    ordered: bool
    recall: float
    verdict: str
    broken: tuple[str, ...] = ()


def measured(name: str, columns: int, *, keep: Path | None = None) -> Score:
    """One producer and layout; raises ``NotInstalledError``."""
    with tempfile.TemporaryDirectory() as temporary:
        path = PRODUCERS[name](Path(temporary), columns)
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{name.replace(', ', '-').lower()}-{columns}.pdf").write_bytes(path.read_bytes())
        document = read(str(path))
    texts = [_plain(block.text) for block in document.blocks]
    bullets = [block for block in document.blocks if block.kind == "bullet"]
    found = [_plain(block.text) for block in bullets]
    places = [found.index(_plain(bullet)) for bullet in source.BULLETS if _plain(bullet) in found]
    wanted = Counter(_plain(" ".join(source.words())).split())
    got = Counter(" ".join(texts).split())
    broken = tuple(bullet for bullet in source.BULLETS if _plain(bullet) not in found)
    return Score(
        producer=name,
        columns=columns,
        whole=len(places),
        ordered=places == sorted(places),
        recall=(wanted & got).total() / wanted.total(),
        verdict=document.health.verdict,
        broken=broken,
    )


def _plain(text: str) -> str:
    return " ".join(text.replace("–", "-").lower().split())


def report(*, keep: Path | None = None) -> bool:
    """Print the table; false when an installed producer fell short of every bullet whole and in order."""
    total = len(source.BULLETS)
    good = True
    print(f"{'producer':<22}{'columns':>8}{'whole':>8}{'in order':>10}{'words':>8}  health")
    for columns in (1, 2):
        for name in PRODUCERS:
            try:
                score = measured(name, columns, keep=keep)
            except NotInstalledError:
                print(f"{name:<22}{columns:>8}{'not measured':>26}")
                continue
            good = good and score.whole == total and score.ordered
            whole, ordered = f"{score.whole}/{total}", "yes" if score.ordered else "no"
            print(f"{name:<22}{columns:>8}{whole:>8}{ordered:>10}{score.recall:>8.1%}  {score.verdict}")
            for bullet in score.broken:
                print(f"    broken: {bullet}")
    return good
