"""Judging whether a job is work as an assistant language teacher in Japan, or its kin.

Title, employer, programme and place of the header are judged together; where they say too little, the job's
own lines and the résumé's summary are asked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reframe.patterns import late
from reframe.resume.lexicon import Found, Lexicon, Word, fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reframe.resume.knowledge import AltWork

_ROMAJI: Final = late(
    r"^(?:(?:ky|gy|sh|sy|ch|ny|hy|by|py|my|ry|j|ts|[kstnhmyrgzdbpwf])?[aiueo]|n(?![aiueoy])|(?:kk|tt|ss|pp|cch)[aiueo])+$"
)
_MUNICIPAL: Final = late(
    r"\b([A-Z][a-zōūâô']{2,})"
    r"(?:[ -](?:City|Town|Village|Ward|Municipal|Island)\b|-(?:shi|cho|chō|machi|mura|son|gun|ku|ken)\b)"
)
_IN_JAPAN: Final = r"\s+in\s+(?:\w+\s+){0,3}Japan\b"
_MENTION: Final = late(
    r"\b(?i:as|was|former|ex|an|worked|experienced)[ -](?:an?\s+)?(?:former\s+)?(?:ALT|AET|CIR)s?\b"
    r"(?!\s+(?i:text|tags?|key|routes?|rock|attribute))"
    r"|\bJET Program(?:me)?\b|\bJapan Exchange and Teaching\b|\b[Ee]ikaiwa\b|英会話講師|外国語指導助手"
    r"|\b(?i:taught|teaching|teach|teacher of)\s+(?:\w+\s+){0,3}?(?:English|ESL|EFL)(?:\s+[\w'-]+){0,9}?"
    + _IN_JAPAN
    + r"|\b(?i:English|ESL|EFL|language)\s+(?i:teacher|instructor|teaching)(?:\s+\w+){0,7}?"
    + _IN_JAPAN
    + r"|\b(?i:assistant language teacher)"
)
_OTHER_PEOPLE: Final = late(
    r"\b(?:recruit\w*|hir(?:e[sd]?|ing)|staffing|consulate|embassy|supervis(?:e[sd]?|ing)|vett?ed)\b",
    re.IGNORECASE,
)
REMEMBERED: Final = 60
"""Of so many headers, titles and places it is kept what they say."""
_LISTS: Final = frozenset({"elsewhere-codes", "ranks"})
_FUSION: Final = late(
    r"\b(?:tokamak|fusion|plasma|aircraft|engine|aerospace|airline|propulsion|diagnostics|torus)\b",
    re.IGNORECASE,
)


_BESIDE: Final = late(r".*?(?:\band\b|[&/+,|(–—]|\s-\s)", re.DOTALL)
_JOINED: Final = late(r"(?:\s*\([^)]*\))?\s*(?:and|&|/|\+|cum)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_ROLES: Final = ("own", "english", "acronyms", "international-relations")
_BESIDE_ACRONYMS: Final = (
    "public", "school-boards", "certain", "likely", "dispatch", "dispatch-words", "eikaiwa-words", "english",
    "schools",
)  # fmt: skip


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
        self._facts = lru_cache(maxsize=REMEMBERED)(self._read_facts)

    def is_alt(
        self,
        header: str,
        *,
        title: str = "",
        place: str = "",
        jobless: bool = False,
        body: str = "",
        in_japan: bool = False,
    ) -> bool:
        """Whether a job's header speaks of ALT work.

        ``title`` and ``place`` are the parts of the header that were told apart; ``jobless`` says that it has
        no job title. ``body`` (the job's own lines) and ``in_japan`` (whether the summary speaks of teaching
        there) count only where the header is thin.
        """
        facts = self._facts(header)
        where = self._facts(place)
        if where.elsewhere or (facts.elsewhere and not where.japan):
            return False
        called = self._facts(title) if title else facts
        if called.other_work or (not called.has(*_ROLES) and facts.has("others")):
            return False
        if facts.has("own"):
            return not facts.has("not-in-japan")
        if facts.has("not-in-japan") and not facts.has("japan"):
            return False
        if self._by_programme(facts, jobless=jobless):
            return True
        if facts.has("universities") and not facts.has("dispatch", "eikaiwa"):
            return False
        if jobless:
            return self._by_employer(facts, body)
        return self._by_title(facts, called, body, in_japan=in_japan)

    def mentions(self, text: str) -> bool:
        """Whether a line of prose speaks of ALT work."""
        if not _MENTION.search(text) or _FUSION.search(text) or _OTHER_PEOPLE.search(text):
            return False
        return bool(_MENTION.search(self._without_lookalikes(text)))

    def _read_facts(self, text: str) -> _Facts:
        text = self._without_lookalikes(text)
        words = words_of(text)
        return _Facts(text, words, self._lexicon.find(text, words), self._codes, self._ranks)

    def _without_lookalikes(self, text: str) -> str:
        for hit in reversed(self._lookalikes.find(text)):
            text = f"{text[: hit.start]}{'#' * (hit.end - hit.start)}{text[hit.end :]}"
        return text

    def _by_programme(self, facts: _Facts, *, jobless: bool) -> bool:
        """Whether an acronym (ALT, CIR) or the JET Programme, with what goes with it, settles the matter."""
        if facts.acronym:
            return facts.acronym_alone or facts.japan or facts.has(*_BESIDE_ACRONYMS)
        if not (jobless or facts.has("english", "teaching", "international-relations")):
            return False
        return facts.has("certain") or (facts.has("likely") and (not jobless or facts.in_programme))

    def _by_title(self, facts: _Facts, called: _Facts, body: str, *, in_japan: bool) -> bool:
        """Whether the title is one of teaching English, or of an exchange office, and the place is Japan."""
        if called.has("international-relations"):
            return facts.japan or (facts.has("public") and (in_japan or self._placed(body)))
        if called.teaches_english:
            return facts.japan or facts.has("dispatch", "eikaiwa") or in_japan or self._placed(body)
        if not facts.japan:
            return called.has("teaching") and facts.employer and (in_japan or self._placed(body))
        if called.has("teaching"):
            return facts.employer or facts.english_word or self._teaches_english(facts, body)
        if facts.has("school-boards") and called.has("exchange-words"):
            return True
        return facts.employer and self._count(body, "evidence-taught") > 0

    def _by_employer(self, facts: _Facts, body: str) -> bool:
        """Whether a header without any title stands above lines about teaching English in Japan."""
        if not facts.has("japan", "elsewhere", "elsewhere-words", "not-in-japan") and self.mentions(body):
            return True
        about = self._count(body, "evidence-teaching") >= 2
        if facts.japan and (facts.employer or facts.has("schools")):
            return about or (not body and facts.has("dispatch", "eikaiwa", "public", "school-boards"))
        return facts.has("dispatch", "eikaiwa") and about and self._placed(body)

    def _teaches_english(self, facts: _Facts, body: str) -> bool:
        """Whether a bare teaching title in Japan stands above lines about English."""
        words = self._count(body, "evidence-teaching")
        english = self._count(body, "evidence-english") > 0
        if facts.has("schools"):
            return english or words > 2 or self._placed(body)
        return english and words > 1

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

    def _count(self, text: str, kind: str) -> int:
        """How many different words of a kind a text has; singular and plural are one."""
        return len({hit.phrase.rstrip("es") for hit in self._evidence.find(text) if hit.kind == kind})


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

    @property
    def acronym(self) -> bool:
        """Whether a role is given as an acronym; NET and SEA mean other things outside schools and the programme."""
        said = {hit.phrase for hit in self._found if hit.kind == "acronyms"}
        if "SEA" in said and not self.has("certain", "likely"):
            said.remove("SEA")
        if not self.has("english", "teaching", "public", "school-boards", "schools", "certain", "likely"):
            said -= {"NET", "OTE"}
        return bool(said)

    @property
    def employer(self) -> bool:
        """Whether the employer is one that teaches English, or sends or hires those who do."""
        return self.has(
            "dispatch", "eikaiwa", "worldwide", "dispatch-words", "eikaiwa-words", "public", "school-boards"
        )

    @property
    def in_programme(self) -> bool:
        """Whether the JET Programme is named in full, or with a place in Japan."""
        written_out = any(hit.kind == "likely" and hit.last - hit.first > 1 for hit in self._found)
        return written_out or self.japan or self.has("public", "school-boards")

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
    def teaches_english(self) -> bool:
        """Whether a title is one of teaching English, however it is put ("English Reading Instructor")."""
        return self.has("english") or (self.english_word and self.has("teaching"))

    @property
    def english_word(self) -> bool:
        return any(word.key in ("english", "esl", "efl", "eikaiwa", "conversation") for word in self._words)

    @property
    def municipal_in_japan(self) -> bool:
        """Whether a town with a Japanese-sounding name employs ("Minami City Board of Education")."""
        return any(_ROMAJI.match(match[1].lower()) for match in _MUNICIPAL.finditer(self._text))

    @property
    def japan(self) -> bool:
        return self.has("japan", "japan-words") or (
            self.municipal_in_japan and self.has("public", "school-boards")
        )

    @property
    def elsewhere(self) -> bool:
        """Whether the job was outside Japan: the last place named decides."""
        places = [hit for hit in self._found if hit.kind in ("japan", "elsewhere", "elsewhere-words")]
        spots = [(hit.end, "japan" if hit.kind == "japan" else "elsewhere") for hit in places]
        spots += [
            (word.end, "elsewhere")
            for word in self._words
            if word.raw in self._codes and re.search(r"[,(]\s*$|\t\s*$", self._text[: word.start])
        ]
        return bool(spots) and max(spots)[1] == "elsewhere"

    @property
    def other_work(self) -> bool:
        """Whether another profession or subject is named that no teaching role stands beside."""
        roles = [hit for hit in self._found if hit.kind in _ROLES]
        others = [hit for hit in self._found if hit.kind == "others"]
        return any(not any(self._side_by_side(role, other) for role in roles) for other in others)

    def _side_by_side(self, role: Found, other: Found) -> bool:
        """ "English Teacher, Translator" and "Editor & ALT", not "Recruiter, English Teachers" or "ALT Recruiter"."""
        if role.start <= other.start and other.end <= role.end:
            return True
        if role.end <= other.start:
            return bool(_BESIDE.match(self._text, role.end, other.start))
        return other.end <= role.start and bool(_JOINED.match(self._text, other.end, role.start))


@lru_cache(maxsize=4)
def judge_of(knowledge: AltWork) -> AltJudge:
    """The judge made once for a phrasebook."""
    return AltJudge(knowledge)
