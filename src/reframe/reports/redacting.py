"""A report that may be read by others: contact data masked, long quotes shortened to what is meant.

A name cannot be told from other words, so names stay; so does the path, which says what to fix.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.findings import Answer, Failure, FileReport, Finding, Range, Report, Scorecard, Suggestion

LONGEST_QUOTE = 60
"""Code points of a line shown around a finding; a marked part that is longer is cut."""

_CONTACT = late(
    r"""
    (?P<email> [\w.+%-]+ \s? [@＠] \s? [\w-]+ (?: \.[\w-]+ )+ )
  | (?P<link>
        (?i: https?:// | www\. ) [^\s<>"”]+
      | \b (?i: [a-z0-9-]+\. )+ (?: com|org|net|io|dev|me|jp|uk|edu|info ) \b (?: /[^\s<>"”]* )?
    )
  | (?P<phone>
        (?<![\w.-]) [+＋]? \(? \d{1,4} \)? (?: [\s.\-‐‑–・()]{1,2} \d{2,5} ){2,4} (?! \w | -\d )
      | (?<![\w.-]) (?: [+＋]\d{8,15} | 0\d{9,10} ) (?! \w )
      | (?i: \b (?: tel | phone | mobile | cell | 電話 ) \W{1,3} ) [+＋]? [\d(] [\d\s().\-‐‑–]{5,20} \d
    )
  | (?P<address>
        〒 \s? \d{3} \s? [-‐–−ー]? \s? \d{4} [^;|·]{0,40}
      | \b \d{1,5} [a-zA-Z]? \s (?: [A-Z][\w'’.]* \s ){1,4}
        (?: Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Close|Terrace|Crescent )
        \b \.? (?: , \s [^,;|·]{2,30} ){0,3}
      | \b (?: [A-Z]{2} \s \d{5} (?: -\d{4} )? | [A-Z]{1,2}\d[A-Z\d]? \s \d[A-Z]{2} | [A-Z]\d[A-Z] \s \d[A-Z]\d ) \b
      | \b \d{1,4} - \d{1,3} (?: - \d{1,4} )? ,? \s [A-Z][\w-]+ (?: -ku | -shi | -cho | -machi ) \b [^;|·]{0,30}
    )
    """,
    re.VERBOSE,
)
_DATES = late(r"\(?(?:19|20)\d\d[\s.\-‐‑–/]+(?:0?[1-9]|1[0-2]|(?:19|20)\d\d)\b")
_FEWEST_DIGITS = 7


class _Piece(NamedTuple):
    """A stretch of the original and what stands for it."""

    start: int
    end: int
    shown: str
    mask: bool


def redacted(report: Report) -> Report:
    """The report without contact data and long quotes; ``context[start:end] == text`` still holds."""
    return report._replace(
        files=tuple(redacted_file(file) for file in report.files),
        errors=tuple(redacted_failure(failure) for failure in report.errors),
    )


def masked(text: str, ranges: tuple[Range, ...] = ()) -> tuple[str, tuple[Range, ...]]:
    """Text with contact data replaced by its kind in brackets, and where the ranges of the original lie in it.

    A range that begins or ends inside a mask grows to hold it whole.
    """
    pieces = list(_pieces(text))
    shown = "".join(piece.shown for piece in pieces)
    return shown, tuple((_moved(pieces, start), _moved(pieces, end - 1, last=True)) for start, end in ranges)


def _pieces(text: str) -> Iterator[_Piece]:
    position = 0
    for match in _CONTACT.finditer(text):
        if match.lastgroup == "phone" and not _is_phone(match[0]):
            continue
        yield _Piece(position, match.start(), text[position : match.start()], mask=False)
        yield _Piece(match.start(), match.end(), f"[{match.lastgroup}]", mask=True)
        position = match.end()
    yield _Piece(position, len(text), text[position:], mask=False)


def _is_phone(text: str) -> bool:
    return sum(character.isdigit() for character in text) >= _FEWEST_DIGITS and not _DATES.match(text)


def _moved(pieces: list[_Piece], offset: int, *, last: bool = False) -> int:
    """Where the character at an offset went; with ``last``, where it ends."""
    at = 0
    for piece in pieces:
        if piece.start <= offset < piece.end:
            if piece.mask:
                return at + (len(piece.shown) if last else 0)
            return at + offset - piece.start + last
        at += len(piece.shown)
    return at


def _shortened(context: str, span: Range) -> tuple[str, Range]:
    """What stands around a range, cut at words and with ellipses for what is left out."""
    start, end = span
    inner = context[start:end]
    if len(inner) > LONGEST_QUOTE:
        inner = inner[: LONGEST_QUOTE - 1].rstrip() + "…"
    room = (LONGEST_QUOTE - len(inner)) // 2
    before, after = context[:start], context[end:]
    if len(before) > room:
        before = "…" + _from_word(before[len(before) - room :])
    if len(after) > room:
        after = _from_word(after[:room][::-1])[::-1] + "…"
    return before + inner + after, (len(before), len(before) + len(inner))


def _from_word(text: str) -> str:
    """Text without the piece of a word that it begins with."""
    cut = next((at for at, character in enumerate(text) if character.isspace()), None)
    return "" if cut is None else text[cut:]


def _words(text: str) -> str:
    return masked(text)[0]


def _maybe(text: str | None) -> str | None:
    return None if text is None else masked(text)[0]


def redacted_file(file: FileReport) -> FileReport:
    """One file's report without contact data and long quotes."""
    health = file.health._replace(
        concerns=tuple(
            concern._replace(message=_words(concern.message), hint=_words(concern.hint))
            for concern in file.health.concerns
        ),
    )
    return file._replace(
        health=health,
        alt_work=tuple(_words(work) for work in file.alt_work),
        scorecard=None if file.scorecard is None else _scorecard(file.scorecard),
        findings=tuple(_finding(finding) for finding in file.findings),
        suppressed=tuple(_finding(finding) for finding in file.suppressed),
        resume=None,
        paths=(),
        strengths=(),
        notes=tuple(_words(note) for note in file.notes),
    )


def _finding(finding: Finding) -> Finding:
    changed = finding._replace(
        message=_words(finding.message),
        location=finding.location._replace(
            section=_maybe(finding.location.section), entry=_maybe(finding.location.entry)
        ),
        suggestions=tuple(_suggestion(suggestion) for suggestion in finding.suggestions),
        questions=tuple(_words(question) for question in finding.questions),
        captures=tuple((name, _words(value)) for name, value in finding.captures),
        suppression=finding.suppression
        and finding.suppression._replace(reason=_words(finding.suppression.reason)),
    )
    if finding.context is None or finding.start is None or finding.end is None:
        return changed
    context, (span,) = masked(finding.context, ((finding.start, finding.end),))
    context, (start, end) = _shortened(context, span)
    shown = changed._replace(context=context, start=start, end=end, text=context[start:end])
    offered = (_in_quote(suggestion, shown) for suggestion in shown.suggestions)
    return shown._replace(suggestions=tuple(each for each in offered if each.text != context))


def _suggestion(suggestion: Suggestion) -> Suggestion:
    return suggestion._replace(text=_words(suggestion.text), only_if=_words(suggestion.only_if))


def _in_quote(suggestion: Suggestion, finding: Finding) -> Suggestion:
    """A suggestion that says no more of the writer's line than the quote does."""
    context = finding.context or ""
    if suggestion.instead:
        return suggestion._replace(
            text=context[: finding.start] + suggestion.instead + context[finding.end :]
        )
    text = suggestion.text
    for _, value in finding.captures:
        if value and value not in context:
            text = text.replace(value, "…")
    return suggestion._replace(text=text)


def _scorecard(scorecard: Scorecard) -> Scorecard:
    return scorecard._replace(
        major=_answer(scorecard.major),
        hard_skills=_answer(scorecard.hard_skills),
        tools=_answer(scorecard.tools),
        certifications=_answer(scorecard.certifications),
    )


def _answer(answer: Answer) -> Answer:
    return answer._replace(evidence=tuple(_shortened(_words(words), (0, 1))[0] for words in answer.evidence))


def redacted_failure(failure: Failure) -> Failure:
    """A failure without contact data in its message."""
    return failure._replace(message=_words(failure.message))
