"""Words of the ALT world, judged from the whole résumé: explained once, a word is free from there on.

Explained is a term beside its long form or a plain word, in the same breath: ``Assistant Language Teacher
(ALT)``, ``JTE (Japanese co-teacher)``, ``undokai, a school sports day``. A long form that stands alone
explains nothing, since a stranger cannot connect the two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reframe.checks.plain_words import in_plain_words
from reframe.checks.reading import Spot
from reframe.overlaps import Nearby, longest
from reframe.patterns import late
from reframe.phrasebook.model import Rewrite
from reframe.tokenising import holds_japanese

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reframe.checks.reading import Reading
    from reframe.model import Hit
    from reframe.phrasebook.model import Rule, Term

_JAPANESE = late("[\u3040-\u30ff\u3400-\u9fff]")
_LATIN = late("[A-Za-z]")
_LINK = late(
    r"\s*(?:[\"'“”‘’]*\s*(?:[(\[（「:=–—-]|,|/|\bor\b|\baka\b|"
    r"\b(?:also )?(?:known as|called)\b|\bmeaning\b|\bthat is\b|\bshort for\b|"
    r"a\.k\.a\.|i\.e\.|,\s*(?:i\.e\.|or|a|an|the)\b)\s*"
    r"(?:[\"'“”‘’]|\ba\b|\ban\b|\bthe\b|\bi\.e\.|\bJapan[’']s\b|\bJapanese\b|\bannual\b|\bnational\b)*)+\s*",
    re.IGNORECASE,
)
_NEAR = 300
"""An explanation stands within so many characters of its term; expressions that look farther take too long."""
_GLOSS_AFTER = late(r"s?[\"'”’]?\s*[(（\[]([^)）\]]*)[)）\]]")
_BRACKET = late(r"[()（）]")
_ACRONYM = late(r"(?:[A-Z]\.?){2,}s?|[A-Z]\d")
_PLAIN_WORD = late(r"[a-z]{4,}")


def check(rule: Rule, reading: Reading) -> Iterator[Spot]:
    """One spot for each term of a line that nothing before it has explained."""
    if rule.level_on(reading.target) is None or _is_japanese(reading):
        return
    glossary = reading.phrasebook.glossary
    explained: set[str] = set()
    explaining: dict[int, list[Hit]] = {}
    for hit in reading.of("term-explained"):
        if reading.visible(hit):
            explaining.setdefault(hit.block, []).append(hit)
    for block, hits in _by_block(reading):
        text = reading.resume.blocks[block].text
        beside = Nearby(explaining.get(block, ()))
        explained |= {hit.name for hit in hits if _is_explained(hit, glossary[hit.name], text, beside)}
        known = Nearby(hit for hit in hits if hit.name in explained)
        first_uses = {hit.name: hit for hit in reversed(longest(hits)) if not _known(hit, known)}
        asked = rule.questions if reading.resume.homes[block].role == "header" else ()
        yield from _spots(sorted(first_uses.values(), key=lambda h: h.start), glossary, text, asked)


def _is_japanese(reading: Reading) -> bool:
    """Whether the résumé itself is written in Japanese, so that its words need no gloss."""
    text = "".join(block.text for block in reading.resume.blocks)
    return holds_japanese(text) and len(_JAPANESE.findall(text)) > len(_LATIN.findall(text))


def _by_block(reading: Reading) -> Iterator[tuple[int, list[Hit]]]:
    """The terms each block uses, in reading order."""
    of_block: dict[int, list[Hit]] = {}
    for hit in reading.of("term"):
        if (
            reading.visible(hit)
            and reading.resume.homes[hit.block].role != "heading"
            and _counts(hit, reading)
        ):
            of_block.setdefault(hit.block, []).append(hit)
    yield from sorted(of_block.items())


def _known(hit: Hit, known: Nearby) -> bool:
    """Whether the term is explained, or a word within it is: with “ALT” goes “head ALT”."""
    return any(
        hit.start <= inner.start and inner.end <= hit.end for inner in known.between(hit.start, hit.end)
    )


def _counts(hit: Hit, reading: Reading) -> bool:
    """Whether the word is the ALT-world one, and one that an outsider would stumble over."""
    term = reading.phrasebook.glossary[hit.name]
    if term.action == "keep" or (reading.target is not None and reading.target in term.not_on):
        return False
    if any(other.block == hit.block for other in reading.of("term-unless", hit.name)):
        return False
    entry = reading.resume.entry_of(hit.block)
    if entry is not None and entry.alt:
        return True
    at_another_job = entry is not None and reading.resume.kind_of(hit.block) == "experience"
    if not term.weak and not at_another_job:
        return True
    if holds_japanese(reading.resume.blocks[hit.block].text[hit.start : hit.end]):
        return True
    return any(context.block == hit.block for context in reading.of("set:context", "jargon"))


# ---- explained ------------------------------------------------------------------------------------------


def _is_explained(hit: Hit, term: Term, text: str, explanations: Nearby) -> bool:
    """Whether the term and its meaning stand side by side, whichever comes first."""
    for other in explanations.between(hit.start - _NEAR - 1, hit.end + _NEAR + 1):
        if other.name != hit.name:
            continue
        between = text[other.end : hit.start] if other.end <= hit.start else text[hit.end : other.start]
        apart = other.end <= hit.start or hit.end <= other.start
        if apart and len(between) <= _NEAR and _LINK.fullmatch(between):
            return True
    word = text[hit.start : hit.end]
    after = _GLOSS_AFTER.match(text, hit.end, hit.end + _NEAR)
    before = _before_bracket(text[max(hit.start - _NEAR, 0) : hit.start])
    if _ACRONYM.fullmatch(word):
        plain = set(_PLAIN_WORD.findall(f"{term.means} {term.gloss} {term.plain}".lower()))
        return bool(
            _spells(word, before)
            or (after and (_spells(word, after[1]) or plain & set(_PLAIN_WORD.findall(after[1].lower()))))
        )
    return bool((after and _PLAIN_WORD.search(after[1])) or _PLAIN_WORD.search(before[-30:]))


def _before_bracket(text: str) -> str:
    """What stands before the bracket, and perhaps a quotation mark, that a text ends with."""
    if text and text[-1] in "\"'“‘":
        text = text[:-1]
    text = text.rstrip()
    return _BRACKET.split(text[:-1])[-1] if text.endswith(("(", "（")) else ""


def _spells(acronym: str, words: str) -> bool:
    """Whether the last (or first) words begin with the letters of the acronym."""
    letters = re.sub(r"[^A-Z]", "", acronym).lower()
    initials = "".join(word[0].lower() for word in re.findall(r"[^\W\d_]+", words))
    return len(letters) > 1 and (initials.endswith(letters) or initials.startswith(letters))


# ---- what is said ---------------------------------------------------------------------------------------


def _spots(
    hits: list[Hit], glossary: Mapping[str, Term], text: str, questions: tuple[str, ...]
) -> Iterator[Spot]:
    """The spots of one line, all offering the same line with every term in plain words."""
    plain = in_plain_words(hits, glossary, text)
    for hit in hits:
        word, means = text[hit.start : hit.end], glossary[hit.name].means.split(",")[0]
        yield Spot(
            block=hit.block,
            start=hit.start,
            end=hit.end,
            message=f"Only ALTs know “{word}” ({means}).",
            questions=questions,
            suggestions=(Rewrite(text=plain.text, safe=True, instead=plain.instead[hit.start]),)
            if plain.text != text
            else (),
            values=(("term", hit.name),),
        )
