"""Training the ranker: the map of a question's words, and then what every signal weighs.

The map is learnt from one part of the questions and the weights from the other, so that the
weights see of the map only what it does on questions that it has not seen. No document of the one
part is in the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from eval.benchmarks import Benchmark, load_benchmark
from eval.files import write
from eval.retrieval.collection import open_collection
from eval.training.data import load_training
from eval.training.examples import Example, examples_of, split
from eval.training.likening import learn_likening
from eval.training.weights import Ranked, learn_weights
from indexer.config import Settings
from indexer.embedding import Embedder
from indexer.errors import EvaluationError
from service.ranking.likening import FILE as LIKENING
from service.ranking.likening import Likening, packed
from service.ranking.ranker import FILE as WEIGHTS
from service.ranking.ranker import Weights

MAP_PART = 0.7
"""The part of the questions that the map is learnt from."""
SPLIT_SEED = 0
FOLDS = 5

Report = Callable[[str, int, int], None]


class Trained(Struct, frozen=True):
    """What was learnt, and how well it does.

    ``measures`` are of the questions that the map was not learnt from: the mean reciprocal rank of
    their first relevant candidate as they were fused, and as they are ranked by weights learnt
    from the others of them (`FOLDS` folds).
    """

    weights: Weights
    likening: Likening
    measures: dict[str, float]

    def write(self, folder: Path) -> None:
        """Write `weights.json` and `likening.npz` into `folder`.

        Raises
        ------
        EvaluationError
            They cannot be written.
        """
        content = msgspec.json.format(msgspec.json.encode(self.weights), indent=2) + b"\n"
        write(folder / WEIGHTS, content)
        try:
            (folder / LIKENING).write_bytes(packed(self.likening))
        except OSError as error:
            raise EvaluationError(
                f"{folder / LIKENING}: cannot be written: {error.strerror}."
            ) from error


def train(
    data: Path,
    also: Sequence[str],
    settings: Settings,
    embedder: Embedder,
    cache: Path,
    report: Report,
) -> Trained:
    """Return what is learnt from the questions in `data` and the split 'train' of benchmarks.

    Parameters
    ----------
    data
        The folder of questions that the map and the weights are learnt from.
    also
        Benchmarks that the weights are learnt from too; each counts as much as `data`.
    settings
        How candidates are found.
    embedder
        Whose vectors of words the map is for.
    cache
        The folder that keeps vectors and collections.
    report
        Hears how far it is.

    Raises
    ------
    EvaluationError
        The data is wrong, or tells nothing.
    EmbeddingError, HomeError, StoreError
        The model, the cache or the store fails.
    """
    benchmark = load_training(data)
    with open_collection(
        benchmark, settings, embedder, cache, dense=True, whole=True, report=report
    ) as collection:
        examples = examples_of(benchmark, collection, settings, report)
        for_map, for_weights = split(examples, MAP_PART, SPLIT_SEED)
        if not any(each.telling for each in for_map) or not any(e.telling for e in for_weights):
            raise EvaluationError(f"{data}: there are too few questions to learn from.")
        likening = learn_likening(for_map, collection, report)
        signals = {each.query: each.signals(collection, likening) for each in for_weights}
    sets = [_ranked(for_weights, signals)]
    for name in also:
        other = load_benchmark(name, "train")
        sets.append(_of_benchmark(other, likening, settings, embedder, cache, report))
    weights = learn_weights([each for one in sets for each in one])
    return Trained(weights, likening, _measures(for_weights, signals, sets[1:]))


def _of_benchmark(
    benchmark: Benchmark,
    likening: Likening,
    settings: Settings,
    embedder: Embedder,
    cache: Path,
    report: Report,
) -> list[Ranked]:
    with open_collection(
        benchmark, settings, embedder, cache, dense=True, whole=True, report=report
    ) as collection:
        examples = examples_of(benchmark, collection, settings, report)
        signals = {each.query: each.signals(collection, likening) for each in examples}
    return _ranked(examples, signals)


def _ranked(examples: Sequence[Example], signals: dict[str, NDArray[np.float64]]) -> list[Ranked]:
    telling = [example for example in examples if example.telling]
    return [
        Ranked(signals[example.query], example.relevant, 1 / len(telling)) for example in telling
    ]


def _measures(
    examples: Sequence[Example],
    signals: dict[str, NDArray[np.float64]],
    others: Sequence[Sequence[Ranked]],
) -> dict[str, float]:
    groups = sorted({example.group for example in examples})
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    also = [each for one in others for each in one]
    before, after = [], []
    for number in range(FOLDS):
        seen = [example for example in examples if fold[example.group] != number]
        if not any(example.telling for example in seen):
            continue
        weights = learn_weights([*_ranked(seen, signals), *also])
        for example in examples:
            if fold[example.group] == number:
                order = np.argsort(-weights.sums(signals[example.query]), kind="stable")
                before.append(_reciprocal(example.relevant))
                after.append(_reciprocal(example.relevant[order]))
    return {
        "questions": float(len(before)),
        "mrr_fused": round(float(np.mean(before)), 4),
        "mrr_ranked": round(float(np.mean(after)), 4),
    }


def _reciprocal(relevant: NDArray[np.bool_]) -> float:
    found = np.flatnonzero(relevant)
    return 1 / (int(found[0]) + 1) if len(found) else 0.0
