"""The terms of a text, kept beside its vectors, so that questions are held against it at once.

A term is kept as a number of four bytes: that of `named`. Terms stand in the order of the text,
unit by unit; a unit is a sentence or a table's row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from indexer.errors import HomeError
from indexer.terms import terms_of_parts

UNIT = re.compile(r"\n+|(?<=[.!?;])\s+")
"""What parts the units of a text: its sentences and a table's rows."""
VERSION = "2"
"""Terms of another version are not read: it changes whenever the terms of a text do."""


class KeptTerms(Protocol):
    """What keeps packed terms by their text."""

    def terms_of_many(self, texts: Sequence[str]) -> dict[str, bytes]:
        """Return those of `texts` whose terms are held."""

    def put_terms(self, texts: Sequence[str], terms: Sequence[bytes]) -> None:
        """Keep ``terms[i]`` as those of ``texts[i]``."""


class TextTerms(Struct, frozen=True):
    """The terms of a text.

    ``names[i]`` is the name of term i, as `named` gives it. ``starts[j]`` is where unit j begins
    in the text, ``lengths[j]`` how many terms it has; together these are all terms.
    """

    names: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    lengths: NDArray[np.uint32]


@lru_cache(maxsize=100_000)
def named(term: str) -> int:
    """Return the number that a term is kept as; two terms in four thousand million share one."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def text_terms(text: str) -> TextTerms:
    """Return the terms of `text`."""
    bounds = [0, *(parting.end() for parting in UNIT.finditer(text)), len(text)]
    spans = [(start, stop) for start, stop in pairwise(bounds) if text[start:stop].strip()]
    found = terms_of_parts([text[start:stop] for start, stop in spans]) if spans else []
    return TextTerms(
        np.array([named(term) for unit in found for term in unit], dtype=np.uint32),
        np.array([start for start, _ in spans], dtype=np.uint32),
        np.array([len(unit) for unit in found], dtype=np.uint32),
    )


def pack(terms: TextTerms) -> bytes:
    """Return what is kept of `terms`: four bytes for each, and eight for each unit."""
    head = np.array([len(terms.names), len(terms.starts)], dtype=np.uint32)
    parts = (head, terms.starts, terms.lengths, terms.names)
    return b"".join(part.astype("<u4").tobytes() for part in parts)


def unpack(kept: bytes) -> TextTerms:
    """Return the terms that `kept` holds.

    Raises
    ------
    HomeError
        It is not what `pack` gives.
    """
    numbers = np.frombuffer(kept, dtype="<u4") if len(kept) % 4 == 0 else np.empty(0, "<u4")
    count, units = numbers[:2].tolist() if len(numbers) >= 2 else (1, 0)
    if len(numbers) != 2 + count + 2 * units or numbers[2 + units : 2 + 2 * units].sum() != count:
        raise HomeError(
            "The terms of a passage are damaged. Delete vectors.sqlite in the home and run "
            "'python -m indexer rebuild'."
        )
    starts, lengths = numbers[2 : 2 + units], numbers[2 + units : 2 + 2 * units]
    return TextTerms(numbers[2 + 2 * units :], starts, lengths)


def keep_terms(kept: KeptTerms, texts: Sequence[str]) -> None:
    """Compute and keep the terms of those of `texts` whose terms are not kept."""
    missing = sorted(set(texts) - kept.terms_of_many(texts).keys())
    kept.put_terms(missing, [pack(text_terms(text)) for text in missing])
