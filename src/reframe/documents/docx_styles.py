"""How Word dresses paragraphs and runs: style inheritance, numbering, headings, what is too pale to see.

A property is looked up on the run or paragraph itself, then along its style's ``basedOn`` chain, then in the
document's defaults.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reframe.patterns import late

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_B, _SZ, _VANISH, _COLOR, _SHD, _HIGHLIGHT, _FONTS = (
    f"{W}{name}" for name in ("b", "sz", "vanish", "color", "shd", "highlight", "rFonts")
)
_R_PR, _DEL = f"{W}rPr", f"{W}del"
_P_STYLE, _NUM_PR, _OUTLINE = f"{W}pStyle", f"{W}numPr", f"{W}outlineLvl"
_MAX_CHAIN = 30
_MAX_NAME = 100
_LEVELS = range(9)

_HEADING_NAME = late(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок"
    r"|見出し|标题|標題|제목)\s*([1-9])\b",
    re.IGNORECASE,
)
_HEADING_WORDS = late(
    r"(?!table|index|list|note|user)(?:.*\bsection\s*(?:head|title)|.*\bheading\b|resume\s*head)",
    re.IGNORECASE,
)
_LIST_NAME = late(r"list (?:bullet|number)(?: (\d))?$", re.IGNORECASE)
_PALE = 0xF5
_DARK = 0x80
_UNREADABLE_SIZE = 2.0
_DEFAULT_SIZE = 10.0  # points, where a document says nothing (ECMA-376 17.3.2.38)


class Look(NamedTuple):
    """What run properties say; None where they say nothing."""

    bold: bool | None = None
    size: float | None = None
    vanish: bool | None = None
    colour: str | None = None
    ground: str | None = None
    font: str | None = None

    def over(self, base: Look) -> Look:
        """These properties where they are given, else those of ``base``."""
        if self == _PLAIN:
            return base
        return Look._make(theirs if mine is None else mine for mine, theirs in zip(self, base, strict=True))


class Numbering(NamedTuple):
    """A paragraph's place in a list: list id, level from 0 (None where the style leaves it open)."""

    list_id: str | None = None
    level: int | None = None


class Style(NamedTuple):
    """A paragraph or character style with everything it inherits."""

    name: str = ""
    id: str = ""
    heading: int = 0
    numbering: Numbering = Numbering()
    look: Look = Look()
    base: Look = Look()
    """The look over the document's defaults: that of a run which asks for nothing."""


class Setting(NamedTuple):
    """What a ``w:pPr`` says by itself; None where it says nothing."""

    style: str | None = None
    numbering: Numbering | None = None
    heading: int | None = None
    """The heading level (from 1) it asks for, 0 for body text."""
    shading: Element | None = None
    mark_deleted: bool = False
    """Whether the paragraph mark is a tracked deletion: the paragraph runs on into the next."""


_PLAIN = Look()
_UNSET = Setting()


def run_look(properties: Element | None) -> Look:
    """The look that a ``w:rPr`` element asks for by itself."""
    if properties is None:
        return _PLAIN
    bold = size = vanish = colour = ground = font = None
    for child in properties:
        tag = child.tag
        if tag == _B:
            bold = is_on(child)
        elif tag == _SZ:
            size = _half_points(child)
        elif tag == _VANISH:
            vanish = is_on(child)
        elif tag == _COLOR:
            colour = child.get(VAL)
        elif tag in (_SHD, _HIGHLIGHT):
            ground = shade(child) or ground
        elif tag == _FONTS:
            font = child.get(f"{W}ascii") or child.get(f"{W}hAnsi")
    return Look(bold, size, vanish, colour, ground, font)


def paragraph_setting(properties: Element | None) -> Setting:
    """What a paragraph or a style asks for; where a property is repeated, the first one counts."""
    if properties is None:
        return _UNSET
    style = numbering = heading = shading = None
    mark_deleted = False
    for child in reversed(properties):
        tag = child.tag
        if tag == _P_STYLE:
            style = child.get(VAL)
        elif tag == _NUM_PR:
            level = value(child, "ilvl")
            numbering = Numbering(value(child, "numId"), None if level is None else _number(level))
        elif tag == _OUTLINE:
            heading = _heading_of_outline(child.get(VAL))
        elif tag == _SHD:
            shading = child
        elif tag == _R_PR:
            mark_deleted = mark_deleted or child.find(_DEL) is not None
    return Setting(style, numbering, heading, shading, mark_deleted)


def is_on(toggle: Element) -> bool:
    """Whether a toggle such as ``<w:b w:val="0"/>`` is switched on."""
    return toggle.get(VAL, "1").lower() not in ("0", "false", "off", "none")


def shade(element: Element) -> str | None:
    """The fill of a ``w:shd`` or ``w:highlight``; None where it leaves the paper as it is."""
    fill = element.get(f"{W}fill") or (element.get(VAL) if element.tag == f"{W}highlight" else None)
    themed = element.get(f"{W}themeFill", "").startswith(("dark", "accent", "text"))
    if fill is None or fill.lower() in ("auto", "none", "white") or (pale(fill) and not themed):
        return "themed" if themed else None
    return fill


def pale(colour: str | None) -> bool:
    """Whether a colour cannot be told from white paper."""
    channels = _channels(colour)
    return channels is not None and min(channels) >= _PALE


def dark(colour: str | None) -> bool:
    """Whether a colour, automatic included, is meant for white paper."""
    channels = _channels(colour)
    return max(channels) < _DARK if channels is not None else colour in (None, "auto")


def _channels(colour: str | None) -> tuple[int, ...] | None:
    if colour is None or not re.fullmatch("[0-9A-Fa-f]{6}", colour):
        return None
    return tuple(int(colour[at : at + 2], 16) for at in (0, 2, 4))


def unseen(look: Look) -> bool:
    """Whether text is hidden whatever it stands on: by its property, its size, or its own shading."""
    if look.vanish or (look.size is not None and look.size <= _UNREADABLE_SIZE):
        return True
    return look.ground is not None and look.colour is not None and look.ground.lower() == look.colour.lower()


class Stylesheet:
    """The styles and lists of one document, resolved when they are first asked for."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._defaults = {"paragraph": "Normal"}
        self._resolved: dict[str, Style] = {}
        self._shading: dict[str, bool] = {}
        self.base = Look(size=_DEFAULT_SIZE)
        if styles is not None:
            self._load_styles(styles)
        self._lists: dict[str, Element] = {}
        self._abstract: dict[str, Element] = {}
        self._links: dict[str, str | None] = {}
        self._by_level: dict[Element, dict[int, Element]] = {}
        self._known_levels: dict[tuple[str, int], tuple[str, str] | None] = {}
        self._levels_of_styles: dict[tuple[str, str], int] = {}
        if numbering is not None:
            for element in numbering:
                if element.tag == f"{W}num":
                    self._lists[element.get(f"{W}numId", "")] = element
                elif element.tag == f"{W}abstractNum":
                    self._abstract[element.get(f"{W}abstractNumId", "")] = element

    def _load_styles(self, styles: Element) -> None:
        for element in list(styles.iter(f"{W}style")):
            style_id, kind = element.get(f"{W}styleId", ""), element.get(f"{W}type", "paragraph")
            self._elements[style_id] = element
            if element.get(f"{W}default") in ("1", "true", "on"):
                self._defaults[kind] = style_id
            if kind == "table":  # most of a template's styles are these, and one question is asked of them
                self._shading[style_id] = any(shade(shading) for shading in element.iter(f"{W}shd"))
                element.clear()
        self.base = run_look(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")).over(self.base)

    def shades_tables(self, style_id: str | None) -> bool:
        """Whether a table style may put a ground under its cells."""
        return self._shading.get(style_id or "", False)

    def style(self, style_id: str | None, *, kind: str = "paragraph") -> Style:
        """The style of this id, or the default style of its kind."""
        wanted = style_id if style_id in self._elements else self._defaults.get(kind, "")
        if wanted not in self._resolved:
            self._resolved[wanted] = self._resolve(wanted)
        return self._resolved[wanted]

    def _resolve(self, style_id: str) -> Style:
        chain: list[Element] = []
        at: str | None = style_id
        while at in self._elements and len(chain) < _MAX_CHAIN:
            element = self._elements[at]
            if element in chain:
                break
            chain.append(element)
            at = value(element, "basedOn")
        look, numbering, outline = _PLAIN, Numbering(), None
        for element in chain:
            look = look.over(run_look(element.find(f"{W}rPr")))
            setting = paragraph_setting(element.find(f"{W}pPr"))
            own = setting.numbering or Numbering()
            numbering = Numbering(numbering.list_id or own.list_id, _first(numbering.level, own.level))
            outline = _first(outline, setting.heading)
            if setting.shading is not None and look.ground is None:
                look = look._replace(ground=shade(setting.shading))
        names = [(value(element, "name") or "")[:_MAX_NAME] for element in chain]
        heading = outline if outline is not None else _heading_by_name(names)
        return Style(names[0] if names else "", style_id, heading, numbering, look, look.over(self.base))

    def list_level(self, numbering: Numbering, style: Style) -> tuple[str, int] | None:
        """Format (``bullet``, ``decimal`` …) and level from 1 of a list paragraph; None where none shows."""
        list_id, level = numbering
        if list_id in (None, "0"):
            named = _LIST_NAME.match(style.name) if list_id is None else None
            return ("bullet", int(named[1] or 1)) if named else None
        assert list_id is not None
        if level is None:
            level = self._level_of_style(list_id, style.id)
        shown = self._shown(list_id, level)
        if shown is None or shown[0] == "none" or not shown[1].strip():
            return None
        return shown[0], level + 1

    def _level_of_style(self, list_id: str, style_id: str) -> int:
        """The level a list keeps for paragraphs of a style, 0 where it keeps none."""
        key = (list_id, style_id)
        if key not in self._levels_of_styles:
            levels = self._levels_of(self._abstract_of(list_id))
            named = (level for level, element in levels.items() if value(element, "pStyle") == style_id)
            self._levels_of_styles[key] = next(named, 0)
        return self._levels_of_styles[key]

    def _shown(self, list_id: str, level: int) -> tuple[str, str] | None:
        if level not in _LEVELS:
            return None
        key = (list_id, level)
        if key not in self._known_levels:
            element = self._levels_of(self._lists.get(list_id)).get(level)
            if element is None:
                element = self._levels_of(self._abstract_of(list_id)).get(level)
            self._known_levels[key] = _level_shown(element)
        return self._known_levels[key]

    def _levels_of(self, owner: Element | None) -> dict[int, Element]:
        """The ``w:lvl`` elements of a list or of its abstract definition, by level."""
        if owner is None:
            return {}
        if owner not in self._by_level:
            levels = {_number(element.get(f"{W}ilvl")): element for element in owner.iter(f"{W}lvl")}
            self._by_level[owner] = {level: levels[level] for level in _LEVELS if level in levels}
        return self._by_level[owner]

    def _abstract_of(self, list_id: str, *, hops: int = 3) -> Element | None:
        name = value(self._lists.get(list_id), "abstractNumId") or ""
        if name not in self._links:
            self._links[name] = value(self._abstract.get(name), "numStyleLink")
        link = self._links[name]
        if link is not None and hops:
            linked = self.style(link, kind="numbering").numbering.list_id
            if linked:
                return self._abstract_of(linked, hops=hops - 1)
        return self._abstract.get(name)


def _level_shown(level: Element | None) -> tuple[str, str] | None:
    if level is None:
        return None
    has_picture = level.find(f"{W}lvlPicBulletId") is not None
    return value(level, "numFmt") or "decimal", "•" if has_picture else value(level, "lvlText") or ""


def value(element: Element | None, name: str) -> str | None:
    """The ``w:val`` of a child element."""
    child = None if element is None else element.find(f"{W}{name}")
    return None if child is None else child.get(VAL)


def _heading_of_outline(level: str | None) -> int | None:
    if level is None:
        return None
    number = _number(level)
    return number + 1 if 0 <= number < 9 else 0


def _heading_by_name(names: list[str]) -> int:
    for name in names:
        if match := _HEADING_NAME.match(name):
            return int(match[1])
        if name.lower() == "title":
            return 1
    if names and _HEADING_WORDS.match(names[0]):
        return 2
    return 0


def _half_points(element: Element) -> float | None:
    text = element.get(VAL, "")
    return int(text) / 2 if text.isascii() and text.isdecimal() and len(text) < 5 else None


def _number(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return 0


def _first(one: int | None, two: int | None) -> int | None:
    return two if one is None else one
