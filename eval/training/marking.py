"""Training the marker: ``python -m eval train-marker``.

It learns from two kinds of example. Questions on paragraphs in the format of SQuAD teach it what an
answer is; questions with gold answers on indexes of records teach it how councils write. A stretch
of a paragraph or passage that holds no answer teaches that too.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from msgspec import Struct
from safetensors.torch import save
from tokenizers import Tokenizer
from torch import Tensor

from eval.answers.questions import GoldQuestion, load_questions
from eval.files import write
from eval.progress import watched
from eval.training.sentences import is_right
from eval.training.squad import Article, load_squad
from indexer.config import Settings, load_settings
from indexer.errors import EvaluationError
from service.answers import Question
from service.compose.quoting import QuotingComposer
from service.compose.sentences import units_of
from service.index import Index
from service.marking.network import SHARED, answering, open_tokenizer, untrained
from service.marking.pairs import Pair, pairs_of
from service.open_index import open_index
from service.steps import Context, find, gather, read

SEED = 0
STRETCH = 128
"""Tokens of a text in an example at most."""
PASSAGES = 12
"""Passages found for a question of which examples are made."""
HOLDING, OTHERS = 2, 3
"""Of these, so many that hold the answer, and so many that do not."""
UNHELD = 0.2
"""Paragraphs that do not hold the answer, to each that does."""
GENERAL_FIRST = 0.35
"""The part of the examples from paragraphs that comes before any from records."""
BATCH, POOL = 32, 24
"""Examples in a step, and steps whose examples are put together by length."""
RATE, WARM = 1.2e-4, 0.05
"""The highest rate of learning, and the part of the steps in which it rises to that."""
DECAY, LONGEST_STEP = 0.01, 1.0

Report = Callable[[str, int, int], None]
Text = tuple[str, str, Sequence[tuple[int, int]]]
"""The line over a text, the text, and where the answer stands in it, in characters."""


class Example(Struct, frozen=True):
    """A question with a stretch of text; ``answer`` are its tokens that stand in the answer.

    They are places in ``pair.tokens``; there are none where the stretch does not answer.
    """

    pair: Pair
    answer: tuple[int, ...]


def from_paragraphs(
    articles: Sequence[Article], tokenizer: Tokenizer, most: int, chance: random.Random
) -> list[Example]:
    """Return examples of `most` questions, and `UNHELD` times as many without their answer.

    The latter have another paragraph of the same article, which is on the same matter.
    """
    asked = [
        (article, paragraph, question)
        for article in articles
        for paragraph in article.paragraphs
        for question in paragraph.qas
    ]
    chance.shuffle(asked)
    found = []
    for number, (article, paragraph, question) in enumerate(asked[:most]):
        answer = question.answers[0]
        span = answer.answer_start, answer.answer_start + len(answer.text)
        found += _examples(tokenizer, question.question, [("", paragraph.context, [span])], chance)
        if number < UNHELD * most:
            others = [each for each in article.paragraphs if each is not paragraph]
            if others:
                other = chance.choice(others).context
                found += _examples(tokenizer, question.question, [("", other, [])], chance)
    return found


def from_records(
    questions: Sequence[GoldQuestion],
    index: Index,
    settings: Settings,
    tokenizer: Tokenizer,
    chance: random.Random,
) -> Iterator[Example]:
    """Yield examples of questions on an index, from the passages that are found for them."""
    for question in questions:
        context = Context(
            Question(question.question), index, settings, QuotingComposer(settings.answer)
        )
        for step in (read, find, gather):
            if context.status is None:
                step(context)
        texts: list[Text] = []
        for candidate in context.candidates[:PASSAGES]:
            text = candidate.passage.text
            units = [(unit.start, unit.stop) for unit in units_of(text)] if question.gold else []
            right = [span for span in units if is_right(text[slice(*span)], question)]
            texts.append((candidate.passage.context, text, right))
        chance.shuffle(texts)
        taken = [each for each in texts if each[2]][:HOLDING]
        taken += [each for each in texts if not each[2]][:OTHERS]
        yield from _examples(tokenizer, question.question, taken, chance)


def _examples(
    tokenizer: Tokenizer,
    question: str,
    texts: Sequence[Text],
    chance: random.Random,
) -> list[Example]:
    """Return an example of each text."""
    pairs = pairs_of(tokenizer, question, [(over, text) for over, text, _ in texts], most=None)
    return [_stretch(pair, spans, chance) for pair, (_, _, spans) in zip(pairs, texts, strict=True)]


def _stretch(pair: Pair, spans: Sequence[tuple[int, int]], chance: random.Random) -> Example:
    """Return a stretch of a pair, by chance, that holds one of the `spans` of its text, if any."""
    answers = [
        at
        for at, (start, stop) in enumerate(pair.spans)
        if any(start < until and since < stop for since, until in spans)
    ]
    room = max(0, len(pair.spans) - STRETCH)
    kept = chance.choice(answers) if answers else 0
    nearest = (max(0, kept - STRETCH + 1), min(kept, room)) if answers else (0, room)
    first = chance.randint(min(nearest), max(nearest))
    own = slice(first, first + STRETCH)
    end = pair.tokens[-1]
    text = pair.tokens[pair.text : pair.text + len(pair.spans)]
    cut = Pair(
        tokens=(*pair.tokens[: pair.text], *text[own], end),
        second=pair.second,
        text=pair.text,
        spans=pair.spans[own],
    )
    return Example(
        cut, tuple(pair.text + at - first for at in answers if first <= at < first + STRETCH)
    )


def loss_of(numbers: Tensor, examples: Sequence[Example]) -> Tensor:
    """Return how unlikely the answers are by the `numbers` of the examples' tokens, on average.

    The chance of an answer is that of all its tokens together (marginal likelihood).
    """
    held = torch.zeros(numbers.shape, dtype=torch.bool)
    for row, example in enumerate(examples):
        held[row, list(example.answer) or [0]] = True
    right = numbers.masked_fill(~held, float("-inf"))
    return (torch.logsumexp(numbers, dim=1) - torch.logsumexp(right, dim=1)).mean()


def learn(examples: Sequence[Example], report: Report) -> dict[str, Tensor]:
    """Return the weights that one pass over `examples`, in their order, gives.

    The network is computed in bfloat16, its weights are kept and changed in float32.
    """
    torch.manual_seed(SEED)
    network = untrained("bfloat16").train()
    for module in network.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    changed = {name: each for name, each in network.named_parameters() if name != SHARED}
    network.get_parameter(SHARED).requires_grad_(False)
    exact = {name: each.detach().float().clone() for name, each in changed.items()}
    optimizer = torch.optim.AdamW(exact.values(), lr=RATE, weight_decay=DECAY, fused=True)
    batches = _batches(examples)
    for number, batch in enumerate(batches):
        optimizer.param_groups[0]["lr"] = _rate(number, len(batches))
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
    return {name: each.detach().clone() for name, each in changed.items()}


def _rate(number: int, steps: int) -> float:
    """Return the rate of learning of a step: it rises, then falls to nothing, in straight lines."""
    return RATE * min((number + 1) / (WARM * steps), (1 - number / steps) / (1 - WARM))


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
    squad: Path, most: int, questions: Sequence[Path], home: Sequence[Path], out: Path
) -> None:
    """Train on `most` questions of `squad` and on those of each index, and write the weights.

    Raises
    ------
    EvaluationError
        A file is not what it should be, there are not as many indexes as files of questions, or
        the weights cannot be written.
    """
    if len(questions) != len(home):
        raise EvaluationError("Give as many --home as --questions.")
    chance = random.Random(SEED)  # noqa: S311 - no secret
    tokenizer = open_tokenizer()
    paragraphs = from_paragraphs(load_squad(squad), tokenizer, most, chance)
    records: list[Example] = []
    for file, place in zip(questions, home, strict=True):
        settings = load_settings(home=place)
        with open_index(settings) as index:
            records += from_records(load_questions(file), index, settings, tokenizer, chance)
    chance.shuffle(paragraphs)
    alone = int(len(paragraphs) * GENERAL_FIRST)
    mixed = paragraphs[alone:] + records
    chance.shuffle(mixed)
    with watched() as report:
        weights = learn(paragraphs[:alone] + mixed, report)
    print(f"{len(paragraphs)} examples of paragraphs, {len(records)} of records")
    write(out, save(weights))
