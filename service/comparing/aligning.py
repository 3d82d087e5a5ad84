"""Laying two sequences side by side: first units that are the same, then those alike, then words.

The longest common subsequence of the units is found first (rapidfuzz, bit-parallel); only between
its members are units laid beside one another by their likeness, and only within those are words
compared. So a report of 60 pages takes a fraction of a second, where one comparison of all its
words in Python would take minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from service.comparing.units import Unit

ALIKE = 50.0
"""From how like, of 100, two units are one that changed, rather than one removed and one added."""
LARGEST = 1_000_000
"""Pairs of units whose likeness is worked out in one gap; above it, they are only cut up."""
ISLAND = 2
"""So many words unchanged between two changes are changed with them: they would tell nothing."""


class Stretch(Struct, frozen=True):
    """``older[older_start:older_stop]`` became ``newer[newer_start:newer_stop]``."""

    same: bool
    older_start: int
    older_stop: int
    newer_start: int
    newer_stop: int


Pair = tuple[int | None, int | None]
"""The place of a unit in the older and in the newer document; None where it has none there."""


def pair_units(older: Sequence[Unit], newer: Sequence[Unit]) -> Iterator[Pair]:
    """Yield what stands beside what, in order."""
    opcodes = Indel.opcodes([unit.keys for unit in older], [unit.keys for unit in newer])
    gap: list[int] = [0, 0, 0, 0]
    for tag, older_start, older_stop, newer_start, newer_stop in _gathered(opcodes):
        if tag == "equal":
            yield from zip(
                range(older_start, older_stop), range(newer_start, newer_stop), strict=True
            )
        else:
            gap = [older_start, older_stop, newer_start, newer_stop]
            yield from _pair_gap(older, newer, *gap)


def compare_words(older: Sequence[str], newer: Sequence[str]) -> tuple[Stretch, ...]:
    """Return what of the words `older` became what of `newer`, in order, covering both."""
    found = [
        Stretch(tag == "equal", *places) for tag, *places in _gathered(Indel.opcodes(older, newer))
    ]
    return tuple(_without_islands(found))


def _gathered(opcodes: object) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield opcodes, deletions and insertions that touch gathered into one change."""
    held: tuple[str, int, int, int, int] | None = None
    for opcode in opcodes:  # type: ignore[attr-defined]
        tag = "equal" if opcode.tag == "equal" else "change"
        now = (tag, opcode.src_start, opcode.src_end, opcode.dest_start, opcode.dest_end)
        if held is not None and held[0] == tag:
            held = (tag, held[1], now[2], held[3], now[4])
            continue
        if held is not None:
            yield held
        held = now
    if held is not None:
        yield held


def _pair_gap(
    older: Sequence[Unit], newer: Sequence[Unit], a: int, b: int, c: int, d: int
) -> Iterator[Pair]:
    """Pair the units between two that are the same by their likeness, in their order.

    A dynamic programme maximises the likeness of all pairs together (Needleman and Wunsch 1970).
    """
    rows, columns = b - a, d - c
    if not rows or not columns or rows * columns > LARGEST:
        yield from ((place, None) for place in range(a, b))
        yield from ((None, place) for place in range(c, d))
        return
    alike = process.cdist(
        [unit.text for unit in older[a:b]],
        [unit.text for unit in newer[c:d]],
        scorer=fuzz.ratio,
        score_cutoff=ALIKE,
        dtype=np.float32,
    )
    best = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    for row in range(rows - 1, -1, -1):
        paired = best[row + 1, 1:] + np.where(alike[row] > 0, alike[row], -1.0)
        reachable = np.maximum(paired, best[row + 1, :-1])
        # The best of what may still be paired to the right.
        best[row, :-1] = np.maximum.accumulate(reachable[::-1])[::-1]
    row = column = 0
    while row < rows and column < columns:
        if alike[row, column] > 0 and np.isclose(
            best[row, column], best[row + 1, column + 1] + alike[row, column]
        ):
            yield a + row, c + column
            row, column = row + 1, column + 1
        elif np.isclose(best[row, column], best[row + 1, column]):
            yield a + row, None
            row += 1
        else:
            yield None, c + column
            column += 1
    yield from ((a + place, None) for place in range(row, rows))
    yield from ((None, c + place) for place in range(column, columns))


def _without_islands(found: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield changes, those joined that only a word or two divide."""
    held: Stretch | None = None
    for position, stretch in enumerate(found):
        between = 0 < position < len(found) - 1
        island = (
            stretch.same and between and stretch.older_stop - stretch.older_start <= ISLAND
            and _larger(found[position - 1], stretch) and _larger(found[position + 1], stretch)
        )  # fmt: skip
        if held is None:
            held = stretch
        elif island or (not held.same and not stretch.same):
            held = Stretch(
                False, held.older_start, stretch.older_stop, held.newer_start, stretch.newer_stop
            )
        else:
            yield held
            held = stretch
    if held is not None:
        yield held


def _larger(change: Stretch, island: Stretch) -> bool:
    """Return whether a change has more words on both sides than the island beside it."""
    words = island.older_stop - island.older_start
    return (
        change.older_stop - change.older_start > words
        and change.newer_stop - change.newer_start > words
    )
