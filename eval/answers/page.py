"""What the page of runs of answers shows: figures, plots, every question with what was said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from eval.answers.compare import AnswersSystem, answers_systems, compare_answers
from eval.answers.judging import Judged, is_relevant
from eval.answers.measures import DEPTHS, MEASURES, gold_in, milliseconds, risk_coverage
from eval.answers.questions import GoldQuestion
from eval.answers.run import Asked
from eval.comparing.comparison import Compared
from eval.comparing.statistics import Interval, bootstrap_interval, warning_of_few
from eval.pages.parts import RunMade, excerpt, runs_made
from eval.pages.plots import Plot, interval_plot, recall_plot, risk_plot

CHIEF = "all_key_facts"
HEADLINE = {
    CHIEF: "holds all key facts",
    "key_fact_recall": "key facts held",
    "citation_precision": "citations that support",
    "page_accuracy": "leads to a right page",
    "quotation_fidelity": "quotations on their page",
    "gold_in_10": "right passage in first 10",
    "mrr": "MRR",
    "refusal_recall": "unanswerable refused",
    "false_refusal_rate": "wrongly refused",
}
"""The measures at the top, and what they are called there."""
BY_STYLE = (CHIEF, "citation_precision", "gold_in_10", "refusal_recall", "false_refusal_rate")
SHOWN = 5
"""Candidates of each question that are shown."""


class Headline(Struct, frozen=True):
    """A run's row at the top; a figure is None where there was nothing to measure it on.

    ``difference`` and ``p`` are of `CHIEF`, None for the baseline. Times are in milliseconds.
    """

    name: str
    means: dict[str, float | None]
    interval: Interval | None
    difference: Interval | None
    p: float | None
    p50: float
    p95: float


class Fact(Struct, frozen=True):
    """A key fact, and whether the answer holds it."""

    text: str
    held: bool


class Quoted(Struct, frozen=True):
    """A citation shown: ``supports`` the right answer or not, ``stands`` on its page or not."""

    statement: str
    header: str
    quote: str
    title: str
    page: int
    supports: bool
    stands: bool


class FoundRecord(Struct, frozen=True):
    """A candidate, with whether it is relevant."""

    rank: int
    title: str
    pages: str
    score: float
    relevant: bool
    excerpt: str


class Said(Struct, frozen=True):
    """What a run made of a question.

    ``right`` is whether the answer holds all key facts, or rightly was none. ``milliseconds`` is
    how long its asker waited.
    """

    status: str
    introduction: str
    right: bool
    facts: tuple[Fact, ...]
    quoted: tuple[Quoted, ...]
    found: tuple[FoundRecord, ...]
    gold_rank: int | None
    milliseconds: float


class DrilledQuestion(Struct, frozen=True):
    """A question with what each run made of it, by its name."""

    question: GoldQuestion
    said: dict[str, Said]

    @property
    def unlike(self) -> bool:
        """Whether one run was right and another not."""
        return len({each.right for each in self.said.values()}) > 1

    @property
    def wrong(self) -> bool:
        """Whether some run was not right."""
        return not all(each.right for each in self.said.values())


class StyleRow(Struct, frozen=True):
    """The measures `BY_STYLE` of the questions of one style, in one run."""

    style: str
    system: str
    questions: int
    values: tuple[float | None, ...]


class AnswersPage(Struct, frozen=True):
    """All that the page shows."""

    title: str
    number: int
    passed_over: int
    headline: tuple[Headline, ...]
    names: dict[str, str]
    style_names: tuple[str, ...]
    by_style: tuple[StyleRow, ...]
    plots: tuple[Plot, ...]
    compared: Compared | None
    questions: tuple[DrilledQuestion, ...]
    runs: tuple[RunMade, ...]
    warning: str


def answers_page(folders: Sequence[Path]) -> AnswersPage:
    """Return what the page of these runs shows, the first being the baseline.

    Raises
    ------
    EvaluationError
        The runs are of different questions, or one is not whole.
    """
    shown = answers_systems(folders)
    first = shown[0]
    compared = compare_answers(folders, (CHIEF,), most=0) if len(shown) > 1 else None
    return AnswersPage(
        title=first.description.file,
        number=len(first.judged),
        passed_over=sum(not each.answerable for each in first.judged),
        headline=tuple(_headline(system, compared) for system in shown),
        names=HEADLINE,
        style_names=tuple(HEADLINE[name] for name in BY_STYLE),
        by_style=tuple(_by_style(shown)),
        plots=tuple(_plots(shown)),
        compared=compared,
        questions=_questions(shown),
        runs=runs_made([(system.folder, system.description.command) for system in shown]),
        warning=warning_of_few(len(first.judged)),
    )


def _headline(system: AnswersSystem, compared: Compared | None) -> Headline:
    values = list(system.values(CHIEF).values())
    comparisons = compared.comparisons if compared else ()
    against = next((each for each in comparisons if each.system == system.name), None)
    return Headline(
        name=system.name,
        means={name: MEASURES[name](system.judged) for name in HEADLINE},
        interval=bootstrap_interval(values) if values else None,
        difference=against.difference.difference if against else None,
        p=against.holm if against else None,
        p50=milliseconds(system.judged, 50) or 0.0,
        p95=milliseconds(system.judged, 95) or 0.0,
    )


def _by_style(shown: Sequence[AnswersSystem]) -> list[StyleRow]:
    rows = []
    for style in sorted({each.style for each in shown[0].judged}):
        for system in shown:
            judged = [each for each in system.judged if each.style == style]
            values = tuple(MEASURES[name](judged) for name in BY_STYLE)
            rows.append(StyleRow(style, system.name, len(judged), values))
    return rows


def _plots(shown: Sequence[AnswersSystem]) -> list[Plot]:
    measured = {system.name: list(system.values(CHIEF).values()) for system in shown}
    intervals = {name: bootstrap_interval(values) for name, values in measured.items() if values}
    plots = [interval_plot("How often all is said", "holds all key facts", intervals)]
    if any(each.answerable for each in shown[0].judged):
        curves = {
            system.name: [(depth, gold_in(system.judged, depth) or 0.0) for depth in DEPTHS]
            for system in shown
        }
        plots.append(
            recall_plot(
                "How early a right passage is found",
                curves,
                read="passages read of each ranking",
                share="share of the questions",
            )
        )
    risks = {
        system.name: [(each.coverage, each.risk) for each in risk_coverage(system.judged)]
        for system in shown
    }
    if any(risks.values()):
        plots.append(risk_plot("What answering more costs", risks))
    return plots


def _questions(shown: Sequence[AnswersSystem]) -> tuple[DrilledQuestion, ...]:
    """Return every question: those on which runs are unlike first, then those with a fault."""
    drilled = [
        DrilledQuestion(
            asked.question,
            {
                system.name: _said(system, system.run.asked[place], system.judged[place])
                for system in shown
            },
        )
        for place, asked in enumerate(shown[0].run.asked)
    ]
    return tuple(sorted(drilled, key=lambda each: (not each.unlike, not each.wrong)))


def _said(system: AnswersSystem, asked: Asked, judged: Judged) -> Said:
    question, answer = asked.question, asked.answer
    return Said(
        status=answer.status.value.replace("_", " "),
        introduction=answer.introduction,
        right=all(judged.facts) and not judged.refused if question.answerable else judged.refused,
        facts=tuple(map(Fact, question.key_facts, judged.facts)),
        quoted=_quoted(asked, judged),
        found=tuple(_found(system, asked)),
        gold_rank=judged.gold_rank,
        milliseconds=asked.milliseconds,
    )


def _quoted(asked: Asked, judged: Judged) -> tuple[Quoted, ...]:
    cited = [
        (statement, citation)
        for statement in asked.answer.statements
        for citation in statement.citations
    ]
    return tuple(
        Quoted(
            statement=statement.text,
            header=statement.header,
            quote=citation.quote,
            title=citation.document.title,
            page=citation.page,
            supports=supports,
            stands=stands,
        )
        for (statement, citation), supports, stands in zip(
            cited, judged.citations, judged.quotations, strict=True
        )
    )


def _found(system: AnswersSystem, asked: Asked) -> list[FoundRecord]:
    found = []
    for candidate in (asked.answer.candidates or ())[:SHOWN]:
        passage = system.run.passages[candidate.passage]
        first, last = passage.pages
        found.append(
            FoundRecord(
                rank=candidate.rank,
                title=candidate.title,
                pages=f"p. {first}" if first == last else f"pp. {first}–{last}",
                score=candidate.score,
                relevant=any(
                    is_relevant(passage.path, passage.pages, passage.text, gold)
                    for gold in asked.question.gold
                ),
                excerpt=excerpt(passage.text),
            )
        )
    return found
