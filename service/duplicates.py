"""The same words published twice count once, at the best place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from indexer.bit_products import product
from indexer.catalogue.values import place_of
from indexer.records import DocumentKind
from indexer.text_terms import TextTerms
from service.amending import amends
from service.answers import Candidate
from service.ranking.passage import joined_terms

SHINGLE = 3
"""How many terms running make a shingle."""
_MIXING = np.uint64(0x9E3779B97F4A7C15)
DRAFT = re.compile(r"\bdraft minutes\b|\bunconfirmed\b")
REPLACES = re.compile(r"\b(?:amended|corrected|replacement|revised|supplementary|updated)\b")
"""What the title of a paper says that comes instead of another of the same meeting."""
LATE_KINDS = frozenset(
    {DocumentKind.REPORTS_PACK, DocumentKind.MEETING_SUMMARY, DocumentKind.AGENDA_FRONTSHEET}
)


def collapse(
    candidates: Sequence[Candidate],
    terms: Sequence[TextTerms],
    overlap: float,
    named: Callable[[Candidate], float] = lambda _: 0.0,
) -> tuple[Candidate, ...]:
    """Return `candidates` with near-duplicates under the best of them, which takes their rank.

    ``terms[i]`` are those embedded of ``candidates[i]``. Two passages are near-duplicates where
    the smaller's shingles are in the larger's by at least the part `overlap`, and neither is more
    than twice the other. The best place is that of the meeting or kind which the question has
    `named`, for a draft may have other figures than the final; of these it is `place_order`'s
    first. The others are its ``also_in``: every candidate given is in the result once, at the top
    or under another.
    """
    if not candidates:
        return ()
    held = joined_terms([candidate.passage for candidate in candidates], terms)
    of_text = held.inside[held.unit]
    owners = held.passage[held.unit]
    shared = _shared(held.names[of_text], owners[of_text], len(candidates))
    sizes = shared.diagonal()
    small, large = np.minimum.outer(sizes, sizes), np.maximum.outer(sizes, sizes)
    alike = (shared > 0) & (large <= 2 * small) & (shared >= overlap * small)
    likes: dict[int, list[int]] = {}
    for one, other in np.argwhere(np.tril(alike, -1)).tolist():
        likes.setdefault(one, []).append(other)
    groups: dict[int, list[Candidate]] = {}
    for number, candidate in enumerate(candidates):
        first = next((other for other in likes.get(number, ()) if other in groups), number)
        groups.setdefault(first, []).append(candidate)
    return tuple(_under_the_best(group, named) for group in groups.values())


def _shared(names: NDArray[np.uint32], owner: NDArray[np.int64], texts: int) -> NDArray[np.int32]:
    """Return how many shingles each two of `texts` share; on the diagonal, how many each has.

    ``names[i]`` is a term of text ``owner[i]``. The last shingles of a text run beyond its end.
    """
    names = names.astype(np.uint64) + np.uint64(1)
    runs = names
    for step in range(1, SHINGLE):
        follows = np.zeros_like(names)
        follows[:-step] = np.where(owner[step:] == owner[:-step], names[step:], 0)
        runs = runs * _MIXING + follows
    # run and owner in one number, sorted: each run once of each passage that has it
    bits = np.uint64(texts.bit_length())
    keys = np.sort(runs << bits | owner.astype(np.uint64))
    keys = keys[np.diff(keys, prepend=~keys[:1]) != 0]
    run, owner = keys >> bits, (keys & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    number = np.cumsum(np.diff(run, prepend=~run[:1]) != 0) - 1
    of_several = np.bincount(number) > 1
    column, shown = np.cumsum(of_several) - 1, of_several[number]
    has = np.zeros((texts, np.count_nonzero(of_several)), dtype=np.int8)
    has[owner[shown], column[number[shown]]] = 1
    shared = product(has, has.T)
    np.fill_diagonal(shared, np.bincount(owner, minlength=texts))
    return shared


def place_order(candidate: Candidate) -> tuple[bool, bool, bool, int, bool, bool, str, str]:
    """Return what sorts places, the best first.

    Adopted before draft, the report or the minutes before the pack or summary that repeats them, a
    newer meeting before an older one; of one meeting the council's own paper before what members
    would have instead, and a paper that replaces another before that; then by path, so that the
    order is always the same.
    """
    description = candidate.document.description
    title = (description.title or candidate.document.path).casefold()
    day = place_of(description).day or date.min
    return (
        bool(DRAFT.search(title)),
        description.kind in LATE_KINDS or candidate.document.within is not None,
        bool(description.ai_generated),
        -day.toordinal(),
        amends(description.kind, title),
        not REPLACES.search(title),
        candidate.document.path,
        candidate.passage.id,
    )


def placed(candidate: Candidate, named: Callable[[Candidate], float]) -> Candidate:
    """Return `candidate`, at the place among its near-duplicates that a question has `named` most.

    Where that has named none before the others it stays.
    """
    best = max(candidate.also_in, key=named, default=candidate)
    if named(best) <= named(candidate):
        return candidate
    return _under_the_best([candidate, *candidate.also_in], named)


def _under_the_best(group: Sequence[Candidate], named: Callable[[Candidate], float]) -> Candidate:
    if len(group) == 1:
        return group[0]
    best = min(group, key=lambda each: (-named(each), place_order(each)))
    first = group[0]
    return replace(
        best,
        fused=first.fused,
        preference=first.preference,
        relevance=first.relevance,
        also_in=tuple(other for other in group if other is not best),
    )
