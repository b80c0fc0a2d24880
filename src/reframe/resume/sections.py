"""Dividing a document's blocks into the sections of a résumé."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from reframe.patterns import late
from reframe.resume.headings import Heading, Headings, plain_heading
from reframe.resume.lines import Line, is_headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.model import SectionKind

ENTRY_KINDS: Final[frozenset[str]] = frozenset(
    {"experience", "education", "projects", "volunteering", "other"}
)
_ENDS: Final = late(r"[.!?。…]\s*$")


@dataclass(slots=True)
class Draft:
    """A section while it is being gathered."""

    kind: SectionKind
    title: str = ""
    heading: int | None = None
    blocks: list[int] = field(default_factory=list)
    kinds: dict[int, SectionKind] = field(default_factory=dict)
    """Blocks that are about something else than their section."""
    combined: tuple[SectionKind, ...] = ()
    """All the kinds a combined heading names."""
    content_at: int = 0
    """Where the first block's content starts, after a heading on the same line."""


class _Divider:
    """One pass over the lines of a document."""

    def __init__(self, lines: Sequence[Line], headings: Headings) -> None:
        self._lines = lines
        self._headings = headings
        self._drafts: list[Draft] = [Draft("contact")]
        self._section_level = self._usual_level()
        self._looks = self._heading_looks()

    def divide(self) -> list[Draft]:
        for at, line in enumerate(self._lines):
            if line.block.aside:
                continue
            heading = self._heading(at)
            if heading is not None:
                self._open(line, heading)
            elif not self._open_labelled(at):
                self._drafts[-1].blocks.append(line.index)
        drafts = [draft for draft in self._drafts if draft.blocks or draft.heading is not None]
        return self._with_asides(drafts)

    def _usual_level(self) -> int:
        """The heading level most listed headings have; 0 where levels say nothing."""
        levels = Counter(
            line.block.level
            for line in self._lines
            if line.block.kind == "heading"
            and (listed := self._headings.listed(line.text))
            and listed.exact
            and listed.kind != "contact"
        )
        return min(levels, key=lambda level: (-levels[level], level)) if levels else 0

    def _heading_looks(self) -> set[tuple[object, ...]]:
        """How the unmistakable headings of the document look."""
        return {
            _look(line)
            for line in self._lines
            if not line.bullet
            and (listed := self._headings.listed(line.text))
            and listed.exact
            and not listed.inside_jobs
        }

    def _heading(self, at: int) -> Heading | None:
        line = self._lines[at]
        if line.block.kind == "heading":
            return self._set_heading(at)
        if len(line.text) > 60 or line.dates or _ENDS.search(line.text):
            return None
        listed = self._headings.listed(line.text)
        if listed is None or not listed.exact:
            return None
        stands_out = line.block.bold or _capitals(line.text) or _spaced(line.text) or _ornate(line.text)
        if line.block.kind == "bullet":
            return listed if stands_out and not listed.inside_jobs and not self._nothing_below(at) else None
        if not listed.inside_jobs:
            return listed
        if _look(line) in self._looks and (stands_out or not self._inside_job()):
            return listed
        return (
            listed
            if (stands_out or line.text.rstrip().endswith((":", "："))) and not self._inside_job()
            else None
        )

    def _nothing_below(self, at: int) -> bool:
        return at + 1 >= len(self._lines)

    def _inside_job(self) -> bool:
        draft = self._drafts[-1]
        return draft.kind in ENTRY_KINDS and draft.kind != "other" and bool(draft.blocks)

    def _set_heading(self, at: int) -> Heading | None:
        """A line the file sets as a heading: of a section, of an entry, or the person's name."""
        line = self._lines[at]
        level, usual = line.block.level, self._section_level
        deeper = bool(usual and level > usual)
        heading = self._headings.likely(line.text)
        if heading is not None and heading.exact:
            return None if heading.inside_jobs and deeper and self._inside_job() else heading
        if self._entry_like(at):
            return None
        if heading is not None and not deeper and len(line.words) <= 6:
            return heading
        if len(self._drafts) == 1 and not self._known_heading_before(at):
            return None
        if usual and level and level < usual:
            return Heading(("contact",), exact=False)
        return None if deeper else Heading(("other",), exact=False)

    def _known_heading_before(self, at: int) -> bool:
        """Whether the preface is over: a name or a headline set as a heading stands near the top."""
        return at > 5 or any(len(line.words) > 12 and not line.contact for line in self._lines[:at])

    def _entry_like(self, at: int) -> bool:
        """Whether a heading names a job or a degree rather than a part of the résumé."""
        line = self._lines[at]
        if len(self._drafts) == 1:
            return False
        if line.dates:
            return True
        draft = self._drafts[-1]
        if draft.kind not in ENTRY_KINDS and not (draft.kind == "summary" and line.separated):
            return False
        if self._section_level and line.block.level > self._section_level:
            return True
        if line.has("job", "organisation", "degree") and (
            line.separated or "," in line.text or len(line.words) <= 7
        ):
            return True
        if _look(line) in self._looks:
            return False
        near = [self._lines[i] for i in (at + 1, at + 2) if i < len(self._lines)]
        return any(other.only_dates or (other.header_like and other.range is not None) for other in near)

    def _open(self, line: Line, heading: Heading) -> None:
        name = heading.kind == "contact" and not heading.exact
        self._drafts.append(
            Draft(
                heading.kind,
                title="" if name else plain_heading(line.text),
                heading=None if name else line.index,
                blocks=[line.index] if name else [],
                combined=heading.kinds if len(heading.kinds) > 1 else (),
            )
        )

    def _open_labelled(self, at: int) -> bool:
        """A section that shares its line with its heading: "SKILLS: Excel, Canva"."""
        line = self._lines[at]
        if line.block.kind != "paragraph" or line.bullet:
            return False
        label = self._headings.label(line.text)
        if label is None:
            return False
        heading, title, start = label
        if heading.kind in ("contact", "other"):
            return False
        shouted = _capitals(line.text[:start]) and not (heading.inside_jobs and self._inside_job())
        shouted = shouted or ("\t" in line.text[:start] and line.block.bold and not heading.inside_jobs)
        draft = self._drafts[-1]
        last = draft.kind in ("experience", "education", "volunteering", "projects", "contact", "summary")
        inside = heading.inside_jobs and draft.kind in ("experience", "projects")
        stands_alone = last and not inside and heading.kind != draft.kind and self._ends_here(at)
        if not (shouted or stands_alone):
            return False
        self._drafts.append(Draft(heading.kind, title=title, blocks=[line.index], content_at=start))
        return True

    def _ends_here(self, at: int) -> bool:
        """Whether the next line is another heading or labelled line, or there is none."""
        if at + 1 >= len(self._lines):
            return True
        following = self._lines[at + 1]
        listed = self._headings.listed(following.text)
        return (
            following.block.kind == "heading"
            or (listed is not None and listed.exact)
            or (not following.bullet and self._headings.label(following.text) is not None)
        )

    def _with_asides(self, drafts: list[Draft]) -> list[Draft]:
        asides = [line.index for line in self._lines if line.block.aside]
        if not asides:
            return drafts
        contact = next((draft for draft in drafts if draft.kind == "contact"), None)
        if contact is None:
            contact = Draft("contact")
            drafts.insert(0, contact)
        contact.blocks = sorted([*contact.blocks, *asides])
        return drafts


def _capitals(text: str) -> bool:
    if text.isascii() and not text.isupper():
        return False
    letters = [
        character for character in text if character.isalpha() and character.lower() != character.upper()
    ]
    return len(letters) > 2 and all(character.isupper() for character in letters)


def _spaced(text: str) -> bool:
    return bool(re.match(r"^\W*(?:\w\s+){3,}\w\W*$", text))


def _ornate(text: str) -> bool:
    return bool(re.match(r"^\s*[★☆■□◆◇●○▼▲▶►【《〈「=─━—_~|▌█]", text))


def _look(line: Line) -> tuple[object, ...]:
    block = line.block
    return (block.kind, block.level, block.bold, block.size, block.style, _capitals(line.text))


def divide(lines: Sequence[Line], headings: Headings) -> list[Draft]:
    """Lines as sections, in reading order; what stands before the first heading is contact and summary."""
    drafts = _Divider(lines, headings).divide()
    divided: list[Draft] = []
    for draft in drafts:
        if draft.kind == "contact" and draft.heading is None:
            divided.extend(_preface(draft, lines))
        else:
            divided.append(draft)
    for draft in divided:
        _name_kinds(draft, lines, headings)
    return divided


def _preface(draft: Draft, lines: Sequence[Line]) -> list[Draft]:
    """Name and address, the summary among them, and jobs that stand under no heading at all."""
    contact, summary, jobs = Draft("contact"), Draft("summary"), Draft("experience")
    named = False
    for at, index in enumerate(draft.blocks):
        line = lines[index]
        if jobs.blocks and not line.block.aside:
            jobs.blocks.append(index)
            continue
        if line.block.aside and not line.prose:
            contact.blocks.append(index)
        elif _starts_job(draft.blocks, at, lines):
            jobs.blocks.append(index)
        elif not named and not line.prose and not line.bullet:
            contact.blocks.append(index)
            named = True
            if is_headline(line) and line.separated:
                draft.kinds[index] = "summary"
        elif is_headline(line) or (not line.contact and (line.prose or line.bullet) and len(line.words) > 4):
            summary.blocks.append(index)
        else:
            contact.blocks.append(index)
    contact.kinds = draft.kinds
    return [part for part in (contact, summary, jobs) if part.blocks]


def _starts_job(blocks: list[int], at: int, lines: Sequence[Line]) -> bool:
    """Whether a line of the preface heads a job: dated, and with a title, an employer or bullets."""
    line = lines[blocks[at]]
    if at == 0 or not line.header_like or line.contact or line.block.aside:
        return False
    following = [lines[index] for index in blocks[at + 1 : at + 3]]
    dated = line.range is not None or any(other.header_like and other.only_dates for other in following[:2])
    if not dated:
        return False
    return line.has("job", "organisation") or any(other.bullet for other in following)


def _name_kinds(draft: Draft, lines: Sequence[Line], headings: Headings) -> None:
    """Blocks with a label of their own, or below a combined heading, get the kind they are about."""
    if draft.kind in ("experience", "projects", "volunteering"):
        return
    for index in draft.blocks:
        text = lines[index].text
        label = headings.label(text)
        if label is not None and label[0].kind not in ("contact", "other") and label[0].kind != draft.kind:
            draft.kinds[index] = label[0].kind
        elif draft.combined:
            draft.kinds.update((index, kind) for kind in headings.content(text) if kind in draft.combined[1:])
