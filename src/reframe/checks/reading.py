"""What a check is given, and what it gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from reframe.matching import Text
    from reframe.model import Capture, Hit, Level, Profile, Resume
    from reframe.phrasebook.model import Phrasebook, Rewrite, Rule


class Reading(NamedTuple):
    """A résumé with everything the phrasebook recognises in it.

    ``texts`` holds one entry a block; ``hits`` is keyed by the kind of their owner (``rule``, ``unless``,
    ``term``, ``certificate``, ``tool`` …), ``owned`` by kind and name.
    """

    resume: Resume
    texts: tuple[Text, ...]
    hits: Mapping[str, Sequence[Hit]]
    owned: Mapping[tuple[str, str], Sequence[Hit]]
    profile: Profile
    phrasebook: Phrasebook
    target: str | None = None
    terms: tuple[str, ...] = ()
    """The words of the job posting, where there is one."""
    region: str | None = None

    def of(self, kind: str, name: str | None = None) -> Sequence[Hit]:
        """The hits of one kind, of one owner where a name is given, in reading order."""
        return self.hits.get(kind, ()) if name is None else self.owned.get((kind, name), ())

    def visible(self, hit: Hit) -> bool:
        """Whether a reader of the page can see any of what was matched."""
        hidden = self.resume.blocks[hit.block].hidden
        return not any(start <= hit.start and hit.end <= end for start, end in hidden)

    def sentence(self, block: int, offset: int) -> tuple[int, int]:
        """The block and sentence an offset stands in, comparable with those of other spots."""
        return block, self.texts[block].sentence_at(offset)

    def in_scope(self, block: int, scopes: Iterable[str]) -> bool:
        """Whether a block stands where a rule looks."""
        return any(self._is_in(block, scope) for scope in scopes)

    def _is_in(self, block: int, scope: str) -> bool:
        resume = self.resume
        if resume.homes[block].role == "heading":
            return False
        if scope == "anywhere":
            return True
        entry = resume.entry_of(block)
        if scope == "alt-entry":
            return entry is not None and entry.alt
        kind = resume.kind_of(block)
        if scope == "entry":
            return entry is not None and kind in {"experience", "volunteering", "projects"}
        return kind == scope


class Spot(NamedTuple):
    """Where a check speaks, and whatever it says differently from its rule's file.

    ``block`` is None where it speaks about the whole résumé.
    """

    block: int | None = None
    start: int = 0
    end: int = 0
    captures: tuple[Capture, ...] = ()
    message: str = ""
    why: str = ""
    level: Level | None = None
    suggestions: tuple[Rewrite, ...] | None = None
    questions: tuple[str, ...] | None = None
    values: tuple[tuple[str, str], ...] = ()
    """Named values that suggestions may carry over as ``<name>``, besides the captures."""


if TYPE_CHECKING:
    Check = Callable[[Rule, Reading], Iterable[Spot]]
