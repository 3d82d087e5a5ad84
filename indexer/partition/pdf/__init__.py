"""PDF by pypdfium2: words with places, ruled grids, lines, tables, paragraphs, furniture."""

from indexer.partition.pdf.reader import read_pdf

__all__ = ["read_pdf"]
