"""Which paragraphs are headings, and of what level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reframe.documents.pdf.wording import plain
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reframe.documents.pdf.ink import Shape, Sheet
    from reframe.documents.pdf.rows import Paragraph
    from reframe.documents.pdf.wording import Written

_LONGEST = 60
_NOT_A_HEADING = late(r"[.,;!]$|@|https?:|www\.|\d{3}[-. )]\d{3,4}|\b(?:19|20)\d\d\b", re.IGNORECASE)
_TAG = late(r"H([1-6])?$")
# Words that name a part of a résumé: bold is enough for these.
_PART = late(
    r"(?:work|professional|teaching|relevant|other|career|employment|volunteer)?\s*"
    r"(?:experience|history|education|skills?|summary|profile|objective|languages?|certifications?|qualifications?|"
    r"awards?|hono(?:u)?rs|interests?|hobbies|projects?|publications?|references?|volunteering|training|activities|"
    r"employment|contact|strengths|achievements)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a heading stands out by; ``level`` comes from comparing it with the others."""

    size: float
    bold: bool
    heading: bool
    level: int = 0


def body_size(paragraphs: Sequence[Paragraph]) -> float:
    """The type size of most letters."""
    counts: dict[float, int] = {}
    for paragraph in paragraphs:
        for line in paragraph.lines:
            for part in line.parts:
                key = round(part.size * 2) / 2
                counts[key] = counts.get(key, 0) + part.letters
    return max(counts, key=counts.__getitem__) if counts else 0.0


def looks(
    paragraphs: Sequence[Paragraph], texts: Sequence[Written], sheets: Mapping[int, Sheet]
) -> list[Look]:
    """How each paragraph looks, beside all the others."""
    body = body_size(paragraphs)
    rules = {number: _rules(sheet) for number, sheet in sheets.items()}
    found = [
        _look(paragraph, plain(text), body=body, rules=rules)
        for paragraph, text in zip(paragraphs, texts, strict=True)
    ]
    sizes = sorted({round(look.size) for look in found if look.heading}, reverse=True)
    return [
        Look(
            look.size,
            look.bold,
            heading=True,
            level=_tag_level(paragraph) or sizes.index(round(look.size)) + 1,
        )
        if look.heading
        else look
        for look, paragraph in zip(found, paragraphs, strict=True)
    ]


def _tag_level(paragraph: Paragraph) -> int:
    found = _TAG.match(paragraph.tag)
    return int(found.group(1) or 1) if found else 0


def _look(paragraph: Paragraph, text: str, *, body: float, rules: Mapping[int, Sequence[Shape]]) -> Look:
    size = round(paragraph.lines[0].size, 1)
    bold = all(part.bold for line in paragraph.lines for part in line.parts[:1])
    if _TAG.match(paragraph.tag) or paragraph.tag == "Title":
        return Look(size, bold, heading=not paragraph.bullet)
    # A section's heading may have a picture before it that looks like a bullet.
    part = _PART.fullmatch(text.strip(" :")) is not None
    named = part and (bold or text.isupper() or size > 1.05 * body)
    heading = (
        (not paragraph.bullet or named)
        and paragraph.tag != "LI"
        and len(paragraph.lines) <= 2
        and 1 < len(text) <= _LONGEST
        and "\t" not in text
        and not _NOT_A_HEADING.search(text)
        and ((part and text[0].isupper()) or _stands_out(paragraph, text, bold=bold, body=body, rules=rules))
    )
    return Look(size, bold, heading=heading)


def _stands_out(
    paragraph: Paragraph, text: str, *, bold: bool, body: float, rules: Mapping[int, Sequence[Shape]]
) -> bool:
    size = paragraph.lines[0].size
    if len(text) < 3 and text.isascii():
        return False
    if len(paragraph.lines) > 1:
        return size > 1.15 * body and bool(bold or size > 1.4 * body)
    if size > 1.12 * body and text.count(" ") < 8:
        return True
    letters = [character for character in text if character.isalpha()]
    capitals = len(letters) >= 4 and all(not letter.islower() for letter in letters)
    part = _PART.fullmatch(text.strip(" :"))
    if capitals and text.count(" ") < 6 and (bold or part is not None or _ruled(paragraph, rules)):
        return True
    if part is not None and (bold or size > 1.05 * body):
        return True
    return text.count(" ") < 5 and (bold or part is not None) and _ruled(paragraph, rules)


def _ruled(paragraph: Paragraph, rules: Mapping[int, Sequence[Shape]]) -> bool:
    """Whether a horizontal rule runs just below the line."""
    line = paragraph.lines[0]
    return any(
        -0.3 * line.size < shape.top - line.base < 1.3 * line.size
        and shape.x0 < line.last.x1
        and shape.x1 > line.first.x0
        for shape in rules[line.page]
    )


def _rules(sheet: Sheet) -> list[Shape]:
    rules = [shape for shape in sheet.shapes if shape.bottom - shape.top < 3 and shape.x1 - shape.x0 > 90]
    return rules if len(rules) < 300 else []
