"""What a wheel and a source archive hold, and that an installed phrasebook is never read as YAML."""

import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    pytest.importorskip("build")
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("dist")
    for kind in ("--wheel", "--sdist"):
        command = [sys.executable, "-m", "build", kind, "--no-isolation", "--outdir", str(folder), str(ROOT)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built):
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_a_wheel_holds_the_phrasebook_as_yaml_and_compiled(wheel):
    names = set(wheel.namelist())
    sources = {
        f"reframe/_phrasebook/{p.relative_to(ROOT / 'phrasebook')}"
        for p in (ROOT / "phrasebook").rglob("*.yaml")
    }
    assert len(sources) > 100
    assert sources <= names
    assert json.loads(wheel.read("reframe/_phrasebook.json"))["digest"]
    assert not [name for name in names if not name.startswith(("reframe/", "reframe_resume-"))]


def test_a_source_archive_can_be_built_from(built):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"hatch_build.py", "pyproject.toml", "phrasebook/tests.yaml", "src/reframe/__init__.py"} <= names


def test_an_installed_check_reads_no_yaml_and_compiles_nothing(built, tmp_path):
    (path,) = built.glob("*.whl")
    shutil.unpack_archive(path, tmp_path / "site", format="zip")
    (tmp_path / "resume.md").write_text(RESUME, encoding="utf-8")
    script = (
        "import sys; from reframe.__main__ import run; code = run(['check', '--isolated', 'resume.md', '--format', 'json']); "
        "import reframe; sys.stdout.flush(); print('\\nWHERE', reframe.__file__, code, "
        "*[name for name in ('yaml', 'jsonschema', 'lemminflect') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(tmp_path / "site"),
            "REFRAME_CACHE_DIR": str(tmp_path / "cache"),
            "PATH": "",
        },
    )
    where = done.stdout.splitlines()[-1].split()
    assert where[:3] == ["WHERE", str(tmp_path / "site" / "reframe" / "__init__.py"), "1"], done.stderr
    assert where[3:] == []
    assert not list((tmp_path / "cache").glob("phrasebook-*"))


RESUME = """# Jo Doe

## Experience

### Assistant Language Teacher, Example Board of Education, Japan, 2019-2022

- Taught 25 lessons a week at five schools
"""
