"""Votes set out in lines under labels, and what becomes of items in lines of their own."""

from __future__ import annotations

import pytest

from indexer.decisions.people import are_names
from indexer.decisions.records import Action, Decision, DecisionKind, Outcome, ProofOf
from indexer.decisions.votes import labels_in
from tests.indexer.decisions.made_minutes import HEAD, minutes, read

ORDINANCE = "4. ORDINANCE 31-7, BY: COUNCILMEMBER PELL"
BRIEF = "Brief: Closing Weir Lane to lorries."
MOVED = ("MOVED BY: Pell", "SECONDED BY: Quill", "ACTION: Adopt")
PASSED = "AND THE MOTION PASSED."


def block(*lines: str) -> Decision:
    (decision,) = minutes(ORDINANCE, BRIEF, *MOVED, *lines).decisions
    return decision


def quoted(decision: Decision, of: ProofOf) -> str:
    return " ".join(proof.quote for proof in decision.proofs if proof.of is of)


@pytest.mark.parametrize("ended", [PASSED, "THE MOTION PASSED.", "MOTION CARRIED."])
@pytest.mark.parametrize(
    "last", [("ABSENT: Stroud",), ("ABSENT:", "RECUSED: Stroud - 1"), ("ABSTAIN:",), ("NAYS",)]
)
def test_empty_labels_are_empty_lists_and_the_outcome_is_no_name(
    last: tuple[str, ...], ended: str
) -> None:
    labels = [] if last == ("NAYS",) else ["NAYS:"]
    decision = block("YEAS: Pell, Quill, Rudd, Tarn - 4", *labels, *last, ended)
    assert decision.outcome is Outcome.CARRIED
    assert decision.vote is not None
    assert decision.vote.in_favour.names == ("Pell", "Quill", "Rudd", "Tarn")
    assert decision.vote.against.names == ()
    assert not decision.vote.abstained.names
    assert quoted(decision, ProofOf.DECIDED) == ended


def test_who_was_absent_or_recused_did_not_vote() -> None:
    vote = block("YEAS: Pell, Quill - 2", "NAYS: Rudd - 1", "ABSTAIN:", "ABSENT: Stroud",
                 "RECUSED:", "Tarn", PASSED).vote  # fmt: skip
    assert vote is not None
    assert (vote.in_favour.names, vote.against.names) == (("Pell", "Quill"), ("Rudd",))
    assert vote.abstained.names == ()


def test_a_block_that_runs_on_in_one_paragraph_is_read_alike() -> None:
    decision = block(f"YEAS: Pell, Quill - 2 NAYS: Rudd - 1 ABSTAIN: ABSENT: Stroud {PASSED}")
    assert decision.vote is not None
    assert decision.vote.in_favour.names == ("Pell", "Quill")
    assert decision.vote.against.names == ("Rudd",)
    assert decision.vote.abstained.names == ()
    assert quoted(decision, ProofOf.DECIDED) == PASSED


def test_labels_whose_names_stand_elsewhere_are_no_empty_lists_and_prove_nothing() -> None:
    decision = block("YEAS:", "NAYS:", "0", "ABSTAIN:", "ABSENT:", PASSED)
    assert decision.vote is not None
    assert decision.vote.in_favour.number is None
    assert decision.vote.against.number == 0
    assert decision.vote.abstained.number is None
    assert quoted(decision, ProofOf.VOTED) == "NAYS: 0"


def test_each_block_is_a_vote_of_its_own() -> None:
    first, second = minutes(
        ORDINANCE, BRIEF,
        "MOVED BY:", "Pell", "SECONDED BY:", "Quill", "ACTION: Suspend the Rules",
        "YEAS: Pell, Quill - 2", "NAYS:", PASSED,
        "MOVED BY:", "Rudd", "SECONDED BY:", "Tarn", *MOVED[2:],
        "YEAS: Pell - 1", "NAYS: Quill, Rudd - 2", "AND THE MOTION FAILED.",
    ).decisions  # fmt: skip
    assert (first.proposer, first.seconder, first.outcome) == ("Pell", "Quill", Outcome.CARRIED)
    assert (second.proposer, second.seconder, second.outcome) == ("Rudd", "Tarn", Outcome.LOST)
    assert "Suspend the Rules" in first.text
    assert "Suspend the Rules" not in second.text
    for each, names in ((first, "Pell, Quill"), (second, "Quill, Rudd")):
        assert names in quoted(each, ProofOf.VOTED)
        assert BRIEF in each.text
        assert BRIEF in quoted(each, ProofOf.MOVED)


def test_what_labels_move_is_told_with_what_it_is_on_and_not_with_what_was_before() -> None:
    first, second, third = minutes(
        ORDINANCE, BRIEF, *MOVED, "YEAS: Pell - 1", "NAYS:", PASSED,
        "5. MOTION 31-8, BY: COUNCILMEMBERS PELL,", "QUILL AND RUDD", "Brief:",
        "Asking the clerk to publish all leases.", "FILED.",
        *MOVED, "YEAS: Pell - 1", "NAYS:", PASSED,
        "Motion to adjourn", *MOVED, "YEAS: Pell - 1", "NAYS:", PASSED,
    ).decisions  # fmt: skip
    assert first.text.splitlines() == [ORDINANCE, BRIEF, "ACTION: Adopt"]
    assert second.text.splitlines() == [
        "5. MOTION 31-8, BY: COUNCILMEMBERS PELL,",
        "QUILL AND RUDD",
        "Asking the clerk to publish all leases.",
        "ACTION: Adopt",
    ]
    assert third.text.splitlines() == ["Motion to adjourn", "ACTION: Adopt"]


@pytest.mark.parametrize(
    ("line", "outcome", "actions"),
    [
        ("WITHDRAWN.", Outcome.WITHDRAWN, ()),
        ("ITEM WITHDRAWN BY THE APPLICANT", Outcome.WITHDRAWN, ()),
        ("CONTINUED TO THE MEETING OF 3/9/31.", Outcome.CARRIED, (Action.DEFERRED,)),
        ("DEFERRED.", Outcome.CARRIED, (Action.DEFERRED,)),
        ("POSTPONED UNTIL MAY 6", Outcome.CARRIED, (Action.DEFERRED,)),
        ("REFERRED TO THE WORKS COMMITTEE.", Outcome.CARRIED, (Action.REFERRED,)),
        ("APPEAL DIES.", Outcome.LOST, ()),
        ("FAILED FOR LACK OF A SECOND.", Outcome.LOST, ()),
        ("ADOPTED.", Outcome.CARRIED, (Action.ADOPTED,)),
    ],
)
def test_what_became_of_an_item_is_a_decision_on_it(
    line: str, outcome: Outcome, actions: tuple[Action, ...]
) -> None:
    (decision,) = minutes(ORDINANCE, BRIEF, "FILED.", line).decisions
    assert (decision.outcome, decision.actions) == (outcome, actions)
    assert decision.text.splitlines() == [ORDINANCE, BRIEF, line]
    assert quoted(decision, ProofOf.DECIDED) == line


@pytest.mark.parametrize(
    "line",
    ["DEFERRED ITEMS", "CONTINUED", "CONTINUED ON PAGE 4", "MEETING ADJOURNED AT 9 PM",
     "Withdrawn from the sale were two barns.", "HEARING HELD.", "APPROVED MINUTES"],
)  # fmt: skip
def test_a_line_in_capitals_that_ends_no_item_is_no_decision(line: str) -> None:
    assert minutes(ORDINANCE, BRIEF, line).decisions == ()


def test_a_motion_on_an_item_that_is_put_off_is_not_carried() -> None:
    (decision,) = minutes(
        "Mr Ash proposed, and Mr Elm seconded the motion that the mill be let.",
        "DEFERRED TO THE NEXT MEETING.",
    ).decisions
    assert decision.actions == (Action.DEFERRED,)
    assert decision.proposer is None
    assert decision.text.splitlines() == ["7. The mill", "DEFERRED TO THE NEXT MEETING."]


def test_a_motion_without_a_seconder_is_lost_in_its_movers_name() -> None:
    decision = block("MOTION FAILS FOR WANT OF A SECOND.")
    assert (decision.kind, decision.outcome) == (DecisionKind.MOTION, Outcome.LOST)
    assert decision.proposer == "Pell"


def test_how_it_ended_without_a_word_on_what_is_told_with_the_items_title() -> None:
    (decision,) = minutes("The amendment was lost by 3 votes to 5.").decisions
    assert decision.text.startswith("7. The mill")
    assert quoted(decision, ProofOf.MOVED) == "7. The mill"


def test_an_outcome_under_a_label_is_not_what_was_resolved() -> None:
    assert minutes("Resolution", "Carried").decisions == ()


@pytest.mark.parametrize("said", ["Voting: unanimous", "Vote: Unanimous", "Agreed unanimously."])
def test_a_line_that_only_tells_the_vote_is_the_resolutions_and_the_list_goes_on(said: str) -> None:
    (decision,) = minutes(
        "RESOLVED that:", "1. the mill be let; and", said, "2. the rent be \u00a35.", said
    ).decisions
    assert decision.text.splitlines()[1:] == ["1. the mill be let; and", "2. the rent be \u00a35."]
    assert decision.vote is not None
    assert decision.vote.unanimous
    assert quoted(decision, ProofOf.VOTED) == f"{said} {said}"


def test_of_votes_that_differ_none_is_that_of_the_whole_list() -> None:
    (decision,) = minutes(
        "RESOLVED that:", "1. the mill be let; and", "Voting: unanimous", "2. the rent be \u00a35.",
        "Voting: 5 for, 2 against",
    ).decisions  # fmt: skip
    assert decision.vote is not None
    assert not decision.vote.unanimous
    assert decision.vote.against.number is None
    assert "5 for, 2 against" in quoted(decision, ProofOf.VOTED)


def test_a_motion_on_which_all_agree_is_carried() -> None:
    (decision,) = minutes(
        "Mr Ash proposed, and Mr Elm seconded the motion that the mill be let.", "Vote: Unanimous"
    ).decisions
    assert (decision.outcome, decision.proposer) == (Outcome.CARRIED, "Mr Ash")


@pytest.mark.parametrize(
    "line", [PASSED, "NAYS", "ABSENT:", "Motion Carried", "Vote", "Adopt", "ABSTAIN", "RECUSED:"]
)
def test_labels_and_outcomes_are_nobodys_names(line: str) -> None:
    assert not are_names(line)


def test_the_opening_list_of_the_absent_opens_no_vote() -> None:
    read_ = read([HEAD, "PRESENT: Pell, Quill - 2", "ABSENT: Rudd, Tarn - 2", "# 7. The mill",
                  "RESOLVED that it be let."])  # fmt: skip
    (decision,) = read_.decisions
    assert decision.vote is None
    assert [label.side for label in labels_in("ABSENT: Rudd")] == [""]


@pytest.mark.parametrize(
    "line",
    [
        "MOTION TABLED BY COUNCILLOR KING",
        "APPROVED BY THE CLERK 3/4/2025",
        "Voting: unanimously against",
        "Officers said that the proposal failed the sequential test.",
        "Mr Rudd said that the motion died with the old council.",
    ],
)
def test_what_only_sounds_like_an_outcome_decides_nothing(line: str) -> None:
    assert not minutes(ORDINANCE, BRIEF, line).decisions


def test_a_title_that_sounds_like_an_outcome_decides_nothing() -> None:
    assert not minutes("# 9. The mill", "# MOTION ADOPTED AS READ AND FILED", BRIEF).decisions


def test_who_voted_so_is_open_where_what_stands_under_the_label_is_not_read() -> None:
    found = block("YEAS:", "Pell, Quill, Rudd", "NAYS:", "al-Rashid", "THE MOTION PASSED.")
    assert found.vote is not None
    assert found.vote.in_favour.names == ("Pell", "Quill", "Rudd")
    assert found.vote.against.names is None


def test_a_line_on_the_vote_takes_no_names_and_makes_no_second_resolution() -> None:
    found = block("YEAS: Pell, Quill, Rudd", "Voting: 3 for, 0 against", "MOTION CARRIED.")
    assert found.vote is not None
    assert found.vote.in_favour.names == ("Pell", "Quill", "Rudd")
    lines = ["RESOLVED that the pond be closed.", "For (3): Pell, Quill, Rudd", "Voting: unanimous"]
    (resolution,) = minutes("# 9. The mill", *lines).decisions
    assert resolution.vote is not None
    assert resolution.vote.in_favour.names == ("Pell", "Quill", "Rudd")
