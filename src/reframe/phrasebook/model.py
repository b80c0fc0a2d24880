"""What a phrasebook holds once its files are read: rules, certificates, careers, glossary; all frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from reframe.options import NOTHING
from reframe.phrasebook import cases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reframe.model import Level
    from reframe.phrasebook.cases import Case
    from reframe.phrasebook.compiled import CompiledPhrases
    from reframe.resume.knowledge import Knowledge

Scope: TypeAlias = Literal[
    "alt-entry",
    "entry",
    "experience",
    "summary",
    "skills",
    "languages",
    "certifications",
    "education",
    "other",
    "anywhere",
]

GROUPS = ("trivia", "framing", "jargon", "language", "credentials", "missing", "document")
"""The rule groups, in the order in which rules are listed."""

TARGETS = ("supply-chain", "sales", "hr", "translation", "admin", "education", "government-npo")


class Rewrite(NamedTuple):
    """A suggestion as the phrasebook words it; ``<name>`` is filled from a capture, ``{name}`` by the writer.

    ``without`` names a phrase set of the rule that, standing in the sentence, takes the rewrite back. Where
    ``text`` is the writer's line again, ``instead`` is what stands in it for the words found.
    """

    text: str = ""
    only_if: str = ""
    for_: tuple[str, ...] = ()
    surfaces: str = ""
    delete: bool = False
    safe: bool = False
    without: str = ""
    instead: str = ""


class Rule(NamedTuple):
    """One thing that works against the writer, and all that is said about it."""

    name: str
    group: str
    title: str
    level: Level
    message: str
    why: str
    scope: tuple[Scope, ...]
    check: str = "phrases"
    levels: Mapping[str, str] = NOTHING
    """The level on a career path, ``off`` included; the key ``any`` is the level without a target."""
    questions: tuple[str, ...] = ()
    suggestions: tuple[Rewrite, ...] = ()
    yields_to: tuple[str, ...] = ()
    unless_tool: bool = False
    cases: str = cases.kept({"flags": (), "passes": ()})
    """What ``flags`` and ``passes`` are read from."""
    formerly: tuple[str, ...] = ()
    source: str = ""
    evidence: str = ""

    @property
    def flags(self) -> tuple[Case, ...]:
        """The lines at which it must speak up."""
        return tuple(cases.read(self.cases, "flags", where=self.scope[0]))

    @property
    def passes(self) -> tuple[Case, ...]:
        """The lines at which it must keep silent."""
        return tuple(cases.read(self.cases, "passes", where=self.scope[0]))

    def level_on(self, target: str | None) -> Level | None:
        """The level on a career path, None where the rule is off there."""
        named = self.levels.get(target or "any", self.level)
        return None if named == "off" else named  # type: ignore[return-value]


class FormerName(NamedTuple):
    """What a certificate used to be called; ``phrases`` are those of the certificate that mean the old name."""

    name: str
    note: str
    phrases: tuple[str, ...] = ()


class Certificate(NamedTuple):
    """A certificate, what it proves and for whom; ``proves`` names tools and skills of the phrasebook."""

    name: str
    title: str
    issuer: str
    site: str
    status: str
    tier: str
    paths: tuple[str, ...]
    regions: tuple[str, ...]
    proves: tuple[str, ...]
    proof: str
    prerequisites: str
    validity_years: int
    cost: str
    note: str
    formerly: tuple[FormerName, ...]
    checked: str
    evidence: str
    source: str
    phrases: tuple[str, ...] = ()
    weak_context: tuple[tuple[str, ...], ...] = ()
    """For each weak phrase, the words of which one must stand in the same line."""


class Trait(NamedTuple):
    """Something employers on a path value, and the question to ask where no line shows it."""

    name: str
    why: str
    question: str


class Career(NamedTuple):
    """A career path: what it is called in postings, what it values, which proof comes next."""

    name: str
    title: str
    summary: str
    roles: tuple[str, ...]
    traits: tuple[Trait, ...]
    keywords: tuple[str, ...]
    titles: tuple[str, ...]
    recommend: tuple[str, ...]
    later: tuple[str, ...]
    warnings: tuple[str, ...]
    jlpt: str
    jlpt_note: str


class Term(NamedTuple):
    """An ALT-world word with the words an outsider understands.

    ``gloss`` is advice to the writer; ``plain`` may stand in a line, ``adjective`` before a noun. ``number`` says
    which noun ``plain`` is: ``one`` of something, ``some`` (no plural), ``many``; without it, it stands beside only.
    """

    term: str
    means: str
    gloss: str
    action: str
    not_on: tuple[str, ...] = ()
    weak: bool = False
    japanese: str = ""
    plain: str = ""
    number: str = ""
    adjective: str = ""


@dataclass(frozen=True)
class Phrasebook:
    """Everything the tool knows, read from YAML."""

    rules: tuple[Rule, ...]
    certificates: Mapping[str, Certificate]
    careers: Mapping[str, Career]
    glossary: Mapping[str, Term]
    tools: Mapping[str, Mapping[str, Any]]
    skills: Mapping[str, Mapping[str, Any]]
    tests: Mapping[str, Any]
    knowledge: Knowledge
    phrases: CompiledPhrases
    """All phrases but those of traits."""
    packed_traits: str = field(default="", repr=False)
    digest: str = ""

    def rule(self, name: str) -> Rule | None:
        """The rule of that name, or of the name it used to have."""
        return next((rule for rule in self.rules if rule.name == name or name in rule.formerly), None)

    @cached_property
    def traits(self) -> CompiledPhrases:
        """The phrases that show what career paths value, unpacked when they are first looked for."""
        from reframe.phrasebook.storing import phrases_in

        return phrases_in(self.packed_traits)

    def requires(self, name: str) -> bool:
        """Whether a rule names phrases of which one must stand in the same sentence."""
        return name in self._requiring

    @cached_property
    def _requiring(self) -> frozenset[str]:
        return self.phrases.owners.names("requires")

    @property
    def groups(self) -> tuple[str, ...]:
        """The rule groups, in the order of their rules."""
        return tuple(dict.fromkeys(rule.group for rule in self.rules))
