"""Words of the ALT world, judged from the whole résumé: explained once, a word is free from there on.

Explained is a term beside its long form or a plain word, in the same breath: ``Assistant Language Teacher
(ALT)``, ``JTE (Japanese co-teacher)``, ``undokai, a school sports day``. A long form that stands alone
explains nothing, since a stranger cannot connect the two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reframe.checks.reading import Spot
from reframe.phrasebook.model import Rewrite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reframe.checks.reading import Reading
    from reframe.model import Hit
    from reframe.phrasebook.model import Rule, Term

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_LINK = re.compile(
    r"\s*(?:[\"'“”‘’]*\s*(?:[(\[（「:=–—-]|,|/|\bor\b|\baka\b|a\.k\.a\.|i\.e\.|,\s*(?:i\.e\.|or|a|an|the)\b)\s*"
    r"(?:[\"'“”‘’]|\ba\b|\ban\b|\bthe\b|\bi\.e\.)*)+\s*",
    re.IGNORECASE,
)
_GLOSS_AFTER = re.compile(r"s?[\"'”’]?\s*[(（\[]([^)）\]]*)[)）\]]")
_BRACKETED = re.compile(r"([^()（）]*)[(（]\s*[\"'“‘]?$")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,}s?|[A-Z]\d")
_PLAIN_WORD = re.compile(r"[a-z]{4,}")


def check(rule: Rule, reading: Reading) -> Iterator[Spot]:
    """One spot for each term of a line that nothing before it has explained."""
    if rule.level_on(reading.target) is None or _is_japanese(reading):
        return
    explained: set[str] = set()
    for block, hits in _by_block(reading):
        said: set[str] = set()
        text = reading.resume.blocks[block].text
        explanations = [
            hit for hit in reading.of("term-explained") if hit.block == block and reading.visible(hit)
        ]
        explained |= {
            hit.name
            for hit in hits
            if _is_explained(hit, reading.phrasebook.glossary[hit.name], text, explanations)
        }
        found = [hit for hit in hits if hit.name not in explained and hit.name not in said]
        for hit in found:
            if hit.name not in said:
                said.add(hit.name)
                yield _spot(hit, reading.phrasebook.glossary[hit.name], text)


def _is_japanese(reading: Reading) -> bool:
    """Whether the résumé itself is written in Japanese, so that its words need no gloss."""
    text = "".join(block.text for block in reading.resume.blocks)
    return len(_CJK.findall(text)) > len(_LATIN.findall(text))


def _by_block(reading: Reading) -> Iterator[tuple[int, list[Hit]]]:
    """The terms each block uses, in reading order; of overlapping ones the longest."""
    of_block: dict[int, list[Hit]] = {}
    for hit in reading.of("term"):
        if reading.visible(hit) and reading.resume.homes[hit.block].role != "heading":
            of_block.setdefault(hit.block, []).append(hit)
    for block in sorted(of_block):
        kept = [hit for hit in _longest(of_block[block]) if _counts(hit, reading)]
        if kept:
            yield block, kept


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


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
    if _CJK.search(reading.resume.blocks[hit.block].text[hit.start : hit.end]):
        return True
    return any(context.block == hit.block for context in reading.of("set:context", "jargon"))


# ---- explained ------------------------------------------------------------------------------------------


def _is_explained(hit: Hit, term: Term, text: str, explanations: Iterable[Hit]) -> bool:
    """Whether the term and its meaning stand side by side, whichever comes first."""
    for other in explanations:
        if other.name != hit.name:
            continue
        between = text[other.end : hit.start] if other.end <= hit.start else text[hit.end : other.start]
        if (other.end <= hit.start or hit.end <= other.start) and _LINK.fullmatch(between):
            return True
    word = text[hit.start : hit.end]
    after = _GLOSS_AFTER.match(text[hit.end :])
    before = _BRACKETED.search(text[: hit.start])
    if _ACRONYM.fullmatch(word):
        plain = set(_PLAIN_WORD.findall(f"{term.means} {term.gloss}".lower()))
        return bool(
            _spells(word, before[1] if before else "")
            or (after and (_spells(word, after[1]) or plain & set(_PLAIN_WORD.findall(after[1].lower()))))
        )
    return bool((after and _PLAIN_WORD.search(after[1])) or (before and _PLAIN_WORD.search(before[1][-30:])))


def _spells(acronym: str, words: str) -> bool:
    """Whether the last (or first) words begin with the letters of the acronym."""
    letters = re.sub(r"[^A-Z]", "", acronym).lower()
    initials = "".join(word[0].lower() for word in re.findall(r"[^\W\d_]+", words))
    return len(letters) > 1 and (initials.endswith(letters) or initials.startswith(letters))


# ---- what is said ---------------------------------------------------------------------------------------


def _spot(hit: Hit, term: Term, text: str) -> Spot:
    word = text[hit.start : hit.end]
    meaning = term.means.split(",")[0]
    message = f"“{word}” ({meaning}) is a word of the ALT world; nobody outside it knows it."
    rewritten = _glossed(hit, term, text)
    return Spot(
        block=hit.block,
        start=hit.start,
        end=hit.end,
        message=message,
        suggestions=(Rewrite(text=rewritten, safe=True),) if rewritten else (),
        values=(("term", hit.name),),
    )


_COUNTED = re.compile(
    r"(?:(?<![\d.,])(?:[2-9]|\d{2,})|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|many|both))\s+$"
)
_PLAIN_GLOSS = re.compile(r"[A-Za-z][A-Za-z' -]*")


def _glossed(hit: Hit, term: Term, text: str) -> str:
    """The writer's line with the term in plain words; empty where a person has to choose them."""
    gloss = term.gloss.split(",")[0].strip()
    word = text[hit.start : hit.end]
    if term.action == "delete" or not _PLAIN_GLOSS.fullmatch(gloss) or not word.isascii() or " or " in gloss:
        return ""
    plural = word.endswith("s") and not word.isupper()
    counted = re.search(
        r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|many))\s+$", text[: hit.start]
    )
    if plural or (counted and not re.search(r"\b(?:1|one)\s+$", text[: hit.start])):
        gloss = _plural(gloss)
    if term.action == "gloss":
        gloss = f"{gloss} ({word})"
    return text[: hit.start] + gloss + text[hit.end :]


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
