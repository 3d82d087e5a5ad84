"""What is measured in processes of their own, so that one's memory is not another's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from msgspec import Struct

from eval.speed.corpus import Base, SpeedPassage, dense_matrix, exact, load_base, resample
from eval.speed.engines.base import HybridSearcher, Searcher
from eval.speed.engines.named import engine, version
from eval.speed.figures import EngineFigures, Latency, ServiceFigures
from eval.speed.home import build_home
from eval.speed.timing import disk_size, largest_memory, latency, throughput
from indexer.config import Settings
from indexer.store.schema import Vector

NEAREST = 10
"""The depth of dense searches, and of their recall."""
CANDIDATES = 100
"""The depth of hybrid searches: what the service takes from each arm."""

Result = TypeVar("Result")


class Effort(Struct, frozen=True):
    """How much is measured: the recall to be reached, and seconds for each measurement."""

    recall: float = 0.95
    seconds: float = 20.0
    client_seconds: float = 4.0


class Questions(Struct, frozen=True):
    """Questions and their vectors: ``vectors[i]`` is that of ``texts[i]``."""

    texts: tuple[str, ...]
    vectors: tuple[tuple[float, ...], ...]

    def asked(self) -> list[tuple[str, Vector]]:
        """Return each question with its vector."""
        return [
            (text, np.asarray(vector, dtype=np.float32))
            for text, vector in zip(self.texts, self.vectors, strict=True)
        ]


def apart(function: Callable[..., Result], *given: object) -> Result:
    """Return what `function` returns in a fresh process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *given).result()


def save_questions(questions: Questions, folder: Path) -> None:
    """Keep questions in `folder`, for other processes."""
    (folder / "questions.msgpack").write_bytes(msgspec.msgpack.encode(questions))


def load_questions(folder: Path) -> Questions:
    """Return the questions kept in `folder`."""
    return msgspec.msgpack.decode((folder / "questions.msgpack").read_bytes(), type=Questions)


def build_engine(name: str, size: int, base: Path, folder: Path) -> float:
    """Build an engine's store of `size` passages in `folder`; return the seconds it took.

    Mixing the passages is not counted.
    """
    supply = _Supply(load_base(base), size)
    folder.mkdir(parents=True)
    started = time.perf_counter()
    engine(name).build(folder, supply)
    return time.perf_counter() - started - supply.seconds


def search_engine(name: str, size: int, base: Path, folder: Path, effort: Effort) -> EngineFigures:
    """Measure searches in the store that `build_engine` made in `folder`."""
    asked = load_questions(base).asked()
    searcher = engine(name).open(folder)
    try:
        # the vectors of all passages are for the truth alone: found before in another process
        truth = msgspec.msgpack.decode(
            (base / f"truth-{size}.msgpack").read_bytes(), type=list[frozenset[int]]
        )
        chosen, recall = _closely_enough(name, searcher, asked, truth, effort.recall)

        def dense(question: tuple[str, Vector]) -> object:
            return searcher.dense(question[1], NEAREST, chosen)

        timed = latency(dense, asked, effort.seconds)
        fused: Latency | None = None
        asking = dense
        if isinstance(searcher, HybridSearcher):
            asking = partial(_hybrid, searcher, chosen)
            fused = latency(asking, asked, effort.seconds)
        together = throughput(asking, asked, effort.client_seconds)
    finally:
        searcher.close()
    return EngineFigures(
        engine=name,
        version=version(name),
        passages=size,
        memory_bytes=largest_memory(),
        disk_bytes=disk_size(folder),
        effort=chosen,
        recall=round(recall, 4),
        dense=timed,
        hybrid=fused,
        clients=together,
    )


def find_truth(size: int, base: Path) -> None:
    """Find the passages truly nearest to each question, and keep them beside the base."""
    vectors = dense_matrix(load_base(base), size)
    questions = [vector for _, vector in load_questions(base).asked()]
    found = exact(vectors, questions, NEAREST)
    (base / f"truth-{size}.msgpack").write_bytes(msgspec.msgpack.encode(found))


def build_service(size: int, base: Path, settings: Settings, fingerprint: str) -> float:
    """Build a whole home of `size` passages; return the seconds it took."""
    held = load_base(base)
    started = time.perf_counter()
    build_home(held, size, settings, fingerprint)
    return time.perf_counter() - started


def ask_service(size: int, base: Path, settings: Settings, effort: Effort) -> ServiceFigures:
    """Measure retrieval and answers in the home that `build_service` made."""
    from service.answer import Answerer
    from service.answers import Question
    from service.interpret import interpret
    from service.open_index import open_index
    from service.retrieve import retrieve

    texts = load_questions(base).texts
    with open_index(settings) as index:
        index.warm_up()
        answerer = Answerer(index, settings)

        def retrieval(text: str) -> object:
            reading = interpret(Question(text), index, settings.answer)
            dense, sparse = index.encode_question(reading.text)
            return retrieve(reading, dense, sparse, index, settings.retrieval)

        def answer(text: str) -> object:
            return answerer.answer(Question(text))

        return ServiceFigures(
            passages=size,
            build_seconds=0.0,
            retrieval=latency(retrieval, texts, effort.seconds),
            answer=latency(answer, texts, effort.seconds),
            clients=throughput(retrieval, texts, effort.client_seconds),
            memory_bytes=largest_memory(),
            disk_bytes=disk_size(settings.home),
        )


def _hybrid(searcher: HybridSearcher, effort: int, question: tuple[str, Vector]) -> object:
    return searcher.hybrid(question[0], question[1], CANDIDATES, effort)


class _Supply:
    """Batches of passages, and the ``seconds`` that it took to mix them."""

    def __init__(self, base: Base, size: int) -> None:
        self._batches = resample(base, size)
        self.seconds = 0.0

    def __iter__(self) -> Iterator[tuple[SpeedPassage, ...]]:
        while True:
            started = time.perf_counter()
            batch = next(self._batches, None)
            self.seconds += time.perf_counter() - started
            if batch is None:
                return
            yield batch


def _closely_enough(
    name: str,
    searcher: Searcher,
    asked: Sequence[tuple[str, Vector]],
    truth: Sequence[frozenset[int]],
    wanted: float,
) -> tuple[int, float]:
    """Return the least effort that reaches the recall `wanted`, else the most, and its recall."""
    recall = 0.0
    efforts = engine(name).efforts
    for each in efforts:
        search = partial(searcher.dense, limit=NEAREST, effort=each)
        found = [
            len(truth[at] & set(search(question))) / len(truth[at])
            for at, (_, question) in enumerate(asked)
        ]
        recall = float(np.mean(found))
        if recall >= wanted:
            return each, recall
    return efforts[-1], recall
