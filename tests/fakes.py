"""Cheap stand-ins for the steps of indexing, for tests of what holds them together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.config import PartitionSettings, PassageSettings, StoreSettings
from indexer.errors import UnreadableDocument
from indexer.instruments import Instruments
from indexer.likenesses import Likeness, LikenessKind
from indexer.offered import PublishedDocument
from indexer.records import (
    Block,
    BlockKind,
    Description,
    DocumentKind,
    Page,
    Part,
    Passage,
    Piece,
    Run,
    Section,
    passage_id,
)
from indexer.store.schema import (
    EVERYTHING,
    Hits,
    Narrowing,
    Point,
    SparseVector,
    Vector,
)
from indexer.word_vectors import WordVectors

DIMENSIONS = 8


class FakeEmbedder:
    """Vectors that depend on the text alone, and tokens that are words."""

    def __init__(self, name: str = "fake") -> None:
        self.fingerprint = self.computation = name
        self.dimensions = DIMENSIONS
        self.max_tokens = 512

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each text."""
        vectors = np.array([self._vector(text) for text in texts], dtype=np.float32)
        return vectors.reshape(len(texts), DIMENSIONS)

    def encode_passages_by_word(
        self, texts: Sequence[str]
    ) -> tuple[NDArray[np.float32], tuple[WordVectors, ...]]:
        """Return the vectors of `texts`, and that of each of their words as if it stood alone."""
        return self.encode_passages(texts), tuple(map(self._words, texts))

    def encode_query(self, text: str) -> Vector:
        """Return the vector of `text`."""
        return self._vector(text)

    def encode_query_by_word(self, text: str) -> tuple[Vector, WordVectors]:
        """Return the vector of `text`, and that of each of its words."""
        return self._vector(text), self._words(text)

    def count_tokens(self, text: str) -> int:
        """Return how many words `text` has."""
        return len(text.split())

    def _words(self, text: str) -> WordVectors:
        found = list(re.finditer(r"\w+", text))
        vectors = [self._vector(word[0].casefold()) for word in found]
        return WordVectors(
            np.array([word.start() for word in found], dtype=np.int32),
            np.array(vectors, dtype=np.float32).reshape(len(found), DIMENSIONS),
        )

    def _vector(self, text: str) -> NDArray[np.float32]:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).normal(size=DIMENSIONS).astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


class FakeTerms:
    """One term a word."""

    def encode_passage(self, text: str) -> SparseVector:
        """Return weight 1 for each distinct word."""
        words = sorted(set(map(_number, text.split())))
        return SparseVector(tuple(words), (1.0,) * len(words))


class FileStore:
    """A vector store that keeps only ids and digests, each point a file: durable at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.optimised = 0

    def upsert(self, points: Sequence[Point]) -> None:
        """Write a file for each point."""
        for point in points:
            (self.folder / point.id).write_bytes(
                msgspec.json.encode({"digest": point.digest, "labels": point.labels})
            )

    def delete(self, ids: Iterable[str]) -> None:
        """Delete the files of these ids."""
        for name in ids:
            (self.folder / name).unlink(missing_ok=True)

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield what the files say."""
        for path in self.folder.iterdir():
            yield path.name, msgspec.json.decode(path.read_bytes())["digest"]

    def count(self) -> int:
        """Count the files."""
        return sum(1 for _ in self.folder.iterdir())

    def search(
        self,
        dense: Vector | None,
        sparse: SparseVector | None,
        limit: int,
        narrowing: Narrowing = EVERYTHING,
    ) -> Hits:
        """Find nothing: no test of these fakes searches."""
        return Hits((), ())

    def optimise(self) -> None:
        """Count the call."""
        self.optimised += 1

    def flush(self) -> None:
        """Do nothing: files are written at once."""

    def close(self) -> None:
        """Do nothing."""


class FakeCutter:
    """One passage for each so many words of a section."""

    def __init__(self, count_tokens: Callable[[str], int], settings: PassageSettings) -> None:
        self._settings = settings

    def cut(
        self,
        document_id: str,
        description: Description,
        sections: Sequence[Section],
        parts: Sequence[Part],
    ) -> tuple[Passage, ...]:
        """Return passages of at most ``settings.tokens`` words."""
        found: list[Passage] = []
        for section in sections:
            for start, stop in _spans(section.text, self._settings.tokens):
                touched = [
                    piece.page
                    for piece in section.pieces
                    if piece.start < stop and start < piece.stop
                ]
                found.append(
                    Passage(
                        id=passage_id(document_id, len(found)),
                        document_id=document_id,
                        ordinal=len(found),
                        section=section.ordinal,
                        start=start,
                        stop=stop,
                        text=section.text[start:stop],
                        pages=(min(touched), max(touched)),
                        header="",
                        context=description.title or "",
                    )
                )
        return tuple(found)


def _spans(text: str, words: int) -> Iterator[tuple[int, int]]:
    starts = [
        place
        for place, letter in enumerate(text)
        if letter != " " and text[place - 1 : place] in ("", " ")
    ]
    for first in range(0, len(starts), words):
        stop = starts[first + words] if first + words < len(starts) else len(text)
        yield starts[first], starts[first] + len(text[starts[first] : stop].rstrip())


class TextReading(msgspec.Struct, frozen=True):
    """Text as read by `read_text`."""

    pages: tuple[Page, ...]
    media_type: str = "text/plain"
    note: str = ""


def read_text(content: bytes, path: str, settings: PartitionSettings) -> TextReading:
    """Read pages parted by form feeds, each line of them a paragraph; `broken` cannot be read."""
    text = content.decode()
    if text.startswith("broken"):
        raise UnreadableDocument(f"{path}: is broken")
    if text.startswith("crashing"):
        raise RuntimeError("a fault in the reader")
    return TextReading(
        tuple(
            Page(number=number, text=page, blocks=tuple(_blocks(page)))
            for number, page in enumerate(text.split("\f"), 1)
        )
    )


def _blocks(page: str) -> Iterator[Block]:
    place = 0
    for line in page.split("\n"):
        if line:
            yield Block(BlockKind.PARAGRAPH, line, (Run(0, place, len(line)),))
        place += len(line) + 1


def describe_as_stated(
    document: PublishedDocument, pages: Sequence[Page]
) -> tuple[Description, tuple[str, ...]]:
    """Infer only a title and, from a first line ``Body, 2025-01-30``, a meeting."""
    stated = document.stated
    inferred = []
    if stated.title is None:
        stated = msgspec.structs.replace(stated, title=document.path)
        inferred.append("title")
    first = pages[0].text.split("\n")[0] if pages else ""
    body, _, day = first.partition(", ")
    if len(day) == 10 and day[4] == "-":
        stated = msgspec.structs.replace(
            stated,
            council="Sample Council",
            body=body,
            meeting_date=date.fromisoformat(day),
            kind=DocumentKind.REPORT,
        )
        inferred += ["council", "body", "meeting_date", "kind"]
    return stated, tuple(inferred)


def one_section_a_page(pages: Sequence[Page]) -> tuple[Section, ...]:
    """Return a section for each page that has text."""
    sections: list[Section] = []
    for page in pages:
        pieces: list[Piece] = []
        text = ""
        for place, block in enumerate(page.blocks):
            text += " " if text else ""
            pieces.append(
                Piece(len(text), len(text) + len(block.text), page.number, place, block.kind)
            )
            text += block.text
        if text:
            sections.append(
                Section(len(sections), (f"Page {page.number}",), None, text, tuple(pieces))
            )
    return tuple(sections)


def open_file_store(settings: StoreSettings, folder: Path, generation: str, size: int) -> FileStore:
    """Return the file store in that folder."""
    return FileStore(folder / "points")


def drop_file_store(settings: StoreSettings, folder: Path, generation: str) -> None:
    """Delete the file store in that folder."""
    for path in (folder / "points").glob("*"):
        path.unlink()


def words_of(pages: Sequence[Page]) -> bytes:
    """Return all words of `pages`, which is the plainest sketch."""
    return " ".join(sorted(word for page in pages for word in page.text.split())).encode()


def link_equal(sketches: Mapping[str, bytes]) -> tuple[Likeness, ...]:
    """Link documents of the same words."""
    return tuple(
        Likeness(document, other, 1.0, LikenessKind.SAME_TEXT)
        for document, words in sketches.items()
        for other, others in sketches.items()
        if document != other and words == others
    )


def _number(word: str) -> int:
    return int(hashlib.md5(word.encode()).hexdigest()[:7], 16)


def fake_instruments(embedder: FakeEmbedder | None = None) -> Instruments:
    """Return steps of indexing that read text files and load nothing."""
    shared = embedder or FakeEmbedder()

    return Instruments(
        read=read_text,
        describe=describe_as_stated,
        parts_of=lambda description, pages: (),
        sections_of=lambda pages, parts: one_section_a_page(pages),
        sketch=words_of,
        likenesses=link_equal,
        open_cutter=FakeCutter,
        open_embedder=lambda settings: shared,
        open_terms=lambda settings: FakeTerms(),
        open_store=open_file_store,
        drop_store=drop_file_store,
    )


class Fault(msgspec.Struct, frozen=True):
    """A fault in a listing."""

    place: str
    message: str


class TextFolder:
    """A source of the text files of a folder, titled by the ``.title`` file beside them."""

    def __init__(self, root: Path, name: str = "texts", faults: Sequence[Fault] = ()) -> None:
        self.root = self._folder = root
        self.name = name
        self.faults = tuple(faults)
        self.left_out: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[PublishedDocument]:
        for path in sorted(self._folder.rglob("*.txt")):
            inner = path.relative_to(self._folder).as_posix()
            beside = path.with_suffix(".title")
            title = beside.read_text() if beside.exists() else None
            yield PublishedDocument(self.name, inner, Description(title=title), path.read_bytes)
