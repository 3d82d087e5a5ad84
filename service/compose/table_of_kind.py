"""The table that lists what a question asks the most or least of: districts, wards, ages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from indexer.captions import caption_over
from indexer.records import BlockKind, Section
from indexer.terms import terms
from service.answers import Candidate, Reading
from service.compose.choosing import Scored
from service.compose.extremes import (
    asks_an_extreme,
    extreme_of_table,
    measured,
    naming_column,
    rows_of,
)
from service.compose.wanted import Wanted, wanted_by
from service.language import Rarity, content_terms
from service.ranking.vocabulary import vocabulary
from service.stretch import Stretch

LOOKED_AT = 30
"""Candidates among whose tables it is looked for: rows of names and figures rank low."""


class Extreme(Struct, frozen=True):
    """The row with the most or least: where it stands in the section of ``candidate``.

    ``over`` are the terms that stand over its table.
    """

    candidate: Candidate
    stretch: Stretch
    over: frozenset[str]


def extreme_of_kind(
    reading: Reading,
    candidates: Sequence[Candidate],
    rarity: Rarity,
    section_of: Callable[[Candidate], Section],
) -> Extreme | None:
    """Return the row with the most or least, of the table that lists what the question asks for.

    It is the table of which most of the question's words stand over its rows, a word of what is
    measured among them. None where the question asks for no extreme, or no table names such things
    and has the figures.
    """
    if not asks_an_extreme(reading.text):
        return None
    wanted = wanted_by(reading, rarity, vocabulary())
    measures = measured(reading.text)
    found = [
        (wanted.covered(over), Extreme(candidate, row, over))
        for candidate in candidates[:LOOKED_AT]
        for section in [section_of(candidate)]
        for header, over in _tables(candidate, section)
        if _is_of(over, measures, wanted)
        and naming_column(reading.text, header, rows_of(section, header)) is not None
        and (row := extreme_of_table(reading.text, reading.sought, section, header))
    ]
    return max(found, key=lambda pair: pair[0], default=(0.0, None))[1]


def extremes_of(
    parts: Sequence[Reading],
    candidates: Sequence[Candidate],
    rarity: Rarity,
    section_of: Callable[[Candidate], Section],
) -> tuple[Extreme | None, ...]:
    """Return the row with the most or least for each part of a question.

    A part that asks for what is in the row of another part has that: "and how much?".
    """
    own = [extreme_of_kind(part, candidates, rarity, section_of) for part in parts]
    first = next((number for number, extreme in enumerate(own) if extreme), None)
    if first is None:
        return tuple(own)
    asked = set(content_terms(parts[first].text))

    def given(part: Reading, extreme: Extreme | None) -> Extreme | None:
        shared = own[first]
        # a year is said again in figures of its own
        more = {term for term in content_terms(part.text) if not term.isdigit()} - asked
        return extreme or (shared if shared and more <= shared.over else None)

    return tuple(map(given, parts, own))


def read_with(
    extreme: Extreme | None, found: Sequence[Candidate], most: int
) -> Sequence[Candidate]:
    """Return the first `most` of what was found, the candidate of the `extreme` among them."""
    if extreme is None or extreme.candidate in found[:most]:
        return found[:most]
    return (*found[: most - 1], extreme.candidate)


def placed_first(
    extreme: Extreme | None, ranked: Sequence[Scored]
) -> Iterator[tuple[Scored, Stretch]]:
    """Yield the row of the `extreme`, as good as the best of all that is `ranked`."""
    if extreme is not None:
        passage = extreme.candidate.passage
        own = (each for each in ranked if each.choice.candidate.passage == passage)
        for each in islice(own, 1):
            yield replace(each, score=ranked[0].score), extreme.stretch


def _is_of(over: frozenset[str], measures: frozenset[str], wanted: Wanted) -> bool:
    """Return whether what is over a table has a term of what is measured, or a name for it."""
    return not measures or any(
        term in over or any(name <= over for name in wanted.called.get(term, ()))
        for term in measures
    )


def _tables(candidate: Candidate, section: Section) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the headings of each table of a passage, and the terms of all that is over it."""
    passage = candidate.passage
    pieces = {
        piece.header: piece
        for piece in section.pieces
        if piece.kind is BlockKind.TABLE
        and piece.start < passage.stop
        and passage.start < piece.stop
    }
    for header, piece in pieces.items():
        over = (passage.context, *section.headings, caption_over(section, piece).words, header)
        yield header, frozenset(terms("\n".join(over)))
