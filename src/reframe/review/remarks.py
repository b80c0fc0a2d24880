"""What a comment says: the rule, why it matters, what could stand there instead, what to ask oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reframe.model import Finding, Suggestion

AUTHOR = "reframe"
INITIALS = "rf"
_MORE = "More: reframe explain "
_OURS = late(r"More: reframe explain [a-z0-9-]+\s*\Z")
# What XML 1.0 cannot hold, and what would act where the comment is shown.
_UNFIT = late(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class Paragraph(NamedTuple):
    """A paragraph of a comment: a lead in bold, and the rest."""

    lead: str
    text: str


def remark(finding: Finding, *, titles: Mapping[str, str], quote: bool = False) -> list[Paragraph]:
    """The paragraphs of a finding's comment; with ``quote``, the words it is about come along."""
    title = titles.get(finding.rule, finding.rule)
    said = [Paragraph(f"{title}.", finding.message)]
    if quote and finding.text:
        said.append(Paragraph("About:", f"“{finding.text}”"))
    said.append(Paragraph("Why:", finding.why))
    said += [_advice(suggestion) for suggestion in finding.suggestions]
    said += [Paragraph("Ask yourself:", question) for question in finding.questions]
    said.append(Paragraph("", f"{_MORE}{finding.rule}"))
    return [Paragraph(lead, fit(text)) for lead, text in said if lead or text]


def is_ours(author: str, text: str) -> bool:
    """Whether a comment was written by reframe: by its author and its last line."""
    return author == AUTHOR and bool(_OURS.search(text))


def fit(text: str) -> str:
    """The text on one line, without characters that XML forbids or that would act."""
    return " ".join(_UNFIT.sub("\N{REPLACEMENT CHARACTER}", text).split())


def _advice(suggestion: Suggestion) -> Paragraph:
    condition = f" — only if {suggestion.only_if}" if suggestion.only_if else ""
    if suggestion.applicability == "delete":
        return Paragraph("Or leave it out" if condition else "Or leave it out.", condition.lstrip())
    return Paragraph("Instead:", f"“{suggestion.text}”{condition}")
