"""What somebody studied, however the degree is written."""

import pytest

from reframe.checks.profile import degree_with_subject


@pytest.mark.parametrize(
    ("line", "degree"),
    [
        ("BA History, University of Leeds", "BA History"),
        ("BCom Logistics, university, Durban", "BCom Logistics"),
        ("MA Arts Administration, Glasgow", "MA Arts Administration"),
        ("Bachelor of Arts (Hons) in Linguistics", "Bachelor of Arts (Hons) in Linguistics"),
        ("B.A. English Literature, Wales", "B.A. English Literature"),
        ("Economics BSc", "Economics BSc"),
        ("Bachelor's degree in Marketing", "Bachelor's degree in Marketing"),
        ("Bachelor of Engineering", "Bachelor of Engineering"),
        ("AB Journalism, University of the Philippines", "AB Journalism"),
        ("BA Hons Fine Art", "BA Hons Fine Art"),
        ("BE Mechanical Engineering, Pune", "BE Mechanical Engineering"),
        ("B.E. (Hons) Civil Engineering", "B.E. (Hons) Civil Engineering"),
        ("LLB (Hons), Cardiff", "LLB"),
        ("Diploma in Visual Communication, college, Durban", "Diploma in Visual Communication"),
    ],
)
def test_a_degree_with_its_subject(line, degree):
    found = degree_with_subject(line)
    assert found is not None
    assert line[found[0] : found[1]] == degree


@pytest.mark.parametrize(
    "line",
    [
        "BA, University of Leeds",
        "Bachelor of Arts, Leeds",
        "Graduated 2019",
        "High School Diploma, Oakville",
        "BA (Hons), Durham University, 2:1",
    ],
)
def test_a_degree_without_one(line):
    assert degree_with_subject(line) is None
