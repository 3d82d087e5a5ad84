"""Making what is quoted whole: lists, votes, and the row with the most."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from indexer.records import BlockKind, Description, Piece, Section
from service.answers import Sought
from service.compose.choosing import Scored
from service.compose.extremes import extreme_row
from service.compose.quotation import Quotation, distinct, helpful, joined, newest_first
from service.compose.quoting import apart
from service.compose.sentences import units_of
from service.compose.totals import total_row
from service.compose.traits import Choice, Traits
from service.compose.whole import completed, vote_for, votes_in
from service.stretch import Stretch
from tests.service.made import made_candidate
from tests.service.test_choosing import candidate

MINUTES = (
    "Mr Coyle moved the amendment on rents.\n\n"
    "The Chair put the amendment to the vote and the voting was as follows:\n\n"
    "For (2)\n\nMr Coyle, Ms Pellow\n\nAgainst (3)\n\nMrs Thornbury, Dr Orme, Mr Dunn\n\n"
    "Abstain (1)\n\nMs Reyes\n\nAmendment lost.\n\n"
    "RESOLVED that:\n\n(a) rents rise by 3.5%;\n\n(b) plot holders be told.\n\nThe meeting closed."
)
TABLE = "Averby\t100\t3.1%\nStannet\t250\t-4.0%\nWick Marsh\t90\t9.6%\nTotal\t440\t12.0%"
HEADER = "Parish\tPrecept £\tChange on last year"


def section_of(text: str, header: str = "") -> Section:
    kind = BlockKind.TABLE if header else BlockKind.PARAGRAPH
    return Section(0, (), None, text, (Piece(0, len(text), 1, 0, kind, header),))


def choice_of(text: str, words: str, header: str = "") -> Choice:
    start = text.index(words)
    unit = next(unit for unit in units_of(text) if unit.start <= start < unit.stop)
    found, _ = candidate(text)
    return Choice(found, section_of(text, header), 0, unit.start, unit.stop, header, ())


def words_of(text: str, stretch: Stretch | None) -> str:
    assert stretch
    return text[stretch.start : stretch.stop]


def test_words_that_lead_in_a_list_are_quoted_with_its_items() -> None:
    found = words_of(MINUTES, completed(choice_of(MINUTES, "RESOLVED")))
    assert found.startswith("RESOLVED that:")
    assert found.endswith("(b) plot holders be told.")


def test_a_sentence_before_words_that_lead_in_a_list_is_quoted_with_its_items() -> None:
    text = (
        "Fares rose elsewhere. Members named:\n\n(a) Averby, by 9%;\n\n(b) Stannet.\n\nIt closed."
    )
    assert words_of(text, completed(choice_of(text, "Fares"))).endswith("(b) Stannet.")
    apart_from_it = text.replace(". Members", ".\n\nMembers")
    assert words_of(apart_from_it, completed(choice_of(apart_from_it, "Fares"))).endswith("where.")


def test_the_first_item_of_a_list_is_quoted_with_what_leads_it_in() -> None:
    found = words_of(MINUTES, completed(choice_of(MINUTES, "(a) rents")))
    assert found == "RESOLVED that:\n\n(a) rents rise by 3.5%;"


def test_stretches_of_one_section_that_share_words_are_one() -> None:
    choice = choice_of("One. Two. Three. Four.", "Two.")
    best = Scored(choice, 1.0)
    found = [Stretch(0, 4), Stretch(10, 16), Stretch(3, 12), Stretch(17, 22)]
    assert [stretch for _, stretch in apart([(best, stretch) for stretch in found])] == [
        Stretch(0, 16),
        Stretch(17, 22),
    ]


def test_a_sentence_that_stands_alone_is_quoted_alone() -> None:
    choice = choice_of(MINUTES, "Mr Coyle moved")
    assert completed(choice) == Stretch(choice.start, choice.stop)


def test_a_recorded_vote_is_whole() -> None:
    (vote,) = votes_in(section_of(MINUTES))
    assert words_of(MINUTES, vote).startswith("For (2)")
    assert words_of(MINUTES, vote).endswith("Amendment lost.")


@pytest.mark.parametrize(
    "text",
    [
        (
            "The motion was LOST by 11 votes to 12.\nFor (11): Councillors Crake and Dunn.\n"
            "Against (12): Councillors Ostwick and Tarrish."
        ),
        "Votes for 12, against 4, abstentions 1. The motion was carried.",
    ],
)
def test_other_ways_to_record_a_vote_are_whole_too(text: str) -> None:
    (vote,) = votes_in(section_of(text))
    assert "lost" in words_of(text, vote).casefold() or "carried" in words_of(text, vote)


def test_two_votes_that_follow_one_another_are_two() -> None:
    assert len(votes_in(section_of(f"{MINUTES}\n\n{MINUTES}"))) == 2


def test_the_vote_on_a_motion_is_the_next_one() -> None:
    choice = choice_of(MINUTES, "Mr Coyle moved")
    assert "Against (3)" in words_of(MINUTES, vote_for(choice, [Sought.VOTE]))


def test_no_vote_is_quoted_where_none_is_asked_for() -> None:
    assert vote_for(choice_of(MINUTES, "Mr Coyle moved"), [Sought.AMOUNT]) is None


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Which parish raised its precept most?", "Wick Marsh"),
        ("Which parish had the largest precept?", "Stannet"),
        ("Which parish had the smallest precept?", "Wick Marsh"),
        ("Which parish had the lowest change, by what percentage?", "Stannet"),
    ],
)
def test_the_row_with_the_most_or_least_is_found(question: str, row: str) -> None:
    sought = [Sought.PERCENTAGE] if "percentage" in question else []
    choice = choice_of(TABLE, "Averby", HEADER)
    assert words_of(TABLE, extreme_row(question, sought, choice)).startswith(row)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Which parish has the highest precept?", "Stannet"),
        ("Which parish had the biggest shortfall in the change on last year?", "Stannet"),
        ("Which parish had the biggest rise in its precept on last year?", "Wick Marsh"),
    ],
)
def test_words_lead_to_the_extreme_of_the_table_after_them(question: str, row: str) -> None:
    words = "The parishes have told us of their precepts.\n\n"
    pieces = (
        Piece(0, len(words), 1, 0, BlockKind.PARAGRAPH, ""),
        Piece(len(words), len(words + TABLE), 1, 1, BlockKind.TABLE, HEADER),
    )
    section = replace(section_of(words + TABLE), pieces=pieces)
    choice = replace(choice_of(words + TABLE, "The parishes"), section=section)
    assert words_of(words + TABLE, extreme_row(question, [], choice)).startswith(row)
    assert extreme_row(question, [], replace(choice, section=section_of(words))) is None


@pytest.mark.parametrize(
    "question",
    [
        "What is the precept of Averby?",
        "What is the most that a parish may ask for?",
        "Which parish has the most ponds?",
        "In which single year was the precept of Averby the largest?",
    ],
)
def test_no_row_is_taken_for_an_extreme_that_is_not_asked_for(question: str) -> None:
    assert extreme_row(question, [], choice_of(TABLE, "Averby", HEADER)) is None


@pytest.mark.parametrize(
    ("sought", "rows", "found"),
    [
        ([Sought.AMOUNT], ["Averby", "Stannet", "Wick"], True),
        ([Sought.AMOUNT], ["Averby", "Stannet"], False),
        ([Sought.PERSON], ["Averby", "Stannet", "Wick"], False),
    ],
)
def test_where_several_rows_answer_their_sum_does(
    sought: list[Sought], rows: list[str], found: bool
) -> None:
    taken = [Scored(choice_of(TABLE, row, HEADER), 1.0) for row in rows]
    total = total_row("How much do they ask for?", sought, taken)
    assert (total is not None) == found
    if total:
        assert words_of(TABLE, total[1]) == "Total\t440\t12.0%"


def test_where_one_row_answers_better_than_its_like_their_sum_does_not() -> None:
    rows = {"Averby": 5.0, "Stannet": 2.8, "Wick": 2.7}
    taken = [Scored(choice_of(TABLE, row, HEADER), score) for row, score in rows.items()]
    assert total_row("How much is it?", [Sought.AMOUNT], taken) is None


def test_a_row_that_is_of_all_and_says_something_is_no_sum() -> None:
    table = TABLE.replace("Total\t440", "All\tParishes by the river")
    taken = [Scored(choice_of(table, row, HEADER), 1.0) for row in ("Averby", "Stannet", "Wick")]
    assert total_row("How much is it?", [Sought.AMOUNT], taken) is None


@pytest.mark.parametrize(
    ("question", "found"),
    [("How much are the precepts?", True), ("How much do the bus passes cost?", False)],
)
def test_the_sum_of_something_else_is_none(question: str, found: bool) -> None:
    table = TABLE.replace("Total", "TOTAL PRECEPTS")
    taken = [Scored(choice_of(table, row, HEADER), 1.0) for row in ("Averby", "Stannet", "Wick")]
    assert (total_row(question, [Sought.AMOUNT], taken) is not None) == found


def test_a_table_without_a_sum_has_none() -> None:
    table = TABLE.rpartition("\n")[0]
    taken = [Scored(choice_of(table, row, HEADER), 1.0) for row in ("Averby", "Stannet", "Wick")]
    assert total_row("How much is it?", [Sought.AMOUNT], taken) is None


def quotation_of(text: str, line: str, header: str) -> Quotation:
    found, _ = candidate(text)
    start = text.index(line)
    return Quotation(found, start, start + len(line), header, 1.0, ())


def test_rows_that_follow_one_another_are_one_quotation_where_they_can_be_read_together() -> None:
    first, second, third, _ = TABLE.split("\n")
    rows = [quotation_of(TABLE, line, HEADER) for line in (second, first)]
    assert [each.text for each in joined(rows)] == [f"{first}\n{second}"]
    apart_rows = [quotation_of(TABLE, line, HEADER) for line in (first, third)]
    assert len(joined(apart_rows)) == 2
    headed = [quotation_of(TABLE, first, HEADER), quotation_of(TABLE, second, "Ward\tVotes")]
    assert len(joined(headed)) == 2
    wide = "Averby\t1\t2\t3\t4\nStannet\t5\t6\t7\t8"
    assert len(joined([quotation_of(wide, line, "") for line in wide.split("\n")])) == 2


def test_rows_that_are_quoted_together_stand_under_the_label_of_the_first() -> None:
    first, second, *_ = TABLE.split("\n")
    row = replace(quotation_of(TABLE, first, HEADER), caption="Pooled funds")
    total = quotation_of(TABLE, second, HEADER)
    for rows in ([row, total], [total, row]):
        assert [each.caption for each in joined(rows)] == ["Pooled funds"]


def test_words_that_a_draft_and_its_final_version_have_are_quoted_once() -> None:
    whole = quotation_of(TABLE, TABLE, HEADER)
    rows = [quotation_of(TABLE, line, HEADER) for line in TABLE.split("\n")]
    assert distinct([rows[0], rows[1], rows[0]]) == (rows[0], rows[1])
    assert distinct([whole, *rows]) == (whole,)
    assert [each.text for each in distinct([*rows, whole])] == [TABLE]
    other = quotation_of("Averby has new lamps.", "Averby has new lamps.", "")
    assert [each.text for each in distinct([rows[0], other, whole])] == [TABLE, other.text]


def test_a_record_is_taken_in_at_its_own_place_alone() -> None:
    text = "Motion A. Lost. Motion B. Lost."
    first = replace(quotation_of(text, "Lost.", ""), recorded=True)
    second = replace(first, start=text.rindex("Lost."), stop=len(text))
    assert distinct([first, second]) == (first, second)
    around = quotation_of(text, "Motion A. Lost.", "")
    assert distinct([around, second]) == (around, second)
    assert (
        distinct([around, first]) == distinct([first, around]) == (replace(around, recorded=True),)
    )


def test_what_the_marker_speaks_against_is_not_quoted_beside_the_first() -> None:
    first, unread, doubtful, likely, record = (
        replace(quotation_of(TABLE, TABLE, HEADER), traits=(Traits(marked=mark),))
        for mark in (0.0, 0.0, 0.09, 0.3, 0.0)
    )
    record = replace(record, recorded=True)
    assert helpful([first, unread, doubtful, likely, record]) == (first, likely, record)
    assert helpful([]) == ()


def of_day(text: str, day: date | None, mark: float = 0.7) -> Quotation:
    found = made_candidate(text, description=Description(published=day))
    return Quotation(found, 0, len(text), "", 0.0, (Traits(marked=mark),))


def test_what_is_quoted_of_now_comes_newest_first_and_else_as_it_was() -> None:
    old, undated = of_day("£1.50", date(2024, 5, 1)), of_day("Free?", None)
    new, same_day = of_day("£1.20", date(2026, 2, 10)), of_day("£40", date(2026, 2, 10))
    assert newest_first([undated, old, new, same_day]) == (new, same_day, old, undated)
    assert newest_first([]) == ()


def test_what_is_new_and_answers_less_well_stays_behind_what_is_older() -> None:
    old, new = of_day("£1.50", date(2024, 5, 1)), of_day("£1.20", date(2026, 2, 10), mark=0.65)
    beside = of_day("12 bays", date(2026, 2, 26), mark=0.5)
    assert newest_first([old, beside, new]) == (new, beside, old)
    assert newest_first([old, beside]) == (old, beside)
