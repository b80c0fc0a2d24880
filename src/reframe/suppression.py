"""Findings that are to stay as they are, by fingerprint, with a reason: ``.reframe-suppress.yaml``.

    - fingerprint: "rf1:2c9f6a0d1b3e4f50:0"
      reason: The reader knows the programme.
      until: 2027-03-31

A fingerprint names the rule and the words of the line, no file and no page: one entry covers ``resume.docx``
and the PDF made of it. The file holds no word of the résumé.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from reframe.errors import ConfigError, OutputError
from reframe.findings import FileReport, Suppression
from reframe.folders import upwards
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reframe.findings import Finding

NAME = ".reframe-suppress.yaml"
KEYS = ("fingerprint", "reason", "until")
LARGEST_FILE = 4 * 1024 * 1024
_FINGERPRINT = late(r"rf1:[0-9a-f]{16}:\d{1,6}")
_HEAD = "# Findings that stay as they are. Kept with `reframe suppress`; each needs a reason.\n"


class Entry(NamedTuple):
    """One finding that stays; ``line`` is where the entry starts in its file."""

    fingerprint: str
    reason: str
    until: dt.date | None = None
    line: int = 0

    def holds(self, today: dt.date) -> bool:
        """Whether its last day is not over."""
        return self.until is None or today <= self.until


# ---- reading --------------------------------------------------------------------------------------------


def find(path: str | Path) -> Path | None:
    """The suppression file for a résumé or folder: the nearest upwards, up to the top of its repository."""
    for folder in upwards(path):
        if os.path.isfile(os.path.join(folder, NAME)):  # noqa: PTH113, PTH118
            from pathlib import Path

            return Path(folder, NAME)
    return None


def read(file: Path) -> tuple[Entry, ...]:
    """The entries of a suppression file; raises ``ConfigError`` with every fault at once."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise ConfigError("is larger than four megabytes.", path=str(file))
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"could not be read: {error.strerror}.", path=str(file)) from error
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8 text.", path=str(file)) from error
    entries, faults = _parsed(text, name=str(file))
    if faults:
        raise ConfigError("\n".join(faults), hint=f"Mend {file}, then check again.", faults=tuple(faults))
    return entries


def _parsed(text: str, *, name: str) -> tuple[tuple[Entry, ...], list[str]]:
    from reframe.phrasebook.yaml_source import parse

    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        return (), []
    file = parse(text, name=name)
    if file.faults:
        return (), file.faults
    if not isinstance(file.value, list):
        file.fault((), "should be a list of entries, each with fingerprint and reason")
        return (), file.faults
    entries = tuple(_entry(value, at, file) for at, value in enumerate(file.value))
    seen: set[str] = set()
    for at, entry in enumerate(entries):
        if entry.fingerprint and entry.fingerprint in seen:
            file.fault((at,), "this fingerprint stands here a second time")
        seen.add(entry.fingerprint)
    return entries, file.faults


def _entry(value: Any, at: int, file: Any) -> Entry:
    from reframe.phrasebook.yaml_source import near

    if not isinstance(value, dict):
        file.fault((at,), "should be an entry with fingerprint and reason")
        return Entry("", "")
    for key in value:
        if key not in KEYS:
            file.fault((at, key, "\0key"), f"unknown key “{key}”{near(key, list(KEYS))}")
    fingerprint, reason, until = (str(value.get(key) or "").strip() for key in KEYS)
    if not _FINGERPRINT.fullmatch(fingerprint):
        file.fault((at, "fingerprint"), f"“{fingerprint}” is no fingerprint")
    if not reason:
        file.fault((at, "reason"), "“reason” is missing")
    day = None
    if until:
        try:
            day = dt.date.fromisoformat(until)
        except ValueError:
            file.fault((at, "until"), f"“{until}” is no date such as 2027-03-31")
    return Entry(fingerprint, reason, day, file.marks[(at,)][0])


def is_fingerprint(text: str) -> bool:
    """Whether a text looks like a fingerprint of ours."""
    return bool(_FINGERPRINT.fullmatch(text))


# ---- at work --------------------------------------------------------------------------------------------


def suppressed(report: FileReport, entries: Iterable[Entry], *, today: dt.date) -> FileReport:
    """The report with the findings that have an entry which holds taken out."""
    held = {entry.fingerprint: entry for entry in entries if entry.holds(today)}
    if not held:
        return report
    kept = tuple(finding for finding in report.findings if finding.fingerprint not in held)
    taken = tuple(
        finding._replace(suppression=_why(held[finding.fingerprint]))
        for finding in report.findings
        if finding.fingerprint in held
    )
    return report._replace(findings=kept, suppressed=(*report.suppressed, *taken))


def _why(entry: Entry) -> Suppression:
    return Suppression("file", entry.reason, entry.until.isoformat() if entry.until else "")


def fingerprints(reports: Iterable[FileReport]) -> set[str]:
    """Every fingerprint in some reports, of findings reported and suppressed."""
    found: Iterable[Finding] = (f for report in reports for f in (*report.findings, *report.suppressed))
    return {finding.fingerprint for finding in found}


def over(entries: Iterable[Entry], *, today: dt.date) -> Iterator[Entry]:
    """The entries whose last day is over."""
    return (entry for entry in entries if not entry.holds(today))


def idle(entries: Iterable[Entry], found: set[str]) -> Iterator[Entry]:
    """The entries that match none of the fingerprints found."""
    return (entry for entry in entries if entry.fingerprint not in found)


# ---- writing --------------------------------------------------------------------------------------------


def with_entries(text: str, entries: Iterable[Entry]) -> str:
    """The text of a suppression file with entries added; one of the same fingerprint is replaced."""
    new = list(entries)
    text = without_entries(text, {entry.fingerprint for entry in new}) or _HEAD
    return text + ("" if text.endswith("\n") else "\n") + "".join(map(_written, new))


def without_entries(text: str, fingerprints_: set[str]) -> str:
    """The text of a suppression file without some entries; everything else, comments too, stays as it is."""
    entries, _ = _parsed(text, name=NAME)
    lines = text.splitlines(keepends=True)
    ends = [*(entry.line for entry in entries[1:]), len(lines) + 1]
    for entry, end in reversed(list(zip(entries, ends, strict=False))):
        if entry.fingerprint in fingerprints_:
            while end - 2 >= entry.line and lines[end - 2].lstrip().startswith("#"):
                end -= 1
            del lines[entry.line - 1 : end - 1]
    return "".join(lines)


def _written(entry: Entry) -> str:
    import json

    lines = [f"- fingerprint: {json.dumps(entry.fingerprint)}"]
    lines.append(f"  reason: {json.dumps(entry.reason, ensure_ascii=False)}")
    if entry.until is not None:
        lines.append(f"  until: {entry.until.isoformat()}")
    return "".join(f"{line}\n" for line in lines)


def write(file: Path, text: str) -> None:
    """Write the file whole or not at all, readable by its owner only; raises ``OutputError``."""
    import tempfile
    from pathlib import Path

    _, faults = _parsed(text, name=str(file))
    if faults:
        raise ConfigError(
            "\n".join(faults), hint="Write the entries without indentation.", faults=tuple(faults)
        )
    try:
        place = Path(os.path.realpath(file))
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f"{NAME}.", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            Path(temporary).replace(place)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(
            f"could not be written: {error.strerror}.",
            hint="Check that the folder may be written to.",
            path=str(file),
        ) from error
