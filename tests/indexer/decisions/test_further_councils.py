"""Roll calls, movers in sentences of their own, lists of decisions, as more councils write."""

from __future__ import annotations

import pytest

from indexer.decisions.records import DecisionKind, Outcome, Presence, ProofOf
from indexer.records import DocumentKind
from tests.indexer.decisions.made_minutes import HEAD, minutes, read

ROLL = "Reed \u2013 aye, Ash \u2013 aye, Marsh \u2013 nay, Elm \u2013 nay."


def test_a_vote_by_roll_call_is_read_with_its_names_and_stays_with_its_resolution() -> None:
    fence, pump = minutes(
        "A motion was made by Councilman Reed and seconded by Councilman Ash to mend the fence."
        " Reed - aye, Ash - aye, Marsh - nay. Carried 2 - 1.",
        "Resolution #12-04 - Purchase of a pump",
        "BE IT RESOLVED, that a pump be bought for $900.",
        "Roll call: Reed \u2013 aye, Ash \u2013 nay, and Marsh \u2013 aye. Carried 2 \u2013 1.",
    ).decisions
    assert fence.vote is not None
    assert fence.vote.in_favour.names == ("Reed", "Ash")
    assert fence.vote.against.names == ("Marsh",)
    assert pump.vote is not None
    assert pump.vote.in_favour.names == ("Reed", "Marsh")
    assert pump.vote.against.names == ("Ash",)
    assert (pump.proposer, pump.outcome) == (None, Outcome.CARRIED)


def test_what_is_worded_as_resolved_and_failed_is_lost_and_the_proof_says_so() -> None:
    for lines in (
        (
            f"On the motion of Mr Reed, the following resolution was put {ROLL} Motion failed 2-2.",
            "RESOLVED, that the fee be raised to $12.",
        ),
        (
            "BE IT RESOLVED, that the fee be raised to $12.",
            f"{ROLL} Motion failed 2-2.",
        ),
    ):
        (decision,) = minutes(*lines).decisions
        assert (decision.kind, decision.outcome) == (DecisionKind.MOTION, Outcome.LOST)
        decided = [proof.quote for proof in decision.proofs if proof.of is ProofOf.DECIDED]
        assert any("failed" in quote for quote in decided)
        assert any("$12" in quote for quote in decided)


def test_what_a_lost_motion_moved_is_not_what_is_resolved_next() -> None:
    lost, resolved = minutes(
        "Councillor Reed moved that no ford be closed. Seconded by Councillor Ash."
        " Lost: for 2, against 3, abstention 1 (Councillor Elm).",
        "RESOLVED: to recommend to Cabinet that the fords be looked at each quarter.",
    ).decisions
    assert (lost.outcome, lost.proposer) == (Outcome.LOST, "Councillor Reed")
    assert lost.vote is not None
    assert [side.count for side in (lost.vote.in_favour, lost.vote.against)] == [2, 3]
    assert (resolved.outcome, resolved.proposer, resolved.vote) == (Outcome.CARRIED, None, None)


@pytest.mark.parametrize(
    ("line", "outcome", "seconder"),
    [
        (
            "Mr Reed moved to close the ford. Seconded by Commissioner Ash. Motion passed 3-1.",
            Outcome.CARRIED,
            "Commissioner Ash",
        ),
        (
            "Alderman Reed moved to close the ford. Alderman Ash seconded. Motion failed 1-3.",
            Outcome.LOST,
            "Alderman Ash",
        ),
        (
            "Commissioner Reed moved to close the ford. The motion died for lack of a second.",
            Outcome.LOST,
            None,
        ),
        (
            "Cllr Reed proposed to close the ford. There was no seconder and the motion fell.",
            Outcome.LOST,
            None,
        ),
    ],
)
def test_who_seconds_or_that_nobody_does_may_stand_in_the_next_sentence(
    line: str, outcome: Outcome, seconder: str | None
) -> None:
    (decision,) = minutes(line).decisions
    assert (decision.text, decision.outcome) == ("to close the ford.", outcome)
    assert decision.proposer is not None
    assert decision.proposer.endswith("Reed")
    assert decision.seconder == seconder


def test_movers_of_what_an_agenda_says_are_not_those_of_a_later_resolution() -> None:
    payments, shelter = minutes(
        "(i) To approve payments of \u00a3318 as listed.",
        "Proposed by Cllr Reed, seconded by Cllr Ash and unanimously approved.",
        "(ii) The bank stood at \u00a341,205.",
        "It was RESOLVED to mend the shelter. Proposed: Cllr Elm. Seconded: Cllr Oak.",
    ).decisions
    assert payments.text == "(i) To approve payments of \u00a3318 as listed."
    assert (payments.proposer, payments.seconder) == ("Cllr Reed", "Cllr Ash")
    assert (shelter.proposer, shelter.seconder) == ("Cllr Elm", "Cllr Oak")
    assert shelter.text == "to mend the shelter."


def test_figures_in_a_sentence_after_the_resolution_and_a_dissent_of_one_are_its_vote() -> None:
    (decision,) = minutes(
        "RESOLVED: Grant agreed. Proposed Cllr Reed, seconded Cllr Ash. 4 for, 1 against, 1 abstention.",  # noqa: E501
        "Cllr Elm asked that his vote against be recorded.",
    ).decisions
    assert decision.vote is not None
    assert (decision.vote.in_favour.count, decision.vote.abstained.count) == (4, 1)
    assert decision.vote.against.names == ("Elm",)


def test_a_dissent_of_fewer_than_voted_against_names_nobody() -> None:
    (decision,) = minutes(
        "RESOLVED: Grant agreed. Proposed Cllr Reed, seconded Cllr Ash. 4 for, 2 against.",
        "Cllr Elm asked that his vote against be recorded.",
    ).decisions
    assert decision.vote is not None
    assert decision.vote.against.names is None


def test_irish_movers_before_what_they_propose_are_read() -> None:
    (decision,) = minutes(
        "Ar moladh Cllr. A. Reed",
        "Cuidithe ag Cllr. B. Ash and agreed",
        '"That the road be mended."',
    ).decisions
    assert (decision.proposer, decision.seconder) == ("Cllr. A. Reed", "Cllr. B. Ash")
    assert "That the road be mended." in decision.text


def test_a_list_of_what_a_meeting_decided_has_each_decision() -> None:
    found = read(
        ["# DECISIONS TAKEN AT THE MEETING HELD ON 6 MARCH", "# Item 5 - Contract", "RESOLVED",
         "That the contract be let.", "# Item 6 - Streets", "RESOLVED", "That the road be closed."],
        kind=DocumentKind.DECISION_NOTICE,
    )  # fmt: skip
    assert [each.text for each in found.decisions] == [
        "That the contract be let.", "That the road be closed.",
    ]  # fmt: skip


def people(presence: Presence, *lines: str) -> list[str]:
    return [each.name for each in read([HEAD, *lines]).attendance.of(presence)]


def test_those_who_answer_the_roll_are_present_or_absent() -> None:
    line = (
        "Ruth Dell, Town Clerk, called the roll. Supervisor Ann Reed - present,"
        " Councilman Bo Ash - present, and Councilman Cy Marsh - absent."
    )
    assert people(Presence.PRESENT, line) == ["Supervisor Ann Reed", "Councilman Bo Ash"]
    assert people(Presence.ABSENT, line) == ["Councilman Cy Marsh"]


def test_officers_on_the_lines_of_those_present_are_officers() -> None:
    lines = ("Present:", "Councillors A. Reed, B. Ash.", "Mr. Cy Dell, Chief Executive.")
    assert people(Presence.PRESENT, *lines) == ["A. Reed", "B. Ash"]
    assert people(Presence.OFFICER, *lines) == ["Mr. Cy Dell"]


def test_those_present_follow_the_sentence_that_heads_the_minutes() -> None:
    found = read(
        ["Minutes of a meeting of the PLANNING COMMITTEE held in the Hall when there were present:",
         "Councillors", "Mrs A Fell (Chairman)", "R Wold (Vice-Chairman)", "P W Hurd",
         "N Stubbs - substitute for J Cave", "Officers", "Mr S Olney - Head of Planning"],
    ).attendance  # fmt: skip
    names = [each.name for each in found.of(Presence.PRESENT)]
    assert names == ["Mrs A Fell", "R Wold", "P W Hurd", "N Stubbs"]
