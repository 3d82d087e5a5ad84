"""What a benchmark is, whatever form it comes in, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct

from indexer.errors import EvaluationError

Qrels = Mapping[str, Mapping[str, int]]
"""The grade of each judged document of each query, by their ids; above 0 is relevant."""


class BenchmarkDocument(Struct, frozen=True):
    """A document to be found. ``title`` may be empty."""

    id: str
    title: str
    text: str


class Query(Struct, frozen=True):
    """What is asked for."""

    id: str
    text: str


class Digests(Struct, frozen=True):
    """SHA-256 of the files that a benchmark was read from."""

    corpus: str
    queries: str
    qrels: str


class Benchmark(Struct, frozen=True):
    """A benchmark as loaded: every query has judgements, every judged document is there.

    ``name`` says what it is for people, ``split`` which of its judgements.
    """

    name: str
    split: str
    documents: tuple[BenchmarkDocument, ...]
    queries: tuple[Query, ...]
    qrels: Qrels
    digests: Digests


class Judgement(Struct, frozen=True):
    """A line of qrels. ``place`` is where it stands, for messages: file and line."""

    query: str
    document: str
    grade: int
    place: str


Placed = tuple[str, BenchmarkDocument]
PlacedQuery = tuple[str, Query]
Item = TypeVar("Item", BenchmarkDocument, Query)


def assembled(
    name: str,
    split: str,
    documents: Iterable[Placed],
    queries: Iterable[PlacedQuery],
    judgements: Iterable[Judgement],
    digests: Digests,
) -> Benchmark:
    """Return the benchmark of these parts, each document and query with where it stands.

    Queries without judgements are left out.

    Raises
    ------
    EvaluationError
        An id is there twice, a query is empty, or a judgement names a query or document that is
        not there; the message says where.
    """
    held = {document.id: document for _, document in _unlike(documents, "document")}
    asked = {}
    for place, query in _unlike(queries, "query"):
        if not query.text.strip():
            raise EvaluationError(f"{place}: the query {query.id!r} is empty. Give it a text.")
        asked[query.id] = query
    qrels: dict[str, dict[str, int]] = {}
    for judgement in judgements:
        _check(judgement, asked, held)
        grades = qrels.setdefault(judgement.query, {})
        if judgement.document in grades:
            raise EvaluationError(
                f"{judgement.place}: the document {judgement.document!r} is judged twice for the "
                f"query {judgement.query!r}. Keep one of the two lines."
            )
        grades[judgement.document] = judgement.grade
    if not qrels:
        raise EvaluationError(f"{name}: the split {split!r} judges nothing.")
    return Benchmark(
        name=name,
        split=split,
        documents=tuple(held.values()),
        queries=tuple(query for query in asked.values() if query.id in qrels),
        qrels=qrels,
        digests=digests,
    )


def _unlike(items: Iterable[tuple[str, Item]], what: str) -> Iterator[tuple[str, Item]]:
    first_at: dict[str, str] = {}
    for place, item in items:
        if not item.id or any(sign.isspace() for sign in item.id):
            raise EvaluationError(
                f"{place}: the id {item.id!r} of a {what} is empty or has white space in it, so "
                "that no run file can hold it."
            )
        if item.id in first_at:
            raise EvaluationError(
                f"{place}: the {what} id {item.id!r} is there already, at {first_at[item.id]}. "
                "Give each its own."
            )
        first_at[item.id] = place
        yield place, item


def _check(
    judgement: Judgement, queries: Mapping[str, Query], documents: Mapping[str, BenchmarkDocument]
) -> None:
    if judgement.query not in queries:
        raise EvaluationError(
            f"{judgement.place}: judges the query {judgement.query!r}, which is not there. "
            "Are these the qrels of other queries?"
        )
    if judgement.document not in documents:
        raise EvaluationError(
            f"{judgement.place}: judges the document {judgement.document!r}, which the corpus "
            "does not hold. Are these the qrels of another corpus, or is it cut short?"
        )
