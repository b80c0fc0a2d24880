"""Word families: a few lemmas in YAML, every form a writer may use in the phrases.

A family names verbs, nouns, adjectives (inflected by lemminflect), ``words`` (as they are, spaces allowed),
other families it ``includes``, and forms it leaves ``out``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reframe.tokenising import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reframe.phrasebook.phrases import Family

_TAGS = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ"}


def inflected(lemma: str, part: str) -> set[str]:
    """The forms of a lemma; ``part`` is ``verbs``, ``nouns`` or ``adjectives``.

    Of several words only the one that inflects does: the first of a verb (``take part``), the last of a noun.
    """
    from lemminflect import getAllInflections, getAllInflectionsOOV

    words = lemma.split()
    if len(words) > 1:
        place = 0 if part == "verbs" else len(words) - 1
        return {
            " ".join([*words[:place], form, *words[place + 1 :]]) for form in inflected(words[place], part)
        }
    prefix, _, stem = lemma.rpartition("-")
    tag = _TAGS[part]
    forms = getAllInflections(stem, upos=tag) or getAllInflectionsOOV(stem, tag)
    kept = {form for tagged in forms.values() for form in tagged} if part != "adjectives" else set()
    return {f"{prefix}-{form}" if prefix else form for form in kept | {stem}}


def expand(families: Mapping[str, Mapping[str, Any]]) -> dict[str, Family]:
    """Every family with all its forms as word sequences; ``includes`` must not go round in a circle."""
    done: dict[str, set[tuple[str, ...]]] = {}

    def forms(name: str, on_the_way: tuple[str, ...]) -> set[tuple[str, ...]]:
        if name in done:
            return done[name]
        if name in on_the_way:
            raise ValueError(f"word family “{name}” includes itself")
        data = families[name]
        found: set[tuple[str, ...]] = set()
        for part in _TAGS:
            for lemma in data.get(part, ()):
                found |= _sequences(inflected(lemma, part))
        found |= _sequences(data.get("words", ()))
        for other in data.get("includes", ()):
            if other in families:
                found |= forms(other, (*on_the_way, name))
        found -= _sequences(data.get("out", ()))
        done[name] = found
        return found

    return {name: tuple(sorted(forms(name, ()))) for name in families}


def _sequences(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """A lone dash or slash is a word here too, which is why each text is cut as if it stood in a sentence."""
    return {tuple(word.norm for word in split(f" {text} ")) for text in texts}
