from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from reframe.model import Block, Document, Place, Resume
from reframe.resume import Knowledge, understand

PHRASEBOOK = Path(__file__).parents[2] / "phrasebook"


def data(name: str) -> dict[str, object]:
    return yaml.load((PHRASEBOOK / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.from_data(
        sections=data("sections.yaml"), entries=data("entries.yaml"), alt_work=data("alt-work.yaml")
    )


def document(text: str) -> Document:
    """A document in shorthand: ``#`` a heading, ``-`` a bullet, ``**…**`` bold, else a paragraph."""
    blocks = []
    for number, line in enumerate(line for line in text.strip().splitlines() if line.strip()):
        content = line.strip()
        indent = (len(line) - len(line.lstrip())) // 2
        level, kind = 0, "paragraph"
        if content.startswith("#"):
            level = len(content) - len(content.lstrip("#"))
            kind, content = "heading", content.lstrip("# ")
        elif content.startswith("- "):
            level, kind, content = 1 + indent, "bullet", content[2:]
        bold = content.startswith("**") and content.endswith("**")
        content = content.strip("*") if bold else content
        blocks.append(
            Block(content.replace("\\t", "\t"), kind, Place(f"line[{number}]"), level=level, bold=bold)  # type: ignore[arg-type]
        )
    return Document("resume.txt", "text", "0" * 64, tuple(blocks))


@pytest.fixture(scope="session")
def read(knowledge: Knowledge):
    """Shorthand text to a résumé."""

    def read_text(text: str, *, assume_alt: bool = False) -> Resume:
        return understand(document(text), knowledge=knowledge, assume_alt=assume_alt)

    return read_text
