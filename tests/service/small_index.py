"""A small index of invented records: real PDFs, catalogue and store, with a cheap encoder."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from indexer.catalogue import open_catalogue
from indexer.config import Settings
from indexer.index import open_index
from indexer.instruments import Instruments, standard_instruments
from indexer.offered import PublishedDocument
from indexer.originals import Originals
from indexer.records import Description, DocumentKind
from indexer.store.bm25 import Bm25Encoder
from indexer.store.opening import open_store
from indexer.summary import Tally, Unwatched
from indexer.synchronise import synchronise
from indexer.terms import terms
from indexer.vector_cache import VectorCache
from indexer.word_vectors import WordVectors
from service.answer import Answerer
from service.answers import Answer, Question
from service.marking.values import Marks, Stretch
from service.open_index import OpenIndex

COUNCIL = "Netherwick Town Council"


class WordEncoder:
    """Sums a vector for each word: like words, like vectors, and no model to load."""

    dimensions = 64
    max_tokens = 500
    fingerprint = computation = "words"

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self.encode_query(text) for text in texts])

    def encode_passages_by_word(
        self, texts: Sequence[str]
    ) -> tuple[NDArray[np.float32], tuple[WordVectors, ...]]:
        return self.encode_passages(texts), tuple(map(self._words, texts))

    def encode_query_by_word(self, text: str) -> tuple[NDArray[np.float32], WordVectors]:
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


class WordMarker:
    """Holds that the answer stands where the question's words do."""

    def marks(self, question: str, stretches: Sequence[Stretch]) -> tuple[Marks, ...]:
        asked = set(terms(question))
        found = []
        for each in stretches:
            held = [asked.intersection(terms(each.text[start:stop])) for start, stop in each.parts]
            odds = tuple(9.0 * len(own) / max(1, len(asked)) - 3.0 for own in held)
            found.append(Marks(max(odds), odds))
        return tuple(found)


class Records:
    """A source of PDFs made here."""

    name = "invented"
    root = "nowhere"
    faults = ()
    left_out = ()

    def __init__(self, documents: Sequence[tuple[str, Description, bytes]]) -> None:
        self._documents = documents

    def __iter__(self) -> Iterator[PublishedDocument]:
        for path, description, content in self._documents:
            yield PublishedDocument(self.name, path, description, lambda content=content: content)


def pdf(*pages: Sequence[object]) -> bytes:
    """Lay out pages of headings (``# ...``), paragraphs and tables (lists of rows)."""
    styles = getSampleStyleSheet()
    story: list[object] = []
    for page in pages:
        for part in page:
            if isinstance(part, list):
                story.append(Table(part, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
            elif str(part).startswith("# "):
                story.append(Paragraph(str(part)[2:], styles["Heading2"]))
            else:
                story.append(Paragraph(str(part), styles["BodyText"]))
            story.append(Spacer(1, 6))
        story.append(PageBreak())
    written = io.BytesIO()
    SimpleDocTemplate(written, pagesize=A4).build(story)
    return written.getvalue()


LIDO = (
    "Mr. Coyle presented the report on the lido. The pump house had flooded in November 2024 "
    "because a culvert under Mill Lane was blocked. Repairs would cost £48,250, of which £12,000 "
    "was met by the insurer. RESOLVED that the repairs be approved and that the lido reopen on "
    "17 May 2025."
)
PRESENT = (
    "Present: Mrs Ada Thornbury (Chair), Mr Bertram Coyle and Ms Juno Pellow. Apologies were "
    "received from Dr Silas Orme."
)
RENTS = (
    "Ms Pellow proposed, and Mr Coyle seconded, that rents rise by 3.5% from April 2026. The "
    "motion was carried by 7 votes to 2 with 1 abstention. Members asked that plot holders be "
    "told in writing &lt;script&gt;alert(1)&lt;/script&gt; before September."
)
MINUTES = pdf(
    [
        "# Minutes of a meeting of the Leisure Committee held on 4 March 2025",
        PRESENT,
        "# 12. Lido Repairs (Item 4)",
        LIDO,
    ],
    ["# 13. Allotment Rents (Item 5)", RENTS],
)
BUDGET = pdf(
    [
        "# Budget 2025-26",
        "The table shows what each service is to spend in 2025-26 and in 2026-27.",
        [
            ["Service", "2025-26 £", "2026-27 £"],
            ["Street cleaning", "81,400", "83,900"],
            ["Lido", "66,150", "52,700"],
            ["Allotments", "9,300", "9,600"],
        ],
    ]
)
PACK = pdf(
    ["# Reports pack", "This pack holds the papers of the meeting of 4 March 2025."],
    ["# 12. Lido Repairs (Item 4)", LIDO],
)


def described(title: str, kind: DocumentKind, body: str, day: date) -> Description:
    return Description(
        title=title,
        kind=kind,
        council=COUNCIL,
        body=body,
        meeting_date=day,
        url=f"https://records.netherwick.example/{title.replace(' ', '-')}.pdf",
    )


DOCUMENTS = (
    (
        "leisure/minutes.pdf",
        described("Leisure minutes", DocumentKind.MINUTES, "Leisure Committee", date(2025, 3, 4)),
        MINUTES,
    ),
    (
        "cabinet/budget.pdf",
        described("Budget <b>2025-26</b>", DocumentKind.REPORT, "Cabinet", date(2025, 2, 11)),
        BUDGET,
    ),
    (
        "leisure/pack.pdf",
        described("Leisure pack", DocumentKind.REPORTS_PACK, "Leisure Committee", date(2025, 3, 4)),
        PACK,
    ),
)


def instruments() -> Instruments:
    return replace(standard_instruments(), open_embedder=lambda settings: WordEncoder())


@contextmanager
def opened(settings: Settings) -> Iterator[OpenIndex]:
    home = settings.home
    catalogue = open_catalogue(f"sqlite:///{home / 'catalogue.sqlite'}")
    reader = catalogue.reader()
    number = reader.generation.id
    store = open_store(
        settings.store,
        home / "generations" / str(number),
        str(number),
        reader.generation.dimensions,
    )
    vectors = VectorCache(home / "vectors.sqlite")
    yield OpenIndex(
        reader,
        store,
        Originals(home / "originals"),
        WordEncoder,
        WordMarker,
        Bm25Encoder(settings.embedding.language, settings.embedding.average_length),
        vectors,
    )
    vectors.close()
    store.close()
    catalogue.close()


def build(
    settings: Settings, documents: Sequence[tuple[str, Description, bytes]] = DOCUMENTS
) -> None:
    """Index invented records in the home of `settings`."""
    with open_index(settings, instruments) as index:
        tally = Tally(Unwatched())
        synchronise([Records(documents)], index, tally)
        assert not tally.summary().failed


def asked(index: OpenIndex, settings: Settings, question: str) -> Answer:
    return Answerer(index, settings).answer(Question(question))


def quoted(answer: Answer) -> list[str]:
    return [" ".join(statement.text.split()) for statement in answer.statements]
