"""Words of a document's sections, proved by the characters of its pages."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.decisions.paragraphs import Span
from indexer.decisions.proofs import proofs_of
from indexer.decisions.records import ProofOf
from indexer.records import Document, Section
from service.meetings.values import MeetingRecords, Said


def said_in(
    index: MeetingRecords, document: Document, sections: Sequence[Section], span: Span
) -> Said | None:
    """Return the words at `span` with where they stand; None where they stand on no page."""
    proofs = proofs_of(
        [span], ProofOf.DECIDED, sections, lambda number: index.page(document.id, number)
    )
    return Said(document, proofs) if proofs else None
