"""`reframe init` writes what a résumé repository needs, and nothing over a file that exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from reframe import __version__
from reframe.cli.init import FILES, content
from reframe.config import load

TEMPLATE = Path(__file__).parents[2] / "examples" / "job-hunt-template"


def test_every_file_is_written(call, tmp_path: Path) -> None:
    result = call("init", tmp_path)
    assert result.code == 0
    assert [Path(line) for line in result.out.splitlines()] == [tmp_path / name for name in FILES]
    assert all((tmp_path / name).read_text(encoding="utf-8") == content(name) for name in FILES)
    assert load(tmp_path / "reframe.toml").fail_on == "warning"


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_exists_is_left_as_it_is(call, tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    result = call("init", tmp_path)
    assert result.code == 0
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    assert f"{name}: exists, and was left as it is." in result.err.replace("\\", "/")
    assert len(result.out.splitlines()) == len(FILES) - 1


def test_a_place_that_is_no_folder_is_exit_code_2(call, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = call("init", tmp_path / "file")
    assert result.code == 2
    assert "could not be written" in result.last


@pytest.mark.parametrize("name", FILES)
def test_the_template_repository_holds_the_same_files(name: str) -> None:
    assert (TEMPLATE / name).read_text(encoding="utf-8") == content(name)


@pytest.mark.parametrize("name", [".pre-commit-config.yaml", ".github/workflows/resume.yml"])
def test_the_version_that_wrote_a_file_is_the_one_it_installs(name: str) -> None:
    assert f'"reframe-resume=={__version__}"' in content(name)


def test_the_gitlab_example_installs_this_version() -> None:
    text = (TEMPLATE.parent / "gitlab-ci.yml").read_text(encoding="utf-8")
    assert f'"reframe-resume=={__version__}"' in text
