"""The knowledge files keep their shape: known keys and references, unique names, a source for each fact."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2] / "phrasebook"
PATHS = {"supply-chain", "sales", "hr", "translation", "admin", "education", "government-npo"}
EVIDENCE = {"V", "v", "C", "U", "S"}
REGIONS = {"any", "US", "UK", "CA", "AU", "JP", "EU"}
TIERS = {"now", "next", "later", "never"}
STATUSES = {"current", "renamed", "retired", "not-a-certificate"}
COSTS = {"free", "low", "mid", "high", "unknown"}
ACTIONS = {"replace", "gloss", "delete", "keep"}
JLPT_ROLES = {"gate", "asset", "plus"}


class StrictLoader(yaml.SafeLoader):
    """Reads YAML and refuses a key that stands twice in one mapping."""


def _mapping(loader: StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = Counter(loader.construct_object(key) for key, _ in node.value)
    twice = [key for key, count in keys.items() if count > 1]
    assert not twice, f"{node.start_mark}: {twice} stands twice"
    return {
        loader.construct_object(key): loader.construct_object(value, deep=True) for key, value in node.value
    }


StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as stream:
        data = yaml.load(stream, Loader=StrictLoader)
    assert isinstance(data, dict), path
    return data


def folder(name: str) -> list[Path]:
    files = sorted((ROOT / name).glob("*.yaml"))
    assert files, f"no files in {ROOT / name}"
    return files


def has_keys(data: dict[str, Any], *, must: str, may: str = "", where: object = "") -> None:
    needed, allowed = set(must.split()), set(must.split()) | set(may.split())
    assert not needed - set(data), f"{where}: lacks {sorted(needed - set(data))}"
    assert not set(data) - allowed, f"{where}: unknown {sorted(set(data) - allowed)}"


def is_phrases(phrases: object, *, where: object, empty: bool = False) -> None:
    assert isinstance(phrases, list), where
    assert phrases or empty, f"{where}: no phrases"
    for phrase in phrases:
        assert isinstance(phrase, str), f"{where}: {phrase!r} is no text; quote it"
        assert phrase == phrase.strip() != "", f"{where}: {phrase!r}"
        for left, right in ("()", "[]", "{}"):
            assert phrase.count(left) == phrase.count(right), f"{where}: unbalanced {phrase!r}"
    twice = [phrase for phrase, count in Counter(phrases).items() if count > 1]
    assert not twice, f"{where}: {twice} twice"


def is_weak(weak: object, *, where: object) -> None:
    assert isinstance(weak, list), where
    for item in weak:
        has_keys(item, must="phrase with", where=where)
        is_phrases([item["phrase"]], where=where)
        is_phrases(item["with"], where=where)


CERTIFICATES = {path.stem: read(path) for path in folder("certifications")}
TOOLS = {tool["name"]: tool for tool in read(ROOT / "tools.yaml")["tools"]}
SKILLS = {skill["name"]: skill for skill in read(ROOT / "skills.yaml")["skills"]}


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_certificate_says_what_it_proves_and_how_we_know(name: str) -> None:
    certificate = CERTIFICATES[name]
    has_keys(
        certificate,
        must="name title issuer site status tier paths regions proves proof prerequisites validity-years "
        "cost phrases evidence source checked",
        may="weak formerly note flags passes",
        where=name,
    )
    assert certificate["name"] == name
    assert certificate["status"] in STATUSES
    assert certificate["tier"] in TIERS
    assert certificate["cost"] in COSTS
    assert certificate["evidence"] in EVIDENCE
    assert set(certificate["paths"]) <= PATHS
    assert certificate["regions"]
    assert set(certificate["regions"]) <= REGIONS
    assert isinstance(certificate["validity-years"], int)
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", certificate["checked"])
    for key in ("title", "issuer", "site", "proof", "prerequisites", "source"):
        assert certificate[key], key


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_certificate_proves_tools_and_skills_that_exist(name: str) -> None:
    unknown = set(CERTIFICATES[name]["proves"]) - set(TOOLS) - set(SKILLS)
    assert not unknown


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_certificate_has_phrases_and_lines_that_prove_them(name: str) -> None:
    certificate = CERTIFICATES[name]
    test_of_japanese = name.startswith("jlpt-") or name in {"bjt", "jtest", "kanken"}
    is_phrases(certificate["phrases"], where=name, empty=test_of_japanese)
    is_weak(certificate.get("weak", []), where=name)
    for old in certificate.get("formerly", []):
        has_keys(old, must="name phrases note", where=name)
        is_phrases(old["phrases"], where=name)
    if not test_of_japanese:
        assert certificate["flags"], name
        assert certificate["passes"], name
    for line in certificate.get("flags", []):
        assert re.fullmatch(r"[^<>]*<<[^<>]+>>[^<>]*|[^<>]*<<[^<>]+>>[^<]*", line), line
    for line in certificate.get("passes", []):
        assert "<<" not in line, line


@pytest.mark.parametrize("name", CERTIFICATES)
def test_what_nobody_should_be_told_to_take_is_recommended_on_no_path(name: str) -> None:
    certificate = CERTIFICATES[name]
    if certificate["tier"] == "never" or certificate["status"] != "current":
        assert certificate["paths"] == []
        assert certificate["tier"] == "never"


def test_teaching_certificates_are_for_education_only() -> None:
    for name in ("celta", "certtesol", "tefl", "teaching-licence", "delta"):
        assert CERTIFICATES[name]["paths"] == ["education"]


def test_titles_of_certificates_are_unique() -> None:
    titles = [certificate["title"] for certificate in CERTIFICATES.values()]
    assert len(titles) == len(set(titles)) >= 100


def test_every_tool_has_a_name_a_kind_and_phrases() -> None:
    data = read(ROOT / "tools.yaml")
    has_keys(data, must="evidence source tools", where="tools.yaml")
    assert data["evidence"] in EVIDENCE
    names = [tool["name"] for tool in data["tools"]]
    assert len(names) == len(set(names)) >= 50
    for tool in data["tools"]:
        has_keys(tool, must="name title kind phrases", may="weak", where=tool.get("name"))
        is_phrases(tool["phrases"], where=tool["name"])
        is_weak(tool.get("weak", []), where=tool["name"])


def test_every_skill_has_phrases_and_a_question() -> None:
    data = read(ROOT / "skills.yaml")
    has_keys(data, must="evidence source skills majors", where="skills.yaml")
    assert data["evidence"] in EVIDENCE
    names = [skill["name"] for skill in data["skills"]]
    assert len(names) == len(set(names)) >= 30
    assert not set(names) & set(TOOLS)
    for skill in data["skills"]:
        has_keys(skill, must="name title phrases ask", where=skill.get("name"))
        is_phrases(skill["phrases"], where=skill["name"])
        assert skill["ask"].endswith("?"), skill["name"]
    has_keys(data["majors"], must="degrees subjects", where="majors")
    is_phrases(data["majors"]["degrees"], where="degrees")
    is_phrases(data["majors"]["subjects"], where="subjects")


TERMS = [(path.stem, term) for path in folder("glossary") for term in read(path)["terms"]]


def test_the_glossary_covers_the_school_world() -> None:
    topics = {topic for topic, _ in TERMS}
    assert topics == {"people", "institutions", "events", "school-life", "teaching"}
    assert len(TERMS) >= 150
    for path in folder("glossary"):
        data = read(path)
        has_keys(data, must="topic evidence source terms", where=path.name)
        assert data["evidence"] in EVIDENCE


def test_a_word_is_explained_in_one_place_only() -> None:
    names = Counter(term["term"] for _, term in TERMS)
    assert not [name for name, count in names.items() if count > 1]
    phrases = Counter(phrase for _, term in TERMS for phrase in term["phrases"])
    assert not [phrase for phrase, count in phrases.items() if count > 1]


@pytest.mark.parametrize("term", [pytest.param(term, id=term["term"]) for _, term in TERMS])
def test_a_glossary_word_has_spellings_a_gloss_and_something_to_do(term: dict[str, Any]) -> None:
    has_keys(
        term,
        must="term means phrases gloss action evidence",
        may="japanese plain number adjective explained-by not-on unless weak note",
        where=term["term"],
    )
    assert term["action"] in ACTIONS
    assert term["evidence"] in EVIDENCE
    assert term["gloss"]
    assert set(term.get("not-on", [])) <= PATHS
    assert term.get("weak", True) is True
    is_phrases(term["phrases"], where=term["term"])
    is_phrases(term.get("explained-by", []), where=term["term"], empty=True)
    is_phrases(term.get("unless", []), where=term["term"], empty=True)


@pytest.mark.parametrize(
    "term", [pytest.param(term, id=term["term"]) for _, term in TERMS if "plain" in term]
)
def test_the_plain_words_of_the_glossary_can_stand_in_a_line(term: dict[str, Any]) -> None:
    for words in (term["plain"], term.get("adjective", "word")):
        assert re.fullmatch(r"[A-Za-z][A-Za-z',: -]*[a-zA-Z]", words), "words, not advice"
        assert not re.search(r"\b(?:say|name|leave|write|drop|if|you|your|nothing)\b", words), (
            "words, not advice"
        )
    if "number" in term:
        assert not re.match(r"(?:a|an|the)\b", term["plain"]), "the article is the writer's"
    assert "plain" in term or "number" not in term
    assert term["action"] not in {"keep", "delete"}, "nothing is put in there"


@pytest.mark.parametrize(
    "word", ["JET", "AJET", "PTA", "business words from Japanese", "teaching certificates"]
)
def test_words_known_outside_japan_are_kept(word: str) -> None:
    assert next(term for _, term in TERMS if term["term"] == word)["action"] == "keep"


@pytest.mark.parametrize(
    "word",
    ["T.T.", "koma", "soji", "chugakko", "eikaiwa", "ESS", "SHS", "JHS", "ES", "HRT", "T1", "undokai"],
)
def test_words_nobody_outside_knows_are_not_kept(word: str) -> None:
    assert next(term for _, term in TERMS if term["term"] == word)["action"] != "keep"


@pytest.mark.parametrize("word", ["CO", "ES", "SET", "PA", "RA", "CIR", "SEA", "NET", "CT", "TT", "T1"])
def test_letters_that_mean_other_things_need_a_line_about_alt_work(word: str) -> None:
    assert next(term for _, term in TERMS if term["term"] == word)["weak"] is True


def test_an_old_name_is_recognised_too() -> None:
    renamed = [certificate for certificate in CERTIFICATES.values() if certificate.get("formerly")]
    assert len(renamed) >= 10
    for certificate in renamed:
        for old in certificate["formerly"]:
            assert set(old["phrases"]) <= set(certificate["phrases"]), certificate["name"]


CAREERS = {path.stem: read(path) for path in folder("careers")}


def test_there_are_seven_career_paths() -> None:
    assert set(CAREERS) == PATHS


@pytest.mark.parametrize("name", sorted(PATHS))
def test_a_career_path_says_what_it_values_and_asks_where_nothing_shows(name: str) -> None:
    career = CAREERS[name]
    has_keys(
        career,
        must="name title summary roles titles keywords values recommend jlpt evidence source",
        may="later warnings note",
        where=name,
    )
    assert career["name"] == name
    assert career["evidence"] in EVIDENCE
    assert set(career["jlpt"]) == {"role", "note"}
    assert career["jlpt"]["role"] in JLPT_ROLES
    for key in ("roles", "titles", "keywords"):
        is_phrases(career[key], where=f"{name} {key}")
    traits = [value["name"] for value in career["values"]]
    assert len(traits) == len(set(traits)) >= 4
    for value in career["values"]:
        has_keys(value, must="name why phrases question", may="unless", where=f"{name} {value.get('name')}")
        is_phrases(value["phrases"], where=value["name"])
        assert value["question"].endswith("?"), value["name"]


@pytest.mark.parametrize("name", sorted(PATHS))
def test_a_career_path_recommends_what_a_newcomer_can_take(name: str) -> None:
    career = CAREERS[name]
    recommended = career["recommend"]
    assert len(recommended) == len(set(recommended)) >= 3
    for certificate in (CERTIFICATES[each] for each in recommended):
        assert certificate["tier"] in {"now", "next"}, certificate["name"]
        assert certificate["status"] == "current", certificate["name"]
        assert name in certificate["paths"], certificate["name"]
    for certificate in (CERTIFICATES[each] for each in career.get("later", [])):
        assert certificate["tier"] == "later", certificate["name"]
        assert name in certificate["paths"], certificate["name"]


def test_a_certificate_names_only_paths_that_mention_it() -> None:
    for name, certificate in CERTIFICATES.items():
        for path in certificate["paths"]:
            mentioned = CAREERS[path]["recommend"] + CAREERS[path].get("later", [])
            assert name in mentioned, f"{name} names {path}, which does not mention it"


def test_n2_is_the_gate_to_language_jobs_only() -> None:
    gates = [name for name, career in CAREERS.items() if career["jlpt"]["role"] == "gate"]
    assert gates == ["translation"]


def _jlpt() -> dict[str, Any]:
    test: dict[str, Any] = next(test for test in read(ROOT / "tests.yaml")["tests"] if test["name"] == "jlpt")
    return test


@pytest.mark.parametrize(
    ("level", "highest"), [("N1", "C1"), ("N2", "B2"), ("N3", "B1"), ("N4", "A2"), ("N5", "A1")]
)
def test_a_jlpt_level_shows_no_cefr_level_above_its_maximum(level: str, highest: str) -> None:
    data = next(item for item in _jlpt()["levels"] if item["level"] == level)
    assert data["cefr-max"] == highest == max(step["level"] for step in data["cefr"])
    assert data["cefr"][0]["from"] == data["pass-mark"]


@pytest.mark.parametrize(("old", "today"), [(1, "N1"), (2, "N2"), (3, "N4"), (4, "N5")])
def test_an_old_jlpt_level_in_todays_terms(old: int, today: str) -> None:
    assert next(item["today"] for item in _jlpt()["old-levels"] if item["level"] == old) == today


def test_bands_of_the_business_japanese_test_leave_no_gap() -> None:
    bjt = next(test for test in read(ROOT / "tests.yaml")["tests"] if test["name"] == "bjt")
    bands = sorted(bjt["levels"], key=lambda band: band["from"])
    assert [band["level"] for band in bands] == ["J5", "J4", "J3", "J2", "J1", "J1+"]
    assert bands[0]["from"] == 0
    assert bands[-1]["to"] == 800
    assert all(low["to"] + 1 == high["from"] for low, high in itertools.pairwise(bands))


def test_tests_of_japanese_have_names_and_phrases() -> None:
    data = read(ROOT / "tests.yaml")
    has_keys(
        data,
        must="evidence source checked tests not-a-test scales claims situations formats",
        where="tests.yaml",
    )
    for key in ("tests", "not-a-test"):
        names = [item["name"] for item in data[key]]
        assert len(names) == len(set(names)) >= 5
        for item in data[key]:
            is_phrases(item["phrases"], where=item["name"])
    assert len({item["name"] for item in data["situations"]}) == len(data["situations"]) >= 13
    for item in data["situations"]:
        has_keys(item, must="name translation elsewhere say evidence", where=item["name"])
        assert {item["translation"], item["elsewhere"]} <= {"error", "warning", "suggestion", "fine"}


def test_phrasebook_files_name_no_place_outside_the_project() -> None:
    files = sorted(ROOT.rglob("*.yaml"))
    assert len(files) > 100
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert "/home/" not in text, path
        assert not re.search(r"\bS\d\d\b", text), path
