"""Lines into the text somebody typed: spaces, tabs, and hyphens at line ends taken away or kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reframe.documents.pdf.bullets import icon
from reframe.documents.pdf.ink import UNMAPPED
from reframe.documents.pdf.rows import TAB
from reframe.documents.pdf.spacing import spelled
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.documents.pdf.ink import Glyph
    from reframe.documents.pdf.rows import Line, Paragraph

Written = list[tuple[str, "Glyph | None", int]]
"""Characters, each with its glyph and its page."""

# First halves of compounds, which keep their hyphen at a line's end.
_COMPOUND = frozenset(
    re.split(
        r"\s+",
        """\
all back best bottom check child client community cost cross data day decision deep face fast first five four
front full fund goal half hands hard high home job key large lead life long low mid mother multi native near new
non off one problem process project quality real result rule school second self set short shorter single six
small so start step success team ten third three time top train trouble twenty two user vice well wide work year""",
    )
)
# First halves that are as often the first syllable of a broken word.
_PREFIX = frozenset(
    re.split(
        r"\s+", "anti bi by co e end ex extra follow in inter on over part post pre pro re semi sub under up"
    )
)


def typed(paragraph: Paragraph) -> list[Written]:
    """A paragraph's characters line by line, as they were typed."""
    return [_row(line) for line in paragraph.lines]


def written(rows: Sequence[Written], *, wording: Wording) -> Written:
    """A paragraph's characters; line ends become a space, nothing, or take a hyphen away."""
    out: Written = []
    for row in rows:
        if out and row:
            _join(out, row, wording=wording)
        out += row
    return out


def _row(line: Line) -> Written:
    out: Written = []
    end = 0.0
    for part in line.parts:
        if out:
            wide = part.x0 - end > TAB * max(part.size, 1)
            out.append(("\t" if wide else " ", None, line.page))
        out += [(character, glyph, line.page) for character, glyph in spelled(part.glyphs)]
        end = part.x1
    return _with_date_apart(_without_icons(out))


_WHEN = r"(?:(?:[A-Z][a-z]{2,8}\.?|[A-Z]{3,9}|\d{1,2}[/.])\s*)?(?:(?:19|20)\d\d(?:[/.]\d{1,2})?)"
_DATES = late(
    rf"\(?{_WHEN}(?:\s*(?:[-–—~〜]|to|until)\s*(?:{_WHEN}|[Pp]resent|[Cc]urrent|[Nn]ow|[Tt]oday))?\)?"
)


def _with_date_apart(row: Written) -> Written:
    """A tab before a date in another type at the end of a line, however little room the tab had."""
    if not row or not (row[-1][0].isdigit() or row[-1][0] in "tw)"):
        return row
    before: Glyph | None = None
    for at in range(len(row) - 1, -1, -1):
        glyph = row[at][1]
        if glyph is None:
            continue
        if before is not None and glyph.font != before.font:
            rest = row[at + 1 :]
            start = next(index for index, entry in enumerate(rest) if entry[1] is not None)
            if _DATES.fullmatch(plain(rest[start:])) and plain(rest[:start]) in ("", " "):
                return [*row[: at + 1], ("\t", None, row[at][2]), *rest[start:]]
            return row
        before = glyph
    return row


def _without_icons(row: Written) -> Written:
    """The row without the pictures in it, which stand for no letter: those of icon fonts, and lone unknown glyphs."""
    if not any(glyph is not None and (character == UNMAPPED or icon(glyph)) for character, glyph, _ in row):
        return row
    out: Written = []
    for at, entry in enumerate(row):
        character, glyph, _ = entry
        if glyph is not None and (icon(glyph) or (character == UNMAPPED and _lone(row, at))):
            continue
        if character in " \t" and (not out or out[-1][0] in " \t"):
            continue
        out.append(entry)
    while out and out[-1][0] in " \t":
        out.pop()
    return out


def _lone(row: Written, at: int) -> bool:
    beside = [row[near][0] for near in (at - 1, at + 1) if 0 <= near < len(row)]
    return not any(character.isalnum() or character == UNMAPPED for character in beside)


def _join(out: Written, row: Written, *, wording: Wording) -> None:
    last, first = out[-1][0], row[0][0]
    if last in "-\xad‐" and len(out) > 1 and out[-2][0].isalnum():
        if (
            first.islower()
            and out[-2][0].isalpha()
            and (last == "\xad" or not _keeps_hyphen(out, row, wording=wording))
        ):
            out.pop()
        return
    if last in "/–" and len(out) > 1 and not out[-2][0].isspace() and first.isalnum():
        return
    if _cjk(last) and _cjk(first):
        return
    out.append((" ", None, row[0][2]))


def _keeps_hyphen(out: Written, row: Written, *, wording: Wording) -> bool:
    before = re.search(r"[^\W\d_]+$", "".join(entry[0] for entry in out[-25:-1]))
    after = re.match(r"[^\W\d_]+", "".join(entry[0] for entry in row[:25]))
    token = "".join(entry[0] for entry in out[-60:]).rpartition(" ")[2]
    if before is None or after is None or "://" in token or "@" in token or "www." in token:
        return True
    return not _word_break(before.group().lower(), after.group().lower(), wording=wording)


def _word_break(head: str, rest: str, *, wording: Wording) -> bool:
    """Whether a hyphen at a line's end was put there by the typesetter, in the middle of a word."""
    if f"{head}-{rest}" in wording.words:
        return False
    if head + rest in wording.words:
        return True
    if head in _COMPOUND or (head in wording.words and rest in wording.words):
        return False
    return wording.breaks_words


_CJK = (("\u3000", "\u9fff"), ("\uac00", "\ud7af"), ("\uff00", "\uffef"))


def _cjk(character: str) -> bool:
    return (
        "\u3000" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7af"
        or "\uff00" <= character <= "\uffef"
    )


@dataclass(frozen=True, slots=True)
class Wording:
    """What a document's own words say about the hyphens at its line ends."""

    words: frozenset[str]
    """Every word that stands whole on a line, hyphenated ones also as such."""
    breaks_words: bool = False
    """Whether its typesetter breaks words; browsers and word processors mostly do not."""


_TYPESETTERS = late(r"tex\b|typst|indesign|quark|scribus|context|affinity", re.IGNORECASE)


def wording(paragraphs: Sequence[Sequence[Written]], *, maker: str) -> Wording:
    """Learn the words of a document; ``maker`` is the program that made it, as the file says."""
    words: set[str] = set()
    ends: set[tuple[str, str]] = set()
    for paragraph in paragraphs:
        rows = [plain(row).lower().replace("\xad", "-").replace("‐", "-") for row in paragraph]
        for row in rows:
            for token in row.split():
                bare = token.strip(".,;:()[]\"'’“”")
                if not bare.endswith("-"):
                    words.add(bare)
                    words.update(bare.split("-"))
        for row, after in pairwise(rows):
            broken = re.search(r"([^\W\d_]{2,})-$", row)
            rest = re.match(r"[^\W\d_]+", after)
            if broken and rest:
                ends.add((broken.group(1), rest.group()))
    known = Wording(frozenset(words), breaks_words=True)
    odd = sum(head not in _PREFIX and _word_break(head, rest, wording=known) for head, rest in ends)
    return replace(known, breaks_words=odd >= 3 or bool(_TYPESETTERS.search(maker)))


def plain(characters: Sequence[tuple[str, Glyph | None, int]]) -> str:
    """The characters as a string."""
    return "".join(character for character, _, _ in characters)
