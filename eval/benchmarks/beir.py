"""Benchmarks in the form of BEIR (Thakur et al., "BEIR", NeurIPS 2021).

::

    corpus.jsonl     {"_id": "d1", "title": "...", "text": "..."}
    queries.jsonl    {"_id": "q1", "text": "..."}
    qrels/test.tsv   query-id <tab> corpus-id <tab> score, under a line of these headings
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from eval.benchmarks.lines import digest_of, numbered_lines
from eval.benchmarks.values import (
    Benchmark,
    BenchmarkDocument,
    Digests,
    Judgement,
    Placed,
    PlacedQuery,
    Query,
    assembled,
)
from indexer.errors import EvaluationError

CORPUS = "corpus.jsonl"
QUERIES = "queries.jsonl"


class _Document(Struct, frozen=True):
    id: str = msgspec.field(name="_id")
    text: str
    title: str = ""


class _Query(Struct, frozen=True):
    id: str = msgspec.field(name="_id")
    text: str


Line = TypeVar("Line", _Document, _Query)


def load_beir(folder: Path, split: str | None) -> Benchmark:
    """Return the benchmark in `folder`, judged by ``qrels/<split>.tsv``.

    Without `split` it is ``test``, or the only one there is.

    Raises
    ------
    EvaluationError
        A file is missing or wrong; the message names it and the line.
    """
    qrels = _qrels_file(folder / "qrels", split)
    return assembled(
        name=folder.resolve().name,
        split=qrels.stem,
        documents=documents_in(folder / CORPUS),
        queries=queries_in(folder / QUERIES),
        judgements=_judgements_in(qrels),
        digests=Digests(digest_of(folder / CORPUS), digest_of(folder / QUERIES), digest_of(qrels)),
    )


def documents_in(file: Path) -> Iterator[Placed]:
    """Yield the documents of a ``corpus.jsonl``, each with where it stands."""
    for place, line in _decoded(file, _Document):
        yield place, BenchmarkDocument(line.id, line.title.strip(), line.text.strip())


def queries_in(file: Path) -> Iterator[PlacedQuery]:
    """Yield the queries of a ``queries.jsonl``, each with where it stands."""
    for place, line in _decoded(file, _Query):
        yield place, Query(line.id, line.text)


def _decoded(file: Path, kind: type[Line]) -> Iterator[tuple[str, Line]]:
    decoder = msgspec.json.Decoder(kind)
    for place, line in numbered_lines(file):
        try:
            yield place, decoder.decode(line)
        except msgspec.DecodeError as error:
            raise EvaluationError(f"{place}: is no line of {file.name}: {error}.") from error


def _qrels_file(folder: Path, split: str | None) -> Path:
    if split is not None and (folder / f"{split}.tsv").is_file():
        return folder / f"{split}.tsv"
    held = sorted(file.stem for file in folder.glob("*.tsv"))
    if not held:
        raise EvaluationError(f"{folder}: holds no qrels: a file such as test.tsv is needed.")
    if split is not None or (len(held) > 1 and "test" not in held):
        named = f"there is no split {split!r}" if split else "it has no split 'test'"
        raise EvaluationError(f"{folder}: {named}. Give one with --split: {', '.join(held)}.")
    return folder / f"{'test' if 'test' in held else held[0]}.tsv"


def _judgements_in(file: Path) -> Iterator[Judgement]:
    for number, (place, line) in enumerate(numbered_lines(file)):
        fields = line.split("\t")
        if number == 0 and len(fields) == 3 and not _is_number(fields[2]):
            continue
        if len(fields) != 3 or not _is_number(fields[2]):
            raise EvaluationError(
                f"{place}: a judgement is three fields between tabs (query, document, whole "
                f"number), not {line!r}."
            )
        yield Judgement(fields[0], fields[1], int(fields[2]), place)


def _is_number(text: str) -> bool:
    return text.strip().lstrip("-").isdecimal()
