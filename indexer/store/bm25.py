"""Texts as sparse vectors, so that the store can rank by BM25.

The store multiplies by the inverse document frequency, so a passage's vector holds the rest of
BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, with k1 = 1.2 and
b = 0.75), and a question's vector a 1 for each of its terms.

What becomes a term:

- A word between anything that is neither letter nor digit, in lower case, without accents,
  stemmed. Stop words are dropped, among them single letters that follow an apostrophe, so that
  "Band D" is found by "Band".
- A figure is one term, whatever separates its thousands: "£1,610.82" and "1610.82" are the same,
  and neither is found by "610". Cut at its full stops, a table of figures would be full of the
  same few numbers, and found by any of them.
- A reference is its parts: "24/00109" is "24" and "00109", "2025-26" is "2025" and "26",
  "post-16" is "post" and "16". So each is found however it is written.
- Signs are dropped: "5%" is "5", "-541.0" and "(541.0)" are "541.0".

A term is numbered by a hash of 31 bits. Among 110,000 words and numbers, eight pairs shared one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import qdrant_edge as edge

from indexer.errors import ConfigurationError
from indexer.records import digest
from indexer.store.schema import SparseVector
from indexer.terms import in_one_form

_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")

_K1 = 1.2
_B = 0.75
_BEYOND_MEASURE = 1e12

# raise it, and STORED of the generations, whenever the same settings give other terms or weights
_VERSION = 2


class Bm25Encoder:
    """Gives texts their sparse vectors.

    Parameters
    ----------
    language
        The English name of the language whose stems and stop words are used.
    average_length
        The average number of terms in a passage; longer passages weigh less.

    Attributes
    ----------
    fingerprint
        A digest of what makes vectors comparable: they are if their fingerprints are equal.

    Raises
    ------
    ConfigurationError
        The language is not known, or the length not above 0.
    """

    def __init__(self, language: str, average_length: float) -> None:
        try:
            self._engine = edge.Bm25(
                edge.Bm25Config(
                    language=language,
                    k=_K1,
                    b=_B,
                    avg_len=average_length,
                    tokenizer=edge.TokenizerType.Word,
                    lowercase=True,
                    ascii_folding=True,
                )
            )
        except ValueError as error:
            raise ConfigurationError(
                f"embedding.language {language!r}, embedding.average_length {average_length}: "
                f"{error}. Name a language in English and in lower case, such as 'english'."
            ) from error
        self.fingerprint = digest(f"bm25/{_VERSION}/{language}/{average_length!r}")

    def encode_passage(self, text: str) -> SparseVector:
        """Return the weights of the terms of `text`, in the order of their numbers."""
        return _sorted(self._engine.embed_document(_prepared(text)))

    def encode_query(self, text: str) -> SparseVector:
        """Return a 1 for each term of `text`; empty where it has none but stop words."""
        return _sorted(self._engine.embed_query(_prepared(text)))


def average_length(texts: Iterable[str], language: str) -> float:
    """Return how many terms `texts` have on average: what an encoder of them should be given.

    A text's terms are counted from its weights. Held against an average length beyond measure,
    the length of a text does not show in them, and the weight ``w`` of a term that stands ``f``
    times is ``f (k1 + 1) / (f + k1 (1 - b))``, from which ``f`` follows.

    Raises
    ------
    ConfigurationError
        The language is not known.
    """
    encoder = Bm25Encoder(language, _BEYOND_MEASURE)
    lengths = []
    for text in texts:
        weights = encoder.encode_passage(text).values
        counts = (_K1 * (1 - _B) * weight / (_K1 + 1 - weight) for weight in weights)
        lengths.append(sum(map(round, counts)))
    return sum(lengths) / len(lengths) if any(lengths) else 1.0


def _prepared(text: str) -> str:
    # half a surrogate pair is no character: it parts words like any other sign
    text = text.encode("utf-8", "replace").decode("utf-8")
    return _DECIMAL.sub("p", in_one_form(text))


def _sorted(vector: edge.SparseVector) -> SparseVector:
    # the engine gives its terms in another order each time
    pairs = sorted(zip(vector.indices, vector.values, strict=True))
    return SparseVector(
        indices=tuple(index for index, _ in pairs), values=tuple(value for _, value in pairs)
    )
