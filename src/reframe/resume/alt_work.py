"""Judging whether a job is work as an assistant language teacher in Japan, or its kin.

Title, employer, programme and place of the header are judged together; where they say too little, the job's
own lines and the résumé's summary are asked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reframe.resume.lexicon import Found, Lexicon, Word, fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reframe.resume.knowledge import AltWork

_ROMAJI: Final = re.compile(
    r"^(?:(?:ky|gy|sh|sy|ch|ny|hy|by|py|my|ry|j|ts|[kstnhmyrgzdbpwf])?[aiueo]|n(?![aiueoy])|(?:kk|tt|ss|pp|cch)[aiueo])+$"
)
_MUNICIPAL: Final = re.compile(
    r"\b([A-Z][a-zōūâô']{2,})"
    r"(?:[ -](?:City|Town|Village|Ward|Municipal|Island)\b|-(?:shi|cho|chō|machi|mura|son|gun|ku|ken)\b)"
)
_IN_JAPAN: Final = r"\s+in\s+(?:\w+\s+){0,3}Japan\b"
_MENTION: Final = re.compile(
    r"\b(?i:as|was|former|ex|an|worked|experienced)[ -](?:an?\s+)?(?:former\s+)?(?:ALT|AET|CIR)s?\b"
    r"(?!\s+(?i:text|tags?|key|routes?|rock|attribute))"
    r"|\bJET Program(?:me)?\b|\bJapan Exchange and Teaching\b|\b[Ee]ikaiwa\b|英会話講師|外国語指導助手"
    r"|\b(?i:taught|teaching|teach|teacher of)\s+(?:\w+\s+){0,3}?(?:English|ESL|EFL)(?:\s+[\w'-]+){0,9}?"
    + _IN_JAPAN
    + r"|\b(?i:English|ESL|EFL|language)\s+(?i:teacher|instructor|teaching)(?:\s+\w+){0,7}?"
    + _IN_JAPAN
    + r"|\b(?i:assistant language teacher)"
)
_OTHER_PEOPLE: Final = re.compile(
    r"\b(?:recruit\w*|hir(?:e[sd]?|ing)|staffing|consulate|embassy|supervis(?:e[sd]?|ing)|vett?ed)\b",
    re.IGNORECASE,
)
_LISTS: Final = frozenset({"elsewhere-codes", "stronger-than-others", "ranks"})
_FUSION: Final = re.compile(
    r"\b(?:tokamak|fusion|plasma|aircraft|engine|aerospace|airline|propulsion|diagnostics|torus)\b",
    re.IGNORECASE,
)


class AltJudge:
    """The knowledge about ALT work, ready to judge headers."""

    def __init__(self, knowledge: AltWork) -> None:
        kinds: dict[str, Iterable[str]] = {}
        for group in (knowledge.roles, knowledge.programmes, knowledge.employers, knowledge.places):
            kinds.update({kind: words for kind, words in group if kind not in _LISTS})
        self._lexicon = Lexicon(kinds, romaji=("japan",))
        self._lookalikes = Lexicon({"lookalike": knowledge.lookalikes})
        self._evidence = Lexicon({f"evidence-{kind}": words for kind, words in knowledge.evidence})
        self._codes = frozenset(dict(knowledge.places)["elsewhere-codes"])
        self._ranks = frozenset(fold(word) for word in dict(knowledge.roles)["ranks"])
        self._stronger = frozenset(dict(knowledge.roles)["stronger-than-others"])

    def is_alt(self, header: str, *, jobless: bool = False, body: str = "", in_japan: bool = False) -> bool:
        """Whether a job's header speaks of ALT work.

        ``jobless`` says that the header has no job title; ``body`` (the job's own lines) and ``in_japan``
        (whether the summary speaks of teaching there) count only where the header is thin.
        """
        facts = self._facts(self._without_lookalikes(header))
        if facts.elsewhere:
            return False
        if facts.own:
            return not facts.has("not-in-japan")
        if facts.has("others") and not facts.outranks_others(self._stronger):
            return False
        if facts.has("not-in-japan") and not facts.has("japan"):
            return False
        return self._by_programme(facts, jobless=jobless) or self._by_work(
            facts, body, in_japan=in_japan, jobless=jobless
        )

    def mentions(self, text: str) -> bool:
        """Whether a line of prose speaks of ALT work."""
        if _FUSION.search(text) or _OTHER_PEOPLE.search(text):
            return False
        return bool(_MENTION.search(self._without_lookalikes(text)))

    def _facts(self, text: str) -> _Facts:
        words = words_of(text)
        return _Facts(text, words, self._lexicon.find(text, words), self._codes, self._ranks)

    def _without_lookalikes(self, text: str) -> str:
        for hit in reversed(self._lookalikes.find(text)):
            text = f"{text[: hit.start]}{'#' * (hit.end - hit.start)}{text[hit.end :]}"
        return text

    def _by_programme(self, facts: _Facts, *, jobless: bool) -> bool:
        teaching = facts.has("english", "teaching", "international-relations")
        if facts.acronym:
            return (
                facts.acronym_alone
                or facts.japan
                or facts.has(
                    "public",
                    "certain",
                    "likely",
                    "dispatch",
                    "dispatch-words",
                    "eikaiwa-words",
                    "english",
                    "schools",
                )
            )
        if facts.has("certain"):
            return teaching or jobless
        if facts.has("likely"):
            programme = facts.says(
                "JET Programme", "JET Program", "Jet Programme", "Jet Program", "JET Participant"
            )
            return (teaching or jobless) and (programme or facts.japan or teaching or facts.has("public"))
        return False

    def _by_work(self, facts: _Facts, body: str, *, in_japan: bool, jobless: bool) -> bool:
        employer = facts.has("dispatch", "eikaiwa", "dispatch-words", "eikaiwa-words", "public")
        named = facts.has("dispatch", "eikaiwa")
        if facts.has("universities") and not named:
            return False
        if facts.has("international-relations"):
            return facts.japan or (facts.has("public") and (in_japan or self._placed(body)))
        if facts.has("english"):
            if facts.japan or (facts.has("public") and facts.municipal_in_japan):
                return True
            if named and not facts.says("berlitz", "kumon"):
                return True
            return in_japan or self._placed(body)
        if facts.has("teaching"):
            if facts.japan:
                return (
                    employer
                    or facts.english_word
                    or self._about_teaching(body, least=1 if facts.has("schools") else 2)
                )
            return employer and (in_japan or self._placed(body))
        if not jobless:
            return False
        if not facts.placed and self.mentions(body):
            return True
        if facts.japan and (named or facts.has("dispatch-words", "eikaiwa-words", "public", "schools")):
            return self._about_teaching(body, least=2) or (
                not body and facts.has("dispatch", "eikaiwa", "public")
            )
        return named and self._placed(body) and self._about_teaching(body, least=2)

    def _placed(self, body: str) -> bool:
        """Whether the job's own lines place it in Japan."""
        return self._weight(body) >= 2

    def _weight(self, text: str) -> int:
        clean = self._without_lookalikes(text)
        found = {(hit.kind, hit.start) for hit in self._evidence.find(clean)}
        if any(kind == "evidence-strong" for kind, _ in found) or self.mentions(text):
            return 2
        weak = {hit.phrase.rstrip("s") for hit in self._evidence.find(clean) if hit.kind == "evidence-weak"}
        place = any(hit.kind == "japan" for hit in self._lexicon.find(clean))
        return len(weak) + place

    def _about_teaching(self, body: str, *, least: int) -> bool:
        return (
            len(
                {
                    hit.phrase.rstrip("es")
                    for hit in self._evidence.find(body)
                    if hit.kind == "evidence-teaching"
                }
            )
            >= least
        )


class _Facts:
    """What a header says, by kind."""

    def __init__(
        self,
        text: str,
        words: tuple[Word, ...],
        found: tuple[Found, ...],
        codes: frozenset[str],
        ranks: frozenset[str],
    ) -> None:
        self._text = text
        self._words = words
        self._found = tuple(hit for hit in found if not self._is_short_for_other(hit))
        self._kinds = {hit.kind for hit in self._found}
        self._codes = codes
        self._ranks = ranks

    def _is_short_for_other(self, hit: Found) -> bool:
        """A case of "JETs" in a text that is written in capitals throughout says nothing."""
        return hit.phrase in ("NET", "SEA", "OTE") and self._text.isupper() and len(self._words) > 2

    def has(self, *kinds: str) -> bool:
        return not self._kinds.isdisjoint(kinds)

    def says(self, *phrases: str) -> bool:
        return any(hit.phrase in phrases for hit in self._found)

    @property
    def own(self) -> bool:
        return self.has("own")

    @property
    def acronym(self) -> bool:
        hits = [hit for hit in self._found if hit.kind == "acronyms"]
        strong = [hit for hit in hits if hit.phrase not in ("NET", "SEA", "OTE")]
        return bool(strong) or (bool(hits) and (self.japan or self.has("certain", "likely")))

    @property
    def acronym_alone(self) -> bool:
        """Whether the acronym is a title by itself: "Head ALT, Sakura City", not "ALT routing engineer"."""
        first = re.split(r"[|,(/–—]| - ", self._text, maxsplit=1)[0]
        keys = [word.key for word in words_of(first)]
        return (
            bool(keys)
            and all(key in self._ranks for key in keys)
            and not {"alt", "alts", "aet", "cir"}.isdisjoint(keys)
        )

    @property
    def english_word(self) -> bool:
        return any(word.key in ("english", "esl", "efl", "eikaiwa", "conversation") for word in self._words)

    @property
    def municipal_in_japan(self) -> bool:
        """Whether a town with a Japanese-sounding name employs ("Minami City Board of Education")."""
        return any(_ROMAJI.match(match[1].lower()) for match in _MUNICIPAL.finditer(self._text))

    @property
    def japan(self) -> bool:
        return self.has("japan", "japan-words") or (self.municipal_in_japan and self.has("public"))

    @property
    def elsewhere(self) -> bool:
        """Whether the job was outside Japan: the last place named decides."""
        places = [hit for hit in self._found if hit.kind in ("japan", "elsewhere")]
        spots = [(hit.end, hit.kind) for hit in places]
        spots += [
            (word.end, "elsewhere")
            for word in self._words
            if word.raw in self._codes and re.search(r"[,(]\s*$|\t\s*$", self._text[: word.start])
        ]
        return bool(spots) and max(spots)[1] == "elsewhere"

    @property
    def placed(self) -> bool:
        """Whether any place or employer of ALTs is named."""
        return self.has("japan", "elsewhere", "not-in-japan", "universities")

    def outranks_others(self, stronger: frozenset[str]) -> bool:
        """Whether the teaching title stands beside the other profession, not inside it."""
        others = [hit for hit in self._found if hit.kind == "others"]
        return self.has("english", "acronyms") and all(hit.phrase in stronger for hit in others)


@lru_cache(maxsize=4)
def judge_of(knowledge: AltWork) -> AltJudge:
    """The judge made once for a phrasebook."""
    return AltJudge(knowledge)
