"""Quoted rows as they are read: no heading over the wrong cell, no prose in a narrow column."""

from __future__ import annotations

from service.cited import Statement
from service.quoted_tables import QuotedTable, quoted_table


def table_of(text: str, header: str = "") -> QuotedTable:
    table = quoted_table(Statement(text, (), header))
    assert table
    return table


def test_words_without_cells_are_no_table() -> None:
    assert quoted_table(Statement("It was agreed.", (), "Charge\tRise")) is None


def test_headings_stand_over_rows_of_as_many_cells() -> None:
    table = table_of("Allotments\t3%\nMoorings\t2%", "Charge\tRise")
    assert table.headings == ("Charge", "Rise")
    assert table.rows == (("Allotments", "3%"), ("Moorings", "2%"))


def test_an_empty_line_between_rows_is_no_row() -> None:
    table = table_of("Allotments\t3%\t\n\nMoorings\t2%\t", "Charge\tRise\tNote")
    assert table.headings == ("Charge", "Rise")
    assert table.rows == (("Allotments", "3%"), ("Moorings", "2%"))


def test_headings_of_other_columns_are_left_out() -> None:
    table = table_of("Allotments\t3%", "Budget\t2025-26\t2026-27\n£m\t£m\t£m")
    assert table.headings == ()
    assert table.rows == (("Allotments", "3%"),)


def test_a_label_needs_no_heading_for_the_figures_to_have_theirs() -> None:
    header = "31.3.2024\t31.3.2025\t31.3.2026\nbudget"
    table = table_of("Debt in all\t950.4\t–\t843.8", header)
    assert table.headings == ("", "31.3.2024", "31.3.2025", "31.3.2026")
    assert table_of("Debt in all\tHigh\t–\t843.8", header).headings == ()
    assert table_of("2024\t950.4\t–\t843.8", header).headings == ()


def test_a_figure_never_stands_under_another_year() -> None:
    header = "2024-25 limit\t2025-26 limit\t2026-27 limit"
    assert table_of("Leases\t168.0\t228.6", header).headings == ()
    assert table_of("Limit\t168.0\t228.6", "£m\t2025-26\t2026-27").headings


def test_of_several_lines_of_headings_those_that_fit_count() -> None:
    table = table_of("Tolls\t£4\t£5", "\t2024\t2025\nItem\tOld\tNew\n£m")
    assert table.headings == ("Item", "2024 Old", "2025 New")


def test_a_heading_over_several_columns_is_said_of_each_of_these() -> None:
    header = (
        "\t2025-26\t\t\t2026-27\t\nOwn\tGrants\tTotal\tOwn\tGrants\tTotal\n£m\t£m\t£m\t£m\t£m\t£m"
    )
    table = table_of("4.5\t1.0\t5.5\t4.8\t0.5\t5.3", header)
    assert [name for name, _ in table.pairs] == [
        f"{year} {part} £m"
        for year in ("2025-26", "2026-27")
        for part in ("Own", "Grants", "Total")
    ]


def test_a_heading_of_two_lines_is_said_of_its_own_column() -> None:
    table = table_of("Quays\t4.5\t5.0\t0.5", "\tAgreed\tExpected\t\nService\tbudget\tsum\tMore")
    assert table.headings == ("Service", "Agreed budget", "Expected sum", "More")


def test_a_long_row_is_read_cell_by_cell_with_its_headings() -> None:
    prose = "The culvert was blocked, so that the pump house by the river flooded in November."
    table = table_of(f"Flood\t{prose}\t", "Risk\tEvent\tCost")
    assert table.pairs == (("Risk", "Flood"), ("Event", prose))
    assert not table.rows
    wide = table_of("1\t2\t3\t4\t5")
    assert wide.pairs == tuple(("", cell) for cell in "12345")


def test_columns_in_which_no_row_has_anything_are_left_out() -> None:
    table = table_of("Lido\t\t48,250\t\nPier\t\t\t", "Place\t\tCost\tNote")
    assert table.headings == ("Place", "Cost")
    assert table.rows == (("Lido", "48,250"), ("Pier", ""))
    assert table_of("Proposer:\t\tMrs Quill\t").rows == (("Proposer:", "Mrs Quill"),)


def test_empty_cells_keep_a_row_under_its_headings() -> None:
    header = "\t2025/26 £\t2026/27 £\tNote"
    table = table_of("Swim, adult\t5.90\t6.20\t", header)
    assert (table.headings, table.rows[0][1:]) == (("", "2025/26 £", "2026/27 £"), ("5.90", "6.20"))
    prose = "Free in school holidays, and to whoever holds a card of the borough's own libraries."
    table = table_of(f"\t\t3.50\t{prose}", header)
    assert table.pairs == (("2026/27 £", "3.50"), ("Note", prose))
