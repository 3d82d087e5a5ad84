"""Choosing what to quote: neighbours, and nothing twice."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from indexer.records import (
    BlockKind,
    Description,
    Document,
    Passage,
    Piece,
    Section,
    passage_id,
)
from service.answers import Candidate, Period, Question, Reading
from service.compose.choosing import Weights, chosen, scored
from service.compose.traits import Choice, Traits, choices_of
from service.compose.wanted import wanted_by
from service.interpret.sought import sought_by
from service.ranking.vocabulary import Vocabulary
from tests.service.made import rarity_in

NOTHING_ELSE = Vocabulary({})
NONE_ALIKE = (0.0,) * 99


def candidate(text: str, number: int = 0, score: float = 1.0) -> tuple[Candidate, Section]:
    name = f"document-{number}"
    document = Document(name, "s", name, Description(), (), 1, "", "text/plain", 1, ())
    piece = Piece(0, len(text), 1, 0, BlockKind.PARAGRAPH)
    section = Section(0, (), None, text, (piece,))
    passage = Passage(passage_id(name, 0), name, 0, 0, 0, len(text), text, (1, 1), "", "Cabinet")
    return Candidate(passage, document, None, None, score), section


def read(question: str) -> Reading:
    return Reading(Question(question).text, sought=sought_by(question))


def choices(question: str, *texts: str, alike: tuple[float, ...] = ()) -> list[Choice]:
    wanted = wanted_by(read(question), rarity_in([*texts, question]), NOTHING_ELSE)
    found = [candidate(text, number) for number, text in enumerate(texts)]
    return [
        choice
        for rank, (each, section) in enumerate(found)
        for choice in choices_of(wanted, each, rank, 1.0, section, alike or NONE_ALIKE)
    ]


def quoted(question: str, *texts: str, limit: int = 4) -> list[str]:
    return [each.choice.text for each in chosen(scored(choices(question, *texts)), limit)]


LIDO = (
    "The lido opened in 1931. Repairs to the pump cost £48,250 in all. The culvert was blocked. "
    "The band played on the green."
)


def test_the_sentence_that_holds_what_is_asked_comes_first() -> None:
    assert quoted("How much did the pump repairs cost?", LIDO)[0] == (
        "Repairs to the pump cost £48,250 in all."
    )


def test_of_sentences_that_say_no_word_of_the_question_the_likeliest_comes_first() -> None:
    found = scored(choices("Why is it shut?", LIDO, alike=(0.2, 0.3, 1.4, 0.3)))
    assert found[0].choice.text == "The culvert was blocked."


def test_no_more_than_the_limit_is_quoted() -> None:
    question = "Why did the culvert, the pump, the lido and the band cost £48,250?"
    assert len(quoted(question, LIDO)) > 2
    assert len(quoted(question, LIDO, limit=2)) == 2


def test_the_same_words_are_quoted_once() -> None:
    text = "Repairs to the pump cost £48,250 in all."
    assert quoted("How much did the pump repairs cost?", text, text) == [text]


def test_what_is_far_below_the_best_is_not_quoted_from_elsewhere() -> None:
    found = quoted("How much did the pump repairs cost?", LIDO, "The band played at seven o'clock.")
    assert "The band played at seven o'clock." not in found


@pytest.mark.parametrize(
    ("marked", "best_marked", "is_quoted"),
    [(0.3, 0.0, False), (0.6, 0.0, True), (0.6, 0.62, True), (0.6, 0.7, False)],
)
def test_what_the_marker_takes_for_an_answer_as_surely_is_quoted_from_elsewhere_too(
    marked: float, best_marked: float, is_quoted: bool
) -> None:
    best, other = "Repairs to the pump cost £48,250 in all.", "The grant for it came to £9,000."
    marks = {best: best_marked, other: marked}
    found = [
        replace(
            choice,
            traits=replace(
                choice.traits,
                marked=marks.get(choice.text, 0.0),
                likeness=0.25 * (choice.text == other),
            ),
        )
        for choice in choices("How much did the pump repairs cost?", LIDO, other)
    ]
    assert (other in [each.choice.text for each in chosen(scored(found), 4)]) is is_quoted


def test_the_order_is_the_same_whatever_the_order_given() -> None:
    found = choices("How much did the pump repairs cost?", LIDO, LIDO.replace("lido", "pool"))
    assert scored(found) == scored(list(reversed(found)))


def test_nothing_is_chosen_of_nothing() -> None:
    assert chosen([], 4) == []


def test_a_word_that_papers_call_otherwise_is_met_by_their_word() -> None:
    text = "The household waste recycling centre is shut."
    wanted = wanted_by(
        read("Is the tip shut?"),
        rarity_in([text, "the tip"]),
        Vocabulary({"tip": ["household waste recycling centre"]}),
    )
    plain = wanted_by(
        read("Is the tip shut?"),
        rarity_in([text, "the tip"]),
        NOTHING_ELSE,
    )
    held = frozenset({"household", "wast", "recycl", "centr", "shut"})
    assert wanted.covered(held) > plain.covered(held)
    assert wanted.covered(held) < 1.0


def test_a_letter_that_names_one_of_several_is_wanted() -> None:
    rarity = rarity_in(["Band\tCharge", "D\t£1,690", "H\t£3,380"])
    wanted = wanted_by(read("What will a band H home pay?"), rarity, NOTHING_ELSE)
    assert wanted.covered(frozenset({"h"})) > wanted.covered(frozenset({"d"})) == 0.0
    assert "i" not in wanted_by(read("What can I pay?"), rarity, NOTHING_ELSE).weights


def test_how_and_when_one_asks_hide_nothing_of_what_is_asked_for() -> None:
    rarity = rarity_in(["the lido is open", "the lido", "lido opened in May 2025"])
    spent = read("How much is spent on the lido this year?")
    assert set(wanted_by(spent, rarity, NOTHING_ELSE).weights) == {"lido"}
    asked = read("How much does the lido cost in May 2025?")
    may = Period("May 2025", date(2025, 5, 1), date(2025, 5, 31), subject=True)
    timed = wanted_by(replace(asked, periods=(may,)), rarity, NOTHING_ELSE)
    lido = frozenset({"lido"})
    assert timed.covered(lido) > wanted_by(asked, rarity, NOTHING_ELSE).covered(lido)
    assert timed.covered(lido) < 1.0


def test_a_word_that_nobody_knows_hides_no_other() -> None:
    rarity = rarity_in(["the lido is shut", "the lido is open"])
    wanted = wanted_by(read("Is the lido zxqv?"), rarity, NOTHING_ELSE)
    assert wanted.covered(frozenset({"lido"})) >= 0.5


def test_every_trait_has_its_weight_in_the_same_place() -> None:
    assert Traits.__struct_fields__ == Weights.__struct_fields__
