"""Near-identical documents: found by sketches of their words, without comparing every pair.

A document's words in runs of eight ("shingles") are hashed, and the hashes below a fixed share of
their range are its sketch (FracMinHash; Irber et al., 2022). The share of one sketch that another
holds estimates the share of the one text that the other contains (containment; Broder, 1997),
however unlike in length they are: a report within the pack that repeats it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from indexer.catalogue.values import Likeness

SHINGLE = 8
"""Words in a run. Forms share shorter runs with one another."""
SCALE = 8
"""One hash in so many is kept."""
CONTAINED = 0.5
"""Documents are alike where so much of one stands in the other."""
FEWEST = 8
"""A sketch with fewer hashes says too little to link by."""
WORD = re.compile(r"[^\W_]+")
_RANGE = 1 << 64


def sketch(text: str) -> frozenset[int]:
    """Return the sketch of `text`: hashes of 64 bits, about one for every `SCALE` words."""
    words = WORD.findall(text.casefold())
    found = set()
    for start in range(len(words) - SHINGLE + 1):
        shingle = " ".join(words[start : start + SHINGLE]).encode()
        value = int.from_bytes(hashlib.blake2b(shingle, digest_size=8).digest())
        if value < _RANGE // SCALE:
            found.add(value)
    return frozenset(found)


def links(sketches: Sequence[tuple[str, frozenset[int]]]) -> Sequence[Likeness]:
    """Return which documents contain most of which others, ordered by their ids.

    Parameters
    ----------
    sketches
        The id of each document and its sketch.
    """
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for document, hashes in sorted(sketches):
        for value in hashes:
            holders[value].append(document)
    found = []
    for document, hashes in sorted(sketches):
        if len(hashes) < FEWEST:
            continue
        shared = Counter(other for value in hashes for other in holders[value])
        found += [
            Likeness(document, other, count / len(hashes))
            for other, count in sorted(shared.items())
            if other != document and count / len(hashes) >= CONTAINED
        ]
    return found
