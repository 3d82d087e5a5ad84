"""Records of decision, and who was at a meeting."""

from __future__ import annotations

from datetime import date

from indexer.decisions.records import Action, DecisionKind, Outcome, Presence
from indexer.records import DocumentKind
from tests.indexer.decisions.made_minutes import HEAD, read


def test_a_record_of_decision_has_its_number_maker_and_day() -> None:
    (decision,) = read(
        ["# RECORD OF EXECUTIVE DECISION", "Decision number: 25/0017", "Decision taken by: Cabinet",
         "Date of decision: Tuesday, 10 June 2025", "Key decision: Yes", "Subject: The mill",
         "# Decision", "Cabinet agreed to let the mill.", "# Reasons for the decision",
         "It stands empty."],
        kind=DocumentKind.DECISION_NOTICE,
    ).decisions  # fmt: skip
    assert (decision.kind, decision.outcome) == (DecisionKind.NOTICE, Outcome.CARRIED)
    assert decision.references == ("25/0017",)
    assert decision.decision_maker == "Cabinet"
    assert decision.decided_on == date(2025, 6, 10)
    assert decision.key_decision is True
    assert decision.text == "Cabinet agreed to let the mill."
    assert decision.actions == (Action.AGREED,)


def test_a_decision_that_is_to_be_taken_is_never_told_as_taken() -> None:
    (decision,) = read(
        ["# PROPOSED RECORD OF DECISION", "# DECISION TO BE TAKEN BY:", "Cabinet",
         "# DECISION NO:", "25/0017", "# Decision: Cabinet is asked to:", "a) Let the mill.",
         "# Reason(s) for decision:", "It stands empty."],
        kind=DocumentKind.DECISION_NOTICE,
    ).decisions  # fmt: skip
    assert decision.outcome is Outcome.PROPOSED
    assert decision.decision_maker == "Cabinet"
    assert "empty" not in decision.text


def test_other_papers_record_no_decisions() -> None:
    assert read(["RESOLVED that it be let."], kind=DocumentKind.REPORT).decisions == ()


def test_those_present_have_their_roles_and_those_absent_their_apologies() -> None:
    present_list = (
        "PRESENT: The Mayor (Councillor Ann Ash); Councillors Jo Elm-Dale (Chair of Works, "
        "Vice-Chair), Al Oak and Bo Moss."
    )
    attendance = read(
        [HEAD, present_list,
         "OFFICERS: Cy Fern (Clerk). Mr Guest of Firm LLP attended for minute 8.",
         "# 7. Apologies", "An apology was received from Councillor Di Reed."]
    ).attendance  # fmt: skip
    present = attendance.of(Presence.PRESENT)
    assert [each.name for each in present] == ["Ann Ash", "Jo Elm-Dale", "Al Oak", "Bo Moss"]
    assert present[1].role == "Chair of Works, Vice-Chair"
    assert [each.name for each in attendance.of(Presence.OFFICER)] == ["Cy Fern"]
    assert [each.name for each in attendance.of(Presence.APOLOGIES)] == ["Di Reed"]
    assert attendance.proofs
