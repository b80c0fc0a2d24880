"""Résumé data in JSON and YAML: JSON Resume, RenderCV and their kin become blocks a reader would see."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reframe.documents import from_json_resume, from_yaml
from reframe.errors import UnreadableError

if TYPE_CHECKING:
    from reframe.model import Block


def shapes(blocks: tuple[Block, ...]) -> list[str]:
    """One string a block: h, p or b, its level, its text."""
    return [f"{block.kind[0]}{block.level or ''} {block.text}" for block in blocks]


def from_json(**sections: object) -> list[str]:
    data = {"basics": {"name": "Aiko"}, **sections}
    return shapes(from_json_resume.read(json.dumps(data).encode(), path="resume.json").blocks)[1:]


def test_basics_are_the_letterhead_and_the_summary_has_a_heading() -> None:
    basics = {
        "summary": "Former ALT.",
        "name": "Aiko Sample",
        "label": "Coordinator",
        "image": "photo.png",
        "email": "aiko@example.com",
        "location": {"city": "Leeds", "countryCode": "GB"},
        "profiles": [{"network": "GitHub", "username": "aiko", "url": "https://example.com"}],
    }
    blocks = from_json_resume.read(json.dumps({"basics": basics}).encode(), path="").blocks
    assert shapes(blocks) == [
        "h1 Aiko Sample", "p Coordinator", "p aiko@example.com", "p Leeds", "p GitHub: aiko",
        "h2 Summary", "p Former ALT.",
    ]  # fmt: skip


JOB = {"name": "Cafe", "position": "Barista", "location": "Leeds", "startDate": "2017", "endDate": "2019"}
SECTIONS = [
    pytest.param({"work": [JOB]}, ["h2 Work", "p Barista, Cafe, Leeds\t2017 – 2019"], id="a job"),
    pytest.param(
        {"work": [{"company": "Cafe", "position": "Barista", "startDate": "2017"}]},
        ["h2 Work", "p Barista, Cafe\t2017 – Present"],
        id="a job of the older schema, and no end",
    ),
    pytest.param(
        {"work": [{**JOB, "summary": "A cafe.", "highlights": ["Made *tea*", "Sold R&D"]}]},
        ["h2 Work", "p Barista, Cafe, Leeds\t2017 – 2019", "p A cafe.", "b1 Made tea", "b1 Sold R&D"],
        id="summary and highlights",
    ),
    pytest.param(
        {"education": [{"institution": "Uni", "area": "History", "studyType": "BA", "courses": ["Logic"]}]},
        ["h2 Education", "p BA History, Uni", "b1 Logic"],
        id="a degree",
    ),
    pytest.param(
        {"skills": [{"name": "Office", "level": "Master", "keywords": ["Excel", "Word"]}]},
        ["h2 Skills", "p Office: Master, Excel, Word"],
        id="a skill",
    ),
    pytest.param(
        {"languages": [{"language": "Japanese", "fluency": "JLPT N2"}]},
        ["h2 Languages", "p Japanese: JLPT N2"],
        id="a language",
    ),
    pytest.param(
        {"certificates": [{"name": "MOS Excel", "date": "2021-03", "issuer": "Microsoft", "url": "https://example.com"}]},
        ["h2 Certificates", "p MOS Excel, Microsoft\t2021-03"],
        id="a certificate",
    ),
    pytest.param({"skills": ["Excel", "Word"]}, ["h2 Skills", "b1 Excel", "b1 Word"], id="plain strings"),
    pytest.param(
        {"work": [{**JOB, "summary": "• Made tea\n• Sold tea"}]},
        ["h2 Work", "p Barista, Cafe, Leeds\t2017 – 2019", "b1 Made tea", "b1 Sold tea"],
        id="bullets typed in a string",
    ),
    pytest.param({"work": [], "meta": {"theme": "x"}, "skills": None}, [], id="empty sections and machinery"),
    pytest.param(
        {"sideProjects": [{"name": "Map", "about": "A map of trails."}]},
        ["h2 Side Projects", "p Map", "p A map of trails."],
        id="a section of one's own",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("data", "blocks"), SECTIONS)
def test_sections_become_headings_entries_and_bullets(data: dict[str, object], blocks: list[str]) -> None:
    assert from_json(**data) == blocks


def test_a_string_stands_at_its_first_character_behind_the_quote() -> None:
    text = '{"basics": {"name": "Aiko",\n\t"summary": "\\u00c9t\\u00e9 \\"now\\" \\ud83d\\udd39 end"}}'
    block = from_json_resume.read(text.encode(), path="").blocks[-1]
    assert block.text == 'Été "now" 🔹 end'
    assert (block.place.line, block.place.column) == (2, 14)
    line = text.split("\n")[1]
    shown = [line[piece.source.column - 1 :][: piece.end - piece.start] for piece in block.pieces]
    assert "".join(shown) == "\\t\\ \\now\\ \\ end"


YAML_SCALARS = [
    pytest.param("plain words", "plain words", id="plain"),
    pytest.param("'it''s quoted'", "it's quoted", id="single quotes"),
    pytest.param('"tab\\u0020and \\"quotes\\""', 'tab and "quotes"', id="double quotes"),
    pytest.param("goes on\n      over two lines", "goes on over two lines", id="wrapped"),
    pytest.param(">-\n      folded\n      words", "folded words", id="folded"),
    pytest.param("|\n      literal words\n", "literal words", id="literal"),
    pytest.param("&anchor anchored", "anchored", id="an anchor"),
    pytest.param("2019-04", "2019-04", id="no date"),
    pytest.param("Yes", "Yes", id="no boolean"),
    pytest.param("Some **bold** [link](https://example.com)", "Some bold link", id="Markdown"),
]


@pytest.mark.parametrize(("scalar", "text"), YAML_SCALARS)
def test_scalars_are_read_as_written(scalar: str, text: str) -> None:
    data = f"cv:\n  name: Aiko\n  sections:\n    skills:\n    - {scalar}\n"
    block = from_yaml.read(data.encode(), path="").blocks[-1]
    assert (block.kind, block.text) == ("bullet", text)
    lines = data.split("\n")
    for piece in block.pieces:
        there = lines[piece.source.line - 1][piece.source.column - 1 :][: piece.end - piece.start]
        for here, character in zip(there, block.text[piece.start : piece.end], strict=True):
            assert here == character or here in "\\'"


def test_json_resume_in_yaml_is_read_alike() -> None:
    data = "basics: {name: Aiko}\nwork:\n- position: Barista\n  name: Cafe\n  highlights: [Made tea]\n"
    blocks = from_yaml.read(data.encode(), path="").blocks
    assert shapes(blocks) == ["h1 Aiko", "h2 Work", "p Barista, Cafe", "b1 Made tea"]


UNREADABLE = [
    pytest.param("json", '{"name": "x",}', "bad-json", id="a comma too many"),
    pytest.param("json", '{"name": "left-pad", "scripts": {"test": "x"}}', "not-a-resume", id="package.json"),
    pytest.param("json", "[1, 2]", "not-a-resume", id="a list"),
    pytest.param("json", "[" * 100_000, "too-deep", id="deep JSON"),
    pytest.param("yaml", "a: b: c", "bad-yaml", id="bad YAML"),
    pytest.param("yaml", "on: push\njobs:\n  test: {runs-on: x}\n", "not-a-resume", id="a workflow"),
    pytest.param("yaml", "[" * 10_000, "too-deep", id="deep YAML"),
    pytest.param("yaml", "basics: &a {name: x, again: *a}", "too-deep", id="an alias of itself"),
    pytest.param(
        "yaml",
        "a: &a [x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"{b}: &{b} [{', '.join([f'*{a}'] * 8)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + "basics: *i\nwork: *i\n",
        "too-deep",
        id="an alias bomb",
    ),
]


@pytest.mark.parametrize(("format_", "text", "code"), UNREADABLE)
def test_other_data_is_refused(format_: str, text: str, code: str) -> None:
    reader = from_json_resume.read if format_ == "json" else from_yaml.read
    with pytest.raises(UnreadableError) as caught:
        reader(text.encode(), path="data")
    assert caught.value.code == code


def test_a_fault_in_the_data_is_named_with_its_place() -> None:
    with pytest.raises(UnreadableError, match="line 2, column 3"):
        from_json_resume.read(b'{"a": 1,\n  b}', path="resume.json")
    with pytest.raises(UnreadableError, match="line 2, column 7"):
        from_yaml.read(b"a:\n  b: c: d\n", path="resume.yaml")
