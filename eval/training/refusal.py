"""Fitting the decision whether the records answer: ``python -m eval fit-refusal``.

The examples are questions, some of which their index does not answer: near-misses above all, of
which the matter is in the records and the very thing asked is not. What rules decide already
(another council, a day out of reach, no question, a vote that is recorded) teaches nothing and is
left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from eval.answers.questions import GoldQuestion, load_questions
from eval.files import write
from indexer.config import Settings, load_settings
from indexer.errors import EvaluationError
from service.answers import Question
from service.compose.quoting import QuotingComposer
from service.index import Index
from service.open_index import open_index
from service.refusal.estimate import (
    BIAS,
    KNOWN,
    LENGTHS,
    ByLength,
    features_of,
    fitted_weights,
    shares_for,
)
from service.refusal.evidence import evidence_of
from service.steps import Context, check, compose, find, gather, read, recall

LEFT_OUT = frozenset({"relevance"})
"""Features that others say better: `likeliest` is nearly the same."""
REFUSED_AT_MOST = 0.05
"""The share of answerable questions that the threshold may refuse where it is chosen."""
SHRINKAGE = 3.0
"""The weight of the squared weights in the loss, of features brought to one scale."""


class Example(Struct, frozen=True):
    """A question's features, and how much its length is each of `LENGTHS`.

    ``group`` is the index that it was asked of, ``kind`` ``answerable`` or why it is not.
    """

    group: str
    kind: str
    features: dict[str, float]
    shares: NDArray[np.float64]

    @property
    def answerable(self) -> bool:
        """Whether the records answer it."""
        return self.kind == "answerable"


Fit = Callable[[Sequence[Example]], dict[str, ByLength]]


class Outcome(Struct, frozen=True):
    """Of one kind of question, how many there were and the share that was refused."""

    kind: str
    number: int
    refused: float


def examples_of(
    questions: Sequence[GoldQuestion], index: Index, settings: Settings, group: str
) -> Iterator[Example]:
    """Yield the examples that questions give on one index."""
    own = [council.name for council in index.councils()]
    for question in questions:
        found = _asked(question.question, index, settings)
        if found is None:
            continue
        evidence = evidence_of(found.reading, found.candidates, found.quotations, index, own)
        if evidence.known < KNOWN:
            continue
        kind = "answerable" if question.answerable else str(question.why)
        features = features_of(evidence)
        yield Example(
            group,
            kind,
            {name: features[name] for name in features if name not in LEFT_OUT},
            shares_for(found.reading),
        )


def fitted(examples: Sequence[Example]) -> dict[str, ByLength]:
    """Return what each feature and the bias count for each of `LENGTHS`.

    Logistic regression with a ridge; every feature stands once for each length, times the share
    that the question's own length is of it. Each index counts as much as another, however many
    questions were asked of it.
    """
    from scipy.optimize import minimize

    values, shares = _values(examples), np.array([example.shares for example in examples])
    middle, spread = values.mean(axis=0), values.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = (values - middle) / spread
    rows = np.concatenate([scaled[:, :, None] * shares[:, None, :], shares[:, None, :]], axis=1)
    rows = rows.reshape(len(examples), -1)
    signs = np.array([1.0 if example.answerable else -1.0 for example in examples])
    asked = Counter(example.group for example in examples)
    mean = len(examples) / len(asked)
    counts = np.array([mean / asked[example.group] for example in examples])

    def loss(held: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = signs * (rows @ held[1:] + held[0])
        pulls = -signs * counts / (1 + np.exp(sums))
        value = counts @ np.logaddexp(0.0, -sums) + SHRINKAGE / 2 * (held[1:] @ held[1:])
        return float(value), np.array([pulls.sum(), *(rows.T @ pulls + SHRINKAGE * held[1:])])

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B").x
    by_length = found[1:].reshape(-1, len(LENGTHS))
    weights = by_length[:-1] / spread[:, None]
    bias = found[0] + by_length[-1] - middle @ weights
    names = (BIAS, *examples[0].features)
    return {
        name: tuple(round(float(each), 4) for each in row)
        for name, row in zip(names, [bias, *weights], strict=True)
    }


def fitted_beside(name: str, examples: Sequence[Example]) -> dict[str, ByLength]:
    """Return the weights that come with Moothall, with a new one of the feature `name`.

    It counts the same at every length. It is fitted beside the sum of all others, which keeps what
    these had learnt from more questions than there are `examples`; only their scale is fitted.
    """
    held = {each: weight for each, weight in fitted_weights().items() if each != name}
    sums = _sums(examples, held)
    pairs = [
        Example(
            example.group,
            example.kind,
            {"others": float(total), name: example.features[name]},
            np.eye(len(LENGTHS))[0],
        )
        for example, total in zip(examples, sums, strict=True)
    ]
    (bias, *_), (scale, *_), (own, *_) = fitted(pairs).values()
    weights = {each: tuple(scale * value for value in weight) for each, weight in held.items()}
    weights[BIAS] = tuple(value + bias for value in weights[BIAS])
    weights[name] = (own,) * len(LENGTHS)
    return {each: tuple(round(value, 4) for value in weight) for each, weight in weights.items()}


def chances(examples: Sequence[Example], weights: dict[str, ByLength]) -> NDArray[np.float64]:
    """Return the estimated chance of each example that it is answerable."""
    return np.asarray(1 / (1 + np.exp(-_sums(examples, weights))))


def cross_validated(
    examples: Sequence[Example], fit: Fit = fitted
) -> tuple[float, tuple[Outcome, ...]]:
    """Return a threshold, and what it refuses of each kind.

    The chances of each index's questions are by weights that `fit` finds on those of the others.
    The threshold is the highest that refuses at most `REFUSED_AT_MOST` of what is answerable.
    """
    found: dict[str, list[float]] = {}
    for group in sorted({example.group for example in examples}):
        known = [example for example in examples if example.group != group]
        asked = [example for example in examples if example.group == group]
        for example, chance in zip(asked, chances(asked, fit(known)), strict=True):
            found.setdefault(example.kind, []).append(float(chance))
    held = sorted(found["answerable"])
    limit = held[int(REFUSED_AT_MOST * len(held))]
    return limit, tuple(
        Outcome(kind, len(given), sum(chance < limit for chance in given) / len(given))
        for kind, given in sorted(found.items())
    )


def _asked(text: str, index: Index, settings: Settings) -> Context | None:
    context = Context(Question(text), index, settings, QuotingComposer(settings.answer))
    for step in _STEPS:
        step(context)
        if context.status:
            return None
    recalled = context.recollection
    decided = context.reading.out_of_reach or recalled.certain or recalled.lacking
    return None if decided or not context.quotations else context


_STEPS: tuple[Callable[[Context], None], ...] = (read, find, gather, recall, compose, check)


def _sums(examples: Sequence[Example], weights: Mapping[str, ByLength]) -> NDArray[np.float64]:
    """Return the weighted sum of each example's features: the logarithm of the odds."""
    given = np.array(list(weights.values()))
    values = np.array(
        [[1.0 if name == BIAS else each.features[name] for name in weights] for each in examples]
    )
    counted = np.array([example.shares for example in examples]) @ given.T
    return np.asarray((values * counted).sum(axis=1))


def _values(examples: Sequence[Example]) -> NDArray[np.float64]:
    return np.array([list(example.features.values()) for example in examples])


def report_fit(
    questions: Sequence[Path], home: Sequence[Path], out: Path, beside: str | None = None
) -> None:
    """Fit on the questions of each file and its index, print what came of it, and write weights.

    With `beside`, that feature alone, beside the weights that come with Moothall.

    Raises
    ------
    EvaluationError
        A file is not what it should be, there are not as many indexes as files of questions, or
        too few: one at least is kept back to measure the others.
    """
    if len(questions) != len(home):
        raise EvaluationError("Give as many --home as --questions.")
    examples: list[Example] = []
    for file, place in zip(questions, home, strict=True):
        settings = load_settings(home=place)
        with open_index(settings) as index:
            asked = load_questions(file)
            examples += examples_of(asked, index, settings, str(place.resolve()))
    for group in {example.group for example in examples}:
        others = {example.answerable for example in examples if example.group != group}
        if others != {True, False}:
            raise EvaluationError(
                "Give two indexes at the least, each with answerable and unanswerable questions."
            )
    if beside and beside not in examples[0].features:
        named = ", ".join(examples[0].features)
        raise EvaluationError(f"--beside {beside}: there is no such feature. There are {named}.")
    fit = partial(fitted_beside, beside) if beside else fitted
    limit, outcomes = cross_validated(examples, fit)
    for outcome in outcomes:
        print(f"{outcome.kind:16} {outcome.number:4}  refused {outcome.refused:.2f}")
    text = (
        "# What each feature of the evidence counts for the records answering a question, where\n"
        f"# the question has {', '.join(map(str, LENGTHS))} words of meaning. Fitted by python -m\n"
        "# eval fit-refusal; docs/experiments/answers.md says on what. The threshold\n"
        f"# [answer] confidence that goes with it is {limit:.2f}.\n"
    )
    write(out, (text + _table(fit(examples))).encode())
    print(f"Written to {out}. The threshold [answer] confidence that goes with it: {limit:.2f}")


def _table(weights: dict[str, ByLength]) -> str:
    """Return the table of weights in TOML, a feature a line."""
    return "[weights]\n" + "".join(
        f"{name} = [{', '.join(map(str, each))}]\n" for name, each in weights.items()
    )
