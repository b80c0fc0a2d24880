"""How people lay out a résumé with nothing but lines: bullets typed by hand, headings, wrapped sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reframe.documents.runs import Run, Runs, part, split, text_of, wholly_bold
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reframe.documents.runs import Draft
    from reframe.model import BlockKind

UNWRAPPED = 1_000_000
"""The wrap column of text whose lines are as long as they like."""

# Bullets people type or paste: geometric shapes, dingbats, emoji squares, Word's private-use glyphs.
_GLYPHS = "•‣◦⁃∙●○◉◘◆◇◈■□▪▫▸▹►▻▶▷➤➢➔➜➣➥→⇒»›✓✔☑✅✗✦✧★☆❖❯⚫⚪⬛⬜◾◽🔹🔸🔷🔶🔵🔘🟢🟦⁍・･‧"
_BULLET = late(
    rf"(?:[{_GLYPHS}\ue000-\uf8ff]\ufe0f?[ \t\xa0\u2003\u3000]*"
    r"|(?:[-–—]{1,2}|[*+>−·¤¶§])[ \t\xa0\u2003\u3000]+"
    r"|o[ \t\xa0]+(?=[A-Z\d])"
    r"|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)][ \t\xa0]+(?=\S)"
    r")(?=\S)"
)
# Bullets pasted together on one line.
_INNER_BULLET = late("(?<=\\S)[ \\t\xa0]*[•●▪■➤✓✔🔹🔸][\ufe0f \\t\xa0]*(?=\\S)")
_SENTENCE_END = late(r"[.!?:;。][\"'”’)\]]*$")
_GOES_ON = late(r"(?!\S*(?:@|://|\.\w{2,3}(?:/|\b)))[a-z,;)\]&]")
_NEEDS_MORE = late(
    r"(?:,|&|\b(?:and|or|of|the|a|an|to|for|with|in|at|by|from|on|as|that|which|including|using|our|their|its|my))$"
)

_MONTH = (
    r"(?:spring|summer|autumn|fall|winter|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
)
_YEAR = r"(?:19|20)\d\d"
_POINT = (
    rf"(?:{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?\s*,?\s*(?:{_YEAR}|['’]?\d\d)"
    rf"|\d{{1,2}}[/.-](?:\d{{1,2}}[/.-])?(?:{_YEAR}|\d\d)|{_YEAR}(?:[/.-]\d{{1,2}}){{0,2}}(?:年(?:\d{{1,2}}月)?)?|['’]\d\d)"
)
_DATES = late(
    rf"\(?(?:(?:since|from|expected|est\.?)\s+)?(?:{_POINT}|{_MONTH}(?=\s*[-–—~〜]))"
    rf"(?:\s*(?:[-–—~〜]{{1,2}}|to|until)\s*(?:{_POINT}|\d\d|present|now|current|today|ongoing)?)?\)?",
    re.IGNORECASE,
)

_HEADING_WORDS = late(
    r"(?:(?:professional|personal|career|executive|work|working|employment|relevant|other|additional|selected|"
    r"teaching|volunteer(?:ing)?|core|key|technical|computer|hard|soft|language|academic|educational|international|"
    r"leadership|project|previous|earlier|my|further|a brief|it|i\.t\.)\s+)*"
    r"(?:summary|profile|objective|about(?: me)?|statement|highlights|overview|qualifications?|experiences?|"
    r"history|employment|career|background|work|education|training|studies|skills?(?:et)?|competenc(?:y|ies)|"
    r"expertise|strengths|tools|technologies|languages?|certifi(?:cation|cate)s?|licen[cs]es?|credentials|"
    r"projects?|portfolio|volunteering|activities|community(?: service)?|service|awards?|honou?rs|"
    r"achievements|"
    r"accomplishments|interests|hobbies|references?|referees|publications|presentations|memberships|affiliations|"
    r"contact(?: (?:info(?:rmation)?|details))?|details|development|information|courses(?:work)?|coursework)"
    r"(?:\s*(?:&|and|/|,|\+|・|\|)\s*[a-z/ ]{3,30})?",
    re.IGNORECASE,
)


def bullet_end(line: str) -> int:
    """How many characters of the line are bullet; 0 when it is not an item of a list."""
    match = _BULLET.match(line)
    if match is None or _DATES.fullmatch(line.strip()):
        return 0
    return match.end()


def is_date(line: str) -> bool:
    """Whether the line is a date or a span of dates and nothing else."""
    return _DATES.fullmatch(line.strip()) is not None


def is_known_heading(line: str) -> bool:
    """Whether the line reads as the heading of a résumé section."""
    return _HEADING_WORDS.fullmatch(line.strip().rstrip(":").strip()) is not None


def is_capitals(line: str) -> bool:
    """Whether the line is short and set in capitals, as headings are in plain text."""
    words = line.split()
    letters = sum(character.isalpha() for character in line)
    return (
        letters >= 4
        and len(words) <= 7
        and line == line.upper()
        and line != line.lower()
        and not any(character.isdigit() for character in line)
        and not line.rstrip().endswith((".", ","))
    )


def goes_on(before: str, after: str, *, width: int) -> bool:
    """Whether ``after`` is the same sentence as ``before``, only wrapped by its writer's editor.

    ``width`` is the column the file is wrapped at. A line that had room for the next word was ended on
    purpose, except where the next one starts in small letters.
    """
    before, after = before.rstrip(), after.strip()
    if not before or not after or is_date(after) or is_date(before):
        return False
    if _NEEDS_MORE.search(before) and not _SENTENCE_END.search(before) and len(before) > width // 2:
        return True
    if _GOES_ON.match(after) and not _SENTENCE_END.search(before):
        return True
    return len(before) + 1 + len(after.split(None, 1)[0]) > width


def wrap_width(lengths: Iterable[int]) -> int:
    """The column a file is wrapped at, from the lengths of its lines; huge for one that is not wrapped."""
    long = [length for length in lengths if length > 50]
    wrapped = [length for length in long if length <= 100]
    if not wrapped or len(wrapped) < 0.8 * len(long):
        return UNWRAPPED
    return max(66, *wrapped)


@dataclass(frozen=True, slots=True)
class TypedLine:
    """One line of a paragraph; ``indent`` is the columns before it, 0 where the format does not keep them."""

    runs: Runs
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Typed:
    """A paragraph or bullet made of one or more lines; ``level`` is the nesting of a bullet."""

    kind: BlockKind
    runs: Runs
    level: int = 0


@dataclass(slots=True)
class _Open:
    """The block that may go on on the next line, and where its bullet stands (-1: it has none)."""

    runs: Runs
    last: str
    indent: int
    bold: bool
    bullet: int = -1
    level: int = 0

    def closed(self) -> Typed:
        return Typed("bullet" if self.bullet >= 0 else "paragraph", self.runs, self.level)


def typed_blocks(lines: Iterable[TypedLine], *, width: int) -> Iterator[Typed]:
    """Lines with no blank one between them as paragraphs and bullets typed by hand, wrapped ones whole."""
    open_: _Open | None = None
    margins: list[int] = []
    for line in lines:
        text = text_of(line.runs)
        bare = text.lstrip()
        start = bullet_end(bare)
        body = part(line.runs, len(text) - len(bare) + start)
        if open_ is not None and start == 0 and _belongs(open_, line, bare, width=width):
            _append(open_, body)
            open_.last, open_.indent = bare, line.indent
            open_.bold = open_.bold and wholly_bold(body)
            continue
        if open_ is not None:
            yield open_.closed()
        if start:
            *whole, body = split(body, _INNER_BULLET)
            yield from (Typed("bullet", item, _nesting(margins, line.indent)) for item in whole)
        level = _nesting(margins, line.indent) if start else 0
        margin = line.indent if start else -1
        open_ = _Open(body, bare, line.indent, wholly_bold(body), bullet=margin, level=level)
    if open_ is not None:
        yield open_.closed()


def _belongs(open_: _Open, line: TypedLine, text: str, *, width: int) -> bool:
    if open_.bold and not wholly_bold(line.runs):
        return False
    if 0 <= open_.bullet < line.indent:
        return not is_date(text)
    return goes_on(open_.last, text, width=width - open_.indent)


def _append(open_: _Open, body: Runs) -> None:
    """Join a wrapped line; a word broken after its hyphen closes up."""
    broken = re.search(r"[^\W\d_]-$", open_.last.rstrip()) and text_of(body)[:1].islower()
    if not broken:
        open_.runs.append(Run(" ", bold=open_.runs[-1].bold and body[0].bold))
    open_.runs.extend(body)


def _nesting(margins: list[int], indent: int) -> int:
    while margins and margins[-1] > indent:
        margins.pop()
    if not margins or margins[-1] < indent:
        margins.append(indent)
    return len(margins)


def add_typed(
    draft: Draft,
    lines: Iterable[TypedLine],
    *,
    width: int,
    item: int = 0,
    cell: bool = False,
    aside: bool = False,
) -> None:
    """Add the blocks of a paragraph's lines; ``item`` is the nesting of the list item that holds them.

    A line of its own that names a section is its heading, whatever the markup says; in a table's ``cell``
    only when it is bold or in capitals.
    """
    for number, block in enumerate(typed_blocks(lines, width=width)):
        kind, level = block.kind, block.level
        if item > 0 and (number == 0 or kind == "bullet"):
            kind, level = "bullet", item + max(level - 1, 0)
        elif kind == "paragraph" and not aside and _names_section(block.runs, cell=cell):
            kind = "heading"
        draft.add(block.runs, kind, level=level, aside=aside)


def _names_section(runs: Runs, *, cell: bool) -> bool:
    text = text_of(runs).strip()
    if not is_known_heading(text) or not text[0].isupper():
        return False
    return not cell or is_capitals(text) or wholly_bold(runs)
