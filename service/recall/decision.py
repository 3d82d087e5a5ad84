"""Which decision a question asks for, and what its record does not say."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from indexer.decisions.records import Decision, DecisionKind, ProofOf
from indexer.terms import terms
from service import language
from service.answers import Candidate, Reading, Sought
from service.decisions import RecordedDecision, moved_by
from service.language import STOP_WORDS, Rarity, content_terms
from service.ranking.vocabulary import Bridge, vocabulary
from service.recall.asking import asks_for_day, asks_for_last

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
BRIDGED = 0.8
"""What a word of the question counts that a decision holds under another name."""
ASKING = language.ASKING.union(
    terms(
        "vote votes voted voting cast abstain abstained against favour councillor member result "
        "outcome propose proposed proposer mover mr mrs ms miss dr cllr sir dame "
        "decide decided decision agree agreed approve approved resolve resolved endorse endorsed "
        "adopt adopts adopted pass passed meeting"
    )
)
"""Terms that ask for the record of a decision, whatever it was on."""
AMENDING = frozenset(terms("amend amendment"))
"""Terms that ask for an amendment, not for what was amended."""
PUT = AMENDING.union(terms("motion proposal happen happened become became"))
"""Terms for what is put to a meeting and becomes of it, which do not say on what it is."""
MOVED_BY = re.compile(
    r"(?P<name>[A-Z][\w-]+)[’']s (?:\w+ ){0,2}(?:amendment|motion|proposal)\b"
    r"|\b(?:amendment|motion|proposal)\b[^.?;]{0,30} (?:by|from) (?:[A-Z][\w.-]* )*"
    r"(?P<last>[A-Z][\w-]+)"
)
"""Whose amendment or motion a question asks for, by the last name."""
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
    that ranks, and holds the question's words; where it holds most of them, these are enough. Of
    "Ms Orme's amendment" she is the mover. An amendment is not what was decided on an item whose
    title says as much of the question.
    """
    councils = {each.document.description.council or "" for each in decisions}
    weights = _asked_words(reading, councils, rarity)
    bridges = vocabulary().bridges(reading.text)
    held = [_words_of(each.decision) for each in decisions]
    average = sum(map(len, held)) / len(held) if held else 1.0
    ranks = _ranks(candidates[:LOOKED_AT])
    shares = [_covered(weights, bridges, words) for words in held]
    matter = weights.keys() - PUT
    named = MOVED_BY.search(reading.text)
    mover = named and (named["name"] or named["last"])
    of_day = asks_for_day(reading)
    scores: list[float] = []
    for each, words, share in zip(decisions, held, shares, strict=True):
        rank = ranks.get((each.document.id, each.decision.section))
        length = 1 - LENGTH + LENGTH * len(words) / average
        weighed = share * (SATURATION + 1) / (SATURATION * length + 1)
        near = 0.0 if rank is None else 1 / (1 + rank)
        enough = share >= (WHOLE if of_day else ALONE if rank is None else LEAST)
        on_it = not matter or not matter.isdisjoint(words)
        moved = mover is not None and moved_by(each.decision, mover)
        score = weighed + near + moved if enough and on_it else 0.0
        unvoted = Sought.VOTE in reading.sought and each.decision.vote is None
        scores.append(score * WITHOUT_VOTE if unvoted else score)
    top = max(scores, default=0.0)
    if not top:
        return None
    best = scores.index(top)
    of_item = [at for at, each in enumerate(decisions) if _same_item(each, decisions[best])]
    if asks_for_last(reading.text):
        best = of_item[-1]
    elif _amends(decisions[best]) and not AMENDING.intersection(terms(reading.text)):
        title = frozenset(terms(_title(decisions[best].decision)))
        amended = [at for at in of_item if not _amends(decisions[at])]
        if amended and _covered(weights, bridges, title) >= shares[best]:
            best = amended[-1]
    known = all(map(rarity.knows, weights))
    return Match(decisions[best], certain=known and shares[best] >= CERTAIN)


def lacking(reading: Reading, found: RecordedDecision) -> str:
    """Return what the record of a decision does not say of the vote asked for, or nothing."""
    if Sought.VOTE not in reading.sought or Sought.DECISION in reading.sought:
        return ""
    vote = found.decision.vote
    title = found.document.description.title or found.document.path
    if vote is None:
        return f"\u201c{title}\u201d records this decision, but no vote on it."
    if Sought.PERSON in reading.sought and not (vote.named or vote.unanimous):
        return f"\u201c{title}\u201d records this vote, but not who voted which way."
    return ""


def _asked_words(reading: Reading, councils: Collection[str], rarity: Rarity) -> dict[str, float]:
    """Return a question's terms by rarity, without those that ask, or name council or meeting.

    Of a vote, nor those that name who voted: they stand in its lists, which are not the matter.
    """
    naming = [period.words for period in reading.periods] + [body.name for body in reading.bodies]
    voters = reading.people if Sought.VOTE in reading.sought else ()
    named = ASKING.union(terms(" ".join([*naming, *councils, *voters])))
    return {term: rarity.of(term) for term in content_terms(reading.text) if term not in named}


def _covered(
    weights: Mapping[str, float], bridges: Sequence[Bridge], words: frozenset[str]
) -> float:
    """Return the share of a question's terms, by rarity, that `words` hold."""
    called = {
        term
        for bridge in bridges
        if any(set(other) - STOP_WORDS <= words for other in bridge.called)
        for term in bridge.said
    }
    met = sum(
        weight if term in words else BRIDGED * weight
        for term, weight in weights.items()
        if term in words or term in called
    )
    return met / (sum(weights.values()) or 1.0)


def _words_of(decision: Decision) -> frozenset[str]:
    said = [proof.quote for proof in decision.proofs if proof.of is not ProofOf.VOTED]
    return frozenset(terms(" ".join([_title(decision), decision.text, *said])))


def _title(decision: Decision) -> str:
    return decision.agenda_item.title if decision.agenda_item else ""


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
    if one.document.id != other.document.id:
        return False
    if one.decision.agenda_item is None:
        return one.decision.section == other.decision.section
    return one.decision.agenda_item == other.decision.agenda_item
