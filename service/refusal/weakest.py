"""A question of few words is answered only where each of them is met.

"When are the bins emptied?" is not answered by what new bins cost. In a long question one word more
or less says little: a resident's may be far from all of the papers'.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from service.answers import Candidate
from service.compose.quotation import Quotation
from service.ranking.question import asked_words
from service.ranking.ranker import Index
from service.ranking.vocabulary import vocabulary

FEW = 4
"""Words of meaning that a question has at most for each of them to tell."""


def weakest_of(
    question: str,
    candidates: Sequence[Candidate],
    quotations: Sequence[Quotation],
    records: Index,
) -> float:
    """Return how like the least-met word of a short question is to any word quoted or near it.

    It is the cosine of their vectors, from 0 to 1, over the passages that are quoted; 1 for a
    question of more than `FEW` words.

    Raises
    ------
    HomeError
        The words of a passage are not kept.
    """
    asked = asked_words(question, records, vocabulary()).vectors
    quoted = {each.candidate.passage.id for each in quotations}
    # a quotation's own passage may be several joined, whose words nobody kept
    passages = [each.passage for each in candidates if each.passage.id in quoted]
    if not passages or not 0 < len(asked) <= FEW:
        return 1.0
    every = np.concatenate([words.vectors for words in records.words(passages)])
    return float(np.clip((asked @ every.T).max(axis=1).min(), 0.0, 1.0))
