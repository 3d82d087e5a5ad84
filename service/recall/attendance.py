"""Who was at a meeting, as its minutes say it: in the chair, there, away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from indexer.catalogue.values import place_of
from indexer.decisions.records import Presence, ProofOf
from service.answers import Candidate, Reading
from service.decisions import RecordedAttendance, RecordedDecision, attendances, meeting_of
from service.recall.asking import Asked, asks_of_newest_meeting
from service.recall.values import Recalled, Records
from service.retrieve import preferred_narrowing

OF_ONE = r"(?:(?!\s(?:Councillor|Cllr|Cr|Alderman)\b)[^,;:])*"
"""Words of a list that are of one of its people: up to the next title."""
IN_THE_CHAIR = re.compile(
    rf"in the chair: {OF_ONE}|[^;:]*\bwas in the chair\b"
    rf"|{OF_ONE}(?:,?\s*\((?!vice|deput)[^()]*\bchair[^()]*\)|\bin the chair\b|\bpresid(?:ed|ing)\b"
    r"|\bacted as chair\w*|,\s+chair(?:man|woman|person)?\b(?!\s+of))",
    re.IGNORECASE,
)
INTO_THE_CHAIR = re.compile(
    r"\b(?:elected|appointed)\b[^.]*\bchair|\btook the chair", re.IGNORECASE
)
LISTS = {
    Asked.AWAY: re.compile(r"\b(?:apolog\w+|absent)\b", re.IGNORECASE),
    Asked.THERE: re.compile(r"\b(?:present|attendance)\b", re.IGNORECASE),
}
WAS_AWAY = (
    r"[^?.]{0,30}\b(?:absent|absence|miss(?:ed)?|(?:send|sent|g[ai]ve|offer(?:ed)?) "
    r"(?:his |her |their |any )?apologies)\b"
)
"""Says of whoever is named before it that they were away: a pattern."""
WHOLE = re.compile(r"\bcouncil\Z", re.IGNORECASE)
"""The name of a body that is the whole council: "Full Council", "Council"."""
SHORT = 300
"""An agenda item of no more characters, headed "Apologies", says nothing else."""


def on_attendance(
    asked: frozenset[Asked],
    attended: Sequence[RecordedAttendance],
    decisions: Sequence[RecordedDecision],
    candidates: Sequence[Candidate],
    records: Records,
) -> Iterator[Recalled]:
    """Yield the words that say who was at a meeting, as far as that is `asked`.

    ``attended`` and ``decisions`` are of the meetings that the question names: of several, the
    first candidate's counts.
    """
    of_meeting = of_one_meeting(attended, candidates)
    if Asked.CHAIR in asked:
        yield from _in_the_chair(of_meeting, decisions)
    listed = tuple(_listed(of_meeting, asked))
    yield from listed
    if Asked.AWAY in asked and not listed:
        yield from _under_apologies(of_meeting, records)


def attended_by(reading: Reading, named: bool, records: Records) -> Sequence[RecordedAttendance]:
    """Return who was at the meetings that are `named`; else at the newest, if that is asked for.

    Where no body is named it is that of the whole council.
    """
    attended = attendances(records, preferred_narrowing(reading))
    if named:
        return attended
    if not asks_of_newest_meeting(reading):
        return ()
    return _newest_of(attended if reading.bodies else _of_whole_council(attended))


def asked_as_away(name: str, question: str) -> bool:
    """Return whether `question` asks of somebody whether, or why, they were away."""
    return re.search(rf"\b{re.escape(name)}\b{WAS_AWAY}", question) is not None


def may_be_away(name: str, attended: RecordedAttendance) -> bool:
    """Return whether minutes name somebody as away, or nobody at all and not them as there."""
    away = [*attended.attendance.of(Presence.APOLOGIES), *attended.attendance.of(Presence.ABSENT)]
    named = away or attended.attendance.of(Presence.PRESENT)
    last = name.rsplit(maxsplit=1)[-1]
    return any(last in each.name.split() for each in named) == bool(away)


def _newest_of(attended: Sequence[RecordedAttendance]) -> Sequence[RecordedAttendance]:
    """Return who was at the newest meeting on record, which tells who the members are."""
    days = [place_of(each.document.description).day or date.min for each in attended]
    return (attended[days.index(max(days))],) if days else ()


def _of_whole_council(attended: Sequence[RecordedAttendance]) -> Sequence[RecordedAttendance]:
    """Return who was at meetings of whole councils; at all, where the records are of one body."""
    bodies = [place_of(each.document.description).body for each in attended]
    if len({body.id for body in bodies if body}) == 1:
        return attended
    named = zip(attended, bodies, strict=True)
    return [each for each, body in named if body and WHOLE.search(body.name)]


def of_one_meeting(
    attended: Sequence[RecordedAttendance], candidates: Sequence[Candidate]
) -> Sequence[RecordedAttendance]:
    """Return who was at the one meeting that is named; of several, at that of the first candidate.

    None where no candidate is of any of them.
    """
    if len(attended) == 1:
        return attended
    by_meeting = {meeting_of(each.document): each for each in attended}
    for candidate in candidates:
        found = by_meeting.get(meeting_of(candidate.document))
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
            for proof in decision.decision.proofs:
                if proof.of is ProofOf.DECIDED:
                    yield Recalled(decision.document, proof.page, proof.quote)


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
        for section in each.document.own(records.sections(each.document.id)):
            item = section.agenda_item.title if section.agenda_item else ""
            if LISTS[Asked.AWAY].search(item) and len(section.text) <= SHORT:
                words = section.text[max(0, section.text.find(item)) :]
                yield Recalled(each.document, section.pieces[-1].page, words)
