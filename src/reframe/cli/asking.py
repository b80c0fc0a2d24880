"""The conversation of ``reframe rewrite``: line by line, in the terminal, on standard error.

Every answer is kept at once, so that nothing is lost when the writer stops or the terminal closes.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import click

from reframe.errors import ConfigError
from reframe.review.rewriting import Decision, Edit, Unfinished, after, combined, gap_in, resolve, stretch

if TYPE_CHECKING:
    from pathlib import Path

    from reframe.cli.reviewing import Review
    from reframe.findings import Finding, Range, Suggestion


class Conversation:
    """One sitting; ``before`` holds the answers of earlier ones."""

    def __init__(self, review: Review, kept: Path, before: list[Decision]) -> None:
        from rich.console import Console
        from rich.theme import Theme

        from reframe.reports.quoting import MARK

        self._review, self._kept = review, kept
        self._decisions = {decision.fingerprint: decision for decision in before}
        self._console = Console(
            stderr=True, highlight=False, markup=False, emoji=False, theme=Theme({MARK: "bold yellow"})
        )

    def answers(self) -> list[Decision] | None:
        """Ask about every line that is not answered yet; None where the writer stopped."""
        lines = self._lines()
        open_ = [line for line in lines if not self._is_answered(line)]
        self._greet(len(lines), len(open_))
        try:
            for number, line in enumerate(open_, 1):
                if not self._ask(line, f"{number} of {len(open_)}"):
                    self._farewell()
                    return None
        except click.Abort:
            self._farewell()
            raise
        return list(self._decisions.values())

    # ---- lines -------------------------------------------------------------------------------------------

    def _lines(self) -> list[list[Finding]]:
        """The findings that have a line, those of one line (or sentence, or list item) together."""
        placed = [finding for finding in self._review.report.findings if finding.block is not None]
        return [list(group) for _, group in groupby(placed, key=self._place)]

    def _place(self, finding: Finding) -> tuple[int | None, Range]:
        return finding.block, stretch(self._review.resume, finding)

    def _is_answered(self, line: list[Finding]) -> bool:
        decisions = [self._decisions[f.fingerprint] for f in line if f.fingerprint in self._decisions]
        by_name = {finding.fingerprint: finding for finding in line}
        for decision in decisions:
            outcome = resolve(self._review.resume, by_name[decision.fingerprint], decision)
            if outcome is None or isinstance(outcome, Edit):
                return True
        return False

    # ---- talking -----------------------------------------------------------------------------------------

    def _greet(self, lines: int, open_: int) -> None:
        from reframe.reports.counting import counted

        self._print()
        if open_ < lines:
            self._print(f"Going on with the answers in {self._kept}: {lines - open_} of {lines} are there.")
        elif lines:
            self._print(f"{counted(lines, 'line')} to look at. Only what you answer is changed.")
        elsewhere = sum(finding.block is None for finding in self._review.report.findings)
        if elsewhere:
            about = "finding is" if elsewhere == 1 else "findings are"
            self._print(f"{elsewhere} more {about} about the whole résumé: see `reframe check`.", "dim")

    def _farewell(self) -> None:
        self._print()
        if self._decisions:
            self._print(f"Your answers are kept in {self._kept}; the same command goes on from there.")
        else:
            self._print("Stopped; nothing was written.")

    def _ask(self, line: list[Finding], count: str) -> bool:
        """One line; False where the writer wants to stop."""
        self._show(line, count)
        choices = self._choices(line)
        while True:
            key = self._prompt("Your choice", default="s").strip().lower()
            if key in ("q", "quit", "stop"):
                return False
            if key in ("s", "skip", ""):
                self._keep([Decision(line[0].fingerprint, "skip")], line)
                return True
            keys = key.replace(",", " ").split()
            if key in ("w", "write"):
                decisions = [self._own_words(line)]
            elif key in ("d", "delete"):
                decisions = [Decision(line[0].fingerprint, "delete")]
            elif all(each in choices for each in keys):
                decisions = [self._taken(*choices[each]) for each in dict.fromkeys(keys)]
            else:
                self._print(f"Please type one of {', '.join([*choices, 'w', 'd', 's', 'q'])}.", "red")
                continue
            known = [decision for decision in decisions if decision is not None]
            if len(known) == len(decisions) and self._accepted(known, line):
                return True

    def _show(self, line: list[Finding], count: str) -> None:
        from rich.text import Text

        from reframe.reports.quoting import MARK, quoted
        from reframe.reports.visible import visible

        first = line[0]
        where = " › ".join(visible(part) for part in (first.location.section, first.location.entry) if part)
        self._print()
        self._console.rule(Text(f"{count}   {where}".rstrip()), align="left", style="dim")
        self._print()
        ranges = [(f.start, f.end) for f in line if f.start is not None and f.end is not None]
        width = max(self._console.width - 4, 20)
        for shown, strokes in quoted(self._console, first.context or "", ranges, width=width):
            self._console.print(Text("  ").append_text(shown))
            if strokes:
                self._console.print(Text.assemble("  ", (strokes, MARK)))
        self._print()
        for message in dict.fromkeys(f"{finding.message} {finding.why}" for finding in line[:1]):
            self._wrapped(visible(message))
        for finding in line[1:]:
            self._wrapped(visible(finding.message))
        for question in list(dict.fromkeys(q for finding in line for q in finding.questions))[:2]:
            self._wrapped(visible(question), lead="Ask yourself: ")
        self._print()
        for key, (_, suggestion) in self._choices(line).items():
            self._wrapped(_offer(suggestion), lead=f"{key}  ")
        self._wrapped("write your own", lead="w  ")
        self._wrapped("delete it", lead="d  ")
        self._wrapped("skip it: it stays as it is", lead="s  ")
        self._wrapped("stop here, and go on another day", lead="q  ")
        self._print()

    def _choices(self, line: list[Finding]) -> dict[str, tuple[Finding, Suggestion]]:
        offered: dict[str, tuple[Finding, Suggestion]] = {}
        for finding in line:
            for suggestion in finding.suggestions:
                offered.setdefault(f"{suggestion.applicability} {suggestion.text}", (finding, suggestion))
        return {str(number): choice for number, choice in enumerate(offered.values(), 1)}

    def _taken(self, finding: Finding, suggestion: Suggestion) -> Decision | None:
        """A suggestion with its condition and slots; None where the condition does not hold."""
        if suggestion.only_if and not self._confirm(f"Is it so that {suggestion.only_if}?"):
            self._print("Then it would not be true of you. Choose another, or write your own.")
            return None
        if suggestion.applicability == "delete":
            return Decision(finding.fingerprint, "delete", true=True)
        slots: dict[str, str] = {}
        before = self._decisions.get(finding.fingerprint)
        if suggestion.slots:
            self._print(
                "Fill what is yours to say; Enter leaves a gap, and the line is not changed yet.", "dim"
            )
            for slot in suggestion.slots:
                known = before.slots.get(slot, "") if before is not None else ""
                slots[slot] = self._prompt("  " + slot.replace("_", " "), default=known).strip()
            if self._has_gap(" ".join(slots.values())):
                return None
        return Decision(
            finding.fingerprint, "use", suggestion.text, true=bool(suggestion.only_if), slots=slots
        )

    def _own_words(self, line: list[Finding]) -> Decision | None:
        text = self._prompt("Your line", default="").strip()
        if not text or self._has_gap(text, known=line[0].context or ""):
            return None
        return Decision(line[0].fingerprint, "write", text)

    def _has_gap(self, text: str, *, known: str = "") -> bool:
        gap = gap_in(text, known=known)
        if gap:
            self._print(f"No line with a gap is ever written: put your own words in place of {gap}.", "red")
        return bool(gap)

    def _accepted(self, decisions: list[Decision], line: list[Finding]) -> bool:
        """Show what the line becomes, and keep the answers if that is right."""
        by_name = {finding.fingerprint: finding for finding in line}
        outcomes = [resolve(self._review.resume, by_name[each.fingerprint], each) for each in decisions]
        unfinished = [each.reason for each in outcomes if isinstance(each, Unfinished)]
        if unfinished:
            self._print(f"Kept, but not finished: {'; '.join(unfinished)}.", "yellow")
            self._keep(decisions, line)
            return True
        try:
            edits = combined(each for each in outcomes if isinstance(each, Edit))
        except ConfigError:
            self._print("These cannot go in together: they change the same words. Choose one.", "red")
            return False
        context = line[0].context or ""
        self._becomes(after(context, edits))
        if len(edits) == 1 and edits[0].text and (edits[0].start, edits[0].end) != (0, len(context)):
            answer = self._prompt("Right? (y: yes, l: it replaces the whole line, n: no)", default="y")
            if answer.strip().lower() in ("l", "line"):
                decisions = [replace(decisions[0], replaces="line")]
            elif answer.strip().lower() not in ("y", "yes"):
                return False
        elif not self._confirm("Right?", default=True):
            return False
        self._keep(decisions, line)
        return True

    def _becomes(self, new: str) -> None:
        from reframe.reports.visible import visible

        self._print()
        self._wrapped(visible(new) if new.strip() else "(the line goes)", lead="→ ", style="green")
        self._print()

    def _keep(self, decisions: list[Decision], line: list[Finding]) -> None:
        """Remember answers, in the file too; former answers to the same line are replaced."""
        from reframe.cli.copies import write_copy
        from reframe.review.answers import written

        for finding in line:
            self._decisions.pop(finding.fingerprint, None)
        self._decisions |= {decision.fingerprint: decision for decision in decisions}
        data = written(
            self._decisions.values(), resume=self._review.document.path, findings=self._review.report.findings
        )
        write_copy(self._kept, data, force=True, private=True)

    # ---- the terminal ------------------------------------------------------------------------------------

    def _print(self, text: str = "", style: str = "") -> None:
        from rich.text import Text

        self._console.print(Text(text, style=style))

    def _wrapped(self, text: str, *, lead: str = "", style: str = "") -> None:
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        if not lead:
            self._console.print(Padding(Text(text, style=style), (0, 0, 0, 2)))
            return
        grid = Table.grid(padding=0)
        grid.add_column(no_wrap=True, width=len(lead))
        grid.add_column()
        grid.add_row(Text(lead, style="bold"), Text(text, style=style))
        self._console.print(Padding(grid, (0, 0, 0, 2)))

    @staticmethod
    def _prompt(text: str, *, default: str) -> str:
        return str(click.prompt(text, default=default, show_default=bool(default), err=True))

    @staticmethod
    def _confirm(text: str, *, default: bool = False) -> bool:
        return click.confirm(text, default=default, err=True)


def _offer(suggestion: Suggestion) -> str:
    from reframe.reports.visible import visible

    condition = f"\nif {suggestion.only_if}" if suggestion.only_if else ""
    if suggestion.applicability == "delete":
        return "leave it out" + condition
    return visible(suggestion.text) + condition
