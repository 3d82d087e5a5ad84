"""Putting first the passages that record what a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace

from indexer.catalogue.values import labels_of
from indexer.decisions.records import ProofOf
from indexer.records import Passage, Section
from indexer.searching.narrowing import meets
from indexer.store.schema import EVERYTHING
from service.answers import Candidate, Reading
from service.decisions import (
    RecordedDecision,
    meeting_of,
    told_once,
)
from service.interpret.council_tax import council_tax_asked_for
from service.interpret.fees import fee_asked_for
from service.interpret.spending import spending_asked_for
from service.recall.apart import as_moved_in
from service.recall.asking import IN_PASSAGES, WHO_WAS_THERE, Asked, asked_by
from service.recall.attendance import attended_by, of_one_meeting, on_attendance
from service.recall.council_tax import on_council_tax
from service.recall.decision import decision_asked_for
from service.recall.discussed import matter_discussed, on_discussion
from service.recall.division import labels_alone, stands_at, told_vote
from service.recall.fees import on_fee
from service.recall.finding import Records, of_each_council
from service.recall.lacking import lacking_of, lacking_of_those_away, note_on
from service.recall.listing import listed, listing_asked_for
from service.recall.meeting import asked_of_meeting, on_meeting
from service.recall.membership import body_asked_for, on_membership
from service.recall.office import office_asked_for, on_office
from service.recall.papers import on_papers, papers_asked_for
from service.recall.recommended import matter_recommended, on_recommendation
from service.recall.short_forms import on_short_form, short_form_asked_for
from service.recall.spent import on_spending
from service.recall.telling import says_only_how, voted_on
from service.recall.values import Recalled, Recollection
from service.retrieve import preferred_narrowing
from service.stretch import Stretch

NEEDED = {
    Asked.OUTCOME: frozenset({ProofOf.DECIDED, ProofOf.VOTED}),
    Asked.DAY: frozenset({ProofOf.DECIDED, ProofOf.VOTED}),
    Asked.MOVER: frozenset({ProofOf.MOVED}),
}


def with_recalled(
    reading: Reading, candidates: Sequence[Candidate], records: Records, today: date
) -> tuple[tuple[Candidate, ...], Recollection]:
    """Return `candidates`, those first that record what is asked for; others come after in order.

    A passage that records it and was not found becomes a candidate. Each says what of its section
    is the record (`Candidate.recorded`), and is taken to be as relevant as the best. With them
    comes what was recalled.
    """
    asked = asked_by(reading)
    if not asked or not candidates:
        return tuple(candidates), Recollection()
    told = recalled(reading, asked, candidates, records, today)
    recollection = _within_filters(told, reading)
    best = max((each.relevance or 0.0 for each in candidates), default=0.0)
    others = list(candidates)
    first: list[Candidate] = []
    for found in recollection.words:
        place = _place_of(found, records)
        if place is None:
            continue
        passage, stretch = place
        at = next((n for n, each in enumerate(first) if each.passage.id == passage.id), None)
        stretch = replace(stretch, answers=recollection.how and recollection.certain)
        if at is not None:
            first[at] = replace(first[at], recorded=(*first[at].recorded, stretch))
            continue
        new = Candidate(passage, found.document, dense=None, sparse=None, fused=0.0)
        candidate = _of_its_meeting(_taken_out(passage, others) or new, others)
        first.append(replace(candidate, relevance=best, recorded=(stretch,)))
    if recollection.words and not first:
        return tuple(candidates), Recollection()
    return (*first, *others), recollection


def recalled(
    reading: Reading,
    asked: frozenset[Asked],
    candidates: Sequence[Candidate],
    records: Records,
    today: date,
) -> Recollection:
    """Return the words that records have for what is `asked`.

    Who holds an office, and what a short form means, is read in the candidates. Decisions are those
    of the meeting that the question names, all of them where it names no matter, else of the
    candidates' documents. Who was there is told of the meeting that it names; who belongs to a
    body, of its own page, else of its newest.
    """
    body = body_asked_for(reading)
    if body is not None and (own := on_membership(body, records, reading.narrowing)).certain:
        return own
    read = tuple(_read_in(candidates, reading, records))
    if read or asked <= IN_PASSAGES:
        return Recollection(words=read, certain=bool(read))
    for told in _answering_alone(reading, candidates, records, today):
        if told.certain or told.lacking:
            return told
    narrowing = preferred_narrowing(reading)
    named = any(period.of_meeting for period in reading.periods)
    if not named:
        ids = dict.fromkeys(candidate.document.id for candidate in candidates)
        narrowing = replace(reading.narrowing, documents=tuple(ids))
    decisions = tuple(told_once(records, narrowing))
    needed = frozenset[ProofOf]().union(*(NEEDED.get(each, ()) for each in asked))
    rarity, as_moved = records.rarity(), as_moved_in(records)
    best = decision_asked_for(reading, decisions, candidates, rarity, as_moved) if needed else None
    found: list[Recalled] = []
    if best is not None:
        found += _of_decision(reading, best.found, needed, records)
    attended = attended_by(reading, named, records) if asked & WHO_WAS_THERE else ()
    if named or attended:
        found += on_attendance(asked, attended, decisions, candidates, records)
    certain = bool(found) and (best is None or best.certain)
    missing = lacking_of_those_away(reading, of_one_meeting(attended, candidates))
    return Recollection(
        words=tuple(dict.fromkeys(found)),
        lacking=lacking_of(best, reading) if best is not None else missing,
        certain=certain,
        note=note_on(best) if best is not None and found else "",
        how=best is not None and _says_how(best.found, needed),
    )


def _of_decision(
    reading: Reading, found: RecordedDecision, needed: frozenset[ProofOf], records: Records
) -> Iterator[Recalled]:
    """Yield what the record of a decision has for a question: of a vote how it ended, and on what.

    Of one that was recorded by sides the names are told that are asked for.
    """
    told = told_vote(reading, found, records) if ProofOf.VOTED in needed else None
    if told is not None:
        yield told
        yield from voted_on(found)
        needed -= {ProofOf.DECIDED, ProofOf.VOTED}
    elif ProofOf.DECIDED in needed and says_only_how(found.decision):
        yield from voted_on(found)
    for proof in found.decision.proofs:
        if proof.of in needed and not labels_alone(proof.quote):
            yield Recalled(found.document, proof.page, proof.quote, proof=proof)


def _says_how(found: RecordedDecision, needed: frozenset[ProofOf]) -> bool:
    """Return whether a decision was voted on and its vote is asked for."""
    vote = found.decision.vote
    return ProofOf.VOTED in needed and vote is not None and vote.in_favour.number is not None


def _answering_alone(
    reading: Reading, candidates: Sequence[Candidate], records: Records, today: date
) -> Iterator[Recollection]:
    """Yield what is told where a question asks for one thing of the records and nothing else."""
    if papers_asked_for(reading):
        yield on_papers(reading, records)
    if of_meeting := asked_of_meeting(reading):
        yield on_meeting(of_meeting, reading, records.meetings, records, today)
    if council_tax := council_tax_asked_for(reading):
        tell = partial(on_council_tax, council_tax, records=records)
        yield of_each_council(tell, reading, candidates, records)
    if fee := fee_asked_for(reading):
        tell = partial(on_fee, fee, records=records)
        yield of_each_council(tell, reading, candidates, records)
    if spending := spending_asked_for(reading):
        tell = partial(on_spending, spending, records=records)
        yield of_each_council(tell, reading, candidates, records)
    if matter := matter_discussed(reading):
        yield on_discussion(matter, reading, candidates, records)
    if matter := matter_recommended(reading):
        yield on_recommendation(matter, reading, candidates, records)
    if listing := listing_asked_for(reading):
        decisions = told_once(records, preferred_narrowing(reading))
        yield listed(reading, listing, tuple(decisions))


def _within_filters(told: Recollection, reading: Reading) -> Recollection:
    """Return what was `told` without the words of records that the asker's own filters exclude."""
    if reading.narrowing == EVERYTHING:
        return told
    words = tuple(each for each in told.words if meets(reading.narrowing, labels_of(each.document)))
    if len(words) == len(told.words):
        return told
    return replace(told, words=words, certain=bool(words), note="")


def _read_in(
    candidates: Sequence[Candidate], reading: Reading, records: Records
) -> Iterator[Recalled]:
    every = [each for candidate in candidates for each in (candidate, *candidate.also_in)]
    office, short = office_asked_for(reading.text), short_form_asked_for(reading.text)
    if office is not None:
        yield from on_office(office, reading, every, records)
    if short is not None:
        yield from on_short_form(short.letters, every)


def _place_of(found: Recalled, records: Records) -> tuple[Passage, Stretch] | None:
    """Return the passage where the words begin, and where they are in its section.

    Of what is told in parts it is the passage that has most of what they stand in.
    """
    if found.parts:
        start, stop = min(each[0] for each in found.parts), max(each[1] for each in found.parts)
        own = [
            (min(stop, passage.stop) - max(start, passage.start), passage)
            for passage in records.passages_of(found.document.id)
            if passage.section == found.section
        ]
        length, passage = max(own, key=lambda each: each[0], default=(0, None))
        return (passage, Stretch(start, stop, found.parts)) if passage and length > 0 else None
    whole = _place_of_words(found.quote, found, records)
    return whole or (_place_of_words(found.shorter, found, records) if found.shorter else None)


def _place_of_words(
    quote: str, found: Recalled, records: Records
) -> tuple[Passage, Stretch] | None:
    # PDFium writes U+FFFE for a hyphen at a line's end, which a section may have or not
    pattern = r"\s+".join(map(re.escape, quote.split())).replace("\ufffe", "-?")
    words = re.compile(pattern)
    passages = records.passages_of(found.document.id)
    for section, start in _sections_of(found, records):
        for match in words.finditer(section.text, start):
            for passage in passages:
                if (
                    passage.section == section.ordinal
                    and passage.start <= match.start() < passage.stop
                    and passage.pages[0] <= found.page <= passage.pages[1]
                ):
                    return passage, Stretch(*match.span())
    return None


def _sections_of(found: Recalled, records: Records) -> Iterator[tuple[Section, int]]:
    """Yield the sections where words may stand, and from where: first where their proof does."""
    sections = records.sections(found.document.id)
    if found.proof is not None:
        page = records.page(found.document.id, found.proof.page)
        place = stands_at(found.proof, sections, page)
        if place is not None:
            yield sections[place[0]], place[1]
    yield from ((section, 0) for section in sections)


def _taken_out(passage: Passage, candidates: list[Candidate]) -> Candidate | None:
    """Return the candidate of `passage` and take it out; what stood over it goes under it."""
    for at, candidate in enumerate(candidates):
        if candidate.passage.id == passage.id:
            return candidates.pop(at)
        for under in candidate.also_in:
            if under.passage.id == passage.id:
                del candidates[at]
                rest = tuple(each for each in candidate.also_in if each is not under)
                return replace(under, also_in=(replace(candidate, also_in=()), *rest))
    return None


def _of_its_meeting(candidate: Candidate, others: list[Candidate]) -> Candidate:
    """Return a record with its near-duplicates of the same meeting.

    "There were none" is said of many meetings; those of others become a candidate of their own.
    """
    meeting = meeting_of(candidate.document)
    same = tuple(each for each in candidate.also_in if meeting_of(each.document) == meeting)
    apart = tuple(each for each in candidate.also_in if each not in same)
    if apart:
        others.append(replace(apart[0], also_in=apart[1:]))
    return replace(candidate, also_in=same)
