"""Fitting what is chosen and what is refused, on examples made here."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from eval.answers.questions import Gold, GoldQuestion
from eval.training import refusal as refusal_fitting
from eval.training import sentences as sentence_fitting
from service.compose.choosing import Weights
from service.refusal.estimate import BIAS, shares_of

TRAITS = len(Weights.__struct_fields__)


def refusal_examples(number: int = 240) -> list[refusal_fitting.Example]:
    """What is answerable has all its names, what is not has few where the question is short."""
    chance = np.random.default_rng(4)
    examples = []
    for at in range(number):
        kind = ("answerable", "near-miss")[at % 2]
        features = {name: float(chance.random()) for name in ("anchors", "met", "crowd")}
        features["anchors"] = 1.0 if kind == "answerable" else 0.3 * float(chance.random())
        shares = shares_of(("bins", "bins lido pool road park bridge vote tax")[at // 2 % 2])
        if shares[-1]:  # in long ones names say nothing, and times do
            features["anchors"], features["met"] = features["met"], features["anchors"]
        examples.append(refusal_fitting.Example(f"index {at % 3}", kind, features, shares))
    return examples


def test_what_tells_answers_apart_at_a_length_weighs_most_there() -> None:
    weights = refusal_fitting.fitted(refusal_examples())
    assert list(weights) == [BIAS, "anchors", "met", "crowd"]
    assert weights["anchors"][0] > 2 * max(abs(weights["met"][0]), abs(weights["crowd"][0]))
    assert weights["met"][-1] > 2 * max(abs(weights["anchors"][-1]), abs(weights["crowd"][-1]))


def test_an_index_of_which_more_was_asked_counts_no_more_than_another() -> None:
    examples = []
    for group, asked, held in (("one", 20, 1.0), ("two", 20, 1.0), ("large", 200, 0.0)):
        for at in range(asked):
            kind = ("answerable", "near-miss")[at % 2]
            features = {"crowd": held if kind == "answerable" else 1 - held}
            examples.append(refusal_fitting.Example(group, kind, features, shares_of("bins")))
    assert refusal_fitting.fitted(examples)["crowd"][0] > 0


def test_a_feature_fitted_beside_the_others_leaves_what_they_count_against_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    examples = [each for each in refusal_examples() if each.shares[0] > 0.5]
    held = {BIAS: (0.2, 0.4, 0.6), "met": (1.0, 2.0, 3.0), "crowd": (-0.5, 0.5, 1.5)}
    monkeypatch.setattr(refusal_fitting, "fitted_weights", lambda: held)
    weights = refusal_fitting.fitted_beside("anchors", examples)
    scale = weights["met"][1] / held["met"][1]
    for name in ("met", "crowd"):
        assert weights[name] == pytest.approx([scale * each for each in held[name]], abs=2e-4)
    assert len(set(weights["anchors"])) == 1
    assert weights["anchors"][0] > 3 * abs(scale)
    chances = refusal_fitting.chances(examples, weights)
    assert np.mean((chances > 0.5) == [each.answerable for each in examples]) > 0.95


def test_the_chances_are_those_of_the_service() -> None:
    examples = refusal_examples()
    weights = refusal_fitting.fitted(examples)
    for example, chance in zip(
        examples[:4], refusal_fitting.chances(examples, weights), strict=False
    ):
        values = {BIAS: 1.0, **example.features}
        total = sum(example.shares @ weights[name] * values[name] for name in weights)
        assert chance == pytest.approx(1 / (1 + np.exp(-total)))


def test_cross_validation_covers_every_example_once_and_refuses_no_more_than_allowed() -> None:
    examples = refusal_examples()
    _, found = refusal_fitting.cross_validated(examples)
    outcomes = {outcome.kind: outcome for outcome in found}
    assert sum(outcome.number for outcome in outcomes.values()) == len(examples)
    assert outcomes["near-miss"].refused > 0.9
    assert outcomes["answerable"].refused <= refusal_fitting.REFUSED_AT_MOST


@pytest.mark.parametrize("most", [1, 3, 9, 10, 11, None])
def test_of_many_questions_some_are_read_from_all_over_the_file(most: int | None) -> None:
    questions = [
        GoldQuestion(id=str(at), question="Who?", style="lookup", answerable=False)
        for at in range(10)
    ]
    read = sentence_fitting.spaced(questions, most)
    places = [questions.index(each) for each in read]
    assert len(places) == len(set(places)) == min(most or 10, 10)
    gaps = {after - before for before, after in pairwise(places)}
    assert not gaps or max(gaps) - min(gaps) <= 1


def sentence_example(at: int) -> sentence_fitting.Example:
    """Four choices for a question: the right one has most of the first trait."""
    chance = np.random.default_rng(at)
    traits = chance.random((4, TRAITS)) * 0.5
    right = np.arange(4) == at % 4
    traits[right, 0] = 1.0
    return sentence_fitting.Example(f"q{at}", traits, right)


def test_the_trait_that_tells_the_right_sentence_weighs_most() -> None:
    examples = [sentence_example(at) for at in range(40)]
    weights = sentence_fitting.fitted(examples)
    assert weights[0] > 2 * np.abs(weights[1:]).max()
    assert sentence_fitting.cross_validated(examples) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The repairs to the lido would cost £48,250 in all.", True),
        ("repairs to the lido would cost £48,250", True),
        ("The band played on the green until dusk.", False),
    ],
)
def test_a_sentence_is_right_by_the_words_of_a_gold_quote(text: str, right: bool) -> None:
    question = GoldQuestion(
        id="q1",
        question="What did the lido cost?",
        style="lookup",
        answerable=True,
        key_facts=("£48,250",),
        gold=(Gold("a.pdf", 1, "The repairs to the lido would cost £48,250 in all."),),
    )
    assert sentence_fitting.is_right(text, question) is right
