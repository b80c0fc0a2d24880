"""The hook, the action and the workflow that other repositories use, run as those would run them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from reframe.documents import supported

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "examples" / "job-hunt-template"
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
WORKFLOW = yaml.safe_load((TEMPLATE / ".github/workflows/resume.yml").read_text(encoding="utf-8"))
bash = pytest.mark.skipif(shutil.which("bash") is None, reason="the steps are written for bash")


# ---- the hook -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("resume.docx", True),
        ("Resume.DOCX", True),
        ("jobs/acme/anything.docx", True),
        ("anything.pdf", True),
        ("resume.md", True),
        ("Robin-Whitlock-CV.md", True),
        ("cv.tex", True),
        ("Résumé 2026.html", True),
        ("Re\u0301sume\u0301.txt", True),
        ("履歴書.txt", True),
        ("rirekisho.yaml", True),
        ("resume.json", True),
        ("~$resume.docx", False),
        ("jobs/~$sume.docx", False),
        ("README.md", False),
        ("notes.txt", False),
        ("package.json", False),
        ("cvs.md", False),
        ("resume.docx.bak", False),
        ("resume/notes.md", False),
        ("resume.doc", False),
    ],
)
def test_the_hook_takes_resumes_and_nothing_else(name: str, taken: bool) -> None:
    found = bool(re.search(HOOK["files"], name)) and not re.search(HOOK["exclude"], name)
    assert found is taken
    assert not taken or supported(name) or "rirekisho" in name


def test_the_hooks_flags_survive_a_repositorys_own_args() -> None:
    assert HOOK["entry"] == "reframe check --force-exclude"
    assert "args" not in HOOK
    assert HOOK["require_serial"] is True


def test_the_template_has_the_same_hook() -> None:
    config = yaml.safe_load((TEMPLATE / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (hook,) = config["repos"][0]["hooks"]
    assert {key: hook[key] for key in HOOK if key != "description"} == {
        key: value for key, value in HOOK.items() if key != "description"
    }


@pytest.mark.desktop
def test_pre_commit_runs_the_hook_on_the_right_files(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("pre-commit takes the hook from a git checkout")
    resumes = tmp_path / "resumes"
    resumes.mkdir()
    staged = {
        "resume.docx": (ROOT / "examples/untouched/resume.docx").read_bytes(),
        "CV.DOCX": (ROOT / "examples/reframed/resume.docx").read_bytes(),
        "resume.pdf": (ROOT / "examples/untouched/resume.pdf").read_bytes(),
        "~$lock.docx": b"\x05Robin" + b"\0" * 156,
        "notes.md": b"- Taught 25 lessons a week\n",
    }
    for name, data in staged.items():
        (resumes / name).write_bytes(data)
    git = ["git", "-c", "user.name=Robin", "-c", "user.email=robin@example.com"]
    subprocess.run([*git, "init", "-q"], cwd=resumes, check=True)
    subprocess.run([*git, "add", "-A"], cwd=resumes, check=True)
    code, out = try_repo(resumes, tmp_path)
    assert code == 1
    assert re.findall(r"^- exit code: (\d)", out, re.MULTILINE) == ["1"]
    assert {line.split(":")[0] for line in out.splitlines() if " lesson-count " in line} == {
        "resume.docx",
        "resume.pdf",
    }
    assert "~$lock" not in out
    assert "notes.md" not in out

    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 12\n"
    (resumes / "large.docx").write_bytes(pointer)
    subprocess.run([*git, "add", "-A"], cwd=resumes, check=True)
    code, out = try_repo(resumes, tmp_path)
    assert code == 1
    assert re.findall(r"^- exit code: (\d)", out, re.MULTILINE) == ["2"]
    assert "large.docx: this is a Git LFS pointer" in out
    assert "git lfs pull" in out
    assert {path.name: path.read_bytes() for path in resumes.iterdir() if path.is_file()} == {
        **staged,
        "large.docx": pointer,
    }


def try_repo(folder: Path, home: Path) -> tuple[int, str]:
    """Run the hook of this checkout on everything staged in a folder."""
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home / "pre-commit"), "NO_COLOR": "1"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", "--color=never", str(ROOT), "reframe"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


# ---- the template repository ----------------------------------------------------------------------------


@pytest.fixture
def runner(tmp_path: Path):
    """Run a step of a workflow as GitHub's runner does, in a folder, with `reframe` on the path."""
    binaries = tmp_path / "bin"
    binaries.mkdir()
    command = binaries / "reframe"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reframe "$@"\n', encoding="utf-8")
    command.chmod(0o755)

    def running(step: dict, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            **inputs,
            "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(folder),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
            "GITHUB_OUTPUT": str(tmp_path / "output"),
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return running


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A copy of the template repository, as somebody would start theirs from it."""
    folder = tmp_path / "job-hunt"
    shutil.copytree(TEMPLATE, folder)
    (folder / ".git").mkdir()
    return folder


def checking_step() -> dict:
    return WORKFLOW["jobs"]["reframe"]["steps"][-1]


@bash
def test_the_templates_check_passes_on_the_reframed_resume(runner, repository: Path) -> None:
    done = runner(checking_step(), repository)
    assert (done.returncode, done.stdout) == (0, "")


@bash
def test_the_templates_check_fails_on_the_untouched_resume(runner, repository: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples/untouched/resume.docx", repository / "resume.docx")
    done = runner(checking_step(), repository)
    assert done.returncode == 1
    assert "::warning file=resume.docx," in done.stdout
    assert "555-0142" not in done.stdout + done.stderr
    assert "exit code 1: " in done.stderr.splitlines()[-1]
    assert "lesson-count" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@bash
def test_the_templates_check_fails_on_a_resume_that_cannot_be_read(runner, repository: Path) -> None:
    (repository / "resume.docx").write_bytes(
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    )
    assert runner(checking_step(), repository).returncode == 2


def test_the_templates_workflow_may_only_read() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}


@pytest.mark.desktop
def test_git_diff_shows_the_changed_words_of_a_word_file(repository: Path, runner) -> None:
    shutil.rmtree(repository / ".git")
    steps = (
        "git init -q && git config user.name Robin && git config user.email robin@example.com"
        ' && git config diff.reframe.textconv "reframe extract" && git add -A && git commit -qm first'
        f' && cp "{ROOT}/examples/untouched/resume.docx" resume.docx && git diff resume.docx'
    )
    done = runner({"run": steps}, repository)
    assert "+Taught 25 lessons a week at 5 elementary schools" in done.stdout
    assert "Binary files" not in done.stdout


# ---- the action -----------------------------------------------------------------------------------------


def test_every_action_used_is_pinned_to_a_commit() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    text += (TEMPLATE / ".github/workflows/resume.yml").read_text(encoding="utf-8")
    uses = re.findall(r"uses: (\S+)(.*)", text)
    assert len(uses) >= 4
    assert all(re.search(r"@[0-9a-f]{40}$", name) and re.match(r" # v\d", note) for name, note in uses)


def test_no_input_of_the_action_is_run_as_shell() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert scripts
    assert not any("${{" in script for script in scripts)


def action_step() -> dict:
    (step,) = [step for step in ACTION["runs"]["steps"] if step.get("id") == "check"]
    return step


def inputs(**given: str) -> dict[str, str]:
    """The environment of the action's check, each input by the name it has there."""
    names = {
        name: re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)[1]
        for name, value in action_step()["env"].items()
    }
    assert set(names.values()) <= set(ACTION["inputs"])
    return {name: given.get(name, ACTION["inputs"][key]["default"]) for name, key in names.items()}


@bash
@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"PATHS": "good one.docx"}, 0),
        ({"PATHS": "good one.docx\nbad.docx\n"}, 1),
        ({"PATHS": "bad.docx", "FAIL_ON": "never"}, 0),
        ({"PATHS": "bad.docx", "TARGET": "sales", "FAIL_ON": "suggestion"}, 1),
        ({"PATHS": "absent.docx\nbad.docx"}, 2),
        ({"PATHS": "$(touch owned)"}, 2),
        ({"PATHS": "--version"}, 2),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else str(value),
)
def test_the_action_keeps_the_exit_code(runner, tmp_path: Path, given: dict[str, str], code: int) -> None:
    folder = tmp_path / "repository"
    folder.mkdir()
    shutil.copy(ROOT / "examples/reframed/resume.docx", folder / "good one.docx")
    shutil.copy(ROOT / "examples/untouched/resume.docx", folder / "bad.docx")
    done = runner(action_step(), folder, **inputs(**given))
    assert done.returncode == code, done.stderr
    assert (tmp_path / "output").read_text(encoding="utf-8") == f"exit-code={code}\n"
    assert not (folder / "owned").exists()


@bash
def test_the_action_writes_sarif_beside_the_annotations(runner, tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples/untouched/resume.docx", tmp_path / "bad.docx")
    done = runner(action_step(), tmp_path, **inputs(PATHS="bad.docx", SARIF="reframe.sarif"))
    assert "::warning " in done.stdout
    assert '"2.1.0"' in (tmp_path / "reframe.sarif").read_text(encoding="utf-8")
