"""Compiled phrasebooks kept as JSON, so that an unchanged one is parsed and compiled once.

A stored phrasebook is keyed by the bytes of its files and of the code that compiles them. Whatever is wrong
with a stored file (damaged, half written, of another version) means that the phrasebook is compiled again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from array import array
from binascii import a2b_base64, b2a_base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reframe.folders import cache_folder
from reframe.phrasebook.compiled import CompiledPhrases, Owners
from reframe.phrasebook.graph import Graph
from reframe.phrasebook.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from reframe.phrasebook.assembling import Data

COMPILED = "_phrasebook.json"
"""The bundled phrasebook as a wheel holds it, compiled when it was built."""
KEPT = 8
"""How many compiled phrasebooks are kept."""


def prepared() -> Path | None:
    """The compiled bundled phrasebook of an installed package; None in a checkout."""
    file = Path(__file__).parent.parent / COMPILED
    return file if file.is_file() else None


def remembered(
    folders: Iterable[Path], make: Callable[[], tuple[Data, CompiledPhrases, CompiledPhrases]]
) -> tuple[Data, CompiledPhrases, str, str]:
    """What ``unpacked`` gives of some folders, from the store where they are there, else made and stored."""
    path = Path(cache_folder()) / f"phrasebook-{_key(folders)}.json"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        return read(path)
    stored = packed(*make())
    _store(path, stored)
    return unpacked(stored)


def packed(data: Data, phrases: CompiledPhrases, traits: CompiledPhrases) -> dict[str, Any]:
    """A compiled phrasebook as plain values; the phrases of traits as one text, which most runs leave unread."""
    return {
        "digest": digest_of(data),
        "data": _without_wordings(data),
        "phrases": _packed_phrases(phrases),
        "traits": written(_packed_phrases(traits)),
    }


def _packed_phrases(phrases: CompiledPhrases) -> dict[str, Any]:
    return {
        "owners": phrases.owners.lines,
        "finite": phrases.finite,
        "graph": vars(phrases.graph)
        | {
            "words": phrases.graph.words.texts,
            "nodes": _packed_numbers(phrases.graph.nodes),
            "entries": phrases.graph.entries.texts,
        },
        "words": phrases.words,
        "real_words": phrases.real_words,
    }


def _without_wordings(data: Data) -> dict[str, Any]:
    """The data without what is in the compiled phrases: word families, and the phrases of rules, terms and traits."""
    left = {kind: held for kind, held in data.items() if kind != "words"}
    for kind in ("rules", "glossary"):
        left[kind] = {name: _without(_WORDINGS, item) for name, item in data[kind].items()}
    left["careers"] = {
        name: career | {"values": [_without(_WORDINGS, trait) for trait in career["values"]]}
        for name, career in data["careers"].items()
    }
    left["certifications"] = {name: _without(_CASES, item) for name, item in data["certifications"].items()}
    return left


_WORDINGS = frozenset({"phrases", "except", "unless", "phrase-sets", "requires", "explained-by"})
_CASES = frozenset({"flags", "passes"})


def _without(keys: frozenset[str], item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key not in keys}


def written(stored: dict[str, Any]) -> str:
    """A packed phrasebook as JSON, in ASCII: one emoji would make the whole text take four times the memory."""
    return json.dumps(stored, separators=(",", ":"))


def read(path: Path) -> tuple[Data, CompiledPhrases, str, str]:
    """A stored phrasebook; raises OSError, KeyError, TypeError or ValueError."""
    return unpacked(json.loads(path.read_text(encoding="utf-8")))


def unpacked(stored: dict[str, Any]) -> tuple[Data, CompiledPhrases, str, str]:
    """The data, phrases, phrases of traits (for ``phrases_in``) and digest that ``packed`` made plain.

    Raises KeyError, TypeError or ValueError.
    """
    return stored["data"], _unpacked_phrases(stored["phrases"]), stored["traits"], stored["digest"]


def phrases_in(text: str) -> CompiledPhrases:
    """The phrases that were kept as one text."""
    return _unpacked_phrases(json.loads(text))


def _unpacked_phrases(stored: dict[str, Any]) -> CompiledPhrases:
    graph = stored["graph"]
    return CompiledPhrases(
        owners=Owners(stored["owners"]),
        finite=stored["finite"],
        graph=Graph(
            **graph
            | {
                "words": Table(graph["words"]),
                "nodes": _numbers(graph["nodes"]),
                "entries": Table(graph["entries"]),
            }
        ),
        words=stored["words"],
        real_words=stored["real_words"],
    )


def _packed_numbers(numbers: Iterable[int]) -> str:
    """Numbers as Base64 of four bytes each, the lowest first: read in one go, where JSON makes an object of each."""
    packed = array("i", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return b2a_base64(packed.tobytes(), newline=False).decode("ascii")


def _numbers(text: str) -> array[int]:
    """The numbers that ``_packed_numbers`` made text of; raises ValueError."""
    numbers = array("i")
    numbers.frombytes(a2b_base64(text))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def digest_of(data: Data) -> str:
    """What tells two phrasebooks apart: a hash of everything their files say."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


def _key(folders: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    code = (Path(__file__).parent, Path(__file__).parent.parent / "tokenising.py")
    for folder in (*code, *folders):
        for path in sorted(folder.rglob("*.[py][ya]*")) if folder.is_dir() else [folder]:
            digest.update(f"{path.name}\0".encode())
            with contextlib.suppress(OSError):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def _store(path: Path, stored: dict[str, Any]) -> None:
    """Write whole or not at all, for the owner only; a folder that cannot be written to is no fault."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".phrasebook-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(written(stored))
        Path(temporary).replace(path)
        for old in sorted(path.parent.glob("phrasebook-*.json"), key=lambda p: -p.stat().st_mtime)[KEPT:]:
            old.unlink(missing_ok=True)
