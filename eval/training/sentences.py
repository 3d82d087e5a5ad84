"""Fitting what makes a sentence the answer: ``python -m eval fit-sentences``.

Every sentence and row of the passages found for an answerable question is an example; those whose
words are a gold quote's are right. The weights make a right one the likeliest of all (multinomial
logistic regression over the choices of a question; a right one for any of its parts counts).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from msgspec.structs import astuple
from numpy.typing import NDArray

from eval.answers.judging import SUPPORTS
from eval.answers.matching import holds_quote, shared, words
from eval.answers.questions import GoldQuestion, load_questions
from indexer.config import Settings, load_settings
from indexer.errors import EvaluationError
from service.answers import Question
from service.compose.choosing import Weights
from service.compose.parts import at_its_meeting, part_readings, shared_out
from service.compose.quoting import QuotingComposer, choices_for
from service.index import Index
from service.open_index import open_index
from service.steps import Context, find, gather, read, recall

FOLDS = 5
TRAITS = len(Weights.__struct_fields__)
SHRINKAGE = 3.0
"""The weight of the squared weights in the loss: keeps them small on few examples."""


class Example(Struct, frozen=True):
    """A question's choices, for each of its parts: ``traits`` of shape (choices, traits).

    ``right`` are those that a gold quote has, of whatever part.
    """

    id: str
    traits: NDArray[np.float64]
    right: NDArray[np.bool_]


def examples_of(
    questions: Sequence[GoldQuestion], index: Index, settings: Settings
) -> Iterator[Example]:
    """Yield the examples that questions give on one index: those of which a choice is right."""
    for question in questions:
        if not question.answerable:
            continue
        context = Context(
            Question(question.question), index, settings, QuotingComposer(settings.answer)
        )
        for step in (read, find, gather, recall):
            step(context)
        read_passages = context.candidates[: settings.answer.passages]
        parts = part_readings(context.reading)
        stretches = shared_out(settings.answer.stretches, parts)
        choices = [
            choice
            for part in parts
            for choice in choices_for(
                part, at_its_meeting(part, context.reading, read_passages), index, stretches
            )
        ]
        right = np.array([is_right(choice.text, question) for choice in choices], dtype=bool)
        if right.any():
            traits = np.array([astuple(choice.traits) for choice in choices])
            yield Example(question.id, traits, right)


def is_right(text: str, question: GoldQuestion) -> bool:
    """Return whether `text` has a gold quote's words, or most of it is a gold quote's."""
    for gold in question.gold:
        small, large = sorted((text, gold.quote), key=lambda each: len(words(each)))
        if holds_quote(large, small) or shared(small, large) >= SUPPORTS:
            return True
    return False


def fitted(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Return the weights, in the order of `Weights`."""
    from scipy.optimize import minimize

    rows = np.concatenate([example.traits for example in examples])
    right = np.concatenate([example.right for example in examples])
    sizes = [len(example.right) for example in examples]
    starts, of = np.cumsum([0, *sizes])[:-1], np.repeat(np.arange(len(examples)), sizes)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = rows @ weights
        powers = np.exp(sums - np.maximum.reduceat(sums, starts)[of])
        every, good = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts)
        slope = rows.T @ (powers / every[of] - powers * right / good[of])
        value = SHRINKAGE * 0.5 * (weights @ weights) - np.log(good / every).sum()
        return float(value), slope + SHRINKAGE * weights

    return np.asarray(minimize(loss, np.zeros(TRAITS), jac=True, method="L-BFGS-B").x)


def first_is_right(example: Example, weights: NDArray[np.float64]) -> bool:
    """Return whether the choice of the highest score is right."""
    return bool(example.right[int(np.argmax(example.traits @ weights))])


def cross_validated(examples: Sequence[Example]) -> float:
    """Return the share of questions whose first choice is right by weights fitted on others."""
    found = []
    for number in range(FOLDS):
        weights = fitted([each for at, each in enumerate(examples) if at % FOLDS != number])
        found += [first_is_right(each, weights) for each in examples[number::FOLDS]]
    return sum(found) / len(found)


def spaced(questions: Sequence[GoldQuestion], most: int | None) -> Sequence[GoldQuestion]:
    """Return `most` of `questions`, evenly spaced; all where there are no more, or it is None."""
    if most is None or len(questions) <= most:
        return questions
    return [questions[number * len(questions) // most] for number in range(most)]


def report_fit(questions: Sequence[Path], home: Sequence[Path], most: int | None = None) -> None:
    """Fit on the questions of each file and its index, and print weights as `Weights` has them.

    Of each file `most` questions at most are read, evenly spaced, so that no index outweighs the
    others; all of them where it is None.

    Raises
    ------
    EvaluationError
        Too few questions have a right choice, or there are not as many indexes as files.
    """
    if len(questions) != len(home):
        raise EvaluationError("Give as many --home as --questions.")
    examples: list[Example] = []
    for file, place in zip(questions, home, strict=True):
        settings = load_settings(home=place)
        with open_index(settings) as index:
            examples += examples_of(spaced(load_questions(file), most), index, settings)
    if len(examples) < FOLDS:
        raise EvaluationError("Too few questions have a gold quote among the passages found.")
    print(f"{len(examples)} questions; first choice right, {FOLDS}-fold: ", end="")
    print(f"{cross_validated(examples):.3f}")
    for name, weight in zip(Weights.__struct_fields__, fitted(examples), strict=True):
        print(f"{name}: float = {weight:.2f}")
