"""What a résumé proves: tests, certificates, tools, hard skills, majors, with the words that show each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.model import Evidence, Profile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reframe.matching import Text
    from reframe.model import Hit, Resume
    from reframe.phrasebook.model import Phrasebook


def profile_of(
    resume: Resume, texts: Sequence[Text], hits: Mapping[str, tuple[Hit, ...]], phrasebook: Phrasebook
) -> Profile:
    """Gather the answers to the hiring manager's four questions, and the language proof."""

    def evidence(kind: str) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(
                hit.name, resume.blocks[hit.block].text[hit.start : hit.end], hit.block, hit.start, hit.end
            )
            for hit in hits.get(kind, ())
        )

    return Profile(
        certificates=evidence("certificate"), tools=evidence("tool"), hard_skills=evidence("skill")
    )
