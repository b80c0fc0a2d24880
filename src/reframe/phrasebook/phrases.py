"""The phrase language: how a person who writes no code says which wordings belong together.

======================  ====================================================================
``taught lessons``      these words, in any case; a hyphen is a space, accents do not matter
``=ALT``                exactly these letters, capitals included
``(day|week|month)``    one of these; an alternative may be several words or hold any of the rest
``[up to]``             may be left out
``min[utes]``           an ending that may be left out
``{lesson}``            any form of a word family of ``phrasebook/words/``
``#``                   a number, number word, range or ``half a dozen``
``#year`` ``#percent``  a year; likewise ``#money``, ``#time`` and ``#age`` (of a grown-up)
``_``                   any one word, not a mark such as a comma or bracket
``…`` or ``…9``         a gap of up to six (nine) words within the sentence
``…9!{teach}``          a gap that no word of a family stands in
``(…)*`` ``{…}*``       up to three times, or not at all; ``+`` is one to three times
``^`` ``$``             the beginning, the end of the block
``<<…>>``               the part to underline, where that is not the whole phrase
``(event=…|…)``         a part that suggestions may carry over, as ``<event>``
======================  ====================================================================

A phrase becomes *variants*: straight sequences of elements, each a set of words that may stand there. A
variant without gaps and repetition that comes to few word sequences is *finite*.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reframe.tokenising import AGE, CLOCK, END, MONEY, NUMBER, PERCENT, SENTENCE_END, START, YEAR, fold, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GAP = 6
REPEAT = 3
MOST_VARIANTS = 600

_NUMBER_KINDS = {"": NUMBER, "year": YEAR, "percent": PERCENT, "money": MONEY, "time": CLOCK, "age": AGE}


class PhraseError(ValueError):
    """A phrase that is not understood; ``column`` counts from 0 within the phrase."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


class Element(NamedTuple):
    """What may stand at one position: one of ``words`` (folded), or one of ``exact`` (as written), or anything;
    if ``letters``, anything but a mark; never one of ``barred``.

    ``least`` and ``most`` say how often; ``marks`` are the names of the groups the position belongs to, the
    underlined part being ``<<``.
    """

    words: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    anything: bool = False
    letters: bool = False
    barred: frozenset[str] = frozenset()
    least: int = 1
    most: int = 1
    marks: frozenset[str] = frozenset()


Variant: TypeAlias = tuple[Element, ...]
Family: TypeAlias = tuple[tuple[str, ...], ...]
"""The forms of a word family, each a sequence of folded words."""


class _Sequence(NamedTuple):
    items: tuple[_Node, ...]


class _Choice(NamedTuple):
    options: tuple[_Node, ...]


class _Repeated(NamedTuple):
    node: _Node
    least: int
    most: int


class _Marked(NamedTuple):
    node: _Node
    name: str


_Node: TypeAlias = "_Sequence | _Choice | _Repeated | _Marked | Element"

_LEXEME = (
    r"(?P<space>\s+)|(?P<open_mark><<)|(?P<close_mark>>>)"
    r"|(?P<capture>\((?P<name>[a-z][a-z_]*)=(?!=))|(?P<open>[(\[])|(?P<close>[)\]])|(?P<bar>\|)"
    r"|(?P<family>\{(?P<family_name>[^{}]*)\})|(?P<gap>(?:…|\.\.\.)(?P<width>\d*)(?:!\{(?P<barred>[^{}]*)\})?)"
    r"|(?P<number>#(?P<number_kind>[a-z]*))|(?P<any>_(?![^\s)\]|>*+]))|(?P<repeat>[*+](?=[\s)\]|>]|$))"
    r"|(?P<edge>[\^$](?=[\s)\]|<]|$))|(?P<word>=?[^\s()\[\]{}|<>…#^*]+)"
)
"""Compiled when a phrase is first read: an installed phrasebook holds none."""


class _Parser:
    def __init__(self, phrase: str, families: Mapping[str, Family]) -> None:
        self.phrase = phrase
        self.families = families
        self.lexemes = list(self._lexemes())
        self.position = 0

    def _lexemes(self) -> Iterator[re.Match[str]]:
        lexeme = re.compile(_LEXEME)
        at = 0
        while at < len(self.phrase):
            match = lexeme.match(self.phrase, at)
            if match is None:
                raise PhraseError(f"“{self.phrase[at]}” has no meaning here", at)
            yield match
            at = match.end()

    def parse(self) -> _Node:
        node = self._choice(closing=None, opened=0)
        if self.position < len(self.lexemes):
            lexeme = self.lexemes[self.position]
            raise PhraseError(f"“{lexeme.group()}” closes nothing", lexeme.start())
        return node

    def _choice(self, *, closing: str | None, opened: int) -> _Node:
        options: list[_Node] = []
        items: list[_Node] = []
        while self.position < len(self.lexemes):
            lexeme = self.lexemes[self.position]
            kind = lexeme.lastgroup
            text = lexeme.group()
            if text == closing:
                self.position += 1
                break
            if lexeme["close"] or lexeme["close_mark"]:
                raise PhraseError(f"“{text}” closes nothing", lexeme.start())
            self.position += 1
            if kind == "bar":
                options.append(_Sequence(tuple(items)))
                items = []
            elif kind == "repeat":
                if not items:
                    raise PhraseError(f"“{text}” repeats nothing", lexeme.start())
                items[-1] = _Repeated(items[-1], 0 if text == "*" else 1, REPEAT)
            elif kind != "space":
                items.append(self._item(lexeme))
        else:
            if closing is not None:
                raise PhraseError(f"“{self.phrase[opened]}” is never closed", opened)
        options.append(_Sequence(tuple(items)))
        return options[0] if len(options) == 1 else _Choice(tuple(options))

    def _item(self, lexeme: re.Match[str]) -> _Node:
        text, at = lexeme.group(), lexeme.start()
        if lexeme["open_mark"]:
            return _Marked(self._choice(closing=">>", opened=at), "<<")
        if lexeme["capture"]:
            return _Marked(self._choice(closing=")", opened=at), lexeme["name"])
        if text == "(":
            return self._choice(closing=")", opened=at)
        if text == "[":
            return _Repeated(self._choice(closing="]", opened=at), 0, 1)
        if lexeme["family"]:
            return self._family(lexeme["family_name"], at)
        if lexeme["gap"]:
            return Element(
                anything=True, least=0, most=int(lexeme["width"] or GAP), barred=self._barred(lexeme)
            )
        if lexeme["number"]:
            kind = _NUMBER_KINDS.get(lexeme["number_kind"])
            if kind is None:
                raise PhraseError(
                    f"no kind of number is called “{text}”; there are #, #year, #percent, #money, #time, #age",
                    at,
                )
            return Element(words=frozenset({kind}))
        if lexeme["any"]:
            return Element(anything=True, letters=True)
        if lexeme["edge"]:
            return Element(words=frozenset({text}))
        return self._literal(text, at)

    def _family(self, name: str, at: int) -> _Node:
        forms = self.families.get(name)
        if forms is None:
            raise PhraseError(f"no word family is called “{name}”", at)
        single = frozenset(form[0] for form in forms if len(form) == 1)
        longer = [
            _Sequence(tuple(Element(words=frozenset({w})) for w in form)) for form in forms if len(form) > 1
        ]
        options: list[_Node] = [Element(words=single)] if single else []
        return _Choice((*options, *longer)) if len(options) + len(longer) > 1 else (options or longer)[0]

    def _barred(self, lexeme: re.Match[str]) -> frozenset[str]:
        name = lexeme["barred"]
        if name is None:
            return frozenset()
        forms = self.families.get(name)
        if forms is None:
            raise PhraseError(f"no word family is called “{name}”", lexeme.start("barred"))
        return frozenset(form[0] for form in forms if len(form) == 1)

    def _literal(self, text: str, at: int) -> _Node:
        ending = self._ending()
        if ending is None:
            return _literal_sequence(text, at)
        return _Choice((_literal_sequence(text, at), _literal_sequence(text + ending, at)))

    def _ending(self) -> str | None:
        """The optional ending written against a word, as in ``min[utes]``."""
        if self.position + 2 >= len(self.lexemes):
            return None
        opening, ending, closing = self.lexemes[self.position : self.position + 3]
        if opening.group() == "[" and ending["word"] and closing.group() == "]":
            self.position += 3
            return ending.group()
        return None


def _literal_sequence(text: str, at: int) -> _Node:
    exact = text.startswith("=") and len(text) > 1
    words = split(text[1:] if exact else text)
    if not words:
        raise PhraseError(f"“{text}” holds no word", at)
    elements = []
    for word in words:
        if exact or (word.norm in _NUMBER_KINDS.values() and word.norm != NUMBER):
            elements.append(Element(exact=frozenset({word.text})))
        elif word.norm == NUMBER:
            written = word.text
            elements.append(
                Element(exact=frozenset({written, written.lower(), written.capitalize(), written.upper()}))
            )
        else:
            elements.append(Element(words=frozenset({word.norm})))
    return elements[0] if len(elements) == 1 else _Sequence(tuple(elements))


def variants(phrase: str, families: Mapping[str, Family]) -> list[Variant]:
    """Every straight sequence of elements the phrase stands for; raises PhraseError."""
    node = _Parser(phrase, families).parse()
    found = list(dict.fromkeys(_expand(node)))
    if len(found) > MOST_VARIANTS:
        raise PhraseError(f"comes to {len(found)} variants, {MOST_VARIANTS} at most: split it in two", 0)
    for variant in found:
        if not any(_anchors(element) for element in variant):
            raise PhraseError("can match without a single word of its own", 0)
    return found


def _anchors(element: Element) -> bool:
    return (
        element.least > 0
        and not element.anything
        and bool((element.words | element.exact) - {NUMBER, START, END})
    )


def _expand(node: _Node) -> Iterator[Variant]:
    if isinstance(node, Element):
        yield (node,)
    elif isinstance(node, _Marked):
        for variant in _expand(node.node):
            yield tuple(element._replace(marks=element.marks | {node.name}) for element in variant)
    elif isinstance(node, _Choice):
        yield from _merged_choice(node)
    elif isinstance(node, _Sequence):
        expanded = [list(_expand(item)) for item in node.items]
        total = 1
        for options in expanded:
            total *= len(options)
        if total > 50 * MOST_VARIANTS:
            raise PhraseError(f"comes to {total} variants, {MOST_VARIANTS} at most: split it in two", 0)
        for parts in itertools.product(*expanded):
            yield tuple(itertools.chain.from_iterable(parts))
    else:
        yield from _expand_repeated(node)


def _merged_choice(node: _Choice) -> Iterator[Variant]:
    """The options of a choice; those that are a single word become one element."""
    words: set[str] = set()
    exact: set[str] = set()
    others: list[Variant] = []
    for option in node.options:
        for variant in _expand(option):
            if (
                len(variant) == 1
                and not variant[0].marks
                and variant[0].least == variant[0].most == 1
                and not variant[0].anything
            ):
                words |= variant[0].words
                exact |= variant[0].exact
            else:
                others.append(variant)
    if words:
        yield (Element(words=frozenset(words)),)
    if exact:
        yield (Element(exact=frozenset(exact)),)
    yield from others


def _expand_repeated(node: _Repeated) -> Iterator[Variant]:
    inner = list(_expand(node.node))
    if len(inner) == 1 and len(inner[0]) == 1 and inner[0][0].least == inner[0][0].most == 1:
        yield (inner[0][0]._replace(least=node.least, most=node.most),)
        return
    if node.least == 0:
        yield ()
    for times in range(max(node.least, 1), node.most + 1):
        for parts in itertools.product(inner, repeat=times):
            yield tuple(itertools.chain.from_iterable(parts))


def sequences(variant: Variant, most: int) -> list[tuple[str, ...]] | None:
    """The plain word sequences of a finite variant, or None where it is not finite or has more than ``most``."""
    choices: list[list[tuple[str, ...]]] = []
    total = 1
    for element in variant:
        if element.anything or element.exact or element.marks:
            return None
        options = [
            (word,) * times
            for times in range(element.least, element.most + 1)
            for word in sorted(element.words)
        ]
        options = list(dict.fromkeys(options))
        total *= len(options)
        if total > most or (element.most > 1 and len(element.words) > 1):
            return None
        choices.append(options)
    found = [tuple(itertools.chain.from_iterable(parts)) for parts in itertools.product(*choices)]
    return [words for words in found if words]


def trigger(variant: Variant, common: frozenset[str]) -> tuple[frozenset[str], bool]:
    """The words of which one must stand in a text for the variant to match, and whether they are exact.

    The rarest guess wins: few words, none of them common.
    """
    candidates = [e for e in variant if _anchors(e) and not (e.words & {NUMBER, START, END})]
    if not candidates:
        candidates = [e for e in variant if _anchors(e)]
    best = min(candidates, key=lambda e: (bool(e.words & common), len(e.words or e.exact)))
    return (best.exact, True) if best.exact else (best.words, False)


__all__ = [
    "END",
    "SENTENCE_END",
    "START",
    "Element",
    "Family",
    "PhraseError",
    "Variant",
    "fold",
    "sequences",
    "trigger",
    "variants",
]
