"""Of which matter a question asks when it came up."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.naming import body
from service.answers import Period, Reading
from service.recall.discussed import matter_discussed

WORKS = body("Netherwick Town Council", "Works")
DAY = date(2025, 3, 6)


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("When were benches last discussed?", {"bench"}),
        ("When did the Works first debate the lido?", {"lido"}),
        ("Which council meetings discussed the lido?", {"lido"}),
        ("At which meeting was the lido mentioned?", {"lido"}),
        ("When was the lido on the agenda?", {"lido"}),
        ("When did the Works discuss the lido in March 2025?", {"lido"}),
        ("What was discussed at the meeting?", set()),
        ("When were parking charges raised?", set()),
        ("When will the lido open?", set()),
        ("When was it discussed?", set()),
    ],
)
def test_the_matter_of_which_it_is_asked_when_it_came_up(question: str, matter: set[str]) -> None:
    periods = (Period("March 2025", DAY, DAY),) if "March" in question else ()
    read = Reading(question, bodies=(WORKS,) if "Works" in question else (), periods=periods)
    assert matter_discussed(read) == matter
