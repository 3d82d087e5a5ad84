"""The same words published twice count once, at the best place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from indexer.catalogue.values import place_of
from indexer.records import DocumentKind
from service.answers import Candidate

SHINGLE = 3
"""How many words running make a shingle."""
KEPT = 4096
"""Texts whose shingles are kept in memory."""
WORDS = re.compile(r"[^\W_]+")
LATE_KINDS = frozenset(
    {DocumentKind.REPORTS_PACK, DocumentKind.MEETING_SUMMARY, DocumentKind.AGENDA_FRONTSHEET}
)


def collapse(candidates: Sequence[Candidate], overlap: float) -> tuple[Candidate, ...]:
    """Return `candidates` with near-duplicates under the best of them, which takes their rank.

    Two passages are near-duplicates where the smaller's shingles are in the larger's by at least
    the part `overlap`, and neither is more than twice the other. The best place is `place_order`'s
    first; the others are its ``also_in``. Nothing is lost: every candidate given is in the result
    once, at the top or under another.
    """
    groups: list[list[Candidate]] = []
    sizes: list[int] = []
    holding: dict[int, list[int]] = {}
    for candidate in candidates:
        shingles = shingles_of(candidate.passage.text)
        shared = Counter(number for shingle in shingles for number in holding.get(shingle, ()))
        for number in sorted(shared):
            if _alike(len(shingles), sizes[number], shared[number], overlap):
                groups[number].append(candidate)
                break
        else:
            for shingle in shingles:
                holding.setdefault(shingle, []).append(len(groups))
            groups.append([candidate])
            sizes.append(len(shingles))
    return tuple(_under_the_best(group) for group in groups)


@lru_cache(maxsize=KEPT)
def shingles_of(text: str) -> frozenset[int]:
    """Return the runs of `SHINGLE` words in `text`, as hashes; all of it where it has fewer words.

    The hashes hold in one process alone.
    """
    words = WORDS.findall(text.casefold())
    if len(words) < SHINGLE:
        return frozenset({hash(tuple(words))})
    return frozenset(map(hash, zip(*(words[start:] for start in range(SHINGLE)), strict=False)))


def place_order(candidate: Candidate) -> tuple[bool, bool, bool, int, str, str]:
    """Return what sorts places, the best first.

    Adopted before draft, the report before the pack or summary that repeats it, a newer meeting
    before an older one; then by path, so that the order is always the same.
    """
    description = candidate.document.description
    title = (description.title or candidate.document.path).casefold()
    day = place_of(description).day or date.min
    return (
        bool(re.search(r"\bdraft minutes\b|\bunconfirmed\b", title)),
        description.kind in LATE_KINDS,
        bool(description.ai_generated),
        -day.toordinal(),
        candidate.document.path,
        candidate.passage.id,
    )


def _alike(first: int, second: int, shared: int, overlap: float) -> bool:
    """Return whether texts of so many shingles, so many of them shared, are near-duplicates."""
    small, large = min(first, second), max(first, second)
    return large <= 2 * small and shared >= overlap * small


def _under_the_best(group: Sequence[Candidate]) -> Candidate:
    best = min(group, key=place_order)
    first = group[0]
    return replace(
        best,
        fused=first.fused,
        preference=first.preference,
        relevance=first.relevance,
        also_in=tuple(other for other in group if other is not best),
    )
