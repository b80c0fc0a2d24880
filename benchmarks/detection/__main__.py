"""Precision, recall and F1 of detection over labelled lines and whole résumés.

Usage: python -m benchmarks.detection [--gate] [--verbose]

A pair of a line and a rule is a hit, a miss or a false alarm; what a line's ``tolerate`` names counts neither
way, and an ``ambiguous`` line is left out. ``--gate`` ends in exit code 1 below the thresholds of
``thresholds.json``; they are what was measured when they were last raised, rounded down.
"""

from __future__ import annotations

import collections
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from reframe.documents import read
from reframe.linter import Options, findings_of, read_closely, report_on, tools
from reframe.phrasebook.cases import Case
from reframe.proving import resume_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reframe.matching import Matcher
    from reframe.phrasebook import Phrasebook

HERE = Path(__file__).parent
NEIGHBOUR = "Negotiated the annual exchange calendar with city hall and two partner offices"
WHERE = {"alt": "alt-entry", "other-teaching": "entry", "non-teaching": "entry"}
WHOLE = {"missing", "document"}


@dataclass
class Tally:
    """Hits, misses and false alarms by rule."""

    hits: collections.Counter[str] = field(default_factory=collections.Counter)
    missed: collections.Counter[str] = field(default_factory=collections.Counter)
    false: collections.Counter[str] = field(default_factory=collections.Counter)
    spans: int = 0
    noted: list[str] = field(default_factory=list)

    def line(
        self,
        name: str,
        text: str,
        wanted: Mapping[str, list[str]],
        tolerated: set[str],
        found: Mapping[str, list[str]],
    ) -> None:
        """Count one line: ``wanted`` and ``found`` map rules to the parts underlined."""
        for rule in sorted(set(wanted) | set(found)):
            if rule in wanted and rule in found:
                self.hits[rule] += 1
                self.spans += not wanted[rule] or any(
                    _overlap(a, b) for a in wanted[rule] for b in found[rule]
                )
            elif rule in wanted:
                self.missed[rule] += 1
                self.noted.append(f"missed {rule}: {name}: {text}")
            elif rule not in tolerated:
                self.false[rule] += 1
                self.noted.append(f"false alarm {rule} “{'”, “'.join(found[rule])}”: {name}: {text}")

    def figures(self) -> dict[str, float]:
        """Precision, recall, F1 and the share of hits whose underlined part overlaps the labelled one."""
        hits, missed, false = (sum(counter.values()) for counter in (self.hits, self.missed, self.false))
        precision, recall = hits / max(hits + false, 1), hits / max(hits + missed, 1)
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
            "spans": round(self.spans / max(hits, 1), 4),
        }

    def table(self) -> Iterable[str]:
        """One line a rule."""
        for rule in sorted(set(self.hits) | set(self.missed) | set(self.false)):
            yield f"  {rule:24} hits {self.hits[rule]:4}  missed {self.missed[rule]:3}  false {self.false[rule]:3}"


def _overlap(a: str, b: str) -> bool:
    a, b = (re.sub(r"[\s\-\u00ad]+", "", text).casefold() for text in (a, b))
    return a in b or b in a


def lines(path: Path, phrasebook: Phrasebook, matcher: Matcher) -> Tally:
    """Check every line of a file in the smallest résumé in which it makes sense."""
    tally = Tally()
    rules = [rule for rule in phrasebook.rules if rule.group not in WHOLE]
    for raw in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(raw)
        if row.get("ambiguous"):
            continue
        found: dict[str, list[str]] = {}
        if row["person"] == "alt":
            case = Case(
                text=row["text"],
                where=WHERE.get(row["context"], row["context"]),
                rest=(("alt-entry", (NEIGHBOUR,)),),
            )
            resume, at = resume_of(case)
            reading = read_closely(resume, phrasebook=phrasebook, matcher=matcher)
            for finding in findings_of(reading, rules, Options()):
                if finding.block == at:
                    found.setdefault(finding.rule, []).append(finding.text or "")
        wanted: dict[str, list[str]] = {label: [] for label in row["labels"]}
        for start, end, label in row["spans"]:
            wanted.setdefault(label, []).append(row["text"][start:end])
        tally.line(row["id"], row["text"], wanted, set(row.get("tolerate", ())), found)
    return tally


def resumes(folder: Path, phrasebook: Phrasebook, matcher: Matcher) -> tuple[Tally, int]:
    """Check every résumé of a folder as Markdown; the number is that of findings where there should be none."""
    tally, noise = Tally(), 0
    for path in sorted(folder.glob("*.yaml")):
        resume = yaml.safe_load(path.read_text(encoding="utf-8"))
        document = read(f"{path.stem}.md", data=markdown(resume).encode())
        report = report_on(document, phrasebook=phrasebook, matcher=matcher, options=Options())
        if resume["person"] != "alt":
            noise += len(report.findings)
        expected = resume["expected"]
        texts = [b for s in resume["sections"] for e in s.get("entries", []) for b in e.get("bullets", [])]
        for number, text in enumerate(texts):
            wanted: dict[str, list[str]] = {}
            for label in expected["findings"]:
                if label["bullet"] == number:
                    wanted.setdefault(label["label"], []).append(label["text"])
            tolerated = {
                t for item in expected.get("tolerate", []) if item["bullet"] == number for t in item["labels"]
            }
            found: dict[str, list[str]] = {}
            for finding in report.findings:
                if (
                    finding.group not in WHOLE
                    and finding.context is not None
                    and _overlap(finding.context, text)
                ):
                    found.setdefault(finding.rule, []).append(finding.text or "")
            tally.line(f"{path.stem}[{number}]", text, wanted, tolerated, found)
        speaking = {finding.rule for finding in report.findings if finding.group == "missing"}
        level = expected["resume_level"]
        for name in level["missing"]:
            rule = name.replace("no-", "missing-")
            tally.line(path.stem, "(whole)", {rule: []}, set(), {rule: []} if rule in speaking else {})
        for name in level["present"]:
            rule = f"missing-{name}"
            tally.line(path.stem, "(whole)", {}, set(), {rule: []} if rule in speaking else {})
    return tally, noise


def markdown(resume: dict[str, Any]) -> str:
    """A labelled résumé as a Markdown file."""
    parts = [f"# {resume.get('name', 'Jordan Ashby')}\n\njordan.ashby@example.com\n"]
    for section in resume["sections"]:
        parts.append(f"\n## {section['heading']}\n")
        for entry in section.get("entries", []):
            head = ", ".join(
                str(entry[key]) for key in ("title", "organization", "location") if entry.get(key)
            )
            dates = " – ".join(str(entry[key]) for key in ("start", "end") if entry.get(key))
            if head:
                parts.append(f"\n### {head}{' | ' + dates if dates else ''}\n")
            parts += [f"- {bullet}" for bullet in entry.get("bullets", [])]
    return "\n".join(parts) + "\n"


def main() -> int:
    """Print the figures; with --gate, hold them against the thresholds."""
    phrasebook, matcher = tools(())
    thresholds = json.loads((HERE / "thresholds.json").read_text(encoding="utf-8"))
    below: list[str] = []
    measured: dict[str, Tally] = {
        f"lines/{path.stem}": lines(path, phrasebook, matcher)
        for path in sorted((HERE / "lines").glob("*.jsonl"))
    }
    measured["resumes"], noise = resumes(HERE / "resumes", phrasebook, matcher)
    for name, tally in measured.items():
        figures = tally.figures()
        print(name, "  ".join(f"{key} {value:.3f}" for key, value in figures.items()))
        print("\n".join(tally.table()))
        if "--verbose" in sys.argv:
            print("\n".join(f"    {note}" for note in tally.noted))
        wanted = thresholds[name]
        below += [
            f"{name}: {key} is {figures[key]:.3f}, {least} wanted"
            for key, least in wanted.items()
            if figures[key] < least
        ]
    print(f"findings on résumés of people who were never ALTs: {noise}")
    if noise:
        below.append(f"{noise} findings on résumés of people who were never ALTs")
    if "--gate" in sys.argv and below:
        print("\n".join(below))
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
