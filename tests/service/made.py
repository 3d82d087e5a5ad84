"""Documents, candidates and words, made of little, for tests that need no index."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from indexer.records import Description, Document, Passage
from indexer.text_terms import text_terms
from indexer.word_vectors import PackedWords, WordVectors, pack, unpack
from service.answers import Candidate
from service.language import Rarity

NOTHING_KNOWN = Description()


def made_document(name: str, description: Description = NOTHING_KNOWN) -> Document:
    return Document(name, "invented", f"{name}.txt", description, (), 1, "", "text/plain", 1, ())


def made_candidate(
    text: str, name: str = "document", page: int = 1, description: Description = NOTHING_KNOWN
) -> Candidate:
    passage = Passage(f"passage of {name}", name, 0, 0, 0, len(text), text, (page, page), "", "")
    document = made_document(name, description)
    return Candidate(passage, document, dense=None, sparse=None, fused=0.0)


def rarity_in(texts: Iterable[str]) -> Rarity:
    """Return how rare words are where `texts` are all the records."""
    return Rarity([text_terms(text) for text in texts], held=lambda _: False)


def at_right_angles(size: int) -> np.ndarray:
    """Return `size` vectors of length 1, a power of 2, of which no two have anything in common.

    Kept by their signs alone, they stay what they are (the rows of a Hadamard matrix).
    """
    rows = np.ones((1, 1), np.float32)
    while len(rows) < size:
        rows = np.block([[rows, rows], [rows, -rows]])
    return (rows / np.sqrt(size)).astype(np.float32)


def kept_words(words: WordVectors) -> PackedWords:
    return unpack(pack(words))
