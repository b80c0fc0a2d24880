"""The phrasebook's files about résumés are read strictly, every fault at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reframe.errors import PhrasebookError
from reframe.resume import AltWork, HeaderWords, Knowledge, SectionHeadings

from .conftest import data


def test_unknown_missing_and_malformed_keys_are_all_named():
    with pytest.raises(PhrasebookError) as caught:
        SectionHeadings.from_data({"headings": {"jobs": ["Work"]}, "wrods": {}, "inside-jobs": "tools"})
    faults = "\n".join(caught.value.faults)
    assert len(caught.value.faults) == 5
    for part in (
        'unknown key "wrods"',
        'missing key "words"',
        'unknown section "jobs"',
        '"inside-jobs" must be',
    ):
        assert part in faults
    assert all(fault.startswith("sections.yaml: ") for fault in caught.value.faults)


def test_faults_of_all_three_files_come_together():
    with pytest.raises(PhrasebookError) as caught:
        Knowledge.from_data(sections={}, entries={}, alt_work={})
    assert {fault.split(":")[0] for fault in caught.value.faults} == {
        "sections.yaml",
        "entries.yaml",
        "alt-work.yaml",
    }


@pytest.mark.parametrize("name", ["sections.yaml", "entries.yaml", "alt-work.yaml"])
def test_no_word_is_listed_twice(name):
    checked = 0
    for path, words in lists_in(data(name)):
        if path[0] == "content":
            continue
        checked += 1
        assert sorted(words) == sorted(set(words)), path
    assert checked >= 5


def test_no_heading_opens_two_kinds_of_section():
    headings = data("sections.yaml")["headings"]
    assert isinstance(headings, dict)
    listed = [heading for words in headings.values() for heading in words]
    assert len(listed) > 300
    assert sorted(listed) == sorted(set(listed))


def test_knowledge_is_plain_and_can_be_kept_in_a_cache(knowledge):
    assert hash(knowledge) == hash(Knowledge(knowledge.headings, knowledge.header_words, knowledge.alt_work))
    assert isinstance(knowledge.alt_work, AltWork)
    assert isinstance(knowledge.header_words, HeaderWords)


def test_understanding_needs_neither_yaml_nor_spacy():
    heavy = "{'spacy', 'yaml', 'docx', 'pdfplumber'}"
    code = f"import sys, reframe.resume; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def lists_in(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists_in(inner, (*path, key))
    elif isinstance(value, list):
        yield path, value
