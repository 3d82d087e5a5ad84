"""Comparing runs of answers to the same questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from eval.answers.judging import Judged, citations_of, judge, supports
from eval.answers.measures import MEASURES
from eval.answers.run import (
    AnswersDescription,
    AnswersRun,
    Asked,
    read_answers_description,
    read_whole_run,
)
from eval.answers.scoring import verdicts_of
from eval.comparing.comparison import (
    Change,
    Compared,
    Line,
    hold_against_baseline,
    most_changed,
    short_names,
)
from indexer.errors import EvaluationError

STANDARD_COMPARISON = ("all_key_facts", "key_fact_recall", "citation_precision", "mrr")
"""What answers are compared on unless other measures are asked for."""
OF_MANY = frozenset({"risk_coverage_area"})
"""Measures that a single question does not have."""


class AnswersSystem(Struct, frozen=True):
    """A run of answers with its judgements. ``name`` tells it from the others."""

    name: str
    folder: Path
    description: AnswersDescription
    run: AnswersRun
    judged: tuple[Judged, ...]

    def values(self, name: str) -> dict[str, float]:
        """Return a measure of each question by itself, where it can be measured."""
        measured = {each.id: MEASURES[name]([each]) for each in self.judged}
        return {question: value for question, value in measured.items() if value is not None}


def compare_answers(
    folders: Sequence[Path],
    measures: Sequence[str] = STANDARD_COMPARISON,
    most: int = 5,
    shown: int = 5,
) -> Compared:
    """Compare runs of the same questions, the first being the baseline.

    The index may differ: that is what one may want to compare.

    Parameters
    ----------
    folders
        The runs' folders, two at least.
    measures
        The measures to compare on; the first is what changes are shown for.
    most
        How many changes to show of each run, half for the better and half for the worse.
    shown
        How many citations of each answer to show.

    Raises
    ------
    EvaluationError
        The runs are of other questions, or there are not two; a measure is not known.
    """
    if len(folders) < 2:
        raise EvaluationError("There is nothing to compare: give two runs of answers.")
    for name in measures:
        if name not in MEASURES or name in OF_MANY:
            known = ", ".join(each for each in MEASURES if each not in OF_MANY)
            raise EvaluationError(f"{name!r} is no measure of a question. Such are: {known}.")
    found = answers_systems(folders)
    baseline, others = found[0], found[1:]
    return hold_against_baseline(
        {each.name: {name: each.values(name) for name in measures} for each in found},
        len(baseline.judged),
        {each.name: _changes(baseline, each, measures[0], most, shown) for each in others},
    )


def answers_systems(folders: Sequence[Path]) -> tuple[AnswersSystem, ...]:
    """Return runs of the same questions, judged.

    Raises
    ------
    EvaluationError
        They are of other questions than the first, or one is not whole.
    """
    found: list[AnswersSystem] = []
    for name, folder in zip(short_names(folders), folders, strict=True):
        description = read_answers_description(folder)
        if found and description.questions != found[0].description.questions:
            raise EvaluationError(
                f"{folders[0]} answers {found[0].description.file}, {folder} another file or "
                f"version, {description.file}. Figures can be compared on the same questions only."
            )
        run = read_whole_run(folder)
        judged = judge(run, verdicts_of(folder, run))
        found.append(AnswersSystem(name, folder, description, run, judged))
    return tuple(found)


def _changes(
    baseline: AnswersSystem, other: AnswersSystem, measure: str, most: int, shown: int
) -> tuple[Change, ...]:
    before, after = baseline.values(measure), other.values(measure)
    first = {asked.question.id: asked for asked in baseline.run.asked}
    second = {asked.question.id: asked for asked in other.run.asked}
    return tuple(
        Change(
            query=question,
            text=first[question].question.question,
            before=before[question],
            after=after[question],
            shown_before=_lines(first[question], shown),
            shown_after=_lines(second[question], shown),
        )
        for question in most_changed(before, after, most)
    )


def _lines(asked: Asked, shown: int) -> tuple[Line, ...]:
    """Return the first citations of an answer; one that supports the right answer has grade 1."""
    return tuple(
        Line(
            document=f"{citation.document.title}, p. {citation.page}:",
            grade=int(supports(citation, asked.question)),
            text=citation.quote,
        )
        for citation in citations_of(asked.answer)[:shown]
    )
