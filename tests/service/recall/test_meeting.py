"""What a meeting decided, where a question names no matter."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from indexer.decisions.records import Action, Decision, DecisionKind, Outcome, Proof, ProofOf
from indexer.records import Description, DocumentKind
from service.answers import Reading
from service.decisions import RecordedDecision, meeting_of
from service.recall.meeting import LONGEST, MOST, decided_at
from tests.service.made import made_document

READING = Reading("What did the Cabinet decide on 4 March 2031?")


def decided(
    number: int,
    words: str,
    *,
    action: Action = Action.AGREED,
    outcome: Outcome = Outcome.CARRIED,
    kind: DecisionKind = DecisionKind.RESOLUTION,
    of: DocumentKind = DocumentKind.MINUTES,
    day: date = date(2031, 3, 4),
) -> RecordedDecision:
    description = Description(
        title="Minutes", kind=of, council="N", body="Cabinet", meeting_date=day
    )
    document = made_document(f"minutes of {day}", description)
    proof = Proof(ProofOf.DECIDED, 1, 0, len(words), words)
    decision = Decision(
        f"decision-{number}",
        document.id,
        number,
        0,
        kind,
        outcome,
        words,
        (proof,),
        actions=(action,),
    )
    return RecordedDecision(decision, document, meeting_of(document))


def told(*decisions: RecordedDecision, reading: Reading = READING) -> list[str]:
    return [each.quote for each in decided_at(reading, decisions).words]


def test_what_was_carried_is_told_in_order_and_what_is_procedure_is_not() -> None:
    assert told(
        decided(1, "RESOLVED that the minutes of the last meeting be a correct record."),
        decided(2, "RESOLVED that the lido be mended."),
        decided(3, "The amendment was lost.", outcome=Outcome.LOST, kind=DecisionKind.AMENDMENT),
        decided(4, "RESOLVED that rents be frozen."),
    ) == ["RESOLVED that the lido be mended.", "RESOLVED that rents be frozen."]


def test_what_only_says_that_it_was_agreed_is_told_with_the_motion_or_not_at_all() -> None:
    bare = decided(1, "Agreed unanimously.")
    words = "Mr Coyle proposed that the lido be mended."
    motion = Proof(ProofOf.MOVED, 1, 0, len(words), words)
    moved = replace(bare, decision=replace(bare.decision, proofs=(motion, *bare.decision.proofs)))
    assert told(bare) == []
    assert told(moved) == [words, "Agreed unanimously."]


def test_of_many_decisions_those_that_only_note_are_left_out_first_and_it_is_said() -> None:
    noted = decided(0, "RESOLVED that the report be noted.", action=Action.NOTED)
    others = [decided(number, f"RESOLVED that {number} be done.") for number in range(1, MOST + 1)]
    recollection = decided_at(READING, [noted, *others])
    assert [each.quote for each in recollection.words] == [o.decision.text for o in others]
    assert recollection.note == f"{MOST + 1} decisions are on record: these are {MOST} of them."
    assert not decided_at(READING, others).note


def test_notices_count_where_there_are_no_minutes() -> None:
    notice = decided(1, "Cabinet agreed to mend the lido.", of=DocumentKind.DECISION_NOTICE)
    minutes = decided(2, "RESOLVED that the lido be mended.")
    assert told(notice) == ["Cabinet agreed to mend the lido."]
    assert told(notice, minutes) == ["RESOLVED that the lido be mended."]


def test_the_last_meeting_is_the_newest_that_decisions_are_on_record_of() -> None:
    reading = Reading("What was decided at the last Cabinet meeting?")
    older = decided(1, "RESOLVED that the lido be shut.")
    newer = decided(2, "RESOLVED that the lido be mended.", day=date(2031, 4, 1))
    assert told(older, newer, reading=reading) == ["RESOLVED that the lido be mended."]
    assert len(told(older, newer)) == 2


def test_of_a_long_decision_the_beginning_is_told_to_the_end_of_an_item() -> None:
    items = " ".join(f"({number}) mends lido number {number}" for number in range(1, 60))
    (words,) = told(decided(1, f"RESOLVED that Cabinet {items}"))
    assert len(words) <= LONGEST
    last = words.rsplit("(", 1)[1].split(")")[0]
    assert words.endswith(f"({last}) mends lido number {last}")
