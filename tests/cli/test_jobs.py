"""Several processes: the same answers in the same order, whatever happens to one file or one process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import reframe
from reframe.cli import pool
from reframe.cli.files import Source
from reframe.model import Failure

SOURCES = [Source(f"{number}.md") for number in range(60)]
HERE = os.getpid()

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


def answer(source: Source | Failure) -> Failure:
    return Failure(source.path, str(os.getpid() != HERE), "")


def dying(source: Source | Failure) -> Failure:
    if source.path == "30.md" and os.getpid() != HERE:
        os._exit(9)
    return answer(source)


def test_answers_come_in_the_order_of_the_files_from_other_processes() -> None:
    found = list(pool.in_processes(SOURCES, answer, count=2))
    assert [result.path for result in found] == [source.path for source in SOURCES]
    assert {result.code for result in found if isinstance(result, Failure)} == {"True"}


def test_what_a_dead_process_left_is_checked_here() -> None:
    found = list(pool.in_processes(SOURCES, dying, count=2))
    assert [result.path for result in found] == [source.path for source in SOURCES]
    assert isinstance(found[30], Failure)
    assert found[30].code == "False"


@pytest.mark.parametrize(
    ("jobs", "files", "expected"), [(1, 5000, 1), (3, 5000, 3), (3, 2, 2), (3, 0, 1), (0, 99, 1)]
)
def test_processes_are_used_where_they_pay_or_are_asked_for(jobs: int, files: int, expected: int) -> None:
    assert pool.processes(jobs, files=files) == expected


def test_a_report_does_not_depend_on_the_number_of_processes(call, folder: Path, linter: None) -> None:
    alone = call("check", "--jobs", "1", "--format", "json", ".")
    assert alone.code == 2
    together = call("check", "--jobs", "3", "--format", "json", ".")
    assert (together.code, together.out, together.err) == (alone.code, alone.out, alone.err)


def test_processes_end_with_the_one_that_started_them() -> None:
    script = (
        "import os, signal, sys, time\n"
        "from reframe.cli import pool\n"
        "def slow(source):\n"
        "    os.write(1, b'%d\\n' % os.getpid())\n"
        "    time.sleep(60)\n"
        "for _ in pool.in_processes(list(range(64)), slow, count=2): pass\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(reframe.__file__).parents[1])},
    ) as process:
        assert process.stdout is not None
        workers = [int(process.stdout.readline()) for _ in range(2)]
        process.kill()
        process.wait()
        # their ends of the pipe are closed when they are gone; until then this would not return
        assert process.stdout.read() == b""
    assert len(set(workers)) == 2
