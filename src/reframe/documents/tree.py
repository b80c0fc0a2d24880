"""Résumé data as JSON and YAML hold it: mappings and lists, and words that know their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, Union

if TYPE_CHECKING:
    from collections.abc import Callable

    from reframe.documents.runs import Runs


@dataclass(frozen=True, slots=True)
class Words:
    """A value, and on demand its characters with their places in the file; numbers may have none."""

    text: str
    runs: Callable[[], Runs]


Node: TypeAlias = Union["dict[str, Node]", "list[Node]", Words, None]
