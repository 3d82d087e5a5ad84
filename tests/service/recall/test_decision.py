"""Which decision a question asks for, and whether it surely is."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from indexer.decisions.records import DecisionKind, Proof, ProofOf
from indexer.records import AgendaItem
from indexer.terms import terms
from service.answers import Reading, Sought
from service.decisions import RecordedDecision
from service.interpret.sought import sought_by
from service.recall.decision import Match, decision_asked_for
from tests.service.made import made_candidate, rarity_in
from tests.service.recall.test_listing import decided

RESOLUTION = DecisionKind.RESOLUTION
PLAN = decided(1, "That the lido plan be adopted.")
AMENDMENT = decided(
    2,
    "To amend the lido plan proposed by the Cabinet, so that it has more showers.",
    kind=DecisionKind.AMENDMENT,
)
HELD = rarity_in([PLAN.decision.text, AMENDMENT.decision.text, "Nobody spoke. The pier is shut."])


def as_resolved(found: RecordedDecision) -> frozenset[str]:
    """Return the terms of a motion, had it been moved as it was resolved."""
    return frozenset(terms(found.decision.text))


def asked_for(question: str) -> Match | None:
    reading = Reading(question, sought=sought_by(question))
    candidates = [made_candidate(PLAN.decision.text, name=PLAN.document.id)]
    return decision_asked_for(reading, [PLAN, AMENDMENT], candidates, HELD, as_resolved)


@pytest.mark.parametrize(
    ("question", "of"),
    [
        ("Who proposed the lido plan?", PLAN),
        ("Who proposed more showers for the lido?", AMENDMENT),
    ],
)
def test_who_proposed_a_thing_is_not_asked_of_what_says_that_it_was_proposed(
    question: str, of: object
) -> None:
    match = asked_for(question)
    assert match is not None
    assert match.found is of
    assert match.certain


def test_that_something_was_adopted_says_nothing_of_what_it_was() -> None:
    assert asked_for("When did the council adopt the pier?") is None


def test_no_decision_is_certain_where_a_word_is_unknown() -> None:
    match = asked_for("What happened with the lido plan of Xanadu?")
    assert match is not None
    assert not match.certain


def test_who_voted_is_not_the_matter_of_a_vote() -> None:
    named = decided(3, "That Mr Coyle be thanked for the pier.")
    reading = Reading(
        "How did Mr Coyle vote on the lido?", people=("Mr Coyle",), sought=(Sought.VOTE,)
    )
    candidates = [made_candidate(PLAN.decision.text, name=PLAN.document.id)]
    match = decision_asked_for(reading, [PLAN, named], candidates, HELD, as_resolved)
    assert match is not None
    assert match.found is PLAN


def test_of_a_councillors_amendment_it_is_the_one_that_they_moved() -> None:
    def by(number: int, mover: str, seconder: str) -> RecordedDecision:
        found = decided(number, "Amendment lost.", kind=DecisionKind.AMENDMENT)
        words = f"{mover} proposed and {seconder} seconded more showers for the lido."
        moved = Proof(ProofOf.MOVED, 1, 0, len(words), words)
        return replace(
            found,
            decision=replace(
                found.decision, proposer=mover, proofs=(*found.decision.proofs, moved)
            ),
        )

    coyle, orme = by(1, "Mr Coyle", "Ms Orme"), by(2, "Ms Orme", "Mr Coyle")
    candidates = [made_candidate(PLAN.decision.text, name=PLAN.document.id)]
    for question, moved in (
        ("Was Mr Coyle's amendment carried?", coyle),
        ("Was the amendment proposed by Jane Orme carried?", orme),
    ):
        reading = Reading(question, sought=sought_by(question))
        match = decision_asked_for(reading, [coyle, orme], candidates, HELD, as_resolved)
        assert match is not None
        assert match.found is moved


LIDO = AgendaItem("Lido Plan", "21", "6")
ON_ITEM = "Council is asked to adopt the lido plan"


def on_item(number: int, words: str, kind: DecisionKind) -> RecordedDecision:
    found = decided(number, words, kind=kind)
    return replace(found, decision=replace(found.decision, agenda_item=LIDO))


MORE, HEATED, ADOPTED = (
    on_item(1, f"Amendment: {ON_ITEM} with £25k for showers.", DecisionKind.AMENDMENT),
    on_item(2, f"Amendment: {ON_ITEM} heated by a Labour sun.", DecisionKind.AMENDMENT),
    on_item(3, f"RESOLVED that the lido plan be adopted. {'And so on. ' * 50}", RESOLUTION),
)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("How did the vote on the lido plan go?", ADOPTED),
        ("How did the vote on showers for the lido go?", MORE),
        ("How did the amendment to the lido plan that it be heated by the sun go?", HEATED),
        ("Did councillors back £25,000 for the lido plan?", MORE),
        ("How did the Green amendment on showers go?", MORE),
        ("How did the Labour amendment go?", HEATED),
    ],
)
def test_of_votes_on_one_item_the_one_is_meant_that_has_what_the_others_have_not(
    question: str, meant: RecordedDecision
) -> None:
    reading = Reading(question, sought=sought_by(question))
    every = [MORE, HEATED, ADOPTED]
    texts = [each.decision.text for each in every]
    known = rarity_in([*texts, "Nobody spoke.", "The pier is shut.", "Rents are paid."] * 3)
    candidates = [made_candidate(texts[0], name=MORE.document.id)]
    match = decision_asked_for(reading, every, candidates, known, as_resolved)
    assert match is not None
    assert match.found is meant
    assert match.certain


def test_votes_may_be_the_matter_of_a_vote() -> None:
    votes = decided(4, "That the Government be asked to give votes at 16.")
    lamps = decided(5, "That 16 lamps be lit.")
    reading = Reading("Who voted for votes at 16?", sought=sought_by("Who voted for votes at 16?"))
    known = rarity_in([votes.decision.text, lamps.decision.text, "Nobody spoke."])
    match = decision_asked_for(reading, [lamps, votes], [], known, as_resolved)
    assert match is not None
    assert match.found is votes
