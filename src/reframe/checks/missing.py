"""What a hiring manager asks and the résumé does not answer; each check speaks once, about the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.checks.language import is_weak
from reframe.checks.profile import LANGUAGE_TESTS
from reframe.checks.reading import Spot
from reframe.checks.recommending import recommended, shown
from reframe.tokenising import MONEY, NUMBER, PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.checks.reading import Reading
    from reframe.model import Entry, LanguageTest, Month
    from reframe.phrasebook.model import Rule


def jlpt(_: Rule, reading: Reading) -> Iterator[Spot]:
    """No passed Japanese test, where Japanese is claimed or the career path needs it."""
    profile = reading.profile
    career = reading.phrasebook.careers.get(reading.target or "")
    needed = career is not None and career.jlpt == "gate"
    named = [test for test in profile.tests if not _is_honest_plan(test, reading)]
    if profile.native_japanese or not (profile.claims_japanese or named or needed):
        return
    proven = [test for test in profile.tests if test.proven]
    if not proven:
        yield Spot()
    elif needed and not any(test.level in {"N1", "N2"} for test in proven if test.test == "jlpt"):
        best = next((test.level for test in proven if test.test == "jlpt"), "a test below the gate")
        yield Spot(message=f"This path asks for JLPT N2, and the résumé shows {best}.")


def _is_honest_plan(test: LanguageTest, reading: Reading) -> bool:
    """Whether a test is only planned, in a line that says how little Japanese there is so far."""
    return test.note == "planned" and is_weak(reading, test.evidence.block)


def certification(rule: Rule, reading: Reading) -> Iterator[Spot]:
    """No certificate besides Japanese tests and degrees."""
    if any(not evidence.name.startswith(LANGUAGE_TESTS) for evidence in reading.profile.certificates):
        return
    advice = recommended(reading)
    next_steps = "; ".join(shown(reading, name) for name in advice)
    yield Spot(message=f"{rule.message} Worth a look: {next_steps}." if next_steps else "")


def tools(_: Rule, reading: Reading) -> Iterator[Spot]:
    """Not one tool is named."""
    if not reading.profile.tools:
        yield Spot()


def hard_skills(_: Rule, reading: Reading) -> Iterator[Spot]:
    """Not one line shows a hard skill."""
    if not reading.profile.hard_skills:
        yield Spot()


def major(_: Rule, reading: Reading) -> Iterator[Spot]:
    """No degree with its subject."""
    if not reading.profile.majors:
        yield Spot()


_LANGUAGE_SKILLS = frozenset({"japanese", "translation", "interpretation", "localisation", "localization"})


def second_skill(_: Rule, reading: Reading) -> Iterator[Spot]:
    """Language work is the only skill shown."""
    profile = reading.profile
    others = [skill for skill in profile.hard_skills if skill.name not in _LANGUAGE_SKILLS]
    certificates = [c for c in profile.certificates if not c.name.startswith(LANGUAGE_TESTS)]
    if not others and not certificates:
        yield Spot()


def interpretation_mode(rule: Rule, reading: Reading) -> Iterator[Spot]:
    """Interpreting is shown, and nothing says whether consecutive or simultaneous."""
    interprets = [skill for skill in reading.profile.hard_skills if skill.name == "interpretation"]
    if interprets and not any(reading.of("set:mode", rule.name)):
        yield Spot()


def pre_alt_experience(_: Rule, reading: Reading) -> Iterator[Spot]:
    """No job besides ALT work; or the jobs before it have no line, fewer words, or not one result."""
    jobs = [
        e
        for section, e in reading.resume.entries()
        if section.kind in {"experience", "volunteering", "projects"}
    ]
    alt = [entry for entry in jobs if entry.alt]
    others = [entry for entry in jobs if not entry.alt]
    if not alt:
        return
    if not others:
        yield Spot()
        return
    earlier = [entry for entry in others if _starts_before(entry, alt)]
    if not earlier:
        return
    if not any(entry.body for entry in earlier):
        yield Spot(message="The work before Japan stands there without a line about what you did.")
    elif not any(_shows_result(entry, reading) for entry in earlier):
        yield Spot(
            message="The work before Japan shows no result: no number, no output, nothing that changed."
        )
    elif SHORTER * sum(_words(e, reading) for e in earlier) < sum(_words(e, reading) for e in alt):
        yield Spot(message="The work before Japan gets far fewer words than the ALT work.")


SHORTER = 8
"""So many times as long as the earlier jobs together, the ALT work crowds them out."""
_MEASURES = frozenset({NUMBER, PERCENT, MONEY})
_OUTCOMES = frozenset(
    "raised cut reduced saved won increased launched built created founded published".split()
)


def _words(entry: Entry, reading: Reading) -> int:
    return sum(len(reading.texts[index].norms) for index in entry.body)


def _shows_result(entry: Entry, reading: Reading) -> bool:
    return any(not (_MEASURES | _OUTCOMES).isdisjoint(reading.texts[index].norms) for index in entry.body)


def _starts_before(entry: Entry, alt: list[Entry]) -> bool:
    first = min((e.start for e in alt if e.start), key=_order, default=None)
    return first is None or entry.start is None or _order(entry.start) < _order(first)


def _order(month: Month) -> tuple[int, int]:
    return month.year, month.month
