"""What the ranker learns from: questions, their candidates, and which of these are relevant."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from eval.benchmarks import Benchmark
from eval.benchmarks.values import Query
from eval.retrieval.collection import Collection
from indexer.config import Settings
from indexer.errors import QuestionError
from indexer.records import Passage
from service.answers import Candidate, Question, Reading
from service.interpret import interpret
from service.ranking.likening import Likening
from service.ranking.question import AskedWords, asked_words
from service.ranking.signals import signals_of
from service.ranking.vocabulary import vocabulary
from service.retrieve import candidates_of


class Example(Struct, frozen=True):
    """A question and its first candidates.

    ``relevant`` says of each candidate whether it is. ``group`` is what the question is of: two
    of one group are never on both sides of a split.
    """

    query: str
    group: str
    reading: Reading
    asked: AskedWords
    candidates: tuple[Candidate, ...]
    relevant: NDArray[np.bool_]

    @property
    def telling(self) -> bool:
        """Whether something can be learnt from it: some candidates are relevant, others not."""
        return bool(self.relevant.any() and not self.relevant.all())

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The candidates' passages."""
        return tuple(candidate.passage for candidate in self.candidates)

    def signals(self, collection: Collection, likening: Likening) -> NDArray[np.float64]:
        """Return the signals of the candidates."""
        return signals_of(self.reading, self.asked, self.candidates, collection, likening)


def examples_of(
    benchmark: Benchmark,
    collection: Collection,
    settings: Settings,
    report: Callable[[str, int, int], None],
) -> tuple[Example, ...]:
    """Return an example of every query of a benchmark that the service takes for a question.

    A query's group is the title of its first relevant document.
    """
    titles = {document.id: document.title for document in benchmark.documents}
    found: list[Example] = []
    for number, query in enumerate(benchmark.queries, start=1):
        example = _example(query, benchmark, titles, collection, settings)
        if example is not None:
            found.append(example)
        report(f"questions of {benchmark.name}", number, len(benchmark.queries))
    return tuple(found)


def split(
    examples: Sequence[Example], part: float, seed: int
) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Return `examples` in two: about the part `part` of their groups, and the others."""
    groups = sorted({example.group for example in examples})
    order = np.random.default_rng(seed).permutation(len(groups))
    first = {groups[at] for at in order[: round(part * len(groups))]}
    return (
        tuple(example for example in examples if example.group in first),
        tuple(example for example in examples if example.group not in first),
    )


def _example(
    query: Query,
    benchmark: Benchmark,
    titles: dict[str, str],
    collection: Collection,
    settings: Settings,
) -> Example | None:
    try:
        reading = interpret(Question(query.text), collection, settings.answer)
    except QuestionError:
        return None
    if reading.not_a_question:
        return None
    grades = benchmark.qrels[query.id]
    candidates = candidates_of(
        reading,
        collection.encode_query(reading.text).vector,
        collection.encode_terms(reading.text),
        collection,
        settings.retrieval,
    )[: settings.retrieval.ranked]
    relevant = [name for name, grade in sorted(grades.items()) if grade > 0]
    return Example(
        query=query.id,
        group=titles[relevant[0]] if relevant else query.id,
        reading=reading,
        asked=asked_words(reading.text, collection, vocabulary()),
        candidates=candidates,
        relevant=np.array(
            [grades.get(candidate.document.path, 0) > 0 for candidate in candidates], dtype=bool
        ),
    )
