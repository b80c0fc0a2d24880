"""The pages of the documentation that the phrasebook itself writes: rules, career paths, certificates, glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reframe.phrasebook import Phrasebook, Rule
    from reframe.phrasebook.cases import Case
    from reframe.phrasebook.model import Career, Certificate, Rewrite

MADE = "<!-- Written by scripts/generate_docs.py; edit the phrasebook instead. -->"
TIERS = {
    "now": "Open to everybody",
    "next": "After some study",
    "later": "After you have worked in the field",
    "never": "Known, not recommended",
}


def pages(book: Phrasebook) -> Iterator[tuple[str, str]]:
    """(path, text) of every page."""
    yield "docs/rules/README.md", _rule_index(book)
    for rule in book.rules:
        yield f"docs/rules/{rule.name}.md", _rule(rule, book)
    for career in book.careers.values():
        yield f"docs/careers/{career.name}.md", _career(career, book)
    yield "docs/certificates.md", _certificates(book)
    yield "docs/glossary.md", _glossary(book)


def _page(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _rule_index(book: Phrasebook) -> str:
    parts = ["# Rules", MADE, "`reframe explain RULE` prints the same in the terminal."]
    for group in book.groups:
        rows = [
            f"| [`{r.name}`]({r.name}.md) | {r.level} | {_cell(r.title)} |"
            for r in book.rules
            if r.group == group
        ]
        parts += [f"## {group}", "\n".join(["| rule | level | about |", "|---|---|---|", *rows])]
    return _page(*parts)


def _rule(rule: Rule, book: Phrasebook) -> str:
    levels = [f"{path}: {level}" for path, level in rule.levels.items()]
    return _page(
        f"# {rule.name}",
        MADE,
        f"**{rule.title}.** {rule.message}",
        rule.why,
        f"Group `{rule.group}`, level {rule.level}"
        + (f"; on a career path: {', '.join(levels)}" if levels else "")
        + ".",
        "## Flagged" if rule.flags else "",
        _list(_case(case) for case in rule.flags),
        "## Left alone" if rule.passes else "",
        _list(_case(case) for case in rule.passes),
        "## Questions" if rule.questions else "",
        _list(rule.questions),
        "## What to write instead" if rule.suggestions else "",
        _list(_rewrite(rewrite, book) for rewrite in rule.suggestions),
        f"Source: {rule.source} (evidence: {rule.evidence}).",
    )


def _case(case: Case) -> str:
    text, shown = case.text, ""
    at = 0
    for start, end in case.marks:
        shown += text[at:start] + f"**{text[start:end]}**"
        at = end
    shown += text[at:]
    about = []
    if case.where and case.text:
        about.append(f"in {case.where}")
    if case.target:
        about.append(f"target {case.target}")
    about += [f"{where}: {'; '.join(lines)}" for where, lines in case.rest if lines]
    about += [f"with {kind}" for kind in case.left]
    shown = shown or "(the résumé as a whole)"
    return shown + (f" *({'; '.join(about)})*" if about and (case.rest or case.target or case.left) else "")


def _rewrite(rewrite: Rewrite, book: Phrasebook) -> str:
    paths = ", ".join(book.careers[name].title if name in book.careers else name for name in rewrite.for_)
    text = "Leave it out" if rewrite.delete and not rewrite.text else f"“{rewrite.text}”"
    return (
        text
        + (f" — only if {rewrite.only_if}" if rewrite.only_if else "")
        + (f" *({paths})*" if paths else "")
    )


def _career(career: Career, book: Phrasebook) -> str:
    def named(names: Iterable[str]) -> str:
        return _list(
            f"[{book.certificates[name].title}](../certificates.md)"
            for name in names
            if name in book.certificates
        )

    return _page(
        f"# {career.title}",
        MADE,
        career.summary,
        "`" + f"reframe check resume.docx --target {career.name}" + "`",
        "## Roles",
        _list(career.roles),
        "## What employers value, and what to ask yourself",
        _list(f"**{trait.name}.** {trait.why} *{trait.question}*" for trait in career.traits),
        "## Certificates that come next",
        named(career.recommend),
        "## Later, with experience" if career.later else "",
        named(career.later),
        "## Japanese",
        career.jlpt_note,
        "## Mind" if career.warnings else "",
        _list(career.warnings),
    )


def _certificates(book: Phrasebook) -> str:
    parts = [
        "# Certificates",
        MADE,
        (
            "What each proves, for whom, and where to confirm it. Prices, rules and names change: every entry says when it was "
            "checked and where to look. Evidence: V read on the issuer's site, v on a third party's, C sources conflict, "
            "U unverified, S stated by the article this project follows."
        ),
    ]
    for tier, title in TIERS.items():
        found = sorted(
            (c for c in book.certificates.values() if c.tier == tier), key=lambda c: c.title.lower()
        )
        if found:
            head = [
                "| certificate | proves | needs | lasts | confirm on | checked |",
                "|---|---|---|---|---|---|",
            ]
            parts += [f"## {title}", "\n".join([*head, *map(_certificate, found)])]
    return _page(*parts)


def _certificate(certificate: Certificate) -> str:
    lasts = f"{certificate.validity_years} years" if certificate.validity_years else "no expiry known"
    cells = (
        certificate.title + (f" ({certificate.status})" if certificate.status != "current" else ""),
        certificate.proof,
        certificate.prerequisites or "–",
        lasts,
        certificate.site,
        f"{certificate.checked}, {certificate.evidence}",
    )
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _glossary(book: Phrasebook) -> str:
    rows = [
        f"| {_cell(term.term)} | {_cell(term.japanese) or '–'} | {_cell(term.means)} | {_cell(term.gloss)} "
        f"| {_cell(term.plain) or '–'} | {term.action} |"
        for term in sorted(book.glossary.values(), key=lambda term: term.term.lower())
    ]
    head = [
        "| word | Japanese | what it is | for a reader outside | in a line | do |",
        "|---|---|---|---|---|---|",
    ]
    return _page(
        "# Words of the ALT world",
        MADE,
        "*replace* it with the words for outsiders, *gloss* it once, *delete* it, or *keep* it.",
        "\n".join([*head, *rows]),
    )
