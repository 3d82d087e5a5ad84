"""Decisions that minutes print as blocks of labels: told with what they were on, each its own."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.records import DocumentKind
from service.open_index import OpenIndex
from service.recall.division import labels_alone
from tests.service.recall.conftest import Ask
from tests.service.small_index import described, pdf, quoted

PASSED = "AND THE MOTION PASSED."
MINUTES = pdf(
    [
        "# Minutes of a meeting of the City Council held on 6 May 2031",
        "# 4. Ordinance 31-7, by Councilmember Pell",
        "Brief: Closing Weir Lane to lorries for the repair of the bridge.",
        "MOVED BY: Pell",
        "SECONDED BY: Quill",
        "ACTION: Adopt",
        "YEAS: Pell, Quill, Rudd - 3",
        "NAYS:",
        "ABSTAIN:",
        "ABSENT: Stroud - 1",
        PASSED,
        "# 5. Ordinance 31-8, by Councilmember Rudd",
        "Brief: Charging for the storage of boats at the harbour.",
        "MOVED BY: Rudd",
        "SECONDED BY: Tarn",
        "ACTION: Adopt",
        "YEAS:",
        "NAYS: 0",
        "ABSTAIN: 0",
        PASSED,
        "# 6. Orchard grants",
        "RESOLVED that:",
        "1. twelve apple trees be planted in the orchard; and",
        "Voting: unanimous",
        "2. the gardener be paid for them.",
        "Voting: unanimous",
    ],
)
DOCUMENTS = (
    (
        "council/minutes.pdf",
        described("Minutes", DocumentKind.MINUTES, "City Council", date(2031, 5, 6)),
        MINUTES,
    ),
)


def test_what_a_meeting_decided_is_told_with_what_each_decision_was_on(ask: Ask) -> None:
    words = " ".join(quoted(ask("What did the council decide on 6 May 2031?")))
    assert words.count(PASSED) == 2
    weir, boats, trees = (words.index(each) for each in ("Weir Lane", "boats", "apple trees"))
    assert weir < words.index(PASSED) < boats < words.rindex(PASSED) < trees


def test_a_vote_is_told_with_the_empty_side_and_without_those_who_were_absent(ask: Ask) -> None:
    vote, on, *_ = quoted(ask("Who voted for closing Weir Lane to lorries?"))
    assert vote.startswith(f"{PASSED} YEAS: Pell, Quill, Rudd - 3")
    assert "Stroud" not in vote
    assert "Weir Lane" in on


def test_labels_under_which_nobody_is_counted_are_no_statement(
    ask: Ask, own_index: OpenIndex
) -> None:
    answer = ask("What happened with charging for the storage of boats?")
    words = quoted(answer)
    assert "boats" in " ".join(words)
    assert PASSED in words
    assert not any(labels_alone(each) for each in words)
    for statement in answer.statements:
        if statement.text == PASSED:
            page = own_index.page(statement.citations[0].document.id, 1)
            assert statement.citations[0].start == page.text.rindex(PASSED)


def test_a_vote_told_between_the_items_of_a_list_is_not_lacking(ask: Ask) -> None:
    answer = ask("How did the council vote on the apple trees in the orchard?")
    assert any("Voting: unanimous" in each for each in quoted(answer))
    assert "no vote" not in answer.introduction


@pytest.mark.parametrize("words", ["YEAS:", "NAYS: 0 ABSTAIN: 0", "YEAS: NAYS: ABSTAIN: 0"])
def test_labels_alone_say_nothing(words: str) -> None:
    assert labels_alone(words)


@pytest.mark.parametrize("words", ["YEAS: Pell - 1 NAYS:", "For (3)", "Agreed.", PASSED])
def test_figures_names_and_outcomes_say_something(words: str) -> None:
    assert not labels_alone(words)
