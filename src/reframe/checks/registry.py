"""Which function stands behind the ``check`` of a rule file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.checks import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reframe.checks.reading import Check

CHECKS: Mapping[str, Check] = {
    "phrases": phrases.check,
}
