"""Print the command the README gives for a job, so that what is tested is what is documented.

Usage: readme_command.py main|test
"""

import re
import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def command(job: str) -> str:
    """The shell command that follows the marker of a job in the README."""
    text = README.read_text(encoding="utf-8")
    match = re.search(rf"<!-- command: {job} -->\s*```[a-z]*\n(.+?)\n```", text, re.DOTALL)
    if match is None:
        raise SystemExit(f"README.md has no command marked “{job}”")
    return match[1]


if __name__ == "__main__":
    print(command(sys.argv[1]))
