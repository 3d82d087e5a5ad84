"""Benchmarks of ``ir_datasets`` by name, where that package is installed."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from eval.benchmarks.values import (
    Benchmark,
    BenchmarkDocument,
    Digests,
    Judgement,
    Query,
    assembled,
)
from indexer.errors import EvaluationError


def load_irds(name: str) -> Benchmark:
    """Return the dataset `name` of ``ir_datasets``, which may download it.

    A document's title is its field of that name, its text all that counts as its text otherwise.
    The digests are of what was read, as JSON Lines: there are no files to point to.

    Raises
    ------
    EvaluationError
        The package is not installed, does not know the name or cannot load it; or the dataset has
        no documents, queries or judgements.
    """
    try:
        # an extra: whoever names no such dataset does without
        datasets: Any = importlib.import_module("ir_datasets")
    except ImportError as error:
        raise EvaluationError(
            f"irds:{name}: the package ir_datasets is not installed. Install it with "
            "'pip install moothall[irds]'."
        ) from error
    try:
        dataset: Any = datasets.load(name)
        for part in ("docs", "queries", "qrels"):
            if not getattr(dataset, f"has_{part}")():
                raise EvaluationError(f"irds:{name}: this dataset has no {part}.")
        documents = [_document(each) for each in dataset.docs_iter()]
        queries = [Query(each.query_id, each.default_text()) for each in dataset.queries_iter()]
        judgements = [
            Judgement(each.query_id, each.doc_id, each.relevance, f"irds:{name}, qrel {number}")
            for number, each in enumerate(dataset.qrels_iter(), start=1)
        ]
    except EvaluationError:
        raise
    except Exception as error:
        raise EvaluationError(f"irds:{name}: ir_datasets cannot load it: {error}") from error
    return assembled(
        name=name,
        split=name,
        documents=_placed(name, "document", documents),
        queries=_placed(name, "query", queries),
        judgements=judgements,
        digests=Digests(_digest(documents), _digest(queries), _digest(judgements)),
    )


def _document(record: Any) -> BenchmarkDocument:
    title = str(getattr(record, "title", "") or "").strip()
    text = str(record.default_text()).strip()
    return BenchmarkDocument(record.doc_id, title, text.removeprefix(title).strip())


def _placed(name: str, what: str, items: list[Any]) -> Iterator[tuple[str, Any]]:
    for number, item in enumerate(items, start=1):
        yield f"irds:{name}, {what} {number}", item


def _digest(items: list[Any]) -> str:
    combined = hashlib.sha256()
    for item in items:
        encodable: Struct = item
        combined.update(msgspec.json.encode(encodable) + b"\n")
    return combined.hexdigest()
