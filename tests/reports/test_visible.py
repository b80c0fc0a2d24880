"""What is shown of characters that act."""

import sys

from reframe.reports import visible


def test_whatever_is_odd_is_not_printable():
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert not [hex(ord(odd)) for odd in visible._ODD.findall(every) if odd.isprintable()]


def test_a_plain_line_stays_as_it_is():
    assert (
        visible.visible("Taught at Sakura City – 運動会\tand more")
        == "Taught at Sakura City – 運動会\tand more"
    )
