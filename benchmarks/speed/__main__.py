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

ROOT = Path(__file__).parents[2]
INSIDE = Path(__file__).with_name("inside.py")
SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


class Bench:
    """An environment with `reframe` in it, a folder to work in, and how often everything is measured."""

    def __init__(self, python: Path, folder: Path, times: int) -> None:
        self.python, self.folder, self.times = python, folder, times
        self.environment = {**os.environ, **SETTINGS, "REFRAME_CACHE_DIR": str(folder / "cache")}

    def run(self, *arguments: str | Path) -> tuple[float, int]:
        """Seconds, and peak memory in bytes, of one process."""
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
        if process.returncode not in (0, 1):
            raise SystemExit(f"{arguments} ended with {process.returncode}")
        return time.perf_counter() - started, usage.ru_maxrss * 1024

    def reframe(self, *arguments: str | Path) -> list[str | Path]:
        return [self.python.with_name("reframe"), *arguments]

    def ratios(self, ours: list[str | Path], base: str, *, what: int = 0) -> list[float]:
        """Of pairs of runs; ``what`` 0 is time, 1 is peak memory."""
        found = []
        self.run(*ours)
        for _ in range(self.times):
            against = self.run(self.python, "-c", base)[what]
            found.append(self.run(*ours)[what] / against)
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
            docx, pdf, many = other.submit(_files, folder).result()
        print(f"{given.times} pairs each, python {sys.version.split()[0]}\n")
        print("| # | work | goal | min | median | max | |\n|---|---|---|---|---|---|---|")
        for row in _rows(bench, docx, pdf, many):
            print(_line(*row), flush=True)
        print("\nBeside `python -c pass`, the same text:\n")
        for line in _peers(bench, many[0]):
            print(line, flush=True)


def _rows(bench: Bench, docx: Path, pdf: Path, many: list[Path]):
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
    yield (
        5,
        "cold check of a two-page PDF / `import spacy`",
        1.45,
        bench.ratios(bench.reframe(*cold, pdf), spacy),
    )
    within = bench.inside(docx, pdf)
    yield 5, "reading a PDF page / pdfplumber's words of it", 1.2, within["page"]
    yield 6, "matching / tokenising with a fresh spaCy tokeniser", 1.0, within["matching"]
    yield 6, "matching, first document of a process / the same", 1.0, within["first"]
    yield 6, "ten times the phrases / matching", 1.25, within["tenfold"]
    yield 7, "peak memory of 200 files / `import spacy`", 1.25, bench.ratios(all_files, spacy, what=1)
    yield 8, "phrasebook and matcher / `import spacy`", 0.06, within["loading"]


def _line(number: int, work: str, goal: float, ratios: list[float]) -> str:
    middle = statistics.median(ratios)
    met = "met" if middle <= goal else "not met"
    return f"| {number} | {work} | ≤ {goal} | {min(ratios):.2f} | {middle:.2f} | {max(ratios):.2f} | {met} |"


def _peers(bench: Bench, docx: Path):
    text = docx.with_suffix(".txt")
    text.write_text("\n".join(_LINES * 2), encoding="utf-8")
    ours = bench.reframe("check", "--isolated", "--no-cache", "--format", "concise", text)
    yield f"- reframe: {statistics.median(bench.ratios(ours, 'pass')):.1f}"
    for name in ("codespell", "proselint", "write-good"):
        beside = bench.python.with_name(name)
        program = str(beside) if beside.exists() else shutil.which(name)
        if program is None:
            yield f"- {name}: not measured (not installed)"
            continue
        try:
            arguments = ["check", text] if name == "proselint" else [text]
            yield f"- {name}: {statistics.median(bench.ratios([program, *arguments], 'pass')):.1f}"
        except SystemExit as error:
            yield f"- {name}: not measured ({error})"


def _installed(folder: Path) -> Path:
    """A fresh environment with a wheel of this checkout and the peers that Python can install."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT], check=True, stdout=sys.stderr
    )
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    (wheel,) = folder.glob("*.whl")
    subprocess.run([python, "-m", "pip", "install", "-q", wheel, "codespell", "proselint"], check=True)
    return python


_LINES = [
    "Taught 25 lessons a week at five elementary schools and two junior high schools",
    "Planned and delivered English activities for classes of up to 40 students with Japanese teachers",
    "Attended Sports Day, the culture festival and the graduation ceremony every year",
    "Made worksheets, flashcards and games for more than 300 pupils",
    "Wrote a newsletter in Japanese and English that went to 600 households each month",
    "Trained six new colleagues on the shared drive and the reporting form",
    "Passionate about Japanese culture and eager to use my experience in a new field",
    "Kept the inventory of the materials room in a spreadsheet and ordered replacements",
]


def _files(folder: Path) -> tuple[Path, Path, list[Path]]:
    """A two-page DOCX, the same as a PDF, and 200 DOCX with lines of their own; reading them costs what it costs."""
    from docx import Document
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    job = "Assistant Language Teacher, Example Board of Education, Japan, April {} - March {}"

    def lines(number: int):
        yield "Jo Doe", "Title"
        yield f"jo{number}@example.com | 555-0100", "Normal"
        yield "Experience", "Heading 1"
        for year in (2016, 2018, 2020):
            yield job.format(year, year + 2), "Heading 2"
            yield from ((f"{line} ({number + year})", "List Bullet") for line in _LINES)

    def docx(path: Path, number: int) -> Path:
        document = Document()
        for text, style in lines(number):
            document.add_paragraph(text, style=style)
        document.save(str(path))
        return path

    styles = getSampleStyleSheet()
    names = {"Title": "Title", "Normal": "Normal", "Heading 1": "Heading1", "Heading 2": "Heading2"}
    pdf = folder / "resume.pdf"
    story = [Paragraph(text, styles[names.get(style, "Normal")]) for text, style in lines(0)] * 2
    SimpleDocTemplate(str(pdf)).build(story)
    many = [docx(folder / f"resume{number:03}.docx", number) for number in range(200)]
    return docx(folder / "resume.docx", 0), pdf, many


if __name__ == "__main__":
    main()
