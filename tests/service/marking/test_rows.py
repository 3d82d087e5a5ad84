"""Rows of tables as the marker reads them: a figure after the heading of its column."""

from __future__ import annotations

import pytest

from service.marking.rows import row_as_read

HEADER = "Ref\tScheme\tTotal cost £000s\t2025-26 Year 1\t2026-27 Year 2"


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("7\tSlipway\t1,250\t0\t1,250", "Ref 7; Slipway; Total cost 1,250; 2026-27 1,250"),
        ("7\tSlipway\t1,250\t-\t(40)", "Ref 7; Slipway; Total cost 1,250; 2026-27 (40)"),
        ("\tSchemes in all\t9,000\t\tn/a", "Schemes in all; Total cost 9,000"),
    ],
)
def test_figures_are_named_and_what_says_nothing_is_left_out(row: str, read: str) -> None:
    assert row_as_read(row, HEADER) == read


@pytest.mark.parametrize(
    ("row", "header"),
    [
        ("Slipway\t1,250", "Scheme\tCost"),
        ("7\tSlipway\t1,250\t0", HEADER),
        ("7\tSlipway\t1,250\t0\t1,250", ""),
        ("The slipway was opened in May.", HEADER),
    ],
)
def test_where_no_headings_fit_a_row_stays_as_it_is(row: str, header: str) -> None:
    assert row_as_read(row, header) == row


def test_a_long_heading_ends_at_a_word() -> None:
    long = "Forecast against the saving that was agreed a year ago"
    assert row_as_read("Parks\t1.5\t2.5", f"Service\t{long}\tNow").startswith(
        "Parks; Forecast against the saving 1.5; "
    )
