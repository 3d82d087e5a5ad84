"""Late interaction: each word of a question held against each word of a passage.

The score of a passage is the weighted mean, over the question's words, of the best likeness that
any of its words has (MaxSim; Khattab and Zaharia, "ColBERT", SIGIR 2020; weighted by rarity). It
is taken over the whole passage, over its text alone, and over each unit of it with what stands
over it: the unit that has the words together counts, not the page that has them apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from indexer.word_vectors import WordVectors

LIKE = 0.3
"""A likeness below this is that of any two words."""


class Likeness(Struct, frozen=True):
    """How like a question passages are, word by word; each array has one number a passage.

    ``whole`` is over all of a passage, ``text`` without its context line and column headings,
    ``unit`` over its best unit with these, ``clear`` over the whole of it where only what is above
    `LIKE` counts.
    """

    whole: NDArray[np.float32]
    text: NDArray[np.float32]
    unit: NDArray[np.float32]
    clear: NDArray[np.float32]


def likeness(
    question: NDArray[np.float32],
    shares: NDArray[np.float32],
    passages: Sequence[WordVectors],
    unit_starts: Sequence[Sequence[int]],
) -> Likeness:
    """Return how like `passages` are to a question.

    Parameters
    ----------
    question
        The vectors of its words, shape ``(words, dimensions)``.
    shares
        What each word counts; they add up to 1.
    passages
        The words of each passage.
    unit_starts
        Where the units of each passage begin in its embedded text; what is before the first is
        over them all.
    """
    count = len(passages)
    if not count or not len(question):
        nothing = np.zeros(count, dtype=np.float32)
        return Likeness(nothing, nothing, nothing, nothing)
    # unit 0 is what stands over the others
    units = [
        np.searchsorted(np.asarray(starts, dtype=np.int64), words.starts, side="right")
        for words, starts in zip(passages, unit_starts, strict=True)
    ]
    of_passage = np.repeat(np.arange(count), [len(each) for each in units])
    of_unit = np.concatenate(units)
    if not len(of_unit):
        nothing = np.zeros(count, dtype=np.float32)
        return Likeness(nothing, nothing, nothing, nothing)
    likes = question @ np.concatenate([words.vectors for words in passages]).T
    changes = (np.diff(of_passage) != 0) | (np.diff(of_unit) != 0)
    firsts = np.concatenate([[0], np.flatnonzero(changes) + 1])
    best = np.maximum.reduceat(likes, firsts, axis=1)
    passage, inside = of_passage[firsts], of_unit[firsts] > 0
    over = np.zeros((len(question), count), dtype=np.float32)
    over[:, passage[~inside]] = best[:, ~inside]
    text = np.zeros_like(over)
    for row, found in zip(text, best[:, inside], strict=True):
        np.maximum.at(row, passage[inside], found)
    whole = np.maximum(text, over)
    together = shares @ np.maximum(best[:, inside], over[:, passage[inside]])
    unit = np.zeros(count, dtype=np.float32)
    np.maximum.at(unit, passage[inside], together)
    clear = np.clip((whole - LIKE) / (1 - LIKE), 0.0, 1.0).astype(np.float32)
    return Likeness(shares @ whole, shares @ text, unit, shares @ clear)
