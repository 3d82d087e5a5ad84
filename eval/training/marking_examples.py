"""What the marker learns from: questions with stretches of text, cut as the service cuts them.

Questions on paragraphs in the format of SQuAD teach it what an answer is; questions on indexes of
records and reading exercises teach it how councils write. A stretch that holds no answer teaches
that too.
"""

from __future__ import annotations

import math
import random
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from heapq import nsmallest
from typing import TypeVar

from msgspec import Struct
from tokenizers import Tokenizer

from eval.answers.questions import GoldQuestion
from eval.training.exercises import Exercise
from eval.training.sentences import is_right
from eval.training.squad import Article
from indexer.config import Settings
from service.answers import Question
from service.compose.marked import line_over, run_around, spans_of
from service.compose.quoting import QuotingComposer
from service.compose.sentences import units_of
from service.index import Index
from service.language import content_terms
from service.marking.pairs import Pair, pairs_of
from service.marking.rows import row_as_read
from service.steps import Context, find, gather, read

PARAGRAPH = 128
"""Tokens of a paragraph in an example at most."""
LENGTHS = (300, 450, 450, 600)
"""Characters of a stretch of a record at most, one of these by chance; the service has 450."""
HEADED = 0.85
"""The part of the stretches that have the line over them."""
PASSAGES = 12
"""Passages found for a question of which examples are made."""
HOLDING, OTHERS, OF_NONE = 2, 2, 3
"""Of these, so many that hold the answer and so many that do not; and where none holds it."""
ANOTHER_PLACE = 0.5
"""How often a passage that answers is read elsewhere too, where it does not."""
UNHELD = 0.2
"""Paragraphs that do not hold the answer, to each that does."""
ALIKE = 15
"""Stretches of other exercises that are most like a question, of which one is an example."""
FIGURE = re.compile(r"[-+(£]*(?!(?:19|20)\d\d$)[\d,.]+[%)mk]*")
"""A cell with a figure, which is no year."""

Span = tuple[int, int]
Kind = TypeVar("Kind")


class Example(Struct, frozen=True):
    """A question with a stretch of text; ``answer`` are its tokens that stand in the answer.

    They are places in ``pair.tokens``; there are none where the stretch does not answer.
    """

    pair: Pair
    answer: tuple[int, ...]


class Text(Struct, frozen=True):
    """A passage to read: its line, its units, and which of them answer.

    ``headers`` are the headings over each unit, empty where it is no row or names its figures.
    """

    context: str
    headers: tuple[str, ...]
    text: str
    units: tuple[Span, ...]
    right: frozenset[int]


def text_of(context: str, header: str, units: Sequence[str], right: frozenset[int]) -> Text:
    """Return a passage as the marker reads its `units`, rows under `header`."""
    read = [row_as_read(unit, header) for unit in units]
    headers = [
        header if "\t" in unit and shown == unit and unit not in header.split("\n") else ""
        for unit, shown in zip(units, read, strict=True)
    ]
    return Text(context, tuple(headers), "\n".join(read), tuple(spans_of(read)), right)


class Maker:
    """Makes examples, by chance."""

    def __init__(self, tokenizer: Tokenizer, chance: random.Random) -> None:
        self._tokenizer = tokenizer
        self._chance = chance

    def from_paragraphs(self, articles: Sequence[Article], skip: int, most: int) -> list[Example]:
        """Return examples of `most` questions at most, and `UNHELD` times as many unanswered.

        The latter have another paragraph of the same article, which is on the same matter. The
        questions come in an order by chance, of which the first `skip` are left out.
        """
        asked = [
            (article, paragraph, question)
            for article in articles
            for paragraph in article.paragraphs
            for question in paragraph.qas
        ]
        self._chance.shuffle(asked)
        taken = asked[skip : skip + most]
        found = []
        for number, (article, paragraph, question) in enumerate(taken):
            answer = question.answers[0]
            span = answer.answer_start, answer.answer_start + len(answer.text)
            found.append(self._of_paragraph(question.question, paragraph.context, [span]))
            if number < UNHELD * len(taken):
                others = [each for each in article.paragraphs if each is not paragraph]
                if others:
                    other = self._chance.choice(others).context
                    found.append(self._of_paragraph(question.question, other, []))
        return found

    def from_records(
        self, questions: Sequence[GoldQuestion], index: Index, settings: Settings
    ) -> Iterator[Example]:
        """Yield examples of questions on an index, from the passages that are found for them."""
        for question in questions:
            texts = _found(question, index, settings)
            self._chance.shuffle(texts)
            holding = [text for text in texts if text.right][:HOLDING]
            others = [text for text in texts if not text.right]
            for text in holding:
                yield self._around(question.question, text, self._one(text.right))
            for text in holding[:1]:
                if self._chance.random() < ANOTHER_PLACE:
                    yield from self._elsewhere(question.question, text)
            for text in others[: OTHERS if holding else OF_NONE]:
                yield self._around(question.question, text, self._one(range(len(text.units))))

    def from_exercises(self, exercises: Sequence[Exercise]) -> Iterator[Example]:
        """Yield examples of exercises: around each answer, and beside it, and of others like it."""
        alike = _Alike(exercises)
        for number, exercise in enumerate(exercises):
            for asked in exercise.questions:
                text = text_of_exercise(exercise, exercise.right(asked))
                ranges = dict.fromkeys(
                    self._run(text, at) for at in self._sample(sorted(text.right), HOLDING)
                )
                for run in ranges:
                    yield self._example(asked.q, text, run)
                if not text.right or self._chance.random() < ANOTHER_PLACE:
                    yield from self._elsewhere(asked.q, text)
                found = [place for place in alike.to(asked.q, ALIKE) if place[0] != number]
                for other, unit in self._sample(found, 1):
                    yield self._around(
                        asked.q, text_of_exercise(exercises[other], frozenset()), unit
                    )

    def _elsewhere(self, question: str, text: Text) -> Iterator[Example]:
        """Yield an example of a passage, away from what answers, where there is such a place."""
        wrong = [number for number in range(len(text.units)) if number not in text.right]
        for at in self._sample(wrong, 1):
            yield self._example(question, text, self._run(text, at, text.right))

    def _around(self, question: str, text: Text, at: int) -> Example:
        return self._example(question, text, self._run(text, at))

    def _run(self, text: Text, at: int, without: Collection[int] = ()) -> range:
        free = [number not in without for number in range(len(text.units))]
        return run_around(text.units, at, free, self._chance.choice(LENGTHS))

    def _example(self, question: str, text: Text, run: range) -> Example:
        start, stop = text.units[run.start][0], text.units[run.stop - 1][1]
        headed = self._chance.random() < HEADED
        over = line_over(text.context, text.headers[run.start]) if headed else ""
        (pair,) = pairs_of(self._tokenizer, question, [(over, text.text[start:stop])])
        right = [text.units[number] for number in run if number in text.right]
        return Example(pair, _tokens_in(pair, [(a - start, b - start) for a, b in right]))

    def _of_paragraph(self, question: str, paragraph: str, spans: Sequence[Span]) -> Example:
        """Return an example of a stretch of a paragraph that holds one of `spans`, if any."""
        (pair,) = pairs_of(self._tokenizer, question, [("", paragraph)], most=None)
        answers = [at - pair.text for at in _tokens_in(pair, spans)]
        room = max(0, len(pair.spans) - PARAGRAPH)
        kept = self._one(answers) if answers else 0
        nearest = (max(0, kept - PARAGRAPH + 1), min(kept, room)) if answers else (0, room)
        first = self._chance.randint(min(nearest), max(nearest))
        own = slice(first, first + PARAGRAPH)
        text = pair.tokens[pair.text : pair.text + len(pair.spans)]
        cut = Pair(
            tokens=(*pair.tokens[: pair.text], *text[own], pair.tokens[-1]),
            second=pair.second,
            text=pair.text,
            spans=pair.spans[own],
        )
        return Example(cut, _tokens_in(cut, spans))

    def _one(self, of: Collection[int]) -> int:
        return self._chance.choice(sorted(of))

    def _sample(self, of: Sequence[Kind], most: int) -> list[Kind]:
        return self._chance.sample(of, min(len(of), most))


class _Alike:
    """Finds the units of exercises that share the rarest words with a question."""

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        self._units: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self._count = 0
        for number, exercise in enumerate(exercises):
            for at, unit in enumerate(exercise.units):
                self._count += 1
                for term in set(content_terms(exercise.text[unit.start : unit.stop])):
                    self._units[term].append((number, at))

    def to(self, question: str, most: int) -> list[tuple[int, int]]:
        """Return the exercise and unit of the `most` that are the likest, the best first."""
        sums: defaultdict[tuple[int, int], float] = defaultdict(float)
        for term in set(content_terms(question)):
            places = self._units.get(term, [])
            for place in places:
                sums[place] += math.log(self._count / len(places))
        return nsmallest(most, sums, key=lambda place: (-sums[place], place))


def _found(question: GoldQuestion, index: Index, settings: Settings) -> list[Text]:
    """Return the first passages that are found for a question."""
    context = Context(
        Question(question.question), index, settings, QuotingComposer(settings.answer)
    )
    for step in (read, find, gather):
        if context.status is None:
            step(context)
    texts = []
    for passage in (each.passage for each in context.candidates[:PASSAGES]):
        units = [passage.text[unit.start : unit.stop] for unit in units_of(passage.text)]
        right = frozenset(n for n, unit in enumerate(units) if is_right(unit, question))
        texts.append(text_of(passage.context, passage.header, units, right))
    return [text for text in texts if text.units]


def text_of_exercise(exercise: Exercise, right: frozenset[int]) -> Text:
    """Return an exercise as the marker reads it; its units of the numbers `right` answer."""
    units = [exercise.text[unit.start : unit.stop] for unit in exercise.units]
    return text_of(exercise.context, _heading(exercise), units, right)


def _heading(exercise: Exercise) -> str:
    """Return the first row of a table in an exercise, where it has no figure; else nothing."""
    rows = (exercise.text[unit.start : unit.stop] for unit in exercise.units)
    first = next((row for row in rows if "\t" in row), "")
    return "" if any(FIGURE.fullmatch(cell.strip()) for cell in first.split("\t")) else first


def _tokens_in(pair: Pair, spans: Sequence[Span]) -> tuple[int, ...]:
    """Return the tokens of a pair that stand in one of the `spans` of its text."""
    return tuple(
        pair.text + at
        for at, (start, stop) in enumerate(pair.spans)
        if any(start < until and since < stop for since, until in spans)
    )
