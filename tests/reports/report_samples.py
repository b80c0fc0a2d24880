"""Reports made by hand, realistic enough to look at and hostile enough to test with."""

from __future__ import annotations

from reframe.model import (
    Answer,
    Concern,
    Failure,
    FileReport,
    Finding,
    Health,
    Location,
    Report,
    Scorecard,
    Suggestion,
)

ENTRY = "Assistant Language Teacher, Sakura City Board of Education"
COUNTS = "Someone who was never an ALT cannot weigh lessons or schools. They look for planning and deadlines."

MESSAGES = {
    "lesson-count": "A number of lessons tells an outsider nothing about you.",
    "school-count": "A number of schools tells an outsider nothing about you.",
    "cultural-passion": "A love of Japan is no reason to hire somebody.",
    "jargon": "A word that only people from Japanese schools know.",
    "language-uncertified": "Japanese is claimed here, and no test anywhere in the résumé proves it.",
}

SCHEDULES = Suggestion(
    text="Coordinated schedules and materials for {deliverable} between several sites with {partner_role}, "
    "tracked in {tool}",
    only_if="you agreed dates or materials between sites",
    for_=("supply-chain",),
    slots=("deliverable", "partner_role", "tool"),
    surfaces="coordination",
)
DELIVERED = Suggestion(
    text="Delivered {deliverable} {how_often}, to a schedule agreed with {partner_role}; {result}",
    only_if="you had fixed deadlines",
    for_=("supply-chain",),
    slots=("deliverable", "how_often", "partner_role", "result"),
)


def finding(
    rule: str = "lesson-count",
    *,
    context: str | None = "Taught 25 lessons a week at 5 elementary schools",
    text: str | None = "25 lessons a week",
    at: int = 14,
    **changes: object,
) -> Finding:
    """A finding in the sample entry; where it starts follows from its text."""
    start = context.index(text) if context is not None and text is not None else None
    known = {
        "rule": rule,
        "group": "trivia",
        "level": "warning",
        "message": MESSAGES.get(rule, "This works against you."),
        "why": COUNTS,
        "text": text,
        "context": context,
        "block": None if context is None else at - 1,
        "start": start,
        "end": None if start is None or text is None else start + len(text),
        "location": Location()
        if start is None
        else Location(
            section="Experience", entry=ENTRY, page=1, block=f"body/p[{at}]", line=at, column=start + 1
        ),
        "fingerprint": f"rf1:{rule}{at}:0",
    }
    return Finding(**{**known, **changes})  # type: ignore[arg-type]


def scorecard() -> Scorecard:
    """Two questions answered, two not."""
    return Scorecard(
        major=Answer(answered=True, evidence=("BA History",)),
        hard_skills=Answer(answered=True, evidence=("scheduling", "public speaking")),
        tools=Answer(answered=False),
        certifications=Answer(answered=False, recommended=("mos-excel", "capm")),
    )


def file(*findings: Finding, **changes: object) -> FileReport:
    """A file that was read well and holds these findings."""
    known = {
        "path": "resume.docx",
        "format": "docx",
        "sha256": "0" * 64,
        "pages": 2,
        "health": Health(),
        "alt_experience": True,
        "alt_work": ("Assistant Language Teacher, Sakura City, 2019–2022",),
        "target": "supply-chain",
        "scorecard": scorecard(),
        "findings": findings,
    }
    return FileReport(**{**known, **changes})  # type: ignore[arg-type]


def realistic() -> Report:
    """What a first résumé after Japan gets."""
    summary = (
        "Passionate educator with a lifelong love of Japanese culture who spent three wonderful years teaching "
        "English to the children of rural Japan, where I was responsible for teaching conversation classes at "
        "seven elementary schools and two junior high schools, and who now hopes to bring this experience home."
    )
    love = finding(
        "cultural-passion",
        group="framing",
        context=summary,
        text="lifelong love of Japanese culture",
        at=4,
        why="Enthusiasm for Japan is common to everybody who has lived there; it tells the reader nothing about you.",
        location=Location(section="Summary", line=4, column=25, page=1),
        suggestions=(
            Suggestion(
                text="Worked in a Japanese-language office for {period}, with {partner_role}",
                only_if="your office worked in Japanese",
            ),
        ),
        questions=("Which Japanese colleague would give you a reference, and for what work?",),
    )
    schools = love._replace(
        rule="school-count",
        message=MESSAGES["school-count"],
        group="trivia",
        text="seven elementary schools and two junior high schools",
        start=summary.index("seven"),
        end=summary.index("schools, and") + 7,
        why=COUNTS,
        suggestions=(SCHEDULES,),
        questions=("Who set the timetable with you, and in which language?",),
    )
    lessons = finding(
        suggestions=(DELIVERED,),
        questions=("What did each lesson require you to produce, and with which tool?",),
    )
    schools_again = finding(
        "school-count", text="5 elementary schools", suggestions=(SCHEDULES,), questions=schools.questions
    )
    jargon = finding(
        "jargon",
        group="jargon",
        level="suggestion",
        context="Planned classes with 2 JTEs and the 教頭 (きょうとう) for 運動会 week",
        text="JTEs",
        at=15,
        why="Nobody outside Japanese schools knows these letters.",
        suggestions=(Suggestion(text="Japanese teachers of English", applicability="safe"),),
    )
    kanji = jargon._replace(
        text="運動会", start=jargon.context.index("運動会"), end=jargon.context.index("運動会") + 3
    )  # type: ignore[union-attr]
    lessons_again = finding(
        context="Ran 3 evening classes a month for adults",
        text="3 evening classes a month",
        at=16,
        suggestions=(DELIVERED,),
        questions=lessons.questions,
    )
    japanese = finding(
        "language-uncertified",
        group="language",
        context="Japanese (conversational)",
        text="conversational",
        at=31,
        why="Words for a language level mean something different to every reader; a test result means the same to all.",
        location=Location(section="Languages", line=31, column=11, page=2),
        suggestions=(Suggestion(text="Japanese: JLPT {level} ({year})", only_if="you have passed it"),),
        questions=("Have you taken any level of the JLPT, or another test?",),
    )
    tools = finding(
        "missing-tools",
        group="missing",
        context=None,
        text=None,
        message="No tool is named anywhere in the résumé.",
        why="“Which tools can you use?” is one of the first things a recruiter searches for.",
        questions=("What did you make handouts, slides and timetables with?",),
    )
    return Report(
        files=(file(love, schools, lessons, schools_again, jargon, kanji, lessons_again, japanese, tools),)
    )


HOSTILE = (
    "<script>alert(1)</script> \x1b[31mred\x1b[0m ::error::pwned [red]x[/red] "
    "\u202egnp.exe \x9b2J `tick` @everyone | #1"
)


def hostile() -> Report:
    """Every text a résumé can supply tries to be something else."""
    bad = finding(
        context=f"::error::{HOSTILE}",
        text=HOSTILE,
        message=HOSTILE,
        location=Location(section=HOSTILE, entry=f"::warning::{HOSTILE}", line=1, column=10),
        suggestions=(Suggestion(text=f"{HOSTILE} {{slot}}", only_if=HOSTILE),),
        questions=(HOSTILE,),
    )
    missing = finding("missing-tools", context=None, text=None, message=f"::error::{HOSTILE}")
    card = scorecard()._replace(tools=Answer(answered=True, evidence=(HOSTILE,)))
    health = Health("degraded", (Concern("odd-text", HOSTILE, HOSTILE),))
    return Report(
        files=(
            file(
                bad,
                missing,
                path=f"{HOSTILE}.docx".replace("/", "_"),
                alt_work=(HOSTILE,),
                scorecard=card,
                health=health,
            ),
        ),
        errors=(Failure("::error::evil.pdf", "damaged", HOSTILE, HOSTILE),),
    )
