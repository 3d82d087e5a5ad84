"""Whether the records answer: the evidence and the estimate."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from indexer.records import Passage
from indexer.text_terms import TextTerms, text_terms
from indexer.word_vectors import PackedWords, WordVectors
from service.answer import Answerer
from service.answers import Evidence, Period, Question, Reading, Sought, Status
from service.compose.quotation import Quotation
from service.interpret.sought import sought_by
from service.language import Rarity
from service.ranking.values import NAMES, Signals
from service.refusal import confidence, wholly_unmet
from service.refusal.estimate import BIAS, LENGTHS, features_of, fitted_weights, shares_of
from service.refusal.evidence import anchors_of, evidence_of
from service.refusal.weakest import weakest_of
from service.wording import note_on_missing
from tests.service.made import at_right_angles, kept_words, made_candidate, rarity_in


class LetterIndex:
    """Words have one direction for each first letter, so that others with it are the same."""

    def rarity(self) -> Rarity:
        return rarity_in([])

    def encode_words(self, text: str) -> WordVectors:
        found = list(re.finditer(r"\w+", text))
        vectors = at_right_angles(128)[[ord(word[0][0].lower()) for word in found]]
        return WordVectors(np.array([word.start() for word in found], np.int32), vectors)

    def words(self, passages: Sequence[Passage]) -> tuple[PackedWords, ...]:
        return tuple(kept_words(self.encode_words(each.embedded_text)) for each in passages)

    def terms(self, passages: Sequence[Passage]) -> tuple[TextTerms, ...]:
        return tuple(text_terms(passage.embedded_text) for passage in passages)


WHOLE = Evidence(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
FEATURES = sorted(set(fitted_weights()) - {BIAS})


def test_weights_are_of_features_that_there_are_for_every_length() -> None:
    assert set(FEATURES) <= set(features_of(Evidence()))
    assert all(len(by_length) == len(LENGTHS) for by_length in fitted_weights().values())


def test_no_evidence_makes_up_for_what_is_out_of_reach() -> None:
    assert confidence(Reading("What?", out_of_reach=("another council",)), WHOLE) == 0.0
    assert confidence(Reading("What?"), replace(WHOLE, known=0.1)) == 0.0


@given(st.lists(st.floats(0, 1), min_size=13, max_size=13))
def test_the_estimate_is_a_chance_and_its_logistic(values: list[float]) -> None:
    evidence = Evidence(*values)
    found = confidence(Reading("Bins?"), evidence, {BIAS: (0.5, 1.5, 9.0), "met": (2.0, 4.0, 9.0)})
    assert 0 <= found <= 1
    if evidence.known >= 1 / 3:
        # a word of meaning is a quarter of the way from none to four
        total = 0.75 + 2.5 * evidence.met
        assert found == pytest.approx(1 / (1 + math.exp(-total)))


@given(st.lists(st.sampled_from(["bins", "lido", "pool", "road", "park", "bridge", "vote"])))
def test_the_shares_of_a_length_are_of_its_neighbours_and_add_up(words: list[str]) -> None:
    shares = shares_of(" ".join(words))
    assert shares.sum() == pytest.approx(1)
    assert shares @ np.array(LENGTHS) == pytest.approx(min(len(set(words)), LENGTHS[-1]))
    assert (shares > 0).sum() <= 2


def test_a_matter_is_estimated_alike_however_it_is_asked_for() -> None:
    asked = ("Anything about beach huts?", "tell me about beach huts", "beach huts")
    assert len({confidence(Reading(text), replace(WHOLE, met=0.5)) for text in asked}) == 1


def test_signals_of_what_is_quoted_are_features() -> None:
    signals = Signals(*(number / 100 for number in range(len(NAMES))))
    features = features_of(replace(WHOLE, signals=signals))
    assert features["passage_bm25"] == 0.0
    assert features["passage_sought"] == pytest.approx((len(NAMES) - 1) / 100)


@pytest.mark.parametrize(
    ("question", "met"),
    [
        ("Bins emptied?", False),
        ("Bins cost?", True),
        ("Large blue bins cost?", False),
        ("Large blue bins cost pounds emptied?", True),
    ],
)
def test_the_weakest_word_is_looked_for_in_what_is_quoted(question: str, met: bool) -> None:
    text, other = "Bins cost money.", "Large blue pounds are emptied."
    quoted = Quotation(made_candidate(text, "quoted"), 0, len(text), "", 0.0, ())
    candidates = [made_candidate(text, "quoted"), made_candidate(other, "not quoted")]
    assert weakest_of(question, candidates, [quoted], LetterIndex()) == (1.0 if met else 0.0)


def test_names_and_figures_are_what_an_answer_must_be_about() -> None:
    period = Period("March 2025", date(2025, 3, 1), date(2025, 3, 31))
    reading = Reading(
        "What did Netherwick pay Coyle Ltd of the £48,250 in March 2025?", periods=(period,)
    )
    found = anchors_of(reading, ["Netherwick Town Council"])
    assert {"coyl", "48250"} <= set(found)
    assert not {"netherwick", "2025", "march", "what"} & set(found)


def test_without_quotations_there_is_no_evidence() -> None:
    assert evidence_of(Reading("What?"), (), (), LetterIndex()) == Evidence()


@pytest.mark.parametrize(
    ("question", "several"),
    [("What did the lido cost?", 0.0), ("Who shut the lido, and why was it shut?", 0.5)],
)
def test_the_best_of_what_was_read_is_evidence_and_so_are_the_parts(
    question: str, several: float
) -> None:
    candidates = [
        replace(made_candidate("The lido was shut.", name), marked=odds)
        for name, odds in (("first", -6.0), ("second", 3.0), ("third", None))
    ]
    found = evidence_of(
        Reading(question), candidates, [quotation("The lido was shut.")], LetterIndex()
    )
    assert (found.read, found.several) == (0.75, several)


@pytest.mark.parametrize(
    "question",
    [
        "Where does Ada Thornbury live?",
        "What is the home address of Mr Coyle?",
        "What is Dr Orme's date of birth?",
    ],
)
def test_private_matters_are_not_looked_for(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(Question(question))
    assert answer.status is Status.NOT_IN_RECORDS
    assert "private" in answer.introduction
    assert not answer.statements


def quotation(text: str) -> Quotation:
    return Quotation(made_candidate(text), 0, len(text), "", 0.0, ())


@pytest.mark.parametrize(
    ("question", "quoted", "missing"),
    [
        ("How much did the lido cost?", "The lido was dear.", (Sought.AMOUNT,)),
        ("How much did the lido cost?", "The lido cost £3,000.", ()),
        ("When was the lido shut, and how much did it cost?", "It was shut in May 2024.", ()),
        ("When was it shut, and which road leads there?", "Mill Lane leads to the lido.", ()),
        ("Why was the lido shut?", "The lido was shut.", ()),
        ("Is the lido shut?", "The lido was shut.", ()),
    ],
)
def test_what_is_quoted_without_the_figure_asked_for_is_no_answer(
    question: str, quoted: str, missing: tuple[Sought, ...]
) -> None:
    reading = Reading(question, sought=sought_by(question))
    assert wholly_unmet(reading, [quotation(quoted)]) == missing


def test_what_is_missing_is_said() -> None:
    said = note_on_missing((Sought.AMOUNT, Sought.DATE))
    assert said == "What was found nearest to it gives no amount and no date."
