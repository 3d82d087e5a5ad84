"""What the question's words are turned by before they are held against a passage's.

The bundled model learnt to give whole texts vectors, not words. A small map, learnt on questions
to other councils' minutes, moves each word of a question towards those that answer it, and says
how much it counts ("kids" towards "pupils"; "Kent" little, "wardens" much). It is applied to the
question alone, so that an index does not depend on it.
"""

from __future__ import annotations

import io
from functools import lru_cache
from importlib import resources
from zipfile import BadZipFile

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from indexer.errors import ConfigurationError

FILE = "likening.npz"


class Likening(Struct, frozen=True):
    """The learnt map ``v + (v @ down) @ up`` of a question's words, and what each counts.

    ``down`` has the shape ``(dimensions, rank)``, ``up`` ``(rank, dimensions)``; a word of the
    vector ``v`` counts ``2 / (1 + exp(-(v @ gate + bias)))`` times its rarity.
    """

    down: NDArray[np.float32]
    up: NDArray[np.float32]
    gate: NDArray[np.float32]
    bias: float

    def turned(
        self, vectors: NDArray[np.float32], shares: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the words' vectors as they are held against passages, and their shares.

        A model of other dimensions than the map's has its words held as they are.
        """
        if not len(vectors) or vectors.shape[1] != len(self.gate):
            return vectors, shares
        moved = vectors + (vectors @ self.down) @ self.up
        turned = np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)
        counted = shares * 2 / (1 + np.exp(-(vectors @ self.gate + self.bias)))
        return turned, np.asarray(counted / counted.sum(), dtype=np.float32)


@lru_cache(maxsize=1)
def learnt_likening() -> Likening:
    """Return the map that comes with Moothall: `likening.npz` beside this module."""
    return read_likening(resources.files("service.ranking").joinpath(FILE).read_bytes(), FILE)


def read_likening(content: bytes, name: str) -> Likening:
    """Return the map in `content`.

    Raises
    ------
    ConfigurationError
        It is none; the message names `name`, its file.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as held:
            return Likening(
                down=held["down"].astype(np.float32),
                up=held["up"].astype(np.float32),
                gate=held["gate"].astype(np.float32),
                bias=float(held["bias"]),
            )
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ConfigurationError(f"{name}: {error}. Train the ranker anew.") from error


def packed(likening: Likening) -> bytes:
    """Return `likening` as its file holds it, in half precision."""
    written = io.BytesIO()
    np.savez(
        written,
        down=likening.down.astype(np.float16),
        up=likening.up.astype(np.float16),
        gate=likening.gate.astype(np.float16),
        bias=np.float32(likening.bias),
    )
    return written.getvalue()
