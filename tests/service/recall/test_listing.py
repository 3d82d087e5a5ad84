"""Lists of decisions: what a meeting decided, what was rejected, how amendments ended."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from indexer.decisions.records import Action, Decision, DecisionKind, Outcome, Proof, ProofOf
from indexer.records import Description, DocumentKind
from service.answers import Reading
from service.decisions import RecordedDecision, meeting_of
from service.interpret.sought import sought_by
from service.recall.listing import MOST, Listing, listed, listing_asked_for
from service.recall.telling import LONGEST
from tests.service.made import made_document

READING = Reading("What did the Cabinet decide on 4 March 2031?")
CARRIED = Listing(outcome=Outcome.CARRIED)


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


def told(
    *decisions: RecordedDecision, reading: Reading = READING, listing: Listing = CARRIED
) -> list[str]:
    return [each.quote for each in listed(reading, listing, decisions).words]


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
    recollection = listed(READING, CARRIED, [noted, *others])
    assert [each.quote for each in recollection.words] == [o.decision.text for o in others]
    more = f"these are {MOST} of them, the list of decisions has all."
    assert recollection.note == f"{MOST + 1} decisions are on record: {more}"
    assert not listed(READING, CARRIED, others).note


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


def amendment(number: int, text: str, outcome: Outcome = Outcome.LOST) -> RecordedDecision:
    kind = DecisionKind.AMENDMENT
    lost = decided(number, "Amendment lost.", outcome=outcome, kind=kind)
    words = "Mr Coyle proposed, and Ms Orme seconded the following amendment:"
    moved = Proof(ProofOf.MOVED, 1, 0, len(words), words)
    proofs = (*lost.decision.proofs, moved)
    return replace(lost, decision=replace(lost.decision, text=text, proofs=proofs))


def test_what_was_moved_is_told_with_how_it_ended() -> None:
    rents, lido = amendment(1, "Freeze all rents."), amendment(2, "Mend the lido.")
    words = "Mr Coyle proposed, and Ms Orme seconded the following amendment:"
    listing = Listing(kind=DecisionKind.AMENDMENT, outcome=Outcome.LOST)
    each = [
        [f"{words} {text}", "Amendment lost."] for text in ("Freeze all rents.", "Mend the lido.")
    ]
    assert told(rents, lido, listing=listing) == [*each[0], *each[1]]
    of_matter = replace(listing, matter=frozenset({"lido"}))
    assert told(rents, lido, listing=of_matter) == each[1]


def test_where_none_ended_as_asked_the_others_are_told_and_it_is_said() -> None:
    listing = Listing(kind=DecisionKind.AMENDMENT, outcome=Outcome.CARRIED)
    recollection = listed(READING, listing, [amendment(1, "Freeze all rents.")])
    moved, ended = (each.quote for each in recollection.words)
    assert moved.endswith("amendment: Freeze all rents.")
    assert ended == "Amendment lost."
    assert recollection.note == "No amendment was found that was carried: these are others."
    assert not listed(READING, listing, [decided(1, "RESOLVED that the lido be mended.")]).words


def test_a_motion_that_was_carried_is_a_resolution() -> None:
    noted, moved = decided(1, "RESOLVED that rents fall."), decided(2, "RESOLVED that rents rise.")
    moved = replace(moved, decision=replace(moved.decision, proposer="Mr Coyle"))
    listing = Listing(kind=DecisionKind.MOTION, outcome=Outcome.CARRIED)
    assert told(noted, moved, listing=listing) == ["RESOLVED that rents rise."]


def test_what_a_councillor_moved_is_all_that_has_their_name() -> None:
    listing = listing_asked_for(read("What did Mr Coyle propose?"))
    assert listing == Listing(mover="coyle")
    by_coyle, by_nobody = amendment(1, "Mend the lido."), decided(2, "RESOLVED that rents rise.")
    by_coyle = replace(by_coyle, decision=replace(by_coyle.decision, proposer="Mr J Coyle"))
    assert len(told(by_coyle, by_nobody, listing=listing)) == 2
    assert listing_asked_for(read("What did Mr Coyle propose for the lido?")) is None
    motions = listing_asked_for(read("Which motions did Ms Orme move?"))
    assert motions == Listing(kind=DecisionKind.MOTION, mover="orme")


def test_that_somebody_moved_nothing_is_said_of_people_alone() -> None:
    lido = decided(1, "RESOLVED that the lido be mended.")
    by_coyle = Listing(mover="coyle")
    question = Reading("What did Mr Coyle propose?", people=("Mr Coyle",))
    assert "Mr Coyle" in listed(question, by_coyle, [lido]).lacking
    assert not listed(Reading("What did the Coyle propose?"), by_coyle, [lido]).lacking
    his = replace(lido, decision=replace(lido.decision, proposer="Mr Coyle"))
    assert not listed(question, by_coyle, [his]).lacking


def test_amendments_are_no_decisions_of_a_meeting() -> None:
    carried = amendment(1, "Freeze all rents.", Outcome.CARRIED)
    assert told(carried) == []


def test_applications_are_listed_by_what_was_decided_of_them() -> None:
    refused = decided(1, "RESOLVED that 31/00001 be refused.", action=Action.REFUSED)
    granted = decided(2, "RESOLVED that 31/00002 be granted.", action=Action.GRANTED)
    reading = read("Which applications were refused?")
    listing = listing_asked_for(reading)
    assert listing == Listing(action=Action.REFUSED)
    assert told(refused, granted, listing=listing) == ["RESOLVED that 31/00001 be refused."]


def read(question: str) -> Reading:
    return Reading(question, sought=sought_by(question))


@pytest.mark.parametrize(
    ("question", "kind", "outcome", "matter"),
    [
        ("Which amendments were lost?", DecisionKind.AMENDMENT, Outcome.LOST, set()),
        ("What amendments were voted down?", DecisionKind.AMENDMENT, Outcome.LOST, set()),
        ("Were any amendments carried?", DecisionKind.AMENDMENT, Outcome.CARRIED, set()),
        ("Which amendments were not carried?", DecisionKind.AMENDMENT, Outcome.LOST, set()),
        ("Which motions did the council reject?", DecisionKind.MOTION, Outcome.LOST, set()),
        ("What happened to the amendments?", DecisionKind.AMENDMENT, None, set()),
        ("Which motion was withdrawn?", DecisionKind.MOTION, Outcome.WITHDRAWN, set()),
        (
            "Which amendments to the rents were lost?",
            DecisionKind.AMENDMENT,
            Outcome.LOST,
            {"rent"},
        ),
        ("What did the council reject?", None, Outcome.LOST, set()),
        (
            "Which amendments were lost? which were carried?",
            DecisionKind.AMENDMENT,
            Outcome.CARRIED,
            set(),
        ),
    ],
)
def test_lists_are_asked_for_by_kind_and_end(
    question: str, kind: DecisionKind | None, outcome: Outcome | None, matter: set[str]
) -> None:
    assert listing_asked_for(read(question)) == Listing(kind, outcome, matter=frozenset(matter))


@pytest.mark.parametrize(
    "question",
    [
        "Was the amendment on rents carried?",
        "What happened to the lido?",
        "Why did the council reject the plan for the lido?",
        "How did members vote on the amendments?",
        "What did the council refuse to pay for?",
        "Which applications are there?",
    ],
)
def test_a_question_on_one_matter_asks_for_no_list(question: str) -> None:
    assert listing_asked_for(read(question)) is None


@pytest.mark.parametrize(
    ("question", "kind", "outcome"),
    [
        ("How many amendments were lost?", DecisionKind.AMENDMENT, Outcome.LOST),
        ("List all the motions that were carried", DecisionKind.MOTION, Outcome.CARRIED),
        ("Were there any amendments?", DecisionKind.AMENDMENT, None),
        ("Which amendments were moved?", DecisionKind.AMENDMENT, None),
        ("What motions were debated?", DecisionKind.MOTION, None),
    ],
)
def test_all_amendments_or_motions_may_be_asked_for_in_other_words(
    question: str, kind: DecisionKind, outcome: Outcome | None
) -> None:
    listing = listing_asked_for(Reading(question, sought=sought_by(question)))
    assert listing == Listing(kind=kind, outcome=outcome)


def test_where_nothing_is_on_record_nothing_is_certain() -> None:
    assert not listed(READING, CARRIED, ()).certain
    assert listed(READING, CARRIED, (decided(1, "RESOLVED that the lido be mended."),)).certain


def test_where_their_number_is_asked_for_it_is_said() -> None:
    question = "How many amendments were lost?"
    reading = Reading(question, sought=sought_by(question))
    lost = {"kind": DecisionKind.AMENDMENT, "outcome": Outcome.LOST}
    listing = Listing(kind=DecisionKind.AMENDMENT, outcome=Outcome.LOST)
    one, two = decided(1, "The lido amendment fell.", **lost), decided(2, "So did oak.", **lost)
    assert listed(reading, listing, (one,)).note == "1 amendment that was lost is on record."
    assert listed(reading, listing, (one, two)).note == (
        "2 amendments that were lost are on record."
    )
