"""Of which matter a question asks what a report recommends."""

from __future__ import annotations

import pytest

from service.answers import Reading
from service.recall.recommended import matter_recommended


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("What does the report on benches recommend?", {"bench"}),
        ("What are the recommendations of the lido report?", {"lido"}),
        ("What did officers recommend on benches?", {"bench"}),
        ("What was the Cabinet asked to agree on benches?", {"bench"}),
        ("What does report 31/0042 recommend?", {"31", "0042"}),
        ("What did the committee recommend on benches?", set()),
        ("What does the report say about benches?", set()),
        ("Who recommended the benches?", set()),
        ("Why did officers not recommend benches?", set()),
        ("How many benches did officers recommend?", set()),
        ("What did the Cabinet add to the officers' recommendations on benches?", set()),
    ],
)
def test_the_matter_on_which_a_report_recommends(question: str, matter: set[str]) -> None:
    assert matter_recommended(Reading(question)) == matter
