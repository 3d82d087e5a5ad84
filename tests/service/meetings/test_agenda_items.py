"""The items of a meeting: of its agenda, of its minutes, and the papers that belong to each."""

from __future__ import annotations

from datetime import date

from indexer.records import DocumentKind
from service.meetings.overview import Meetings
from service.meetings.values import MeetingRecord
from tests.service.meetings.made_meetings import MadeIndex, Paper, agenda, minutes, report

DAY = date(2025, 3, 6)
ID = f"netherwick-town-council/works/{DAY}"
AGENDA = agenda(
    "Works", DAY, "# AGENDA", "1. Apologies", "2. Mill Lane benches (Key Decision 25/0007)",
    "3. Allotment rents (Pages 3 - 9)", "4. Bins",
)  # fmt: skip
MINUTES = minutes(
    "Works", DAY,
    "MINUTES of a meeting of the Works held on Thursday, 6 March 2025.",
    "PRESENT: Councillors Ada Thornbury and Bertram Coyle.",
    "# 11. Apologies", "(Item 1)", "There were none.",
    "# 12. Allotment rents", "(Item 3)", "Taken early.", "RESOLVED that rents rise by 3%.",
    "# 13. Benches in Mill Lane (Key Decision 25/0007)", "(Item 2)", "RESOLVED that six be bought.",
    "# 14. Thanks", "The Chair thanked the clerk.",
)  # fmt: skip


def record(*papers: Paper) -> MeetingRecord:
    return Meetings(MadeIndex(*papers)).record(ID)


def test_an_agenda_alone_gives_its_items_in_order() -> None:
    items = record(AGENDA).items
    assert [(each.number, each.title) for each in items] == [
        ("1", "Apologies"),
        ("2", "Mill Lane benches (Key Decision 25/0007)"),
        ("3", "Allotment rents"),
        ("4", "Bins"),
    ]
    assert all(each.agenda and not each.minutes and not each.lines for each in items)


def test_an_item_may_be_a_row_of_a_table_with_a_column_of_pages() -> None:
    rows = (
        "Item\tPage\n3.\tLido: report of the surveyor and notes of\t3\nthe visit of 24\nMay 2024\n"
        "4.\tBins\t9 - 12\nEXEMPT ITEMS\n2024\t77\t78\n5\tAllotment rents\tAda Thornbury\t13"
    )
    items = record(agenda("Works", DAY, "1. Apologies", "2. Benches", rows, "6. Thanks")).items
    assert [(each.number, each.title) for each in items] == [
        ("1", "Apologies"),
        ("2", "Benches"),
        ("3", "Lido: report of the surveyor and notes of the visit of 24 May 2024"),
        ("4", "Bins"),
        ("5", "Allotment rents"),
        ("6", "Thanks"),
    ]
    assert [each.agenda.quote for each in items if each.agenda][3] == "4. Bins 9 - 12"


def test_rows_that_count_other_things_are_no_items() -> None:
    figures = "1\t2\t3\n2\t£40\t£50"
    projects = "Ref\tProject\tCost\n3\tFerry steps\t12"
    items = record(agenda("Works", DAY, figures, "1. Apologies", "2. Bins", projects)).items
    assert [each.title for each in items] == ["Apologies", "Bins"]


def test_an_item_of_agenda_and_minutes_is_one_in_the_order_it_was_taken() -> None:
    items = record(AGENDA, MINUTES).items
    assert [(each.number, each.minute) for each in items] == [
        ("1", "11"), ("3", "12"), ("2", "13"), ("", "14"), ("4", ""),
    ]  # fmt: skip
    assert [bool(each.agenda) for each in items] == [True, True, True, False, True]
    assert [line.text for line in items[1].lines] == [
        "Taken early.", "RESOLVED that rents rise by 3%.",
    ]  # fmt: skip
    for each in items:
        if each.minutes:
            assert each.title in each.minutes.quote


def test_each_decision_stands_under_its_item_once() -> None:
    found = record(AGENDA, MINUTES)
    decided = [(each.minute, len(each.decisions)) for each in found.items if each.decisions]
    assert decided == [("12", 1), ("13", 1)]
    assert found.decisions == ()


def test_a_paper_belongs_to_the_item_that_it_names_and_to_no_other() -> None:
    benches = report("Works", DAY, "25-0007 Six benches")
    rents = report("Works", DAY, "Allotment rents: review")
    bins = report("Works", DAY, "Item 4 A new lorry")
    appendix = report("Works", DAY, "Appendix A - Prices")
    press = report("Works", DAY, "Bins", DocumentKind.PRESS_RELEASE)
    found = record(AGENDA, MINUTES, benches, rents, bins, appendix, press)
    held = {each.number: [paper.id for paper in each.papers] for each in found.items}
    assert held == {
        "1": [], "2": [benches.document.id], "3": [rents.document.id], "": [],
        "4": [bins.document.id],
    }  # fmt: skip
    assert {each.id for each in found.papers} == {
        appendix.document.id, AGENDA.document.id, MINUTES.document.id,
    }  # fmt: skip


def test_papers_about_money_belong_together_where_they_are_of_one_year() -> None:
    listed = agenda(
        "Works", DAY, "1. Revenue and capital monitoring 2024-25",
        "2. Draft revenue budget 2025-26, capital programme and treasury management",
    )  # fmt: skip
    paper = report("Works", DAY, "Draft Revenue Budget 2025-26 and Draft Capital Programme")
    later = report("Works", DAY, "Revenue budget and capital programme 2027-28")
    found = record(listed, paper, later)
    assert [each.papers for each in found.items] == [(), (paper.document,)]


def test_a_reference_that_two_items_carry_gives_a_paper_to_neither() -> None:
    twice = agenda("Works", DAY, "1. Benches 25/0007", "2. More benches 25/0007")
    paper = report("Works", DAY, "25-0007 Seats")
    assert all(each.papers == () for each in record(twice, paper).items)


def test_who_came_is_read_from_the_minutes() -> None:
    found = record(AGENDA, MINUTES).attendance
    assert found
    assert [each.name for each in found.attendance.people] == ["Ada Thornbury", "Bertram Coyle"]
    assert found.document == MINUTES.document
    assert record(AGENDA).attendance is None
