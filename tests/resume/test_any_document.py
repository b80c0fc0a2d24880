"""Whatever a reader hands over, every block finds exactly one home."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reframe.model import Block, Document, Place
from reframe.resume import understand

WORDS = st.sampled_from(
    ["Experience", "EDUCATION", "Skills:", "職歴", "ALT", "Assistant Language Teacher", "Toyama, Japan", "2019–2022",
     "\t", " | ", ". ", ": ", "•", "I taught English", "Barista", "Acme Ltd", "令和元年5月", "現在", "元", "(", "E X P",
     "ō", "\u200b", "jo@example.com", "½", "İ", "2019", "99", "Languages: English"]
)  # fmt: skip
TEXTS = st.lists(WORDS | st.text(max_size=8), max_size=12).map(" ".join)
BLOCKS = st.builds(
    Block,
    text=TEXTS,
    kind=st.sampled_from(["heading", "paragraph", "bullet"]),
    place=st.just(Place("line")),
    level=st.integers(0, 3),
    bold=st.booleans(),
    aside=st.booleans(),
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(BLOCKS, max_size=25))
def test_every_block_has_exactly_one_home(knowledge, blocks):
    resume = understand(Document("resume.txt", "text", "0" * 64, tuple(blocks)), knowledge=knowledge)
    listed = [index for section in resume.sections for index in section.blocks]
    headings = [section.heading for section in resume.sections if section.heading is not None]
    assert sorted(listed + headings) == list(range(len(blocks)))
    for section in resume.sections:
        in_entries = [index for entry in section.entries for index in (*entry.header, *entry.body)]
        assert len(in_entries) == len(set(in_entries))
        assert set(in_entries) <= set(section.blocks)
