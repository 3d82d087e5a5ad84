"""What of the candidates records just what is asked for: a decision, who was there, a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from service.answers import Candidate, Reading
from service.compose.choosing import Scored
from service.compose.traits import Choice
from service.compose.whole import votes_in
from service.recall.asking import asks_alone, asks_how, said_whole
from service.stretch import Stretch

LONGEST = 2000
"""Characters of a record that is quoted at most: the names of a whole council's vote."""


def recorded(
    ranked: Sequence[Scored], candidates: Sequence[Candidate]
) -> list[tuple[Scored, Stretch]]:
    """Return what records just what is asked for, with its best choice.

    What follows one another in a section is one: a vote's names, over two pages, and its outcome.
    Of what is told in parts nothing but these is. Sections are in the order of the candidates, and
    what is told in parts is first in its own.
    """
    found: list[tuple[Scored, Stretch]] = []
    for candidate in candidates:
        own = [each for each in ranked if each.choice.candidate is candidate]
        for each in candidate.recorded:
            length = sum(stop - start for start, stop in each.parts or ((each.start, each.stop),))
            if own and length <= LONGEST:
                inside = [e for e in own if overlap(e.choice, each)]
                found.append(((inside or own)[0], each))
    sections = list(dict.fromkeys(_section_id(each.choice) for each, _ in found))
    found.sort(
        key=lambda each: (
            sections.index(_section_id(each[0].choice)),
            not each[1].parts,
            each[1].start,
        )
    )
    together: list[tuple[Scored, Stretch]] = []
    for best, stretch in found:
        last = together[-1] if together else None
        if last and _section_id(last[0].choice) == _section_id(best.choice):
            between = best.choice.section.text[last[1].stop : stretch.start]
            if not (between.strip() or last[1].parts or stretch.parts):
                first = max(last[0], best, key=lambda each: each.score)
                stop = max(last[1].stop, stretch.stop)
                together[-1] = first, Stretch(last[1].start, stop, answers=stretch.answers)
                continue
        together.append((best, stretch))
    return together


def answered_by(reading: Reading, records: Sequence[Stretch], part: bool) -> bool:
    """Return whether `records` are all that a question asks for, or a `part` of one.

    What is recalled only where nothing else is asked is no record of a part.
    """
    whole = said_whole(reading) and not (part and asks_alone(reading))
    return bool(records) and (
        whole or (asks_how(reading) and any(record.answers for record in records))
    )


def without_votes(ranked: Sequence[Scored]) -> list[Scored]:
    """Return the choices that are no part of a vote: beside the one asked for no other is told."""
    votes: dict[tuple[str, int], list[Stretch]] = {}
    kept = []
    for each in ranked:
        place = _section_id(each.choice)
        if place not in votes:
            votes[place] = votes_in(each.choice.section)
        if not any(overlap(each.choice, vote) for vote in votes[place]):
            kept.append(each)
    return kept


def overlap(one: Choice | Stretch, other: Choice | Stretch) -> bool:
    """Return whether two stretches of one section's text share a character."""
    return one.start < other.stop and other.start < one.stop


def _section_id(choice: Choice) -> tuple[str, int]:
    return choice.candidate.document.id, choice.section.ordinal
