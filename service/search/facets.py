"""What documents found are of, counted: each value with how the search is written with it alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from indexer.catalogue.values import place_of
from indexer.records import Description, Document
from service.wording import spoken

FACETS = ("council", "body", "kind", "year", "meeting")
"""What documents are counted by."""


class Facet(Struct, frozen=True):
    """A value that documents found have, how many, and how the search is written with it alone."""

    value: str
    count: int
    term: str


def facets_of(documents: Iterable[Document]) -> dict[str, tuple[Facet, ...]]:
    """Return the values of `documents` for each of `FACETS`, the most frequent first."""
    counts: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in FACETS}
    for document in documents:
        for name, value, term in _values(document.description):
            counts[name][value, term] += 1
    return {
        name: tuple(
            Facet(value, count, term)
            for (value, term), count in sorted(
                counted.items(), key=lambda pair: (-pair[1], pair[0])
            )
        )
        for name, counted in counts.items()
    }


def _values(described: Description) -> Iterator[tuple[str, str, str]]:
    """Yield what a document counts for: the facet's name, the value and its term."""
    day = place_of(described).day
    body = described.recorded_body or described.body
    if described.council:
        yield "council", described.council, f'council:"{described.council}"'
    if body:
        yield "body", body, f'body:"{body}"'
    if described.kind:
        yield "kind", described.kind.value, f'kind:"{described.kind.value}"'
    if day:
        yield "year", str(day.year), f"from:{day.year} to:{day.year}"
    if body and day:
        yield "meeting", f"{body}, {spoken(day)}", f'body:"{body}" from:{day} to:{day}'
