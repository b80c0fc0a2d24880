"""What the phrasebook knows about résumés as such: headings, header words, ALT work.

Each class is made from one YAML file's plain data by ``from_data``; nothing here reads a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

from reframe.errors import PhrasebookError
from reframe.model import SectionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Words = tuple[str, ...]


class SectionHeadings(NamedTuple):
    """``phrasebook/sections.yaml``: which heading opens which part of a résumé."""

    headings: tuple[tuple[SectionKind, Words], ...]
    words: tuple[tuple[SectionKind, Words], ...]
    inside_jobs: Words
    content: tuple[tuple[SectionKind, Words], ...]

    @classmethod
    def from_data(cls, data: Mapping[str, object], *, path: str = "sections.yaml") -> SectionHeadings:
        """Headings from plain data; raises PhrasebookError with every fault."""
        reading = _Reading(path)
        reading.keys(data, ("headings", "words", "inside-jobs", "content"))
        made = cls(
            headings=reading.by_section(data, "headings"),
            words=reading.by_section(data, "words"),
            content=reading.by_section(data, "content"),
            inside_jobs=reading.words(data, "inside-jobs"),
        )
        reading.finish()
        return made


class HeaderWords(NamedTuple):
    """``phrasebook/entries.yaml``: words that tell title, employer and prose apart."""

    jobs: Words
    organisations: Words
    degrees: Words
    doing: Words
    title_openers: Words
    field_labels: Words
    term_words: Words
    place_words: Words

    @classmethod
    def from_data(cls, data: Mapping[str, object], *, path: str = "entries.yaml") -> HeaderWords:
        """Header words from plain data; raises PhrasebookError with every fault."""
        reading = _Reading(path)
        reading.keys(
            data,
            (
                "job-words",
                "organisation-words",
                "degree-words",
                "doing-words",
                "title-openers",
                "field-labels",
                "term-words",
                "place-words",
            ),
        )
        made = cls(
            jobs=reading.words(data, "job-words"),
            organisations=reading.words(data, "organisation-words"),
            degrees=reading.words(data, "degree-words"),
            doing=reading.words(data, "doing-words"),
            title_openers=reading.words(data, "title-openers"),
            field_labels=reading.words(data, "field-labels"),
            term_words=reading.words(data, "term-words"),
            place_words=reading.words(data, "place-words"),
        )
        reading.finish()
        return made


class AltWork(NamedTuple):
    """``phrasebook/alt-work.yaml``: roles, programmes, employers, places, lookalikes, evidence."""

    roles: tuple[tuple[str, Words], ...]
    programmes: tuple[tuple[str, Words], ...]
    employers: tuple[tuple[str, Words], ...]
    places: tuple[tuple[str, Words], ...]
    evidence: tuple[tuple[str, Words], ...]
    lookalikes: Words

    @classmethod
    def from_data(cls, data: Mapping[str, object], *, path: str = "alt-work.yaml") -> AltWork:
        """ALT work from plain data; raises PhrasebookError with every fault."""
        reading = _Reading(path)
        groups = {
            "roles": (
                "own", "acronyms", "english", "international-relations", "exchange-words", "teaching",
                "others", "ranks",
            ),
            "programmes": ("certain", "likely"),
            "employers": (
                "dispatch", "dispatch-words", "eikaiwa", "worldwide", "eikaiwa-words", "school-boards",
                "public", "schools",
                "universities", "not-in-japan",
            ),
            "places": ("japan", "japan-words", "elsewhere", "elsewhere-words", "elsewhere-codes"),
            "evidence": ("strong", "weak", "taught", "english", "teaching"),
        }  # fmt: skip
        reading.keys(data, (*groups, "lookalikes"))
        made = cls(
            roles=reading.group(data, "roles", groups["roles"]),
            programmes=reading.group(data, "programmes", groups["programmes"]),
            employers=reading.group(data, "employers", groups["employers"]),
            places=reading.group(data, "places", groups["places"]),
            evidence=reading.group(data, "evidence", groups["evidence"]),
            lookalikes=reading.words(data, "lookalikes"),
        )
        reading.finish()
        return made


class Knowledge(NamedTuple):
    """Everything ``understand`` needs to know."""

    headings: SectionHeadings
    header_words: HeaderWords
    alt_work: AltWork

    def with_headings(self, aliases: Mapping[str, Words]) -> Knowledge:
        """The same with headings of the writer's own, which come before those that are listed."""
        if not aliases:
            return self
        kinds: tuple[SectionKind, ...] = get_args(SectionKind)
        own = tuple((kind, tuple(aliases[kind])) for kind in kinds if kind in aliases)
        return self._replace(headings=self.headings._replace(headings=own + self.headings.headings))

    @classmethod
    def from_data(
        cls, *, sections: Mapping[str, object], entries: Mapping[str, object], alt_work: Mapping[str, object]
    ) -> Knowledge:
        """The three files' plain data together; raises PhrasebookError with the faults of all three."""
        faults: list[str] = []
        made: list[object] = []
        for maker, data in ((SectionHeadings, sections), (HeaderWords, entries), (AltWork, alt_work)):
            try:
                made.append(maker.from_data(data))
            except PhrasebookError as error:
                faults.extend(error.faults)
        if faults:
            raise PhrasebookError(faults)
        headings, header_words, work = made
        assert isinstance(headings, SectionHeadings)
        assert isinstance(header_words, HeaderWords)
        assert isinstance(work, AltWork)
        return cls(headings, header_words, work)


class _Reading:
    """One file's data on its way in; faults are gathered and raised together."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._faults: list[str] = []

    def fault(self, message: str) -> None:
        self._faults.append(f"{self._path}: {message}")

    def finish(self) -> None:
        if self._faults:
            raise PhrasebookError(self._faults)

    def keys(self, data: object, known: Sequence[str], *, where: str = "") -> None:
        if not isinstance(data, dict):
            self.fault(f"expected keys ({', '.join(known)}){where}")
            return
        for key in data:
            if key not in known:
                self.fault(f'unknown key "{key}"{where}; known are {", ".join(known)}')
        for key in known:
            if key not in data:
                self.fault(f'missing key "{key}"{where}')

    def words(self, data: object, key: str, *, where: str = "") -> Words:
        listed = data.get(key) if isinstance(data, dict) else None
        if listed is None:
            return ()
        if not isinstance(listed, list) or not all(isinstance(word, str) and word.strip() for word in listed):
            self.fault(f'"{key}"{where} must be a list of words')
            return ()
        return tuple(listed)

    def group(self, data: object, key: str, known: Sequence[str]) -> tuple[tuple[str, Words], ...]:
        listed = data.get(key) if isinstance(data, dict) else None
        if listed is None:
            return ()
        self.keys(listed, known, where=f' in "{key}"')
        return tuple((kind, self.words(listed, kind, where=f' in "{key}"')) for kind in known)

    def by_section(self, data: object, key: str) -> tuple[tuple[SectionKind, Words], ...]:
        listed = data.get(key) if isinstance(data, dict) else None
        if not isinstance(listed, dict):
            return ()
        known: tuple[SectionKind, ...] = get_args(SectionKind)
        for kind in listed:
            if kind not in known:
                self.fault(f'unknown section "{kind}" in "{key}"; known are {", ".join(known)}')
        return tuple(
            (kind, self.words(listed, kind, where=f' in "{key}"'))
            for listed_kind in listed
            for kind in known
            if kind == listed_kind
        )
