"""A document as a résumé: its sections, their entries, and which of them is ALT work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reframe.model import Document, Entry, Home, Resume, Section
from reframe.resume.alt_work import AltJudge, judge_of
from reframe.resume.entries import EntryDraft, gather
from reframe.resume.headings import headings_of
from reframe.resume.lines import Line, line_of, vocabulary_of
from reframe.resume.sections import ENTRY_KINDS, Draft, divide

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reframe.resume.knowledge import Knowledge
    from reframe.resume.lines import Vocabulary

_PROSE_KINDS = frozenset({"summary", "contact", "other", "interests"})
_LISTS = frozenset({"skills", "languages", "certifications", "interests", "awards"})
_NO_PROSE = frozenset({"education", "certifications", "references", "awards"})
_TEACHING = frozenset({"teacher", "instructor", "tutor", "sensei", "alt", "aet"})


def understand(document: Document, *, knowledge: Knowledge, assume_alt: bool = False) -> Resume:
    """The sections and entries of a document.

    ``assume_alt`` takes the writer's word that there is ALT work: where none is recognised, teaching jobs are
    ALT work, and where there is no teaching job either, every job is.
    """
    vocabulary = vocabulary_of(knowledge)
    judge = judge_of(knowledge.alt_work)
    lines = [line_of(index, block, vocabulary) for index, block in enumerate(document.blocks)]
    drafts = divide(lines, headings_of(knowledge.headings))
    drafts = list(_with_stray_jobs(drafts, lines, vocabulary, judge))
    gathered = [gather(draft, lines, vocabulary) if draft.kind in ENTRY_KINDS else [] for draft in drafts]
    sections = _sections(drafts, gathered, lines, judge)
    if not _any_alt(sections) and _taught_in_japan(drafts, lines, judge):
        sections = _sections(drafts, gathered, lines, judge, in_japan=True)
    mentioned = _mentioned(sections, lines, judge)
    if assume_alt and not _any_alt(sections):
        sections = _assumed(sections, lines)
        mentioned = True
    return Resume(
        document=document,
        sections=sections,
        homes=_homes(sections, drafts, len(lines)),
        alt_mentioned=mentioned,
    )


def _with_stray_jobs(
    drafts: Sequence[Draft], lines: Sequence[Line], vocabulary: Vocabulary, judge: AltJudge
) -> Iterator[Draft]:
    """The sections, and one more where ALT work stands below a list of skills.

    A reader that takes a page column by column can put a job's lines there.
    """
    for draft in drafts:
        jobs = draft.kind in _LISTS and any(
            lines[at].header_like and lines[at].has("job") for at in draft.blocks
        )
        entries = gather(replace(draft, kind="experience"), lines, vocabulary) if jobs else []
        first = next(
            (
                entry.header[0].index
                for entry in entries
                if entry.header and entry.body and judge.is_alt(entry.text, title=entry.read.title)
            ),
            None,
        )
        if first is None:
            yield draft
            continue
        at = draft.blocks.index(first)
        yield replace(draft, blocks=draft.blocks[:at])
        yield Draft("experience", blocks=draft.blocks[at:])


def _taught_in_japan(drafts: Sequence[Draft], lines: Sequence[Line], judge: AltJudge) -> bool:
    """Whether the prose about the whole career speaks of ALT work."""
    return any(
        judge.mentions(lines[index].text)
        for draft in drafts
        if draft.kind in _PROSE_KINDS
        for index in draft.blocks
    )


def _any_alt(sections: Sequence[Section]) -> bool:
    return any(entry.alt for section in sections for entry in section.entries)


def _sections(
    drafts: Sequence[Draft],
    gathered: Sequence[Sequence[EntryDraft]],
    lines: Sequence[Line],
    judge: AltJudge,
    *,
    in_japan: bool = False,
) -> tuple[Section, ...]:
    return tuple(
        Section(
            kind=draft.kind,
            title=draft.title,
            heading=draft.heading,
            blocks=tuple(draft.blocks),
            entries=tuple(_entry(entry, draft, lines, judge, in_japan=in_japan) for entry in entries),
        )
        for draft, entries in zip(drafts, gathered, strict=True)
    )


def _entry(
    entry: EntryDraft, draft: Draft, lines: Sequence[Line], judge: AltJudge, *, in_japan: bool
) -> Entry:
    read = entry.read
    body = "\n".join(lines[index].text for index in entry.body)
    jobless = not any(line.has("job") for line in entry.header_lines)
    header = entry.text
    alt = draft.kind != "education" and (
        judge.is_alt(
            header, title=read.title, place=read.place, jobless=jobless, body=body, in_japan=in_japan
        )
        if header
        else judge.mentions(body)
    )
    return Entry(
        header=tuple(line.index for line in entry.header),
        body=tuple(entry.body),
        title=read.title,
        employer=read.employer,
        place=read.place,
        start=read.dates.first if read.dates else None,
        end=read.dates.last if read.dates else None,
        current=bool(read.dates and read.dates.current),
        alt=alt,
        label=read.label or header,
    )


def _mentioned(sections: Sequence[Section], lines: Sequence[Line], judge: AltJudge) -> bool:
    """Whether an entry is ALT work, or prose outside the entries speaks of it.

    The lines of a job that is something else count for nothing: its owner may hire ALTs, or advise them.
    """
    if _any_alt(sections):
        return True
    for section in sections:
        if section.kind in _NO_PROSE:
            continue
        in_jobs = {index for entry in section.entries if entry.header for index in entry.blocks}
        if any(judge.mentions(lines[index].text) for index in section.blocks if index not in in_jobs):
            return True
    return False


def _assumed(sections: tuple[Section, ...], lines: Sequence[Line]) -> tuple[Section, ...]:
    jobs = [entry for section in sections if section.kind == "experience" for entry in section.entries]
    teaching = [
        entry
        for entry in jobs
        if any(word.key in _TEACHING for index in entry.header for word in lines[index].words)
    ]
    chosen = teaching or jobs
    return tuple(
        section._replace(entries=tuple(entry._replace(alt=entry in chosen) for entry in section.entries))
        for section in sections
    )


def _homes(sections: Sequence[Section], drafts: Sequence[Draft], count: int) -> tuple[Home, ...]:
    homes: dict[int, Home] = {}
    for at, (section, draft) in enumerate(zip(sections, drafts, strict=True)):
        if section.heading is not None:
            homes[section.heading] = Home(at, role="heading")
        in_entries = {index for entry in section.entries for index in (*entry.body, *entry.header)}
        for index in section.blocks:
            if index not in in_entries:
                homes[index] = Home(at, kind=draft.kinds.get(index))
        for number, entry in enumerate(section.entries):
            for index in entry.body:
                homes[index] = Home(at, number, "body", draft.kinds.get(index))
            for index in entry.header:
                homes[index] = Home(at, number, "header", draft.kinds.get(index))
    return tuple(homes[index] for index in range(count))
