"""The cases of a phrasebook, run: does each rule speak where it says it does, and keep silent where it says so?

A case is one line in the smallest résumé in which it makes sense: a person who was an ALT (unless the case
says otherwise), with the line where the case puts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reframe.linter import findings_of, read_closely
from reframe.model import Block, Document, Entry, Home, Place, Resume, Section, Trace
from reframe.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.matching import Matcher
    from reframe.model import SectionKind
    from reframe.phrasebook.cases import Case
    from reframe.phrasebook.model import Phrasebook, Rule

_ORDER = ("summary", "alt-entry", "entry", "education", "certifications", "skills", "languages")
_TITLES: dict[str, SectionKind] = {
    "summary": "summary",
    "education": "education",
    "certifications": "certifications",
    "skills": "skills",
    "languages": "languages",
}
_SAME = {"experience": "entry", "anywhere": "alt-entry"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case went; ``message`` is empty where it holds."""

    rule: str
    direction: Literal["flags", "passes"]
    number: int
    text: str
    line: int
    message: str = ""


def prove(phrasebook: Phrasebook, matcher: Matcher, *, names: tuple[str, ...] = ()) -> Iterator[Outcome]:
    """Run every case of every rule, or of the rules named."""
    for rule in phrasebook.rules:
        if names and rule.name not in names and rule.group not in names:
            continue
        for number, case in enumerate(rule.flags):
            yield Outcome(
                rule.name, "flags", number, case.text, case.line, flag_fault(rule, case, phrasebook, matcher)
            )
        for number, case in enumerate(rule.passes):
            yield Outcome(
                rule.name, "passes", number, case.text, case.line, pass_fault(rule, case, phrasebook, matcher)
            )


def flag_fault(rule: Rule, case: Case, phrasebook: Phrasebook, matcher: Matcher) -> str:
    """What is wrong with a case that should be flagged; empty if nothing."""
    found = _spoken(rule, case, phrasebook, matcher)
    if not case.text or rule.group == "missing":
        return "" if found else "the rule says nothing"
    if found == set(case.marks):
        return ""
    shown = ", ".join(f"“{case.text[start:end]}”" for start, end in sorted(found)) or "nothing"
    wanted = ", ".join(f"“{case.text[start:end]}”" for start, end in case.marks)
    return f"underlines {shown} instead of {wanted}"


def pass_fault(rule: Rule, case: Case, phrasebook: Phrasebook, matcher: Matcher) -> str:
    """What is wrong with a case that should pass; empty if nothing."""
    found = _spoken(rule, case, phrasebook, matcher)
    if not found:
        return ""
    return "is flagged at " + ", ".join(f"“{case.text[start:end]}”" for start, end in sorted(found))


def _spoken(rule: Rule, case: Case, phrasebook: Phrasebook, matcher: Matcher) -> set[tuple[int, int]]:
    resume, at = resume_of(case)
    if not (resume.alt_entries or resume.alt_mentioned):
        return set()
    reading = read_closely(resume, phrasebook=phrasebook, matcher=matcher, target=case.target)
    partners = tuple(other for other in phrasebook.rules if other.name in rule.yields_to)
    found = findings_of(reading, (rule, *partners), Options(target=case.target))
    return {
        (finding.start or 0, finding.end or 0)
        for finding in found
        if finding.rule == rule.name and (finding.block is None or finding.block == at)
    }


def resume_of(case: Case) -> tuple[Resume, int | None]:
    """The smallest résumé in which a case makes sense, and the index of the case's own line in it."""
    lines: dict[str, list[str]] = {where: list(texts) for where, texts in case.rest}
    where = _SAME.get(case.where, case.where)
    if case.text:
        lines.setdefault(where, []).insert(0, case.text)
    if case.alt:
        lines.setdefault("alt-entry", [])
    blocks: list[Block] = []
    homes: list[Home] = []
    sections: list[Section] = []

    def add(text: str, home: Home) -> int:
        blocks.append(
            Block(
                text=text,
                kind="heading" if home.role == "heading" else "bullet",
                place=Place(block=f"case[{len(blocks)}]"),
            )
        )
        homes.append(home)
        return len(blocks) - 1

    at: int | None = None
    for name in (*_ORDER, *(_SAME[key] for key in _SAME if key in lines)):
        if name not in lines:
            continue
        texts = lines.pop(name)
        number = len(sections)
        kind: SectionKind = _TITLES.get(name, "experience")
        entry_number = None if name in _TITLES and name != "education" else 0
        heading = add(kind.title(), Home(number, role="heading"))
        header: tuple[int, ...] = ()
        title, employer = "", ""
        if entry_number is not None:
            title, employer = _HEADERS[name]
            header = (add(f"{title}, {employer}", Home(number, 0, "header")),)
        body = tuple(add(text, Home(number, entry_number)) for text in texts)
        if name == where and case.text:
            at = body[0]
        entry = Entry(
            header=header,
            body=body,
            title=title,
            employer=employer,
            alt=name == "alt-entry",
            label=f"{title}, {employer}",
        )
        sections.append(Section(kind, kind.title(), heading, header + body, (entry,) if header else ()))
    if at is not None and "hidden-text" in case.left:
        blocks[at] = blocks[at]._replace(hidden=((0, len(case.text)),))
    traces = tuple(Trace(kind=kind) for kind in case.left)
    document = Document(path="case", format="case", sha256="", blocks=tuple(blocks), traces=traces)
    return Resume(document=document, sections=tuple(sections), homes=tuple(homes)), at


_HEADERS = {
    "alt-entry": ("Assistant Language Teacher", "Minami City Board of Education"),
    "entry": ("Operations Assistant", "Hartley and Company"),
    "education": ("BSc Economics", "University of Leeds"),
}
