"""Which rewrites to offer at a spot: two at most, the chosen path's first, the writer's own words carried over."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reframe.model import Suggestion
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reframe.phrasebook.model import Rewrite

MOST = 2
_SLOT = late(r"\{([a-z_]+)\}")
_CARRIED = late(r"<([a-z_]+)>")


def suggestions(
    rewrites: Iterable[Rewrite], target: str | None, values: Mapping[str, str]
) -> tuple[Suggestion, ...]:
    """At most two: those for the path, then those for any, as the file orders them; a deletion always among them."""
    fitting = [r for r in rewrites if not r.for_ or target in r.for_]
    ordered = sorted(fitting, key=lambda r: not r.for_)
    deletions = [r for r in ordered if r.delete][:1]
    offered = [r for r in ordered if not r.delete][: MOST - len(deletions)] + deletions
    return tuple(
        _filled(
            rewrite, tuple((name, values.get(name, f"{{{name}}}")) for name in _CARRIED.findall(rewrite.text))
        )
        for rewrite in ordered
        if rewrite in offered
    )


@lru_cache(maxsize=256)
def _filled(rewrite: Rewrite, carried: tuple[tuple[str, str], ...]) -> Suggestion:
    """A rewrite with the writer's words in it; the same one for all findings that it is the same for."""
    values = dict(carried)
    text = _CARRIED.sub(lambda match: values[match[1]], rewrite.text)
    slots = tuple(dict.fromkeys(_SLOT.findall(text)))
    if rewrite.delete:
        applicability = "delete"
    elif rewrite.safe and not slots:
        applicability = "safe"
    else:
        applicability = "needs-facts"
    return Suggestion(
        text=text,
        only_if=rewrite.only_if,
        for_=rewrite.for_,
        slots=slots,
        applicability=applicability,  # type: ignore[arg-type]
        surfaces=rewrite.surfaces,
        instead=rewrite.instead,
    )
