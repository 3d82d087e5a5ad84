"""The syntax of a search, and its mistakes at their place."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import QuestionError
from indexer.searching.syntax import Term, parse


def test_words_phrases_alternatives_exclusions_and_fields_are_told_apart() -> None:
    search = parse('parking "blue badge" OR fees -Café title:report ref:24/0022 body:"The Cabinet"')
    assert search.groups == (
        (Term(("parking",)),),
        (Term(("blue", "badge")), Term(("fees",))),
        (Term(("report",), in_title=True),),
        (Term(("24", "0022")),),
    )
    assert search.excluded == (Term(("cafe",)),)
    assert search.bodies == ("The Cabinet",)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("from:2025 to:2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("from:2024-02 to:2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("from:2024-02-03", date(2024, 2, 3), None),
    ],
)
def test_days_may_be_years_and_months(text: str, since: date, until: date | None) -> None:
    assert (parse(text).since, parse(text).until) == (since, until)


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ('tax "blue badge', 5, "not closed"),
        ("OR tax", 1, "before"),
        ("tax OR", 5, "after"),
        ("tax OR -fees", 8, "follow OR"),
        ("tax  colour:red", 6, "no field colour"),
        ("tax from:soon", 5, "is no day"),
        ("to:2025-02-30", 1, "is no day"),
        ("to:0000", 1, "is no day"),
        ("to:2025-13", 1, "is no day"),
        ("tax £", 5, "no letter"),
        ("title:", 1, "nothing to look for"),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, place: int, told: str) -> None:
    with pytest.raises(QuestionError, match=rf"At character {place} .*{re.escape(told)}"):
        parse(text)


@given(st.text(alphabet='ab -":ORfromt2025é£\u0301\x1c\x85', max_size=40) | st.text(max_size=60))
def test_any_text_is_read_or_explained(text: str) -> None:
    with suppress(QuestionError):
        assert parse(text).text == text
