"""Which Japanese tests a line names, at which level of today, and whether it proves anything."""

import pytest

from reframe.checks.japanese_tests import tests_in as find_tests
from reframe.phrasebook.cases import Case
from reframe.proving import resume_of


def named(line: str) -> list[tuple[str, str, bool]]:
    resume, at = resume_of(Case(text=line, where="languages"))
    return [(test.test, test.level, test.proven) for test in find_tests(resume) if test.evidence.block == at]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("JLPT N2", [("jlpt", "N2", True)]),
        ("Japanese: JLPT N2 (passed July 2024)", [("jlpt", "N2", True)]),
        ("日本語能力試験N3", [("jlpt", "N3", True)]),
        (
            "JLPT N5 2019 → N4 2020 → N2 2023",
            [("jlpt", "N5", True), ("jlpt", "N4", True), ("jlpt", "N2", True)],
        ),
        ("N2 holder", [("jlpt", "N2", True)]),
        ("Japanese, passed N3 last July", [("jlpt", "N3", True)]),
        ("Kanji Kentei level 4", [("kanken", "Kanji Kentei", True)]),
        ("JLPT N2 expected July 2027", [("jlpt", "N2", False)]),
        ("hoping to pass N2 at the end of the year", [("jlpt", "N2", False)]),
        ("JLPT N2 (failed by 3 points)", [("jlpt", "N2", False)]),
        ("Japanese, N2-level", [("jlpt", "N2", False)]),
        ("JLPT N2 equivalent (never sat the exam)", [("jlpt", "N2", False)]),
        ("Japanese: approx. N3", [("jlpt", "N3", False)]),
        ("Self-taught N3 Japanese", [("jlpt", "N3", False)]),
        ("JLPT N3 (passed 2023), sitting N2 in July 2027", [("jlpt", "N3", True), ("jlpt", "N2", False)]),
        ("JLPT level N2 certificate", [("jlpt", "N2", True)]),
        ("Japanese at JLPT N4, used with the Osaka team", [("jlpt", "N4", True)]),
        ("Japanese at JLPT N4 level", [("jlpt", "N4", False)]),
        ("Japanese at JLPT N2 (planned for December)", [("jlpt", "N2", False)]),
        ("Comfortable at N2", [("jlpt", "N2", False)]),
        ("Approx. N2 in Japanese (not taken)", [("jlpt", "N2", False)]),
        ("Japanese N2, taken in Osaka, July 2019", [("jlpt", "N2", True)]),
        ("Japanese: N2 (untested)", [("jlpt", "N2", False)]),
        ("Japanese – sat N2 in December, result pending", [("jlpt", "N2", False)]),
        ("Japanese: took N2 this July, results not out", [("jlpt", "N2", False)]),
        ("Japanese: N2 (2021), N1 result pending", [("jlpt", "N2", True), ("jlpt", "N1", False)]),
        ("JLPT N2 passed; thesis result pending", [("jlpt", "N2", True)]),
        ("JLPT N3 but effectively N1 when speaking", [("jlpt", "N3", True), ("jlpt", "N1", False)]),
        ("N4 on paper, N2 in speech (Japanese)", [("jlpt", "N4", True), ("jlpt", "N2", False)]),
        ("JLPT N2 (strong in conversation)", [("jlpt", "N2", True)]),
        ("JLPT N2, really useful at work", [("jlpt", "N2", True)]),
        ("JLPT N3 (2020), not N2 yet", [("jlpt", "N3", True), ("jlpt", "N2", False)]),
        ("Spanish (DELE B2)", []),
    ],
)
def test_a_test_and_whether_it_is_one(line, expected):
    assert named(line) == expected


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Japanese (JLPT Level 3, 2008)", "N4"),
        ("JLPT Level 4 (2005)", "N5"),
        ("JLPT Level 2, 2007", "N2"),
        ("日本語能力試験2級", "N2"),
        ("JLPT 1", "N1"),
        ("JLPT Level 3", "old-3"),
        ("JLPT Level 3 (2014)", "old-3"),
    ],
)
def test_levels_from_before_2010_are_not_those_of_today(line, level):
    assert [found[1] for found in named(line)] == [level]
