"""What the phrasebook knows, for people and for scripts: rules, their documentation, career paths."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rich.text import Text

from reframe.reports.page import Page
from reframe.reports.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reframe.phrasebook.cases import Case
    from reframe.phrasebook.model import Career, Phrasebook, Rewrite, Rule
    from reframe.reports.presentation import Presentation

EXAMPLES = 4
"""Lines shown of each kind; with ``verbose`` all of them are."""


def explained(rule: Rule, how: Presentation) -> str:
    """A rule's documentation: why, what it finds, what it lets pass, what to write instead."""
    page = Page(how)
    page.wrap(Text.assemble((rule.name, "reframe.heading"), f"   {rule.title}"))
    page.wrap(f"{rule.group} · {_levels(rule)}", style="reframe.quiet", indent=2)
    page.write("")
    page.wrap(" ".join(rule.why.split()))
    _examples(page, "Speaks up at", rule.flags)
    _examples(page, "Keeps silent at", rule.passes)
    if rule.suggestions:
        page.write("")
        page.wrap("To write instead", style="reframe.heading")
        for rewrite in rule.suggestions:
            _rewrite(page, rewrite)
    if rule.questions:
        page.write("")
        page.wrap("To ask yourself", style="reframe.heading")
        for question in rule.questions:
            page.wrap(question, indent=4, first="  - ")
    return page.finished()


def listed_rules(book: Phrasebook, how: Presentation) -> str:
    """Every rule with its title, under its group."""
    page = Page(how)
    for number, group in enumerate(book.groups):
        if number:
            page.write("")
        page.wrap(group, style="reframe.heading")
        for rule in book.rules:
            if rule.group == group:
                page.wrap(rule.title, indent=32, first=f"  {rule.name}")
    return page.finished()


def listed_targets(book: Phrasebook, how: Presentation) -> str:
    """Every career path with the roles it holds."""
    page = Page(how)
    for number, career in enumerate(book.careers.values()):
        if number:
            page.write("")
        page.wrap(Text.assemble((career.name, "reframe.heading"), f"   {career.title}"))
        if career.summary:
            page.wrap(" ".join(career.summary.split()), indent=2)
        if career.roles:
            page.wrap("Roles: " + ", ".join(career.roles), indent=2, style="reframe.quiet")
    return page.finished()


def rules_json(rules: Iterable[Rule]) -> str:
    """The rules as one JSON object."""
    return _json({"schema_version": 1, "rules": [_rule(rule) for rule in rules]})


def targets_json(careers: Iterable[Career]) -> str:
    """The career paths as one JSON object."""
    return _json(
        {
            "schema_version": 1,
            "targets": [
                {
                    "name": career.name,
                    "title": career.title,
                    "summary": " ".join(career.summary.split()),
                    "roles": list(career.roles),
                    "recommended": list(career.recommend),
                }
                for career in careers
            ],
        }
    )


def _levels(rule: Rule) -> str:
    exceptions = ", ".join(f"{level} on {path}" for path, level in rule.levels.items() if path != "any")
    usual = rule.levels.get("any", rule.level)
    return f"{usual}; {exceptions}" if exceptions else usual


def _examples(page: Page, title: str, cases: tuple[Case, ...]) -> None:
    shown = cases if page.how.verbose else cases[:EXAMPLES]
    if not shown:
        return
    page.write("")
    page.wrap(title, style="reframe.heading")
    for case in shown:
        for line, strokes in quoted(page.console, case.text, case.marks, width=page.width - 2):
            page.write(Text("  ").append_text(line))
            if strokes:
                page.write("  " + strokes)
    if len(cases) > len(shown):
        page.wrap(
            f"and {len(cases) - len(shown)} more (-v shows them)", indent=2, first="  ", style="reframe.quiet"
        )


def _rewrite(page: Page, rewrite: Rewrite) -> None:
    text = "leave this out" if rewrite.delete and not rewrite.text else rewrite.text
    page.wrap(text, indent=4, first="  - ")
    notes = [f"if {rewrite.only_if}"] if rewrite.only_if else []
    notes += [f"for {', '.join(rewrite.for_)}"] if rewrite.for_ else []
    if notes:
        page.wrap("; ".join(notes), indent=4, style="reframe.quiet")


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "group": rule.group,
        "title": rule.title,
        "level": rule.level,
        "levels": dict(rule.levels),
        "scope": list(rule.scope),
        "message": rule.message,
        "why": " ".join(rule.why.split()),
        "questions": list(rule.questions),
        "suggestions": [
            {
                "text": rewrite.text,
                "only_if": rewrite.only_if,
                "for": list(rewrite.for_),
                "surfaces": rewrite.surfaces,
                "delete": rewrite.delete,
            }
            for rewrite in rule.suggestions
        ],
        "flags": [{"text": case.text, "marks": [list(mark) for mark in case.marks]} for case in rule.flags],
        "passes": [{"text": case.text} for case in rule.passes],
        "formerly": list(rule.formerly),
    }


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
