"""The console script: run the command line and turn whatever happens into an exit code."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; the last line on standard error says why it is not 0."""
    from reframe.cli import cli
    from reframe.cli.streams import make_tolerant

    make_tolerant()
    try:
        returned = cli.main(args=arguments, prog_name="reframe", standalone_mode=False)
    except (
        Exception,
        KeyboardInterrupt,
    ) as error:  # the boundary: Python would exit with 1, and 1 means findings
        from reframe.cli.failing import exit_code_after

        return exit_code_after(error)
    return returned if isinstance(returned, int) else 0


def main() -> None:
    """What the `reframe` command runs.

    Collecting garbage while modules are imported, and taking the interpreter down piece by piece, cost a
    third of a short run; collection is switched on again once the first file has been checked.
    """
    gc.disable()
    code = run()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = code or 141
    except OSError:  # what could not be written has been told of
        code = code or 2
    except KeyboardInterrupt:  # a second Ctrl-C while the first one is being answered
        code = 130
    os._exit(code)


if __name__ == "__main__":
    main()
