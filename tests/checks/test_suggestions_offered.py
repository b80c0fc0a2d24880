"""Which suggestions are offered at a spot, and in which order."""

from __future__ import annotations

import pytest

from reframe.phrasebook.model import Rewrite
from reframe.suggesting import suggestions

DELETE = Rewrite(only_if="nothing came of it", delete=True)
ANY = Rewrite(text="Supported {event}")
MORE = Rewrite(text="Helped {audience}")
SALES = Rewrite(text="Hosted <guests>", for_=("sales",))
HR = Rewrite(text="Trained {audience}", for_=("hr",))


@pytest.mark.parametrize(
    ("rewrites", "target", "expected"),
    [
        pytest.param([DELETE, ANY], None, ["", "Supported {event}"], id="the-order-of-the-file"),
        pytest.param(
            [ANY, DELETE], None, ["Supported {event}", ""], id="deletion-last-where-the-file-says-so"
        ),
        pytest.param(
            [ANY, SALES, HR], "sales", ["Hosted {guests}", "Supported {event}"], id="the-chosen-path-first"
        ),
        pytest.param([SALES, HR], None, [], id="nothing-written-for-other-paths"),
        pytest.param(
            [ANY, MORE, SALES],
            "sales",
            ["Hosted {guests}", "Supported {event}"],
            id="two-at-most",
        ),
        pytest.param(
            [ANY, MORE, SALES, DELETE],
            "sales",
            ["Hosted {guests}", ""],
            id="deletion-is-never-crowded-out",
        ),
    ],
)
def test_suggestions_offered(rewrites: list[Rewrite], target: str | None, expected: list[str]) -> None:
    assert [item.text for item in suggestions(rewrites, target, {})] == expected


def test_the_writers_own_words_are_carried_over() -> None:
    (only,) = suggestions([SALES], "sales", {"guests": "nine exhibitors"})
    assert only.text == "Hosted nine exhibitors"
    assert only.slots == ()
