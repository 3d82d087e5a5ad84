"""Which decision a question asks for, and whether it surely is."""

from __future__ import annotations

import pytest

from indexer.decisions.records import DecisionKind
from service.answers import Reading
from service.interpret.sought import sought_by
from service.recall.decision import Match, decision_asked_for
from tests.service.made import made_candidate, rarity_in
from tests.service.recall.test_meeting import decided

PLAN = decided(1, "That the lido plan be adopted.")
AMENDMENT = decided(
    2,
    "To amend the lido plan proposed by the Cabinet, so that it has more showers.",
    kind=DecisionKind.AMENDMENT,
)
HELD = rarity_in([PLAN.decision.text, AMENDMENT.decision.text, "Nobody spoke. The pier is shut."])


def asked_for(question: str) -> Match | None:
    reading = Reading(question, sought=sought_by(question))
    candidates = [made_candidate(PLAN.decision.text, name=PLAN.document.id)]
    return decision_asked_for(reading, [PLAN, AMENDMENT], candidates, HELD)


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
