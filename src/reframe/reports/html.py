"""The report as one page of HTML that asks nobody for anything: no script, style, font or picture from elsewhere.

Every word that is not the template's own passes through ``visible`` and then through Jinja's escaping, so what
a résumé says can be neither markup nor script; a content security policy allows the page's own style and script
by their hashes and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from reframe.findings import LEVELS
from reframe.patterns import late
from reframe.reports.counting import by_rule, count_levels, counted, in_words
from reframe.reports.marking import sheet
from reframe.reports.visible import visible, without_commands
from reframe.reports.word_picture import WIDTH, picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jinja2 import Environment

    from reframe.findings import FileReport, Report, Scorecard
    from reframe.reports.marking import Note, Sheet
    from reframe.reports.presentation import Presentation
    from reframe.reports.word_picture import Picture

GROUPS = ("trivia", "framing", "jargon", "language", "credentials", "missing", "document")
"""The order of the filters; groups of other phrasebooks follow."""
_SLOT = late(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One file on its way to the page."""

    number: int
    file: FileReport
    sheet: Sheet
    picture: Picture | None
    levels: str

    @property
    def key(self) -> str:
        """What the ids of the file's elements begin with."""
        return f"f{self.number}"


def html(report: Report, how: Presentation) -> str:
    """The résumés with their findings in place, the four questions, the words of the ALT work, the career paths."""
    from markupsafe import Markup

    groups = _groups(report)
    paths = {path.name: path.title for file in report.files for path in file.paths}
    style = _part("page.css") + _filter_rules(len(groups), len(paths))
    script = _part("page.js")
    page = _environment().get_template("page.html.jinja")
    written = page.render(
        leaves=[_leaf(number, file) for number, file in enumerate(report.files, 1)],
        report=report,
        how=how,
        total=in_words(count_levels(report)),
        groups={name: f"g{at}" for at, name in enumerate(groups)},
        paths={name: (f"p{at}", title) for at, (name, title) in enumerate(paths.items())},
        statistics=by_rule(report) if how.statistics else [],
        levels=LEVELS,
        picture_width=WIDTH,
        style=Markup(style),  # noqa: S704 -- the project's own files
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script),
    )
    return without_commands(written)


def _leaf(number: int, file: FileReport) -> _Leaf:
    from reframe.findings import Report

    levels = in_words(count_levels(Report(files=(file,))))
    return _Leaf(number, file, sheet(file), picture(file), levels)


def _groups(report: Report) -> list[str]:
    present = {finding.group for file in report.files for finding in file.findings}
    return [group for group in GROUPS if group in present] + sorted(present - set(GROUPS))


# ---- the page's own parts -------------------------------------------------------------------------------


def _part(name: str) -> str:
    return resources.files("reframe.reports").joinpath("web", name).read_text(encoding="utf-8")


def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_part),
        undefined=StrictUndefined,
        finalize=_shown,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "counted": counted,
        "slots": _slots,
        "condition": _condition,
        "inside": _inside,
        "answers": _answers,
        "titled": _titled,
    }
    return environment


def _shown(value: Any) -> Any:
    """A variable on its way into the page; markup is only ever the template's own."""
    from markupsafe import Markup

    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return visible(value).replace("\t", "\N{EM SPACE}")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _filter_rules(groups: int, paths: int) -> str:
    """Filters that need no script: what a box or button shows and hides."""
    marks = [
        f'body:has(#g{at}:checked) mark[data-g~="g{at}"]{{background:var(--mark);text-decoration-line:underline}}\n'
        f'body:has(#g{at}:checked) .card[data-g~="g{at}"]{{display:var(--as,block)}}\n'
        f'body:has(#g{at}:checked) .note[data-g="g{at}"]{{display:block}}\n'
        f'body:has(#g{at}:checked) .ref[data-g="g{at}"]{{display:inline}}\n'
        for at in range(groups)
    ]
    rows = [
        f'body:has(#p{at}:checked) [data-p]:not([data-p~="p{at}"]){{display:none}}\n' for at in range(paths)
    ]
    return (
        "@supports selector(:has(a)){\n"
        "mark[data-g]{background:none;text-decoration-line:none}\n.card,.note,.ref{display:none}\n"
        f"{''.join(marks)}{''.join(rows)}}}\n"
    )


# ---- words for the template -----------------------------------------------------------------------------


def _slots(text: str) -> Iterator[tuple[str, bool]]:
    """A suggestion's words, cut into what stands and what the writer fills in."""
    for at, words in enumerate(_SLOT.split(text)):
        if words:
            yield (words.replace("_", " ") if at % 2 else words), bool(at % 2)


def _condition(only_if: str) -> str:
    return only_if if only_if.lower().startswith(("if ", "only if ", "when ")) else f"only if {only_if}"


def _inside(note: Note) -> str:
    """What is folded away below a finding."""
    parts = [
        ("Why", note.why),
        ("another way to say it", note.suggestions[1:]),
        ("questions", note.questions),
    ]
    present = [name for name, part in parts if part]
    said = " and ".join([", ".join(present[:-1]), present[-1]]) if len(present) > 1 else present[0]
    return said[0].upper() + said[1:]


def _answers(card: Scorecard) -> Iterator[tuple[str, bool, tuple[str, ...], tuple[str, ...], str]]:
    """The four questions: name, whether answered, by what, what would answer it, what to say otherwise."""
    for name, answer, otherwise in (
        ("Major", card.major, "not stated"),
        ("Hard skills", card.hard_skills, "none a reader can see yet"),
        ("Tools", card.tools, "none named"),
        ("Certifications", card.certifications, "none"),
    ):
        yield name, answer.answered, answer.evidence, answer.recommended, otherwise


def _titled(names: Iterable[str], titles: Mapping[str, str]) -> str:
    return " · ".join(titles.get(name, name) for name in names)
