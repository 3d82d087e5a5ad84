"""Finding out which form a benchmark has."""

from __future__ import annotations

from pathlib import Path

from eval.benchmarks.beir import CORPUS, QUERIES, load_beir
from eval.benchmarks.irds import load_irds
from eval.benchmarks.trec import is_trec, load_trec
from eval.benchmarks.values import Benchmark
from indexer.errors import EvaluationError

IRDS = "irds:"


def load_benchmark(place: str, split: str | None = None) -> Benchmark:
    """Return the benchmark at `place`: a folder in the form of BEIR or TREC, or ``irds:NAME``.

    Raises
    ------
    EvaluationError
        There is none, or something in it is wrong; the message names the file and the line.
    """
    if place.startswith(IRDS):
        return load_irds(place.removeprefix(IRDS))
    folder = Path(place)
    if (folder / CORPUS).is_file() and (folder / QUERIES).is_file():
        return load_beir(folder, split)
    if is_trec(folder):
        return load_trec(folder)
    if not folder.is_dir():
        raise EvaluationError(
            f"{place}: there is no such folder. Name a benchmark's folder, or one of ir_datasets "
            "as irds:NAME."
        )
    raise EvaluationError(
        f"{place}: is no benchmark. One in the form of BEIR has corpus.jsonl, queries.jsonl and "
        "qrels/test.tsv; one in that of TREC has topics.* and qrels.* and a corpus."
    )
