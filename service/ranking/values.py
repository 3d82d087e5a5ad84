"""What a candidate's rank is made of."""

from __future__ import annotations

from msgspec import Struct


class Signals(Struct, frozen=True):
    """What is known of a candidate of a question; the higher, the better it should be.

    ``bm25`` and ``dense`` are the arms' scores, from 0 for the lowest that the arm found to 1 for
    its highest, 0 where it did not find it; ``bm25_of_best`` is the part of the arm's best score,
    ``dense_below_best`` how far under the best cosine it is, 0 at most.

    Of the question's terms, by rarity, these have: the passage and what is over it ``coverage``,
    the context line ``context``, its best sentence or row with what is over it ``unit``;
    ``rarest`` is of the rarest terms alone. ``bridged`` is the coverage where a term counts also
    under another name. ``together`` is the part of the question's neighbouring terms that stand
    near one another, ``figures`` that of its numbers.

    ``words``, ``words_in_text``, ``words_in_unit`` and ``words_clearly`` are by late interaction
    (`service.ranking.late`), ``turned`` and ``turned_in_unit`` the same after the question's words
    were turned (`service.ranking.likening`). ``sought`` is the part of what is asked for (an
    amount, a person) that the text holds, the less the more of the others hold it.
    """

    bm25: float
    bm25_of_best: float
    dense: float
    dense_below_best: float
    coverage: float
    context: float
    unit: float
    rarest: float
    bridged: float
    together: float
    figures: float
    words: float
    words_in_text: float
    words_in_unit: float
    words_clearly: float
    turned: float
    turned_in_unit: float
    sought: float


NAMES: tuple[str, ...] = Signals.__struct_fields__
"""The names of the signals, in the order of a matrix of them."""
