"""Dates as texts write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.dates import dates_in, first_date


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_is_read_in_every_way_it_is_written(day: date) -> None:
    ways = [
        f"{day:%A}, {day.day} {day:%B %Y}",
        f"{day:%A}, {day.day}th {day:%B}, {day.year} 11.00 am",
        f"0{day.day}th-{day:%b}-{day.year} 10.00" if day.day < 10 else f"{day.day}-{day:%b-%Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"the {day.day}\nth day of {day:%B} {day.year}",
        day.isoformat(),
        f"{day:%Y_%m_%d}",
    ]
    for way in ways:
        assert [named.date for named in dates_in(f"held on {way} in 2024-25")] == [day], way
    assert first_date(f"{day.day}/{day.month}/{day.year}", figures=True) == day


@pytest.mark.parametrize("text", ["31 June 2025", "2024-25", "9 January", "may 2025", "16.12.24"])
def test_what_is_no_whole_date_is_none(text: str) -> None:
    assert dates_in(text) == ()
