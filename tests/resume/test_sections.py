"""Headings open sections, whatever they look like; other lines do not."""

from __future__ import annotations

import pytest

HEADINGS = [
    ("experience", "Experience"),
    ("experience", "Professional Experience"),
    ("experience", "WORK HISTORY"),
    ("experience", "Employment"),
    ("experience", "Employment History:"),
    ("experience", "Teaching Experience"),
    ("experience", "Experience (continued)"),
    ("experience", "EXPERIENCE & LEADERSHIP"),
    ("experience", "Career History"),
    ("experience", "E X P E R I E N C E"),
    ("experience", "W O R K   E X P E R I E N C E"),
    ("experience", "★ Work Experience ★"),
    ("experience", "2. Work experience"),
    ("experience", "── Experience ──"),
    ("experience", "💼 Experience"),
    ("experience", "職歴"),
    ("experience", "■職歴"),
    ("experience", "【職務経歴】"),
    ("experience", "職歴 / Work History"),
    ("education", "Education"),
    ("education", "ACADEMIC BACKGROUND"),
    ("education", "Education and Certifications"),
    ("education", "School"),
    ("education", "Schools attended"),
    ("education", "学歴"),
    ("certifications", "Certifications"),
    ("certifications", "Licenses & Certifications"),
    ("certifications", "Qualifications"),
    ("certifications", "Professional Development"),
    ("certifications", "免許・資格"),
    ("skills", "Skills"),
    ("skills", "Core Competencies"),
    ("skills", "Technical Skills"),
    ("skills", "Skills & Languages"),
    ("skills", "Areas of Expertise"),
    ("skills", "スキル"),
    ("languages", "Languages"),
    ("languages", "Languages / Certifications"),
    ("languages", "Language Skills"),
    ("languages", "語学"),
    ("summary", "Summary"),
    ("summary", "Professional Profile"),
    ("summary", "About me"),
    ("summary", "Career Objective"),
    ("summary", "自己PR"),
    ("summary", "志望動機"),
    ("projects", "Selected Projects"),
    ("volunteering", "Volunteer Work"),
    ("volunteering", "Community Involvement"),
    ("awards", "Honours and Awards"),
    ("interests", "Hobbies & Interests"),
    ("references", "References"),
    ("other", "Additional Information"),
    ("other", "Extracurricular Activities"),
]
WORDED = [
    ("experience", "Experience in Japan"),
    ("experience", "International Work"),
    ("certifications", "Certificates I Hold"),
    ("skills", "My Toolbox of Skills"),
    ("languages", "Languages I Speak"),
    ("volunteering", "Volunteer and Service Experience"),
    ("other", "Things I Have Built With Friends"),
]


def kinds(resume):
    return [section.kind for section in resume.sections]


@pytest.mark.parametrize(("kind", "heading"), HEADINGS, ids=[row[1] for row in HEADINGS])
def test_a_line_set_as_heading_opens_its_section(read, kind, heading):
    resume = read(f"# Jo Ash\njo@example.com\n## {heading}\n- One line")
    assert kinds(resume) == ["contact", kind]
    assert resume.kind_of(3) == kind


@pytest.mark.parametrize(("kind", "heading"), HEADINGS, ids=[row[1] for row in HEADINGS])
def test_the_same_line_in_bold_opens_its_section(read, kind, heading):
    resume = read(f"**Jo Ash**\njo@example.com\n**{heading}**\n- One line")
    assert kinds(resume) == ["contact", kind]


@pytest.mark.parametrize(("kind", "heading"), WORDED, ids=[row[1] for row in WORDED])
def test_an_unlisted_heading_goes_by_its_words(read, kind, heading):
    assert kinds(read(f"# Jo Ash\n## Summary\nA planner.\n## {heading}\n- One line"))[-1] == kind


PLAIN = """
Jo Ash
jo@example.com
EXPERIENCE
ALT, Sakura City, Chiba, Japan, 2019–2022
- Taught
EDUCATION
BA History, University of Leeds, 2016
SKILLS
Excel
LANGUAGES
English, Japanese
"""


def test_capitals_are_enough_where_a_format_has_no_headings(read):
    assert kinds(read(PLAIN)) == ["contact", "experience", "education", "skills", "languages"]


def test_title_case_is_enough_too(read):
    assert kinds(read(PLAIN.title())) == ["contact", "experience", "education", "skills", "languages"]


@pytest.mark.parametrize(
    "line",
    [
        "Key achievements:",
        "Projects:",
        "Tools",
        "Responsibilities:",
        "Experience with Excel and Word",
        "Education for all children was my goal",
    ],
)
def test_a_label_inside_a_job_opens_no_section(read, line):
    resume = read(f"## Experience\n**Planner, Acme Ltd, Leeds** \\t 2019–2022\n{line}\n- One line")
    assert kinds(resume) == ["experience"]
    assert len(resume.sections[0].entries) == 1


@pytest.mark.parametrize(
    "line", ["## Assistant Language Teacher", "## Sakura City Board of Education, Chiba"]
)
def test_a_job_set_like_a_heading_stays_in_its_section(read, line):
    resume = read(f"## Experience\n{line}\nApril 2019 – March 2022\n- Taught\n## Skills\n- Excel")
    assert kinds(resume) == ["experience", "skills"]
    assert len(resume.sections[0].entries) == 1


def test_a_summary_without_heading_is_found_above_the_first_one(read):
    resume = read(
        "# Jo Ash\njo@example.com | +44 20 7946 0958\n"
        "Planner with four years in Japan, known for clear reports and calm.\n## Skills\n- Excel"
    )
    assert kinds(resume) == ["contact", "summary", "skills"]
    assert resume.kind_of(2) == "summary"


@pytest.mark.parametrize("headline", ["English Teacher", "Bilingual Project Coordinator | JLPT N2"])
def test_a_headline_below_the_name_is_summary(read, headline):
    resume = read(f"# Jo Ash\n{headline}\njo@example.com\n## Skills\n- Excel")
    assert resume.kind_of(1) == "summary"
    assert resume.kind_of(2) == "contact"


def test_jobs_without_any_heading_make_an_experience_section(read):
    resume = read(
        "Lee Hart\nlee@example.com\nAssistant Language Teacher, Himeji, Japan, 2018 - 2021\n- Taught\n"
        "Shop Assistant, Cardiff, UK, 2016 - 2018\n- Sold shoes"
    )
    assert kinds(resume) == ["contact", "experience"]
    assert [entry.alt for _, entry in resume.entries()] == [True, False]


def test_headings_that_share_their_line_with_the_content_open_sections(read):
    resume = read(
        "Lee Hart\nEXPERIENCE\nALT, Himeji, Japan, 2018 - 2021\n- Taught\n"
        "EDUCATION: BA Drama, Cardiff University, 2016\nSKILLS: Excel, Canva\nLANGUAGES: Japanese (basic)"
    )
    assert kinds(resume) == ["contact", "experience", "education", "skills", "languages"]
    assert resume.sections[2].entries[0].title == "BA Drama"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Languages: English (native), Japanese (conversational)", "languages"),
        ("Certifications: CAPM, 2023", "certifications"),
        ("Interests: hiking", "interests"),
        ("Driving: full UK licence", "other"),
    ],
)
def test_a_labelled_line_among_others_keeps_a_kind_of_its_own(read, line, kind):
    resume = read(f"## Additional Information\n- {line}\n- Available from May")
    assert kinds(resume) == ["other"]
    assert resume.kind_of(1) == kind


def test_below_a_combined_heading_each_line_goes_where_it_belongs(read):
    resume = read("## Skills & Languages\n- Japanese: JLPT N1\n- Excel, Trados")
    assert [resume.kind_of(index) for index in (1, 2)] == ["languages", "skills"]


def test_every_block_has_one_home(read):
    resume = read(PLAIN)
    assert len(resume.homes) == len(resume.blocks)
    for index, home in enumerate(resume.homes):
        section = resume.sections[home.section]
        assert index == section.heading or index in section.blocks
        if home.entry is not None:
            entry = section.entries[home.entry]
            assert index in (entry.header if home.role == "header" else entry.body)


def test_an_empty_document_has_no_sections(read):
    resume = read("")
    assert resume.sections == ()
    assert not resume.alt_mentioned


def test_a_job_read_into_a_list_of_skills_is_a_job_again(read):
    resume = read(
        "## Skills\n- Excel\nAssistant Language Teacher\nNanto Board of Education, Toyama, Japan\n- Taught 25 lessons"
    )
    assert kinds(resume) == ["skills", "experience"]
    assert [entry.alt for _, entry in resume.entries()] == [True]


@pytest.mark.parametrize(
    "line", ["Teacher training", "Japanese-English translator", "English teacher training certificate"]
)
def test_a_skill_that_sounds_like_a_job_stays_a_skill(read, line):
    assert kinds(read(f"## Skills\n{line}\n- Excel\n- Canva")) == ["skills"]
