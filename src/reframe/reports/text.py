"""The report for the person whose résumé it is: what stands in the way, why, what to do, then stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from reframe.findings import LEVELS, Level
from reframe.reports.counting import by_rule, count_levels, counted, in_words
from reframe.reports.former import TEXT_HEAD
from reframe.reports.outline import Fault, Line, Outline, first_sentence, outline
from reframe.reports.page import Page
from reframe.reports.quoting import MARK, quoted
from reframe.reports.visible import as_argument, visible, without_commands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reframe.findings import Answer, FileReport, Finding, Report, Scorecard, Suggestion
    from reframe.reports.presentation import Presentation

MOST_EVIDENCE = 6


def text(report: Report, how: Presentation) -> str:
    """Every file under its sections and entries, the four questions, a count and what to run next."""
    page = Page(how)
    if how.in_file:
        page.write(f"{TEXT_HEAD} {how.version}", "reframe.quiet")
        page.write("")
    for number, file in enumerate(report.files):
        if number:
            for line in ("", "─" * page.width, ""):
                page.write(line, "reframe.quiet")
        _file(page, file)
    _ending(page, report)
    return without_commands(page.finished())


# ---- one file -------------------------------------------------------------------------------------------


def _file(page: Page, file: FileReport) -> None:
    _title(page, file)
    _health(page, file)
    lines = outline(file)
    if not file.findings and not file.alt_experience:
        _no_alt_work(page, file)
        return
    if not file.findings:
        _clean(page, file)
    elif not file.alt_experience:
        page.write("")
        page.wrap("No ALT experience found, so the rules about ALT work kept silent.")
    _parts(page, lines)
    _missing(page, lines)
    if file.scorecard is not None:
        _four_questions(
            page, file.scorecard, said=" ".join(f.message for f in file.findings if f.context is None)
        )
    if file.asked_for:
        _asked_for(page, file.asked_for)
    if page.how.verbose and file.suppressed:
        _suppressed(page, file.suppressed)


def _asked_for(page: Page, terms: tuple[str, ...]) -> None:
    page.write("")
    page.wrap("The posting asks for these, and the résumé does not name them", style="reframe.heading")
    page.wrap(
        "Did you do this? Where? Only what you did belongs on the page.",
        indent=2,
        first="  ",
        style="reframe.quiet",
    )
    for term in terms:
        page.wrap(visible(term), indent=4, first="  ?")


def _title(page: Page, file: FileReport) -> None:
    facts = [counted(file.pages, "page")] if file.pages else []
    if file.alt_work:
        facts.append("ALT work: " + "; ".join(visible(work) for work in file.alt_work))
    if file.target:
        facts.append(f"target: {file.target}")
    title = Text(visible(file.path), "reframe.file")
    about = Text(" · ".join(facts), "reframe.quiet")
    if facts and cell_len(title.plain) + 3 + cell_len(about.plain) <= page.width:
        page.write(Text.assemble(title, "   ", about))
        return
    page.wrap(title)
    if facts:
        page.wrap(about, indent=2)


def _health(page: Page, file: FileReport) -> None:
    if file.health.verdict == "ok":
        return
    page.write("")
    page.wrap(
        "This file was not read as well as it should be, so something may have been overlooked:",
        style="reframe.warning",
    )
    for concern in file.health.concerns:
        page.wrap(visible(f"{concern.message} {concern.hint}".strip()), indent=4, first="  - ")


def _no_alt_work(page: Page, file: FileReport) -> None:
    page.write("")
    if file.health.verdict == "ok":
        page.wrap("No ALT experience found, so there is nothing here for reframe to say.")
    else:
        page.wrap("No ALT experience found in what could be read.")
    page.wrap(
        "If the résumé does hold a job as an ALT, run this again with --assume-alt.", style="reframe.quiet"
    )


def _clean(page: Page, file: FileReport) -> None:
    page.write("")
    if file.health.verdict == "ok":
        page.wrap(
            "Nothing here works against you: a reader who was never an ALT can see what you did and what it is worth.",
            style="reframe.good",
        )
    else:
        page.wrap("Nothing in what could be read works against you.", style="reframe.good")


def _parts(page: Page, lines: Outline) -> None:
    for part in lines.parts:
        page.write("")
        page.wrap(visible(part.heading or "Before the first heading"), style="reframe.heading")
        for line in part.lines:
            page.write("")
            _quote(page, line)
            _line(page, line)


def _missing(page: Page, lines: Outline) -> None:
    if not lines.missing:
        return
    page.write("")
    page.wrap("Across the whole résumé", style="reframe.heading")
    for line in lines.missing:
        page.write("")
        _line(page, line)


def _quote(page: Page, line: Line) -> None:
    for shown, strokes in quoted(page.console, line.context or "", line.ranges, width=page.width - 2):
        page.write(Text("  ").append_text(shown))
        if strokes:
            page.write(Text.assemble("  ", (strokes, MARK)))


def _line(page: Page, line: Line) -> None:
    """What is in the way, why, what to write instead, what to ask."""
    level = ""
    for fault in line.faults:
        page.labelled(
            "" if fault.level == level else fault.level, _fault(fault), label_style=f"reframe.{fault.level}"
        )
        level = fault.level
    if line.why:
        page.labelled("why", visible(line.why))
    for number, suggestion in enumerate(line.suggestions):
        _suggestion(page, suggestion, label="or" if number else "try")
    for question in line.questions:
        page.labelled("ask", visible(question))


def _fault(fault: Fault) -> Text:
    if fault.messages:
        words = " ".join(fault.messages)
    else:
        words = (
            ", ".join(f"“{quote}”" for quote in fault.quotes) + ": see above" if fault.quotes else "see above"
        )
    return Text.assemble(visible(words), " ", (f"({fault.rule})", f"reframe.{fault.level}"))


def _suggestion(page: Page, suggestion: Suggestion, *, label: str) -> None:
    if suggestion.applicability == "delete" and not suggestion.text:
        page.labelled(label, "leave this out")
    else:
        page.labelled(label, _with_slots(visible(suggestion.text)))
    if suggestion.only_if:
        page.labelled("", visible(_condition(suggestion.only_if)), style="reframe.quiet")


def _condition(only_if: str) -> str:
    return only_if if only_if.lower().startswith(("if ", "only if ", "when ")) else f"if {only_if}"


def _with_slots(words: str) -> Text:
    shown = Text(words)
    shown.highlight_regex(r"\{[^{}]*\}", "bold")
    return shown


# ---- the four questions and the ending ------------------------------------------------------------------


def _four_questions(page: Page, scorecard: Scorecard, *, said: str) -> None:
    page.write("")
    page.wrap("A hiring manager’s four questions", style="reframe.heading")
    rows = (
        ("Major", scorecard.major, "not stated"),
        ("Hard skills", scorecard.hard_skills, "none a reader can see yet"),
        ("Tools", scorecard.tools, "none named"),
        ("Certifications", scorecard.certifications, "none"),
    )
    for name, answer, otherwise in rows:
        page.wrap(_answer(page, answer, otherwise, said=said), indent=18, first=f"  {name}")


def _answer(page: Page, answer: Answer, otherwise: str, *, said: str) -> Text:
    shown = Text()
    if answer.answered:
        shown.append(_evidence(answer.evidence), "reframe.good")
    else:
        shown.append(f"– {otherwise}", "reframe.warning")
    if answer.recommended and not answer.answered:
        names = [page.how.certificates.get(name, name) for name in answer.recommended]
        if all(name in said for name in names):
            shown.append("; some to think about stand above")
        else:
            shown.append(visible("; to think about next: " + " · ".join(names)))
    return shown


def _evidence(evidence: Iterable[str]) -> str:
    shown = [visible(words) for words in dict.fromkeys(evidence)]
    more = f" · and {len(shown) - MOST_EVIDENCE} more" if len(shown) > MOST_EVIDENCE else ""
    return " · ".join(shown[:MOST_EVIDENCE]) + more or "yes"


def _suppressed(page: Page, findings: Iterable[Finding]) -> None:
    page.write("")
    page.wrap("Suppressed", style="reframe.heading")
    for finding in findings:
        reason = (
            f" ({finding.suppression.reason})" if finding.suppression and finding.suppression.reason else ""
        )
        page.wrap(visible(f"{finding.rule}: {finding.text or finding.message}{reason}"), indent=4, first="  ")


def _ending(page: Page, report: Report) -> None:
    if report.errors:
        page.write("")
        page.wrap("Not read, and so not checked", style="reframe.error")
        for failure in report.errors:
            page.wrap(visible(f"{failure.path}: {first_sentence(failure.message)}"), indent=4, first="  ")
    if page.how.statistics:
        _statistics(page, report)
    levels = count_levels(report)
    if not page.how.quiet and any(levels.values()):
        page.write("")
        page.wrap(_summary(report, levels, page.how.commands))


def _statistics(page: Page, report: Report) -> None:
    rows = by_rule(report)
    if not rows:
        return
    page.write("")
    page.wrap("Findings by rule", style="reframe.heading")
    for rule, number, files in rows:
        where = f" in {counted(files, 'file')}" if len(report.files) > 1 else ""
        page.write(f"  {number:>4}  {rule}{where}")


def _summary(report: Report, levels: dict[Level, int], commands: tuple[str, ...]) -> str:
    where = f" in {counted(len(report.files), 'file')}" if len(report.files) > 1 else ""
    words = f"{in_words(levels).capitalize()}{where}."
    tips = []
    if "explain" in commands:
        tips.append(f"`reframe explain {_gravest(report)}` says more")
    annotated = [file for file in report.files if file.findings and file.format in ("docx", "pdf")]
    if "annotate" in commands and len(annotated) == 1:
        tips.append(
            f"`reframe annotate {as_argument(annotated[0].path)} -o COPY` puts this into the document"
        )
    return f"{words} {'; '.join(tips)}." if tips else words


def _gravest(report: Report) -> str:
    """The most frequent rule of the highest level that occurs."""
    grave = min((finding.level for file in report.files for finding in file.findings), key=LEVELS.index)
    levels = {finding.rule: finding.level for file in report.files for finding in file.findings}
    return next(rule for rule, _, _ in by_rule(report) if levels[rule] == grave)
