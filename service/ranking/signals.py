"""The signals of a candidate: what its rank is made of, each a number that can be explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.records import Passage
from indexer.word_vectors import WordVectors
from service.answers import ArmScore, Candidate, Reading
from service.interpret.sought import holds
from service.ranking.late import likenesses
from service.ranking.likening import Likening
from service.ranking.passage import PassageTerms, passage_terms
from service.ranking.question import AskedWords
from service.ranking.values import NAMES

NEAR = 4
"""Two terms of a question so many terms apart in a passage still stand together."""
BRIDGED = 0.7
"""What a term counts that stands in a passage under another name."""


class Words(Protocol):
    """What gives passages' words."""

    def words(self, passages: Sequence[Passage]) -> tuple[WordVectors, ...]:
        """Return the vectors of the words of each of `passages`, as they are embedded."""


def signals_of(
    reading: Reading,
    question: AskedWords,
    candidates: Sequence[Candidate],
    index: Words,
    likening: Likening,
) -> NDArray[np.float64]:
    """Return the signals of `candidates`, shape ``(len(candidates), len(NAMES))``."""
    passages = [candidate.passage for candidate in candidates]
    held = [passage_terms(passage) for passage in passages]
    words, unit_starts = index.words(passages), [each.unit_starts for each in held]
    asked = (question.vectors, question.shares)
    like, turned = likenesses((asked, likening.turned(*asked)), words, unit_starts)
    bm25, bm25_of_best, _ = _arm([candidate.sparse for candidate in candidates])
    dense, _, below_best = _arm([candidate.dense for candidate in candidates])
    by_terms = np.array([_by_terms(question, each) for each in held]).reshape(len(held), 7)
    columns = {
        "bm25": bm25,
        "bm25_of_best": bm25_of_best,
        "dense": dense,
        "dense_below_best": below_best,
        **dict(zip(_BY_TERMS, by_terms.T, strict=True)),
        "words": like.whole,
        "words_in_text": like.text,
        "words_in_unit": like.unit,
        "words_clearly": like.clear,
        "turned": turned.whole,
        "turned_in_unit": turned.unit,
        "sought": [_sought(reading, passage) for passage in passages],
    }
    return np.stack([np.asarray(columns[name], dtype=np.float64) for name in NAMES], axis=1)


_BY_TERMS = ("coverage", "context", "unit", "rarest", "bridged", "together", "figures")


def _by_terms(question: AskedWords, held: PassageTerms) -> tuple[float, ...]:
    weights = question.weights

    def share(terms: Iterable[str], has: Callable[[str], bool]) -> float:
        wanted = tuple(terms)
        total = sum(weights.get(term, 1.0) for term in wanted)
        met = sum(weights.get(term, 1.0) for term in wanted if has(term))
        return met / total if total else 0.0

    def anywhere(term: str) -> bool:
        return term in held.places or term in held.over

    own = [unit for unit in held.units if not unit.isdisjoint(weights)]
    over = {term for term in weights if term in held.over}
    total = sum(weights.values())
    unit = max(
        (sum(weights[term] for term in weights.keys() & (each | over)) for each in own), default=0.0
    )
    coverage = share(weights, anywhere)
    return (
        coverage,
        share(weights, held.context.__contains__),
        unit / total if total else 0.0,
        share(question.rarest, anywhere),
        _bridged(question, coverage, total, anywhere),
        _together(question, held),
        share(question.figures, anywhere),
    )


def _bridged(
    question: AskedWords, coverage: float, total: float, has: Callable[[str], bool]
) -> float:
    if not total:
        return 0.0
    added = 0.0
    counted: set[str] = set()
    for bridge in question.bridges:
        missing = [
            term
            for term in bridge.said
            if term in question.weights and not has(term) and term not in counted
        ]
        if missing and any(all(map(has, other)) for other in bridge.called):
            added += BRIDGED * sum(question.weights[term] for term in missing)
            counted.update(missing)
    return coverage + added / total


def _together(question: AskedWords, held: PassageTerms) -> float:
    total = met = 0.0
    for first, second in question.pairs:
        weight = min(question.weights[first], question.weights[second])
        total += weight
        places = held.places.get(second, ())
        if any(abs(a - b) <= NEAR for a in held.places.get(first, ()) for b in places):
            met += weight
    return met / total if total else 0.0


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


def _sought(reading: Reading, passage: Passage) -> float:
    if not reading.sought:
        return 0.0
    return sum(holds(kind, passage.text, reading.text) for kind in reading.sought) / len(
        reading.sought
    )
