"""A run of answers on disk: what was asked and all that was said, enough to score it again.

::

    answers.json        what was asked for: questions, composer, the index's generation
    config.toml         every setting, as it was in effect; can be given with --config again
    environment.json    versions, digests, hardware
    answers.jsonl       one question a line with everything that was said, in the questions' order
    passages.jsonl      the text of every passage that was a candidate, once
    pages.jsonl         the text of every page that was cited, as the catalogue keeps it, once
    people.csv          what people judged, where they did
    metrics.json        the measures
    per_query.jsonl     the judgements of each question that the measures are made of

Asking (`eval.answers.asking`) writes the files down to ``pages.jsonl``; scoring
(`eval.answers.scoring`) the last two, as often as one likes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from eval.answers.questions import GoldQuestion
from eval.files import drop_half_a_line, read_lines, unwritable, write_json
from eval.retrieval.runs import PASSAGES
from indexer.errors import EvaluationError
from service.answers import Answer

DESCRIPTION = "answers.json"
ANSWERS = "answers.jsonl"
PAGES = "pages.jsonl"


class AnswersDescription(Struct, frozen=True, forbid_unknown_fields=True):
    """What a run was asked for.

    ``questions`` and ``corpus`` are digests: of the file of questions, and of the passages that
    the index held. ``settings`` is one of all settings but the home's place. ``command`` makes
    the run again.
    """

    file: str
    questions: str
    number: int
    corpus: str
    generation: str
    composer: str
    settings: str
    command: str


class Asked(Struct, frozen=True):
    """A question that was asked.

    ``if_given`` is the answer that was held back for want of confidence, as it would have been
    given, or None where none was held back. ``milliseconds`` is the time that its asker waited.
    """

    question: GoldQuestion
    answer: Answer
    if_given: Answer | None
    milliseconds: float

    @property
    def candid(self) -> Answer:
        """The answer whatever its confidence."""
        return self.if_given or self.answer


class FoundPassage(Struct, frozen=True):
    """A passage that was a candidate; ``path`` is its document's, as in the manifest."""

    id: str
    path: str
    pages: tuple[int, int]
    text: str


class CitedPage(Struct, frozen=True):
    """A page that was cited."""

    path: str
    page: int
    text: str


class AnswersRun(Struct, frozen=True):
    """A run of answers as read from its folder. ``pages`` are by path and number."""

    asked: tuple[Asked, ...]
    passages: dict[str, FoundPassage]
    pages: dict[tuple[str, int], str]


class AnswersWriter:
    """Writes a run line by line, so that one that was broken off can be gone on with.

    A question's line is written last: what it refers to is on disk before it.
    """

    def __init__(self, folder: Path, description: AnswersDescription) -> None:
        """Open the run in `folder`; ``done`` are the ids of the questions that it has already.

        Raises
        ------
        EvaluationError
            The folder cannot be written, or holds something else, or a run of another kind.
        """
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held = {file.name for file in folder.iterdir() if not file.name.startswith(".")}
            if held and DESCRIPTION not in held:
                raise EvaluationError(
                    f"{folder}: holds other things than a run of answers. Name an empty or new "
                    "folder with --out."
                )
            if held:
                _check_same(folder, description)
            else:
                write_json(folder / DESCRIPTION, description)
            for name in (ANSWERS, PASSAGES, PAGES):
                drop_half_a_line(folder / name)
        except OSError as error:
            raise unwritable(folder, error) from error
        run = read_answers_run(folder)
        self.done = frozenset(asked.question.id for asked in run.asked)
        self._passages = set(run.passages)
        self._pages = set(run.pages)

    def write(
        self, asked: Asked, passages: Iterable[FoundPassage], pages: Iterable[CitedPage]
    ) -> None:
        """Add a question with the passages and pages that it refers to."""
        new_passages = [each for each in passages if each.id not in self._passages]
        new_pages = [each for each in pages if (each.path, each.page) not in self._pages]
        self._append(PASSAGES, new_passages)
        self._append(PAGES, new_pages)
        self._append(ANSWERS, [asked])
        self._passages.update(each.id for each in new_passages)
        self._pages.update((each.path, each.page) for each in new_pages)

    def _append(self, name: str, records: Sequence[Struct]) -> None:
        if records:
            with (self._folder / name).open("ab") as file:
                file.write(b"".join(msgspec.json.encode(record) + b"\n" for record in records))


def is_answers_run(folder: Path) -> bool:
    """Return whether `folder` holds a run of answers."""
    return (folder / DESCRIPTION).is_file()


def read_answers_run(folder: Path) -> AnswersRun:
    """Return the run in `folder`, as far as it has come.

    Raises
    ------
    EvaluationError
        A line of it is broken; the message names the file and the line.
    """
    return AnswersRun(
        asked=tuple(read_lines(folder / ANSWERS, Asked)),
        passages={each.id: each for each in read_lines(folder / PASSAGES, FoundPassage)},
        pages={(each.path, each.page): each.text for each in read_lines(folder / PAGES, CitedPage)},
    )


def read_whole_run(folder: Path) -> AnswersRun:
    """Return the run in `folder`, all of its questions asked.

    Raises
    ------
    EvaluationError
        There is none, it was broken off, or a line of it is broken.
    """
    description = read_answers_description(folder)
    run = read_answers_run(folder)
    missing = description.number - len(run.asked)
    if missing:
        raise EvaluationError(
            f"{folder}: this run was broken off with {missing:,} questions to go. "
            f"Finish it with: {description.command}"
        )
    return run


def read_answers_description(folder: Path) -> AnswersDescription:
    """Return what the run in `folder` was asked for.

    Raises
    ------
    EvaluationError
        There is no run of answers, or its description is broken.
    """
    file = folder / DESCRIPTION
    if not file.is_file():
        raise EvaluationError(
            f"{folder}: holds no run of answers. Make one with 'python -m eval answers'."
        )
    try:
        return msgspec.json.decode(file.read_bytes(), type=AnswersDescription)
    except msgspec.DecodeError as error:
        raise EvaluationError(f"{file}: does not describe a run: {error}.") from error


def _check_same(folder: Path, description: AnswersDescription) -> None:
    held = read_answers_description(folder)
    unlike = [
        name
        for name in ("questions", "corpus", "generation", "composer", "settings")
        if getattr(held, name) != getattr(description, name)
    ]
    if unlike:
        raise EvaluationError(
            f"{folder}: holds a run with other {' and '.join(unlike)}. Name another folder with "
            "--out, or remove this one."
        )
