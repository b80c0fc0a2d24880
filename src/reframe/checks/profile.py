"""What a résumé proves: tests, certificates, tools, hard skills, majors, with the words that show each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reframe.checks.japanese_tests import tests_in
from reframe.model import Evidence, Profile
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reframe.matching import Text
    from reframe.model import Hit, Resume
    from reframe.phrasebook.model import Certificate, Phrasebook

LANGUAGE_TESTS = ("jlpt", "bjt", "jtest", "kanken")
"""What the names of language certificates begin with: they answer another question."""

_CLAIMS = ("set:strong", "set:middle", "set:studied")
_HONEST = ("set:weak", "set:native")


def profile_of(
    resume: Resume, texts: Sequence[Text], hits: Mapping[str, Sequence[Hit]], phrasebook: Phrasebook
) -> Profile:
    """Gather the answers to the hiring manager's four questions, and the language proof."""
    return Profile(
        tests=tests_in(resume),
        certificates=tuple(_certificates(resume, texts, hits, phrasebook)),
        tools=tuple(_named(resume, texts, hits.get("tool", ()), phrasebook.tools)),
        hard_skills=tuple(_named(resume, texts, hits.get("skill", ()), phrasebook.skills)),
        majors=tuple(_majors(resume, hits)),
        native_japanese=any(_is_native(resume, hit, hits) for hit in hits.get("set:native", ())),
        claims_japanese=_claims_japanese(resume, hits),
    )


def _claims_japanese(resume: Resume, hits: Mapping[str, Sequence[Hit]]) -> bool:
    """Whether more than a little Japanese is claimed, or it is listed among the languages with no word on how much."""
    others = [(hit.block, hit.start, hit.end) for hit in hits.get("set:other", ())]
    for hit in (hit for kind in _CLAIMS for hit in hits.get(kind, ())):
        about_another = any(block == hit.block and start < hit.end <= end for block, start, end in others)
        if hit.name == "language-uncertified" and _visible(resume, hit) and not about_another:
            return True
    honest = {hit.block for kind in _HONEST for hit in hits.get(kind, ())}
    honest -= {hit.block for hit in hits.get("set:weak-and-more", ())}
    return any(
        resume.kind_of(hit.block) == "languages" and hit.block not in honest
        for hit in hits.get("set:mention", ())
    )


def _visible(resume: Resume, hit: Hit) -> bool:
    block = resume.blocks[hit.block]
    return not any(start <= hit.start and hit.end <= end for start, end in block.hidden)


def _is_native(resume: Resume, hit: Hit, hits: Mapping[str, Sequence[Hit]]) -> bool:
    """Whether a mention of a native speaker is one, and no part of ``near-native`` or ``native-like``.

    What follows a comma, as in “Native Japanese, fluent English”, is about the next language; “fluent Japanese since
    childhood” says more than the claim it goes on from.
    """
    text = resume.blocks[hit.block].text
    says_more = not text[hit.start : hit.end].lower().startswith("native")
    return _visible(resume, hit) and not any(
        claim.block == hit.block
        and claim.start < hit.end
        and hit.start < claim.end
        and not (hit.start < claim.start and text[hit.end : claim.end].startswith(","))
        and not (says_more and claim.end < hit.end)
        for claim in hits.get("set:strong", ())
    )


def _evidence(resume: Resume, hit: Hit) -> Evidence:
    return Evidence(
        hit.name, resume.blocks[hit.block].text[hit.start : hit.end], hit.block, hit.start, hit.end
    )


def _certificates(
    resume: Resume, texts: Sequence[Text], hits: Mapping[str, Sequence[Hit]], phrasebook: Phrasebook
) -> Iterator[Evidence]:
    for hit in hits.get("certificate", ()):
        certificate = phrasebook.certificates[hit.name]
        if certificate.status == "not-a-certificate" or not _visible(resume, hit):
            continue
        if is_sure(certificate, hit, texts[hit.block]) and not is_planned(resume.blocks[hit.block].text, hit):
            yield _evidence(resume, hit)


def is_sure(certificate: Certificate, hit: Hit, text: Text) -> bool:
    """Whether a certificate recognised by a name of many meanings stands beside a word that makes it sure."""
    context = certificate.weak_context[hit.phrase] if hit.phrase < len(certificate.weak_context) else ()
    return not context or _stands_near(context, text)


def _named(
    resume: Resume, texts: Sequence[Text], found: Sequence[Hit], items: Mapping[str, Mapping[str, object]]
) -> Iterator[Evidence]:
    for hit in found:
        if (
            _visible(resume, hit)
            and resume.homes[hit.block].role != "heading"
            and confirmed(items[hit.name], hit, texts)
        ):
            yield _evidence(resume, hit)


def confirmed(item: Mapping[str, object], hit: Hit, texts: Sequence[Text]) -> bool:
    """Whether a tool or skill recognised by a weak word stands beside one of the words that make it sure."""
    strong = item.get("phrases") or ()
    weak = item.get("weak") or ()
    assert isinstance(strong, list | tuple)
    assert isinstance(weak, list | tuple)
    if hit.phrase < len(strong):
        return True
    return _stands_near(weak[hit.phrase - len(strong)]["with"], texts[hit.block])


def _stands_near(context: Sequence[str], text: Text) -> bool:
    """Whether one of the words stands in the text; of several words, whether each of them does."""
    return any(text.present.issuperset(words.lower().split()) for words in context)


_PLANNED = late(
    r"\b(?:in progress|expected|planned|pending|ongoing|currently (?:studying|preparing|enrolled)|"
    r"preparing for|studying for|"
    r"working towards?|registered for|to be (?:taken|completed)|anticipated|not yet|failed)\b",
    re.IGNORECASE,
)


def is_planned(text: str, hit: Hit) -> bool:
    """Whether the clause a certificate stands in says that it is not there yet."""
    clause = max(text.rfind(mark, 0, hit.start) for mark in ";,.") + 1
    after = re.split(r"[;.]", text[hit.end : hit.end + 60])[0]
    return bool(_PLANNED.search(text[clause : hit.start]) or _PLANNED.search(after))


_DEGREE = late(
    r"\b(?:BBS|BSocSc|BSSc|BMus|BNurs|BTech|BDes|BArch|BAppSc|BHSc|BSW|BPharm|BCA|BBM|HND|HNC|MSci|MCom|MComm|MMus|"
    r"BSEd|BSBA|BSN|AB(?= [A-Z])|BE(?= [A-Z(])|B\.\s?E\.|"
    r"B\.?\s?A\.?|B\.?\s?Sc\.?|B\.?S\.?|B\.?\s?Eng\.?|B\.?\s?Com(?:m)?\.?|B\.?B\.?A\.?|"
    r"B\.?F\.?A\.?|B\.?\s?Ed\.?|LL\.?B\.?|"
    r"M\.?\s?A\.?|M\.?\s?Sc\.?|M\.?S\.?|M\.?\s?Eng\.?|M\.?B\.?A\.?|M\.?\s?Ed\.?|M\.?Phil\.?|MLitt|"
    r"MFA|Ph\.?\s?D\.?|D\.?Phil|PGCE|"
    r"Bachelor(?:['’]?s)?(?: degree)?(?: of [A-Z]\w+(?: [A-Z]\w+)?)?|Master(?:['’]?s)?(?: degree)?(?: of [A-Z]\w+)?|"
    r"Licentiate|Licenciatura|Doctorate|Doctor of \w+|Honou?rs degree|First-class degree|degree|diploma|"
    r"Diploma(?= in [A-Z])|"
    r"double major|minor|major(?:ed|ing)?|graduate(?:d)?|学士|修士|博士|卒業?)(?!\w)"
)
_SUBJECT = late(
    r"^\s*(?i:\((?:hons?|honou?rs)\.?\)|hons?\.?|honou?rs|degree)?\s*[,:–—-]?\s*(?:in|of|"
    r"from the (?:department|faculty) of)?\s*"
    r"([A-Z][\w&/'’-]+(?:(?: and| &)? (?!University|College|School|Institute|from|at )[A-Z(][\w&/()'’-]+){0,5})"
)
_BEFORE_DEGREE = late(r"([A-Z][\w&'’-]+(?: (?:and|&|[A-Z])[\w&'’-]*){0,4})\s*[,(–—-]?\s*\(?$")
_NO_SUBJECT = late(
    r"^(?:University|College|School|Institute|Universit\w+|State|Degree|Honou?rs?|Hons|GPA|The|First|"
    r"Upper|Second|Class|"
    r"Summa|Magna|Cum|Bachelor\w*|Master\w*|January|February|March|April|May|June|July|"
    r"August|September|October|"
    r"November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|London|Leeds|Graduated|Education|[A-Z])$"
)


_STUDIES = frozenset({"education", "certifications"})
"""Where degrees stand: in Britain and South Africa "Qualifications" may hold them beside certificates."""


def _majors(resume: Resume, hits: Mapping[str, Sequence[Hit]]) -> Iterator[Evidence]:
    """Degrees with a subject, as the education section words them."""
    named = {hit.block: hit for hit in hits.get("set:major", ())}
    for index, block in enumerate(resume.blocks):
        if resume.kind_of(index) not in _STUDIES or resume.homes[index].role == "heading":
            continue
        found = degree_with_subject(block.text)
        if found is not None:
            yield Evidence("major", block.text[found[0] : found[1]], index, *found)
        elif index in named:
            yield _evidence(resume, named[index])


_HONOURS_ALONE = late(r"\s*\(?(?i:hons?|honou?rs)\.?\)?\s*,")
_SCHOOL_FOLLOWS = late(r"\s+(?:University|College|School|Institute)\b")


def degree_with_subject(text: str) -> tuple[int, int] | None:
    """The range of the first degree in a text that says what was studied."""
    for degree in _DEGREE.finditer(text):
        rest = text[degree.end() :]
        subject = None if _HONOURS_ALONE.match(rest) else _SUBJECT.match(rest)
        if subject and _SCHOOL_FOLLOWS.match(rest, subject.end()):
            subject = None
        named = subject[1].strip("(),") if subject else ""
        if (
            subject
            and named not in {"Arts", "Science"}
            and not _NO_SUBJECT.match(named.split()[0].strip("(),"))
        ):
            return degree.start(), degree.end() + subject.end()
        named_itself = re.fullmatch(r"(?:Bachelor|Master)\S* of (?!Arts\b|Science\b)\S.*", degree.group())
        if named_itself or degree.group() in {
            "PGCE",
            "LLB",
            "LL.B.",
            "MBA",
            "M.B.A.",
            "BBA",
            "BEd",
            "B.Ed.",
            "BCom",
            "BComm",
        }:
            return degree.span()
        before = _BEFORE_DEGREE.search(text[: degree.start()])
        if (
            before
            and not _NO_SUBJECT.match(before[1].split()[0])
            and not re.search(r"Universit|College|School", before[1])
        ):
            return before.start(1), degree.end()
    return None
