"""The résumé as it was read, with its findings marked in place: what the HTML page is set from.

Nothing is said twice: a reason, suggestion or question that stands further up is left out, and a finding that
has nothing new to say points to the one that says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from reframe.findings import LEVELS
from reframe.reports.visible import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reframe.findings import FileReport, Finding, Level, Range, Suggestion
    from reframe.model import Resume


class Stretch(NamedTuple):
    """Some characters of a line that are marked alike; ``ends`` numbers the findings whose words end with them."""

    text: str
    groups: tuple[str, ...]
    level: Level | None
    hidden: bool
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A finding and the advice not yet given; ``as_for`` is the number of the note that gives it otherwise."""

    number: int
    finding: Finding
    why: str
    suggestions: tuple[Suggestion, ...]
    questions: tuple[str, ...]
    as_for: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One block of the résumé and the notes on it; ``kind`` is heading, header, bullet or paragraph."""

    kind: str
    level: int
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Stanza:
    """An entry, or the lines of a section that belong to none; ``runs`` are lists and what stands between them."""

    header: tuple[Row, ...]
    runs: tuple[tuple[str, tuple[Row, ...]], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the résumé; ``title`` stands in for a heading that is no line of its own."""

    heading: Row | None
    title: str
    stanzas: tuple[Stanza, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's résumé, marked, and the notes that are about the whole of it."""

    chapters: tuple[Chapter, ...]
    overall: tuple[Note, ...]


def sheet(file: FileReport) -> Sheet:
    """The résumé with its findings; without the résumé itself, the lines that have findings."""
    notes = _notes(file.findings)
    chapters = _whole(file.resume, notes) if file.resume is not None else _lines(notes)
    return Sheet(tuple(chapters), tuple(note for note in notes if note.finding.context is None))


# ---- the lines ------------------------------------------------------------------------------------------


def _whole(resume: Resume, notes: Sequence[Note]) -> Iterator[Chapter]:
    by_block: dict[int, list[Note]] = {}
    for note in notes:
        if note.finding.block is not None:
            by_block.setdefault(note.finding.block, []).append(note)
    for section, inside in groupby(range(len(resume.blocks)), key=lambda at: resume.homes[at].section):
        blocks = list(inside)
        heading = next((at for at in blocks if resume.homes[at].role == "heading"), None)
        stanzas = []
        for _, group in groupby(
            (at for at in blocks if at != heading), key=lambda at: resume.homes[at].entry
        ):
            rows = [_row(resume, at, by_block.get(at, [])) for at in group]
            stanzas.append(_stanza(rows))
        yield Chapter(
            None if heading is None else _row(resume, heading, by_block.get(heading, [])),
            resume.sections[section].title,
            tuple(stanzas),
        )


def _row(resume: Resume, at: int, notes: Sequence[Note]) -> Row:
    block, role = resume.blocks[at], resume.homes[at].role
    kind = role if role != "body" else "bullet" if block.kind == "bullet" else "paragraph"
    return Row(kind, block.level, stretches(block.text, notes, hidden=block.hidden), tuple(notes))


def _lines(notes: Sequence[Note]) -> Iterator[Chapter]:
    placed = [note for note in notes if note.finding.context is not None]
    for place, group in groupby(
        placed, key=lambda note: (note.finding.location.section, note.finding.location.entry)
    ):
        rows = [
            Row("paragraph", 0, stretches(context, alike), tuple(alike))
            for context, alike in _by_context(group)
        ]
        yield Chapter(None, " › ".join(name for name in place if name), (_stanza(rows),))


def _by_context(notes: Iterable[Note]) -> Iterator[tuple[str, list[Note]]]:
    for (_, context), group in groupby(notes, key=lambda note: (note.finding.block, note.finding.context)):
        yield context or "", list(group)


def _stanza(rows: Sequence[Row]) -> Stanza:
    header = tuple(row for row in rows if row.kind == "header")
    body = [row for row in rows if row.kind != "header"]
    runs = tuple((kind, tuple(group)) for kind, group in groupby(body, key=lambda row: row.kind))
    return Stanza(header, runs)


def stretches(text: str, notes: Sequence[Note], *, hidden: Iterable[Range] = ()) -> tuple[Stretch, ...]:
    """A line cut where a mark begins or ends, with nothing in it that acts on its reader."""
    hidden = tuple(hidden)
    spans = [(note.finding.start or 0, note.finding.end or 0) for note in notes]
    shown, moved = marked(text, (*spans, *hidden))
    marks, unseen = moved[: len(spans)], moved[len(spans) :]
    cuts = sorted({0, len(shown), *(edge for span in moved for edge in span)})
    return tuple(
        _stretch(shown[start:end], (start, end), list(zip(notes, marks, strict=True)), unseen)
        for start, end in pairwise(cuts)
    )


def _stretch(text: str, span: Range, marks: Sequence[tuple[Note, Range]], unseen: Sequence[Range]) -> Stretch:
    start, end = span
    over = [note.finding for note, (first, last) in marks if first <= start and end <= last]
    return Stretch(
        text,
        groups=tuple(dict.fromkeys(finding.group for finding in over)),
        level=min((finding.level for finding in over), key=LEVELS.index, default=None),
        hidden=any(first <= start and end <= last for first, last in unseen),
        ends=tuple(note.number for note, (_, last) in marks if last == end),
    )


# ---- the notes ------------------------------------------------------------------------------------------


def _notes(findings: Sequence[Finding]) -> list[Note]:
    said: dict[str, int] = {}
    return [_note(number, finding, said) for number, finding in enumerate(findings, 1)]


def _note(number: int, finding: Finding, said: dict[str, int]) -> Note:
    first = next((said[key] for words in _advice(finding) if (key := _key(words)) in said), 0)

    def new(words: str) -> bool:
        return said.setdefault(_key(words), number) == number

    why = finding.why if finding.why and new(finding.why) else ""
    suggestions = tuple(s for s in finding.suggestions if new(f"{s.applicability} {s.text}"))
    questions = tuple(question for question in finding.questions if new(question))
    return Note(
        number, finding, why, suggestions, questions, as_for=first if not (why and suggestions) else 0
    )


def _advice(finding: Finding) -> Iterator[str]:
    yield from (f"{suggestion.applicability} {suggestion.text}" for suggestion in finding.suggestions)
    yield finding.why


def _key(words: str) -> str:
    return " ".join(words.casefold().split())
