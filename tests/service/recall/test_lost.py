"""Words of what was put to a vote and lost: an answer that quotes them says how it ended."""

from __future__ import annotations

from datetime import date

from indexer.records import DocumentKind
from tests.service.recall.conftest import Ask
from tests.service.small_index import described, pdf, quoted

FAILED = (
    "On a motion by Councillor Reed and seconded by Councillor Ash, the following resolution was"
    " put to a vote: Reed - aye, Ash - nay, Marsh - nay. Motion failed 1-2."
)
RESOLVED = (
    "On a motion by Councillor Reed and seconded by Councillor Ash, it was resolved that the toll"
    " of the bridge be raised to £4."
)
MINUTES = pdf(
    [
        "# Minutes of a meeting of the Council held on 18 February 2025",
        "Resolution 25-4 - Dog licences",
        FAILED,
        "RESOLVED, that the dog licence fee be raised to £12.",
        "Resolution 25-5 - Bridge",
        RESOLVED,
    ]
)
DOCUMENTS = (
    (
        "minutes.pdf",
        described("Minutes", DocumentKind.MINUTES, "Council", date(2025, 2, 18)),
        MINUTES,
    ),
)
LOST = "What is quoted from “Minutes” was put to the vote and lost."


def test_what_reads_as_resolved_is_said_to_have_been_lost(ask: Ask) -> None:
    answer = ask("Was the dog licence fee raised?")
    assert quoted(answer) == ["RESOLVED, that the dog licence fee be raised to £12."]
    assert LOST in answer.introduction


def test_where_a_quotation_says_so_or_it_was_carried_nothing_is_added(ask: Ask) -> None:
    vote = ask("How did the vote on the dog licence fee go?")
    assert any("Motion failed" in words for words in quoted(vote))
    toll = ask("Was the toll of the bridge raised?")
    assert any("£4" in words for words in quoted(toll))
    assert LOST not in vote.introduction + toll.introduction
