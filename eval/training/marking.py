"""Training the marker: ``python -m eval train-marker``.

What it learns from is made by `eval.training.marking_examples`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from safetensors.torch import save
from torch import Tensor

from eval.answers.questions import load_questions
from eval.files import write
from eval.progress import watched
from eval.training.exercises import load_exercises
from eval.training.marking_examples import Example, Maker
from eval.training.squad import load_squad
from indexer.config import load_settings
from indexer.embedding_model import precision_of
from indexer.errors import EvaluationError
from service.marking.network import SHARED, answering, open_tokenizer, trained, untrained
from service.open_index import open_index

SEED = 0
GENERAL_FIRST = 0.35
"""The part of the examples from paragraphs that comes before any from records, where training
begins with the bundled model."""
BATCH, POOL = 32, 24
"""Examples in a step, and steps whose examples are put together by length."""
RATE, WARM = 1.2e-4, 0.05
"""The highest rate of learning by default, and the part of the steps in which it rises to that."""
UNANSWERED = 1.5
"""Examples that nothing answers, at most, to each that something does."""
DECAY, LONGEST_STEP = 0.01, 1.0

Report = Callable[[str, int, int], None]


def loss_of(numbers: Tensor, examples: Sequence[Example]) -> Tensor:
    """Return how unlikely the answers are by the `numbers` of the examples' tokens, on average.

    The chance of an answer is that of all its tokens together (marginal likelihood).
    """
    held = torch.zeros(numbers.shape, dtype=torch.bool)
    for row, example in enumerate(examples):
        held[row, list(example.answer) or [0]] = True
    right = numbers.masked_fill(~held, float("-inf"))
    return (torch.logsumexp(numbers, dim=1) - torch.logsumexp(right, dim=1)).mean()


def learn(
    examples: Sequence[Example],
    report: Report,
    begin: Path | None = None,
    rate: float = RATE,
    halfway: bool = False,
) -> dict[str, Tensor]:
    """Return the weights that one pass over `examples`, in their order, gives.

    It begins with the weights in a file, or with the bundled model, and learns at `rate` at the
    most; what it gives `halfway` is the mean of the weights begun with and those learnt. The
    network is computed in bfloat16 where the processor has that built in, its weights are changed
    in float32 and given in bfloat16.
    """
    torch.manual_seed(SEED)
    precision = precision_of("auto")
    network = (trained(begin, precision) if begin else untrained(precision)).train()
    for module in network.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    changed = {name: each for name, each in network.named_parameters() if name != SHARED}
    network.get_parameter(SHARED).requires_grad_(False)
    exact = {name: each.detach().float().clone() for name, each in changed.items()}
    first = {name: each.clone() for name, each in exact.items()}
    optimizer = torch.optim.AdamW(exact.values(), lr=rate, weight_decay=DECAY, fused=True)
    batches = _batches(examples)
    for number, batch in enumerate(batches):
        optimizer.param_groups[0]["lr"] = rate * _pace(number, len(batches))
        loss = loss_of(answering(network, [each.pair for each in batch]), batch)
        loss.backward()  # type: ignore[no-untyped-call]
        for name, each in changed.items():
            exact[name].grad = None if each.grad is None else each.grad.float()
            each.grad = None
        torch.nn.utils.clip_grad_norm_(exact.values(), LONGEST_STEP)
        optimizer.step()
        with torch.no_grad():
            for name, each in changed.items():
                each.copy_(exact[name])
        report("Learning", number + 1, len(batches))
    if halfway:
        exact = {name: (first[name] + each) / 2 for name, each in exact.items()}
    return {name: each.bfloat16() for name, each in exact.items()}


def _pace(number: int, steps: int) -> float:
    """Return a step's part of the highest rate: it rises, then falls to nothing, both straight."""
    return min((number + 1) / (WARM * steps), (1 - number / steps) / (1 - WARM))


def evened(examples: Sequence[Example], chance: random.Random) -> list[Example]:
    """Return `examples`, those that nothing answers by chance, `UNANSWERED` to each other one."""
    answered = [example for example in examples if example.answer]
    others = [example for example in examples if not example.answer]
    most = min(len(others), int(UNANSWERED * len(answered)))
    return answered + chance.sample(others, most)


def _batches(examples: Sequence[Example]) -> list[Sequence[Example]]:
    """Return `examples` in batches of like length, nearly in their order."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    batches: list[Sequence[Example]] = []
    for first in range(0, len(examples), BATCH * POOL):
        pool = sorted(
            examples[first : first + BATCH * POOL], key=lambda each: len(each.pair.tokens)
        )
        own = [pool[start : start + BATCH] for start in range(0, len(pool), BATCH)]
        chance.shuffle(own)
        batches += own
    return batches


def report_training(
    squad: Path | None,
    skip: int,
    most: int,
    questions: Sequence[Path],
    home: Sequence[Path],
    exercises: Sequence[Path],
    begin: Path | None,
    rate: float | None,
    halfway: bool,
    out: Path,
) -> None:
    """Train, and write the weights: `train_marker` of `eval.training.command` says on what.

    Raises
    ------
    EvaluationError
        A file is not what it should be, there are not as many indexes as files of questions, there
        is nothing to learn from, or the weights cannot be written.
    EmbeddingError
        The weights to begin with cannot be read.
    """
    if len(questions) != len(home):
        raise EvaluationError("Give as many --home as --questions.")
    chance = random.Random(SEED)  # noqa: S311 - no secret
    maker = Maker(open_tokenizer(), chance)
    paragraphs = maker.from_paragraphs(load_squad(squad), skip, most) if squad else []
    read = [exercise for file in exercises for exercise in load_exercises(file)]
    records = list(maker.from_exercises(read))
    for file, place in zip(questions, home, strict=True):
        settings = load_settings(home=place)
        with open_index(settings) as index:
            records += maker.from_records(load_questions(file), index, settings)
    records = evened(records, chance)
    if not paragraphs and not records:
        raise EvaluationError("Nothing to learn from: give --squad, --exercises or --questions.")
    print(f"{len(paragraphs)} examples of paragraphs, {len(records)} of records and exercises")
    chance.shuffle(paragraphs)
    alone = 0 if begin else int(len(paragraphs) * GENERAL_FIRST)
    mixed = paragraphs[alone:] + records
    chance.shuffle(mixed)
    with watched() as report:
        learnt = paragraphs[:alone] + mixed
        weights = learn(learnt, report, begin, RATE if rate is None else rate, halfway)
    write(out, save(weights))
