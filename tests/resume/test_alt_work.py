"""Which jobs are ALT work, judged by title, employer, programme and place together."""

from __future__ import annotations

import pytest

ALT = [
    # by title
    "Assistant Language Teacher",
    "Assistant Language Teacher (ALT)",
    "ALT",
    "Head ALT, Sakura City, Chiba, Japan",
    "Assistant Language Teacher, Minami City Board of Education, Toyama, Japan",
    "ASSISTANT LANGUAGE TEACHER | HIKARI TOWN BOARD OF EDUCATION",
    "Assistant Language Teachers' Leader, Board of Education, Ōita",
    "Assistant English Teacher, Kita Junior High School, Akita, Japan",
    "Assistant English Teacher (AET), Sagamihara",
    "AET, Kobe City Board of Education",
    "Assistant Foreign Language Teacher, Kumamoto",
    "外国語指導助手 (ALT) 富山県南砺市教育委員会",
    "英会話講師 株式会社イーオン 札幌",
    "Native English Teacher (C-NET), Minato-ku, Tokyo",
    "T-NET, Tokyo Metropolitan Board of Education",
    "Foreign Language Teacher, private high school, Saga, Japan",
    # the JET Programme
    "Assistant Language Teacher (ALT), JET Programme",
    "JET Programme Participant, Hyogo Prefecture",
    "JET Program, Assistant Language Teacher, Kagoshima",
    "JET ALT, Shimane",
    "JET Programme | Oita, Japan",
    "English Teacher, The JET Program, Aomori",
    "The Japan Exchange and Teaching (JET) Programme, English Teacher",
    "Coordinator for International Relations (CIR), Toyama Prefectural Government",
    "CIR, Ishikawa Prefecture, Japan",
    "Coordinator for International Relations, Kushimoto Town Hall",
    "International Relations Coordinator, Kanazawa City Hall, Japan",
    "Sports Exchange Advisor (SEA), JET Programme, Nagano",
    "国際交流員 (CIR) 石川県庁",
    # dispatch companies
    "English Teacher, dispatch company, Gifu, Japan",
    "ALT, Interac, Nagoya",
    "Assistant Language Teacher, Interac Co., Ltd., Hamamatsu, Japan",
    "English Instructor, Altia Central, Okazaki, Japan",
    "Teacher, Borderlink Inc., Saitama, Japan",
    "English Teacher, Heart Corporation, Ibaraki, Japan",
    "JALSS | English Instructor | Saga, Japan",
    "Instructor, Joytalk, Tochigi, Japan",
    "English Teacher, RCS Corporation, Aichi, Japan",
    "English instructor at WING, Chiba, Japan",
    "Instructor, ALT dispatch agency, Sendai, Japan",
    "Westgate Corporation, English Instructor, Tokyo, Japan",
    # conversation schools
    "English Instructor, AEON Corporation, Matsuyama, Japan",
    "English Conversation Teacher, NOVA, Osaka",
    "Instructor, NOVA Holdings, Hiroshima, Japan",
    "ECC Foreign Language Institute, English Instructor, Kyoto, Japan",
    "GABA Corporation — Instructor, Tokyo, Japan",
    "English Language Instructor, Berlitz Japan, Yokohama",
    "Head Instructor, conversation school chain, Sapporo, Japan",
    "Head Teacher, eikaiwa, Fukuoka",
    "Eikaiwa Teacher, Kochi",
    "Teacher, Peppy Kids Club, Nagoya, Japan",
    "Language instructor, language school, Kanazawa, Japan",
    "Assistant Trainer, English conversation school, Takamatsu, Japan",
    "Shane English School, Teacher, Chiba, Japan",
    # schools
    "English Teacher, Sakura Junior High School, Okayama, Japan",
    "English Teacher at Aoba Elementary School, Sendai",
    "Kindergarten English Teacher, Hoshi International Preschool, Tokyo, Japan",
    "Kindergarten Teacher, English kindergarten, Osaka, Japan",
    "ESL Teacher, international school, Kobe, Japan",
    "Native English Teacher, Hikari High School, Wakayama, Japan",
    "English Teacher, Midori Town Board of Education",
    "EFL Instructor, prefectural high school, Nara",
    "Native English Speaker, public elementary schools, Saitama Prefecture",
    "English Teacher | Japan",
    "Conversational English Teacher, town hall, Ehime, Japan",
    "English Teacher\\tKōchi, Japan",
    "English Teacher, Kouchi-ken",
    "English teacher and translator, Nanto City Board of Education, Toyama, Japan",
    "Volunteer English Teacher, community centre, Miyagi, Japan",
    "Business English Instructor, language school, Tokyo, Japan",
    "小学校英語講師 横浜市教育委員会",
    # words of other work or places beside them
    "English Teacher, Translator, town hall, Nara, Japan",
    "Editor & ALT, Nanto City Board of Education, Japan",
    "English Instructor, New York English School, Tokyo",
    "English Teacher, Kobe, Oxford English Academy",
    "English Teacher, Victoria Language Centre, Osaka, Japan",
    "English Instructor, Shingu Golf and English School, Wakayama, Japan",
    "Native English Teacher, Wellington International Kindergarten, Yokohama, Japan",
    "Teacher, public elementary school, Nagasaki, Japan",
    "AET, prefectural high school, Gunma, Japan",
    "Private ALT, Tottori, Japan",
    "Coordinator for International Relations, city hall, Kagoshima, Japan",
    "English Teacher, Berlitz, Osaka, Japan",
    "Lead ALT / Trainer, dispatch company, Ibaraki, Japan",
    "English Teacher, village board of education, Nagano, Japan",
    "Kindergarten English instructor, kindergarten group, Kyoto, Japan",
    "ALT (Assistant Language Teacher), public junior high schools, Ehime, Japan",
    "Assistant Language Teacher, Tsushima Island, Nagasaki",
    "English conversation lecturer, vocational school, Sendai, Japan",
    "Assistant Language Teacher — JET Programme, Ōita-ken",
    "Foreign Language Assistant, board of education, Yamanashi, Japan",
    # other titles for the same work
    "English as a Second Language (ESL) Teacher, private school, Mie, Japan",
    "English Reading Instructor, after-school programme, Kobe, Japan",
    "Children's English Conversation Instructor, Fukuoka, Japan",
    "Language Teacher / Cultural Ambassador, Noto Town, Ishikawa, Japan",
    "Teacher of English as a Foreign Language, Takayama, Japan",
    "International Exchange and Language Coordinator, city board of education, Saga, Japan",
    "Education Specialist, town board of education, Iwate, Japan",
    "Cross-cultural Communication Specialist (ALT), prefectural high schools, Shiga, Japan",
    "Elementary English Specialist, board of education, Chiba, Japan",
    "JHS/ES ALT, Shizuoka",
    "A.L.T., Yamagata City, Japan",
    "JET (ALT), Tottori",
    "Lead English Teacher, Kids Duo, Yokohama",
    "Interac ALT, Ibaraki, Japan",
    "ALT for Saitama City",
    "Assistant Language Teacher (direct hire by city), Kumamoto, Japan",
]

NOT_ALT = [
    # words that look alike
    "Senior Engineer, Interac e-Transfer, Toronto, Canada",
    "Product Manager, Interac Corp., Toronto, Canada",
    "Propulsion Engineer, jet engine maker, Derby, UK",
    "Research assistant, JET programme, fusion laboratory, Oxfordshire, UK",
    "Diagnostics Technician, JET tokamak, Culham",
    "Cabin Crew, Jet Airways, Mumbai, India",
    "Developer, JET fare cache, travel start-up, Montréal, Canada",
    "Web Developer (alt text and accessibility), charity, Bristol, UK",
    "Network Engineer, ALT routes, telecoms company",
    "Lab Technician, ALT and AST assays, hospital, Leeds, UK",
    "Nurse, HRT clinic, Manchester, UK",
    "Reservoir Analyst, BOE reporting, oil company, Calgary, Canada",
    "Economist, BoE, London, UK",
    "Fuel handler, JET-A supplier, Houston, TX",
    "Flight instructor, jet trainer squadron",
    "Store Manager, AEON Retail, Chiba, Japan",
    "Buyer, AEON Mall, Makuhari, Japan",
    "Hardware Engineer, AEON, Taipei, Taiwan",
    "Lecturer, Nova Southeastern University, Florida",
    "Teacher, Nova Scotia Department of Education, Halifax, Canada",
    "Front-end Developer, Borderlink CSS project",
    ".NET Developer, software house, Osaka, Japan",
    "Sourcer, Certified Internet Recruiter (CIR), Denver, CO",
    "SEA Logistics Coordinator, freight forwarder, Singapore",
    # teaching elsewhere
    "Business English trainer, language institute, Berlin, Germany",
    "Volunteer English teacher, summer programme, Taiwan",
    "Native English Teacher, EPIK, Busan, South Korea",
    "English Teacher, public middle school, Daegu, Korea",
    "English Teacher (hagwon), Seoul",
    "English Teacher, training centre, Chengdu, China",
    "Auxiliar de Conversación, Ministry of Education, Madrid, Spain",
    "English Language Assistant, British Council, Lyon, France",
    "Language Assistant, lycée, Bordeaux, France",
    "Assistant Language Teacher, secondary school, Leipzig, Germany",
    "Native English Teacher (NET), primary school, Hong Kong",
    "ESL Instructor, community college, Portland, Oregon",
    "ESOL Teacher, further education college, Leeds, UK",
    "Teacher, Chicago Board of Education, Chicago, IL",
    "English Teacher, Newark Board of Education, Newark, NJ",
    "English Teacher, Jersey City Board of Education",
    "Assistant teacher, primary school, Bristol, UK",
    "Assistant Teacher, nursery",
    "Teaching assistant, state university, California",
    "Graduate Teaching Assistant, Department of History",
    "High School English Teacher, Springfield Public Schools, Massachusetts",
    "Peace Corps English Teacher, Mongolia",
    "TEFL Teacher, language school, Hanoi, Vietnam",
    "English Instructor, Berlitz, Frankfurt, Germany",
    "Teacher, Kumon Learning Centre, Auckland, New Zealand",
    "Instructor, Hartley Centre, Leeds, UK",
    # other work in Japan, or with Japan
    "University Lecturer, Hikari University, Kyoto, Japan",
    "Lecturer in English, university, Hiroshima, Japan",
    "Assistant Professor of English, Sakura University, Tokyo, Japan",
    "English Instructor, Faculty of Letters, Midori University, Nagoya, Japan",
    "Ski Instructor, snow resort, Niseko, Japan",
    "Snowboard instructor, Hakuba, Japan",
    "Scuba Diving Instructor, Okinawa, Japan",
    "Recruiter, recruitment agency, Tokyo, Japan",
    "Recruiter, Interac, Tokyo, Japan",
    "Software Engineer, start-up, Fukuoka, Japan",
    "Translator, trading company, Osaka, Japan",
    "Sales Manager, Berlitz Japan, Tokyo",
    "Accountant, NOVA Holdings, Osaka, Japan",
    "Japanese Teacher, high school, Seattle, WA",
    "Teacher of Japanese, secondary school, Melbourne, Australia",
    "Japanese Language Teacher, language school, Nagoya, Japan",
    "Japanese Language Assistant, Japan Foundation, Sydney, Australia",
    "JET Program Coordinator, Consulate General of Japan, Houston, Texas",
    "Mathematics Teacher, international school, Yokohama, Japan",
    "Yoga teacher, studio, Kyoto, Japan",
    "Barista, café, Sapporo, Japan",
    "Editor, English-language newspaper, Tokyo, Japan",
    "Research student, graduate school, Sendai, Japan",
    "Farm volunteer, Hokkaido, Japan",
    "Military police officer, Yokosuka, Japan",
    "Guest house manager, Takayama, Japan",
    "Marketing Coordinator, city tourism office, Kanazawa, Japan",
    "Recruiter, English Teachers, Tokyo, Japan",
    "English Teacher Recruiter, staffing agency, Osaka, Japan",
    "ALT Recruiter, Interac, Tokyo, Japan",
    "Recruiter of Assistant Language Teachers, dispatch company, Nagoya, Japan",
    "SEA Regional Manager, trading house, Tokyo, Japan",
    "Corporate Trainer, bank, Tokyo, Japan",
    "Instructor, ski school, Hakuba, Japan",
    "Instructor, English-speaking ski school, Niseko, Japan",
    "Cooking Instructor, cooking school, Kyoto, Japan",
    "Karate Instructor, dojo, Okinawa, Japan",
    "Music Teacher, international school, Tokyo, Japan",
    "English Teacher, Oxford Academy, Leeds, UK",
    "Professor of English, women's college, Kobe, Japan",
    "Part-time Lecturer, university, Nagoya, Japan",
    "Sales Consultant, English school, Fukuoka, Japan",
    "Teacher, Japanese Saturday School, London, UK",
    "Local Staff, Embassy of Japan, Dublin, Ireland",
    "English Teacher, language school, Taipei",
    "Language Assistant, Collège Jean Moulin, Nantes",
    "Teacher of English, gymnasium, Brno, Czech Republic",
    "Exchange student, Sophia University, Tokyo, Japan",
    "Legal assistant, law firm, Osaka, Japan",
    "Interpreter, car plant, Aichi, Japan",
    "Localisation tester, game studio, Kyoto, Japan",
    "Night auditor, hotel, Okinawa, Japan",
    "Nursery nurse, nursery school, Cardiff, Wales",
    "Receptionist, eikaiwa school, Osaka, Japan",
    "Marketing Manager, conversation school, Tokyo, Japan",
    "Accounts assistant, English language school, Tokyo, Japan",
    "Web Developer, eikaiwa chain, Nagoya, Japan",
    "Caretaker, board of education, Gunma, Japan",
    "Tourism officer, town hall, Nagano, Japan",
]


@pytest.mark.parametrize("header", ALT)
def test_a_job_of_an_assistant_teacher_in_japan_is_alt_work(read, header):
    resume = read(
        f"# Experience\n{header} | April 2019 – March 2022\n- Worked with the city office on events"
    )
    assert [entry.alt for _, entry in resume.entries()] == [True]


@pytest.mark.parametrize("header", NOT_ALT)
def test_another_job_is_not_alt_work(read, header):
    resume = read(
        f"# Experience\n{header} | April 2019 – March 2022\n- Worked with the city office on events"
    )
    assert [entry.alt for _, entry in resume.entries()] == [False]


THIN_ALT = [
    ("Branch Manager, conversation school, Tokyo, Japan", "", "Taught 12 lessons a week and hired staff"),
    ("Team Leader, dispatch company, Nara, Japan", "", "Observed ALTs and taught at four schools"),
    ("English Teacher", "", "Team-taught with JTEs at three schools"),
    ("English Teacher", "", "Taught at a junior high school in Toyama and joined the speech contest"),
    ("English Teacher", "Spent four years teaching English in Japan.", "Planned lessons"),
    ("English Teacher", "Three years as an ALT on the JET Programme.", "Planned lessons"),
    ("English Instructor, private company", "", "Taught Japanese students and prepared them for Eiken"),
    ("Teacher, dispatch company", "English teacher in Japan for three years.", "Taught at six schools"),
    ("Instructor, Sapporo, Japan", "", "Taught English conversation to adults"),
    ("Teacher, private high school, Kyoto, Japan", "", "Taught English to second graders"),
    ("Native English Teacher", "", "Worked with Japanese teachers of English at a board of education"),
    ("Interac, Nagoya, Japan", "", "Taught 20 classes a week to students at 5 schools"),
    ("Sakura City Board of Education, Chiba, Japan", "", "Taught English lessons to students"),
    ("Language Instructor, language school", "", "Eikaiwa lessons for adults in Osaka"),
]
THIN_NOT_ALT = [
    ("Branch Manager, conversation school, Tokyo, Japan", "", "Ran campaigns and raised sign-ups by 20%"),
    ("English Teacher", "", "Taught GCSE English literature and led the drama club"),
    ("English Teacher", "Teacher with ten years in London comprehensives.", "Took a class trip to Osaka"),
    ("Teacher", "", "Taught Year 4 and ran the sports day"),
    ("Instructor", "Planner with a love of Japan.", "Taught spreadsheet classes"),
    ("Native English Teacher", "", "Taught at a public middle school with Korean co-teachers"),
    ("Instructor, Sapporo, Japan", "", "Led ski groups on the mountain"),
    ("Operations Assistant, dispatch company", "", "Planned routes for drivers"),
    ("Board of Education, Springfield", "", "Taught third grade classes and students"),
    ("Coordinator, town hall", "", "Planned the sports day"),
    ("Recruiter", "Recruiter of English teachers for schools in Japan.", "Hired ALTs for Interac in Japan"),
]


@pytest.mark.parametrize(("header", "summary", "bullet"), THIN_ALT)
def test_where_the_header_says_too_little_the_lines_below_and_the_summary_are_asked(
    read, header, summary, bullet
):
    resume = read(f"## Summary\n{summary or 'Planner.'}\n## Experience\n{header} | 2019–2022\n- {bullet}")
    assert [entry.alt for _, entry in resume.entries()] == [True]


@pytest.mark.parametrize(("header", "summary", "bullet"), THIN_NOT_ALT)
def test_and_they_do_not_make_any_teaching_alt_work(read, header, summary, bullet):
    resume = read(f"## Summary\n{summary or 'Planner.'}\n## Experience\n{header} | 2019–2022\n- {bullet}")
    assert [entry.alt for _, entry in resume.entries()] == [False]


MENTIONS = [
    "Taught English in Japan for three years as an ALT on the JET Programme.",
    "Former ALT with a talent for planning",
    "I worked as an assistant language teacher in a small town",
    "English teacher in rural Japan for four years, now looking for a role in logistics",
    "Four years teaching English to children in northern Japan",
    "Ex-JET Program participant",
    "Eikaiwa teacher aiming at learning and development",
]
NO_MENTIONS = [
    "Ten years in hot sections; diagnostics for the JET programme at a fusion laboratory",
    "Added ALT text to images",
    "Sold machines to customers in Japan",
    "English teacher in Spain with a love of Japan",
    "Lived in Japan as a student and learned English grammar well",
    "Recruits engineers for companies in Japan",
]


@pytest.mark.parametrize("line", MENTIONS)
def test_alt_work_in_prose_alone_is_noticed(read, line):
    resume = read(f"# Jo Ash\njo@example.com\n## Summary\n{line}\n## Skills\n- Excel")
    assert resume.alt_mentioned
    assert resume.alt_entries == ()


@pytest.mark.parametrize("line", NO_MENTIONS)
def test_other_prose_is_no_mention_of_alt_work(read, line):
    assert not read(f"# Jo Ash\njo@example.com\n## Summary\n{line}\n## Skills\n- Excel").alt_mentioned


def test_what_an_other_job_says_of_alts_is_no_mention(read):
    resume = read(
        "## Summary\nRecruiter of JET Programme alumni.\n## Experience\n"
        "Officer, Consulate General of Japan, Denver, CO, 2019–2022\n"
        "- Interviewed applicants to the JET Programme\n- Supervised eikaiwa classes"
    )
    assert not resume.alt_mentioned


def test_the_summary_is_asked_only_where_no_job_is_surely_alt_work(read):
    resume = read(
        "## Summary\nFour years teaching English in Japan.\n## Experience\nALT, Oita, Japan, 2018–2022\n- Taught\n"
        "English Teacher, Cusco, 2016–2018\n- Taught"
    )
    assert [entry.alt for _, entry in resume.entries()] == [True, False]


def test_studies_are_never_alt_work(read):
    resume = read("## Education\nTEFL for English teachers, language school, Tokyo, Japan, 2018")
    assert [entry.alt for _, entry in resume.entries()] == [False]


def test_several_alt_jobs_are_all_found(read):
    resume = read(
        "## Experience\nHead ALT, Interac, Nagoya, Japan, 2020–2022\n- Led\n"
        "ALT, Interac, Gifu, Japan, 2018–2020\n"
        "- Taught\nBarista, café, Leeds, UK, 2016–2018\n- Coffee\nEikaiwa Instructor, AEON, Kobe, 2014–2016\n- Taught"
    )
    assert [entry.alt for _, entry in resume.entries()] == [True, True, False, True]
    assert len(resume.alt_entries) == 3


def test_the_writer_may_know_better(read):
    text = "## Experience\nTeacher, 2019–2022\n- Taught\nBarista, 2016–2018\n- Coffee"
    assert read(text).alt_entries == ()
    assert [entry.title for entry in read(text, assume_alt=True).alt_entries] == ["Teacher"]


def test_without_a_teaching_job_every_job_is_taken_at_the_writers_word(read):
    resume = read(
        "## Experience\nHelper, 2019–2022\n- Helped\n## Education\nBA History, 2018", assume_alt=True
    )
    assert [entry.alt for _, entry in resume.entries()] == [True, False]


def test_the_writers_word_adds_nothing_where_alt_work_was_recognised(read):
    text = "## Experience\nALT, Oita, Japan, 2019–2022\n- Taught\nTeacher, Leeds, UK, 2016–2018\n- Taught"
    assert [entry.alt for _, entry in read(text, assume_alt=True).entries()] == [True, False]
