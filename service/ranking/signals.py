"""The signals of a candidate: what its rank is made of, each a number that can be explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.records import Passage
from indexer.text_terms import TextTerms
from indexer.word_vectors import PackedWords
from service.answers import ArmScore, Candidate, Reading
from service.interpret.sought import holds
from service.ranking.late import likenesses
from service.ranking.likening import Likening
from service.ranking.passage import PassagesTerms, Standing, joined_terms, standing
from service.ranking.question import AskedWords
from service.ranking.values import NAMES

BRIDGED = 0.9
"""What a term counts that stands in a passage under another name."""


class Words(Protocol):
    """What gives passages' words and terms."""

    def words(self, passages: Sequence[Passage]) -> tuple[PackedWords, ...]:
        """Return the vectors of the words of each of `passages`, as they are embedded."""

    def terms(self, passages: Sequence[Passage]) -> tuple[TextTerms, ...]:
        """Return the terms of each of `passages`, as they are embedded."""


def signals_of(
    reading: Reading,
    question: AskedWords,
    candidates: Sequence[Candidate],
    index: Words,
    likening: Likening,
) -> NDArray[np.float64]:
    """Return the signals of `candidates`, shape ``(len(candidates), len(NAMES))``."""
    passages = [candidate.passage for candidate in candidates]
    held = joined_terms(passages, index.terms(passages))
    asked = (question.vectors, question.shares)
    like, turned = likenesses((asked, likening.turned(*asked)), index.words(passages), held.starts)
    bm25, bm25_of_best, _ = _arm([candidate.sparse for candidate in candidates])
    dense, _, below_best = _arm([candidate.dense for candidate in candidates])
    columns = {
        "bm25": bm25,
        "bm25_of_best": bm25_of_best,
        "dense": dense,
        "dense_below_best": below_best,
        **_by_terms(question, held),
        "words": like.whole,
        "words_in_text": like.text,
        "words_in_unit": like.unit,
        "words_clearly": like.clear,
        "turned": turned.whole,
        "turned_in_unit": turned.unit,
        "sought": _sought(reading, passages),
    }
    return np.stack([np.asarray(columns[name], dtype=np.float64) for name in NAMES], axis=1)


def _by_terms(question: AskedWords, held: PassagesTerms) -> dict[str, NDArray[np.float64]]:
    """Return the signals of where the question's terms stand, one number a passage each."""
    called = [term for bridge in question.bridges for other in bridge.called for term in other]
    every = list(dict.fromkeys([*question.weights, *question.figures, *called]))
    number = {term: at for at, term in enumerate(every)}
    weights = np.array([question.weights.get(term, 1.0) for term in every])
    found = standing(every, held)
    anywhere = found.anywhere()

    def share(terms: Iterable[str], has: NDArray[np.bool_]) -> NDArray[np.float64]:
        columns = [number[term] for term in terms]
        total = weights[columns].sum()
        return np.asarray(has[:, columns] @ weights[columns] / (total or 1.0))

    own = list(question.weights)
    coverage = share(own, anywhere)
    best = np.zeros(len(anywhere))
    units = found.units[:, : len(own)]
    says = units.any(axis=1)
    under = units[says] | found.over[found.passage[says], : len(own)]
    np.maximum.at(best, found.passage[says], share(own, under))
    return {
        "coverage": coverage,
        "context": share(own, found.context),
        "unit": best,
        "rarest": share(question.rarest, anywhere),
        "bridged": coverage + _bridged(question, anywhere, number),
        "together": _together(question, found, number),
        "figures": share(question.figures, anywhere),
    }


def _bridged(
    question: AskedWords, anywhere: NDArray[np.bool_], number: dict[str, int]
) -> NDArray[np.float64]:
    """Return the part of the question's terms that stand in each passage under another name."""
    added = np.zeros(len(anywhere))
    counted = np.zeros_like(anywhere)
    for bridge in question.bridges:
        met = np.zeros(len(anywhere), dtype=bool)
        for other in bridge.called:
            met |= anywhere[:, [number[term] for term in other]].all(axis=1)
        for term in dict.fromkeys(bridge.said):
            if term in question.weights:
                missing = met & ~anywhere[:, number[term]] & ~counted[:, number[term]]
                added += BRIDGED * question.weights[term] * missing
                counted[:, number[term]] |= missing
    return added / (sum(question.weights.values()) or 1.0)


def _together(question: AskedWords, found: Standing, number: dict[str, int]) -> NDArray[np.float64]:
    """Return the part of the question's neighbouring terms that are near one another."""
    met, total = np.zeros(len(found.over)), 0.0
    for first, second in question.pairs:
        weight = min(question.weights[first], question.weights[second])
        total += weight
        met += weight * found.together(number[first], number[second])
    return met / (total or 1.0)


def _arm(
    found: Sequence[ArmScore | None],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return an arm's scores from 0 to 1, as parts of its best, and as they are below its best."""
    scores = [each.score for each in found if each is not None]
    low, high = min(scores, default=0.0), max(scores, default=0.0)
    given = np.array([low if each is None else each.score for each in found], dtype=np.float64)
    span = high - low
    ranged = (given - low) / span if span else np.array([float(each is not None) for each in found])
    part = given / high if high > 0 else np.zeros(len(given))
    part = np.where([each is None for each in found], 0.0, part)
    return ranged, part, given - high


def _sought(reading: Reading, passages: Sequence[Passage]) -> NDArray[np.float64]:
    """Return the share of the kinds asked for that each passage holds, by how few others do."""
    kinds = reading.sought
    held = [sum(holds(kind, each.text, reading.text) for kind in kinds) for each in passages]
    share = np.array(held, dtype=np.float64) / (len(kinds) or 1)
    return np.asarray(share * (1 - share.mean()))
