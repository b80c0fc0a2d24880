"""A file becomes a ``Document``: blocks in reading order, each character with its way back.

One reader module per format (``from_docx``, ``from_pdf`` …), imported only when a file of its kind is read.
"""

from reframe.documents.reading import read, supported

__all__ = ["read", "supported"]
