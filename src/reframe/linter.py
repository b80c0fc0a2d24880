"""The main path: read, understand, match, check, suggest, sort.

document = read(path)                    documents: blocks with place and health; raises UnreadableError
resume   = understand(document)          sections, entries, which of them is ALT work
hits     = matcher.hits(texts)           spaCy, one pass a block
profile  = profile_of(resume, hits)      tests, certificates, tools, skills, majors
spots    = each rule's check             scopes, unless, looks across the résumé
findings = spots with their advice       suggestions, questions, location, fingerprint
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import chain, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING

from reframe.errors import ConfigError
from reframe.model import FileReport, Finding, Location, PageBoxes, SourceText
from reframe.options import Options
from reframe.patterns import late
from reframe.suggesting import suggestions
from reframe.tokenising import fold, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reframe.checks.reading import Reading, Spot
    from reframe.matching import Matcher
    from reframe.model import Block, Box, Document, Evidence, Hit, PathFit, Resume, Scorecard
    from reframe.phrasebook.compiled import CompiledPhrases
    from reframe.phrasebook.model import Phrasebook, Rule
    from reframe.tokenising import Word


_END = attrgetter("end")


def check(
    source: str | Path, *, data: bytes | None = None, options: Options | None = None, whole: bool = True
) -> FileReport:
    """Check one file; raises UnreadableError, PhrasebookError or ConfigError.

    Unless ``whole``, the report comes without the résumé and what only a page that shows it needs.
    """
    from reframe.documents import read

    return lint(read(str(source), data=data), options=options or Options(), whole=whole)


def lint(document: Document, *, options: Options, whole: bool = True) -> FileReport:
    """Check one document that has been read."""
    phrasebook, matcher = tools(options.phrasebooks)
    return report_on(document, phrasebook=phrasebook, matcher=matcher, options=options, whole=whole)


def tools(folders: tuple[str, ...]) -> tuple[Phrasebook, Matcher]:
    """The phrasebook with further folders, and its matcher; made again only where a file has changed."""
    phrasebook = phrasebook_of(folders)
    return phrasebook, _matcher(phrasebook.phrases)


def phrasebook_of(folders: tuple[str, ...]) -> Phrasebook:
    """The phrasebook with further folders, read again only where a file has changed."""
    from pathlib import Path

    files = [file for folder in folders for file in sorted(Path(folder).rglob("*.yaml"))]
    return _phrasebook(folders, tuple((str(file.resolve()), file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=4)
def _phrasebook(folders: tuple[str, ...], _state: tuple[tuple[str, int], ...]) -> Phrasebook:
    from reframe.phrasebook import load

    return load(*folders)


@lru_cache(maxsize=4)
def _matcher(phrases: CompiledPhrases) -> Matcher:
    from reframe.matching import Matcher

    return Matcher(phrases)


def report_on(
    document: Document, *, phrasebook: Phrasebook, matcher: Matcher, options: Options, whole: bool = True
) -> FileReport:
    """Everything there is to say about one document."""
    from reframe.checks.ignoring import heeding_comments
    from reframe.checks.scorecard import scorecard
    from reframe.resume import understand

    rules = tuple(chosen_rules(phrasebook, options))
    knowledge = phrasebook.knowledge.with_headings(options.section_aliases)
    resume = understand(document, knowledge=knowledge, assume_alt=options.assume_alt)
    alt = bool(resume.alt_entries) or resume.alt_mentioned or options.assume_alt
    report = FileReport(
        path=document.path,
        format=document.format,
        sha256=document.sha256,
        pages=document.pages,
        health=document.health,
        alt_experience=alt,
        alt_work=tuple(entry.label for entry in resume.alt_entries),
        target=options.target,
        scorecard=None,
        findings=(),
        resume=resume if whole else None,
    )
    if not alt:  # nothing will be said, so nothing has to be recognised
        _, _, notes = heeding_comments((), document, phrasebook, rules=())
        return report._replace(notes=notes)
    reading = read_closely(
        resume,
        phrasebook=phrasebook,
        matcher=matcher,
        target=options.target,
        region=options.region,
        vocabulary=options.vocabulary,
        terms=options.terms,
    )
    found = tuple(findings_of(reading, rules, options))
    findings, suppressed, notes = heeding_comments(found, document, phrasebook, rules=rules)
    card = scorecard(reading)
    paths: tuple[PathFit, ...] = ()
    strong: tuple[Evidence, ...] = ()
    if whole:
        from reframe.checks.career_paths import career_paths, strengths

        reading = with_traits(reading)
        paths, strong = career_paths(reading, region=options.region), strengths(reading)
    return report._replace(
        scorecard=card,
        findings=findings,
        paths=paths,
        strengths=strong,
        asked_for=_asked_for(options.terms, resume),
        suppressed=suppressed,
        certificates=_titles(card, paths, phrasebook),
        notes=notes,
    )


def _titles(
    card: Scorecard, paths: tuple[PathFit, ...], phrasebook: Phrasebook
) -> tuple[tuple[str, str], ...]:
    """Name and title of each certificate that is recommended, or held for a career path."""
    names = list(card.certifications.recommended)
    for path in paths:
        names += [*path.next, *path.held]
    known = phrasebook.certificates
    return tuple((name, known[name].title) for name in dict.fromkeys(names) if name in known)


def _asked_for(terms: tuple[str, ...], resume: Resume) -> tuple[str, ...]:
    if not terms:
        return ()
    from reframe.posting import unused_terms

    return unused_terms(terms, resume)


def read_closely(
    resume: Resume,
    *,
    phrasebook: Phrasebook,
    matcher: Matcher,
    target: str | None = None,
    region: str | None = None,
    vocabulary: tuple[str, ...] = (),
    terms: tuple[str, ...] = (),
) -> Reading:
    """The résumé with everything recognised in it; words of the vocabulary are not taken for jargon."""
    from reframe.checks.profile import profile_of
    from reframe.checks.reading import Reading

    texts = tuple(matcher.read(block.text) for block in resume.blocks)
    hits: dict[str, list[Hit]] = {}
    for hit in matcher.hits(texts):
        hits.setdefault(hit.kind, []).append(hit)
    if vocabulary:
        hits["term"] = list(_strange(hits.get("term", ()), resume, vocabulary))
    owned = _by_owner(chain.from_iterable(hits.values()))
    profile = profile_of(resume, texts, hits, phrasebook)
    return Reading(
        resume=resume,
        texts=texts,
        hits=hits,
        owned=owned,
        profile=profile,
        phrasebook=phrasebook,
        target=target,
        region=region,
        terms=terms,
    )


def with_traits(reading: Reading) -> Reading:
    """A résumé with what shows the traits that career paths value recognised in it, too."""
    matcher = _matcher(reading.phrasebook.traits)
    found = matcher.hits([matcher.read(block.text) for block in reading.resume.blocks])
    return reading._replace(owned={**reading.owned, **_by_owner(found)})


def _by_owner(hits: Iterable[Hit]) -> dict[tuple[str, str], list[Hit]]:
    owned: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        owned.setdefault((hit.kind, hit.name), []).append(hit)
    return owned


def _strange(hits: Iterable[Hit], resume: Resume, vocabulary: tuple[str, ...]) -> Iterator[Hit]:
    """The terms that are not in the vocabulary, neither by their entry in the glossary nor as they stand."""
    known = {fold(word) for word in vocabulary}
    for hit in hits:
        written = fold(resume.blocks[hit.block].text[hit.start : hit.end])
        if not known & {fold(hit.name), written, written.removesuffix("s")}:
            yield hit


# ---- rules ----------------------------------------------------------------------------------------------


def chosen_rules(phrasebook: Phrasebook, options: Options) -> Iterator[Rule]:
    """The rules in force; a name in select or ignore is a rule, a rule's former name, or a group."""
    select = _names(phrasebook, options.select)
    ignore = _names(phrasebook, options.ignore)
    for rule in phrasebook.rules:
        if (not select or rule.name in select) and rule.name not in ignore:
            yield rule


def _names(phrasebook: Phrasebook, wanted: Iterable[str]) -> set[str]:
    names: set[str] = set()
    for name in wanted:
        rule = phrasebook.rule(name)
        members = {rule.name} if rule else {r.name for r in phrasebook.rules if r.group == name}
        if not members:
            from reframe.phrasebook.yaml_source import near

            known = sorted({r.name for r in phrasebook.rules} | set(phrasebook.groups))
            raise ConfigError(
                f"no rule or group is called “{name}”{near(name, known)}",
                code="unknown-rule",
                hint="`reframe rules` lists them all.",
            )
        names |= members
    return names


# ---- findings -------------------------------------------------------------------------------------------


def findings_of(reading: Reading, rules: Iterable[Rule], options: Options) -> Iterator[Finding]:
    """The findings of a résumé in reading order, those about the whole of it last."""
    from reframe.checks.registry import CHECKS

    found: list[tuple[Rule, Spot]] = []
    for rule in rules:
        if rule.level_on(options.target) is not None:
            found.extend((rule, _tidied(spot, reading)) for spot in CHECKS[rule.check](rule, reading))
    kept = _without_yielding(found, reading)
    kept.sort(key=lambda pair: _order(*pair))
    names = _Fingerprints(reading)
    for rule, spot in kept:
        yield _finding(rule, spot, reading, options, names)


_BRACKETS = {"(": ")", "（": "）", "[": "]", "「": "」"}
_LOOSE_START = late(r"(?:[\s,;&]|and\b)+", re.IGNORECASE)
_LOOSE_END = late(r"(?:[\s,;&]|\b(?:and|or|the|an?|my|our|his|her|their)\b)+$", re.IGNORECASE)


def _tidied(spot: Spot, reading: Reading) -> Spot:
    """A spot as a person would underline it: no conjunction or article hanging loose, no bracket left open."""
    if spot.block is None:
        return spot
    text = reading.resume.blocks[spot.block].text
    start, end = spot.start, spot.end
    if before := _LOOSE_START.match(text, start, end):
        start = before.end()
    if after := _LOOSE_END.search(text, start, end):
        end = after.start()
    if start >= end:
        start, end = spot.start, spot.end
    inside = text[start:end]
    for opening, closing in _BRACKETS.items():
        if inside.count(opening) > inside.count(closing) and text[end : end + 1] == closing:
            end += 1
    return spot._replace(start=start, end=end) if (start, end) != (spot.start, spot.end) else spot


def _order(rule: Rule, spot: Spot) -> tuple[bool, int, int, int, str]:
    return spot.block is None, spot.block or 0, spot.start, spot.end, rule.name


def _without_yielding(found: list[tuple[Rule, Spot]], reading: Reading) -> list[tuple[Rule, Spot]]:
    """Leave out spots of rules that yield to another rule in the same sentence."""
    speaking: dict[str, set[tuple[int, int]]] = {}
    for rule, spot in found:
        if spot.block is not None:
            speaking.setdefault(rule.name, set()).add(reading.sentence(spot.block, spot.start))
    return [
        (rule, spot)
        for rule, spot in found
        if spot.block is None
        or not any(
            reading.sentence(spot.block, spot.start) in speaking.get(other, ()) for other in rule.yields_to
        )
    ]


def _finding(rule: Rule, spot: Spot, reading: Reading, options: Options, names: _Fingerprints) -> Finding:
    level = spot.level or rule.level_on(options.target) or rule.level
    level = options.levels.get(rule.name, level)  # type: ignore[assignment]
    block = None if spot.block is None else reading.resume.blocks[spot.block]
    values = _values(spot, block)
    rewrites = rule.suggestions if spot.suggestions is None else spot.suggestions
    advice = suggestions(rewrites, options.target, values)
    questions = rule.questions if spot.questions is None else spot.questions
    common = {
        "rule": rule.name,
        "group": rule.group,
        "level": level,
        "message": spot.message or rule.message,
        "why": spot.why or rule.why,
        "suggestions": advice,
        "questions": questions,
        "captures": tuple(sorted(values.items())),
        "fingerprint": names.of(rule, spot),
    }
    if block is None or spot.block is None:
        return Finding(**common)  # type: ignore[arg-type]
    return Finding(
        **common,  # type: ignore[arg-type]
        text=block.text[spot.start : spot.end],
        context=block.text,
        block=spot.block,
        start=spot.start,
        end=spot.end,
        location=location_of(reading.resume, spot.block, spot.start, spot.end),
    )


def _values(spot: Spot, block: Block | None) -> dict[str, str]:
    values = dict(spot.values)
    if block is not None:
        values.update((capture.name, block.text[capture.start : capture.end]) for capture in spot.captures)
    return values


def location_of(resume: Resume, index: int, start: int, end: int) -> Location:
    """The place of a range of a block, in the words and numbers of the JSON contract."""
    block = resume.blocks[index]
    section = resume.section_of(index)
    entry = resume.entry_of(index)
    line, column = index + 1, start + 1
    boxes: list[Box] = []
    first = bisect_right(block.pieces, start, key=_END)
    for piece in takewhile(lambda piece: piece.start < end, block.pieces[first:]):
        if isinstance(piece.source, SourceText) and piece.start <= start:
            line, column = piece.source.line, piece.source.column + start - piece.start
        elif isinstance(piece.source, PageBoxes):
            boxes.extend(piece.source.boxes[max(start - piece.start, 0) : end - piece.start])
    return Location(
        section=section.title or None,
        entry=entry.label or None if entry else None,
        page=block.place.page,
        block=block.place.block,
        line=line,
        column=column,
        bbox=line_boxes(boxes) or None,
    )


def line_boxes(
    boxes: Iterable[tuple[float, float, float, float]],
) -> tuple[tuple[float, float, float, float], ...]:
    """Character boxes joined into one box a line."""
    lines: list[Box] = []
    for x0, top, x1, bottom in boxes:
        if lines:
            last = lines[-1]
            if (
                min(bottom, last[3]) - max(top, last[1]) > 0.5 * min(bottom - top, last[3] - last[1])
                and x0 >= last[0] - 1
            ):
                lines[-1] = (min(last[0], x0), min(last[1], top), max(last[2], x1), max(last[3], bottom))
                continue
        lines.append((x0, top, x1, bottom))
    return tuple(lines)


class _Fingerprints:
    """``rf1:HASH:ORDINAL`` of rule, kind of section, words of the block and of the spot; no path, page or line."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._ordinals: dict[str, int] = {}
        self._lines: dict[tuple[str, int], hashlib._Hash] = {}

    def of(self, rule: Rule, spot: Spot) -> str:
        """The fingerprint of the next finding of a résumé."""
        parts = [f"{name}={fold(value)}" for name, value in spot.values]
        if spot.block is None:
            hashed = hashlib.sha256(rule.name.encode())
        else:
            hashed = self._line(rule, spot.block).copy()
            text = self._reading.texts[spot.block]
            if text.text.isascii():
                parts.insert(0, _joined(text.words_in(spot.start, spot.end)))
            else:
                parts.insert(0, _normal(text.text[spot.start : spot.end]))
        hashed.update("".join(f"\x1f{part}" for part in parts).encode())
        digest = hashed.hexdigest()[:16]
        ordinal = self._ordinals.get(digest, 0)
        self._ordinals[digest] = ordinal + 1
        return f"rf1:{digest}:{ordinal}"

    def _line(self, rule: Rule, block: int) -> hashlib._Hash:
        """What the findings of a rule in one line have in common, hashed once."""
        if (rule.name, block) not in self._lines:
            parts = (rule.name, self._reading.resume.section_of(block).kind, _owned(block, self._reading))
            self._lines[rule.name, block] = hashlib.sha256("\x1f".join(parts).encode())
        return self._lines[rule.name, block]


def _owned(block: int, reading: Reading) -> str:
    """The words a fingerprint holds: of a job's header its label, since a PDF sets the dates on a line of their own."""
    entry = reading.resume.entry_of(block)
    if entry is not None and entry.label and reading.resume.homes[block].role == "header":
        return _normal(entry.label)
    text = reading.texts[block]
    return _joined(text.words) if text.text.isascii() else _normal(text.text)


@lru_cache(maxsize=128)
def _normal(text: str) -> str:
    """A text without what may change when it is saved in another format; kept, as a line has several findings."""
    return _joined(split(unicodedata.normalize("NFKC", text)))


def _joined(words: Iterable[Word]) -> str:
    return " ".join([word.norm if word.norm[0] not in "<#" else fold(word.text) for word in words])
