"""Dates and ranges in the ways résumés write them."""

from __future__ import annotations

import pytest

from reframe.model import Month
from reframe.resume.dates import find_dates, without_dates

NOW = "now"
RANGES = [
    ("April 2019 – March 2022", (2019, 4), (2022, 3)),
    ("2021-03 – 2024-03", (2021, 3), (2024, 3)),
    ("08/2019–07/2021", (2019, 8), (2021, 7)),
    ("(2016/04-2018/03)", (2016, 4), (2018, 3)),
    ("2021.04 - 2023.03", (2021, 4), (2023, 3)),
    ("2019. 4 – 2020. 3", (2019, 4), (2020, 3)),
    ("Aug '19 - Present", (2019, 8), NOW),
    ("Aug 19 - Jul 21", (2019, 8), (2021, 7)),
    ("Sept. 2018-Jun. 2019", (2018, 9), (2019, 6)),
    ("Jan – Mar 2020", (2020, 1), (2020, 3)),
    ("2018-2020", (2018, 0), (2020, 0)),
    ("2018–19", (2018, 0), (2019, 0)),
    ("2019/20", (2019, 0), (2020, 0)),
    ("2010-12", (2010, 0), (2012, 0)),
    ("2010/11", (2010, 0), (2011, 0)),
    ("from April to June 15th, 2019", (2019, 4), (2019, 6)),
    ("2010-12 − now", (2010, 12), NOW),
    ("2019~2020", (2019, 0), (2020, 0)),
    ("2019–", (2019, 0), NOW),
    ("Since 2019", (2019, 0), NOW),
    ("from July 2018 until August 2021", (2018, 7), (2021, 8)),
    ("2022 to Present", (2022, 0), NOW),
    ("August 2019 to date", (2019, 8), NOW),
    ("1 April 2019 to 31 March 2022", (2019, 4), (2022, 3)),
    ("01/04/2019 - 31/03/2022", (2019, 4), (2022, 3)),
    ("2019-04-01 - 2020-05-03", (2019, 4), (2020, 5)),
    ("Fall 2018 - Spring 2019", (2018, 0), (2019, 0)),
    ("07/18 – 06/20", (2018, 7), (2020, 6)),
    ("平成31年4月〜令和4年3月", (2019, 4), (2022, 3)),
    ("令和元年5月 – 現在", (2019, 5), NOW),
    ("2019年4月 - 現在", (2019, 4), NOW),
    ("2019年4月から2022年3月", (2019, 4), (2022, 3)),
    ("H31.4 - R4.3", (2019, 4), (2022, 3)),
]
POINTS = [
    ("Summer 2018", (2018, 0)),
    ("May 2025 (expected)", (2025, 5)),
    ("Class of 2014", (2014, 0)),
    ("2019-07", (2019, 7)),
    ("JLPT N2, December 2021", (2021, 12)),
    ("Dec. '21", (2021, 12)),
    ("2021年12月", (2021, 12)),
]
NO_DATES = [
    "Trained 2000 people",
    "Managed a ¥2010 budget",
    "ages 20 to 75",
    "22 x 50 min classes",
    "Handled 1,950 orders",
    "May lead to delays",
    "B2B sales, 3 years",
    "Eiken Pre-2",
]


@pytest.mark.parametrize(("text", "first", "last"), RANGES, ids=[row[0] for row in RANGES])
def test_a_range_is_understood(text, first, last):
    (dates,) = find_dates(text)
    assert dates.ranged
    assert dates.first == Month(*first)
    assert (NOW if dates.current else dates.last) == (NOW if last == NOW else Month(*last))


@pytest.mark.parametrize(("text", "month"), POINTS, ids=[row[0] for row in POINTS])
def test_a_single_date_is_no_range(text, month):
    (dates,) = find_dates(text)
    assert not dates.ranged
    assert dates.first == dates.last == Month(*month)


@pytest.mark.parametrize("text", NO_DATES)
def test_other_numbers_are_no_dates(text):
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ALT, Toyama | April 2019 – March 2022", "ALT, Toyama"),
        ("Barista (2016–2018), Leeds", "Barista  , Leeds"),
        ("2019 – 2022 (3 years)", ""),
        ("Aug. 2017–Jul. 2020 · 2 yrs 11 mos", ""),
        ("Engineer with 3 years in Japan", "Engineer with 3 years in Japan"),
    ],
)
def test_dates_and_durations_are_taken_out(text, rest):
    assert without_dates(text) == rest


def test_offsets_are_those_of_the_text():
    text = "ALT\tApril 2019 – March 2022, Toyama"
    (dates,) = find_dates(text)
    assert text[dates.start : dates.end] == "April 2019 – March 2022"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("İZMİR, MAY 2019 TO JUNE 2020", "MAY 2019 TO JUNE 2020"),
        ("Ōsaka, SPRING TERM 2019 – PRESENT", "SPRING TERM 2019 – PRESENT"),
        ("Straße 5, HEISEI 30 – REIWA 2", "HEISEI 30 – REIWA 2"),
    ],
)
def test_capitals_make_no_difference_and_move_nothing(text, written):
    (dates,) = find_dates(text)
    assert text[dates.start : dates.end] == written
