"""What may stand in each kind of phrasebook file, as JSON Schema: for the loader and for editors."""

from __future__ import annotations

from typing import Any, get_args

from reframe.model import LEVELS
from reframe.phrasebook.model import GROUPS, TARGETS, Scope

SCOPES: list[str] = list(get_args(Scope))
EVIDENCE = ["V", "v", "C", "U", "S", "V/v", "V/C", "V/U", "v/U", "v/C"]

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
NAME: dict[str, Any] = {
    "type": "string",
    "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "description": "a name in lower case with hyphens",
}


def texts(least: int = 0) -> dict[str, Any]:
    """A list of texts."""
    return {"type": "array", "items": TEXT, "minItems": least}


def one_of(options: list[str], description: str = "") -> dict[str, Any]:
    """One of a few words."""
    return {"type": "string", "enum": options, "description": description}


def record(required: dict[str, Any], optional: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A mapping with these keys and no others."""
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
        **more,
    }


CASE: dict[str, Any] = {
    "description": "A line; the part to be underlined stands between << and >>.",
    "anyOf": [
        TEXT,
        record(
            {},
            {
                "text": TEXT,
                "in": one_of(SCOPES, "where the line stands; by default the first scope of the rule"),
                "rest": {
                    "type": "object",
                    "description": "the other lines of the résumé, by section",
                    "propertyNames": {"enum": SCOPES},
                    "additionalProperties": {"type": "array", "items": TEXT},
                },
                "target": one_of([*TARGETS]),
                "left": {
                    "type": "array",
                    "description": "what is left in the file; hidden-text hides the line itself",
                    "items": one_of(["comment", "tracked-change", "photo", "hidden-text"]),
                },
                "alt": {
                    "type": "boolean",
                    "description": "false: the résumé of somebody who was never an ALT",
                },
            },
        ),
    ],
}
PATHS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}

REWRITE = record(
    {},
    {
        "text": {
            **TEXT,
            "description": "the line; {slot} is the writer's to fill, <name> a part of their own line",
        },
        "only-if": {**TEXT, "description": "what must be true, put so that “only if …” can stand before it"},
        "for": {**PATHS, "description": "career paths; without it the suggestion suits any"},
        "surfaces": {**TEXT, "description": "the transferable skill the line brings out"},
        "delete": {"type": "boolean", "description": "true: the line is better gone"},
        "without": {
            **NAME,
            "description": "a phrase set of the rule; not offered where one of its phrases stands in the sentence",
        },
        "safe": {"type": "boolean", "description": "true: may be put in as it stands, no fact needed"},
    },
)

RULE = record(
    {
        "name": NAME,
        "group": one_of([*GROUPS]),
        "title": TEXT,
        "level": one_of([*LEVELS]),
        "scope": {"type": "array", "items": one_of(SCOPES), "minItems": 1},
        "message": {**TEXT, "description": "one sentence: what is in the way"},
        "why": {**TEXT, "description": "one paragraph from the reader's side of the desk, never mocking"},
        "evidence": one_of(EVIDENCE),
        "source": TEXT,
        "flags": {"type": "array", "items": CASE, "minItems": 1},
        "passes": {"type": "array", "items": CASE, "minItems": 1},
    },
    {
        "levels": {
            "type": "object",
            "description": "the level on a career path; any stands for no target",
            "propertyNames": {"type": "string"},
            "additionalProperties": one_of([*LEVELS, "off"]),
        },
        "off-for": PATHS,
        "check": {**TEXT, "description": "the check that decides; without it the phrases alone do"},
        "phrases": texts(1),
        "unless": {**texts(1), "description": "phrases in the same sentence that make the line a good one"},
        "except": {
            **texts(1),
            "description": "phrases that take back what they overlap, and nothing else in the sentence",
        },
        "unless-tool": {
            "type": "boolean",
            "description": "true: a tool named in the same sentence makes the line a good one",
        },
        "requires": {**texts(1), "description": "phrases of which one must stand in the same sentence"},
        "yields-to": {
            **texts(1),
            "description": "rules that, speaking on the same sentence, make this one silent",
        },
        "phrase-sets": {
            "type": "object",
            "description": "further phrases by name, for the check",
            "additionalProperties": texts(1),
        },
        "questions": texts(1),
        "suggestions": {"type": "array", "items": REWRITE, "minItems": 1},
        "formerly": texts(1),
        "note": TEXT,
    },
    title="A rule of the reframe phrasebook",
)

WORDS = record(
    {"name": {"type": "string", "pattern": "^[a-z][a-z-]*$", "description": "a name in lower case"}},
    {
        "verbs": texts(),
        "nouns": texts(),
        "adjectives": texts(),
        "words": texts(),
        "includes": texts(),
        "out": texts(),
        "note": TEXT,
    },
    title="A word family of the reframe phrasebook",
)

CERTIFICATE = record(
    {
        "name": NAME,
        "title": TEXT,
        "issuer": TEXT,
        "site": TEXT,
        "status": one_of(["current", "renamed", "retired", "not-a-certificate"]),
        "tier": one_of(["now", "next", "later", "never"]),
        "paths": PATHS,
        "regions": texts(),
        "proves": texts(),
        "proof": TEXT,
        "evidence": one_of(EVIDENCE),
        "source": TEXT,
        "checked": {
            "type": "string",
            "pattern": r"^20\d\d-(0[1-9]|1[0-2])$",
            "description": "a month such as 2026-11",
        },
    },
    {
        "prerequisites": TEXT,
        "validity-years": {"type": "integer", "minimum": 0},
        "cost": one_of(["free", "low", "mid", "high", "unknown"]),
        "phrases": texts(),
        "weak": {"type": "array", "items": record({"phrase": TEXT, "with": texts(1)})},
        "formerly": {"type": "array", "items": record({"name": TEXT}, {"phrases": texts(1), "note": TEXT})},
        "note": TEXT,
        "flags": {"type": "array", "items": CASE},
        "passes": {"type": "array", "items": CASE},
    },
    title="A certificate of the reframe phrasebook",
)

CAREER = record(
    {
        "name": NAME,
        "title": TEXT,
        "summary": TEXT,
        "roles": texts(1),
        "titles": texts(1),
        "keywords": texts(1),
        "values": {
            "type": "array",
            "minItems": 1,
            "items": record(
                {"name": TEXT, "why": TEXT, "phrases": texts(1), "question": TEXT}, {"unless": texts(1)}
            ),
        },
        "recommend": texts(),
        "jlpt": {"anyOf": [TEXT, {"type": "object"}]},
        "evidence": one_of(EVIDENCE),
        "source": TEXT,
    },
    {"later": texts(), "warnings": texts(), "note": TEXT},
    title="A career path of the reframe phrasebook",
)

GLOSSARY = record(
    {
        "terms": {
            "type": "array",
            "minItems": 1,
            "items": record(
                {
                    "term": TEXT,
                    "means": TEXT,
                    "phrases": texts(1),
                    "gloss": {**TEXT, "description": "what to write instead, as advice to the writer"},
                    "action": one_of(["replace", "gloss", "delete", "keep"]),
                },
                {
                    "japanese": TEXT,
                    "plain": {
                        **TEXT,
                        "description": "plain words that may stand in the line, without an article",
                    },
                    "number": one_of(
                        ["one", "some", "many"],
                        "which noun the plain words are: a countable one, one without a plural, a plural; "
                        "without it they stand in brackets behind the word",
                    ),
                    "adjective": {**TEXT, "description": "plain words that may stand before a noun"},
                    "explained-by": texts(1),
                    "not-on": PATHS,
                    "unless": texts(1),
                    "weak": {"type": "boolean"},
                    "note": TEXT,
                    "evidence": one_of(EVIDENCE),
                    "source": TEXT,
                },
            ),
        }
    },
    {"evidence": one_of(EVIDENCE), "source": TEXT, "topic": TEXT, "note": TEXT},
    title="Glossary terms of the reframe phrasebook",
)

ANY: dict[str, Any] = {"type": "object"}

SCHEMAS: dict[str, dict[str, Any]] = {
    "rules": RULE,
    "words": WORDS,
    "certifications": CERTIFICATE,
    "careers": CAREER,
    "glossary": GLOSSARY,
    "tools.yaml": ANY,
    "skills.yaml": ANY,
    "tests.yaml": ANY,
    "sections.yaml": ANY,
    "entries.yaml": ANY,
    "alt-work.yaml": ANY,
}
"""By the folder or file a phrasebook keeps them in."""
