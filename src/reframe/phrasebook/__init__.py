"""The phrasebook: YAML files that say what to find in a résumé, why it matters and what to write instead."""

from reframe.phrasebook.model import Phrasebook, Rule

__all__ = ["Phrasebook", "Rule", "load"]


def load(*extra: str) -> Phrasebook:
    """The bundled phrasebook with further folders added; raises PhrasebookError with every fault at once."""
    from reframe.phrasebook.loading import load as load_folders

    return load_folders(*extra)
