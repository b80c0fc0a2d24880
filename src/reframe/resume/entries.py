"""Gathering the blocks of a section into entries: one job, degree or project each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from reframe.patterns import late
from reframe.resume.headers import Header, header_text, read_header
from reframe.resume.lines import Line, line_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.resume.dates import Dates
    from reframe.resume.lines import Vocabulary
    from reframe.resume.sections import Draft

_OPENING: Final = late(
    r"^(.{8,140}?)(?:(?<=[a-z0-9)\]])[.:](?=\s)|\s[–—]\s(?=[A-Z][a-z]+(?:ed|ght|t)\b)|[。：])", re.DOTALL
)
_MOST_HEADER_LINES: Final = 4


@dataclass(slots=True)
class EntryDraft:
    """An entry while it is being gathered."""

    header: list[Line] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    opening: Line | None = None
    """The first words of a paragraph that is header and duties in one."""
    read: Header = field(default_factory=Header)
    above: tuple[Line, ...] = ()
    """The employer's line above several positions, for those after the first."""

    @property
    def header_lines(self) -> list[Line]:
        """The lines that say what the entry is."""
        return [*self.above, *self.header] if self.header else [self.opening] if self.opening else []

    @property
    def text(self) -> str:
        """The header as one text, without dates."""
        return header_text(self.header_lines)


class _Gatherer:
    """One pass over the lines of a section."""

    def __init__(self, draft: Draft, lines: Sequence[Line], vocabulary: Vocabulary) -> None:
        self._lines = [lines[index] for index in draft.blocks if not lines[index].block.aside]
        if draft.content_at:
            first = self._lines[0]
            content = first.block._replace(text=first.text[draft.content_at :])
            self._lines[0] = line_of(first.index, content, vocabulary)
        self._kind = draft.kind
        self._vocabulary = vocabulary
        self._entries: list[EntryDraft] = []
        self._headed = any(
            line.header_like and (line.dates or line.block.kind == "heading") for line in self._lines
        )
        self._dated = any(line.header_like and line.dates for line in self._lines)

    def gather(self) -> list[EntryDraft]:
        at = 0
        while at < len(self._lines):
            if not self._lines[at].header_like:
                self._add_body(self._lines[at])
                at += 1
                continue
            end = at
            while end < len(self._lines) and self._lines[end].header_like:
                end += 1
            self._add_headers(at, end)
            at = end
        for entry in self._entries:
            entry.read = read_header(entry.header_lines, self._vocabulary, studies=self._kind == "education")
        return [entry for entry in self._entries if entry.header or entry.body]

    def _add_body(self, line: Line) -> None:
        opening = self._opening(line)
        if opening is not None:
            self._entries.append(EntryDraft(body=[line.index], opening=opening))
        elif self._entries:
            self._entries[-1].body.append(line.index)
        elif self._kind in ("experience", "volunteering"):
            self._entries.append(EntryDraft(body=[line.index]))

    def _opening(self, line: Line) -> Line | None:
        """The header inside a paragraph or bullet that starts with one ("ALT, Toyama, 2019. I taught …")."""
        if self._kind not in ("experience", "volunteering") or (line.bullet and self._headed):
            return None
        if not line.dates:
            return None
        if not line.prose:
            return line if line.has("job", "organisation", "japan") else None
        match = _OPENING.match(line.text)
        if match is None:
            return None
        opening = line_of(line.index, line.block._replace(text=match[1], kind="paragraph"), self._vocabulary)
        dated = opening.dates or find_in_first_clause(line)
        return opening if dated and opening.has("job", "organisation") and not opening.prose else None

    def _add_headers(self, start: int, end: int) -> None:
        """Consecutive header-like lines: none, one or several entries' headers."""
        run = self._lines[start:end]
        for group in _split(run):
            followed = group[-1] is run[-1] and end < len(self._lines)
            if self._starts_entry(group, followed=followed):
                self._start(group)
            else:
                for line in group:
                    if self._entries:
                        self._entries[-1].body.append(line.index)
                    elif self._kind in ("experience", "volunteering"):
                        self._entries.append(EntryDraft(header=[line]))

    def _starts_entry(self, group: list[Line], *, followed: bool) -> bool:
        first = group[0]
        if any(line.dates for line in group) or first.block.kind == "heading":
            return True
        named = any(line.has("job", "organisation", "degree", "japan", "elsewhere") for line in group)
        if not self._entries:
            return named or followed or not self._dated
        before = self._entries[-1]
        if first.block.bold and before.header and before.header[0].block.bold:
            return named or followed
        if not self._dated:
            return named or (followed and self._kind == "projects")
        return named and followed and bool(before.body) and _titled(group)

    def _start(self, group: list[Line]) -> None:
        if self._entries and self._is_employer_of(self._entries[-1], group):
            self._entries[-1].header.extend(group)
            return
        header, body = self._trim(group)
        entry = EntryDraft(header=header, body=[line.index for line in body])
        entry.above = self._employer_above(header)
        self._entries.append(entry)

    def _is_employer_of(self, before: EntryDraft, group: list[Line]) -> bool:
        """Whether the entry before is only the employer's line above this title ("Acme Ltd, 2015–2020")."""
        if before.body or not before.header or len(before.header) > 2 or self._kind == "education":
            return False
        above = [line for line in before.header if not line.only_dates]
        if any(line.has("job") for line in above) or not any(line.has("job") for line in group):
            return False
        if not any(line.has("organisation", "japan", "elsewhere") for line in above):
            return False
        outer, inner = _range(before.header), _range(group)
        if outer is None or inner is None:
            return True
        return outer.first is None or inner.first is None or inner.first.year >= outer.first.year

    def _employer_above(self, header: list[Line]) -> tuple[Line, ...]:
        """The employer's own line of the job before, for a further position below it."""
        if not self._entries or len(header) > 1 or header[0].has("organisation", "japan", "elsewhere"):
            return ()
        if not header[0].has("job") or header[0].block.kind == "heading" or "," in header[0].bare:
            return ()
        before = self._entries[-1]
        if before.above:
            return before.above
        named = [line for line in before.header if not line.only_dates]
        nested = len(named) > 1 and not named[0].has("job") and named[0].has("organisation")
        return (named[0],) if nested else ()

    def _trim(self, group: list[Line]) -> tuple[list[Line], list[Line]]:
        """Header lines, and the short lines below them that only look like header lines."""
        dated = max((at for at, line in enumerate(group) if line.dates), default=0)
        keep = dated + 1
        for at in range(keep, len(group)):
            line = group[at]
            known = line.has("job", "organisation", "japan", "elsewhere", "degree") or line.only_dates
            if at >= _MOST_HEADER_LINES or (not known and at > 1):
                break
            read = read_header(group[:at], self._vocabulary)
            complete = read.title and read.employer and read.place
            if (not known and read.employer) or (complete and not line.dates):
                break
            keep = at + 1
        return group[:keep], group[keep:]


def find_in_first_clause(line: Line) -> bool:
    """Whether the first date of a paragraph stands near its start."""
    return bool(line.dates) and line.dates[0].start < 120


def _titled(group: list[Line]) -> bool:
    return any(line.has("job") and (line.separated or "," in line.bare or line.block.bold) for line in group)


def _range(lines: Sequence[Line]) -> Dates | None:
    return next((line.range for line in lines if line.range), None)


def _split(run: list[Line]) -> list[list[Line]]:
    """Header-like lines in a row, one group an entry; each date stands as far down as the first one."""
    starts = {0}
    dated = [at for at, line in enumerate(run) if line.dates]
    if len(dated) > 1:
        offset = dated[0]
        for before, at in pairwise(dated):
            if not _same_entry(run, before, at):
                starts.add(at - min(offset, at - before - 1))
    elif not dated and all(_alone(line) for line in run):
        starts.update(range(len(run)))
    headings = {at for at, line in enumerate(run) if line.block.kind == "heading"}
    starts.update(at for at in headings if at - 1 not in headings)
    ordered = sorted(starts)
    return [run[start:end] for start, end in zip(ordered, [*ordered[1:], len(run)], strict=True)]


def _alone(line: Line) -> bool:
    """Whether a line without dates says title and employer by itself."""
    return line.has("job") and (
        line.has("organisation", "japan", "elsewhere") or line.separated or "," in line.bare
    )


def _same_entry(run: list[Line], before: int, at: int) -> bool:
    """Whether two dated lines in a row belong together: a second range of one job on a line of its own."""
    return at == before + 1 and run[at].only_dates and run[before].only_dates


def gather(draft: Draft, lines: Sequence[Line], vocabulary: Vocabulary) -> list[EntryDraft]:
    """The entries of a section, in order; blocks before the first entry belong to none."""
    return _Gatherer(draft, lines, vocabulary).gather()
