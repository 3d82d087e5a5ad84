"""Late interaction: each word of a question held against each word of a passage.

The score of a passage is the weighted mean, over the question's words, of the best likeness that
any of its words has (MaxSim; Khattab and Zaharia, "ColBERT", SIGIR 2020; weighted by rarity). It
is taken over the whole passage, over its text alone, and over each unit of it with what stands
over it: the unit that has the words together counts, not the page that has them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from indexer.sign_products import rounded
from indexer.word_vectors import PackedWords, best_likes

LIKE = 0.3
"""A likeness below this is that of any two words."""


Asked = tuple[NDArray[np.float32], NDArray[np.float32]]
"""A question's words: their vectors, shape ``(words, dimensions)``, and what each counts; these
shares add up to 1."""

Starts = Sequence[int] | NDArray[np.uint32]
"""Where the units of a text begin in it."""


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


class Units(Struct, frozen=True):
    """The units of all passages, one after another.

    ``first`` is where each begins among the words of all, ``passage`` whose it is, ``number``
    which of its units, from 1; 0 is what stands over the text. There are ``count`` passages.
    """

    first: NDArray[np.int64]
    passage: NDArray[np.int64]
    number: NDArray[np.int64]
    count: int

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Whether each is of the text, and not what stands over it."""
        return self.number > 0


def likenesses(
    questions: Sequence[Asked],
    passages: Sequence[PackedWords],
    unit_starts: Sequence[Starts],
) -> tuple[Likeness, ...]:
    """Return how like `passages` are to each of `questions`.

    ``unit_starts`` says where the units of each passage begin in its embedded text; what is before
    the first is over them all.
    """
    units = _units_of(passages, unit_starts)
    if not len(units.passage) or not any(len(vectors) for vectors, _ in questions):
        nothing = np.zeros(len(passages), dtype=np.float32)
        return tuple(Likeness(nothing, nothing, nothing, nothing) for _ in questions)
    return tuple(
        _likeness(best, shares, units) for best, shares in _best(questions, passages, units)
    )


def likenesses_by_unit(
    questions: Sequence[Asked],
    passages: Sequence[PackedWords],
    unit_starts: Sequence[Starts],
) -> tuple[NDArray[np.float32], ...]:
    """Return, for each passage, how like its units are to the `questions`, from 0 to 1.

    It is the mean over the questions, and over each unit alone and with what stands over it; one
    number for each of the passage's `unit_starts`, 0 where the embedder saw no word of the unit.
    """
    found = tuple(np.zeros(len(starts), dtype=np.float32) for starts in unit_starts)
    units = _units_of(passages, unit_starts)
    asked = [each for each in questions if len(each[0])]
    if not len(units.passage) or not asked:
        return found
    passage, inside = units.passage, units.inside
    for best, shares in _best(asked, passages, units):
        over = _over(best, units)
        alone = best[:, inside]
        under = np.maximum(alone, over[:, passage[inside]])
        like = _weighted(shares, alone + under) / 2 / len(asked)
        for value, of, number in zip(like, passage[inside], units.number[inside], strict=True):
            found[of][number - 1] += value
    return found


def _best(
    questions: Sequence[Asked], passages: Sequence[PackedWords], units: Units
) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Yield, for each question, how like its words are at best to each unit's, and their shares."""
    asked = rounded(np.concatenate([vectors for vectors, _ in questions if len(vectors)]))
    best = best_likes(passages, units.first, asked).T
    ends = np.cumsum([len(vectors) for vectors, _ in questions])[:-1]
    for own, (_, shares) in zip(np.split(best, ends), questions, strict=True):
        yield own, shares


def _over(best: NDArray[np.float32], units: Units) -> NDArray[np.float32]:
    """Return how like a question's words are to what stands over each passage's text."""
    over = np.zeros((len(best), units.count), dtype=np.float32)
    over[:, units.passage[~units.inside]] = best[:, ~units.inside]
    return over


def _units_of(passages: Sequence[PackedWords], unit_starts: Sequence[Starts]) -> Units:
    # unit 0 is what stands over the others
    numbers = [
        np.searchsorted(np.asarray(starts, dtype=np.int64), words.starts, side="right")
        for words, starts in zip(passages, unit_starts, strict=True)
    ]
    lengths = [len(each) for each in numbers]
    of_passage = np.repeat(np.arange(len(passages)), lengths)
    of_unit = np.concatenate(numbers) if numbers else np.empty(0, dtype=np.int64)
    changes = (np.diff(of_passage) != 0) | (np.diff(of_unit) != 0)
    firsts = np.concatenate([[0], np.flatnonzero(changes) + 1])[: len(of_unit)]
    return Units(firsts, of_passage[firsts], of_unit[firsts], len(passages))


def _likeness(best: NDArray[np.float32], shares: NDArray[np.float32], units: Units) -> Likeness:
    """Return the likeness to a question whose words are at best so like those of each unit."""
    passage, inside = units.passage, units.inside
    over = _over(best, units)
    text = np.zeros_like(over)
    for row, found in zip(text, best[:, inside], strict=True):
        np.maximum.at(row, passage[inside], found)
    whole = np.maximum(text, over)
    together = _weighted(shares, np.maximum(best[:, inside], over[:, passage[inside]]))
    unit = np.zeros(units.count, dtype=np.float32)
    np.maximum.at(unit, passage[inside], together)
    clear = np.clip((whole - LIKE) / (1 - LIKE), 0.0, 1.0).astype(np.float32)
    return Likeness(
        _weighted(shares, whole), _weighted(shares, text), unit, _weighted(shares, clear)
    )


def _weighted(shares: NDArray[np.float32], likes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the weighted mean of each column of `likes`.

    Not by ``@``: on some processors its product of a row and a matrix warns of numbers that are
    none where there are none.
    """
    return np.asarray(np.einsum("w,wn->n", shares, likes), dtype=np.float32)
