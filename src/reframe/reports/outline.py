"""A file's findings the way a person reads them: section › entry › line, and no advice twice.

The formats for people (text, Markdown) are both written from this outline.
"""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reframe.findings import LEVELS, FileReport, Finding, Level, Range, Suggestion
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_T = TypeVar("_T")

MOST_SUGGESTIONS = 2
MOST_QUESTIONS = 1

_SENTENCE_END = late(r"(?<=[.!?])[”\"’)]*\s+(?=[“\"‘(]?[A-Z\d])")
_ABBREVIATION = late(r"\b(?:e\.g|i\.e|etc|vs|cf|Mr|Ms|Dr|No|U\.S|U\.K)\.$")


class Fault(NamedTuple):
    """What one rule has against a line.

    ``messages`` holds what has not been said further up; where it is empty, everything has.
    """

    rule: str
    level: Level
    quotes: tuple[str, ...]
    messages: tuple[str, ...]


class Line(NamedTuple):
    """One block of the résumé, or one thing missing from it: its faults, and the advice not yet given."""

    context: str | None
    ranges: tuple[Range, ...]
    faults: tuple[Fault, ...]
    why: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    questions: tuple[str, ...] = ()


class Part(NamedTuple):
    """The lines of one section and entry."""

    section: str | None
    entry: str | None
    lines: tuple[Line, ...]

    @property
    def heading(self) -> str:
        """``Section › Entry``, or the part of it that is known."""
        return " › ".join(name for name in (self.section, self.entry) if name)


class Outline(NamedTuple):
    """The findings that have a place, in the order of the résumé, and those about the whole of it."""

    parts: tuple[Part, ...]
    missing: tuple[Line, ...]


def outline(
    file: FileReport, *, suggestions: int = MOST_SUGGESTIONS, questions: int = MOST_QUESTIONS
) -> Outline:
    """Put a file's findings in reading order; a reason, suggestion or question already given is left out."""
    said = _Said(suggestions, questions)
    placed = [finding for finding in file.findings if finding.context is not None]
    parts = tuple(
        Part(section, entry, tuple(said.line(list(group)) for _, group in groupby(findings, key=_block)))
        for (section, entry), findings in groupby(
            placed, key=lambda f: (f.location.section, f.location.entry)
        )
    )
    missing = tuple(said.line([finding]) for finding in file.findings if finding.context is None)
    return Outline(parts, missing)


def first_sentence(text: str) -> str:
    """A paragraph's first sentence, on one line."""
    text = " ".join(text.split())
    for match in _SENTENCE_END.finditer(text):
        sentence = text[: match.start()] + match[0].strip()
        if not _ABBREVIATION.search(text[: match.start()]):
            return sentence
    return text


def joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges in order, with those that overlap or touch made one."""
    together: list[Range] = []
    for start, end in sorted(ranges):
        if together and start <= together[-1][1]:
            together[-1] = (together[-1][0], max(end, together[-1][1]))
        else:
            together.append((start, end))
    return tuple(together)


def _block(finding: Finding) -> tuple[int | None, str | None, str | None]:
    return finding.block, finding.location.block, finding.context


class _Said:
    """What the reader has been told so far."""

    def __init__(self, suggestions: int, questions: int) -> None:
        self._seen: set[str] = set()
        self._suggestions = suggestions
        self._questions = questions

    def line(self, findings: list[Finding]) -> Line:
        ranges = joined((f.start, f.end) for f in findings if f.start is not None and f.end is not None)
        faults = tuple(self._faults(findings))
        # Where several rules speak on one line, each says what is in the way, and that is enough to read.
        why = first_sentence(findings[0].why) if len(faults) == 1 else ""
        return Line(
            findings[0].context,
            ranges,
            faults,
            why=why if why and self._new(why) else "",
            suggestions=self._first(_in_turn([f.suggestions for f in findings]), self._suggestions),
            questions=self._questions_of(findings),
        )

    def _faults(self, findings: list[Finding]) -> Iterator[Fault]:
        by_rule: dict[tuple[Level, str], list[Finding]] = {}
        for finding in sorted(findings, key=lambda each: LEVELS.index(each.level)):
            by_rule.setdefault((finding.level, finding.rule), []).append(finding)
        for (level, rule), of_rule in by_rule.items():
            quotes = dict.fromkeys(finding.text for finding in of_rule if finding.text is not None)
            messages = dict.fromkeys(f.message or first_sentence(f.why) or f.rule for f in of_rule)
            yield Fault(rule, level, tuple(quotes), tuple(words for words in messages if self._new(words)))

    def _questions_of(self, findings: list[Finding]) -> tuple[str, ...]:
        chosen: list[str] = []
        for question in _in_turn([finding.questions for finding in findings]):
            if len(chosen) < self._questions and self._new(question):
                chosen.append(question)
        return tuple(chosen)

    def _first(self, suggestions: Iterable[Suggestion], most: int) -> tuple[Suggestion, ...]:
        """The suggestions not yet made; where all were, a deletion once more, since it is about this line alone."""
        offered = list(dict.fromkeys(suggestions))
        deletions = [suggestion for suggestion in offered if suggestion.applicability == "delete"]
        chosen: list[Suggestion] = []
        for suggestion in offered:
            if suggestion in deletions[1:]:
                continue
            key = f"{suggestion.applicability} {suggestion.text} if {suggestion.only_if}"
            if len(chosen) < most and self._new(key):
                chosen.append(suggestion)
        return tuple(chosen or deletions[:1])

    def _new(self, words: str) -> bool:
        key = " ".join(words.casefold().split())
        if key in self._seen:
            return False
        self._seen.add(key)
        return True


def _in_turn(lists: list[tuple[_T, ...]]) -> Iterator[_T]:
    """The first of each list, then the second of each."""
    for row in zip_longest(*lists):
        yield from (item for item in row if item is not None)
