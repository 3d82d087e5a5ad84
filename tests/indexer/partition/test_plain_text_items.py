"""Minutes as plain text: the items of an agenda by their numbers and capitals."""

from __future__ import annotations

import pytest

from indexer.partition.plain_text import blocks_of_text
from indexer.partition.text_lines import in_capitals, paragraphs_of
from indexer.records import BlockKind

PROSE = """The council heard that the wall is old and that the survey of it
will be made soon."""


def headings(text: str) -> list[tuple[int, str]]:
    return [
        (block.level, block.text)
        for block in blocks_of_text(text)
        if block.kind is BlockKind.HEADING
    ]


@pytest.mark.parametrize(
    "item",
    [
        "26. BYLAW NO. 4,012 - BY: MEMBER ROWE",
        "27. BYLAW NO. 4,014 - BY: MEMBERS ROWE AND McCANN (BY REQUEST).",
        "4. ANTHEM",
        "E. MOTION TO ADOPT THE REST",
    ],
)
def test_a_line_in_capitals_with_a_number_heads_whatever_it_holds(item: str) -> None:
    assert headings(f"MINUTES\n{item}\nBrief:\n{PROSE}\n") == [(2, item)]


@pytest.mark.parametrize("line", ["A. ORME, B. THORNBURY AND C. PELL", "1. YES."])
def test_names_and_answers_in_capitals_head_nothing(line: str) -> None:
    assert headings(f"MINUTES\n4. HARBOUR\n{PROSE}\n{line}\n{PROSE}\n") == [(2, "4. HARBOUR")]


def test_items_without_text_between_are_headings_each() -> None:
    items = ["2. INVOCATION", "3. PLEDGE", "4. ANTHEM"]
    assert headings("\n".join(["MINUTES", *items, PROSE])) == [(2, item) for item in items]


def test_parts_and_lines_without_a_number_are_under_the_items() -> None:
    text = f"MINUTES\n2. HARBOUR\n2a. WALL APPEAL\n{PROSE}\nSURVEY REPORT\n{PROSE}\n"
    assert headings(text) == [(2, "2. HARBOUR"), (3, "2a. WALL APPEAL"), (3, "SURVEY REPORT")]


@pytest.mark.parametrize("line", ["J. ROWE", "J. P. ROWE", "Tel: 01234", "DATE: MONDAY"])
def test_names_and_labels_are_no_items(line: str) -> None:
    assert headings(f"MINUTES\n{line}\n{PROSE}\n") == []


def test_a_line_in_capitals_goes_on_where_the_next_word_had_no_room() -> None:
    item = "14. REPORT OF THE DIRECTOR OF QUAYS, MOORINGS, FERRIES AND\nLIGHTS"
    assert headings(f"{PROSE}\n{item}\nBrief:\n{PROSE}\n") == [(2, item.replace("\n", " "))]


def test_what_goes_on_or_is_of_a_column_of_names_heads_nothing() -> None:
    column = "ROWE, JR.\nPEEL III\nMCCANN\nMember\n"
    seal = "TOWN O\n*\n"
    outcome = "AND THE MOTION PASSED\n"
    assert headings(f"The members\n{column}{seal}{PROSE}\n{outcome}{PROSE}\n") == []


def test_a_number_that_hangs_beneath_its_line_goes_before_it() -> None:
    text = f"""MINUTES
REPORT OF THE DIRECTOR OF QUAYS AND MOORINGS, LIGHTS AND THE
5.
FERRIES
{PROSE}
HARBOUR APPEAL
6.
{PROSE}
WALL APPEAL
6a.
{PROSE}
"""
    assert headings(text) == [
        (2, "5. REPORT OF THE DIRECTOR OF QUAYS AND MOORINGS, LIGHTS AND THE FERRIES"),
        (2, "6. HARBOUR APPEAL"),
        (3, "6a. WALL APPEAL"),
    ]


def test_a_number_above_its_line_stays_there() -> None:
    lines = [
        "TOWN COUNCIL",
        "1.",
        "ROLL CALL",
        "All came.",
        "2.",
        "HARBOUR WALL",
        "3.",
        "QUAY WALL",
    ]
    text = "\n".join([*lines, PROSE])
    assert [each.text for each in paragraphs_of(text)[0]][:8] == lines


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("HARBOUR WALL", True),
        ("MEMBERS ROWE AND McCANN", True),
        ("Harbour", False),
        ("12/3", False),
    ],
)
def test_capitals_are_told_by_nearly_all_letters(text: str, *, is_so: bool) -> None:
    assert in_capitals(text) is is_so
