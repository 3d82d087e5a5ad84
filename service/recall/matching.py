"""Which record of a decision, or of who was there, a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from indexer.catalogue.values import place_of
from indexer.decisions.records import Decision, ProofOf
from indexer.records import Document, Section
from indexer.terms import terms
from service.answers import Candidate, Reading, Sought
from service.decisions import (
    DecisionRecords,
    RecordedAttendance,
    RecordedDecision,
    attendances,
    told_once,
)
from service.language import STOP_WORDS, Rarity, content_terms
from service.ranking.vocabulary import Bridge, vocabulary
from service.recall.asking import Asked, asks_for_last
from service.retrieve import preferred_narrowing

LOOKED_AT = 10
"""How many of the first candidates tell under which agenda items the answer may stand."""
LEAST, ALONE = 0.15, 0.5
"""The share of a question's words, by rarity, that a decision must hold: where a candidate is of
its agenda item, and where none is."""
CERTAIN = 0.35
"""The share from which on what the record of a decision does not say is not in the records."""
WITHOUT_VOTE = 0.5
"""What a decision counts that has no vote, where a vote is asked for."""
BRIDGED = 0.8
"""What a word of the question counts that a decision holds under another name."""
ASKING = frozenset(
    terms(
        "vote votes voted voting abstain abstained against favour councillor member result outcome"
    )
)
"""Terms that ask for the record of a decision, whatever it was on."""
SATURATION, LENGTH = 1.2, 0.75
"""k1 and b of BM25: a long motion holds many words that nobody asked for."""
NEEDED = {
    Asked.OUTCOME: frozenset({ProofOf.DECIDED, ProofOf.VOTED}),
    Asked.MOVER: frozenset({ProofOf.MOVED}),
}
IN_THE_CHAIR = re.compile(
    r"[^,;:]*(?:\((?!vice)[^()]*\bchair[^()]*\)|\bin the chair\b)", re.IGNORECASE
)
INTO_THE_CHAIR = re.compile(
    r"\b(?:elected|appointed)\b[^.]*\bchair|\btook the chair", re.IGNORECASE
)
LISTS = {
    Asked.AWAY: re.compile(r"\b(?:apolog\w+|absent)\b", re.IGNORECASE),
    Asked.THERE: re.compile(r"\b(?:present|attendance)\b", re.IGNORECASE),
}
SHORT = 300
"""An agenda item of no more characters, headed "Apologies", says nothing else."""


class Records(DecisionRecords, Protocol):
    """What recalling needs of an index."""

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Return the sections of a document, in order."""

    def rarity(self) -> Rarity:
        """Return how rare words are in these records."""


class Recalled(Struct, frozen=True):
    """Words that a record has for what is asked, and the document and page where they stand."""

    document: Document
    page: int
    quote: str


class Recollection(Struct, frozen=True):
    """The words that records have for what is asked; ``lacking`` is what they do not record.

    ``certain`` says that the record is surely the one asked for.
    """

    words: tuple[Recalled, ...] = ()
    lacking: str = ""
    certain: bool = False


def recalled(
    reading: Reading, asked: frozenset[Asked], candidates: Sequence[Candidate], records: Records
) -> Recollection:
    """Return the words that records have for what is `asked`, in the order of the papers.

    Decisions are those of the meeting that the question names, else of the candidates' documents.
    Who was there is told of a meeting that it names.
    """
    narrowing = preferred_narrowing(reading)
    named = any(period.of_meeting for period in reading.periods)
    if not named:
        ids = dict.fromkeys(candidate.document.id for candidate in candidates)
        narrowing = replace(reading.narrowing, documents=tuple(ids))
    decisions = tuple(told_once(records, narrowing))
    found: list[Recalled] = []
    lacking, certain = "", False
    needed = frozenset[ProofOf]().union(*(NEEDED.get(each, ()) for each in asked))
    best = _asked_for(reading, decisions, candidates, records.rarity()) if needed else None
    if best is not None:
        found += _proofs(best, needed)
        share = _covered(
            _asked_words(reading, records.rarity()),
            vocabulary().bridges(reading.text),
            _words_of(best.decision),
        )
        certain = share >= CERTAIN
        lacking = _lacking(reading, best) if certain else ""
    if named:
        attended = _of_one_meeting(attendances(records, narrowing), candidates)
        if Asked.CHAIR in asked:
            found += _in_the_chair(attended, decisions)
        listed = tuple(_listed(attended, asked))
        found += listed or (_under_apologies(attended, records) if Asked.AWAY in asked else ())
    found = list(dict.fromkeys(found))
    return Recollection(tuple(found), lacking, certain or (not needed and bool(found)))


def _lacking(reading: Reading, found: RecordedDecision) -> str:
    """Return what the record of a decision does not say of the vote asked for, or nothing."""
    if Sought.VOTE not in reading.sought or Sought.DECISION in reading.sought:
        return ""
    vote = found.decision.vote
    if vote is None:
        return f"\u201c{_title(found)}\u201d records this decision, but no vote on it."
    if Sought.PERSON in reading.sought and not (vote.named or vote.unanimous):
        return f"\u201c{_title(found)}\u201d records this vote, but not who voted which way."
    return ""


def _title(found: RecordedDecision | RecordedAttendance) -> str:
    return found.document.description.title or found.document.path


def _asked_for(
    reading: Reading,
    decisions: Sequence[RecordedDecision],
    candidates: Sequence[Candidate],
    rarity: Rarity,
) -> RecordedDecision | None:
    """Return the decision that a question asks for, or None.

    It stands under an agenda item that one of the first candidates is of, the better the higher
    that ranks, and holds the question's words; where it holds most of them, these are enough.
    """
    weights = _asked_words(reading, rarity)
    bridges = vocabulary().bridges(reading.text)
    held = [_words_of(each.decision) for each in decisions]
    average = sum(map(len, held)) / len(held) if held else 1.0
    ranks = _ranks(candidates[:LOOKED_AT])
    scores: list[float] = []
    for each, words in zip(decisions, held, strict=True):
        share = _covered(weights, bridges, words)
        rank = ranks.get((each.document.id, each.decision.section))
        length = 1 - LENGTH + LENGTH * len(words) / average
        weighed = share * (SATURATION + 1) / (SATURATION * length + 1)
        near = 0.0 if rank is None else 1 / (1 + rank)
        enough = share >= (ALONE if rank is None else LEAST)
        score = weighed + near if enough else 0.0
        unvoted = Sought.VOTE in reading.sought and each.decision.vote is None
        scores.append(score * WITHOUT_VOTE if unvoted else score)
    top = max(scores, default=0.0)
    if not top:
        return None
    best = decisions[scores.index(top)]
    if asks_for_last(reading.text):
        return [each for each in decisions if _same_item(each, best)][-1]
    return best


def _asked_words(reading: Reading, rarity: Rarity) -> dict[str, float]:
    """Return a question's terms by rarity, without those that ask, or name the meeting."""
    naming = [period.words for period in reading.periods] + [body.name for body in reading.bodies]
    named = ASKING.union(terms(" ".join(naming)))
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
    item = decision.agenda_item.title if decision.agenda_item else ""
    said = [proof.quote for proof in decision.proofs if proof.of is not ProofOf.VOTED]
    return frozenset(terms(" ".join([item, decision.text, *said])))


def _ranks(candidates: Sequence[Candidate]) -> dict[tuple[str, int], int]:
    """Return the rank, from 0, of the first candidate of each section."""
    ranks: dict[tuple[str, int], int] = {}
    for rank, candidate in enumerate(candidates):
        for each in (candidate, *candidate.also_in):
            ranks.setdefault((each.document.id, each.passage.section), rank)
    return ranks


def _same_item(one: RecordedDecision, other: RecordedDecision) -> bool:
    if one.document.id != other.document.id:
        return False
    if one.decision.agenda_item is None:
        return one.decision.section == other.decision.section
    return one.decision.agenda_item == other.decision.agenda_item


def _proofs(found: RecordedDecision, needed: frozenset[ProofOf]) -> Iterator[Recalled]:
    for proof in found.decision.proofs:
        if proof.of in needed:
            yield Recalled(found.document, proof.page, proof.quote)


def _of_one_meeting(
    attended: Sequence[RecordedAttendance], candidates: Sequence[Candidate]
) -> Sequence[RecordedAttendance]:
    """Return who was at the one meeting that is named; of several, at that of the first candidate.

    None where no candidate is of any of them.
    """
    if len(attended) == 1:
        return attended
    of = {each.document.id: each for each in attended}
    places = {place_of(each.document.description).day: each for each in attended}
    for candidate in candidates:
        found = of.get(candidate.document.id) or places.get(
            place_of(candidate.document.description).day
        )
        if found is not None:
            return (found,)
    return ()


def _in_the_chair(
    attended: Sequence[RecordedAttendance], decisions: Sequence[RecordedDecision]
) -> Iterator[Recalled]:
    """Yield the words that say who was in the chair: of those there, else who was elected to it."""
    said = False
    for each in attended:
        for proof in each.attendance.proofs:
            for words in IN_THE_CHAIR.findall(proof.quote):
                said = True
                yield Recalled(each.document, proof.page, words.strip())
    if said:
        return
    for decision in decisions:
        if INTO_THE_CHAIR.search(decision.decision.text):
            yield from _proofs(decision, NEEDED[Asked.OUTCOME])


def _listed(attended: Sequence[RecordedAttendance], asked: frozenset[Asked]) -> Iterator[Recalled]:
    for each in attended:
        for proof in each.attendance.proofs:
            if any(LISTS[kind].search(proof.quote) for kind in asked & LISTS.keys()):
                yield Recalled(each.document, proof.page, proof.quote)


def _under_apologies(
    attended: Sequence[RecordedAttendance], records: Records
) -> Iterator[Recalled]:
    """Yield what stands under the agenda item on apologies: that there were none."""
    for each in attended:
        for section in records.sections(each.document.id):
            item = section.agenda_item.title if section.agenda_item else ""
            if LISTS[Asked.AWAY].search(item) and len(section.text) <= SHORT:
                words = section.text[max(0, section.text.find(item)) :]
                yield Recalled(each.document, section.pieces[-1].page, words)
