"""Former reports, recognised by how they begin, so that none is taken for a résumé and no other file for one."""

from __future__ import annotations

import re

from reframe.patterns import late

TEXT_HEAD = "Report of reframe"
"""How a text report begins in a file; on a terminal it says at once what it is about."""
ENOUGH = 4096
"""So many bytes tell what a file is."""

_BEGINNINGS = (
    r"<!doctype html>\s*<html[^>]*>\s*<head>\s*<meta charset=[^>]*>\s*<meta name=\"generator\" content=\"reframe\">",
    r"## reframe: [^\n]+ in \d+ files?(?:\n|$)",
    TEXT_HEAD + r" \d[\w.+-]*(?:\n|$)",
    r"\{\s*\"schema_version\":\s*\d+,\s*\"tool\":\s*\{\s*\"name\":\s*\"reframe\"",
    r"\{\"type\":\s*\"(?:file|error)\",\s*\"path\":\s*\"",
    r"\{\"type\":\s*\"summary\",\s*\"schema_version\":\s*\d+,\s*\"tool\":\s*\{\s*\"name\":\s*\"reframe\"",
    r"\{\s*\"\$schema\":\s*\"[^\"]*sarif[^\"]*\",.{0,80}?\"runs\":.{0,80}?\"driver\":\s*\{\s*\"name\":\s*\"reframe\"",
    r"\{\s*\"source\":\s*\{\s*\"name\":\s*\"reframe\"",
    r"::(?:error|warning|notice) (?:file|title)=[^\n]*::",
    r"[^\n]+:\d+:\d+: (?:error|warning|suggestion) [a-z][a-z0-9-]*(?: \"|  rf1:|\n|$)",
    r"(?:\d+\t[a-z][a-z0-9]*(?:-[a-z0-9]+)*\n)+$",
)


_REPORT = late("|".join(f"(?:{beginning})" for beginning in _BEGINNINGS), re.IGNORECASE | re.DOTALL)
"""What a report begins with."""


def is_report(beginning: bytes) -> bool:
    """Whether a file that begins like this is a report of ours, in any of the formats."""
    return bool(_REPORT.match(beginning[:ENOUGH].decode("utf-8", "replace").replace("\r\n", "\n")))
