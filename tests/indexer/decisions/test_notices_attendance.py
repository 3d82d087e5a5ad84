"""Records of decision, and who was at a meeting."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.config import PartitionSettings
from indexer.decisions.reading import proceedings_of
from indexer.decisions.records import Action, DecisionKind, Outcome, Presence
from indexer.partition.pdf import read_pdf
from indexer.records import Block, BlockKind, Description, DocumentKind, Page, Run
from indexer.sections import sections_of
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


def test_a_name_that_a_lines_end_parts_keeps_its_hyphen() -> None:
    parted = Block(
        BlockKind.PARAGRAPH,
        "Apologies were received from Mr CrowBrown and Ms McArthur, who were on tomorrows train.",
        (Run(0, 0, 36), Run(36, 37, 51)),
    )
    text = f"{parted.text[:36]}\ufffe{parted.text[36:]}"
    read_page = Page(1, text, (parted,))
    attendance = proceedings_of(
        "doc",
        Description(title="Minutes", kind=DocumentKind.MINUTES, council="Netherwick", body="Works"),
        sections_of([read_page]),
        lambda number: read_page,
    ).attendance
    assert [each.name for each in attendance.of(Presence.APOLOGIES)] == [
        "Mr Crow-Brown", "Ms McArthur",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "present", "in_attendance", "apologies"),
    [
        ("full_council/2025-02-13/originals/19 December 2024 - County Council minutes.pdf",
         66, 2, 12),
        ("cabinet/2025-01-30/originals/Minutes of the meeting held on 9th January 2025.pdf",
         10, 11, 0),
        ("full_council/2025-02-13/originals/9 January 2025 - County Council minutes.pdf",
         67, 2, 13),
        ("full_council/2025-01-09/originals/Printed minutes 09th-Jan-2025 10.00 County Council.pdf",
         67, 2, 13),
        ("cabinet/2025-01-30/originals/Printed minutes 30th-Jan-2025 10.00 Cabinet.pdf", 9, 14, 1),
        ("full_council/2025-02-13/originals/Printed minutes 13th-Feb-2025 09.30 County Council.pdf",
         64, 3, 15),
    ],
)  # fmt: skip
def test_the_lists_of_real_minutes_are_read_whole(
    shared_data: Path, path: str, present: int, in_attendance: int, apologies: int
) -> None:
    file = shared_data / "kent" / path
    pages = read_pdf(file.read_bytes(), file.name, PartitionSettings())
    attendance = proceedings_of(
        "doc",
        Description(kind=DocumentKind.MINUTES),
        sections_of(pages),
        lambda number: pages[number - 1],
    ).attendance
    assert [
        len(attendance.of(each))
        for each in (Presence.PRESENT, Presence.OFFICER, Presence.APOLOGIES)
    ] == [present, in_attendance, apologies]
