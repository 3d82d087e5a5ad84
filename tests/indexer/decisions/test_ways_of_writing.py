"""Decisions as parishes, Scottish, Irish, American and Australian councils write them."""

from __future__ import annotations

import pytest

from indexer.decisions.records import Decision, DecisionKind, Outcome, ProofOf
from tests.indexer.decisions.made_minutes import HEAD, minutes, read


def figures(decision: Decision) -> tuple[int | None, int | None, int | None]:
    vote = decision.vote
    assert vote is not None
    return vote.in_favour.number, vote.against.number, vote.abstained.number


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Resolved \u2013 that the mill be let.", "that the mill be let."),
        ("Resolved - That the mill be let.", "That the mill be let."),
        ("Resolved to let the mill.", "to let the mill."),
        ("19/8 Resolved to let the mill.", "to let the mill."),
        ("Members AGREED to let the mill.", "to let the mill."),
        ("Unanimously AGREED to let the mill.", "to let the mill."),
    ],
)
def test_what_is_resolved_is_read_after_a_dash_a_number_or_a_body(line: str, words: str) -> None:
    (decision,) = minutes(line).decisions
    assert (decision.outcome, decision.text) == (Outcome.CARRIED, words)


@pytest.mark.parametrize(
    "opening", ["It was, and RESOLVED", "4.5 RESOLVED", "Resolved:", "AND AGREED"]
)
def test_what_is_resolved_may_stand_whole_in_the_next_paragraph(opening: str) -> None:
    (decision,) = minutes(opening, "That the precept be \u00a341,200.", "The Clerk left.").decisions
    assert decision.text == "That the precept be \u00a341,200."


def test_movers_named_after_a_resolution_are_of_it_and_not_of_the_next() -> None:
    gate, bench = minutes(
        "RESOLVED to mend the gate.",
        "Proposed by Cllr A Ash, seconded by Cllr B Elm and carried unanimously.",
        "The Clerk reported on the bench.",
        "RESOLVED to paint it. Proposed by Cllr C Oak, seconded by Cllr D Fir. Cllr Ash left.",
    ).decisions
    assert (gate.proposer, gate.seconder) == ("Cllr A Ash", "Cllr B Elm")
    assert gate.vote is not None
    assert gate.vote.unanimous
    assert (bench.proposer, bench.seconder) == ("Cllr C Oak", "Cllr D Fir")
    assert bench.text == "to paint it."


def test_movers_that_may_be_of_either_resolution_are_of_none() -> None:
    decisions = minutes(
        "RESOLVED to mend the gate.",
        "Proposed by Cllr A Ash, seconded by Cllr B Elm.",
        "RESOLVED to paint the bench.",
    ).decisions
    assert [each.proposer for each in decisions] == [None, None]


def test_movers_before_a_resolution_stay_with_it() -> None:
    gate, bench = minutes(
        "Proposed by Councillor A Ash", "Seconded by Councillor B Elm", "RESOLVED",
        "That the gate be mended.",
        "Proposed by Councillor C Oak", "Seconded by Councillor D Fir", "AND AGREED",
        "That the bench be painted.",
    ).decisions  # fmt: skip
    assert (gate.proposer, gate.seconder) == ("Councillor A Ash", "Councillor B Elm")
    assert (bench.proposer, bench.seconder) == ("Councillor C Oak", "Councillor D Fir")
    assert bench.text == "That the bench be painted."


def test_movers_of_what_was_approved_before_do_not_move_what_is_resolved_later() -> None:
    approved, applied = minutes(
        "The accounts were approved. Proposed by Cllr Ash and seconded by Cllr Elm.",
        "Resolved that the Clerk apply for a grant.",
    ).decisions
    assert (approved.text, approved.proposer) == ("The accounts were approved.", "Cllr Ash")
    assert applied.proposer is None


def test_movers_in_the_words_of_one_part_are_not_of_the_whole() -> None:
    (decision,) = minutes(
        "RESOLVED (1) to mend the gate (proposed by Cllr Ash, seconded by Cllr Elm, and carried "
        "by 8 votes to 1); (2) to paint the bench (proposed by Cllr Oak)."
    ).decisions
    assert (decision.proposer, decision.vote) == (None, None)


def test_the_mover_may_stand_between_resolved_and_what_was_resolved() -> None:
    first, second = minutes(
        "RESOLVED on the motion of Councillors Ash and Elm that the pool be mended.",
        "For the Motion were Councillors Ash, Elm and Oak (Total 3).",
        "Against the Motion was Nil (Total 0).",
        "RESOLVED ON THE MOTION OF COUNCILLOR FIR, seconded by COUNCILLOR OAK,",
        "THAT the park be closed.",
        "FOR: Councillors Fir and Oak",
        "AGAINST: Councillor Ash",
    ).decisions
    assert (first.proposer, first.seconder) == ("Ash", "Elm")
    assert first.text == "that the pool be mended."
    assert figures(first)[:2] == (3, 0)
    assert (second.proposer, second.seconder) == ("COUNCILLOR FIR", "COUNCILLOR OAK")
    assert figures(second)[:2] == (2, 1)


def test_a_scottish_amendment_is_put_against_the_motion() -> None:
    lost, *_ = minutes(
        "At the land by Mill Lane, Netherwick, Councillor Ash, seconded by Councillor Elm, moved "
        "that the application be refused.",
        "Councillor Oak, seconded by Councillor Fir, moved as an amendment that it be granted.",
        "On a vote being taken, 14 Members voted for the Amendment and 8 Members voted for the "
        "Motion. The Amendment was accordingly declared carried.",
    ).decisions
    assert (lost.proposer, lost.seconder) == ("Councillor Ash", "Councillor Elm")
    assert (lost.kind, lost.outcome) == (DecisionKind.MOTION, Outcome.LOST)
    assert figures(lost)[:2] == (8, 14)


def test_names_for_the_amendment_are_against_the_motion() -> None:
    (decision,) = minutes(
        "Councillor Ash, seconded by Councillor Elm, moved the recommendations.",
        "For the Motion (3) Councillors Ash, Elm and Oak",
        "For the Amendment (2) Councillors Fir and Yew",
        "It was agreed to approve the programme.",
    ).decisions
    assert decision.vote is not None
    assert decision.vote.in_favour.names == ("Ash", "Elm", "Oak")
    assert decision.vote.against.names == ("Fir", "Yew")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("RESOLVED by 9 votes to 3 with 1 abstention that the mill be let.", (9, 3, 1)),
        ("RESOLVED by nine votes to none with two abstentions: that the mill be let.", (9, 0, 2)),
        ("Resolved (11:3) \u2013 that the mill be let.", (11, 3, None)),
        ("Resolved that the mill be let. For 6, against 0, abstaining 1 (Cllr Elm).", (6, 0, 1)),
    ],
)
def test_the_figures_beside_a_resolution_are_its_vote(
    line: str, expected: tuple[int, int, int | None]
) -> None:
    (decision,) = minutes(line).decisions
    assert figures(decision) == expected
    assert decision.text.startswith("that the mill be let.")


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        ("CARRIED 5/1", (5, 1, None)),
        ("The motion passed 4-1-0.", (4, 1, 0)),
        ("The motion was carried, for 9, against 2, abstentions 1.", (9, 2, 1)),
    ],
)
def test_figures_with_a_stroke_or_a_dash_are_a_vote(
    ended: str, expected: tuple[int, int, int | None]
) -> None:
    (decision,) = minutes(
        "Moved: Cr Ann Ash", "Seconded: Cr Bo Elm", "That it be let.", ended
    ).decisions
    assert (decision.proposer, decision.seconder) == ("Cr Ann Ash", "Cr Bo Elm")
    assert figures(decision) == expected


def test_all_is_nobodys_name() -> None:
    (decision,) = minutes(
        "Motion by Supervisor Ash, seconded by Councilman Elm, to approve the bids.",
        "Ayes: All", "Noes: None", "Motion Carried",
    ).decisions  # fmt: skip
    assert (decision.proposer, decision.seconder) == ("Supervisor Ash", "Councilman Elm")
    assert decision.vote is not None
    assert decision.vote.in_favour.names is None


def test_a_roll_call_on_one_matter_is_not_the_vote_on_the_next() -> None:
    ordinance, consent = minutes(
        "Aye: Ash, Elm, and Oak", "Nay: Fir",
        "A motion was made by Councilman Elm, seconded by Councilman Oak, to approve the agenda. "
        "The motion carried unanimously.",
    ).decisions  # fmt: skip
    assert figures(ordinance)[:2] == (3, 1)
    assert consent.vote is not None
    assert (consent.vote.unanimous, consent.vote.named) == (True, False)


def test_what_is_carried_in_the_sentence_that_names_the_seconder_is_decided() -> None:
    (decision,) = minutes(
        "Cllr Ash proposed that the field be fenced, this was seconded by Cllr Elm and agreed by "
        "majority vote with 9 in favour and 2 against."
    ).decisions
    assert (decision.proposer, decision.seconder) == ("Cllr Ash", "Cllr Elm")
    assert figures(decision)[:2] == (9, 2)


def test_a_label_and_the_sentence_after_it_are_one_decision() -> None:
    (decision,) = minutes(
        "AGREED: On the proposal of Councillor Ash, seconded by Councillor Elm, it was agreed to "
        "note the report."
    ).decisions
    assert (decision.proposer, decision.seconder) == ("Councillor Ash", "Councillor Elm")


def test_a_motion_is_not_told_with_the_words_of_the_one_before() -> None:
    _, lost = minutes(
        "1.", "CLOSED SESSION", "Moved by: Councillor Ash", "Seconded by: Councillor Elm",
        "THAT the meeting be closed.", "Motion Carried",
        "2.", "BY-LAW ON PARKING", "Moved by: Councillor Oak", "Seconded by: Councillor Fir",
        "THAT the by-law be read.", "Motion Lost",
        "Yes (2): Councillor Oak, and Councillor Fir", "No (1): Councillor Ash",
    ).decisions  # fmt: skip
    assert lost.outcome is Outcome.LOST
    assert lost.text.splitlines() == ["BY-LAW ON PARKING", "THAT the by-law be read."]
    assert figures(lost)[:2] == (2, 1)


def test_a_short_decision_is_told_with_the_application_that_it_is_on() -> None:
    first, second, third = minutes(
        "25/50126/FULL 5 Mill Close: porch", "AGREED to raise no objection.",
        "25/50113/FULL 3 Weir Cottages: roof", "AGREED to object.",
        "AGREED to write to the planners.",
    ).decisions  # fmt: skip
    assert first.references == ("25/50126/FULL",)
    assert second.references == ("25/50113/FULL",)
    assert third.references == ()
    assert all(
        any(proof.of is ProofOf.DECIDED for proof in each.proofs) for each in (first, second)
    )


def test_a_day_that_opens_a_heading_is_no_items_number() -> None:
    (decision,) = read(
        [HEAD, "# 27 April 2025 \u2013 Minutes", "RESOLVED that it be let."]
    ).decisions
    assert decision.agenda_item is None


def test_who_moved_the_contrary_did_not_move_what_was_resolved() -> None:
    decisions = minutes(
        "It was moved by Councillor Ash,", "Seconded by Councillor Elm,",
        "\u201cThat the minutes of the last meeting do not give an accurate record.\u201d",
        "Resolved - That the minutes of the last meeting be approved as a correct record.",
    ).decisions  # fmt: skip
    assert [(each.proposer, each.seconder) for each in decisions] == [(None, None)]


def test_a_motion_is_on_the_application_that_its_sentence_opens_with() -> None:
    (decision,) = minutes(
        "In respect of application 25/00709/FUL, Councillor Ash, seconded by Councillor Elm, moved "
        "that it be refused.",
        "The motion was lost by 3 votes to 8.",
    ).decisions
    assert decision.references == ("25/00709/FUL",)


def test_reasons_and_alternatives_are_no_part_of_what_was_resolved() -> None:
    (decision,) = minutes(
        "RESOLVED:", "i. That the mill be let; and", "ii. That the Director sign the lease.",
        "Alternative options considered", "Selling the mill was considered.",
        "Reasons for decision", "It stands empty.",
    ).decisions  # fmt: skip
    assert decision.text.endswith("sign the lease.")


def test_an_outcome_may_open_a_sentence_with_its_figures() -> None:
    amendment, resolution = minutes(
        "Third amendment. Councillor Ash moved, seconded by Councillor Elm, that £900 be given to "
        "the ferry. Councillor Oak said that £300 had been. Lost by 4 votes to 6, with one "
        "abstention.",
        "The substantive motion as amended was put to a recorded vote: 7 for, 3 against.",
        "RESOLVED: that the budget of £41,200 be approved as amended.",
    ).decisions
    assert (amendment.kind, amendment.outcome) == (DecisionKind.AMENDMENT, Outcome.LOST)
    assert figures(amendment) == (4, 6, 1)
    assert (resolution.proposer, resolution.outcome) == (None, Outcome.CARRIED)
    assert figures(resolution) == (7, 3, None)


def test_how_many_agreed_is_told_after_what_was_resolved() -> None:
    (decision,) = minutes("RESOLVED: to let the mill. Agreed by 6 votes to none.").decisions
    assert figures(decision) == (6, 0, None)


def test_what_was_put_with_even_figures_is_not_said_to_be_carried_or_lost() -> None:
    moved = "Councillor Ash moved, seconded by Councillor Elm, that the mill be let."
    assert not minutes(moved, "The motion was put to the vote: 5 for, 5 against.").decisions
    assert minutes(moved, "The motion was put to the vote: 6 for, 5 against.").decisions
