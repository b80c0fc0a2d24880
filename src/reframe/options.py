"""What may be asked of a check; light, so that a kept answer is found without the linter."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING: Mapping[str, Any] = MappingProxyType({})
"""A table without an entry, for all that have none."""


class Options(NamedTuple):
    """How to check: for which career path, with which rules, out of which phrasebooks."""

    target: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    assume_alt: bool = False
    phrasebooks: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    """The words of a job posting, the path's own first; those the résumé never uses are asked about."""
    region: str | None = None
    """Where the writer applies (US, UK, EU, CA, AU or JP), for certificates that count only there."""
    levels: Mapping[str, str] = NOTHING
    vocabulary: tuple[str, ...] = ()
    """Words of the ALT world that the reader knows."""
    section_aliases: Mapping[str, tuple[str, ...]] = NOTHING
    """Further headings by the kind of section they open."""
