"""Document -> Resume: sections, entries, and which entry is ALT work."""

from reframe.resume.knowledge import AltWork, HeaderWords, Knowledge, SectionHeadings
from reframe.resume.understanding import understand

__all__ = ["AltWork", "HeaderWords", "Knowledge", "SectionHeadings", "understand"]
