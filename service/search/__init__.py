"""Searching every record at once: the syntax, the words of all passages, facets and snippets."""
