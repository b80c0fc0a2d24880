"""What can go wrong, said for the person who ran the command.

    ReframeError
    ├── UnreadableError      a document that was not read; the other files go on
    ├── PhrasebookError      faults in phrasebook files, all of them at once
    ├── ConfigError          faults in a configuration file or an option
    └── OutputError          an output that could not be written

Every error carries a stable ``code`` (kebab-case, part of the JSON contract), a ``message`` that says
what is wrong, and a ``hint`` that says what to do next. Third-party exceptions are re-raised as one of
these where they happen.
"""

from __future__ import annotations


class ReframeError(Exception):
    """An expected failure with a message for a person."""

    def __init__(self, message: str, *, code: str, hint: str = "", path: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.hint = hint
        self.path = path

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}{self.message}{hint}"


class UnreadableError(ReframeError):
    """A document that could not be read, and is therefore never called clean."""


class ConfigError(ReframeError):
    """A setting that is not understood; ``faults`` lists them where a file holds several."""

    def __init__(
        self,
        message: str,
        *,
        code: str = "bad-config",
        hint: str = "",
        path: str = "",
        faults: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message, code=code, hint=hint, path=path)
        self.faults = faults


class OutputError(ReframeError):
    """An output file that was not written."""

    def __init__(self, message: str, *, code: str = "not-written", hint: str = "", path: str = "") -> None:
        super().__init__(message, code=code, hint=hint, path=path)


class PhrasebookError(ReframeError):
    """Every fault found in a phrasebook, one line each as ``file:line:column: message``."""

    def __init__(self, faults: list[str], *, hint: str = "") -> None:
        super().__init__("\n".join(faults), code="bad-phrasebook", hint=hint)
        self.faults = tuple(faults)
