"""Where a report may be written: over a former report, into a pipe or a device, and over nothing else."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from reframe.reports import FORMATS

pytestmark = pytest.mark.usefixtures("linter", "folder")

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")


def contents() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path().iterdir() if path.is_file()}


# ---- over which file ------------------------------------------------------------------------------------


@pytest.mark.parametrize("paths", [(), (".",), ("clean.md",), ("clean.md", ".")], ids=" ".join)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("warning.md", "x"),
        ("resume.html", "<!DOCTYPE html><title>Jo</title>"),
        ("job.txt", "Wanted: a coordinator."),
        ("reframe.toml", 'target = "sales"\n'),
        (".reframe-suppress.yaml", "# nothing yet\n"),
        ("resume.answers.yaml", "answers: []\n"),
        ("README.md", "# My résumé"),
        ("other.json", '{"name": "other"}'),
    ],
)
def test_a_file_that_is_no_report_is_never_replaced(call, paths, name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    before = contents()
    result = call("check", *paths, "--format", f"json={name}", "--format", "html=new.html")
    assert result.code == 2
    assert f"{name}: there is a file of this name" in result.last
    assert contents() == before


def test_the_posting_is_not_replaced(call) -> None:
    Path("job.txt").write_text("Wanted: a coordinator.", encoding="utf-8")
    assert call("check", "clean.md", "--job", "job.txt", "--format", "json=job.txt").code == 2
    assert Path("job.txt").read_text(encoding="utf-8") == "Wanted: a coordinator."


@pytest.mark.parametrize("format_", FORMATS)
def test_a_former_report_of_any_format_is_replaced(call, format_: str) -> None:
    call("check", "warning.md", "--format", f"{format_}=report.md")
    assert call("check", "warning.md", "--format", "json=report.md").code == 1
    assert Path("report.md").read_text(encoding="utf-8").startswith('{\n  "schema_version"')


def test_an_empty_file_is_replaced(call) -> None:
    Path("report.md").touch()
    assert call("check", "warning.md", "--format", "json=report.md").code == 1
    assert Path("report.md").stat().st_size


def test_a_resume_behind_a_link_is_not_replaced(call) -> None:
    Path("report.html").symlink_to("warning.md")
    assert call("check", "clean.md", "--format", "html=report.html").code == 2
    assert Path("warning.md").read_text(encoding="utf-8") == "x"


def test_two_names_of_one_file_are_one_file(call) -> None:
    assert "same file" in call("check", "clean.md", "--format", "json=a", "--format", "sarif=./a").last


# ---- into what ------------------------------------------------------------------------------------------


def test_a_folder_is_no_file_to_write_to(call) -> None:
    Path("reports").mkdir()
    result = call("check", "warning.md", "--format", "json=reports")
    assert result.code == 2
    assert "reports: this is a folder." in result.last


@pytest.mark.parametrize("there", [True, False], ids=["a report", "nothing yet"])
def test_a_link_stays_one_and_what_it_leads_to_is_written(call, there: bool) -> None:
    Path("kept").mkdir()
    if there:
        call("check", "warning.md", "--format", "json=kept/report.json")
    Path("report.html").symlink_to(Path("kept", "report.json"))
    assert call("check", "warning.md", "--format", "html=report.html").code == 1
    assert Path("report.html").is_symlink()
    assert Path("kept", "report.json").read_bytes().startswith(b"<!DOCTYPE html>")


@needs_pipes
def test_a_pipe_is_written_into_and_stays_one(call) -> None:
    os.mkfifo("pipe.json")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe.json").read_bytes()), daemon=True)
    reader.start()
    assert call("check", "warning.md", "--format", "json=pipe.json").code == 1
    reader.join(10)
    assert read[0].startswith(b'{\n  "schema_version"')
    assert stat.S_ISFIFO(Path("pipe.json").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="open files have no names here")
def test_an_open_pipe_is_written_into(call) -> None:
    """What a shell makes of ``--format json=>(command)``."""
    out, into = os.pipe()
    assert call("check", "warning.md", "--format", f"json=/dev/fd/{into}").code == 1
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        assert pipe.read().startswith(b'{\n  "schema_version"')


@pytest.mark.skipif(not hasattr(os, "mknod"), reason="there are no device files here")
def test_a_device_is_written_into_and_stays_one(call, tmp_path: Path) -> None:
    device = tmp_path / "null"
    try:
        os.mknod(device, stat.S_IFCHR | 0o600, os.makedev(1, 3))
        device.write_bytes(b"x")
    except OSError as error:
        pytest.skip(f"no device can be made here: {error}")
    assert call("check", "warning.md", "--format", f"json={device}").code == 1
    assert stat.S_ISCHR(device.stat().st_mode)
