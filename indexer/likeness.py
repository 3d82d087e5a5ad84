"""Near-identical documents: a report and the pack that contains it, a draft and the final.

A text's *shingles* are its runs of eight words; two texts are alike by the share of one's shingles
that the other holds: its *containment* (Broder 1997, "On the resemblance and containment of
documents"). To compare many texts a *sketch* keeps only the shingles whose hash falls into the
lowest quarter of all hashes (FracMinHash: Irber et al. 2022, "Lightweight compositional analysis of
metagenomes with FracMinHash and minimum metagenome covers"). Unlike a sketch of fixed size
(MinHash, as in the package datasketch), it compares a page with a pack of a thousand pages without
bias, and what it measures is containment, not the resemblance of two texts of like length.

Words that councils print on every paper of a kind (the notices on an agenda, the questions of a
form) say nothing: shingles held by more than `COMMON` documents are left out, as Broder did.

The thresholds were set on the real records that the tests name (``tests/indexer/test_likeness.py``
prints the table). What different papers share of a form comes to .40 of an equality assessment and
.60 of an agenda of a hundred words; drafts of one budget table still share .47 to .60. So half is
asked for where that is a good part of a page, and four fifths of anything shorter.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from indexer.likenesses import Likeness, LikenessKind
from indexer.records import BlockKind, Page

SHINGLE = 8
"""How many words running make a shingle."""
SCALE = 4
"""One shingle in so many is kept."""
COMMON = 8
"""Shingles held by more documents than this are words of a form."""
HALF = 0.5
"""How much of a document another must hold, where that is at least `ENOUGH` shingles."""
ENOUGH = 100
MOST = 0.8
"""How much of a document another must hold, where that is less."""
LEAST = 32
"""Documents of fewer shingles than this (estimated) are like nothing."""
SAME = 0.9
"""Two texts that hold this much of each other say the same."""

Sketch = NDArray[np.uint64]
"""Hashes in ascending order, each once."""

_WORD = re.compile(r"[^\W_]+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


class SketchIndex:
    """Sketches of documents, each found by any of its hashes."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._postings: _Postings | None = None

    def add(self, document: str, sketch: Sketch) -> None:
        """Hold `document`, in place of what was held of it."""
        self._sketches[document] = sketch
        self._postings = None

    def like(self, document: str) -> tuple[Likeness, ...]:
        """Return the documents held that hold `document`, or most of it, sorted by id.

        Raises
        ------
        KeyError
            The document is not held.
        """
        sketch = self._sketches[document]
        if self._postings is None:
            self._postings = _Postings(self._sketches)
        return self._postings.like(document, sketch)


class _Postings:
    """All hashes in order, beside each the document whose it is."""

    def __init__(self, sketches: Mapping[str, Sketch]) -> None:
        self._documents = sorted(sketches)
        parts = [sketches[document] for document in self._documents]
        hashes = np.concatenate([np.zeros(0, np.uint64), *parts])
        owners = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._owners = hashes[order], owners[order]
        held = self._last(self._hashes) - self._first(self._hashes)
        self._telling = np.bincount(self._owners[held <= COMMON], minlength=len(parts))

    def like(self, document: str, sketch: Sketch) -> tuple[Likeness, ...]:
        first, last = self._first(sketch), self._last(sketch)
        telling = last - first <= COMMON
        places = [np.arange(*ends) for ends in zip(first[telling], last[telling], strict=True)]
        owners = self._owners[np.concatenate([np.zeros(0, np.int64), *places])]
        shared = np.bincount(owners, minlength=len(self._documents))
        found = []
        for place in np.flatnonzero(shared):
            other, count = self._documents[place], int(shared[place])
            if other != document and _holds(count, len(places)):
                theirs = int(self._telling[place])
                relation = _relation(
                    count / len(places), count / theirs, both=_holds(count, theirs)
                )
                found.append(Likeness(document, other, count / len(places), relation))
        return tuple(found)

    def _first(self, hashes: Sketch) -> NDArray[np.int64]:
        return np.searchsorted(self._hashes, hashes, side="left")

    def _last(self, hashes: Sketch) -> NDArray[np.int64]:
        return np.searchsorted(self._hashes, hashes, side="right")


def likenesses(sketches: Mapping[str, Sketch]) -> list[Likeness]:
    """Return all likenesses among documents, sorted by document and other."""
    index = SketchIndex()
    for document, sketch in sketches.items():
        index.add(document, sketch)
    return [likeness for document in sorted(sketches) for likeness in index.like(document)]


def sketch_pages(pages: Sequence[Page]) -> Sketch:
    """Return the sketch of a document's pages, without their headers and footers."""
    return sketch(
        block.text for page in pages for block in page.blocks if block.kind != BlockKind.FURNITURE
    )


def sketch(texts: Iterable[str]) -> Sketch:
    """Return the sketch of `texts` read one after the other. Case and punctuation do not count."""
    words = np.array(
        [_hash(word) for text in texts for word in _WORD.findall(text.casefold())], np.uint64
    )
    count = len(words) - SHINGLE + 1
    if count < 1:
        return np.zeros(0, np.uint64)
    rolled = np.zeros(count, np.uint64)
    for place in range(SHINGLE):
        rolled = rolled * _MULTIPLIER + words[place : place + count]
    hashes = np.unique(_mixed(rolled))
    return hashes[hashes <= np.uint64((2**64 - 1) // SCALE)]


def packed(sketch: Sketch) -> bytes:
    """Return `sketch` as bytes, eight a hash."""
    return sketch.astype("<u8").tobytes()


def unpacked(content: bytes) -> Sketch:
    """Return the sketch that `packed` made `content` of."""
    return np.frombuffer(content, "<u8").astype(np.uint64)


def _holds(shared: int, of: int) -> bool:
    """Return whether `shared` hashes of the `of` that a document has make another hold it."""
    if of * SCALE < LEAST:
        return False
    return shared >= (HALF if shared * SCALE >= ENOUGH else MOST) * of


def _relation(forward: float, backward: float, both: bool) -> LikenessKind:
    """Return how two documents are alike that hold these parts of each other."""
    if forward >= SAME:
        return LikenessKind.SAME_TEXT if backward >= SAME else LikenessKind.CONTAINED_IN
    if backward >= SAME:
        return LikenessKind.CONTAINS
    return LikenessKind.REVISION if both else LikenessKind.REPEATED_IN


@lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def _mixed(hashes: Sketch) -> Sketch:
    """Return `hashes` spread evenly over all numbers (splitmix64: Steele et al. 2014)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))
