"""Japanese claimed without proof, or above the proof: judged from the whole résumé."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reframe.checks.phrases import joined
from reframe.checks.reading import Spot
from reframe.model import MONTHS
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reframe.checks.reading import Reading
    from reframe.model import Hit, LanguageTest
    from reframe.phrasebook.model import Rule

CLAIMS = "language-uncertified"
"""The rule whose file holds the wordings of claims, for both checks."""

GATE = ("N1", "N2")
_ABILITIES = {"A1": 1, "A2": 2, "B1": 3, "B2": 4, "C1": 5, "C2": 6}
_CEFR = late(r"\b(?:CEFR\s*)?([ABC][12])\b")
HEADLINE = 14
"""A test that begins within so many characters of a summary is what the summary leads with."""


def uncertified(rule: Rule, reading: Reading) -> Iterator[Spot]:
    """Claims of Japanese in a résumé that names no passed test and no native speaker."""
    profile = reading.profile
    if profile.native_japanese or any(test.proven for test in profile.tests):
        return
    claims = [
        Spot(block=hit.block, start=hit.start, end=hit.end)
        for hit in (
            *_claims(reading, rule, "strong"),
            *_claims(reading, rule, "middle"),
            *_claims(reading, rule, "studied", nowhere="education"),
            *(
                hit
                for hit in _claims(reading, rule, "listed")
                if reading.resume.kind_of(hit.block) == "skills"
            ),
        )
    ]
    blocks_with_claims = {spot.block for spot in claims}
    for test in profile.tests:
        evidence = test.evidence
        if (
            evidence.block not in blocks_with_claims
            and reading.in_scope(evidence.block, rule.scope)
            and not is_weak(reading, evidence.block)
        ):
            end = _end_of_equivalent(reading.resume.blocks[evidence.block].text, evidence.end)
            message = _no_sitting(reading, test)
            claims.append(Spot(block=evidence.block, start=evidence.start, end=end, message=message))
            blocks_with_claims.add(evidence.block)
    for hit in reading.of("set:mention", CLAIMS):
        listed = reading.resume.kind_of(hit.block) == "languages" and reading.in_scope(
            hit.block, ("languages",)
        )
        if (
            listed
            and hit.block not in blocks_with_claims
            and reading.visible(hit)
            and not is_weak(reading, hit.block)
        ):
            claims.append(Spot(block=hit.block, start=hit.start, end=hit.end))
    yield from joined(claims, reading)


def _end_of_equivalent(text: str, end: int) -> int:
    match = re.match(r"[\s-]*(?:level|equivalent|standard)\b", text[end:])
    return end + match.end() if match else end


def overclaim(rule: Rule, reading: Reading) -> Iterator[Spot]:
    """Strong words, interpreting, a headline, a CEFR or JLPT level above what the best passed test carries."""
    profile = reading.profile
    proven = [test for test in profile.tests if test.proven]
    best = best_jlpt(proven)
    if profile.native_japanese or best is None:
        return
    if best.level not in GATE and not any(test.test in {"bjt", "jtest"} for test in proven):
        yield from _strong_words(rule, reading, proven, best)
    yield from _cefr(rule, reading, best)


def best_jlpt(tests: list[LanguageTest]) -> LanguageTest | None:
    """The highest JLPT level among some tests; an old Level 3 or 4 without a year ranks as N4 or N5."""
    ranked = [test for test in tests if test.test == "jlpt"]
    return min(ranked, key=lambda test: _rank(test.level), default=None)


def _rank(level: str) -> int:
    return {"old-3": 4, "old-4": 5}.get(level) or int(level[1:])


def _strong_words(
    rule: Rule, reading: Reading, proven: list[LanguageTest], best: LanguageTest
) -> Iterator[Spot]:
    in_block: dict[int, list[tuple[int, int]]] = {}
    for hit in _claims(reading, rule, "strong"):
        in_block.setdefault(hit.block, []).append((hit.start, hit.end))
    named = {test.evidence.block for test in proven}
    for hit in reading.of("set:interpreting", rule.name):
        if hit.block in named and reading.in_scope(hit.block, rule.scope) and reading.visible(hit):
            in_block.setdefault(hit.block, []).append((hit.start, hit.end))
    for test in proven:
        block = test.evidence.block
        if block not in in_block and _abuts_ability(reading, test):
            in_block[block] = [(test.evidence.start, test.evidence.end)]
        headlines = [
            (hit.start, hit.end) for hit in reading.of("set:headline", rule.name) if hit.block == block
        ]
        higher = [
            (other.evidence.start, other.evidence.end)
            for other in reading.profile.tests
            if other.evidence.block == block
            and other.test == "jlpt"
            and not other.proven
            and not other.note
            and other.level in GATE
        ]
        if block not in in_block and reading.in_scope(block, rule.scope) and higher:
            in_block[block] = higher
        if block not in in_block and reading.in_scope(block, ("summary",)) and headlines:
            in_block[block] = headlines
        if block not in in_block and _leads_summary(reading, test):
            in_block[block] = [(test.evidence.start, test.evidence.end)]
    for block, ranges in sorted(in_block.items()):
        ranges += [(t.evidence.start, t.evidence.end) for t in proven if t.evidence.block == block]
        yield Spot(
            block=block,
            start=min(start for start, _ in ranges),
            end=max(end for _, end in ranges),
            values=(("test", f"JLPT {best.level}"),) if best.level.startswith("N") else (),
        )


_ABILITY_WORD = late(
    r"\b(?:fluen\w+|near[- ]native|native[- ](?:like|level)|bilingual|"
    r"business[- ](?:level|proficiency|fluency|standard)|advanced|proficient|full professional|"
    r"professional (?:working )?(?:proficiency|fluency|level)|excellent|superb|outstanding)\b|ビジネスレベル|流暢|上級",
    re.IGNORECASE,
)
NEAR = 30
"""How many characters may lie between a test and the strong word that is about it."""
_OTHER_LANGUAGE = late(
    r"\b(?:english|french|german|spanish|cantonese|mandarin|chinese|korean|tagalog|filipino|afrikaans|zulu|isizulu|"
    r"portuguese|italian|russian|dutch|hindi|arabic|welsh|irish|vietnamese|thai|polish|swedish|xhosa|malay)\b",
    re.IGNORECASE,
)


def _abuts_ability(reading: Reading, test: LanguageTest) -> bool:
    """Whether a strong word stands near a test, in a line about languages that names no other one."""
    evidence = test.evidence
    text = reading.resume.blocks[evidence.block].text
    if not reading.in_scope(
        evidence.block, ("languages", "summary", "certifications", "education")
    ) or _OTHER_LANGUAGE.search(text):
        return False
    near = range(evidence.start - NEAR, evidence.end + NEAR + 1)
    found = next((m for m in _ABILITY_WORD.finditer(text) if m.end() in near or m.start() in near), None)
    if found is None:
        return False
    describes_another = found.group().lower() == "bilingual" and text[found.end() :][:2].strip().isalpha()
    return not describes_another or reading.in_scope(evidence.block, ("languages",))


def _leads_summary(reading: Reading, test: LanguageTest) -> bool:
    block = test.evidence.block
    others = any(
        hit.block == block and not hit.name.startswith(("jlpt", "bjt", "jtest", "kanken"))
        for hit in reading.of("certificate")
    )
    return (
        reading.in_scope(block, ("summary",))
        and test.evidence.start <= HEADLINE
        and not others
        and not is_weak(reading, block)
    )


def _cefr(rule: Rule, reading: Reading, best: LanguageTest) -> Iterator[Spot]:
    maximum = _jlpt(reading, best.level).get("cefr-max")
    if maximum is None:
        return
    for index, block in enumerate(reading.resume.blocks):
        about = any(hit.block == index for hit in reading.of("set:mention", CLAIMS)) or any(
            test.evidence.block == index for test in reading.profile.tests
        )
        if not reading.in_scope(index, rule.scope) or not about:
            continue
        for match in _CEFR.finditer(block.text):
            before = block.text[max(0, match.start() - 30) : match.start()]
            if _ABILITIES[match[1]] > _ABILITIES[maximum] and not _OTHER_LANGUAGE.search(before):
                test = best.evidence
                start, end = match.span()
                if test.block == index:
                    start, end = min(start, test.start), max(end, test.end)
                mention = block.text.rfind("Japanese", 0, start)
                if 0 <= start - mention <= 12 and mention >= 0:
                    start = mention
                yield Spot(
                    block=index,
                    start=start,
                    end=end,
                    message=f"{best.level} gives at most CEFR {maximum}; this says {match[1]}.",
                    values=(("test", f"JLPT {best.level}"),),
                )


def _claims(reading: Reading, rule: Rule, strength: str, *, nowhere: str = "") -> list[Hit]:
    """Visible claims of ability in scope, without those about another Japanese thing ("Japanese culture")."""
    others = [(hit.block, hit.start, hit.end) for hit in reading.of("set:other", CLAIMS)]
    return [
        hit
        for hit in reading.of(f"set:{strength}", CLAIMS)
        if reading.in_scope(hit.block, rule.scope)
        and reading.resume.kind_of(hit.block) != nowhere
        and reading.visible(hit)
        and not any(block == hit.block and start < hit.end <= end for block, start, end in others)
    ]


def _jlpt(reading: Reading, level: str) -> Mapping[str, Any]:
    """What ``phrasebook/tests.yaml`` says of a JLPT level; nothing of one it does not know."""
    for test in reading.phrasebook.tests.get("tests", ()):
        if test["name"] == "jlpt":
            return next((found for found in test["levels"] if found["level"] == level), {})
    return {}


_MONTH = late(rf"\b({'|'.join(MONTHS)})\b", re.IGNORECASE)


def _no_sitting(reading: Reading, test: LanguageTest) -> str:
    """What to say of a planned sitting in a month that has none; empty if there is nothing to say."""
    sittings = next(
        (t["sittings"] for t in reading.phrasebook.tests.get("tests", ()) if t["name"] == test.test), ()
    )
    evidence = test.evidence
    month = _MONTH.search(reading.resume.blocks[evidence.block].text, evidence.end)
    if test.note != "planned" or not sittings or month is None:
        return ""
    if MONTHS.index(month[1].capitalize()) + 1 in sittings:
        return ""
    held = " and ".join(MONTHS[number - 1] for number in sittings)
    planned = "A planned test proves nothing yet"
    return f"{planned}, and the {test.test.upper()} is held in {held}: {month[1]} has no sitting."


def is_weak(reading: Reading, block: int) -> bool:
    """Whether a line says that there is only a little Japanese, or that it is the writer's own language."""
    return any(hit.block == block for kind in ("set:weak", "set:native") for hit in reading.of(kind, CLAIMS))
