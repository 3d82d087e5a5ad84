"""Decisions out of minutes, in the ways that councils write them."""

from __future__ import annotations

import pytest

from indexer.decisions.records import (
    Action,
    Decision,
    DecisionKind,
    Outcome,
    ProofOf,
    Remark,
    Vote,
)
from tests.indexer.decisions.made_minutes import HEAD, minutes, read


def only(*lines: str) -> Decision:
    decisions = minutes(*lines).decisions
    assert len(decisions) == 1, [(each.kind, each.text) for each in decisions]
    return decisions[0]


def figures(vote: Vote | None) -> tuple[int | None, int | None, int | None]:
    assert vote is not None
    return vote.in_favour.number, vote.against.number, vote.abstained.number


def test_a_resolution_has_its_words_its_item_and_its_page() -> None:
    decision = only("Mr Dale spoke of the roof.", "RESOLVED that the report be noted.")
    assert (decision.kind, decision.outcome) == (DecisionKind.RESOLUTION, Outcome.CARRIED)
    assert decision.text == "that the report be noted."
    assert decision.actions == (Action.NOTED,)
    assert decision.agenda_item is not None
    assert decision.agenda_item.minute == "7"
    assert decision.page == 1


@pytest.mark.parametrize(
    "line",
    [
        "RESOLVED: That the mill be let.",
        "Resolved that the mill be let.",
        "It was resolved that the mill be let.",
        "It was agreed that the mill be let.",
        "The Committee agreed that the mill be let.",
        "AGREED: that the mill be let.",
        "4. RESOLVED that the mill be let.",
        "And Resolved: That the mill be let.",
    ],
)
def test_what_is_resolved_or_agreed_is_read_however_it_is_said(line: str) -> None:
    assert "he mill be let." in only(line).text


@pytest.mark.parametrize(
    "line",
    [
        "Further to comments from Members it was noted:",
        "It was noted that the roof leaked.",
        "At that meeting, Members agreed to refer the decision to the Board.",
        "\u201cThis Council resolves to write to the Minister.\u201d",
        "The company resolved its dispute in May.",
        "Mr Dale asked when the matter would be resolved.",
    ],
)
def test_what_is_only_told_is_no_decision(line: str) -> None:
    assert minutes(line).decisions == ()


def test_a_list_belongs_to_the_resolution_and_what_follows_does_not() -> None:
    decision = only(
        "RESOLVED that:",
        "(a) the mill be let; and",
        "(b) the rent be \u00a35.",
        "Councillor Moss asked that it be recorded that she had abstained.",
    )
    assert decision.text.endswith("(b) the rent be \u00a35.")


def test_a_list_ends_where_the_numbering_of_the_minute_goes_on() -> None:
    decision = only(
        "3) RESOLVED that the Council:", "1. Lets the mill", "2. Thanks Mr Dale", "4) Mrs Ash left."
    )
    assert "Thanks Mr Dale" in decision.text
    assert "Ash" not in decision.text


@pytest.mark.parametrize(
    "moved",
    [
        "Councillor Moss moved, and Councillor Dale seconded, that the mill be let.",
        "Councillor Moss proposed and Councillor Dale seconded the motion that the mill be let.",
        "It was moved by Councillor Moss, seconded by Councillor Dale, that the mill be let.",
        "On the proposal of Councillor Moss, seconded by Councillor Dale, the letting was taken.",
        "Councillor Moss, Leader of the Town, proposed, and Councillor Dale (Ind) seconded it.",
    ],
)
def test_mover_and_seconder_go_into_the_resolution(moved: str) -> None:
    decision = only(moved, "RESOLVED accordingly.")
    assert (decision.proposer, decision.seconder) == ("Councillor Moss", "Councillor Dale")
    assert {proof.of for proof in decision.proofs} == {ProofOf.DECIDED, ProofOf.MOVED}


def test_mover_and_seconder_on_lines_of_their_own() -> None:
    decision = only(
        "MOVED BY: Moss",
        "SECONDED BY: Dale",
        "ACTION: Let the mill",
        "YEAS: Moss, Dale, Ash - 3",
        "NAYS: 0",
        "AND THE MOTION PASSED",
    )
    assert (decision.proposer, decision.seconder) == ("Moss", "Dale")
    assert "Let the mill" in decision.text
    assert figures(decision.vote) == (3, 0, None)


def test_an_amendment_that_is_lost_is_told_beside_the_motion_that_is_carried() -> None:
    lost, carried = minutes(
        "1) Mr Ash proposed, and Mr Moss seconded the motion that the mill be let.",
        "2) Mr Dale proposed, and Mrs Elm seconded the following amendment:",
        "That the mill be sold.",
        "3) The Chairman put the amendment set out in paragraph 2 to the vote:",
        "For (1)",
        "Mr Dale",
        "Against (2)",
        "Mr Ash, Mr Moss",
        "Amendment lost.",
        "4) The substantive motion was put and CARRIED by 2 votes to 1.",
        "5) RESOLVED that the mill be let.",
    ).decisions
    assert (lost.kind, lost.outcome, lost.proposer) == ("amendment", "lost", "Mr Dale")
    assert "That the mill be sold." in lost.text
    assert figures(lost.vote) == (1, 2, None)
    assert (carried.kind, carried.proposer) == ("resolution", "Mr Ash")
    assert figures(carried.vote) == (2, 1, None)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("RESOLVED (5 for, 2 against, 1 abstention) that it be let.", (5, 2, 1)),
        ("RESOLVED (7 for, 1 against) that it be let.", (7, 1, None)),
        ("By 6 votes to 3 it was resolved that it be let.", (6, 3, None)),
        ("With nine votes for and two against, it was resolved that it be let.", (9, 2, None)),
    ],
)
def test_figures_are_read_in_a_sentence(
    said: str, wanted: tuple[int | None, int | None, int | None]
) -> None:
    assert figures(only(said).vote) == wanted


def test_unanimity_is_kept_as_a_word() -> None:
    vote = only("RESOLVED (unanimously) that it be let.").vote
    assert vote is not None
    assert vote.unanimous
    assert vote.in_favour.number is None


def test_names_after_the_resolution_are_those_of_its_vote() -> None:
    decision = only(
        "RESOLVED (2 for, 1 against) that it be let. The Chair asked that the vote be recorded.",
        "For (2): Councillors Ash and Moss.",
        "Against (1): Councillor Dale.",
        "Abstained: none.",
    )
    assert decision.vote is not None
    assert decision.vote.in_favour.names == ("Ash", "Moss")
    assert decision.vote.abstained.names == ()
    assert decision.text == "that it be let."


def test_a_list_of_names_broken_by_a_page_is_whole_and_said_to_be_broken() -> None:
    (decision,) = read(
        [HEAD, "# 7. The mill", "Mr Ash proposed, and Mr Elm seconded the motion that it be let.",
         "For (4)", "Mr Ash, Sir Jon Elm, OBE, Mr"],
        ["Moss, Dr Oak", "Against (0)", "Motion carried."],
    ).decisions  # fmt: skip
    assert decision.vote is not None
    assert decision.vote.in_favour.names == ("Mr Ash", "Sir Jon Elm", "Mr Moss", "Dr Oak")
    assert decision.remarks == (Remark.VOTE_ACROSS_PAGES,)


@pytest.mark.parametrize(
    ("lines", "remark"),
    [
        (("For (3)", "Mr Ash, Mr Elm", "Against (1)", "Mr Oak"), Remark.FIGURES_DIFFER_FROM_NAMES),
        (("For (2)", "Mr Ash, Mr Elm", "Against (1)", "Mr Elm"), Remark.NAME_ON_TWO_SIDES),
        (("For (1)", "Mr Ash", "Against (2)", "Mr Elm, Mr Oak"),
         Remark.OUTCOME_DIFFERS_FROM_FIGURES),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_kept_as_printed_and_said(
    lines: tuple[str, ...], remark: Remark
) -> None:
    decision = only(
        "Mr Ash proposed, and Mr Elm seconded the motion that it be let.", *lines, "Motion carried."
    )
    assert remark in decision.remarks


def test_a_motion_is_not_decided_under_the_next_item() -> None:
    (decision,) = read(
        [HEAD, "# 7. The mill", "Mr Ash proposed, and Mr Elm seconded the motion that it be let.",
         "# 8. The weir", "RESOLVED that the report be noted."]
    ).decisions  # fmt: skip
    assert decision.proposer is None


def test_an_item_that_is_not_set_as_a_heading_is_an_item_all_the_same() -> None:
    first, second = read(
        [HEAD, "# 7. The mill", "(Item 4)", "RESOLVED that the report be noted.",
         "8. 25/0012 - The weir", "(Item 5)", "RESOLVED that the weir be mended."]
    ).decisions  # fmt: skip
    assert first.references == ()
    assert second.references == ("25/0012",)
    assert second.agenda_item is not None
    assert second.agenda_item.minute == "8"


def test_ids_come_from_place_and_not_from_what_stands_elsewhere() -> None:
    before = read([HEAD, "# 7. The mill", "RESOLVED that it be let."]).decisions[-1]
    after = read(
        [HEAD, "# 6. The weir", "RESOLVED that it be mended.",
         "# 7. The mill", "RESOLVED that it be let."]
    ).decisions[-1]  # fmt: skip
    assert before.id == after.id
