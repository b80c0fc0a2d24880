"""A copy that another library cannot open, or that lost its comments, is not handed out."""

from pathlib import Path

import pytest

from reframe.errors import OutputError
from reframe.review.second_reader import confirm_comments

RESUME = (Path(__file__).parents[2] / "examples/untouched/resume.docx").read_bytes()


def test_a_copy_without_the_comments_is_refused():
    with pytest.raises(OutputError, match="does not open the way"):
        confirm_comments(RESUME, RESUME, count=3, path="resume.docx")


def test_a_copy_that_does_not_open_is_refused():
    with pytest.raises(OutputError, match="does not open the way"):
        confirm_comments(RESUME, RESUME[:-400], count=0, path="resume.docx")


def test_a_copy_as_it_should_be_passes():
    confirm_comments(RESUME, RESUME, count=0, path="resume.docx")


def test_an_original_that_the_library_does_not_take_goes_without():
    confirm_comments(b"strict or macro", b"whatever", count=5, path="resume.docm")
