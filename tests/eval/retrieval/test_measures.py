from __future__ import annotations

from itertools import pairwise
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.retrieval.measures import STANDARD, mean, measure
from eval.retrieval.trec_files import Placed, run_lines, strictly_falling
from indexer.errors import EvaluationError

# Grades 2 and 1 stand at ranks 2 and 4 of five; one relevant document is not found at all.
QRELS = {"q": {"two": 2, "one": 1, "zero": 0, "lost": 1}, "unfound": {"x": 1}}
RANKING = [
    Placed("zero", 5.0),
    Placed("two", 4.0),
    Placed("unseen", 3.0),
    Placed("one", 2.0),
    Placed("other", 1.0),
]


def measured(names: list[str]) -> dict[str, float]:
    return measure({"q": RANKING}, QRELS, names)["q"]


def test_measures_are_those_worked_out_by_hand() -> None:
    gained = 2 / log2(2 + 1) + 1 / log2(4 + 1)
    ideal = 2 / log2(1 + 1) + 1 / log2(2 + 1) + 1 / log2(3 + 1)
    by_hand = {
        "nDCG@10": gained / ideal,
        "nDCG@3": (2 / log2(3)) / ideal,
        "AP@100": (1 / 2 + 2 / 4 + 0) / 3,
        "RR@10": 1 / 2,
        "P@5": 2 / 5,
        "P@10": 2 / 10,
        "R@10": 2 / 3,
        "R@2": 1 / 3,
        "Success@1": 0.0,
        "Success@5": 1.0,
        "Judged@5": 3 / 5,
        "Judged@2": 2 / 2,
    }
    found = measured(list(by_hand))
    assert {name: round(value, 4) for name, value in found.items()} == {
        name: round(value, 4) for name, value in by_hand.items()
    }


def test_a_query_for_which_nothing_was_found_counts_nought() -> None:
    per_query = measure({"q": RANKING}, QRELS)
    assert per_query["unfound"] == dict.fromkeys(STANDARD, 0.0)
    assert mean(per_query, "RR@10") == pytest.approx(1 / 4)


def test_nothing_found_at_all_is_no_error() -> None:
    assert measure({}, QRELS, ["nDCG@10"]) == {"q": {"nDCG@10": 0}, "unfound": {"nDCG@10": 0}}


def test_documents_of_equal_score_are_measured_in_the_order_given() -> None:
    qrels = {"q": {"a": 1}}
    tied = [Placed("a", 1.0), Placed("b", 1.0), Placed("c", 1.0)]
    assert measure({"q": tied}, qrels, ["RR@10"])["q"]["RR@10"] == 1.0
    assert measure({"q": tied[::-1]}, qrels, ["RR@10"])["q"]["RR@10"] == pytest.approx(1 / 3)


def test_a_measure_that_is_not_known_is_named() -> None:
    with pytest.raises(EvaluationError, match="'Goodness@10'"):
        measure({}, QRELS, ["Goodness@10"])


@given(
    st.lists(st.floats(-1e6, 1e6, allow_nan=False), max_size=30).map(
        lambda each: sorted(each)[::-1]
    )
)
def test_scores_written_fall_strictly_and_stay_near(scores: list[float]) -> None:
    falling = strictly_falling(scores)
    written = [
        float(line.split()[4])
        for line in run_lines(
            {"q": [Placed(str(place), score) for place, score in enumerate(scores)]}, "tag"
        )
    ]
    assert all(above > below for above, below in pairwise(written))
    assert written == pytest.approx(falling)
    assert falling == pytest.approx(scores, rel=1e-5, abs=1e-30)
