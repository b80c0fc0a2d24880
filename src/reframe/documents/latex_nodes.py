"""The nodes of a LaTeX document as its parser gives them, and the questions a reader has about them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from reframe.documents.latex_names import BULLETS, LENGTHS
from reframe.documents.unreadable import unreadable
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Node: TypeAlias = Any
"""The parser has no type stubs."""

PARAGRAPH = late(r"\r?\n[ \t]*\r?\n\s*")
_DOCUMENT = late(r"^(?P<before>(?:[^%\n\\]|\\.)*?)\\begin\{document\}", re.MULTILINE)
_EDGE = late(r"\\(begin|end)(?![a-zA-Z])")
_MASK = {"begin": r"\bxgxn", "end": r"\exd"}
_OPTIONS = late(r"\s*(?:\[[^\]]*\]\s*)+")
_MEASURE = late(r"[\s\d.,%]*(?:pt|em|ex|cm|mm|in|\\?(?:text|line|column)width)?\s*")
_OPENERS = frozenset({"bxgxn", "exd"})
_OPTION = late(r"\[[^\]\n]{0,80}\]")
_LENGTH = late(r"\s*=?\s*[-+]?[\d.]+\s*(?:pt|em|ex|cm|mm|in|\b)")
_DEFINING = frozenset({"newcommand", "renewcommand", "providecommand", "def"})


@dataclass(slots=True)
class Macros:
    """What the file defines itself."""

    texts: dict[str, list[Node]] = field(default_factory=dict)
    """What a macro stands for, where that is words and no list or table."""
    bullets: set[str] = field(default_factory=set)
    arities: dict[str, int] = field(default_factory=dict)
    expanded: int = 0


def parsed(text: str, *, path: str) -> tuple[list[Node], list[Node]]:
    """The nodes before the document begins, and those of the document; what does not parse is skipped.

    Before it, macros are defined that open an environment another one closes: those words are masked.
    """
    from pylatexenc.latexwalker import LatexWalker, LatexWalkerParseError

    begin = _DOCUMENT.search(text)
    preamble = _EDGE.sub(lambda edge: _MASK[edge[1]], text[: begin.end("before")]) if begin else ""
    try:
        before, _, _ = LatexWalker(preamble, tolerant_parsing=True).get_latex_nodes()
        walker = LatexWalker(text, tolerant_parsing=True)
        if begin is None:
            nodes, _, _ = walker.get_latex_nodes()
        else:
            nodes, _, _ = walker.get_latex_nodes(pos=begin.end(), stop_upon_end_environment="document")
    except LatexWalkerParseError as error:
        raise unreadable("damaged", path=path, detail="its LaTeX does not parse") from error
    return [one for one in before if one is not None], [one for one in nodes if one is not None]


def character_of(node: Node) -> str:
    """The character a symbol macro or an accent stands for."""
    text = str(_translator().nodelist_to_text([node]))
    return unicodedata.normalize("NFC", text.replace("ı", "i") if own_arguments(node) else text)


@cache
def _translator() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text()


def kind_of(node: Node) -> str:
    """Chars, Group, Macro, Environment, Specials, Math or Comment."""
    return type(node).__name__.removeprefix("Latex").removesuffix("Node")


def children(node: Node) -> list[Node]:
    """What stands inside a group, an environment or a formula."""
    return [child for child in getattr(node, "nodelist", None) or () if child is not None]


def own_arguments(node: Node) -> list[Node]:
    """The arguments of a macro or environment the parser knows."""
    arguments = getattr(node, "nodeargd", None)
    return [] if arguments is None else [one for one in arguments.argnlist or () if one is not None]


def is_group(node: Node, *, bracket: str = "{") -> bool:
    """Whether it is something in braces, or in another bracket."""
    return kind_of(node) == "Group" and node.delimiters[0] == bracket


def inside(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes and all they hold, arguments included."""
    for node in nodes:
        yield node
        yield from inside(children(node))
        yield from inside(own_arguments(node))


def definitions(nodes: Sequence[Node]) -> Macros:
    """The macros the file defines before and inside the document."""
    macros = Macros()
    for node, name, arguments in _defining(nodes):
        groups = [one for one in arguments if is_group(one)]
        counts = [_words(one) for one in arguments if is_group(one, bracket="[")]
        arity = int(counts[0]) if counts and re.fullmatch("[0-9]", counts[0]) else 0
        body = children(groups[-1]) if groups else []
        if node.macroname == "def" and "#" in _words(groups[-1] if groups else None):
            continue
        macros.arities[name] = arity
        used = {one.macroname for one in inside(body) if kind_of(one) == "Macro"}
        if "item" in used:
            macros.bullets.add(name)
        elif not used & _OPENERS:
            macros.texts[name] = body
    return macros


def _words(group: Node) -> str:
    return "".join(one.chars for one in children(group) if kind_of(one) == "Chars")


def _defining(nodes: Sequence[Node]) -> Iterator[tuple[Node, str, list[Node]]]:
    """Each definition with the name it gives and its arguments."""
    for at, node in enumerate(nodes):
        if kind_of(node) != "Macro" or node.macroname not in _DEFINING:
            continue
        if node.macroname == "def":
            named, *arguments = [*nodes[at + 1 : at + 3], None]
            arguments = [one for one in arguments if one is not None and is_group(one)]
        else:
            named, *arguments = [one for one in own_arguments(node) if kind_of(one) != "Chars"] or [None]
        inner = children(named) if named is not None and is_group(named) else [named]
        if arguments and inner and inner[0] is not None and kind_of(inner[0]) == "Macro":
            yield node, inner[0].macroname, arguments


def may_stand_between(node: Node) -> bool:
    """Whether a macro's arguments may go on behind this: blanks, comments, options in brackets."""
    if kind_of(node) == "Comment":
        return True
    if kind_of(node) != "Chars" or PARAGRAPH.search(node.chars):
        return False
    return not node.chars.strip() or _OPTIONS.fullmatch(node.chars) is not None


def is_body(group: Node) -> bool:
    """Whether an argument holds lists or paragraphs and not just words for one line."""
    for node in inside(children(group)):
        if kind_of(node) == "Environment" or (
            kind_of(node) == "Chars" and PARAGRAPH.search(node.chars.strip())
        ):
            return True
        if kind_of(node) == "Macro" and (node.macroname == "item" or node.macroname in BULLETS):
            return True
    return False


def leading_groups(nodes: list[Node], *, skip: int) -> tuple[list[Node], list[Node]]:
    """The arguments of an environment the parser does not know: words, and what follows them."""
    groups: list[Node] = []
    at = 0
    for number, child in enumerate(nodes):
        if is_group(child):
            groups.append(child)
            at = number + 1
        elif kind_of(child) == "Chars" and (options := _OPTIONS.match(child.chars)) and not groups:
            rest = child.chars[options.end() :]
            if rest.strip():
                break
            at = number + 1
        elif not may_stand_between(child) or "\n" in getattr(child, "chars", ""):
            break
    shown = [group for group in groups[skip:] if not _is_measure(group)]
    return shown, nodes[at:]


def _is_measure(group: Node) -> bool:
    parts = [
        one.chars if kind_of(one) == "Chars" else getattr(one, "macroname", "") for one in children(group)
    ]
    return _MEASURE.fullmatch("".join(parts)) is not None


def not_shown(macro: Node, following: Node) -> int:
    """How many characters behind a macro are its options or its measure: ``[C]``, ``-3pt``."""
    if kind_of(macro) != "Macro" or own_arguments(macro):
        return 0
    pattern = _LENGTH if macro.macroname in LENGTHS else _OPTION
    found = pattern.match(following.chars)
    return found.end() if found else 0


def parted(nodes: Sequence[Node], separates: Callable[[Node], bool]) -> Iterator[list[Node]]:
    """The nodes between the separators."""
    part: list[Node] = []
    for node in nodes:
        if separates(node):
            yield part
            part = []
        else:
            part.append(node)
    yield part
