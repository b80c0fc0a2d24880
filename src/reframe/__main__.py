"""The console script: run the command line and turn whatever happens into an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; the last line on standard error says why it is not 0."""
    import click

    from reframe.cli import cli
    from reframe.cli.streams import ReaderGone, make_tolerant, say
    from reframe.errors import PhrasebookError, ReframeError

    make_tolerant()
    try:
        returned = cli.main(args=arguments, prog_name="reframe", standalone_mode=False)
    except ReaderGone:
        _forget_streams()
        return 141
    except (KeyboardInterrupt, click.exceptions.Abort):
        say("interrupted.")
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except PhrasebookError as error:
        for fault in error.faults:
            say(fault)
        faults = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
        say(f"exit code 2: the phrasebook has {faults}. {error.hint}".strip())
        return 2
    except ReframeError as error:
        say(f"exit code 2: {error}")
        return 2
    except Exception as error:  # the boundary: Python would exit with 1, and 1 means findings
        return _internal(error)
    return returned if isinstance(returned, int) else 0


def main() -> None:
    """What the `reframe` command runs."""
    sys.exit(run())


def _internal(error: Exception) -> int:
    from reframe.cli.checking import internal
    from reframe.cli.streams import say

    if os.environ.get("REFRAME_DEBUG"):
        traceback.print_exception(error)
    say(
        f"exit code 2: {internal(error).message} Please report this; REFRAME_DEBUG=1 shows where it happened."
    )
    return 2


def _forget_streams() -> None:
    """Keep Python from complaining at exit that nobody reads what is still buffered."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue


if __name__ == "__main__":
    main()
