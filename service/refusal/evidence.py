"""What speaks for quotations being an answer: the features of the decision."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from indexer.catalogue.values import place_of
from indexer.dates import MONTHS
from indexer.terms import terms
from service.answers import Candidate, Evidence, Period, Reading, Sought
from service.compose.marked import share_of
from service.compose.parts import part_readings
from service.compose.quotation import Quotation
from service.compose.traits import Traits
from service.interpret.matter import matter_of
from service.interpret.parts import parts_of
from service.interpret.sought import holds, sought_by
from service.language import STOP_WORDS, content_terms
from service.ranking.ranker import Index, relevance_unpreferred
from service.refusal.weakest import weakest_of

NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]+")
FIGURE = re.compile(r"\d")
TELLING = 3
"""Characters of a figure that tells what a question is about: small numbers stand everywhere."""
CROWD = 20
"""Candidates that are looked at together: how much is a little like the question."""
PLAIN_TO_SEE = (
    Sought.AMOUNT,
    Sought.PERCENTAGE,
    Sought.NUMBER,
    Sought.DATE,
    Sought.VOTE,
    Sought.REFERENCE,
)
"""Kinds of which a rule can tell for certain that words hold none."""


def evidence_of(
    reading: Reading,
    candidates: Sequence[Candidate],
    quotations: Sequence[Quotation],
    records: Index,
    own_names: Sequence[str] = (),
) -> Evidence:
    """Return what speaks for `quotations` from `candidates` being an answer to the question.

    A question of several parts is answered as well as its parts are on average. ``own_names`` are
    the councils whose records are held: naming them says nothing of what is asked.
    """
    if not quotations:
        return Evidence()
    rarity = records.rarity()
    about = matter_of(reading) or reading.text
    text = "\n".join(quotation.text for quotation in quotations)
    around = _terms_around(quotations)
    sought = [kind for kind in PLAIN_TO_SEE if kind in reading.sought]
    alike = sorted((_likeness(each) for each in candidates if each.dense), reverse=True)
    marks = [each.marked for each in candidates if each.marked is not None]
    chances = sorted(map(relevance_unpreferred, candidates), reverse=True) or [0.0]
    return Evidence(
        coverage=_best(quotations, lambda traits: traits.coverage),
        nearness=_best(quotations, lambda traits: traits.nearness),
        surroundings=_best(quotations, lambda traits: traits.surroundings),
        similarity=max(alike, default=0.0),
        sought=_share([holds(kind, text, reading.text) for kind in sought]),
        anchors=_share([anchor in around for anchor in anchors_of(reading, own_names)]),
        met=_met(reading, quotations, around),
        known=_share([rarity.knows(term) for term in content_terms(about)]),
        relevance=max(relevance_unpreferred(each.candidate) for each in quotations),
        weakest=weakest_of(reading.text, candidates, quotations, records),
        crowd=sum(alike[:CROWD]) / len(alike[:CROWD]) if alike else 0.0,
        likeliest=chances[0],
        others=chances[min(CROWD, len(chances)) - 1],
        marked=_best(quotations, lambda traits: traits.marked),
        read=share_of(max(marks)) if marks else 0.0,
        several=1 - 1 / len(part_readings(reading)),
        signals=quotations[0].candidate.signals,
    )


def anchors_of(reading: Reading, own_names: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the terms of a question that an answer must be about: its names and figures.

    A capital letter makes a name, except at a sentence's beginning. Times are not among them, nor
    figures that only tell of the asker ("My daughter is 20.").
    """
    timed = {term for period in reading.periods for term in terms(period.words)}
    own = {term for name in own_names for term in terms(name)}
    names = [
        term
        for match in NAME.finditer(reading.text)
        if match[0].casefold() not in STOP_WORDS and match[0].casefold() not in MONTHS
        for term in terms(match[0])
    ]
    asking = " ".join(parts_of(reading.text))
    figures = [
        term for term in content_terms(asking) if FIGURE.match(term) and len(term) >= TELLING
    ]
    found = dict.fromkeys([*names, *figures])
    return tuple(term for term in found if term not in timed and term not in own)


def unmet(reading: Reading, quotations: Sequence[Quotation]) -> tuple[Sought, ...]:
    """Return the kinds of thing asked for that the quotations do not hold."""
    text = "\n".join(quotation.text for quotation in quotations)
    return tuple(kind for kind in reading.sought if not holds(kind, text, reading.text))


def wholly_unmet(reading: Reading, quotations: Sequence[Quotation]) -> tuple[Sought, ...]:
    """Return what is asked for where it is figures, days or votes alone and none is quoted.

    Alone it is where no part of the question asks for anything else.
    """
    parts = parts_of(reading.text)
    plain = set(reading.sought) <= set(PLAIN_TO_SEE) and (
        len(parts) == 1 or all(map(sought_by, parts))
    )
    missing = unmet(reading, quotations)
    return missing if plain and missing == reading.sought else ()


def _terms_around(quotations: Sequence[Quotation]) -> set[str]:
    return set(
        terms(
            "\n".join(
                f"{each.candidate.passage.embedded_text} {each.header} "
                f"{each.candidate.document.description.title or ''}"
                for each in quotations
            )
        )
    )


def _best(quotations: Sequence[Quotation], trait: Callable[[Traits], float]) -> float:
    parts = zip(*(quotation.traits for quotation in quotations), strict=True)
    best = [max(trait(traits) for traits in part) for part in parts]
    return sum(best) / len(best) if best else 0.0


def _likeness(candidate: Candidate) -> float:
    return max(0.0, min(1.0, candidate.dense.score)) if candidate.dense else 0.0


def _met(reading: Reading, quotations: Sequence[Quotation], around: set[str]) -> float:
    """Return the share of the bodies and times named that the quoted records are, or speak, of."""
    places = [place_of(each.candidate.document.description) for each in quotations]
    tests = [any(place.body == body for place in places) for body in reading.bodies]
    tests += [
        any(_within(period, place.day) for place in places)
        or (not period.of_meeting and _spoken_of(period, around))
        for period in reading.periods
    ]
    return _share(tests)


def _within(period: Period, day: date | None) -> bool:
    return day is not None and period.since <= day <= period.until


def _spoken_of(period: Period, around: set[str]) -> bool:
    """Return whether the words of a period stand there: its year at the least."""
    figures = [term for term in terms(period.words) if FIGURE.match(term) and len(term) >= 4]
    years = figures or [str(period.since.year)]
    return any(year in around for year in years)


def _share(tests: Sequence[bool]) -> float:
    return sum(tests) / len(tests) if tests else 1.0
