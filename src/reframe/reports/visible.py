"""Text from a résumé, made safe to print: what would act on a terminal or a CI log is shown instead.

A résumé is untrusted. Escape sequences, control characters and bidirectional overrides can hide or forge
what a terminal shows, and a line that begins with ``::`` is a command to some CI systems.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.findings import Range

_SPACES = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_DROPPED = late("[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_ODD = late(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_COMMAND = late(r"(?m)^(\s*)::")


def visible(text: str) -> str:
    """The text on one line with nothing in it that acts: controls become pictures, direction marks ``�``.

    A tab stays a tab.
    """
    return marked(text, ())[0]


def as_argument(path: str) -> str:
    """A file name as one word of a command that can be copied into a shell, and never an option."""
    import os
    import shlex
    import subprocess

    name = visible(f"./{path}" if path.startswith("-") else path)
    if re.fullmatch(r"[\w@%+=:,./-]+", name):
        return name
    return subprocess.list2cmdline([name]) if os.name == "nt" else shlex.quote(name)


def one_line(text: str) -> str:
    """The text with one character for each of its own, on one line without tabs, so that columns keep counting."""
    return _ODD.sub(lambda match: _shown(match[0]) or match[0], text).replace("\t", " ")


def marked(text: str, ranges: Sequence[Range]) -> tuple[str, tuple[Range, ...]]:
    """``visible`` text, and where the ranges of the original lie in it."""
    if text.isprintable() or not _ODD.search(text):  # whatever is odd is not printable
        return text, tuple(ranges)
    shown = [_shown(character) for character in text]
    position, positions = 0, [0]
    for piece in shown:
        position += len(piece)
        positions.append(position)
    return "".join(shown), tuple((positions[start], positions[end]) for start, end in ranges)


def _shown(character: str) -> str:
    if not _ODD.match(character):
        return character
    if character in _SPACES:
        return " "
    if _DROPPED.match(character):
        return ""
    if character < " ":
        return chr(0x2400 + ord(character))
    return "␡" if character == "\x7f" else "�"


def without_commands(text: str) -> str:
    r"""The lines of a report with a backslash in front of what a CI log would obey (``\::error::``)."""
    return _COMMAND.sub(r"\1\\::", text).replace("##[", "##\\[")


def escaped_json(text: str) -> str:
    r"""JSON text with what acts on a terminal, and lone surrogates, written as ``\uXXXX``; the data is the same."""
    return _ODD_IN_JSON.sub(_as_escape, text).replace("##[", "##\\u005b")


_ODD_IN_JSON = late(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def _as_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
