"""Résumé data as blocks: a heading for each section, a line for each entry, its summary and highlights.

JSON Resume, RenderCV and the data files of site generators name the same things differently; the names
below are theirs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reframe.documents.from_markdown import feed_markdown
from reframe.documents.page import Line, Page
from reframe.documents.runs import Run, Runs, edited, joined, part, text_of
from reframe.documents.textfile import MAX_PROSE
from reframe.documents.tree import Words
from reframe.documents.unreadable import unreadable
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reframe.documents.runs import Draft
    from reframe.documents.tree import Node

_BASICS = frozenset(
    {"basics", "personal", "personalinfo", "personalinformation", "person", "contact", "sidebar"}
)
_PROFILES = frozenset({"profiles", "socialnetworks", "social", "links", "accounts"})
_SECTIONS = frozenset(
    {"work", "workexperience", "professionalexperience", "experience", "experiences", "employment", "jobs"}
    | {"volunteer", "volunteering", "education", "awards", "certificates", "certifications", "publications"}
    | {"skills", "languages", "interests", "references", "projects", "summary", "profile", "objective"}
    | {"about", "sections"}
)
_PROSE_SECTIONS = frozenset({"summary", "profile", "objective", "about", "aboutme", "references"})
_WRAPPERS = ("cv", "resume", "content", "data")

# What the fields of an entry mean, whatever they are called; case, "_" and "-" do not count.
_TITLE = ("position", "role", "jobtitle", "title", "studytype", "degree", "label")
_SUBJECT = ("area", "major", "fieldofstudy")
_EMPLOYER = ("company", "organization", "organisation", "employer", "institution", "school", "university")
_NAME = ("name", "language", "network", "entity", "awarder", "issuer", "publisher", "journal", "username")
_PLACE = ("location", "city", "place", "address")
_START = ("startdate", "start", "from")
_END = ("enddate", "end", "to", "until")
_DATE = ("date", "dates", "time", "period", "year", "years", "releasedate", "duration")
_LEVEL = ("level", "fluency", "score", "gpa", "grade")
_PROSE = ("summary", "description", "details", "detail", "reference", "text", "abstract", "about")
_WORD_LISTS = ("keywords", "technologies", "tools", "tags", "roles", "stack", "authors")
_SILENT = frozenset(
    {
        "url",
        "website",
        "link",
        "image",
        "picture",
        "photo",
        "icon",
        "id",
        "uuid",
        "type",
        "doi",
        "theme",
        "meta",
    }
    | {"$schema", "lastmodified", "canonical", "version", "settings", "design", "locale", "layout", "color"}
    | {"rendercvsettings", "countrycode", "postalcode"}
)
_KEY_DISTANCE = 4000
_MARKED_UP = late(r"[*_`\[<&\\]")


def add_resume(draft: Draft, root: Node, *, format_: str) -> None:
    """Add the blocks of résumé data in its own order; raises ``UnreadableError`` for data of another kind."""
    resume = _resume_in(root)
    if resume is None:
        raise unreadable("not-a-resume", path=draft.file.path, detail=format_)
    writer = _Writer(draft)
    contact = {key: value for key, value in resume.items() if _named(key) not in _SECTIONS}
    for key, value in resume.items():
        if _named(key) in _BASICS and isinstance(value, dict):
            contact = {**value, **{k: v for k, v in contact.items() if k != key}}
    sections = {
        key: value
        for key, value in contact.items()
        if (_is_section(value) and _named(key) not in _PROFILES)
        or (isinstance(value, dict) and _title_of(value))
    }
    writer.contact({key: value for key, value in contact.items() if key not in sections})
    for key, value in resume.items():
        if _named(key) == "sections" and isinstance(value, dict):
            sections.update(value)
        elif _named(key) in _SECTIONS:
            sections[key] = value
    for key, value in sections.items():
        if _named(key) not in _SILENT:
            writer.section(key, value)


def _resume_in(root: Node, *, depth: int = 3) -> dict[str, Node] | None:
    """The mapping that holds the sections, if the data is a résumé at all."""
    if not isinstance(root, dict) or depth == 0:
        return None
    names = {_named(key) for key, value in root.items() if value is not None}
    if "basics" in names or len(names & _SECTIONS) >= 2 or isinstance(root.get("sections"), dict):
        return root
    for key in _WRAPPERS:
        if found := _resume_in(root.get(key), depth=depth - 1):
            return found
    return None


def _is_section(value: Node) -> bool:
    """Whether a field beside the contact data is a section of its own: a list of entries."""
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _named(key: str) -> str:
    return re.sub(r"[\s_-]", "", key).lower()


class _Writer:
    """Adds blocks to a draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def contact(self, fields: dict[str, Node]) -> None:
        """The name as the title, then what a letterhead holds; the summary gets its heading."""
        rest = {_named(key): (key, value) for key, value in fields.items() if value is not None}
        if name := rest.pop("name", None):
            self._draft.add(_line(self._draft, name[1]), "heading", level=1)
        prose = [rest.pop(key) for key in ("summary", "about", "objective") if key in rest]
        for key, (_, value) in rest.items():
            if _is_section(value):
                self._entries(value, prose=True)
            elif key not in _SILENT - {"url", "website", "link"}:
                self._draft.add(_line(self._draft, value))
        for key, value in prose:
            self.section(key, value)

    def section(self, key: str, value: Node) -> None:
        """A heading and the entries below it."""
        if isinstance(value, dict) and (title := _title_of(value)):
            self._draft.add(_line(self._draft, title), "heading", level=2)
            for inner in value.values():
                if inner is not title:
                    self._entries(inner, prose=_named(key) in _PROSE_SECTIONS)
            return
        at = next((run.at for words in _leaves(value) for run in words.runs() if run.at is not None), None)
        if at is None:
            return
        self._draft.add(_key_runs(self._draft, key, before=at), "heading", level=2, at=at)
        self._entries(value, prose=_named(key) in _PROSE_SECTIONS)

    def _entries(self, value: Node, *, prose: bool) -> None:
        if isinstance(value, Words):
            self._prose(value)
        elif isinstance(value, dict):
            if all(isinstance(item, list) and not _is_section(item) for item in value.values()):
                for key, words in value.items():
                    self._word_list(key, words)
            else:
                self._entry(value)
        for item in value if isinstance(value, list) else ():
            if isinstance(item, Words) and not prose:
                self._bullet(item)
            else:
                self._entries(item, prose=prose)

    def _entry(self, fields: dict[str, Node]) -> None:
        entry: dict[str, Node] = {_named(key): value for key, value in fields.items() if value is not None}
        if len(entry) == 1 and isinstance(only := next(iter(entry.values())), Words):
            self._bullet(only)
            return
        used = self._one_line(entry) or self._header(entry)
        for key, value in entry.items():
            if key in used or key in _SILENT:
                continue
            if key in _WORD_LISTS and isinstance(value, list) and not _is_section(value):
                self._draft.add(_line(self._draft, value))
            elif isinstance(value, Words):
                self._prose(value)
            else:
                self._entries(value, prose=False)

    def _one_line(self, entry: dict[str, Node]) -> frozenset[str]:
        """A skill or language: its name, then what there is to it; the fields used, if it is one."""
        name = next((key for key in ("label", "name", "language", "network") if key in entry), None)
        if name is None or not set(entry) - {name} - _SILENT <= {
            *_LEVEL,
            *_WORD_LISTS,
            "details",
            "username",
        }:
            return frozenset()
        order = (*_LEVEL, "username", *_WORD_LISTS, "details")
        rest = joined((_line(self._draft, entry[key]) for key in order if key in entry), ", ")
        self._draft.add(joined([_line(self._draft, entry[name]), rest], ": "))
        return frozenset(entry)

    def _header(self, entry: dict[str, Node]) -> frozenset[str]:
        """Title, employer, place, tab, dates; the fields used."""
        title = _first(entry, _TITLE)
        subject = _first(entry, _SUBJECT)
        employers = _first(entry, _EMPLOYER)
        names = [key for key in _NAME if key in entry]
        place = _first(entry, _PLACE)
        level = _first(entry, _LEVEL)
        line = self._line_of(entry)
        what = joined([line(title), line(subject)], " ")
        words = joined(
            [what, line(employers), *(line([key]) for key in names), line(place), line(level)], ", "
        )
        start, end, date = (_first(entry, keys) for keys in (_START, _END, _DATE))
        until = line(end) or ([Run("Present")] if start else [])
        dates = joined([line(start), until], " – ") if start else line(date) or line(end)
        self._draft.add(joined([words, dates], "\t"))
        return frozenset({*title, *subject, *employers, *names, *place, *level, *start, *end, *date})

    def _line_of(self, entry: dict[str, Node]) -> Callable[[list[str]], Runs]:
        return lambda keys: joined((_line(self._draft, entry[key]) for key in keys), ", ")

    def _word_list(self, key: str, value: Node) -> None:
        words = _line(self._draft, value)
        at = next((run.at for run in words if run.at is not None), None)
        if at is not None:
            self._draft.add(joined([_key_runs(self._draft, key, before=at), words], ": "))

    def _bullet(self, words: Words) -> None:
        page = Page(self._draft)
        page.open("ul", [])
        page.open("li", [])
        self._feed(page, words)

    def _prose(self, words: Words) -> None:
        self._feed(Page(self._draft), words)

    def _feed(self, page: Page, words: Words) -> None:
        runs = _runs_of(self._draft, words)
        feed_markdown(page, text_of(runs), lambda start, end: part(runs, start, end))
        page.flush()


def _title_of(section: dict[str, Node]) -> Words | None:
    """The heading a section carries itself, beside its text or its list of entries."""
    title = next((value for key, value in section.items() if _named(key) in ("title", "heading")), None)
    holds = any(_is_section(value) or _named(key) in _PROSE for key, value in section.items())
    return title if isinstance(title, Words) and holds else None


def _first(entry: dict[str, Node], keys: tuple[str, ...]) -> list[str]:
    """The first of the keys that the entry has, as a list of one or none."""
    return [key for key in keys if key in entry and _has_words(entry[key])][:1]


def _has_words(value: Node) -> bool:
    return any(words.text.strip() for words in _leaves(value))


def _line(draft: Draft, value: Node) -> Runs:
    """Any value as one line of words."""
    if isinstance(value, Words):
        runs = _runs_of(draft, value)
        if not _MARKED_UP.search(value.text):
            return runs
        inline = Line(draft)
        feed_markdown(inline, text_of(runs), lambda start, end: part(runs, start, end))
        inline.flush()
        return inline.runs
    if isinstance(value, dict):
        return joined((_line(draft, item) for key, item in value.items() if _named(key) not in _SILENT), ", ")
    return joined((_line(draft, item) for item in value or ()), ", ")


def _runs_of(draft: Draft, words: Words) -> Runs:
    if len(words.text) > MAX_PROSE:
        raise unreadable("too-large", path=draft.file.path, detail="it holds more words than a book")
    return words.runs()


def _leaves(value: Node) -> Iterator[Words]:
    """The words of a value in the order of the file."""
    if isinstance(value, Words):
        yield value
    elif value is not None:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _leaves(item)


def _key_runs(draft: Draft, key: str, *, before: int) -> Runs:
    """A key as a heading ("professional_experience" is "Professional experience"), and where it stands."""
    window = max(before - _KEY_DISTANCE, 0)
    keys = re.compile(rf"(?<![\w-]){re.escape(key)}[\"']?\s*:")
    found = [match.start() for match in keys.finditer(draft.file.text, window, before)]
    runs = [Run(key, found[-1] if found else None)]
    edits = [(*match.span(), " ") for match in re.finditer(r"[_-]|(?<=[a-z])(?=[A-Z])", key)]
    if key[:1].islower():
        edits.insert(0, (0, 1, key[0].upper()))
    return edited(runs, edits)
