"""The table that lists what a question asks the most or least of."""

from __future__ import annotations

import pytest

from indexer.records import BlockKind, Piece, Section
from service.answers import Candidate, Reading
from service.compose.parts import part_readings
from service.compose.table_of_kind import Extreme, extremes_of, read_with
from service.interpret.sought import sought_by
from service.stretch import Stretch
from tests.service.made import made_candidate, rarity_in

TABLES = {
    "levies": (
        "Parish\tLevy 2025-26 £\t% change",
        "Averby\t100\t3.1%\nStannet\t250\t-4.0%\nWick Marsh\t90\t9.6%\nTotal\t440\t12.0%",
    ),
    "grants": (
        "Parish\tGrant 2025-26 £",
        "Averby\t40\nStannet\t20\nWick Marsh\t70",
    ),
    "pupils": (
        "Age\tCount\t%",
        "16\t40\t50.0%\n17\t12\t15.0%\n18\t28\t35.0%",
    ),
    "savings": (
        "Quay\tSaving £",
        "Ferry quay\t10\nMill quay\t50\nSalt quay\t-5",
    ),
    "variances": (
        "Pier\tSaving or variance £",
        "New pier\t-10\nOld pier\t-50\nWest pier\t5",
    ),
    "projects": (
        "Ref\tProject\tTotal cost £000s",
        "1\tMill bridge\t45\n2\tQuay road\t905\n3\tFerry steps\t12\n4\tTotal roads\t962",
    ),
}


def found(question: str) -> list[str]:
    """Return the row found for each part of a question among `TABLES`, each a candidate."""
    candidates, sections = [], {}
    for name, (header, rows) in TABLES.items():
        text = f"{header}\n{rows}"
        candidates.append(made_candidate(text, name))
        piece = Piece(0, len(text), 1, 0, BlockKind.TABLE, header)
        sections[name] = Section(0, (name.capitalize(),), None, text, (piece,))

    def section_of(candidate: Candidate) -> Section:
        return sections[candidate.document.id]

    def words(extreme: Extreme | None) -> str:
        if extreme is None:
            return ""
        text = section_of(extreme.candidate).text
        return text[extreme.stretch.start : extreme.stretch.stop].replace("\t", " ")

    parts = part_readings(Reading(question, sought=sought_by(question)))
    rarity = rarity_in([each.passage.text for each in candidates])
    return [words(each) for each in extremes_of(parts, candidates, rarity, section_of)]


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Which parish pays the largest levy in 2025-26?", "Stannet 250 -4.0%"),
        ("Which parish's levy rose the most for 2025-26?", "Wick Marsh 90 9.6%"),
        ("Which parish got the biggest grant in 2025-26, and how much?", "Wick Marsh 70"),
        ("At which age are there the fewest pupils, and how many?", "17 12 15.0%"),
        ("What project has the highest total cost?", "2 Quay road 905"),
    ],
)
def test_the_table_that_lists_the_kind_asked_for_gives_the_row(question: str, row: str) -> None:
    assert set(found(question)) == {row}


@pytest.mark.parametrize(
    "question",
    [
        "Which ward has the largest levy?",
        "Which parish has the most ponds?",
        "Which parish had the most ponds in 2025-26?",
        "What do parishes complain about most?",
        "Which parish is on top of the hill in 2025-26?",
        "What levy does Averby pay?",
        "Which parish may raise its levy by at most 5%?",
    ],
)
def test_no_row_is_given_where_no_table_lists_and_counts_what_is_asked_for(question: str) -> None:
    assert not any(found(question))


def test_a_part_that_asks_for_what_is_in_the_row_is_answered_by_it() -> None:
    question = "Which parish raised its levy most in 2025/26, and by how much in %?"
    assert found(question) == ["Wick Marsh 90 9.6%"] * 2


def test_a_part_that_asks_for_something_else_is_not_answered_by_the_row() -> None:
    question = "Which parish pays the largest levy in 2025-26, and how many trees were planted?"
    assert found(question) == ["Stannet 250 -4.0%", ""]


def test_a_saving_may_be_shown_with_a_sign_or_without() -> None:
    assert found("Which quay made the biggest saving?") == ["Mill quay 50"]
    assert found("Which pier made the biggest saving?") == ["Old pier -50"]


def test_what_has_the_row_is_read_whatever_its_rank() -> None:
    first, second, third = (made_candidate("words", name) for name in "abc")
    extreme = Extreme(third, Stretch(0, 5), frozenset())
    assert read_with(extreme, [first, second, third], 2) == (first, third)
    assert read_with(extreme, [first, third, second], 2) == [first, third]
    assert read_with(None, [first, second, third], 2) == [first, second]
