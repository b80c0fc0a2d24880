"""What may be asked of a check; light, so that a kept answer is found without the linter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to check: for which career path, with which rules, out of which phrasebooks."""

    target: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    assume_alt: bool = False
    phrasebooks: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    """The words of a job posting, the path's own first; those the résumé never uses are asked about."""
    region: str | None = None
    """Where the writer applies (US, UK, CA, AU, JP …), for certificates that count only there."""
    levels: Mapping[str, str] = field(default_factory=dict)
    vocabulary: tuple[str, ...] = ()
    """Words of the ALT world that the reader knows."""
    section_aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further headings by the kind of section they open."""
