"""Whether a question means the decision that was found, and none of the others like it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from indexer.decisions.records import DecisionKind, Outcome
from indexer.naming import body
from indexer.records import AgendaItem
from indexer.terms import terms
from service.answers import Reading
from service.decisions import RecordedDecision
from service.interpret.sought import sought_by
from service.recall.decision import Match, decision_asked_for
from tests.service.made import made_candidate, rarity_in
from tests.service.recall.test_listing import decided

AMENDMENT, MOTION = DecisionKind.AMENDMENT, DecisionKind.MOTION
MOVED = "Council is asked to adopt the lido plan and to open the pier"
OTHERS = ["Nobody spoke of a ferry.", "The slipway is steep.", "Rents are frozen."] * 3


def put(
    number: int,
    words: str,
    kind: DecisionKind = AMENDMENT,
    *,
    outcome: Outcome = Outcome.LOST,
    title: str = "Lido Plan",
    mover: str = "",
) -> RecordedDecision:
    found = decided(number, words, kind=kind, outcome=outcome)
    item = AgendaItem(title, "21", "6")
    return replace(found, decision=replace(found.decision, agenda_item=item, proposer=mover))


HONEST = put(1, f"{MOVED}; and expects candour of all.", outcome=Outcome.CARRIED)
HEATED = put(2, f"{MOVED}, heated by the sun; and expects candour of all.")
LIT = put(3, f"{MOVED}, lit by forty lamps; and expects candour of all.")
ADOPTED = put(4, f"{MOVED}; and expects candour of all.", DecisionKind.RESOLUTION, mover="Mr Coyle")
EVERY = (HONEST, HEATED, LIT, ADOPTED)


def asked_for(question: str, among: Sequence[RecordedDecision] = EVERY) -> Match | None:
    texts = [each.decision.text for each in among]
    candidates = [made_candidate(texts[0], name=among[0].document.id)]
    return decision_asked_for(
        Reading(question, sought=sought_by(question)),
        among,
        candidates,
        rarity_in([*texts, *OTHERS]),
        lambda _: frozenset(terms(MOVED)),
    )


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Who moved the amendment that the lido be heated by the sun?", HEATED),
        ("Who moved the amendment on forty lamps for the lido?", LIT),
        ("Who moved the Liberal Democrat amendment on lamps?", LIT),
        ("Who moved the amendment on candour to the lido plan?", HONEST),
    ],
)
def test_an_amendment_is_meant_that_has_or_brought_in_what_the_question_says(
    question: str, meant: RecordedDecision
) -> None:
    match = asked_for(question)
    assert match is not None
    assert match.found is meant
    assert match.certain


@pytest.mark.parametrize(
    "question",
    [
        "Who moved the amendment on a ferry to the lido?",
        "How did the vote on the amendment on the slipway of the lido go?",
        "Who moved the amendment to the lido plan?",
        "Who moved the amendment to open the pier?",
    ],
)
def test_none_of_several_amendments_is_meant_where_no_word_tells_one_from_the_others(
    question: str,
) -> None:
    match = asked_for(question)
    assert match is not None
    assert not match.certain
    assert match.like == 3


def test_words_of_the_motion_were_not_brought_in_by_its_first_amendment() -> None:
    match = asked_for("Who moved the amendment on the pier?", (HONEST, HEATED, ADOPTED))
    assert match is not None
    assert not match.certain


def test_one_amendment_alone_may_be_another_than_the_one_asked_for() -> None:
    for question, certain in (
        ("Who moved the amendment on a ferry to the lido?", False),
        ("Who moved the amendment to the lido plan?", True),
    ):
        match = asked_for(question, (HEATED, ADOPTED))
        assert match is not None
        assert match.found is HEATED
        assert match.certain is certain


def test_what_was_resolved_is_no_amendment() -> None:
    assert asked_for("Who moved the amendment to the lido plan?", (ADOPTED,)) is None
    named = put(5, "That the plan be varied.", MOTION, title="Amendment of the Lido Plan")
    match = asked_for("Who moved the amendment to the lido plan?", (named,))
    assert match is not None
    assert match.found is named


def test_of_motions_on_one_item_the_one_is_meant_that_has_what_the_question_says() -> None:
    title = "Motions on notice"
    ferry = put(
        1, "That the ferry be free for all who swim.", MOTION, title=title, mover="Mr Coyle"
    )
    slip = put(2, "That the slipway be swept for all.", MOTION, title=title, mover="Ms Orme")
    for question, like in (
        ("What was the vote on the motion on the ferry?", 0),
        ("What was the vote on the motion on rents, tolls and lamps if we swim free?", 0),
        ("What was the vote on the motion to sell the ferry, its slipway and lamps?", 2),
    ):
        match = asked_for(question, (ferry, slip))
        assert match is not None
        assert match.like == like


def test_a_decision_that_has_few_of_the_words_is_not_surely_the_one() -> None:
    match = asked_for(
        "How did the vote on the lido with its ferry, steep slipway and frozen rents go?",
        (ADOPTED,),
    )
    assert match is not None
    assert not match.certain
    assert not match.like


def test_a_committees_decision_is_not_that_of_another_body_and_the_councils_may_be_any() -> None:
    texts = [HEATED.decision.text, *OTHERS]
    for name, meant in (("Planning Committee", None), ("Cabinet", HEATED), ("Council", HEATED)):
        question = "How did the vote on the lido heated by the sun go?"
        reading = Reading(question, bodies=(body("N", name),), sought=sought_by(question))
        candidates = [made_candidate(texts[0], name=HEATED.document.id)]
        match = decision_asked_for(
            reading, [HEATED], candidates, rarity_in(texts), lambda _: frozenset()
        )
        assert (match and match.found) is meant
