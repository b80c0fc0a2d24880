"""Phrasebook folders -> data and phrases: read strictly, every fault at once, each with file, line and column."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from reframe.errors import PhrasebookError
from reframe.phrasebook import yaml_source
from reframe.phrasebook.cases import MARKED, kept
from reframe.phrasebook.compiling import PhraseSource, compile_phrases
from reframe.phrasebook.schema import SCHEMAS
from reframe.phrasebook.words import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reframe.phrasebook.assembling import Data
    from reframe.phrasebook.compiled import CompiledPhrases
    from reframe.phrasebook.yaml_source import YamlFile

_KINDS_OF_FOLDER = ("rules", "words", "certifications", "careers", "glossary")
LARGEST_FILE = 1_000_000
TRAITS = ("trait", "trait-unless")
"""The kinds of phrases that show, or do not show, what a career path values."""


def read_files(folders: Iterable[Path]) -> list[tuple[str, YamlFile]]:
    """Every phrasebook file with its kind, parsed and held against its schema; faults stay in the files."""
    found: list[tuple[str, YamlFile]] = []
    for folder in folders:
        if not folder.is_dir():
            raise PhrasebookError(
                [f"{folder}: there is no such folder"],
                hint="Give --phrasebook a folder that holds rules/*.yaml.",
            )
        for path in sorted(folder.rglob("*.yaml")):
            kind = _kind(path.relative_to(folder))
            shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            if kind is None:
                file = yaml_source.YamlFile(shown)
                file.fault((), f"a phrasebook has no place for this file; there are {', '.join(SCHEMAS)}")
            else:
                file = _parsed(path, shown)
                if not file.faults:
                    yaml_source.check(file, SCHEMAS[kind])
            found.append((kind or "", file))
    return found


def _parsed(path: Path, shown: str) -> YamlFile:
    file = yaml_source.YamlFile(shown)
    try:
        if path.stat().st_size > LARGEST_FILE:
            file.fault((), "is larger than a megabyte")
            return file
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        file.fault((), "is not UTF-8 text; save it as UTF-8")
        return file
    except OSError as error:
        file.fault((), f"cannot be read: {error.strerror}")
        return file
    return yaml_source.parse(text, name=shown)


def _kind(relative: Path) -> str | None:
    first = relative.parts[0]
    if first in _KINDS_OF_FOLDER and len(relative.parts) > 1:
        return first
    return first if first in SCHEMAS and len(relative.parts) == 1 else None


# ---- files -> data --------------------------------------------------------------------------------------


def compiled(files: list[tuple[str, YamlFile]]) -> tuple[Data, CompiledPhrases, CompiledPhrases]:
    """The data of parsed files, their phrases, and those of traits apart, which few commands look for.

    Raises PhrasebookError with every fault of every file.
    """
    faults = [fault for _, file in files for fault in file.faults]
    if faults:
        raise PhrasebookError(faults)
    by_kind: dict[str, dict[str, tuple[dict[str, Any], YamlFile, tuple[str | int, ...]]]] = {
        kind: {} for kind in SCHEMAS
    }
    for kind, file in files:
        for name, value, path in _named(kind, file):
            by_kind[kind][name] = (value, file, path)
    families = expand({name: value for name, (value, _, _) in by_kind["words"].items()})
    sources, places = _phrase_sources(by_kind)
    shown = [source for source in sources if source.kind in TRAITS]
    others = [source for source in sources if source.kind not in TRAITS]
    phrases, faults_of_phrases = compile_phrases(others, families)
    traits, faults_of_traits = compile_phrases(shown, families)
    for source, fault in (*faults_of_phrases, *faults_of_traits):
        file, path = places[source]
        file.fault(path, f"{fault} in “{source.phrase}”", offset=fault.column)
    for value, file, _ in by_kind["rules"].values():
        _check_rule(value, file, by_kind)
    faults = [fault for _, file in files for fault in file.faults]
    if faults:
        raise PhrasebookError(faults)
    return _plain(by_kind), phrases, traits


def _plain(by_kind: Mapping[str, Any]) -> Data:
    """What the files say, with the line of each case, so that a failing one can be found."""
    for rule, file, _ in by_kind["rules"].values():
        rule["cases"] = kept(
            {
                key: [(file.marks[(key, index)][0], case) for index, case in enumerate(rule.pop(key))]
                for key in ("flags", "passes")
            }
        )
    return {kind: {name: value for name, (value, _, _) in found.items()} for kind, found in by_kind.items()}


def _named(kind: str, file: YamlFile) -> Iterator[tuple[str, dict[str, Any], tuple[str | int, ...]]]:
    if kind == "glossary":
        for index, term in enumerate(file.value["terms"]):
            yield term["term"], term, ("terms", index)
    elif kind.endswith(".yaml"):
        yield "", file.value, ()
    else:
        yield file.value["name"], file.value, ()


def _check_rule(rule: Mapping[str, Any], file: YamlFile, by_kind: Mapping[str, Any]) -> None:
    if Path(file.name).stem != rule["name"]:
        file.fault(
            ("name",),
            f"the file is called {Path(file.name).name}, the rule “{rule['name']}”; give them one name",
        )
    if not rule.get("phrases") and not rule.get("check"):
        file.fault((), "has neither phrases nor a check, so it can never speak")
    careers = by_kind["careers"]
    if careers:
        for index, path in enumerate(rule.get("off-for", ())):
            if path not in careers:
                file.fault(
                    ("off-for", index),
                    f"no career path is called “{path}”{yaml_source.near(path, sorted(careers))}",
                )
    for index, rewrite in enumerate(rule.get("suggestions", ())):
        if rewrite.get("without", "") not in {"", *rule.get("phrase-sets", {})}:
            file.fault(
                ("suggestions", index, "without"), f"the rule has no phrase set “{rewrite['without']}”"
            )
    _check_cases(rule, file)


def _check_cases(rule: Mapping[str, Any], file: YamlFile) -> None:
    for key in ("flags", "passes"):
        for index, case in enumerate(rule[key]):
            text = case if isinstance(case, str) else case.get("text", "")
            if text.count("<<") != len(MARKED.findall(text)) or text.count(">>") != len(MARKED.findall(text)):
                file.fault((key, index), "a marked part is opened by << and closed by >>")
            if key == "flags" and rule["group"] != "missing" and text and "<<" not in text:
                file.fault((key, index), "mark the part that should be underlined with << and >>")
            if key == "passes" and "<<" in text:
                file.fault((key, index), "nothing is underlined in a line that passes")


_Place: TypeAlias = "tuple[YamlFile, tuple[str | int, ...]]"


def _phrase_sources(by_kind: Mapping[str, Any]) -> tuple[list[PhraseSource], dict[PhraseSource, _Place]]:
    """Every phrase of every file with its owner, and where each stands."""
    places: dict[PhraseSource, _Place] = {}
    for kind, name, phrases, file, path, first in _phrase_lists(by_kind):
        for index, phrase in enumerate(phrases):
            places[PhraseSource(kind, name, first + index, phrase)] = (file, (*path, index))
    return list(places), places


_PhraseList: TypeAlias = "tuple[str, str, Sequence[str], YamlFile, tuple[str | int, ...], int]"


def _phrase_lists(by_kind: Mapping[str, Any]) -> Iterator[_PhraseList]:
    """(kind, name, phrases, file, path in the file, number of the first) of each list of phrases."""
    yield from _rule_lists(by_kind)
    yield from _knowledge_lists(by_kind)


def _rule_lists(by_kind: Mapping[str, Any]) -> Iterator[_PhraseList]:
    for name, (rule, file, _) in by_kind["rules"].items():
        for kind, key in (
            ("rule", "phrases"),
            ("unless", "unless"),
            ("except", "except"),
            ("requires", "requires"),
        ):
            yield kind, name, rule.get(key, ()), file, (key,), 0
        for set_name, phrases in rule.get("phrase-sets", {}).items():
            yield f"set:{set_name}", name, phrases, file, ("phrase-sets", set_name), 0


def _knowledge_lists(by_kind: Mapping[str, Any]) -> Iterator[_PhraseList]:
    for name, (term, file, path) in by_kind["glossary"].items():
        for kind, key in (("term", "phrases"), ("term-explained", "explained-by"), ("term-unless", "unless")):
            yield kind, name, term.get(key, ()), file, (*path, key), 0
    for name, (career, file, _) in by_kind["careers"].items():
        for index, trait in enumerate(career["values"]):
            for kind, key in zip(TRAITS, ("phrases", "unless"), strict=True):
                yield kind, f"{name}/{trait['name']}", trait.get(key, ()), file, ("values", index, key), 0
    for name, (value, file, _) in by_kind["certifications"].items():
        yield from _strong_and_weak("certificate", name, value, file, ())
    for kind, key in (("tool", "tools"), ("skill", "skills")):
        for value, file, _ in by_kind[f"{key}.yaml"].values():
            for index, item in enumerate(value.get(key, ())):
                yield from _strong_and_weak(kind, item["name"], item, file, (key, index))


def _strong_and_weak(
    kind: str, name: str, item: Mapping[str, Any], file: YamlFile, path: tuple[str | int, ...]
) -> Iterator[_PhraseList]:
    strong = item.get("phrases", ())
    yield kind, name, strong, file, (*path, "phrases"), 0
    yield kind, name, [weak["phrase"] for weak in item.get("weak", ())], file, (*path, "weak"), len(strong)
