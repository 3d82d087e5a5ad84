"""The rows of tables in what was found, with what stands over them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from indexer.captions import words_over
from indexer.passages import PARTED
from indexer.records import HEADINGS, BlockKind, Document, Passage, Piece, Section
from service.compose.sentences import units_of
from service.compose.traits import piece_at
from service.recall.finding import Found, Records


class TableRow(Struct, frozen=True):
    """A row: ``text``, its cells parted by tabs, from ``start`` of a section of a document.

    ``piece`` is its table.
    """

    document: Document
    passage: Passage
    section: Section
    piece: Piece
    start: int
    text: str

    @property
    def page(self) -> int:
        """The page on which its passage begins."""
        return self.passage.pages[0]

    def above(self) -> list[str]:
        """Return the caption, the headings over the table and its context, the nearest first."""
        headings = [
            self.section.text[piece.start : piece.stop]
            for piece in self.section.pieces
            if piece.kind in HEADINGS and piece.start < self.start
        ]
        caption = words_over(self.section, self.piece, self.start)
        return [caption, *reversed(headings), *reversed(self.passage.context.split(PARTED))]


def table_rows(found: Found, records: Records) -> Iterator[TableRow]:
    """Yield the rows of the tables in the passages that were found."""
    for passage in found.passages:
        if "\t" not in passage.text:
            continue
        section = records.section(passage.document_id, passage.section)
        document = found.documents[passage.document_id].at(passage.pages[0])
        for unit in units_of(passage.text):
            start = passage.start + unit.start
            text = passage.text[unit.start : unit.stop]
            piece = piece_at(section, start)
            if piece is not None and piece.kind is BlockKind.TABLE and "\t" in text:
                yield TableRow(document, passage, section, piece, start, text)
