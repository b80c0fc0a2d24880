"""What a format needs to know besides the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from reframe import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class RuleInfo(Protocol):
    """The part of a phrasebook rule that reports show."""

    @property
    def name(self) -> str: ...  # noqa: D102 -- the names say it
    @property
    def group(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def level(self) -> str: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102
    @property
    def questions(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """How a report is to be shown, and the answer it was shown with.

    ``width`` is the terminal's, in cells; ``root`` the folder that annotations name files relative to;
    ``certificates`` gives ids their display names; ``commands`` are those a reader may be pointed to.
    """

    exit_code: int = 0
    width: int = 80
    color: bool = False
    statistics: bool = False
    quiet: bool = False
    verbose: bool = False
    root: Path | None = None
    rules: tuple[RuleInfo, ...] = ()
    certificates: Mapping[str, str] = field(default_factory=dict)
    commands: tuple[str, ...] = ("explain",)
    version: str = __version__
