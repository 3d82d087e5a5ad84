"""The marker: reads a question and a passage together, and marks what answers.

Each token of the passage gets a number for standing in the answer, and the whole one for holding
none; the model card beside this module says what the network was trained on.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from indexer.bit_products import multiplies_bytes
from indexer.embedding_model import Precision, precision_of
from service.marking.pairs import Pair, pairs_of
from service.marking.values import UNSEEN, Marks, Stretch

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from service.marking.reading import ReadingNetwork

FILE = "weights.safetensors"


class TransformerMarker:
    """A `Marker` on the network of `service.marking.reading`.

    Stretches are read side by side, each by a thread of its own: several threads within one wait
    for each other at every layer, long where the processor is busy with other questions.
    """

    def __init__(self, network: ReadingNetwork, tokenizer: Tokenizer) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._readers = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="marker")

    def marks(self, question: str, stretches: Sequence[Stretch]) -> tuple[Marks, ...]:
        """Return the marks of each of `stretches` as an answer to `question`."""
        texts = [(stretch.context, stretch.text) for stretch in stretches]
        pairs = list(pairs_of(self._tokenizer, question, texts))
        numbers = self._readers.map(self._read, pairs)
        parts = (stretch.parts for stretch in stretches)
        return tuple(map(marks_of, pairs, numbers, parts))

    def _read(self, pair: Pair) -> NDArray[np.float32]:
        return cast("NDArray[np.float32]", self._network.read(pair).numpy())


def open_marker(precision: str) -> TransformerMarker:
    """Return the marker, computed in `precision`: as the setting ``embedding.precision`` is.

    Where that is ``auto`` it is computed in bytes if the processor has instructions for them.

    Raises
    ------
    EmbeddingError
        Its weights or the bundled model cannot be read.
    """
    from service.marking.network import open_tokenizer, trained
    from service.marking.reading import ReadingNetwork, in_bytes, in_floats

    bytes_alone = precision == "auto" and multiplies_bytes()
    kind: Precision = "float32" if bytes_alone else precision_of(precision)
    with as_file(files("service.marking").joinpath(FILE)) as weights:
        network = ReadingNetwork(trained(weights, kind), in_bytes if bytes_alone else in_floats)
    return TransformerMarker(network, open_tokenizer())


def marks_of(pair: Pair, numbers: NDArray[np.float32], parts: Sequence[tuple[int, int]]) -> Marks:
    """Return the marks of a pair whose tokens have these numbers, for `parts` of its text."""
    none, own = float(numbers[0]), numbers[pair.text : pair.text + len(pair.spans)]
    starts, stops = np.array(pair.spans).reshape(-1, 2).T
    inside = [own[(starts < stop) & (stops > start)] for start, stop in parts]
    return Marks(_together(own) - none, tuple(_together(each) - none for each in inside))


def _together(numbers: NDArray[np.float32]) -> float:
    """Return the logarithm of the sum of the exponentials; `UNSEEN` of nothing."""
    return float(np.logaddexp.reduce(numbers.astype(np.float64), initial=UNSEEN))
