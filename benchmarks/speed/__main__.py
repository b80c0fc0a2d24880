"""How long `reframe` takes, as ratios that hold on any machine: `python -m benchmarks.speed [--python PYTHON]`.

Both sides of a ratio are measured one right after the other, and the ratio is taken of that pair; of all pairs
the table shows the smallest, the median and the largest. Without `--python` a wheel is built and installed into
a fresh environment, since a checkout without compiled modules is no fair measure.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.speed import resumes

if TYPE_CHECKING:
    from collections.abc import Container

ROOT = Path(__file__).parents[2]
INSIDE = Path(__file__).with_name("inside.py")
OPENING = """
import sys, docx, spacy
cut = spacy.blank("en").tokenizer
for name in sys.argv[1:]:
    for paragraph in docx.Document(name).paragraphs:
        cut(paragraph.text)
"""
"""The least that a checker of Word files would do that leaves reading to python-docx and cutting to spaCy."""
SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


class Bench:
    """An environment with `reframe` in it, a folder to work in, and how often everything is measured."""

    def __init__(self, python: Path, folder: Path, times: int) -> None:
        self.python, self.folder, self.times = python, folder, times
        self.environment = {**os.environ, **SETTINGS, "REFRAME_CACHE_DIR": str(folder / "cache")}

    def run(self, *arguments: str | Path, ended: Container[int] = (0, 1)) -> tuple[float, int]:
        """Seconds, and peak memory in bytes, of one process, which may end with one of the codes ``ended``."""
        started = time.perf_counter()
        with subprocess.Popen(
            [str(argument) for argument in arguments],
            env=self.environment,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in ended:
            raise SystemExit(f"{arguments} ended with {process.returncode}")
        return time.perf_counter() - started, usage.ru_maxrss * 1024

    def reframe(self, *arguments: str | Path) -> list[str | Path]:
        return [self.python.with_name("reframe"), *arguments]

    def ratios(
        self, ours: list[str | Path], base: str, *, what: int = 0, ended: Container[int] = (0, 1)
    ) -> list[float]:
        """Of pairs of runs; ``what`` 0 is time, 1 is peak memory."""
        found = []
        self.run(*ours, ended=ended)
        for _ in range(self.times):
            against = self.run(self.python, "-c", base)[what]
            found.append(self.run(*ours, ended=ended)[what] / against)
        return found

    def inside(self, *arguments: str | Path) -> dict[str, list[float]]:
        """What `inside.py` measures within one process."""
        done = subprocess.run(
            [self.python, INSIDE, str(self.times), *map(str, arguments)],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        found: dict[str, list[float]] = json.loads(done.stdout)
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", type=Path, help="of an environment in which reframe is installed")
    parser.add_argument("--times", type=int, default=9)
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory(prefix="reframe-speed-") as name:
        folder = Path(name)
        bench = Bench(given.python or _installed(folder), folder, given.times)
        with ProcessPoolExecutor(1) as other:  # so that this process stays small: children inherit its peak
            many = other.submit(resumes.written, folder / "many", 200).result()
            others = {
                "of one page each": other.submit(
                    resumes.written, folder / "page", 200, resumes.ONE_PAGE
                ).result(),
                "of ten lines each": other.submit(
                    resumes.written, folder / "ten", 200, resumes.TEN_LINES
                ).result(),
                "versions of one résumé": other.submit(
                    resumes.written, folder / "one", 200, versions=True
                ).result(),
            }
            pdf = other.submit(resumes.as_pdf, folder / "resume.pdf").result()
            text = other.submit(resumes.as_text, folder / "resume.txt").result()
        print(f"{given.times} pairs each, python {sys.version.split()[0]}\n")
        print("| # | work | goal | min | median | max | |\n|---|---|---|---|---|---|---|")
        for row in _rows(bench, pdf, many, others):
            print(_line(*row), flush=True)
        print("\nBeside `python -c pass`, the same text:\n")
        for line in _peers(bench, text):
            print(line, flush=True)


def _rows(bench: Bench, pdf: Path, many: list[Path], others: dict[str, list[Path]]):
    docx = many[0]
    spacy, nothing = "import spacy", "pass"
    cold = ("check", "--isolated", "--no-cache", "--format", "concise")
    yield (
        1,
        "cold check of a two-page DOCX / `import spacy`",
        1.10,
        bench.ratios(bench.reframe(*cold, docx), spacy),
    )
    kept = bench.reframe("check", "--isolated", "--format", "concise", docx)
    yield 2, "the same file again / `python -c pass`", 5.0, bench.ratios(kept, nothing)
    yield 3, "`--version` / `python -c pass`", 4.5, bench.ratios(bench.reframe("--version"), nothing)
    yield 3, "`--help` / `python -c pass`", 4.5, bench.ratios(bench.reframe("--help"), nothing)
    all_files = bench.reframe(*cold, "--jobs", "1", *many)
    yield 4, "200 DOCX in one process / `import spacy`", 1.8, bench.ratios(all_files, spacy)
    opening: list[str | Path] = [bench.python, "-c", OPENING, *many]
    yield (
        4,
        "beside it: only opened with python-docx and cut by spaCy's tokeniser",
        None,
        bench.ratios(opening, spacy),
    )
    for what, files in others.items():
        yield 4, f"the same, {what}", None, bench.ratios(bench.reframe(*cold, "--jobs", "1", *files), spacy)
    yield (
        5,
        "cold check of a two-page PDF / `import spacy`",
        1.45,
        bench.ratios(bench.reframe(*cold, pdf), spacy),
    )
    within = bench.inside(pdf, *many)
    yield 5, "reading a PDF page / pdfplumber's words of it", 1.2, within["page"]
    yield 6, "matching a document / spaCy's tokenising of it", 1.0, within["matching"]
    yield 6, "the same, with what the first document makes the matcher read", None, within["first"]
    yield 6, "ten times the phrases / matching", 1.25, within["tenfold"]
    yield 6, "cutting a document into words / spaCy's tokenising of it", None, within["cutting"]
    yield 7, "peak memory of 200 files / `import spacy`", 1.25, bench.ratios(all_files, spacy, what=1)
    yield 8, "phrasebook and matcher, with what they read later / `import spacy`", 0.06, within["loading"]


def _line(number: int, work: str, goal: float | None, ratios: list[float]) -> str:
    middle = statistics.median(ratios)
    wanted, met = ("–", "") if goal is None else (f"≤ {goal}", "met" if middle <= goal else "not met")
    return f"| {number} | {work} | {wanted} | {min(ratios):.2f} | {middle:.2f} | {max(ratios):.2f} | {met} |"


def _peers(bench: Bench, text: Path):
    ours = bench.reframe("check", "--isolated", "--no-cache", "--format", "concise", text)
    yield f"- reframe: {statistics.median(bench.ratios(ours, 'pass')):.1f}"
    for name in ("codespell", "proselint", "write-good"):
        beside = [bench.python.with_name(name), bench.folder / "node_modules" / ".bin" / name]
        program = next((str(path) for path in beside if path.exists()), shutil.which(name))
        if program is None:
            yield f"- {name}: not measured (not installed)"
            continue
        arguments = ["check", text] if name == "proselint" else [text]
        found = bench.ratios([program, *arguments], "pass", ended=range(256))
        yield f"- {name}: {statistics.median(found):.1f}"


def _installed(folder: Path) -> Path:
    """A fresh environment with a wheel of this checkout and the peers that Python can install."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT], check=True, stdout=sys.stderr
    )
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    (wheel,) = folder.glob("*.whl")
    subprocess.run([python, "-m", "pip", "install", "-q", wheel, "codespell", "proselint"], check=True)
    if shutil.which("npm"):
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, "write-good"], check=True)
    return python


if __name__ == "__main__":
    main()
