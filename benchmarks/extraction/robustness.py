"""A folder of files through the reader, each within its limits; prints counts and nothing from the files.

A worker process reads file after file. One that takes longer than 20 seconds is ended and counted as slow;
one that needs more than 500 MB is counted as fat (Linux only); an exception other than ``UnreadableError``
is a crash.
"""

from __future__ import annotations

import contextlib
import json
import random
import select
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 20.0
MEGABYTES = 500


def worker() -> None:
    """Read paths from standard input, answer each with one line of JSON."""
    from reframe.documents.reading import read
    from reframe.errors import UnreadableError

    for line in sys.stdin:
        path = line.rstrip("\n")
        _forget_peak()
        try:
            outcome, detail = read(path).health.verdict, ""
        except UnreadableError as error:
            outcome, detail = "unreadable", error.code
        except BaseException as error:
            outcome, detail = "crash", f"{type(error).__name__}: {error}"[:200]
        print(json.dumps([outcome, detail, _peak()]), flush=True)


def _forget_peak() -> None:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """The worker's largest memory since the last file, in MB; 0 where the system does not say."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    return 0


class _Reader:
    def __init__(self) -> None:
        self._process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "benchmarks.extraction", "worker"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def read(self, path: Path) -> tuple[str, str]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        started = time.monotonic()
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], SECONDS + 5)
        answer = self._process.stdout.readline() if ready else ""
        if not answer:
            self._process.kill()
            died = self._process.wait() != -9
            self._process = self._start()
            return ("crash", "the process died") if died else ("slow", "")
        outcome, detail, megabytes = json.loads(answer)
        if time.monotonic() - started > SECONDS:
            return "slow", detail
        if megabytes > MEGABYTES:
            return "fat", f"{megabytes} MB"
        return outcome, detail

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


def run(folder: Path, *, mutations: int = 0, seed: int = 1, names: bool = False) -> bool:
    """Read every file below a folder, or damaged copies of them; false if any fell out of line."""
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() not in (".md", "")
    )
    if not files:
        print(f"no files in {folder}")
        return False
    counts: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    reader = _Reader()
    with tempfile.TemporaryDirectory() as temporary:
        paths = _mutated(files, Path(temporary), mutations, seed) if mutations else iter(files)
        for path in paths:
            outcome, detail = reader.read(path)
            counts[outcome] += 1
            if outcome == "unreadable":
                codes[detail] += 1
            elif names and outcome in ("crash", "slow", "fat"):
                print(f"{outcome}: {path.name}: {detail}")
                if mutations:
                    kept = Path(tempfile.gettempdir()) / f"reframe-{outcome}-{path.name}"
                    kept.write_bytes(path.read_bytes())
    reader.close()
    print(f"{counts.total()} files: " + ", ".join(f"{counts[name]} {name}" for name in _OUTCOMES))
    print("unreadable: " + ", ".join(f"{number} {code}" for code, number in codes.most_common()))
    return not (counts["crash"] or counts["slow"] or counts["fat"])


_OUTCOMES = ("ok", "degraded", "unreadable", "crash", "slow", "fat")


def _mutated(files: list[Path], folder: Path, count: int, seed: int) -> Iterator[Path]:
    chance = random.Random(seed)  # noqa: S311 - repeatable damage, no secret
    for number in range(count):
        source = chance.choice(files)
        path = folder / f"{number}-{source.name}"
        path.write_bytes(_damaged(source.read_bytes(), chance))
        yield path
        path.unlink()


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, a stretch doubled or dropped, or the end cut off."""
    if not data:
        return data
    copy = bytearray(data)
    kind = chance.randrange(4)
    if kind == 0:
        return bytes(copy[: chance.randrange(len(copy))])
    if kind == 1:
        start = chance.randrange(len(copy))
        stretch = copy[start : start + chance.randrange(1, 2000)]
        copy[start:start] = stretch * chance.randrange(1, 4)
    elif kind == 2:
        start = chance.randrange(len(copy))
        del copy[start : start + chance.randrange(1, 2000)]
    for _ in range(chance.choice((1, 3, 10, 60))):
        copy[chance.randrange(len(copy))] = chance.randrange(256)
    return bytes(copy)
