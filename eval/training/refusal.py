"""Fitting the decision whether the records answer: ``python -m eval fit-refusal``.

The examples are questions with gold answers, each asked of its own index: an answerable one as it
is, and once more with every passage that proves its answer taken away, and so is unanswerable by
what is left. Questions of other councils may be given beside them: no index here answers them. What
rules refuse already (another council, a day out of reach, no question) teaches nothing and is left
out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from eval.answers.judging import is_relevant
from eval.answers.questions import GoldQuestion, load_questions, load_texts
from eval.files import write
from indexer.config import Settings, load_settings
from indexer.errors import EvaluationError
from service.answers import Candidate, Question
from service.compose.quoting import QuotingComposer
from service.index import Index
from service.open_index import open_index
from service.refusal.estimate import BIAS, KNOWN, features_of
from service.refusal.evidence import evidence_of
from service.steps import Context, check, compose, find, gather, read

FEATURES = ("coverage", "surroundings", "similarity", "sought", "anchors", "met")
COUNTS = {"answerable": 1.0, "removed": 0.25, "foreign": 0.3}
"""What an example of a kind counts; every other kind is an unanswerable question of its own."""
UNANSWERABLE = 2.0
FOLDS = 5
REFUSED_AT_MOST = 0.03
"""The share of answerable questions that the threshold may refuse where it is chosen."""
SHRINKAGE = 1.0
"""Half the weight of the squared weights in the loss: keeps them small on few examples."""
OTHERS = 150
"""Questions of other councils that are asked, spread evenly over their file."""


class Example(Struct, frozen=True):
    """A question's features. ``kind`` is ``answerable``, or why it is not."""

    id: str
    kind: str
    features: dict[str, float]

    @property
    def answerable(self) -> bool:
        """Whether the records answer it."""
        return self.kind == "answerable"


class Outcome(Struct, frozen=True):
    """Of one kind of question, how many there were and the share that was refused."""

    kind: str
    number: int
    refused: float


def examples_of(
    questions: Sequence[GoldQuestion], others: Sequence[str], index: Index, settings: Settings
) -> Iterator[Example]:
    """Yield the examples that questions give on one index."""
    for question in questions:
        found = _asked(question.question, index, settings)
        if found is None:
            continue
        kind = "answerable" if question.answerable else str(question.why)
        yield Example(question.id, kind, _features(found))
        if question.answerable:
            found.candidates = tuple(
                candidate
                for candidate in found.candidates
                if not any(_proves(each, question) for each in (candidate, *candidate.also_in))
            )
            yield Example(question.id, "removed", _features(found))
    for number, text in enumerate(others):
        found = _asked(text, index, settings)
        if found is not None:
            yield Example(f"other-{number}", "foreign", _features(found))


def fitted(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weight of each feature and the bias: logistic regression by least loss."""
    from scipy.optimize import minimize

    rows = np.array([[1.0, *_row(example)] for example in examples])
    signs = np.array([1.0 if example.answerable else -1.0 for example in examples])
    counts = np.array([COUNTS.get(example.kind, UNANSWERABLE) for example in examples])

    def loss(weights: NDArray[np.float64]) -> float:
        losses = np.logaddexp(0.0, -signs * (rows @ weights))
        return float(counts @ losses + SHRINKAGE * 0.5 * (weights[1:] @ weights[1:]))

    best = minimize(loss, np.zeros(rows.shape[1]), method="L-BFGS-B").x
    return dict(zip((BIAS, *FEATURES), (round(float(weight), 3) for weight in best), strict=True))


def chances(examples: Sequence[Example], weights: dict[str, float]) -> NDArray[np.float64]:
    """Return the estimated chance of each example that it is answerable."""
    rows = np.array([[1.0, *_row(example)] for example in examples])
    return np.asarray(1 / (1 + np.exp(-rows @ np.array([weights[BIAS], *_of(weights)]))))


def threshold_of(examples: Sequence[Example], weights: dict[str, float]) -> float:
    """Return the highest threshold that refuses at most `REFUSED_AT_MOST` of what is answerable."""
    held = sorted(
        chance
        for example, chance in zip(examples, chances(examples, weights), strict=True)
        if example.answerable
    )
    return float(held[int(REFUSED_AT_MOST * len(held))])


def cross_validated(examples: Sequence[Example]) -> tuple[Outcome, ...]:
    """Return what is refused of each kind, weights and threshold being chosen on other questions.

    The folds are by question, so that a question and what is left of it without its answer never
    stand on both sides.
    """
    ids = sorted({example.id for example in examples})
    fold = {name: number % FOLDS for number, name in enumerate(ids)}
    refused: dict[str, list[bool]] = {}
    for number in range(FOLDS):
        known = [example for example in examples if fold[example.id] != number]
        asked = [example for example in examples if fold[example.id] == number]
        weights = fitted(known)
        limit = threshold_of(known, weights)
        for example, chance in zip(asked, chances(asked, weights), strict=True):
            refused.setdefault(example.kind, []).append(bool(chance < limit))
    return tuple(
        Outcome(kind, len(found), sum(found) / len(found))
        for kind, found in sorted(refused.items())
    )


def _asked(text: str, index: Index, settings: Settings) -> Context | None:
    context = Context(Question(text), index, settings, QuotingComposer(settings.answer))
    for step in _STEPS:
        step(context)
        if context.status:
            return None
    return None if context.reading.out_of_reach else context


_STEPS: tuple[Callable[[Context], None], ...] = (read, find, gather)


def _features(context: Context) -> dict[str, float]:
    compose(context)
    check(context)
    own = [council.name for council in context.index.councils()]
    evidence = evidence_of(
        context.reading, context.candidates, context.quotations, context.index, own
    )
    return features_of(evidence)


def _proves(candidate: Candidate, question: GoldQuestion) -> bool:
    passage = candidate.passage
    text = "\n".join(part for part in (passage.header, passage.text) if part)
    return any(
        is_relevant(candidate.document.path, passage.pages, text, gold) for gold in question.gold
    )


def _row(example: Example) -> list[float]:
    return [example.features[name] for name in FEATURES]


def _of(weights: dict[str, float]) -> list[float]:
    return [weights[name] for name in FEATURES]


def report_fit(
    questions: Sequence[Path], home: Sequence[Path], out: Path, others: Path | None
) -> None:
    """Fit on the questions of each file and its index, print what came of it, and write weights.

    Raises
    ------
    EvaluationError
        A file is not what it should be, or there are not as many indexes as files of questions.
    """
    import tomli_w

    if len(questions) != len(home):
        raise EvaluationError("Give as many --home as --questions.")
    texts = load_texts(others) if others else ()
    foreign = texts[:: max(1, len(texts) // OTHERS)]
    examples: list[Example] = []
    for file, place in zip(questions, home, strict=True):
        settings = load_settings(home=place)
        with open_index(settings) as index:
            asked = load_questions(file)
            examples += [
                example
                for example in examples_of(asked, foreign, index, settings)
                if example.features["known"] >= KNOWN
            ]
    for outcome in cross_validated(examples):
        print(f"{outcome.kind:16} {outcome.number:4}  refused {outcome.refused:.2f}")
    weights = fitted(examples)
    limit = threshold_of(examples, weights)
    text = (
        "# What each feature of the evidence counts for the records answering a question, fitted\n"
        "# by python -m eval fit-refusal; docs/experiments/answers.md says on what. The\n"
        f"# threshold [answer] confidence that goes with them is {limit:.2f}.\n"
    )
    write(out, (text + tomli_w.dumps({"weights": weights})).encode())
    print(f"Written to {out}. The threshold [answer] confidence that goes with it: {limit:.2f}")
