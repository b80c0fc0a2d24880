"""Comments in a text résumé that let a line stand: ``<!-- reframe: ignore RULE, RULE -- reason -->``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reframe.model import Suppression
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reframe.model import Document, Finding, Trace
    from reframe.phrasebook.model import Phrasebook, Rule

_REASON = late(r"\s+(?:--+|[–—])\s+|^--+\s+")


class _Comment(NamedTuple):
    names: tuple[str, ...]
    reason: str
    block: int | None
    line: int = 0

    @property
    def shown(self) -> str:
        """How the comment is spoken of, with the line it stands beside where that is known."""
        return f"a comment beside line {self.line}" if self.line else "a comment"


def heeding_comments(
    findings: Iterable[Finding], document: Document, phrasebook: Phrasebook, *, rules: Iterable[Rule]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[str, ...]]:
    """The findings that stay, those a comment takes out, and notes on comments that do nothing.

    ``rules`` are those in force: a comment for another one is left alone.
    """
    found = tuple(findings)
    comments = [_understood(trace, document) for trace in document.traces if trace.kind == "ignore"]
    if not comments:
        return found, (), ()
    known = {rule.name: rule for rule in phrasebook.rules}
    kept: list[Finding] = []
    taken: list[Finding] = []
    used: set[tuple[_Comment, str]] = set()
    for finding in found:
        match = _match(finding, comments, phrasebook)
        if match is None:
            kept.append(finding)
        else:
            used.add(match)
            taken.append(finding._replace(suppression=Suppression("comment", match[0].reason)))
    in_force = {rule.name for rule in rules}
    in_force |= {known[name].group for name in in_force}
    return tuple(kept), tuple(taken), tuple(_notes(comments, used, phrasebook, in_force))


def _understood(trace: Trace, document: Document) -> _Comment:
    names, *reason = _REASON.split(trace.text, maxsplit=1)
    line = document.blocks[trace.block].place.line if trace.block is not None else 0
    return _Comment(
        tuple(re.split(r"[\s,]+", names.strip(" ,"))), reason[0].strip() if reason else "", trace.block, line
    )


def _match(
    finding: Finding, comments: Iterable[_Comment], phrasebook: Phrasebook
) -> tuple[_Comment, str] | None:
    """The comment beside a finding's block that names its rule, and the name it uses."""
    for comment in comments:
        if comment.block is None or comment.block != finding.block:
            continue
        for name in comment.names:
            rule = phrasebook.rule(name)
            if name == finding.group or (rule is not None and rule.name == finding.rule):
                return comment, name
    return None


def _notes(
    comments: Iterable[_Comment], used: set[tuple[_Comment, str]], phrasebook: Phrasebook, in_force: set[str]
) -> Iterator[str]:
    from reframe.phrasebook.yaml_source import near

    known = sorted({rule.name for rule in phrasebook.rules} | set(phrasebook.groups))
    for comment in comments:
        if not any(comment.names):
            yield f"{comment.shown} says “reframe: ignore” and names no rule; nothing is ignored."
            continue
        for name in comment.names:
            rule = phrasebook.rule(name)
            if rule is None and name not in phrasebook.groups:
                yield f"{comment.shown} ignores “{name}”, and there is no such rule or group{near(name, known)}"
            elif (comment, name) not in used and (rule.name if rule else name) in in_force:
                yield f"{comment.shown} ignores “{name}” where it finds nothing; it can go."
