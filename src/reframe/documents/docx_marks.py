"""What people left in the margin of a Word document: comments and tracked changes, open and closed again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reframe.documents.docx_blocks import Mark
from reframe.documents.docx_styles import W
from reframe.documents.docx_text import Segment
from reframe.documents.docx_xml import T, every, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from reframe.documents.docx_blocks import Harvest, Paragraph

_MAX_OPEN = 20
_MAX_QUOTE = 500


@dataclass(slots=True)
class Marks:
    """The comments and insertions that are open at one point of the walk, as indices into the harvest's marks."""

    harvest: Harvest
    comments: dict[str, int]
    open: tuple[int, ...] = ()

    def comment(self, element: Element, paragraph: Paragraph | None = None) -> None:
        """Open, close or place the comment that an element speaks of."""
        mark = self.comments.get(element.get(f"{W}id", ""))
        if mark is None:
            return
        if element.tag == f"{W}commentRangeStart":
            self._begin(mark)
        elif element.tag == f"{W}commentRangeEnd":
            self.close(mark)
        elif paragraph is not None:
            paragraph.segments.append(Segment("", marks=(mark,)))

    def added(self, element: Element) -> int:
        """Open a tracked insertion."""
        mark = self._new("".join(map(text_of, element.iter(T))))
        self._begin(mark)
        return mark

    def removed(self, element: Element) -> int:
        """Note a tracked deletion, of which nothing is read."""
        return self._new("".join(map(text_of, every(element, f"{W}delText", T))))

    def close(self, mark: int | None) -> None:
        """End a comment or insertion."""
        if mark is not None:
            self.open = tuple(other for other in self.open if other != mark)

    def _begin(self, mark: int) -> None:
        if len(self.open) < _MAX_OPEN:
            self.open = (*self.open, mark)

    def _new(self, text: str) -> int:
        self.harvest.marks.append(Mark("tracked-change", text[:_MAX_QUOTE]))
        return len(self.harvest.marks) - 1
