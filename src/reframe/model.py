"""Every type the rooms of the project hand to each other; all of them frozen.

They are named tuples: such a class is made in a fifth of the time that a dataclass takes, and every check makes all
of them. Annotations are evaluated for the same reason. ``value._replace(name=…)`` gives a changed copy. What reports
and settings are made of is in ``reframe.findings``.

Offsets are Unicode code points into a block's ``text``, end exclusive. A finding is a block and a range in
it; a block knows where each of its characters came from. Terminal, SARIF, Word comment, PDF highlight and
fingerprint all come from these two facts, and no module looks for a position a second time.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from reframe.findings import (
    LEVELS,
    Answer,
    Applicability,
    Box,
    Concern,
    Failure,
    FileReport,
    Finding,
    Health,
    Level,
    Location,
    Range,
    Report,
    Scorecard,
    SectionKind,
    Suggestion,
    Suppression,
    Verdict,
)

__all__ = [
    "LEVELS",
    "MONTHS",
    "Answer",
    "Applicability",
    "Block",
    "BlockKind",
    "Box",
    "Capture",
    "Concern",
    "Document",
    "Entry",
    "Evidence",
    "Failure",
    "FileReport",
    "Finding",
    "Health",
    "Hit",
    "Home",
    "LanguageTest",
    "Level",
    "Location",
    "Month",
    "PageBoxes",
    "PathFit",
    "Piece",
    "Place",
    "Profile",
    "Range",
    "Report",
    "Resume",
    "Scorecard",
    "Section",
    "SectionKind",
    "Source",
    "SourceText",
    "Suggestion",
    "Suppression",
    "Trace",
    "TraitFit",
    "Verdict",
    "XmlText",
]

BlockKind: TypeAlias = Literal["heading", "paragraph", "bullet"]

# ---- documents: a file as blocks ------------------------------------------------------------------------


class XmlText(NamedTuple):
    """Characters of one text-bearing element of a DOCX part.

    ``node`` counts the elements of the part in document order, from 0, comments of the XML left out; ``offset``
    is where the first character stands in the element's text. A tab or break element is one character long.
    """

    part: str
    node: int
    offset: int


class PageBoxes(NamedTuple):
    """Characters drawn on a PDF page, one box a character; ``page`` counts from 1."""

    page: int
    boxes: tuple[Box, ...]


class SourceText(NamedTuple):
    """Characters that stand side by side on one line of a text file; line and column count from 1."""

    line: int
    column: int


Source: TypeAlias = XmlText | PageBoxes | SourceText


class Piece(NamedTuple):
    """The part ``start:end`` of a block's text and where it came from.

    Pieces are in order and do not overlap. Characters between them (a space that joins two lines) were put
    there by the reader and have no source.
    """

    start: int
    end: int
    source: Source


class Place(NamedTuple):
    """Where a block stands: a stable address inside its file, and a page or line where the format has one.

    ``line`` and ``column`` are those of the file for text formats; otherwise 0, and the line is that of the
    ``reframe extract`` output.
    """

    block: str
    page: int | None = None
    line: int = 0
    column: int = 0


class Block(NamedTuple):
    """One heading, paragraph or bullet, whole: a bullet wrapped over three lines is one block.

    ``text`` has no bullet glyph and no line breaks; a tab stays a tab. ``level`` is the heading level
    (1 is the highest) or the nesting of a bullet (1 is the outermost), 0 where the format does not say.
    ``hidden`` marks ranges a reader of the page cannot see; they count as evidence for nothing.
    """

    text: str
    kind: BlockKind
    place: Place
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    bold: bool = False
    size: float | None = None
    style: str = ""
    hidden: tuple[Range, ...] = ()
    aside: bool = False
    """True for headers, footers, footnotes: read and checked, but no part of the résumé's running order."""


class Trace(NamedTuple):
    """Something left in the file that its next reader should not find: a comment, a tracked change, a photo.

    ``kind`` is one of ``comment``, ``tracked-change``, ``hidden-text``, ``photo``; ``ignore`` is a comment meant for
    us, whose text is ``RULE[, RULE] -- reason``. ``block`` is the index of
    the block it belongs to, where there is one, and ``start:end`` a range of that block's text.
    """

    kind: str
    text: str = ""
    block: int | None = None
    start: int = 0
    end: int = 0


class Document(NamedTuple):
    """A file as its reader gave it: blocks in reading order, each character with the way back."""

    path: str
    format: str
    sha256: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    health: Health = Health()
    traces: tuple[Trace, ...] = ()


# ---- resume: blocks as a person's history ---------------------------------------------------------------


MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
"""What English calls the months, the first one first."""


class Month(NamedTuple):
    """A point in a career; ``month`` is 0 where only the year is known."""

    year: int
    month: int = 0


class Entry(NamedTuple):
    """One job, degree or project: its header lines and the blocks below them, as indices into the blocks.

    ``header`` is empty where title and duties share one paragraph or bullet: that block is body, and is checked.
    """

    header: tuple[int, ...]
    body: tuple[int, ...]
    title: str = ""
    employer: str = ""
    place: str = ""
    start: Month | None = None
    end: Month | None = None
    current: bool = False
    alt: bool = False
    label: str = ""
    """How reports name the entry: title and employer, without dates."""

    @property
    def blocks(self) -> tuple[int, ...]:
        """Header and body together, in reading order."""
        return tuple(sorted(self.header + self.body))


class Section(NamedTuple):
    """A part of the résumé under one heading.

    ``heading`` is None for what stands before the first heading, and where the heading shares its line with
    the content ("Skills: Excel, Canva").
    """

    kind: SectionKind
    title: str
    heading: int | None
    blocks: tuple[int, ...]
    """All block indices below the heading, those of entries included."""
    entries: tuple[Entry, ...] = ()


class Home(NamedTuple):
    """Where one block lives in its résumé: indices into ``sections`` and that section's ``entries``."""

    section: int
    entry: int | None = None
    role: Literal["heading", "header", "body"] = "body"
    kind: SectionKind | None = None
    """What the block itself is about where that differs from its section: "Languages: …" below "Skills"."""


class Resume(NamedTuple):
    """A document understood: sections, entries, and which of them is ALT work."""

    document: Document
    sections: tuple[Section, ...]
    homes: tuple[Home, ...]
    """One per block of the document."""
    alt_mentioned: bool = False
    """Whether the prose speaks of ALT work, in an entry or not ("taught in Japan as an ALT")."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The document's blocks."""
        return self.document.blocks

    @property
    def alt_entries(self) -> tuple[Entry, ...]:
        """The entries that are work as an assistant language teacher or its kin, in reading order."""
        return tuple(entry for section in self.sections for entry in section.entries if entry.alt)

    def section_of(self, block: int) -> Section:
        """The section a block stands in."""
        return self.sections[self.homes[block].section]

    def kind_of(self, block: int) -> SectionKind:
        """What a block is about: its own label if it has one, else its section."""
        return self.homes[block].kind or self.section_of(block).kind

    def entry_of(self, block: int) -> Entry | None:
        """The entry a block stands in, if any."""
        home = self.homes[block]
        return None if home.entry is None else self.sections[home.section].entries[home.entry]

    def entries(self) -> Iterator[tuple[Section, Entry]]:
        """Every entry with its section, in reading order."""
        for section in self.sections:
            for entry in section.entries:
                yield section, entry


# ---- matching: what the phrasebook recognises -----------------------------------------------------------


class Capture(NamedTuple):
    """A named part of a phrase and the range it covered."""

    name: str
    start: int
    end: int


class Hit(NamedTuple):
    """A phrase found in a block.

    ``kind`` says what the phrase belongs to (``rule``, ``unless``, ``certificate``, ``tool`` …) and ``name``
    which one; ``start:end`` is the part a person would underline.
    """

    kind: str
    name: str
    block: int
    start: int
    end: int
    captures: tuple[Capture, ...] = ()
    phrase: int = 0
    """Which phrase of its owner, from 0."""


# ---- profile: what the résumé proves --------------------------------------------------------------------


class Evidence(NamedTuple):
    """Something the résumé shows, with the very words that show it."""

    name: str
    text: str
    block: int
    start: int
    end: int


class LanguageTest(NamedTuple):
    """A Japanese test a résumé names.

    ``level`` is in today's terms (``N1`` to ``N5``; an old JLPT Level 3 is ``N4``), ``proven`` is False for a
    test that is planned, failed, "equivalent" or self-assessed, and ``year`` is 0 where none stands near.
    """

    test: str
    level: str
    proven: bool
    evidence: Evidence
    year: int = 0
    score: int = 0
    note: str = ""


class Profile(NamedTuple):
    """The answers to a hiring manager's four questions, and the language proof."""

    tests: tuple[LanguageTest, ...] = ()
    certificates: tuple[Evidence, ...] = ()
    tools: tuple[Evidence, ...] = ()
    hard_skills: tuple[Evidence, ...] = ()
    majors: tuple[Evidence, ...] = ()
    native_japanese: bool = False
    claims_japanese: bool = False


# ---- career paths: what each would value ----------------------------------------------------------------


class TraitFit(NamedTuple):
    """A trait a path values, with the lines that show it; without a line, the question is what to answer."""

    name: str
    why: str
    question: str
    lines: tuple[Evidence, ...]


class PathFit(NamedTuple):
    """One career path held against a résumé; ``held`` and ``next`` are names of certificates."""

    name: str
    title: str
    roles: tuple[str, ...]
    traits: tuple[TraitFit, ...]
    held: tuple[str, ...]
    next: tuple[str, ...]
    jlpt: str
    warnings: tuple[str, ...]
