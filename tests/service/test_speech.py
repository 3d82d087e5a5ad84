"""Whose words a sentence may be, where it is asked what somebody said."""

from __future__ import annotations

import pytest

from indexer.records import Section
from service.answers import Reading
from service.compose.sentences import units_of
from service.compose.speech import may_be_said_by, speaker_asked_for, where_named
from service.compose.traits import Choice, Traits
from tests.service.made import made_candidate

MINUTES = (
    "1) Mr Alder said that benches were needed. They would be of oak.\n\n"
    "2) Mrs Birch doubted it. Mr Alder had said so before.\n\n"
    "Reserves\tAda Alder\t1,200.0\n"
    "For (4): Mr Alder, Mrs Birch, Mr Cedar, Ms Doe.\n\n"
    "Mr Alder, Cabinet Member for Parks"
)


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Mr Alder say about benches?", "Alder"),
        ("What has Ada Alder told the council about oak?", "Alder"),
        ("What did Netherwick Water say about pipes?", ""),  # to whom no record gives a title
        ("What did the Chair tell Mr Alder about benches?", ""),
        ("How did Mr Alder vote on benches?", ""),
        ("What did Mr Alder propose?", ""),
    ],
)
def test_whose_words_are_asked_for(question: str, speaker: str) -> None:
    assert speaker_asked_for(Reading(question), [made_candidate(MINUTES)]) == speaker


def test_only_their_own_words_and_what_is_told_of_them_may_be_quoted() -> None:
    found = made_candidate(MINUTES)
    section = Section(0, (), None, MINUTES, ())
    kept = [
        MINUTES[unit.start : unit.stop]
        for number, unit in enumerate(units_of(MINUTES))
        if may_be_said_by(
            Choice(found, section, number, unit.start, unit.stop, "", Traits()),
            "Alder",
        )
    ]
    assert kept == [
        "1) Mr Alder said that benches were needed.",
        "They would be of oak.",
        "Mr Alder had said so before.",
    ]


def test_passages_that_name_them_in_a_table_alone_are_left_out() -> None:
    row, told = made_candidate("Reserves\tAda Alder\t1,200.0"), made_candidate("Mr Alder agreed.")
    assert where_named([row, told], "Alder") == [told]
