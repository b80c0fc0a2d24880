"""A PDF page as a reader sees it: glyphs, lines, columns, paragraphs."""
