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

import re
from typing import TYPE_CHECKING, Any

from reframe.errors import ConfigError
from reframe.review.rewriting import Decision, gap_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reframe.model import Finding, Suggestion
    from reframe.phrasebook.model import Phrasebook
    from reframe.phrasebook.yaml_source import Path, YamlFile

_TOP_KEYS = ("answers", "resume")
_KEYS = (
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
_ACTS = ("use", "write", "delete", "skip")
_SWITCHES = ("only-if", "delete", "skip")
_YES = (True, "yes", "y", "on")
_NO = (False, None, "no", "n", "off")
MAX_BYTES = 1_000_000


def parsed(
    data: bytes, *, path: str, findings: Sequence[Finding], phrasebook: Phrasebook
) -> tuple[list[Decision], list[str]]:
    """The answers that a file holds, and remarks on those that no finding wants any more.

    Raises ``ConfigError`` with everything in it that is not understood.
    """
    from reframe.phrasebook.yaml_source import parse

    if len(data) > MAX_BYTES:
        raise _bad(f"{path}: the file is too large.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(f"{path}: the file is not UTF-8 text.") from error
    if not re.search(r"^\s*[^\s#]", text, re.MULTILINE):
        return [], []
    file = parse(text, name=path)
    reader = _Reader(file, findings, phrasebook)
    decisions = [] if file.faults else reader.decisions()
    if file.faults:
        raise _bad(*file.faults)
    return decisions, reader.remarks


class _Reader:
    """One answers file on its way in; what is wrong with it is gathered in ``file.faults``."""

    def __init__(self, file: YamlFile, findings: Sequence[Finding], phrasebook: Phrasebook) -> None:
        self._file, self._findings, self._book = file, findings, phrasebook
        self.remarks: list[str] = []

    def decisions(self) -> list[Decision]:
        """Every answer that could be made out."""
        whole = self._file.value
        top: Path = ()
        if isinstance(whole, dict):
            self._refuse_unknown(whole, _TOP_KEYS, ())
            whole, top = whole.get("answers"), ("answers",)
        if whole is None:
            return []
        if not isinstance(whole, list):
            self._file.fault(top, "“answers” should be a list")
            return []
        found: dict[str, Decision] = {}
        for at, answer in enumerate(whole):
            decision = self._decision(answer, (*top, at))
            if decision is None:
                continue
            if decision.fingerprint in found:
                self._file.fault((*top, at), f"this is a second answer to {decision.fingerprint}")
            found[decision.fingerprint] = decision
        return list(found.values())

    def _decision(self, answer: Any, path: Path) -> Decision | None:
        if not isinstance(answer, dict):
            self._file.fault(path, "should be a mapping with “finding”, or “line” and “rule”")
            return None
        self._refuse_unknown(answer, _KEYS, path)
        on = {key: self._is_on(answer.get(key), key, path) for key in _SWITCHES}
        acts = [act for act in _ACTS if on.get(act, answer.get(act) not in (None, False))]
        if len(acts) != 1:
            self._file.fault(path, "needs one of “use”, “write”, “delete” and “skip”")
        replaces = str(answer.get("replaces") or "")
        if replaces not in ("", "line", "words"):
            self._file.fault((*path, "replaces"), f"“{replaces}” is neither “line” nor “words”")
        slots = self._slots(answer.get("slots"), (*path, "slots"))
        finding = self._finding(answer, path)
        if finding is None or len(acts) != 1:
            return None
        text = ""
        if acts[0] == "use":
            text = self._taken(answer["use"], finding, slots, path)
        elif acts[0] == "write":
            text = str(answer["write"])
            self._refuse_gap(text, (*path, "write"), known=finding.context or "")
        return Decision(
            fingerprint=finding.fingerprint,
            act=acts[0],  # type: ignore[arg-type]
            text=text,
            true=on["only-if"],
            slots=slots,
            replaces=replaces,  # type: ignore[arg-type]
        )

    # ---- which finding

    def _finding(self, answer: dict[str, Any], path: Path) -> Finding | None:
        if "finding" in answer:
            named = str(answer["finding"])
            found = [each for each in self._findings if each.fingerprint == named]
        elif "line" in answer and "rule" in answer:
            rule = self._rule(str(answer["rule"]), path)
            if rule is None:
                return None
            found = [
                each
                for each in self._findings
                if each.rule == rule
                and each.location.line == answer["line"]
                and ("words" not in answer or each.text == str(answer["words"]))
            ]
        else:
            self._file.fault(path, "names no finding: give “finding”, or “line” and “rule”")
            return None
        if len(found) > 1:
            self._file.fault(
                path,
                f"line {answer['line']} has {len(found)} findings of {answer['rule']}; add “words”, "
                "or name one by its fingerprint",
            )
            return None
        if not found:
            line, _ = self._file.marks[path]
            self.remarks.append(
                f"the answer in line {line} is about a line that is no longer there or no longer found fault with."
            )
        return found[0] if found else None

    def _rule(self, name: str, path: Path) -> str | None:
        from reframe.phrasebook.yaml_source import near

        rule = self._book.rule(name)
        if rule is None:
            names = [each.name for each in self._book.rules]
            self._file.fault((*path, "rule"), f"there is no rule “{name}”{near(name, names)}")
            return None
        return rule.name

    # ---- what is said to it

    def _taken(self, wanted: Any, finding: Finding, slots: dict[str, str], path: Path) -> str:
        """The text of the suggestion that an answer takes."""
        offered = finding.suggestions
        if isinstance(wanted, int):
            if not 0 < wanted <= len(offered):
                self._file.fault((*path, "use"), f"{finding.rule} has no suggestion {wanted} here")
                return ""
            wanted = offered[wanted - 1].text
        suggestion = next((each for each in offered if each.text == str(wanted)), None)
        if suggestion is not None:
            self._refuse_unknown_slots(suggestion, slots, (*path, "slots"))
        return str(wanted)

    def _slots(self, slots: Any, path: Path) -> dict[str, str]:
        if slots is None:
            return {}
        if not isinstance(slots, dict) or any(isinstance(value, (dict, list)) for value in slots.values()):
            self._file.fault(path, "should be a mapping such as {how_often: every month}")
            return {}
        known = {name: "" if value is None else str(value) for name, value in slots.items()}
        for name, value in known.items():
            self._refuse_gap(value, (*path, name))
        return known

    def _refuse_unknown_slots(self, suggestion: Suggestion, slots: dict[str, str], path: Path) -> None:
        from reframe.phrasebook.yaml_source import near

        for name in slots:
            if name in suggestion.slots:
                continue
            guess = near(name, list(suggestion.slots)) or ";"
            has = ", ".join(suggestion.slots) or "none"
            self._file.fault(
                (*path, name, "\0key"), f"the suggestion has no slot “{name}”{guess} its slots: {has}"
            )

    def _refuse_gap(self, text: str, path: Path, *, known: str = "") -> None:
        gap = gap_in(text, known=known)
        if gap:
            self._file.fault(path, f"“{gap}” is still to fill; no line with a gap is ever written")

    def _refuse_unknown(self, mapping: dict[str, Any], known: tuple[str, ...], path: Path) -> None:
        from reframe.phrasebook.yaml_source import near

        for key in mapping:
            if key not in known:
                self._file.fault((*path, key, "\0key"), f"unknown key “{key}”{near(key, list(known))}")

    def _is_on(self, value: Any, key: str, path: Path) -> bool:
        said = value.lower() if isinstance(value, str) else value
        if said not in (*_YES, *_NO):
            self._file.fault((*path, key), f"“{key}” is yes or no")
        return said not in _NO


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


def _bad(*faults: str) -> ConfigError:
    return ConfigError(
        "\n".join(faults),
        code="bad-answers",
        hint="docs/review.md shows what an answers file looks like.",
        faults=faults,
    )
