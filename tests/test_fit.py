"""The career paths side by side: lines of the résumé, or questions; never a score."""

from pathlib import Path

import pytest

from reframe.fit import fit
from reframe.linter import Options

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def reframed():
    return fit(EXAMPLES / "reframed/resume.docx", options=Options(region="US"))


def test_all_paths_stand_side_by_side_in_the_order_of_the_article(reframed):
    names = [path.name for path in reframed.paths]
    assert names == ["supply-chain", "sales", "hr", "translation", "admin", "education", "government-npo"]


def test_a_trait_that_is_shown_quotes_a_line_of_the_resume(reframed):
    text = "\n".join(line.text for path in reframed.paths for trait in path.traits for line in trait.lines)
    assert "Coordinated schedules and materials across several sites" in text


def test_a_trait_without_a_line_is_a_question(reframed):
    open_traits = [trait for path in reframed.paths for trait in path.traits if not trait.lines]
    assert open_traits
    assert all(trait.question.endswith("?") for trait in open_traits)


def test_at_most_three_certificates_come_next_and_none_that_is_held(reframed):
    for path in reframed.paths:
        assert len(path.next) <= 3
        assert not set(path.next) & set(path.held)


def test_certificates_of_another_region_are_not_recommended():
    abroad = fit(EXAMPLES / "untouched/resume.docx", options=Options(region="UK"))
    home = fit(EXAMPLES / "untouched/resume.docx", options=Options())
    british = {"cips-l2", "cips-l3", "cipd-l3", "prince2-foundation"}
    assert not british & {name for path in home.paths for name in path.next}
    assert abroad.paths


def test_teaching_certificates_are_recommended_on_education_only(reframed):
    teaching = {"celta", "certtesol", "tefl", "delta"}
    for path in reframed.paths:
        if path.name != "education":
            assert not teaching & set(path.next)


def test_the_language_path_asks_for_n2_first():
    found = fit(EXAMPLES / "untouched/resume.docx", options=Options())
    translation = next(path for path in found.paths if path.name == "translation")
    assert translation.next[0] == "jlpt-n2"
