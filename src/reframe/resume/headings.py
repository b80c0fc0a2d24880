"""Recognising the headings of a résumé: "E X P E R I E N C E", "★ 職歴 ★", "Skills & Languages:"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from reframe.patterns import late
from reframe.resume.lexicon import Lexicon, fold

if TYPE_CHECKING:
    from reframe.model import SectionKind
    from reframe.resume.knowledge import SectionHeadings

_CORE: Final = late(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_NUMBER: Final = late(
    r"^\s*(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)）|:]|\d{1,2}(?=\s+\D)|第?[一二三四五六七八九十][.、])\s*",
    re.IGNORECASE,
)
_ASIDE: Final = late(r"[(（\[【][^)）\]】]*[)）\]】]")
_CONTINUED: Final = late(r"[\s,–—-]{0,4}\b(?:continued|cont(?:'|’)?d\.?|cont\.)\s*$", re.IGNORECASE)
_JOINTS: Final = late(
    r"\s*(?:&|\+|/|,|;|\||・|•|·|–|—|:|\s-\s|\band\b|\bund\b|\bet\b|\bwith\b)\s*", re.IGNORECASE
)
_LETTER_SPACED: Final = late(r"^(?:\S{1,2}[ \u00a0\u2002-\u200a\t]+){3,}\S{1,2}$")
_LONGEST: Final = 200
_PLAIN: Final = late(r"[\W_]+")
_LABEL: Final = late(r"^\s*[\W_]{0,4}([^:：]{2,45}?)\s*[:：]\s*(\S.*)$", re.DOTALL)
_LATIN_LABEL_GAP: Final = late(r"^([^\W\d_][^\t]{1,40}?)\t+(\S.*)$", re.DOTALL)


class Heading(NamedTuple):
    """What a heading says: the kinds it names, the first one leading."""

    kinds: tuple[SectionKind, ...]
    exact: bool = True
    """False where only a word of it is known ("Time spent at work abroad")."""
    inside_jobs: bool = False
    """Whether the same words also stand above some bullets of a job."""

    @property
    def kind(self) -> SectionKind:
        """The kind of the section it opens: the first it names, "Activities" giving way to any other."""
        return next((kind for kind in self.kinds if kind != "other"), self.kinds[0])


def plain_heading(text: str) -> str:
    """A heading without numbers, ornaments, brackets and letter-spacing, as it is shown to people."""
    text = text.strip()
    if "cont" in text.lower():
        text = _CONTINUED.sub("", text)
    number = _NUMBER.match(text)
    core = _CORE.search(text, number.end() if number else 0)
    if core is None:
        return ""
    if _LETTER_SPACED.match(core[0]):
        return _joined_letters(core[0])
    return " ".join(core[0].split())


def _joined_letters(text: str) -> str:
    """ "W O R K   H I S T O R Y" as "WORK HISTORY"; words stay apart where the gap between them is wider."""
    gaps = [len(gap) for gap in re.findall(r"\s+", text)]
    if max(gaps) > min(gaps):
        parts = re.split(rf"\s{{{min(gaps) + 1},}}", text)
        return " ".join(re.sub(r"\s+", "", part) for part in parts)
    return re.sub(r"\s+", "", text)


def _key(text: str) -> str:
    """Letters and digits alone: letter-spacing, hyphens and glued words make no difference."""
    return _PLAIN.sub("", fold(text))


class Headings:
    """The listed headings, ready to be looked up."""

    def __init__(self, knowledge: SectionHeadings) -> None:
        self._kinds: dict[str, SectionKind] = {}
        for kind, headings in knowledge.headings:
            for heading in headings:
                self._kinds.setdefault(_key(heading), kind)
        self._words: dict[str, SectionKind] = {
            fold(word): kind for kind, words in knowledge.words for word in words
        }
        self._order = [kind for kind, _ in knowledge.words]
        self._content = Lexicon(dict(knowledge.content))
        self._inside = {_key(heading) for heading in knowledge.inside_jobs}
        self._known = lru_cache(maxsize=256)(self._listed)

    def listed(self, text: str) -> Heading | None:
        """The heading a text is, word for word, alone or as a combination of listed ones."""
        return None if len(text) > _LONGEST else self._known(text)

    def _listed(self, text: str) -> Heading | None:
        plain = plain_heading(text)
        if not plain or len(plain) > 60:
            return None
        unbracketed = plain_heading(_ASIDE.sub(" ", text)) if _ASIDE.search(text) else plain
        for candidate in (plain, unbracketed):
            key = _key(candidate)
            if key in self._kinds:
                return Heading((self._kinds[key],), inside_jobs=key in self._inside)
        keys = [key for part in _JOINTS.split(unbracketed) if (key := _key(part))]
        kinds = [self._kinds[key] for key in keys if key in self._kinds]
        if len(keys) > 1 and len(kinds) == len(keys):
            return Heading(tuple(dict.fromkeys(kinds)), inside_jobs=all(key in self._inside for key in keys))
        if len(keys) in (2, 3) and kinds and keys[0] in self._kinds:
            return Heading(tuple(dict.fromkeys(kinds)), exact=False, inside_jobs=keys[0] in self._inside)
        return None

    def likely(self, text: str) -> Heading | None:
        """The heading a text is, or the one its words point to."""
        heading = self.listed(text)
        if (heading is not None and heading.exact) or len(text) > _LONGEST:
            return heading
        words = [fold(word) for word in re.findall(r"[^\W_]+", plain_heading(text))]
        kinds = {self._words[word] for word in words if word in self._words}
        if kinds:
            ordered = tuple(kind for kind in self._order if kind in kinds)
            return heading or Heading(ordered, exact=False)
        return heading

    def content(self, text: str) -> tuple[SectionKind, ...]:
        """The kinds of section a line would fit by its words, below a combined heading."""
        return tuple(dict.fromkeys(cast("SectionKind", hit.kind) for hit in self._content.find(text)))

    def label(self, text: str) -> tuple[Heading, str, int] | None:
        """ "Languages: English (native)" as heading, its words and where the content starts."""
        text = text[:_LONGEST]
        if not any(sign in text for sign in ":：\t"):
            return None
        for pattern in (_LABEL, _LATIN_LABEL_GAP):
            match = pattern.match(text)
            if match:
                heading = self.listed(match[1])
                if heading is not None and heading.exact:
                    return heading, plain_heading(match[1]), match.start(2)
        return None


@lru_cache(maxsize=4)
def headings_of(knowledge: SectionHeadings) -> Headings:
    """The lookup made once for a phrasebook."""
    return Headings(knowledge)
