"""Which decision a question asks for, and what its record does not say."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from indexer.decisions.records import DecisionKind
from indexer.terms import terms
from service.answers import Candidate, Reading, Sought
from service.decisions import RecordedDecision, moved_by
from service.language import Rarity
from service.recall.asking import asks_for_day, asks_for_last
from service.recall.matching import POUNDS, Words, asked_words, title_terms, words_of
from service.recall.moving import mover_in
from service.recall.voters import names_asked_for

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
AMENDING = frozenset(terms("amend amendment"))
"""Terms that ask for an amendment, not for what was amended."""
PUT = AMENDING.union(terms("motion proposal substantive final happen happened become became"))
"""Terms for what is put to a meeting and becomes of it, which do not say on what it is."""
MOSTLY = 0.6
"""The share of a question's words of which what was resolved is meant, though an amendment to it
has more."""
SATURATION, LENGTH = 1.2, 0.75
"""k1 and b of BM25: a long motion holds many words that nobody asked for."""


class Match(Struct, frozen=True):
    """A decision, and whether it is surely the one that is asked for."""

    found: RecordedDecision
    certain: bool


def decision_asked_for(
    reading: Reading,
    decisions: Sequence[RecordedDecision],
    candidates: Sequence[Candidate],
    rarity: Rarity,
) -> Match | None:
    """Return the decision that a question asks for, or None.

    It stands under an agenda item that one of the first candidates is of, the better the higher
    that ranks, and holds the question's words; where it holds most of them, these are enough. What
    was voted on under a title that says all that any has of the question is on that. Of several
    on one item it is the one that has of the question what others have not. Of "Ms Orme's
    amendment" she is the mover. An amendment is not what was decided on an item whose title says as
    much of the question, nor where what was resolved says most of it.
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
    of_item = [at for at, each in enumerate(decisions) if _same_item(each, decisions[best])]
    amending = not AMENDING.isdisjoint(terms(reading.text))
    if asks_for_last(reading.text):
        best = of_item[-1]
    elif mover_in(reading.text) is None:
        others = [at for at in of_item if scores[at] and (_amends(decisions[at]) or not amending)]
        best = asked.set_apart(best, {at: held[at] for at in others})
    if _amends(decisions[best]) and not amending:
        amended = [at for at in of_item if not _amends(decisions[at])]
        titled = asked.share(title_terms(decisions[best].decision))
        if amended and (titled >= shares[best] or shares[amended[-1]] >= MOSTLY):
            best = amended[-1]
    matter = asked.weights.keys() - PUT
    known = all(rarity.knows(term) or term in held[best] for term in matter)
    return Match(decisions[best], certain=known and shares[best] >= CERTAIN)


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
    matter = asked.weights.keys() - PUT
    mover = mover_in(reading.text)
    least = WHOLE if asks_for_day(reading) else None
    scores: list[float] = []
    for each, words, share in zip(decisions, held, shares, strict=True):
        rank = ranks.get((each.document.id, each.decision.section))
        weighed = _weighed(share, len(words) / average)
        on_title = each.decision.vote is not None and not _amends(each)
        titled = asked.share(title_terms(each.decision)) if on_title else 0.0
        if titled >= most:
            weighed = max(weighed, _weighed(titled, 0.0))
        near = 0.0 if rank is None else 1 / (1 + rank)
        enough = share >= (least or (ALONE if rank is None else LEAST))
        on_it = not matter or not matter.isdisjoint(words)
        moved = mover is not None and moved_by(each.decision, mover)
        score = weighed + near + moved if enough and on_it else 0.0
        unvoted = Sought.VOTE in reading.sought and each.decision.vote is None
        scores.append(score * WITHOUT_VOTE if unvoted else score)
    return scores


def _weighed(share: float, length: float) -> float:
    """Return what a share of a question's words counts, of so many times the average length."""
    return share * (SATURATION + 1) / (SATURATION * (1 - LENGTH + LENGTH * length) + 1)


def lacking(reading: Reading, found: RecordedDecision) -> str:
    """Return what the record of a decision does not say of the vote asked for, or nothing."""
    if Sought.VOTE not in reading.sought or Sought.DECISION in reading.sought:
        return ""
    vote = found.decision.vote
    title = found.document.description.title or found.document.path
    if vote is None:
        return f"\u201c{title}\u201d records this decision, but no vote on it."
    if names_asked_for(reading) and not (vote.named or vote.unanimous):
        return f"\u201c{title}\u201d records this vote, but not who voted which way."
    return ""


def _ranks(candidates: Sequence[Candidate]) -> dict[tuple[str, int], int]:
    """Return the rank, from 0, of the first candidate of each section."""
    ranks: dict[tuple[str, int], int] = {}
    for rank, candidate in enumerate(candidates):
        for each in (candidate, *candidate.also_in):
            ranks.setdefault((each.document.id, each.passage.section), rank)
    return ranks


def _amends(found: RecordedDecision) -> bool:
    return found.decision.kind is DecisionKind.AMENDMENT


def _same_item(one: RecordedDecision, other: RecordedDecision) -> bool:
    papers = ((each.document.id, each.document.first_page) for each in (one, other))
    if len(set(papers)) > 1:
        return False
    if one.decision.agenda_item is None:
        return one.decision.section == other.decision.section
    return one.decision.agenda_item == other.decision.agenda_item
