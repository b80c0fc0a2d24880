"""The career paths side by side, for the terminal and as JSON.

A full circle is a trait that a line of the résumé shows, an empty one a question. There is no score: a path
is not better because it has more of them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reframe.reports.page import Page
from reframe.reports.visible import escaped_json, visible, without_commands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reframe.fit import Fit, PathFit, TraitFit
    from reframe.reports.presentation import Presentation

SHOWN, OPEN = "●", "○"


def matrix(fit: Fit, how: Presentation, *, only: str | None = None) -> str:
    """Every path in a line, then each (or the one named) with the lines that show its traits."""
    page = Page(how)
    page.wrap(visible(fit.path), style="reframe.file")
    if not fit.alt_experience:
        page.write("")
        page.wrap("No ALT experience found; what follows holds for the résumé as it stands.")
    page.write("")
    widest = max(len(path.title) for path in fit.paths)
    for path in fit.paths:
        marks = " ".join(SHOWN if trait.lines else OPEN for trait in path.traits)
        page.wrap(marks, indent=widest + 4, first=f"  {path.title}")
    page.write("")
    page.wrap(
        f"{SHOWN} a line of yours shows what this path values   {OPEN} a question to you",
        style="reframe.quiet",
    )
    for path in fit.paths:
        if only in {None, path.name}:
            _path(page, path, how)
    return without_commands(page.finished())


def _path(page: Page, path: PathFit, how: Presentation) -> None:
    page.write("")
    page.wrap(f"{path.title} (--target {path.name})", style="reframe.heading")
    page.wrap("Roles: " + ", ".join(path.roles), indent=2, first="  ", style="reframe.quiet")
    for trait in path.traits:
        _trait(page, trait)
    if path.held:
        page.labelled("proof", "You have " + ", ".join(_named(path.held, how)))
    if path.next:
        page.labelled("next", ", ".join(_named(path.next, how)))
    page.labelled("Japanese", path.jlpt)
    for warning in path.warnings:
        page.labelled("mind", warning)


def _trait(page: Page, trait: TraitFit) -> None:
    page.wrap(trait.name, indent=4, first=f"  {SHOWN if trait.lines else OPEN}")
    for line in trait.lines:
        page.wrap(f"“{visible(line.text)}”", indent=6, first="      ", style="reframe.quiet")
    if not trait.lines:
        page.wrap(trait.question, indent=6, first="      ", style="reframe.suggestion")


def _named(names: Iterable[str], how: Presentation) -> list[str]:
    return [how.certificates.get(name, name) for name in names]


def matrix_json(fit: Fit) -> str:
    """The same for scripts; a trait without ``lines`` is a question."""
    whole: dict[str, Any] = {
        "schema_version": 1,
        "path": fit.path,
        "alt_experience": fit.alt_experience,
        "paths": [
            {
                "name": path.name,
                "title": path.title,
                "roles": list(path.roles),
                "traits": [
                    {
                        "name": trait.name,
                        "why": trait.why,
                        "question": trait.question,
                        "lines": [
                            {"text": line.text, "block": line.block, "start": line.start, "end": line.end}
                            for line in trait.lines
                        ],
                    }
                    for trait in path.traits
                ],
                "certificates": {"held": list(path.held), "next": list(path.next)},
                "jlpt": path.jlpt,
                "warnings": list(path.warnings),
            }
            for path in fit.paths
        ],
    }
    return escaped_json(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"
