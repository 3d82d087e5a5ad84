"""Retrieval on a benchmark: every query through every arm, written down to be scored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.benchmarks import Benchmark
from eval.environment import environment
from eval.files import read_lines, write, write_json, write_lines
from eval.retrieval.arms import Arm, Found, chief, find
from eval.retrieval.collecting import Report
from eval.retrieval.collection import Collection, open_collection
from eval.retrieval.runs import (
    ENVIRONMENT,
    QRELS,
    QUERIES,
    RETRIEVED,
    ArmRanking,
    Ranked,
    Retrieved,
    RunDescription,
    ShownPassage,
)
from eval.retrieval.trec_files import Placed, joined, qrels_lines, run_lines
from eval.retrieval.writing import RetrievalWriter
from indexer.bit_products import way_to_multiply
from indexer.config import Settings, StoreSettings
from indexer.embedding import Embedder
from indexer.store.schema import Hit
from service.compose.quoting import QuotingComposer
from service.encoders import one_thread

SHOWN = 10
"""Documents of each arm whose best passage is kept in words."""
BY_WORDS_ALONE = frozenset({Arm.BM25})


def make_run(
    benchmark: Benchmark,
    settings: Settings,
    embedder: Embedder,
    folder: Path,
    cache: Path,
    *,
    arms: Sequence[Arm],
    depth: int,
    whole: bool,
    command: str,
    report: Report,
) -> None:
    """Search for every query of a benchmark that the run in `folder` has not, and write the run.

    Parameters
    ----------
    benchmark
        What to search, and for what.
    settings
        How passages are cut, embedded and found.
    embedder
        What gives dense vectors and counts tokens.
    folder
        The run's folder.
    cache
        The folder that keeps vectors and collections from run to run.
    arms
        Which arms to measure.
    depth
        How many documents of each ranking are kept.
    whole
        Whether each document is one passage.
    command
        What makes the run again.
    report
        Hears what is being done, how much of it is done, and how much there is.

    Raises
    ------
    EvaluationError
        The folder cannot be written or holds another run, or the cache is in use.
    ConfigurationError, EmbeddingError, HomeError, StoreError
        The settings are wrong, or the model, the cache of vectors or the store fails.
    """
    dense = not BY_WORDS_ALONE.issuperset(arms)
    with open_collection(
        benchmark, settings, embedder, cache, dense=dense, whole=whole, report=report
    ) as collection:
        model = embedder.computation if dense else None
        description = _description(benchmark, collection, arms, depth, whole, model, command)
        writer = RetrievalWriter(folder, description, effective(settings, collection))
        write_json(folder / ENVIRONMENT, environment(benchmark.digests, model))
        _write_benchmark(folder, benchmark)
        composer = QuotingComposer(settings.answer)
        report("queries", 0, len(benchmark.queries))
        way_to_multiply()  # which loads what it needs, before the threads are limited
        with one_thread():
            for number, query in enumerate(benchmark.queries, start=1):
                if query.id not in writer.done:
                    found = find(
                        query.text,
                        arms,
                        collection,
                        settings,
                        composer,
                        enough=lambda hits: len(_documents(hits, collection)) >= depth,
                    )
                    retrieved = Retrieved(
                        query.id,
                        {arm: _ranking(each, collection, depth) for arm, each in found.items()},
                    )
                    writer.write(retrieved, _shown(retrieved, collection))
                report("queries", number, len(benchmark.queries))
    _write_rankings(folder, arms)


def effective(settings: Settings, collection: Collection) -> Settings:
    """Return the settings that a collection was searched by: its measured length, its own store."""
    embedding = settings.embedding.model_copy(
        update={"average_length": collection.made.average_length}
    )
    return settings.model_copy(update={"embedding": embedding, "store": StoreSettings()})


def _description(
    benchmark: Benchmark,
    collection: Collection,
    arms: Sequence[Arm],
    depth: int,
    whole: bool,
    model: str | None,
    command: str,
) -> RunDescription:
    return RunDescription(
        benchmark=benchmark.name,
        split=benchmark.split,
        corpus=benchmark.digests.corpus,
        queries=benchmark.digests.queries,
        qrels=benchmark.digests.qrels,
        arms=tuple(arms),
        depth=depth,
        whole=whole,
        documents=collection.made.documents,
        documents_without_text=collection.made.documents_without_text,
        passages=collection.made.passages,
        model=model,
        command=command,
    )


def _documents(hits: Sequence[Hit], collection: Collection) -> dict[str, Hit]:
    """Return each document's best passage (MaxP; Dai and Callan, SIGIR 2019)."""
    best: dict[str, Hit] = {}
    for hit in hits:
        document = collection.benchmark_id(hit.id)
        if document not in best or hit.score > best[document].score:
            best[document] = hit
    return best


def _ranking(found: Found, collection: Collection, depth: int) -> ArmRanking:
    best = _documents(found.hits, collection)
    ranked = sorted(best.items(), key=lambda pair: (-pair[1].score, pair[0]))
    return ArmRanking(
        ranking=tuple(Ranked(document, hit.score, hit.id) for document, hit in ranked[:depth]),
        milliseconds=found.milliseconds,
        refused=found.refused,
    )


def _shown(retrieved: Retrieved, collection: Collection) -> Iterator[ShownPassage]:
    names = {
        ranked.passage: ranked.document
        for arm in retrieved.arms.values()
        for ranked in arm.ranking[:SHOWN]
    }
    for passage in collection.passages(list(names)):
        yield ShownPassage(
            id=passage.id, document=names[passage.id], title=passage.context, text=passage.text
        )


def _write_benchmark(folder: Path, benchmark: Benchmark) -> None:
    write_lines(folder / QUERIES, benchmark.queries)
    write(folder / QRELS, joined(qrels_lines(benchmark.qrels)))


def _write_rankings(folder: Path, arms: Sequence[Arm]) -> None:
    retrieved = list(read_lines(folder / RETRIEVED, Retrieved))
    for arm in arms:
        rankings = {
            each.query: [Placed(ranked.document, ranked.score) for ranked in each.arms[arm].ranking]
            for each in retrieved
        }
        content = joined(run_lines(rankings, arm))
        write(folder / f"run.{arm}.trec", content)
        if arm is chief(arms):
            write(folder / "run.trec", content)
