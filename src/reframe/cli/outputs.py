"""Where each format goes: standard output, a file, a CI job's summary."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from reframe.errors import ConfigError, OutputError
from reframe.reports import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Output(NamedTuple):
    """A format and the file it is written to; None is standard output."""

    format: str
    file: str | None = None


def outputs(values: Sequence[str], *, terminal: bool) -> tuple[Output, ...]:
    """``json`` and ``sarif=report.sarif`` understood; without any, text on a terminal and concise elsewhere."""
    if not values:
        return (Output("text" if terminal else "concise"),)
    wanted = tuple(_output(value) for value in values)
    if sum(output.file is None for output in wanted) > 1:
        raise ConfigError(
            "--format: only one format can go to standard output.",
            hint="Give the others a file: --format json=report.json.",
        )
    files = [os.path.realpath(output.file) for output in wanted if output.file is not None]
    if len(set(files)) < len(files):
        raise ConfigError("--format: two formats would be written to the same file.")
    return wanted


def _output(value: str) -> Output:
    from reframe.cli.choices import unknown

    name, equals, file = value.partition("=")
    if name not in FORMATS:
        raise unknown(
            "--format: there is no format",
            name,
            FORMATS,
            code="unknown-format",
            hint=f"Choose from {', '.join(FORMATS)}.",
        )
    if equals and not file:
        raise ConfigError(f"--format {value}: the file is missing after “=”.")
    return Output(name, None if file in ("", "-") else file)


def spare_others(wanted: Iterable[Output], inputs: Iterable[str]) -> None:
    """Raise ``OutputError`` where a report would take the place of anything but a former report."""
    read = {os.path.realpath(path) for path in inputs}
    for output in wanted:
        if output.file is not None:
            _spare(output.file, read)


def _spare(file: str, read: set[str]) -> None:
    from reframe.cli.ours import may_be_replaced
    from reframe.cli.places import is_stream

    if is_stream(file):
        return
    if os.path.realpath(file) in read:
        raise OutputError(
            "the report would be written over the résumé it is about.",
            code="would-overwrite-input",
            hint="Name another file.",
            path=file,
        )
    if not may_be_replaced(file):
        raise OutputError(
            "there is a file of this name, and it is no former report.",
            code="would-overwrite-other",
            hint="Name another file, or move this one away.",
            path=file,
        )


def write_whole(path: str, text: str) -> None:
    """Write a file whole or not at all; a former report of the same name is replaced, a pipe is written into."""
    import tempfile
    from pathlib import Path

    from reframe.cli.places import is_stream, write_into

    data = text.encode("utf-8", "backslashreplace")
    try:
        if is_stream(path):
            write_into(path, data)
            return
        place = Path(os.path.realpath(path))
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, place)  # noqa: PTH105 -- the pair of mkstemp
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _not_written(path, error) from error


def append(path: str, text: str) -> None:
    """Add to a file, as CI services want it for a job's summary."""
    from pathlib import Path

    try:
        with Path(path).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        raise _not_written(path, error) from error


def _not_written(path: str, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    return OutputError(
        f"the report could not be written: {reason}.",
        hint="Check that the folder exists and may be written to.",
        path=path,
    )
