"""The main path as a whole."""

import gc

import pytest

from reframe import linter
from reframe.linter import check
from reframe.options import Options

ELSEWHERE = b"# Jo\n\n## Experience\n\n### English Teacher, Seoul, Korea | 2019 - 2022\n\n- Taught 25 lessons a week\n"


def test_without_alt_work_nothing_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linter, "read_closely", lambda *_, **__: pytest.fail("it was"))
    report = check("resume.md", data=ELSEWHERE)
    assert not report.alt_experience
    assert report.findings == ()
    assert report.resume is not None


def test_a_person_who_knows_better_is_believed() -> None:
    report = check("resume.md", data=ELSEWHERE, options=Options(assume_alt=True))
    assert "lesson-count" in {finding.rule for finding in report.findings}


def test_a_report_that_shows_no_resume_has_the_same_findings() -> None:
    options = Options(assume_alt=True)
    whole = check("resume.md", data=ELSEWHERE, options=options)
    slim = check("resume.md", data=ELSEWHERE, options=options, whole=False)
    assert slim.findings == whole.findings
    assert (slim.resume, slim.paths, slim.strengths) == (None, (), ())
    assert whole.paths


@pytest.mark.parametrize("whole", [False, True])
def test_traits_are_looked_for_only_where_career_paths_are_shown(
    monkeypatch: pytest.MonkeyPatch, *, whole: bool
) -> None:
    looked: list[object] = []
    monkeypatch.setattr(linter, "with_traits", lambda reading: looked.append(reading) or reading)
    check("resume.md", data=ELSEWHERE, options=Options(assume_alt=True), whole=whole)
    assert bool(looked) == whole


@pytest.mark.parametrize("whole", [False, True])
def test_a_check_leaves_nothing_for_the_garbage_collector(*, whole: bool) -> None:
    def checked() -> None:
        check("resume.md", data=ELSEWHERE, options=Options(assume_alt=True), whole=whole)

    checked()  # what is made once stays
    gc.collect()
    gc.disable()
    try:
        checked()
        assert gc.collect() == 0
    finally:
        gc.enable()
