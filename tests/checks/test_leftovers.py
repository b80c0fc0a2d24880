"""What a Japanese rirekisho asks for is left out of a résumé, unless Japan is where it goes."""

from __future__ import annotations

import pytest

from reframe.linter import Options, check

RESUME = """\
# Robin Whitlock

{line}

## Experience

### Assistant Language Teacher, Sakura City Board of Education, 2019 – 2022

- Kept the books
"""


def marked(line: str, region: str | None = None) -> list[str | None]:
    options = Options(select=("rirekisho-leftovers",), region=region)
    return [f.text for f in check("r.md", data=RESUME.format(line=line).encode(), options=options).findings]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Date of birth: 1 May 1994 | Osaka", ["Date of birth: 1 May 1994"]),
        ("DOB: May 1994 • London", ["DOB: May 1994"]),
        ("Born on May 1, 1994", ["Born on May 1, 1994"]),
        ("Osaka | Born 1994 | British", ["Born 1994"]),
    ],
)
def test_a_field_ends_where_the_next_one_is_set_apart(line: str, fields: list[str]) -> None:
    assert marked(line) == fields


@pytest.mark.parametrize(("region", "count"), [(None, 1), ("US", 1), ("JP", 0), ("jp", 0)])
def test_who_applies_in_japan_may_keep_them(region: str | None, count: int) -> None:
    assert len(marked("Date of birth: 1 May 1994", region)) == count
