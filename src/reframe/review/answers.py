"""The file that answers are kept in: YAML that a person can read, write and correct.

resume: resume.docx
answers:
  - finding: rf1:2c9f0a1b2c3d4e5f:0
    use: Delivered {deliverable} {how_often}, to a schedule agreed with {partner_role}
    only-if: yes
    slots: {deliverable: a newsletter, how_often: every month, partner_role: the town hall}
  - {line: 12, rule: school-count, write: Worked with five teams across the city}
  - {line: 14, rule: school-life, delete: yes}
  - {line: 15, rule: jargon, skip: yes}

A finding is named by its fingerprint, or by line and rule as `reframe check` prints them (with `words` where
that is not clear enough). `use` is the suggestion itself, or its number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reframe.errors import ConfigError
from reframe.review.rewriting import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reframe.model import Finding

_KEYS = frozenset(
    (
        "finding",
        "line",
        "rule",
        "words",
        "text",
        "use",
        "only-if",
        "slots",
        "write",
        "delete",
        "skip",
        "replaces",
    )
)
_ACTS = ("use", "write", "delete", "skip")
MAX_BYTES = 1_000_000


def parsed(data: bytes, *, path: str, findings: Sequence[Finding]) -> tuple[list[Decision], list[str]]:
    """The answers that a file holds, and remarks on those that no finding wants any more.

    Raises ``ConfigError`` for what is not understood.
    """
    import yaml

    if len(data) > MAX_BYTES:
        raise _bad("the file is too large.", path)
    try:
        whole = yaml.load(data, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        place = f" (line {where.line + 1})" if where is not None else ""
        raise _bad(f"this is not YAML{place}.", path) from error
    answers = whole.get("answers") if isinstance(whole, dict) else whole
    if answers is None:
        return [], []
    if not isinstance(answers, list):
        raise _bad("`answers` is no list.", path)
    decisions: list[Decision] = []
    remarks: list[str] = []
    for number, answer in enumerate(answers, 1):
        decision = _decision(answer, number=number, path=path, findings=findings)
        if isinstance(decision, Decision):
            decisions.append(decision)
        else:
            remarks.append(decision)
    seen: set[str] = set()
    for decision in decisions:
        if decision.fingerprint in seen:
            raise _bad(f"there are two answers to {decision.fingerprint}.", path)
        seen.add(decision.fingerprint)
    return decisions, remarks


def _decision(answer: Any, *, number: int, path: str, findings: Sequence[Finding]) -> Decision | str:
    if not isinstance(answer, dict):
        raise _bad(f"answer {number} is no mapping.", path)
    answer = {str(key): value for key, value in answer.items()}
    unknown = sorted(set(answer) - _KEYS)
    if unknown:
        raise _bad(f"answer {number}: there is no key “{unknown[0]}”.", path)
    acts = [act for act in _ACTS if answer.get(act) not in (None, False)]
    if len(acts) != 1:
        raise _bad(f"answer {number} needs one of use, write, delete and skip.", path)
    finding = _finding(answer, number=number, path=path, findings=findings)
    if finding is None:
        return f"answer {number} is about a line that is no longer there or no longer found fault with."
    act = acts[0]
    text = ""
    if act == "use":
        text = _suggestion(answer["use"], finding, number=number, path=path)
    elif act == "write":
        text = str(answer["write"])
    slots = answer.get("slots") or {}
    if not isinstance(slots, dict):
        raise _bad(f"answer {number}: `slots` is no mapping.", path)
    replaces = str(answer.get("replaces") or "")
    if replaces not in ("", "line", "words"):
        raise _bad(f"answer {number}: `replaces` is `line` or `words`.", path)
    return Decision(
        fingerprint=finding.fingerprint,
        act=act,  # type: ignore[arg-type]
        text=text,
        true=answer.get("only-if") in (True, "yes", "y"),
        slots={str(name): "" if value is None else str(value) for name, value in slots.items()},
        replaces=replaces,  # type: ignore[arg-type]
    )


def _finding(
    answer: dict[str, Any], *, number: int, path: str, findings: Sequence[Finding]
) -> Finding | None:
    if "finding" in answer:
        return next((each for each in findings if each.fingerprint == str(answer["finding"])), None)
    if "line" not in answer or "rule" not in answer:
        raise _bad(f"answer {number} names no finding: give `finding`, or `line` and `rule`.", path)
    found = [
        each
        for each in findings
        if each.rule == answer["rule"]
        and each.location.line == answer["line"]
        and ("words" not in answer or each.text == str(answer["words"]))
    ]
    if len(found) > 1:
        raise _bad(
            f"answer {number}: line {answer['line']} has {len(found)} findings of {answer['rule']}; "
            "add `words`, or name one by its fingerprint.",
            path,
        )
    return found[0] if found else None


def _suggestion(wanted: Any, finding: Finding, *, number: int, path: str) -> str:
    if isinstance(wanted, int):
        if not 0 < wanted <= len(finding.suggestions):
            raise _bad(f"answer {number}: {finding.rule} has no suggestion {wanted} here.", path)
        return finding.suggestions[wanted - 1].text
    return str(wanted)


def written(decisions: Iterable[Decision], *, resume: str, findings: Sequence[Finding]) -> bytes:
    """The answers as a file; each with the line it is about, for the person who reads it."""
    import yaml

    by_name = {finding.fingerprint: finding for finding in findings}
    answers = [_entry(decision, by_name.get(decision.fingerprint)) for decision in decisions]
    head = "# Your answers; `reframe rewrite` goes on from here. Correct them as you like.\n"
    body = yaml.safe_dump(
        {"resume": resume, "answers": answers}, allow_unicode=True, sort_keys=False, width=100
    )
    return (head + str(body)).encode("utf-8", "backslashreplace")


def _entry(decision: Decision, finding: Finding | None) -> dict[str, Any]:
    entry: dict[str, Any] = {"finding": decision.fingerprint}
    if finding is not None:
        entry["rule"] = finding.rule
        entry["text"] = finding.context
    if decision.text:
        entry[decision.act] = decision.text
    else:
        entry["skip" if decision.act == "skip" else "delete"] = True
    if decision.true:
        entry["only-if"] = True
    if decision.slots:
        entry["slots"] = dict(decision.slots)
    if decision.replaces:
        entry["replaces"] = decision.replaces
    return entry


def _bad(message: str, path: str) -> ConfigError:
    return ConfigError(
        message, code="bad-answers", hint="docs/review.md shows what an answers file looks like.", path=path
    )
