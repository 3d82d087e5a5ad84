"""What is known of a candidate, and what it comes to."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ConfigurationError
from indexer.records import Description, Document, Passage
from indexer.terms import stem, terms, terms_of_parts
from indexer.text_terms import TextTerms, text_terms
from indexer.word_vectors import PackedWords, WordVectors
from service.answers import ArmScore, Candidate, Reading, Sought
from service.language import Rarity
from service.ranking.likening import Likening, learnt_likening
from service.ranking.passage import NEAR, joined_terms, standing
from service.ranking.question import asked_words
from service.ranking.ranker import (
    Weights,
    learnt_weights,
    rank,
    read_weights,
    relevance_unpreferred,
)
from service.ranking.signals import signals_of
from service.ranking.values import NAMES
from service.ranking.vocabulary import FILE, LONGEST, Vocabulary, vocabulary
from tests.service.made import kept_words, rarity_in

TEXTS = (
    "Wardens visited 40 villages.\nThe tip at Mill Lane closed.",
    "The household waste recycling centre closed in 2025-26.",
    "Rents of allotments rise.",
)
BRIDGES = Vocabulary({"tip": ["household waste recycling centre"], "council chief": ["leader"]})
UNTURNED = Likening(
    np.zeros((4, 1), np.float32), np.zeros((1, 4), np.float32), np.zeros(4, np.float32), 0.0
)


class Index:
    """Three passages, whose words all have one vector."""

    def rarity(self) -> Rarity:
        return rarity_in([*TEXTS, "The council met. Kent council. The council said so."])

    def encode_words(self, text: str) -> WordVectors:
        starts = [at for at in range(len(text)) if at == 0 or text[at - 1] == " "]
        return WordVectors(
            np.array(starts, np.int32), np.full((len(starts), 4), 0.5, dtype=np.float32)
        )

    def words(self, passages: Sequence[Passage]) -> tuple[PackedWords, ...]:
        return tuple(kept_words(self.encode_words(each.embedded_text)) for each in passages)

    def terms(self, passages: Sequence[Passage]) -> tuple[TextTerms, ...]:
        return tuple(text_terms(passage.embedded_text) for passage in passages)


def candidate(number: int, text: str, header: str = "", preference: float = 0.0) -> Candidate:
    return Candidate(
        passage=Passage(
            f"p{number}", "d", number, 0, 0, len(text), text, (1, 1), header, "Waste report"
        ),
        document=Document("d", "s", "d.pdf", Description(), (), 1, "", "text/plain", 1, ()),
        dense=ArmScore(1 / number, number),
        sparse=ArmScore(10.0 / number, number) if number < 3 else None,
        fused=1 / number,
        preference=preference,
    )


CANDIDATES = [candidate(number, text) for number, text in enumerate(TEXTS, start=1)]


def signals(question: str, candidates: list[Candidate] = CANDIDATES) -> dict[str, list[float]]:
    asked = asked_words(question, Index(), BRIDGES)
    reading = Reading(question, sought=(Sought.NUMBER,))
    found = signals_of(reading, asked, candidates, Index(), UNTURNED)
    return {name: list(found[:, at]) for at, name in enumerate(NAMES)}


def test_an_arm_that_did_not_find_a_passage_gives_it_nothing() -> None:
    found = signals("Which tip closed?")
    assert found["bm25"] == [1.0, 0.0, 0.0]
    assert found["bm25_of_best"] == [1.0, 0.5, 0.0]
    assert found["dense"][0] == 1.0
    assert max(found["dense_below_best"]) == 0.0


def test_a_word_counts_by_its_other_name_but_less() -> None:
    found = signals("Which tip closed?")
    assert found["coverage"][0] == found["bridged"][0] == 1.0
    assert found["coverage"][1] < found["bridged"][1] < 1.0
    assert found["bridged"][2] == 0.0


def test_a_row_with_its_headings_and_context_is_what_counts_for_the_unit() -> None:
    apart, together = signals(
        "wardens Mill Lane waste", [CANDIDATES[0], candidate(2, "Mill Lane\t3", header="Wardens")]
    )["unit"]
    assert apart < together == 1.0


def test_figures_neighbours_and_what_is_sought_are_seen() -> None:
    found = signals("How many villages did wardens visit in 2025-26?")
    assert found["figures"] == [0.0, 1.0, 0.0]
    assert found["together"][0] > 0 == found["together"][2]
    # a year that the question itself names is not what it asks for
    assert found["sought"] == pytest.approx([1 - 1 / 3, 0.0, 0.0])  # the only one of three


def test_words_that_only_frame_a_question_count_for_nothing() -> None:
    framed = asked_words("Summarise the discussion about wardens", Index(), BRIDGES)
    assert set(framed.weights) == set(terms("wardens"))
    assert len(framed.shares) == 1


def test_when_as_seen_from_now_counts_for_nothing() -> None:
    asked = asked_words("How much is spent on wardens next year?", Index(), BRIDGES)
    assert asked.weights == asked_words("wardens", Index(), BRIDGES).weights


def test_a_question_of_framing_words_alone_still_has_words() -> None:
    framed = asked_words("Summarise the discussion", Index(), BRIDGES)
    assert framed.weights
    assert framed.shares.sum() == pytest.approx(1.0)


def test_every_signal_of_every_question_is_a_number() -> None:
    for question in ("the of and", "tip", "zzz 123 qqq", "?!"):
        for values in signals(question).values():
            assert np.isfinite(values).all()


def test_ranking_keeps_every_candidate_and_raises_what_is_preferred() -> None:
    likening, weights = learnt_likening(), learnt_weights()
    reading = Reading("Which tip closed?")
    plain = rank(reading, CANDIDATES, Index(), weights, likening)
    assert {each.passage.id for each in plain} == {each.passage.id for each in CANDIDATES}
    assert [each.score for each in plain] == sorted((e.score for e in plain), reverse=True)
    assert all(each.signals and 0 <= (each.relevance or 0) <= 1 for each in plain)
    preferred = [*CANDIDATES[:2], candidate(3, TEXTS[2], preference=0.2)]
    raised = rank(reading, preferred, Index(), weights, likening)
    (before,) = (each.score for each in plain if each.passage.id == "p3")
    (after,) = (each.score for each in raised if each.passage.id == "p3")
    assert after > before
    (whole,) = (each for each in raised if each.passage.id == "p3")
    assert relevance_unpreferred(whole) == pytest.approx(before)
    assert rank(reading, [], Index(), weights, likening) == ()


def test_weights_of_other_signals_are_refused_by_the_name_of_their_file() -> None:
    given = Weights(dict.fromkeys([*NAMES[1:], "luck"], 1.0), 0.0)
    with pytest.raises(ConfigurationError, match=rf"mine\.json.*{NAMES[0]}, luck"):
        read_weights(
            f'{{"signals": {{{", ".join(f"{chr(34)}{n}{chr(34)}: 1" for n in given.signals)}}}, '
            '"bias": 0}'.encode(),
            "mine.json",
        )
    with pytest.raises(ConfigurationError, match=r"mine\.json"):
        read_weights(b"no weights", "mine.json")


def test_passages_know_where_their_units_begin_in_what_is_embedded() -> None:
    passages = [each.passage for each in CANDIDATES]
    held = joined_terms(passages, Index().terms(passages))
    for passage, starts in zip(passages, held.starts, strict=True):
        assert passage.embedded_text[starts[0] :] == passage.text
    assert [len(starts) for starts in held.starts] == [2, 1, 1]


WORDS = st.sampled_from(["tip", "lane", "warden", "rent", "bus"])


@given(st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=4))
def test_where_terms_stand_is_what_a_plain_scan_finds(texts: list[list[str]]) -> None:
    passages = [
        candidate(number, " ".join(words), header="Bus rent").passage
        for number, words in enumerate(texts, start=1)
    ]
    wanted = [*map(stem, ("tip", "lane", "rent")), "waste"]
    found = standing(wanted, joined_terms(passages, Index().terms(passages)))
    for row, (passage, words) in enumerate(zip(passages, texts, strict=True)):
        over = terms(f"{passage.context} {passage.header}")
        assert list(found.over[row]) == [term in over for term in wanted]
        assert list(found.context[row]) == [term in terms(passage.context) for term in wanted]
        assert list(found.anywhere()[row]) == [
            term in [*over, *terms(passage.text)] for term in wanted
        ]
        tips, lanes = ([at for at, w in enumerate(words) if w == of] for of in ("tip", "lane"))
        near = any(abs(tip - lane) <= NEAR for tip in tips for lane in lanes)
        assert found.together(0, 1)[row] == near


def test_terms_of_parts_are_the_terms_of_each_part() -> None:
    parts = ["In 2025/26, £1,610.82", "24/00109\x00 and", "", "pupils'"]
    assert terms_of_parts(parts) == [terms(part) for part in parts]


def test_the_vocabulary_that_comes_with_moothall_is_of_phrases_that_can_be_said() -> None:
    held = vocabulary()
    assert "household waste recycling centre" in held.written("Is the tip open?")
    assert held.written("Is the carriageway open?") == ""
    assert held.bridges("bin bin") == held.bridges("bin") * 2


def test_every_phrase_of_the_vocabulary_has_one_entry_and_can_be_met() -> None:
    content = resources.files("service.ranking").joinpath(FILE).read_text(encoding="utf-8")
    said = [tuple(terms(phrase)) for group in tomllib.loads(content).values() for phrase in group]
    assert len(set(said)) == len(said)
    assert all(0 < len(phrase) <= LONGEST for phrase in said)


def test_what_is_said_in_common_words_alone_means_what_papers_call_it() -> None:
    held = Vocabulary({"go up": ["increase"], "tip": ["recycling centre"]})
    assert held.meant("Is the tip going up?") == ["tip", *terms("increase")]
    assert held.meant("Is the tip open?") == terms("tip open")
