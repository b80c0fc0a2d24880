"""The plain data of a phrasebook -> a Phrasebook.

The data are what the YAML files hold, by kind and name, once they have been read strictly and found right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from reframe.phrasebook.model import (
    GROUPS,
    TARGETS,
    Career,
    Certificate,
    FormerName,
    Phrasebook,
    Rewrite,
    Rule,
    Term,
    Trait,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reframe.phrasebook.compiled import CompiledPhrases

Data: TypeAlias = "dict[str, dict[str, Any]]"
"""Kind (a folder or file of a phrasebook) -> name -> what its file says."""


def assemble(data: Data, phrases: CompiledPhrases, traits: str, digest: str) -> Phrasebook:
    """Make a phrasebook of data that are known to be right."""
    from reframe.resume.knowledge import Knowledge

    def single(kind: str) -> Any:
        return data[kind].get("", {})

    rules = [_rule(value) for value in data["rules"].values()]
    return Phrasebook(
        rules=tuple(sorted(rules, key=_rule_order)),
        certificates={name: _certificate(value) for name, value in data["certifications"].items()},
        careers={name: _career(data["careers"][name]) for name in sorted(data["careers"], key=_career_order)},
        glossary={name: _term(value) for name, value in data["glossary"].items()},
        tools={item["name"]: item for item in single("tools.yaml").get("tools", ())},
        skills={item["name"]: item for item in single("skills.yaml").get("skills", ())},
        tests=single("tests.yaml"),
        knowledge=Knowledge.from_data(
            sections=single("sections.yaml"), entries=single("entries.yaml"), alt_work=single("alt-work.yaml")
        ),
        phrases=phrases,
        packed_traits=traits,
        digest=digest,
    )


def _rule_order(rule: Rule) -> tuple[int, str]:
    return GROUPS.index(rule.group), rule.name


def _career_order(name: str) -> tuple[int, str]:
    return (TARGETS.index(name) if name in TARGETS else len(TARGETS)), name


def _rule(data: Mapping[str, Any]) -> Rule:
    levels = dict(data.get("levels", {})) | dict.fromkeys(data.get("off-for", ()), "off")
    return Rule(
        name=data["name"],
        group=data["group"],
        title=data["title"],
        level=data["level"],
        message=" ".join(data["message"].split()),
        why=" ".join(data["why"].split()),
        scope=tuple(data["scope"]),
        check=data.get("check", "phrases"),
        levels=levels,
        questions=tuple(data.get("questions", ())),
        suggestions=tuple(_rewrite(item) for item in data.get("suggestions", ())),
        yields_to=tuple(data.get("yields-to", ())),
        unless_tool=data.get("unless-tool", False),
        cases=data["cases"],
        formerly=tuple(data.get("formerly", ())),
        source=data["source"],
        evidence=data["evidence"],
    )


def _rewrite(data: Mapping[str, Any]) -> Rewrite:
    return Rewrite(
        text=" ".join(data.get("text", "").split()),
        only_if=" ".join(data.get("only-if", "").split()),
        for_=tuple(data.get("for", ())),
        surfaces=data.get("surfaces", ""),
        delete=data.get("delete", False),
        without=data.get("without", ""),
        safe=data.get("safe", False),
    )


def _certificate(data: Mapping[str, Any]) -> Certificate:
    strong = len(data.get("phrases", ()))
    return Certificate(
        name=data["name"],
        title=data["title"],
        issuer=data["issuer"],
        site=data["site"],
        status=data["status"],
        tier=data["tier"],
        paths=tuple(data["paths"]),
        regions=tuple(data["regions"]),
        proves=tuple(data["proves"]),
        proof=data["proof"],
        prerequisites=data.get("prerequisites", ""),
        validity_years=data.get("validity-years", 0),
        cost=data.get("cost", "unknown"),
        note=data.get("note", ""),
        formerly=tuple(
            FormerName(item["name"], item.get("note", ""), tuple(item.get("phrases", ())))
            for item in data.get("formerly", ())
        ),
        phrases=tuple(data.get("phrases", ())),
        checked=data["checked"],
        evidence=data["evidence"],
        source=data["source"],
        weak_context=((),) * strong + tuple(tuple(weak["with"]) for weak in data.get("weak", ())),
    )


def _career(data: Mapping[str, Any]) -> Career:
    jlpt = data["jlpt"]
    return Career(
        name=data["name"],
        title=data["title"],
        summary=" ".join(data["summary"].split()),
        roles=tuple(data["roles"]),
        traits=tuple(Trait(item["name"], item["why"], item["question"]) for item in data["values"]),
        keywords=tuple(data["keywords"]),
        titles=tuple(data["titles"]),
        recommend=tuple(data["recommend"]),
        later=tuple(data.get("later", ())),
        warnings=tuple(data.get("warnings", ())),
        jlpt=jlpt
        if isinstance(jlpt, str)
        else next((str(jlpt[key]) for key in ("role", "is", "kind") if key in jlpt), ""),
        jlpt_note=""
        if isinstance(jlpt, str)
        else next((str(jlpt[key]) for key in ("note", "why", "sentence") if key in jlpt), ""),
    )


def _term(data: Mapping[str, Any]) -> Term:
    return Term(
        term=data["term"],
        means=data["means"],
        gloss=data["gloss"],
        action=data["action"],
        not_on=tuple(data.get("not-on", ())),
        weak=data.get("weak", False),
        japanese=data.get("japanese", ""),
        plain=data.get("plain", ""),
        number=data.get("number", ""),
        adjective=data.get("adjective", ""),
    )
