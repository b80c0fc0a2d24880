"""What a format needs to know besides the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from reframe import __version__
from reframe.options import NOTHING

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


class Presentation(NamedTuple):
    """How a report is to be shown, and the answer it was shown with.

    ``width`` is the terminal's, in cells; ``in_file`` says that the report is to be kept in a file; ``root`` is the
    folder that annotations name files relative to; ``certificates`` gives ids their display names; ``commands`` are
    those a reader may be pointed to.
    """

    exit_code: int = 0
    width: int = 80
    color: bool = False
    in_file: bool = False
    statistics: bool = False
    quiet: bool = False
    verbose: bool = False
    root: Path | None = None
    rules: tuple[RuleInfo, ...] = ()
    certificates: Mapping[str, str] = NOTHING
    commands: tuple[str, ...] = ("explain",)
    version: str = __version__
