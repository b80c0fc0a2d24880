"""However a PDF is damaged, it is read or refused with a message; nothing else happens."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reframe.documents.content import Content
from reframe.documents.from_pdf import read
from reframe.errors import UnreadableError

from .pdf_pages import SENTENCES, pdf, put


def _page(canvas) -> None:
    canvas.setFont("Helvetica-Bold", 14)
    put(canvas, ["Experience"], top=60)
    canvas.setFont("Helvetica", 10)
    canvas.circle(55, 745, 2, fill=1)
    put(canvas, ["• " + SENTENCES[0], SENTENCES[1]])
    canvas.acroForm.textfield(name="city", value="Minami City", x=60, y=500, width=300, height=20)


PLAIN = pdf(_page, _page)
PACKED = pdf(_page, pageCompression=1)


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    packed=st.booleans(),
    cut=st.floats(0.2, 1.0),
    edits=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=0, max_size=6)), max_size=12
    ),
)
def test_damage_ends_in_text_or_in_a_message(
    packed: bool, cut: float, edits: list[tuple[float, bytes]]
) -> None:
    data = bytearray(PACKED if packed else PLAIN)
    for place, change in edits:
        at = int(place * len(data))
        data[at : at + max(1, len(change))] = change
    damaged = bytes(data[: int(cut * len(data))])
    outcome = _outcome(damaged)
    assert isinstance(outcome, Content) or (outcome.message and outcome.hint)


def _outcome(data: bytes) -> Content | UnreadableError:
    try:
        return read(data, path="resume.pdf")
    except UnreadableError as error:
        return error
