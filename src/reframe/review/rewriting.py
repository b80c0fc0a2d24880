"""From the writer's answers to edits: which words of which line are replaced, and by what.

A line is changed by an answer of the writer and by nothing else. A suggestion goes in once its condition was
answered with yes and every slot is filled; until then it is not finished, and the line stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from reframe.errors import ConfigError
from reframe.patterns import late
from reframe.review.remarks import fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reframe.model import Finding, Range, Resume, Suggestion

Act: TypeAlias = Literal["use", "write", "delete", "skip"]
Scope: TypeAlias = Literal["", "line", "words"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the writer said to one finding.

    ``text`` is the suggestion taken (act ``use``) or the writer's own words (act ``write``). ``replaces`` is
    ``line`` (all of it), ``words`` (those of the finding) or empty: the sentence, or the item of a list.
    """

    fingerprint: str
    act: Act
    text: str = ""
    true: bool = False
    slots: Mapping[str, str] = field(default_factory=dict)
    replaces: Scope = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """``start:end`` of a block's text gives way to ``text``; empty text is a deletion."""

    block: int
    start: int
    end: int
    text: str
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An answer that changes nothing yet, and what it waits for."""

    fingerprint: str
    reason: str


# ---- lines ----------------------------------------------------------------------------------------------

_SENTENCE = late(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])")
_NO_END = late(r"\b(?:e\.g|i\.e|etc|vs|cf|approx|Mr|Ms|Mrs|Dr|St|Prof|No|U\.S|U\.K|[A-Z])\.$")
_ITEM_END = late(r"\s*[,;|•·]\s*|(?<=[\w)]):\s+|\s+/\s+")
_STOP = late(r"([.!?…])[\"”’')\]]*$")
_GAP = late(r"\{[^{}]*\}")
_LISTS = ("skills", "languages", "certifications")


def stretch(resume: Resume, finding: Finding, scope: Scope = "") -> Range:
    """The part of its block that an answer to a finding replaces."""
    assert finding.block is not None
    assert finding.start is not None
    assert finding.end is not None
    text = resume.blocks[finding.block].text
    if scope == "words":
        return finding.start, finding.end
    if scope == "line":
        return 0, len(text)
    start, end = _between([m.span() for m in re.finditer("\t", text)], text, finding.start, finding.end)
    if resume.kind_of(finding.block) in _LISTS:
        items = [m.span() for m in _ITEM_END.finditer(text) if _outside_brackets(text, m.start())]
        inner = _between(items, text, finding.start, finding.end)
        return max(start, inner[0]), min(end, inner[1])
    ends = [m.span() for m in _SENTENCE.finditer(text) if not _NO_END.search(text[: m.start()])]
    inner = _between(ends, text, finding.start, finding.end)
    return max(start, inner[0]), min(end, inner[1])


def _between(separators: Iterable[Range], text: str, start: int, end: int) -> Range:
    """From the last separator before a range to the first behind it."""
    first, last = 0, len(text)
    for opening, closing in separators:
        if closing <= start:
            first = closing
        elif opening >= end:
            last = min(last, opening)
    return first, last


def _outside_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) <= text.count(")", 0, at)


# ---- answers --------------------------------------------------------------------------------------------


def filled(text: str, slots: Mapping[str, str]) -> str:
    """A suggestion with what is known put into its slots; the others keep their braces."""
    for name, value in slots.items():
        if value.strip():
            text = text.replace("{" + name + "}", value.strip())
    return fit(text)


def gap_in(text: str, *, known: str = "") -> str:
    """The first ``{gap}`` that a line still has; what the writer's old line says in braces is none."""
    return next((gap for gap in _GAP.findall(text) if gap not in known), "")


def gaps(suggestion: Suggestion, slots: Mapping[str, str]) -> tuple[str, ...]:
    """The slots that are still empty."""
    return tuple(name for name in suggestion.slots if not slots.get(name, "").strip())


def resolve(resume: Resume, finding: Finding, decision: Decision) -> Edit | Unfinished | None:
    """The edit that an answer means; None where the writer wants the line left alone."""
    if decision.act == "skip":
        return None
    if finding.block is None:
        return Unfinished(decision.fingerprint, "it is about the whole résumé, so there is no line to change")
    if decision.act == "delete":
        return _edit(resume, finding, decision, "")
    if decision.act == "write":
        text = fit(decision.text)
        gap = gap_in(text, known=finding.context or "")
        if not text or gap:
            return Unfinished(
                decision.fingerprint, f"{gap} still to fill" if gap else "your own line is empty"
            )
        return _edit(resume, finding, decision, text)
    suggestion = next((each for each in finding.suggestions if each.text == decision.text), None)
    if suggestion is None:
        return Unfinished(decision.fingerprint, "the suggestion is no longer offered")
    if suggestion.only_if and not decision.true:
        return Unfinished(decision.fingerprint, f"whether {suggestion.only_if} was not answered with yes")
    if suggestion.applicability == "delete":
        return _edit(resume, finding, decision, "")
    empty = gaps(suggestion, decision.slots)
    if empty:
        return Unfinished(
            decision.fingerprint, f"{' and '.join('{' + name + '}' for name in empty)} still to fill"
        )
    if gap := gap_in(" ".join(decision.slots.values())):
        return Unfinished(decision.fingerprint, f"{gap} still to fill")
    text = filled(suggestion.text, decision.slots)
    if suggestion.applicability == "safe" and _repeats(resume, finding, text):
        return _part_edit(resume, finding, decision, text) or _edit(
            resume, finding, replace(decision, replaces="line"), text
        )
    return _edit(resume, finding, decision, text)


def _edit(resume: Resume, finding: Finding, decision: Decision, text: str) -> Edit:
    assert finding.block is not None
    start, end = stretch(resume, finding, decision.replaces)
    line = resume.blocks[finding.block].text
    if text:
        text = _stopped(text, like=line[start:end])
    else:
        start, end = _with_separator(line, start, end)
    return Edit(finding.block, start, end, text, decision.fingerprint)


def _stopped(text: str, *, like: str) -> str:
    """New words that end as the old ones did: with their full stop, or with none."""
    stop = _STOP.search(like)
    if stop is None or _NO_END.search(like) or _STOP.search(text):
        return text
    return text + stop[1]


def _repeats(resume: Resume, finding: Finding, text: str) -> bool:
    """Whether a suggestion is the whole line again with some of its words changed."""
    assert finding.block is not None
    line = resume.blocks[finding.block].text
    others = f"{line[: finding.start]} {line[finding.end :]}".split()
    words = set(text.split())
    return sum(word in words for word in others) * 10 >= len(others) * 6


def _part_edit(resume: Resume, finding: Finding, decision: Decision, text: str) -> Edit | None:
    """A repeated line in which the finding's words alone have changed, as an edit of these words."""
    assert finding.block is not None
    line = resume.blocks[finding.block].text
    head, tail = fit(line[: finding.start]), fit(line[finding.end :])
    if not (head or tail) or not (text.startswith(head) and text.endswith(tail)):
        return None
    inside = text[len(head) : len(text) - len(tail)].strip()
    if not inside or len(head) + len(tail) > len(text):
        return None
    assert finding.start is not None
    assert finding.end is not None
    return Edit(finding.block, finding.start, finding.end, inside, decision.fingerprint)


def _with_separator(text: str, start: int, end: int) -> Range:
    """A deletion with the comma or blank that would be left over."""
    after = re.match(r"\s*[,;|•·]\s*|\s+", text[end:])
    if after and end + after.end() < len(text):
        return start, end + after.end()
    before = re.search(r"(?:\s*[,;|•·]\s*|\s+)$", text[:start])
    return (before.start() if before else start), end


def combined(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in order; raises ``ConfigError`` where two want the same words."""
    ordered = sorted(edits, key=lambda e: (e.block, e.start, e.end))
    for one, two in pairwise(ordered):
        if one.block == two.block and two.start < one.end:
            raise ConfigError(
                f"two answers change the same line: {one.fingerprint} and {two.fingerprint}.",
                code="answers-overlap",
                hint="Keep one of them, or give one `skip: true`.",
            )
    return tuple(ordered)


def after(text: str, edits: Iterable[Edit]) -> str:
    """A block's text with its edits made."""
    for edit in sorted(edits, key=lambda e: -e.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def expected(resume: Resume, edits: Iterable[Edit]) -> list[str]:
    """Every block's text once the edits are made; blocks that were deleted are gone."""
    of_block: dict[int, list[Edit]] = {}
    for edit in edits:
        of_block.setdefault(edit.block, []).append(edit)
    texts = [after(block.text, of_block.get(index, ())) for index, block in enumerate(resume.blocks)]
    return [words for text in texts if (words := " ".join(text.split()))]
