"""Header lines become entries with title, employer, place and dates; bullets and sentences never do."""

from __future__ import annotations

import pytest

ALT_JOB = ("Assistant Language Teacher", "Nanto Board of Education", "Toyama, Japan")
LAYOUTS = {
    "one line with commas": "Assistant Language Teacher, Nanto Board of Education, Toyama, Japan, 2019–2022",
    "one line with bars": "Assistant Language Teacher | Nanto Board of Education | Toyama, Japan | 2019–2022",
    "one line with dashes": "Assistant Language Teacher – Nanto Board of Education – Toyama, Japan (2019–2022)",
    "one line with tabs": "Assistant Language Teacher\\tNanto Board of Education\\tToyama, Japan\\t2019–2022",
    "one line with middle dots": "Assistant Language Teacher · Nanto Board of Education · Toyama, Japan · 2019–2022",
    "one line with at": "Assistant Language Teacher at Nanto Board of Education, Toyama, Japan, 2019–2022",
    "one line with @": "Assistant Language Teacher @ Nanto Board of Education, Toyama, Japan (2019–2022)",
    "place in brackets": "Assistant Language Teacher, Nanto Board of Education (Toyama, Japan), 2019–2022",
    "date first": "2019–2022 Assistant Language Teacher, Nanto Board of Education, Toyama, Japan",
    "employer first": "Nanto Board of Education, Toyama, Japan | Assistant Language Teacher | 2019–2022",
    "two lines, title first": "Assistant Language Teacher\\t2019–2022\nNanto Board of Education, Toyama, Japan",
    "two lines, employer first": "Nanto Board of Education\\tToyama, Japan\nAssistant Language Teacher\\t2019–2022",
    "three lines": "Assistant Language Teacher\nNanto Board of Education, Toyama, Japan\n2019–2022",
    "three lines, date first": "2019–2022\nAssistant Language Teacher\nNanto Board of Education, Toyama, Japan",
    "four lines": "Assistant Language Teacher\nNanto Board of Education\nToyama, Japan\n2019–2022",
    "a heading": "### Assistant Language Teacher, Nanto Board of Education, Toyama, Japan | 2019–2022",
    "headings of two levels": "### Nanto Board of Education, Toyama, Japan\n#### Assistant Language Teacher\n2019–2022",
    "bold, then plain": "**Assistant Language Teacher**\nNanto Board of Education | Toyama, Japan | 2019–2022",
    "a form": "Position: Assistant Language Teacher\nEmployer: Nanto Board of Education\n"
    "Location: Toyama, Japan\nDates: 2019–2022",
    "numbered": "1. Assistant Language Teacher, Nanto Board of Education, Toyama, Japan, 2019–2022",
    "with terms": "Assistant Language Teacher · Full-time\nNanto Board of Education\n2019–2022 · 3 yrs\nToyama, Japan",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
@pytest.mark.parametrize(
    "bullets", ["- Taught English\n- Planned a festival", ""], ids=["bullets", "no bullets"]
)
def test_every_layout_of_a_header_is_read(read, layout, bullets):
    other = "### " if layout.startswith("###") else ""
    resume = read(
        f"## Experience\n{layout}\n{bullets}\n## Education\nBA History, University of Leeds, 2016{other}"
    )
    (entry,) = resume.sections[0].entries
    assert (entry.title, entry.employer, entry.place) == ALT_JOB
    assert entry.start is not None
    assert entry.end is not None
    assert (entry.start.year, entry.end.year) == (2019, 2022)
    assert entry.label == "Assistant Language Teacher, Nanto Board of Education"
    assert entry.alt
    assert len(entry.body) == (2 if bullets else 0)


SECOND = {
    "one line with commas": "Barista, Costa Coffee Ltd, Leeds, UK, 2016–2018",
    "one line with bars": "Barista | Costa Coffee Ltd | Leeds, UK | 2016–2018",
    "two lines, title first": "Barista\\t2016–2018\nCosta Coffee Ltd, Leeds, UK",
    "two lines, employer first": "Costa Coffee Ltd\\tLeeds, UK\nBarista\\t2016–2018",
    "three lines": "Barista\nCosta Coffee Ltd, Leeds, UK\n2016–2018",
    "three lines, date first": "2016–2018\nBarista\nCosta Coffee Ltd, Leeds, UK",
    "four lines": "Barista\nCosta Coffee Ltd\nLeeds, UK\n2016–2018",
    "a form": "Position: Barista\nEmployer: Costa Coffee Ltd\nLocation: Leeds, UK\nDates: 2016–2018",
}


@pytest.mark.parametrize("layout", SECOND)
@pytest.mark.parametrize("bullets", ["- Did one thing\n", ""], ids=["bullets", "no bullets"])
def test_two_jobs_of_one_layout_stay_apart(read, layout, bullets):
    resume = read(f"## Experience\n{LAYOUTS[layout]}\n{bullets}{SECOND[layout]}\n{bullets}")
    first, second = resume.sections[0].entries
    assert (first.title, first.employer, first.place) == ALT_JOB
    assert (second.title, second.employer, second.place) == ("Barista", "Costa Coffee Ltd", "Leeds, UK")
    assert (first.alt, second.alt) == (True, False)


HEADERS = [
    (
        "Sales Assistant, Hartley & Co., Ltd., Leeds, UK",
        "Sales Assistant",
        "Hartley & Co., Ltd.",
        "Leeds, UK",
    ),
    ("Intern, Staffing agency, Dublin, Ireland", "Intern", "Staffing agency", "Dublin, Ireland"),
    ("Receptionist dental clinic, Bristol, UK", "Receptionist", "dental clinic", "Bristol, UK"),
    (
        "Recruiter (intern) staffing agency, Dublin, Ireland",
        "Recruiter (intern)",
        "staffing agency",
        "Dublin, Ireland",
    ),
    ("English Teacher, EPIK, Busan, South Korea", "English Teacher", "EPIK", "Busan, South Korea"),
    ("ALT, JET Programme at city hall, Nara, Japan", "ALT", "JET Programme, city hall", "Nara, Japan"),
    ("Consultant, staffing firm\\tTokyo, Japan", "Consultant", "staffing firm", "Tokyo, Japan"),
    ("Head of Sales, Acme Ltd, London", "Head of Sales", "Acme Ltd", "London"),
    (
        "Coordinator for International Relations (CIR), Toyama Prefectural Government",
        "Coordinator for International Relations (CIR)",
        "Toyama Prefectural Government",
        "",
    ),
    ("English Teacher, dispatch company, Gifu, Japan", "English Teacher", "dispatch company", "Gifu, Japan"),
    (
        "Head Instructor, language school, Sapporo, Japan",
        "Head Instructor",
        "language school",
        "Sapporo, Japan",
    ),
    ("IT Technician, state university, California", "IT Technician", "state university", "California"),
    (
        "Recruiter (intern), staffing agency, Dublin, Ireland",
        "Recruiter (intern)",
        "staffing agency",
        "Dublin, Ireland",
    ),
    ("Developer, travel start-up, Montréal, Canada", "Developer", "travel start-up", "Montréal, Canada"),
    ("English Teacher in Kochi, Japan", "English Teacher", "", "Kochi, Japan"),
    ("Director of Operations at Example Foods", "Director of Operations", "Example Foods", ""),
    (
        "Certified Nursing Assistant, Example Clinic, Austin, TX",
        "Certified Nursing Assistant",
        "Example Clinic",
        "Austin, TX",
    ),
    ("Managing Director, Example Trading, Singapore", "Managing Director", "Example Trading", "Singapore"),
    ("外国語指導助手(ALT) 富山県南砺市教育委員会", "外国語指導助手(ALT)", "富山県南砺市教育委員会", ""),
]


@pytest.mark.parametrize(("line", "title", "employer", "place"), HEADERS, ids=[row[0] for row in HEADERS])
def test_title_employer_and_place_are_told_apart(read, line, title, employer, place):
    (entry,) = read(f"## Experience\n{line} | 2019–2022\n- One line").sections[0].entries
    assert (entry.title, entry.employer, entry.place) == (title, employer, place)


def test_an_employer_that_begins_like_a_verb_is_a_header_line(read):
    resume = read(
        "## Experience\nRecruiter (intern)\\tMay 2017 – May 2018\nStaffing agency, Dublin, Ireland\n- Screened"
    )
    (entry,) = resume.sections[0].entries
    assert (entry.title, entry.employer) == ("Recruiter (intern)", "Staffing agency")


NO_HEADERS = [
    "In 2019 I moved to Toyama to teach at a junior high school.",
    "I joined the board of education in April 2019 and stayed until March 2022.",
    "Taught English at six schools from 2019 to 2022",
    "Coordinated the 2023 sister-city visit with the town hall: schedule, hosts and interpreters for 18 guests",
    "Key achievements:",
    "Technologies: Excel, Word",
    "Promoted to head teacher in 2021",
    "Responsible for the 2020 budget of the teacher training centre",
    "Was named Teacher of the Year 2021 by the board of education",
]


@pytest.mark.parametrize("line", NO_HEADERS)
def test_a_sentence_or_label_below_a_job_is_no_header(read, line):
    resume = read(f"## Experience\n**Planner, Acme Ltd, Leeds** \n2018–2022\n- One line\n{line}\n- Another")
    (entry,) = resume.sections[0].entries
    assert entry.body == (3, 4, 5)


@pytest.mark.parametrize("line", NO_HEADERS)
@pytest.mark.parametrize("more", ["", ", April 2019 – March 2022"])
def test_a_bullet_is_never_a_header(read, line, more):
    resume = read(f"## Experience\nPlanner, Acme Ltd, Leeds, 2018–2022\n- {line}{more}\n- Another")
    (entry,) = resume.sections[0].entries
    assert entry.header == (1,)
    assert entry.body == (2, 3)


def test_a_paragraph_that_is_header_and_duties_in_one_is_an_entry_whose_words_are_checked(read):
    resume = read(
        "## Career history\n"
        "Assistant Language Teacher, Sakura City, Chiba, 2019–2022. I taught at six schools.\n"
        "Retail assistant, Harbour Books, Leeds, 2016–2019. I served customers and ordered stock."
    )
    first, second = resume.sections[0].entries
    assert (first.header, first.body, first.alt) == ((), (1,), True)
    assert first.label == "Assistant Language Teacher, Sakura City"
    assert (second.header, second.body, second.alt) == ((), (2,), False)


def test_jobs_written_as_bullets_with_bullets_below_are_entries(read):
    resume = read(
        "## Experience\n- Assistant Language Teacher, JET Programme, Oita, Japan (2019–2022)\n"
        "  - Taught 20 classes a week\n"
        "- Warehouse Clerk, Hartley Logistics, Derby, UK (2016–2019)\n  - Picked orders"
    )
    first, second = resume.sections[0].entries
    assert (first.header, first.body, first.alt) == ((), (1, 2), True)
    assert (second.body, second.alt) == ((3, 4), False)


def test_two_positions_below_one_employer_keep_its_name(read):
    resume = read(
        "## Experience\nInterac Network, Hiroshima, Japan\n**Head ALT** (2020–2022)\n- Led\n"
        "**ALT** (2018–2020)\n- Taught"
    )
    first, second = resume.sections[0].entries
    assert (first.title, second.title) == ("Head ALT", "ALT")
    assert first.employer == second.employer == "Interac Network"
    assert first.alt
    assert second.alt
    assert second.start is not None
    assert second.start.year == 2018


def test_prose_without_any_header_is_an_entry_without_a_name(read):
    resume = read(
        "## Experience\nI taught English in Japan as an ALT from 2019 to 2022 and loved my work there."
    )
    (entry,) = resume.sections[0].entries
    assert (entry.header, entry.body, entry.label) == ((), (1,), "")
    assert entry.alt


def test_a_short_line_below_a_complete_header_is_body(read):
    resume = read(
        "## Experience\nAssistant Language Teacher, Nanto Board of Education, Toyama, Japan\\t2018–2021\n"
        "Six public schools.\n- Taught"
    )
    (entry,) = resume.sections[0].entries
    assert entry.body == (2, 3)
    assert entry.employer == "Nanto Board of Education"


def test_a_header_may_end_in_a_full_stop(read):
    resume = read(
        "## Earlier career\nTeaching assistant, Hill Primary School, York (2013–2015).\nClerk, York, 2011–2013."
    )
    assert [entry.title for _, entry in resume.entries()] == ["Teaching assistant", "Clerk"]


def test_degrees_stand_where_jobs_have_titles(read):
    resume = read(
        "## Education\nUniversity of Leeds\\t2013–2016\nBA History and Japanese Studies\n"
        "MA Law, University of Hull, 2018"
    )
    first, second = resume.sections[0].entries
    assert (first.title, first.employer) == ("BA History and Japanese Studies", "University of Leeds")
    assert (second.title, second.employer) == ("MA Law", "University of Hull")
    assert not first.alt


def test_a_degree_at_a_university_is_told_from_it(read):
    (entry,) = read("## Education\nBA History at University of Leeds\n2013–2016").sections[0].entries
    assert (entry.title, entry.employer) == ("BA History", "University of Leeds")


def test_a_current_job_has_no_end(read):
    (entry,) = read("## Experience\nPlanner, Acme Ltd | March 2022 – Present\n- One line").sections[0].entries
    assert entry.current
    assert entry.end is None
