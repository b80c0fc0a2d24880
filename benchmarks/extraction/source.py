"""One invented résumé as data, which every producer sets in its own way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    title: str
    dates: str
    bullets: tuple[str, ...]


NAME = "Dana Whitlock"
CONTACT = ("dana.whitlock@example.com", "555-0142", "Portland, Oregon")
SUMMARY = (
    "Coordinator with four years of work between Japanese public offices and foreign staff, looking for a "
    "position in supply chain operations. Used to schedules that depend on other people, to documents in two "
    "languages and to explaining a plan until everybody can act on it."
)
JOBS = (
    Job(
        "Assistant Language Teacher, Minami City",
        "April 2019 – March 2022",
        (
            "Taught 25 lessons a week at five elementary schools.",
            (
                "Coordinated the visit calendar of six teachers with five schools and the city office, and "
                "rebuilt it as a shared Excel workbook after two double bookings in the first term."
            ),
            (
                "Wrote a handover guide of forty pages that the next two teachers used from their first day, "
                "with contact lists, emergency steps, lesson materials and the dates of every meeting that "
                "the board of education expects foreign staff to attend during the school year."
            ),
            "Interpreted at parent meetings twice a term.",
            (
                "Planned an English day for 180 pupils together with twelve colleagues, drew up the budget, "
                "ordered the materials from three suppliers and reported the costs to the vice-principal."
            ),
        ),
    ),
    Job(
        "Front Desk Assistant, Hotel Larch",
        "June 2016 – February 2019",
        (
            "Checked in up to 120 guests a day in English and Japanese.",
            (
                "Reconciled the cash drawer with the booking system each night and traced the differences, "
                "most of which came from late cancellations entered by hand."
            ),
            (
                "Trained four new colleagues in the reservation software and wrote the two-page checklist "
                "that still hangs beside the telephone at the front desk."
            ),
            "Received the staff award in 2018.",
        ),
    ),
)
ASIDE = (
    (
        "Skills",
        ("Excel, Word, PowerPoint", "Google Workspace", "Canva and basic HTML", "Scheduling for teams"),
    ),
    ("Languages", ("English, native speaker", "Japanese, JLPT N3 in 2021", "Spanish, two years at school")),
    ("Education", ("BA History, Larch University", "Graduated in May 2016", "Minor in economics")),
)
"""Headings with short lines, set in the narrow column where there are two."""

BULLETS = tuple(bullet for job in JOBS for bullet in job.bullets)


def words() -> list[str]:
    """Every word of the résumé."""
    parts = [NAME, *CONTACT, "Summary", SUMMARY, "Experience", *BULLETS]
    parts += [part for job in JOBS for part in (job.title, job.dates)]
    parts += [part for heading, lines in ASIDE for part in (heading, *lines)]
    return " ".join(parts).split()
