"""The report as Markdown, for a pull request's comment or a CI job's summary.

What a résumé says stands in code blocks and code spans, where it can be neither markup nor a mention.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.console import Console

from reframe.patterns import late
from reframe.reports.counting import by_rule, count_levels, counted, in_words
from reframe.reports.outline import outline
from reframe.reports.quoting import quoted
from reframe.reports.visible import visible, without_commands

if TYPE_CHECKING:
    from reframe.findings import Answer, FileReport, Report, Scorecard, Suggestion
    from reframe.reports.outline import Fault, Line
    from reframe.reports.presentation import Presentation

MOST_CHARACTERS = 60_000
"""A comment on GitHub holds 65,536 characters."""

_WIDTH = 88
_CONSOLE_WIDTH = 200


def markdown(report: Report, how: Presentation) -> str:
    """Every file with its findings in code blocks, why and what to do as lists, the four questions as a table."""
    blocks = [block for file in report.files for block in _file(file, how)]
    if report.errors:
        blocks.append("### Not read, and so not checked")
        blocks.append(
            "\n".join(
                f"- {code(failure.path)}: {prose(f'{failure.message} {failure.hint}'.strip())}"
                for failure in report.errors
            )
        )
    if how.statistics and any(file.findings for file in report.files):
        rows = "\n".join(f"| `{rule}` | {number} | {files} |" for rule, number, files in by_rule(report))
        blocks.append(f"| rule | findings | files |\n|---|---:|---:|\n{rows}")
    head = f"## reframe: {in_words(count_levels(report))} in {counted(len(report.files), 'file')}"
    return without_commands(_fitting([head, *blocks]))


def prose(text: str) -> str:
    """Text as words of a Markdown paragraph: no markup, no HTML, no mention, no link."""
    return _ACTIVE.sub(
        lambda match: "\\" + match[0], _LINKED.sub(_unlinked, visible(text).replace("\t", " "))
    )


def code(text: str) -> str:
    """Text as a code span, whatever backticks it holds."""
    text = visible(text).replace("\t", " ")
    fence = "`" * (_longest_run(text) + 1)
    space = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{space}{text}{space}{fence}" if text.strip() else "` `"


_ACTIVE = late(r"[\\`*_{}\[\]<>()#+!|~&$^=-]")
_LINKED = late(r"@|#(?=\d)|(?<=[a-zA-Z])://|(?i:www)(?=\.)")


def _unlinked(match: re.Match[str]) -> str:
    """A zero-width space keeps a mention, a reference or an address from becoming a link."""
    return f":\u200b{match[0][1:]}" if match[0].startswith(":") else f"{match[0]}\u200b"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _file(file: FileReport, how: Presentation) -> list[str]:
    blocks = [f"### {code(file.path)}"]
    facts = [counted(file.pages, "page")] if file.pages else []
    facts += [f"ALT work: {prose('; '.join(file.alt_work))}"] if file.alt_work else []
    facts += [f"target: {prose(file.target)}"] if file.target else []
    if facts:
        blocks.append(" · ".join(facts))
    if file.health.verdict != "ok":
        concerns = "".join(f"\n- {prose(f'{c.message} {c.hint}'.strip())}" for c in file.health.concerns)
        blocks.append(f"**This file was not read as well as it should be:**\n{concerns}")
    if not file.alt_experience:
        blocks.append("No ALT experience found.")
    elif not file.findings:
        blocks.append("Nothing here works against its writer.")
    lines = outline(file)
    for part in lines.parts:
        blocks.append(f"**{prose(part.heading or 'Before the first heading')}**")
        blocks += [block for line in part.lines for block in (_quote(line), _said(line))]
    if lines.missing:
        blocks.append("**Across the whole résumé**")
        blocks += [_said(line) for line in lines.missing]
    if file.scorecard is not None:
        blocks.append(_four_questions(file.scorecard, how))
    return blocks


def _quote(line: Line) -> str:
    rows = []
    for shown, strokes in quoted(
        Console(width=_CONSOLE_WIDTH, color_system=None), line.context or "", line.ranges, width=_WIDTH
    ):
        rows += [shown.plain, strokes] if strokes else [shown.plain]
    text = "\n".join(rows)
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}text\n{text}\n{fence}"


def _said(line: Line) -> str:
    items = [_fault(fault) for fault in line.faults]
    items += [prose(line.why)] if line.why else []
    items += [f"Try: {_suggestion(suggestion)}" for suggestion in line.suggestions]
    items += [f"Ask: {prose(question)}" for question in line.questions]
    return "\n".join(f"- {item}" for item in items)


def _fault(fault: Fault) -> str:
    quotes = "".join(f" {code(quote)}" for quote in fault.quotes)
    words = prose(" ".join(fault.messages)) if fault.messages else "see above"
    return f"**{fault.level}** `{fault.rule}`{quotes}: {words}"


def _suggestion(suggestion: Suggestion) -> str:
    text = prose(suggestion.text) if suggestion.text else "leave this out"
    return f"{text} (if {prose(suggestion.only_if)})" if suggestion.only_if else text


def _four_questions(scorecard: Scorecard, how: Presentation) -> str:
    rows = (
        ("Major", scorecard.major),
        ("Hard skills", scorecard.hard_skills),
        ("Tools", scorecard.tools),
        ("Certifications", scorecard.certifications),
    )
    return "| A hiring manager’s question | Answer |\n|---|---|\n" + "\n".join(
        f"| {name} | {_answer(answer, how)} |" for name, answer in rows
    )


def _answer(answer: Answer, how: Presentation) -> str:
    if answer.answered:
        return prose(", ".join(dict.fromkeys(answer.evidence)) or "yes")
    names = [how.certificates.get(name, name) for name in answer.recommended]
    return "not answered" + (f"; to think about next: {prose(', '.join(names))}" if names else "")


def _fitting(blocks: list[str]) -> str:
    """Blocks until the limit, and a word about those that were left out."""
    kept: list[str] = []
    size = 0
    for block in blocks:
        size += len(block) + 2
        if size > MOST_CHARACTERS:
            kept.append("… the report is longer than fits here; run `reframe check` for the rest.")
            break
        kept.append(block)
    return "\n\n".join(kept) + "\n"
