"""Quoted rows as they are read: no heading over the wrong cell, no prose in a narrow column."""

from __future__ import annotations

from service.answers import Statement
from service.quoted_tables import quoted_table


def statement(text: str, header: str = "") -> Statement:
    return Statement(text, (), header)


def test_headings_stand_over_rows_of_as_many_cells() -> None:
    table = quoted_table(statement("Allotments\t3%\nMoorings\t2%", "Charge\tRise"))
    assert table.headings == ("Charge", "Rise")
    assert table.rows == (("Allotments", "3%"), ("Moorings", "2%"))


def test_headings_of_other_columns_are_left_out() -> None:
    table = quoted_table(statement("Allotments\t3%", "Budget\t2025-26\t2026-27\n£m\t£m\t£m"))
    assert table.headings == ()
    assert table.rows == (("Allotments", "3%"),)


def test_a_label_needs_no_heading_for_the_figures_to_have_theirs() -> None:
    header = "31.3.2024\t31.3.2025\t31.3.2026\nbudget"
    table = quoted_table(statement("Debt in all\t950.4\t–\t843.8", header))
    assert table.headings == ("", "31.3.2024", "31.3.2025", "31.3.2026")
    assert quoted_table(statement("Debt in all\tHigh\t–\t843.8", header)).headings == ()
    assert quoted_table(statement("2024\t950.4\t–\t843.8", header)).headings == ()


def test_a_figure_never_stands_under_another_year() -> None:
    header = "2024-25 limit\t2025-26 limit\t2026-27 limit"
    assert quoted_table(statement("Leases\t168.0\t228.6", header)).headings == ()
    assert quoted_table(statement("Limit\t168.0\t228.6", "£m\t2025-26\t2026-27")).headings


def test_of_several_lines_of_headings_the_lowest_that_fits_counts() -> None:
    table = quoted_table(statement("Tolls\t£4\t£5", "\t2024\t2025\nItem\tOld\tNew\n£m"))
    assert table.headings == ("Item", "Old", "New")


def test_a_long_row_is_read_cell_by_cell_with_its_headings() -> None:
    prose = "The culvert was blocked, so that the pump house by the river flooded in November."
    table = quoted_table(statement(f"Flood\t{prose}\t", "Risk\tEvent\tCost"))
    assert table.pairs == (("Risk", "Flood"), ("Event", prose))
    assert not table.rows
    wide = quoted_table(statement("1\t2\t3\t4\t5"))
    assert wide.pairs == tuple(("", cell) for cell in "12345")
