"""Who was at a meeting, in the lists and sentences in which minutes say it."""

from __future__ import annotations

import pytest

from indexer.decisions.attendance import CHAIR
from indexer.decisions.records import Attendance, Presence
from tests.indexer.decisions.made_minutes import HEAD, read


def attended(*lines: str) -> Attendance:
    return read([HEAD, *lines]).attendance


def names(attendance: Attendance, presence: Presence) -> list[str]:
    return [each.name for each in attendance.of(presence)]


@pytest.mark.parametrize(
    "label", ["PRESENT", "Present:", "Those attending:", "COUNCILLORS PRESENT:", "# Present"]
)
def test_those_present_may_stand_on_lines_under_a_label(label: str) -> None:
    attendance = attended(
        label, "Mayor Ann Ash", "Councillor Bo Elm", "Councillor Di Oak, Chairman",
        "IN ATTENDANCE", "Mr C Fern, Clerk", "Welcome", "The Mayor welcomed everybody.",
    )  # fmt: skip
    assert names(attendance, Presence.PRESENT) == ["Mayor Ann Ash", "Bo Elm", "Di Oak"]
    assert attendance.of(Presence.PRESENT)[2].role == "Chairman"
    assert names(attendance, Presence.OFFICER) == ["Mr C Fern"]
    assert attendance.proofs[0].quote.startswith(label.removeprefix("# "))


@pytest.mark.parametrize(
    ("rest", "more"),
    [
        ("Councillors Di Oak and Ed Fir.", ["Di Oak", "Ed Fir"]),
        ("Councillors Di Oak and Ed Fir. Mr C Fern (Clerk).", ["Di Oak", "Ed Fir"]),
        ("Councillors Di Oak and Ed Fir sent apologies.", []),
    ],
)
def test_a_list_goes_on_after_a_full_stop_with_names_alone(rest: str, more: list[str]) -> None:
    attendance = attended(f"Present: Ann Ash (Chairman), Bo Elm. {rest}")
    assert names(attendance, Presence.PRESENT) == ["Ann Ash", "Bo Elm", *more]


def test_a_list_that_begins_after_its_label_goes_on_below() -> None:
    attendance = attended(
        "Present: Councillor Ash (Chairman)",
        "Councillors Elm, Oak and Fir",
        "# Welcome",
        "All sat.",
    )
    assert names(attendance, Presence.PRESENT) == ["Ash", "Elm", "Oak", "Fir"]


def test_headings_below_a_list_are_nobody() -> None:
    attendance = attended("Present:", "Cllr A Ash", "Public Participation", "No one spoke.")
    assert names(attendance, Presence.PRESENT) == ["A Ash"]


def test_of_a_list_with_stars_only_who_bears_one_was_there() -> None:
    attendance = attended(
        "Present", "* Cllr A Ash", "Cllr B Elm", "* Cllr C Oak", "* Denotes attendance"
    )
    assert names(attendance, Presence.PRESENT) == ["A Ash", "C Oak"]


def test_an_office_after_or_before_a_name_is_no_person() -> None:
    attendance = attended(
        "Present: Chair Cllr A Ash; Cllr B Elm, Vice-Chairman; Cllr C Oak; and the Clerk."
    )
    assert names(attendance, Presence.PRESENT) == ["A Ash", "B Elm", "C Oak"]
    assert [each.role for each in attendance.of(Presence.PRESENT)] == ["Chair", "Vice-Chairman", ""]


@pytest.mark.parametrize(
    ("lines", "away"),
    [
        (["# 1. Apologies for absence", "Cllr A Ash and Cllr B Elm."], ["A Ash", "B Elm"]),
        (["1. APOLOGIES", "19/5 Councillors Ann Ash and Bo Elm."], ["Ann Ash", "Bo Elm"]),
        (["1) Apologies for absence: Cllr A Ash; Cllr B Elm."], ["A Ash", "B Elm"]),
        (["82/23 Apologies: Cllr. A Ash sent her apologies."], ["A Ash"]),
        (["Apologies were received from: Cllr. A Ash and Cllr. B Elm."], ["A Ash", "B Elm"]),
        (["Apologies from Cllr A Ash who was unwell and Cllr Miss B Elm who was away."],
         ["A Ash", "Miss B Elm"]),
        (["Apologies from Cllr Ash, for whom Cllr Fir substituted, and from Cllr Elm."],
         ["Ash", "Elm"]),
        (["That apologies from Cr Ann Ash and Cr Bo Elm are received."],
         ["Cr Ann Ash", "Cr Bo Elm"]),
        (["APOLOGIES FOR ABSENCE AND DETAILS OF SUBSTITUTE MEMBERS"], []),
        (["Apologies: None received."], []),
        (["There were no apologies."], []),
        (["An apology was sent by Cllr Ash (Cllr Fir substituting)."], ["Ash"]),
    ],
)  # fmt: skip
def test_those_away_are_read_and_nobody_else(lines: list[str], away: list[str]) -> None:
    assert names(attended(*lines), Presence.APOLOGIES) == away


@pytest.mark.parametrize(
    "line",
    [
        "The Cathaoirleach, Councillor B Elm presided.",
        "Cllr B Elm in the Chair",
        "In the Chair: Councillor B Elm",
        "The Vice Chairman B Elm acted as Chairman",
    ],
)
def test_who_was_in_the_chair_is_said_of_who_is_listed(line: str) -> None:
    attendance = attended("Present: Councillors A Ash and B Elm.", line)
    assert names(attendance, Presence.PRESENT) == ["A Ash", "B Elm"]
    assert attendance.of(Presence.PRESENT)[1].role == CHAIR
