"""Decisions, votes and attendance, read once all documents are."""

from __future__ import annotations

from functools import lru_cache

from indexer.decisions.reading import READ, RULES, proceedings_in
from indexer.index import Index


def decide(index: Index) -> None:
    """Read the decisions of the documents whose decisions were not read by these rules yet.

    Each document is one transaction: a run that is killed goes on where it stopped.
    """
    reader = index.reader
    for document_id in reader.undecided(RULES, READ):
        document = reader.document(document_id)
        read = proceedings_in(
            document,
            reader.sections(document_id),
            lru_cache(maxsize=None)(lambda number, name=document_id: reader.page(name, number)),
        )
        with index.catalogue.writing() as writer:
            writer.proceedings(index.generation.id, document_id, RULES, read)
