"""Which decision a question asks for, and what its record does not say."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from indexer.terms import terms
from service.answers import Candidate, Reading, Sought
from service.decisions import RecordedDecision, moved_by
from service.language import Rarity
from service.recall.apart import AsMoved, amends, like_it, may_be_meant, meant, same_item
from service.recall.asking import asks_for_day, asks_for_last
from service.recall.matching import (
    AMENDING,
    POUNDS,
    Words,
    asked_words,
    title_terms,
    words_of,
)
from service.recall.moving import mover_in
from service.recall.naming import OF_BODIES

LOOKED_AT = 10
"""How many of the first candidates tell under which agenda items the answer may stand."""
LEAST, ALONE = 0.15, 0.5
"""The share of a question's words, by rarity, that a decision must hold: where a candidate is of
its agenda item, and where none is."""
WHOLE = 0.75
"""The share that it must hold where its day alone is asked for: the days of most things stand in
words elsewhere."""
CERTAIN = 0.35
"""The share from which on a decision is surely the one asked for, where the records know every
word of the question: what its record does not say is not in the records."""
WITHOUT_VOTE = 0.5
"""What a decision counts that has no vote, where a vote is asked for."""
MOSTLY = 0.6
"""The share of a question's words of which what was resolved is meant, though an amendment to it
has more."""
SATURATION, LENGTH = 1.2, 0.75
"""k1 and b of BM25: a long motion holds many words that nobody asked for."""


class Match(Struct, frozen=True):
    """A decision, and whether it is surely the one that is asked for.

    Where the question does not tell it from those ``like`` it on its item, that is how many there
    are, itself among them.
    """

    found: RecordedDecision
    certain: bool
    like: int = 0


def decision_asked_for(
    reading: Reading,
    decisions: Sequence[RecordedDecision],
    candidates: Sequence[Candidate],
    rarity: Rarity,
    as_moved: AsMoved,
) -> Match | None:
    """Return the decision that a question asks for, or None.

    It stands under an agenda item that one of the first candidates is of, the better the higher
    that ranks, and holds the question's words; where it holds most of them, these are enough. What
    was voted on under a title that says all that any has of the question is on that. Of several
    on one item it is the one that has of the question what others have not. Of "Ms Orme's
    amendment" she is the mover. An amendment is not what was decided on an item whose title says as
    much of the question, nor where what was resolved says most of it. Where the question does not
    tell one from others like it, none is surely meant (`service.recall.apart`).
    """
    in_pounds = POUNDS.search(reading.text) is not None
    held = [words_of(each.decision, in_pounds) for each in decisions]
    councils = {each.document.description.council or "" for each in decisions}
    asked = Words(asked_words(reading, councils, rarity, held), reading.text)
    shares = [asked.share(words) for words in held]
    scores = _scores(reading, decisions, candidates, asked, held, shares)
    top = max(scores, default=0.0)
    if not top:
        return None
    best = scores.index(top)
    of_item = [at for at, each in enumerate(decisions) if same_item(each, decisions[best])]
    amending = not AMENDING.isdisjoint(terms(reading.text))
    if asks_for_last(reading.text):
        best = of_item[-1]
    elif mover_in(reading.text) is None:
        others = [at for at in of_item if scores[at] and (amends(decisions[at]) or not amending)]
        best = asked.set_apart(best, {at: held[at] for at in others})
    if amends(decisions[best]) and not amending:
        amended = [at for at in of_item if not amends(decisions[at])]
        titled = asked.share(title_terms(decisions[best].decision))
        if amended and (titled >= shares[best] or shares[amended[-1]] >= MOSTLY):
            best = amended[-1]
    like = _like(best, of_item, decisions, reading)
    if like:
        rivals = [at for at in like if scores[at]]
        words = {at: held[at] for at in like}
        one = meant(best, words, rivals, decisions, asked, as_moved)
        if one is None:
            return Match(decisions[best], certain=False, like=len(like))
        best = one
    known = all(rarity.knows(term) or term in held[best] for term in asked.matter)
    certain = known and asked.share_of_matter(held[best]) >= CERTAIN
    return Match(decisions[best], certain=certain)


def _like(
    best: int, of_item: Sequence[int], decisions: Sequence[RecordedDecision], reading: Reading
) -> Sequence[int]:
    """Return the decisions that the `best` is to be told from: none where its mover is named."""
    mover = mover_in(reading.text)
    if asks_for_last(reading.text) or (mover and moved_by(decisions[best].decision, mover)):
        return ()
    return like_it(best, of_item, decisions, reading.text)


def _scores(
    reading: Reading,
    decisions: Sequence[RecordedDecision],
    candidates: Sequence[Candidate],
    asked: Words,
    held: Sequence[frozenset[str]],
    shares: Sequence[float],
) -> list[float]:
    """Return how much speaks for each decision: its words, its item's rank, and who moved it."""
    average = sum(map(len, held)) / len(held) if held else 1.0
    ranks = _ranks(candidates[:LOOKED_AT])
    most = max(shares, default=0.0)
    matter = asked.matter
    mover = mover_in(reading.text)
    least = WHOLE if asks_for_day(reading) else None
    scores: list[float] = []
    for each, words, share in zip(decisions, held, shares, strict=True):
        rank = ranks.get((each.document.id, each.decision.section))
        weighed = _weighed(share, len(words) / average)
        on_title = each.decision.vote is not None and not amends(each)
        titled = asked.share(title_terms(each.decision)) if on_title else 0.0
        if titled >= most:
            weighed = max(weighed, _weighed(titled, 0.0))
        near = 0.0 if rank is None else 1 / (1 + rank)
        enough = share >= (least or (ALONE if rank is None else LEAST))
        on_it = not matter or not matter.isdisjoint(words)
        moved = mover is not None and moved_by(each.decision, mover)
        of_kind = may_be_meant(each, reading.text) and _of_named_body(each, reading)
        fits = enough and on_it and of_kind
        score = weighed + near + moved if fits else 0.0
        unvoted = Sought.VOTE in reading.sought and each.decision.vote is None
        scores.append(score * WITHOUT_VOTE if unvoted else score)
    return scores


def _weighed(share: float, length: float) -> float:
    """Return what a share of a question's words counts, of so many times the average length."""
    return share * (SATURATION + 1) / (SATURATION * (1 - LENGTH + LENGTH * length) + 1)


def _of_named_body(each: RecordedDecision, reading: Reading) -> bool:
    """Return whether a decision is of a body that a question names; "the council" may be any."""
    particular = [body for body in reading.bodies if not OF_BODIES.issuperset(terms(body.name))]
    own = each.meeting and each.meeting.body
    return not particular or own is None or own in particular


def _ranks(candidates: Sequence[Candidate]) -> dict[tuple[str, int], int]:
    """Return the rank, from 0, of the first candidate of each section."""
    ranks: dict[tuple[str, int], int] = {}
    for rank, candidate in enumerate(candidates):
        for each in (candidate, *candidate.also_in):
            ranks.setdefault((each.document.id, each.passage.section), rank)
    return ranks
