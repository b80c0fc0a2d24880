"""The part of the model that reports and settings are made of: findings, how well a file was read.

It stands apart because a report kept from a former run needs no more. Annotations are evaluated, unlike
elsewhere: that is quicker than to compile them from text.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from reframe.model import Evidence, PathFit, Resume

Level: TypeAlias = Literal["error", "warning", "suggestion"]
LEVELS: tuple[Level, ...] = ("error", "warning", "suggestion")

SectionKind: TypeAlias = Literal[
    "contact",
    "summary",
    "experience",
    "education",
    "certifications",
    "skills",
    "languages",
    "projects",
    "volunteering",
    "awards",
    "interests",
    "references",
    "other",
]

Range: TypeAlias = tuple[int, int]
Box: TypeAlias = tuple[float, float, float, float]
"""(x0, top, x1, bottom) in points from the top left corner of the page as it is displayed."""


# ---- how well it was read ------------------------------------------------------------------------------

Verdict: TypeAlias = Literal["ok", "degraded", "unreadable"]


class Concern(NamedTuple):
    """One reason why a document was read less than perfectly, and what the writer can do about it."""

    code: str
    message: str
    hint: str = ""


class Health(NamedTuple):
    """How well a document was read."""

    verdict: Verdict = "ok"
    concerns: tuple[Concern, ...] = ()


# ---- findings -------------------------------------------------------------------------------------------

Applicability: TypeAlias = Literal["safe", "needs-facts", "delete"]
"""safe: may be put in as it stands; needs-facts: has slots or a condition; delete: the line is better gone."""


class Suggestion(NamedTuple):
    """A line the writer could put instead, once the slots hold their own facts."""

    text: str
    only_if: str = ""
    for_: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    applicability: Applicability = "needs-facts"
    surfaces: str = ""
    """The transferable skill the line brings out."""
    instead: str = ""
    """Where ``text`` is the writer's whole line again: what stands in it for the finding's words."""


class Location(NamedTuple):
    """A finding's place in words and numbers, as the JSON contract names them."""

    section: str | None = None
    entry: str | None = None
    page: int | None = None
    block: str | None = None
    line: int | None = None
    column: int | None = None
    bbox: tuple[Box, ...] | None = None


class Suppression(NamedTuple):
    """Why a finding is not reported: an entry of the suppression file, or a comment beside the line."""

    kind: Literal["file", "comment"]
    reason: str = ""
    until: str = ""
    """The last day it holds, as ``2027-03-31``; empty where it has no end."""


class Finding(NamedTuple):
    """One thing that works against the writer.

    ``block``, ``start`` and ``end`` are None for a finding about the whole résumé; otherwise
    ``context[start:end] == text``.
    """

    rule: str
    group: str
    level: Level
    message: str
    why: str
    text: str | None = None
    context: str | None = None
    block: int | None = None
    start: int | None = None
    end: int | None = None
    location: Location = Location()
    suggestions: tuple[Suggestion, ...] = ()
    questions: tuple[str, ...] = ()
    captures: tuple[tuple[str, str], ...] = ()
    fingerprint: str = ""
    suppression: Suppression | None = None


class Answer(NamedTuple):
    """One of the hiring manager's four questions, answered or not."""

    answered: bool
    evidence: tuple[str, ...] = ()
    recommended: tuple[str, ...] = ()


class Scorecard(NamedTuple):
    """The four questions a hiring manager asks of every résumé."""

    major: Answer
    hard_skills: Answer
    tools: Answer
    certifications: Answer


# ---- reports --------------------------------------------------------------------------------------------


class FileReport(NamedTuple):
    """Everything said about one file that was read."""

    path: str
    format: str
    sha256: str
    pages: int | None
    health: Health
    alt_experience: bool
    alt_work: tuple[str, ...]
    target: str | None
    scorecard: Scorecard | None
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()
    resume: "Resume | None" = None
    """What was read, for reports that show the résumé itself; like the two below no part of the JSON, and absent
    where the report was redacted or comes from elsewhere."""
    paths: tuple["PathFit", ...] = ()
    strengths: tuple["Evidence", ...] = ()
    """The words that show a tool, a hard skill, a certificate or a trait that some career path values."""
    asked_for: tuple[str, ...] = ()
    """Words of the job posting that stand nowhere in the résumé: questions, never text for it."""
    certificates: tuple[tuple[str, str], ...] = ()
    """Name and title of each certificate that the report recommends, or holds against a career path."""
    notes: tuple[str, ...] = ()
    """What the writer should know about their own comments in the file: an unknown rule, one that ignores nothing."""


class Failure(NamedTuple):
    """A file (or setting) that was not read or not understood."""

    path: str
    code: str
    message: str
    hint: str = ""


class Report(NamedTuple):
    """The answer to one run: files that were read, and what was not."""

    files: tuple[FileReport, ...]
    errors: tuple[Failure, ...] = ()
