"""A small benchmark of invented documents, and an encoder that is cheap."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.word_vectors import WordVectors

DOCUMENTS = {
    "lido": ("Lido repairs", "The pump house flooded. Repairs of the lido cost 48,250 pounds."),
    "lido-again": ("", "The pump house flooded. Repairs of the lido cost 48,250 pounds."),
    "rents": ("Allotment rents", "Rents of allotments rise by 3.5 per cent from April."),
    "bins": ("Waste", "Bins are emptied every other Tuesday. " + "Recycling is sorted. " * 40),
    "market": ("Market Hall", "The roof of the Market Hall leaks above the fish stalls."),
    "swifts": ("", "Boxes for swifts hang from the eaves of the library."),
    "title-alone": ("Parking in Mill Lane", ""),
    "nothing": ("", ""),
}
QUERIES = {
    "q1": "What did the repairs of the lido cost?",
    "q2": "How are recycling and bins sorted?",
    "q3": "Which roof leaks?",
    "q4": "parking in Mill Lane",
    "unjudged": "Nobody judged this.",
}
QRELS = {
    "q1": {"lido": 2, "lido-again": 1, "rents": 0},
    "q2": {"bins": 1},
    "q3": {"market": 1, "swifts": 0},
    "q4": {"title-alone": 1},
}


class WordEncoder:
    """Sums a vector for each word: like words, like vectors, and no model to load."""

    dimensions = 64
    max_tokens = 500
    fingerprint = computation = "words"

    def __init__(self) -> None:
        self.encoded: list[str] = []
        self.asked: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        return np.stack([self.encode_query(text) for text in texts])

    def encode_passages_by_word(
        self, texts: Sequence[str]
    ) -> tuple[NDArray[np.float32], tuple[WordVectors, ...]]:
        return self.encode_passages(texts), tuple(map(self._words, texts))

    def encode_query_by_word(self, text: str) -> tuple[NDArray[np.float32], WordVectors]:
        self.asked.append(text)
        return self.encode_query(text), self._words(text)

    def _words(self, text: str) -> WordVectors:
        found = list(re.finditer(r"\w+", text))
        vectors = [self.encode_query(word[0]) for word in found]
        return WordVectors(
            np.array([word.start() for word in found], dtype=np.int32),
            np.array(vectors, dtype=np.float32).reshape(len(found), self.dimensions),
        )

    def encode_query(self, text: str) -> NDArray[np.float32]:
        total = np.full(self.dimensions, 1e-3, dtype=np.float32)
        for word in re.findall(r"\w+", text.casefold()):
            seed = int.from_bytes(hashlib.md5(word.encode()).digest()[:4], "big")
            total += np.random.default_rng(seed).normal(size=self.dimensions).astype(np.float32)
        return (total / np.linalg.norm(total)).astype(np.float32)

    def count_tokens(self, text: str) -> int:
        return len(text.split())


def write_beir(
    folder: Path,
    documents: Mapping[str, tuple[str, str]] = DOCUMENTS,
    queries: Mapping[str, str] = QUERIES,
    qrels: Mapping[str, Mapping[str, int]] = QRELS,
) -> Path:
    """Write a benchmark in the form of BEIR, and return its folder."""
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps({"_id": name, "title": title, "text": text})
        for name, (title, text) in documents.items()
    ]
    (folder / "corpus.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = [json.dumps({"_id": name, "text": text}) for name, text in queries.items()]
    (folder / "queries.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = ["query-id\tcorpus-id\tscore"]
    lines += [
        f"{query}\t{document}\t{grade}"
        for query, grades in qrels.items()
        for document, grade in grades.items()
    ]
    (folder / "qrels" / "test.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
