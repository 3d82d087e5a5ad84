"""Holding what was said against what is known: one judgement for each question, by rule.

What a person judged otherwise (`eval.answers.people`) replaces the rule's judgement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from eval.answers.matching import (
    Said,
    days,
    figures,
    holds_fact,
    holds_literally,
    holds_quote,
    letters,
    overlaps_quote,
    shared,
    words,
)
from eval.answers.questions import Gold, GoldQuestion
from eval.answers.run import AnswersRun, Asked
from service.answers import Answer, Status
from service.cited import Citation, Statement
from service.language import content_terms

SUPPORTS = 1 / 2
"""A citation shows the words of a gold quote where either has this part of the other's."""
COVERED = 0.6
"""The part of a statement's content words that what it cites must have."""
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]+")

Verdicts = Mapping[tuple[str, str, int], bool]
"""What people judged: by question id, kind (``fact``, ``citation``, ``answer``) and number."""


class Judged(Struct, frozen=True):
    """What became of a question.

    ``gold_rank`` is the rank of the first relevant candidate, from 1, or None. ``facts`` says of
    each key fact whether the answer holds it, ``facts_literally`` whether as it is written.
    ``citations`` says of each citation shown whether it supports the right answer (none can where
    there is none), ``quotations`` whether its quote stands on its page, ``supported`` of each
    statement whether what it cites says it, ``faithful`` of each quoted one whether its letters are
    its quotes' (empty where a model wrote the statements).
    ``given_right`` is whether the answer would be right if it were given whatever its
    ``confidence``, None where there is none to give. ``right_by_person`` is a person's judgement
    of the whole answer, None where nobody judged it.
    """

    id: str
    style: str
    answerable: bool
    status: str
    refused: bool
    confidence: float
    gold_rank: int | None
    facts: tuple[bool, ...]
    facts_literally: tuple[bool, ...]
    citations: tuple[bool, ...]
    quotations: tuple[bool, ...]
    supported: tuple[bool, ...]
    faithful: tuple[bool, ...]
    given_right: bool | None
    milliseconds: float
    steps_ms: dict[str, float]
    right_by_person: bool | None = None


def judge(run: AnswersRun, verdicts: Verdicts | None = None) -> tuple[Judged, ...]:
    """Return the judgement of every question of a run, in its order."""
    return tuple(judge_one(asked, run, verdicts or {}) for asked in run.asked)


def judge_one(asked: Asked, run: AnswersRun, verdicts: Verdicts) -> Judged:
    """Return the judgement of one question."""
    question, answer, candid = asked.question, asked.answer, asked.candid
    shown = citations_of(answer)
    said = said_by(answer)
    return Judged(
        id=question.id,
        style=question.style,
        answerable=question.answerable,
        status=answer.status.value,
        refused=answer.status in {Status.NOT_IN_RECORDS, Status.NOT_A_QUESTION},
        confidence=candid.confidence,
        gold_rank=gold_rank(asked, run),
        facts=tuple(
            verdicts.get((question.id, "fact", number), holds_fact(fact, said))
            for number, fact in enumerate(question.key_facts, start=1)
        ),
        facts_literally=tuple(holds_literally(fact, said) for fact in question.key_facts),
        citations=tuple(
            verdicts.get((question.id, "citation", number), supports(citation, question))
            for number, citation in enumerate(shown, start=1)
        ),
        quotations=tuple(stands_on_page(citation, run) for citation in shown),
        supported=tuple(is_supported(statement) for statement in answer.statements),
        faithful=(
            tuple(is_faithful(statement) for statement in answer.statements)
            if answer.composer == "quoting"
            else ()
        ),
        given_right=(
            any(supports(citation, question) for citation in citations_of(candid))
            if candid.statements
            else None
        ),
        milliseconds=asked.milliseconds,
        steps_ms=answer.timings_ms,
        right_by_person=verdicts.get((question.id, "answer", 1)),
    )


def said_by(answer: Answer) -> list[Said]:
    """Return the statements of an answer with what stands over them in their tables."""
    return [
        Said(statement.text, "\n".join(filter(None, (statement.caption, statement.header))))
        for statement in answer.statements
    ]


def gold_rank(asked: Asked, run: AnswersRun) -> int | None:
    """Return the rank of the first candidate that is relevant, from 1, or None.

    A candidate stands for its near-duplicates: it is relevant where one of them is.
    """
    for candidate in asked.answer.candidates or ():
        for name in (candidate.passage, *candidate.also_in):
            passage = run.passages.get(name)
            if passage and any(
                is_relevant(passage.path, passage.pages, passage.text, gold)
                for gold in asked.question.gold
            ):
                return candidate.rank
    return None


def is_relevant(path: str, pages: tuple[int, int], text: str, gold: Gold) -> bool:
    """Return whether a passage stands on a gold page and overlaps its quote, or holds its words.

    The same text is often published twice: the words count wherever they stand.
    """
    on_page = path == gold.file and pages[0] <= gold.page <= pages[1]
    return (on_page and overlaps_quote(text, gold.quote)) or holds_quote(text, gold.quote)


def supports(citation: Citation, question: GoldQuestion) -> bool:
    """Return whether a citation supports the right answer: it, or the same words, is gold.

    It does where its page, or one on which the same words also stand, is a gold page, or where
    its quote and a gold quote share `SUPPORTS` of the shorter's words in their order.
    """
    places = {(citation.document.path, citation.page)}
    places.update((place.document.path, place.page) for place in citation.also_in)
    return any(
        (gold.file, gold.page) in places or _same_words(citation.quote, gold.quote)
        for gold in question.gold
    )


def stands_on_page(citation: Citation, run: AnswersRun) -> bool:
    """Return whether a quote is on its page, letter by letter once white space is collapsed."""
    page = run.pages.get((citation.document.path, citation.page), "")
    quote = " ".join(citation.quote.split())
    return bool(quote) and quote in " ".join(page.split())


def is_supported(statement: Statement) -> bool:
    """Return whether the quotes that a statement cites say it, by a rule instead of a model.

    They do where they have its words; else where they have all its figures, days and names and
    `COVERED` of its content words.
    """
    quotes = " ".join(citation.quote for citation in statement.citations)
    if not quotes:
        return False
    if holds_quote(quotes, statement.text):
        return True
    held = set(content_terms(quotes))
    wanted = content_terms(statement.text)
    names = content_terms(" ".join(_NAME.findall(statement.text)))
    return (
        set(figures(statement.text)) <= set(figures(quotes))
        and set(days(statement.text)) <= set(days(quotes))
        and held.issuperset(names)
        and sum(term in held for term in wanted) >= COVERED * len(wanted)
    )


def is_faithful(statement: Statement) -> bool:
    """Return whether a quoted statement's letters and digits are its quotes', in their order.

    It is read in a cleaned form; this holds that form against what was proved by the page.
    """
    return letters(statement.text) == letters(
        "".join(citation.quote for citation in statement.citations)
    )


def _same_words(first: str, second: str) -> bool:
    small, large = sorted((first, second), key=lambda text: len(words(text)))
    return holds_quote(large, small) or shared(small, large) >= SUPPORTS


def citations_of(answer: Answer) -> Sequence[Citation]:
    """Return the citations shown with an answer, in their order."""
    return [each for statement in answer.statements for each in statement.citations]
