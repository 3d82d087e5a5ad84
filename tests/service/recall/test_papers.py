"""Whether a question asks where papers are."""

from __future__ import annotations

from datetime import date

import pytest

from service.answers import Period, Reading
from service.recall.papers import papers_asked_for

DAY = date(2031, 3, 4)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Where is the report on benches?", True),
        ("where can I find the treasury management strategy", True),
        ("Show me the minutes of the meeting on 4 March 2031", True),
        ("Can you find the press release about benches?", True),
        ("Show me the latest minutes", True),
        ("Where is the report?", False),  # on what?
        ("Where is the money in the report coming from, and why?", False),
        ("What does the report say?", False),
        ("Where will the benches be?", False),
    ],
)
def test_papers_are_asked_for_by_their_kind_and_by_what_they_are_on(
    question: str, asked: bool
) -> None:
    periods = (Period("4 March 2031", DAY, DAY),) if "4 March" in question else ()
    assert papers_asked_for(Reading(question, periods=periods)) is asked
