"""Whether a file has its end: a reader may open one without it and say nothing of what is lost.

A PDF lists its objects last. Readers put a list that is wrong or gone together again from the objects they find,
so a file of which half was downloaded looks like a shorter file.
"""

from __future__ import annotations

from reframe.patterns import late

OBJECT = late(rb"(?<!\d)\d{1,10}\s+\d{1,5}\s+obj(?![A-Za-z])")
"""What an object begins with."""
_BEFORE = 32
"""So many bytes may stand before the ``obj`` that begins an object: its two numbers."""
_LISTS = (b"trailer", b"/XRef")
_END = b"%%EOF"


def breaks_off(data: bytes) -> bool:
    """Whether no list of objects, with the line that says where it begins, stands behind the last object."""
    last, end = _last_object(data), data.rfind(b"startxref")
    return not 0 <= last < end or not any(sign in data[last:end] for sign in _LISTS)


def up_to_its_end(data: bytes) -> bytes:
    """The file without what was hung on to it; some readers look for the end in the last bytes alone."""
    end = data.rfind(_END)
    return data if end < data.rfind(b"startxref") else data[: end + len(_END)]


def _last_object(data: bytes) -> int:
    at = data.rfind(b"obj")
    while at >= 0 and not OBJECT.search(data, max(0, at - _BEFORE), at + 4):
        at = data.rfind(b"obj", 0, at)
    return at
