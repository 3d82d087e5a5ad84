"""A passage as questions are held against it: its terms, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from indexer.records import Passage
from service.language import terms_of_parts

UNIT = re.compile(r"\n+|(?<=[.!?;])\s+")
"""What parts the units of a passage: its sentences and a table's rows."""
KEPT = 4096
"""Passages whose terms are kept in memory."""


class PassageTerms(Struct, frozen=True):
    """The terms of a passage.

    ``places`` says where each term of the text stands, counted in terms. ``over`` are the terms of
    what stands over the text: the context line and a table's column headings. ``units`` are the
    terms of each sentence or row, and ``unit_starts`` where these begin in the embedded text.
    """

    places: Mapping[str, tuple[int, ...]]
    context: frozenset[str]
    over: frozenset[str]
    units: tuple[frozenset[str], ...]
    unit_starts: tuple[int, ...]


@lru_cache(maxsize=KEPT)
def passage_terms(passage: Passage) -> PassageTerms:
    """Return the terms of `passage`."""
    places: dict[str, list[int]] = {}
    units: list[frozenset[str]] = []
    starts: list[int] = []
    before = len(passage.embedded_text) - len(passage.text)
    count = 0
    spans = _units(passage.text)
    context, header, *inside = terms_of_parts(
        [passage.context, passage.header, *(passage.text[start:stop] for start, stop in spans)]
    )
    for (start, _), found in zip(spans, inside, strict=True):
        for place, term in enumerate(found, start=count):
            places.setdefault(term, []).append(place)
        count += len(found)
        units.append(frozenset(found))
        starts.append(before + start)
    return PassageTerms(
        places={term: tuple(found) for term, found in places.items()},
        context=frozenset(context),
        over=frozenset([*context, *header]),
        units=tuple(units),
        unit_starts=tuple(starts),
    )


def _units(text: str) -> list[tuple[int, int]]:
    bounds = [0, *(parting.end() for parting in UNIT.finditer(text)), len(text)]
    return [(start, stop) for start, stop in pairwise(bounds) if text[start:stop].strip()]
