"""Hold the built archives against what they may contain; a private résumé must never be packed.

Usage: check_dist.py FOLDER
"""

import sys
import tarfile
import zipfile
from pathlib import Path

TOP_LEVEL = {
    "src", "phrasebook", "tests", "examples", "docs", "scripts", "benchmarks", "README.md", "CHANGELOG.md", "CONTRIBUTING.md",
    "LICENSE", "pyproject.toml", "PKG-INFO", ".gitignore", "hatch_build.py", "action.yml", ".pre-commit-hooks.yaml",
}  # fmt: skip


def faults(folder: Path) -> list[str]:
    """Everything that is wrong with the archives of a folder."""
    found: list[str] = []
    wheels, sdists = sorted(folder.glob("*.whl")), sorted(folder.glob("*.tar.gz"))
    if len(wheels) != 1 or len(sdists) != 1:
        return [f"expected one wheel and one sdist in {folder}, found {len(wheels)} and {len(sdists)}"]
    members = zipfile.ZipFile(wheels[0]).namelist()
    strangers = sorted(name for name in members if not name.startswith(("reframe/", "reframe_resume-")))
    found += [f"the wheel holds {name}" for name in strangers]
    if not any(name.startswith("reframe/_phrasebook/rules/") for name in members):
        found.append("the wheel holds no rules")
    if "reframe/py.typed" not in members:
        found.append("the wheel has no py.typed")
    with tarfile.open(sdists[0]) as archive:
        packed = [Path(name).parts for name in archive.getnames()]
    found += [
        f"the sdist holds {'/'.join(parts)}"
        for parts in packed
        if len(parts) > 1 and parts[1] not in TOP_LEVEL
    ]
    return found


if __name__ == "__main__":
    problems = faults(Path(sys.argv[1]))
    print("\n".join(problems) or "the archives hold what they should")
    raise SystemExit(bool(problems))
