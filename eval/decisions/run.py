"""Reading labelled documents out of an index, and scoring what is read of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from eval.decisions.labels import DecisionLabel, PlacedLabel, place
from eval.decisions.scoring import DecisionScores, score
from indexer.catalogue import Reader, open_catalogue
from indexer.decisions.reading import proceedings_in
from indexer.decisions.records import Decision
from indexer.errors import EvaluationError
from indexer.home import open_home
from indexer.records import Document, Page

PageText = Callable[[str, int], str]


def read_and_score(
    labels: Sequence[DecisionLabel], home: Path
) -> tuple[DecisionScores, tuple[PlacedLabel, ...], PageText]:
    """Read the labelled documents in the index at `home`, and compare.

    Returns the scores, the labels with their places, and what gives the text of a page.

    Raises
    ------
    EvaluationError
        A labelled document is not held, or the labelled words do not stand on their page.
    """
    catalogue = open_catalogue(open_home(home).catalogue_url)
    try:
        reader = catalogue.reader()
        held = {document.path: document for document in reader.documents()}
        missing = sorted({label.document for label in labels} - held.keys())
        if missing:
            raise EvaluationError(
                f"{missing[0]} is labelled, but not held (and {len(missing) - 1} more). "
                "Index the records that the labels are of."
            )

        @lru_cache(None)
        def page(path: str, number: int) -> Page:
            return reader.page(held[path].id, number)

        def page_text(path: str, number: int) -> str:
            return page(path, number).text

        placed = tuple(place(label, page_text) for label in labels)
        read = {
            path: _read(held[path], reader) for path in sorted({each.document for each in labels})
        }
        texts = {
            (path, proof.page): page_text(path, proof.page)
            for path, decisions in read.items()
            for decision in decisions
            for proof in decision.proofs
        }
        texts |= {
            (each.document, each.page): page_text(each.document, each.page) for each in labels
        }
    finally:
        catalogue.close()

    def kept(path: str, number: int) -> str:
        return texts[path, number]

    return score(placed, read, kept), placed, kept


def _read(document: Document, reader: Reader) -> tuple[Decision, ...]:
    found = proceedings_in(
        document,
        reader.sections(document.id),
        lru_cache(None)(lambda number: reader.page(document.id, number)),
    )
    return tuple(decision for each in found for decision in each.decisions)
