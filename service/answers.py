"""What goes into the answering flow and what comes out of it. All of it is frozen."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from indexer.records import Body, Council, Document, DocumentKind, Passage
from indexer.store.schema import EVERYTHING, Narrowing
from service.cited import Nearest, Statement
from service.ranking.values import Signals
from service.stretch import Stretch


class Status(StrEnum):
    """How a question came out. None of these is a fault; faults are errors."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NOT_IN_RECORDS = "not_in_records"
    NOT_A_QUESTION = "not_a_question"


class Sought(StrEnum):
    """What kind of thing a question asks for."""

    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    DECISION = "decision"
    VOTE = "vote"
    REASON = "reason"
    REFERENCE = "reference"


class Question(Struct, frozen=True):
    """A question as it is put. ``narrowing`` holds the filters that its asker set: they bind.

    ``earlier`` are the questions of the same conversation before this one, the oldest first.
    """

    text: str
    narrowing: Narrowing = EVERYTHING
    earlier: tuple[str, ...] = ()


class Period(Struct, frozen=True):
    """Days named in a question, both inclusive.

    ``words`` are the question's own. A ``financial`` period is a year of account ("2025-26"). A
    period of the ``subject`` ("by 31 March 2025") is, as a financial one always is, what a record
    speaks about; every other is when a meeting was.
    """

    words: str
    since: date
    until: date
    financial: bool = False
    subject: bool = False

    @property
    def of_meeting(self) -> bool:
        """Whether it says when a meeting was."""
        return not (self.financial or self.subject)


class Reading(Struct, frozen=True):
    """What a question was read as.

    Its councils, bodies, kinds and periods *prefer* records, they do not exclude any;
    ``looked_first_at`` says them in words. ``out_of_reach`` says what the records cannot hold:
    another council, a day before they begin. ``not_a_question`` is why this is no question to
    the records, or empty. ``follows`` is the earlier question that it was read with, or empty.
    It names the ``people`` and the councils ``named``, be it the only one held. ``as_of`` is the
    last day of the records where it asks of now: newer records are preferred.
    """

    text: str
    councils: tuple[Council, ...] = ()
    bodies: tuple[Body, ...] = ()
    kinds: tuple[DocumentKind, ...] = ()
    periods: tuple[Period, ...] = ()
    as_of: date | None = None
    references: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    sought: tuple[Sought, ...] = ()
    looked_first_at: str = ""
    out_of_reach: tuple[str, ...] = ()
    not_a_question: str = ""
    follows: str = ""
    narrowing: Narrowing = EVERYTHING
    named: tuple[Council, ...] = ()


class ArmScore(Struct, frozen=True):
    """A passage's score in one arm of retrieval and its rank there, the best 1."""

    score: float
    rank: int


UNRANKED = 2.0
"""More than what a candidate is fused to and preferred by can be."""


class Candidate(Struct, frozen=True):
    """A passage that may answer.

    ``fused`` is the weighted sum of both arms' min-max scores, ``preference`` what was added
    because it is of the bodies, periods, councils or kinds that the question names, or new where
    it asks of now. ``relevance`` is the estimated chance that it is relevant, and ``signals`` what
    that rests on; None where it was not among the first by these two. ``also_in`` are
    near-duplicates that it stands for. ``recorded`` is what of its section is the record asked for,
    ``marked`` the marker's logarithm of odds that it answers, None if unread, ``rejected`` why not.
    """

    passage: Passage
    document: Document
    dense: ArmScore | None
    sparse: ArmScore | None
    fused: float
    preference: float = 0.0
    also_in: tuple[Candidate, ...] = ()
    rejected: str = ""
    relevance: float | None = None
    signals: Signals | None = None
    recorded: tuple[Stretch, ...] = ()
    marked: float | None = None

    @property
    def score(self) -> float:
        """What found candidates are ranked by: without a relevance they come after all others."""
        if self.relevance is not None:
            return self.relevance
        return self.fused + self.preference - UNRANKED


class Evidence(Struct, frozen=True):
    """What the decision whether the records answer rests on; each between 0 and 1.

    ``coverage``: the question's words that the best quotation has, by rarity. ``nearness``: those
    that stand near a thing of the kind asked for. ``surroundings``: those that the best passage
    has. ``similarity``: the encoder's cosine between the question and the passage most like it.
    ``sought``: the figures, days and votes asked for that the quotations hold. ``anchors``: the
    question's names and figures that stand in the quoted passages or over them. ``met``: the bodies
    and times named that the quoted records are of or speak about. ``known``: the words of the
    question, or of the matter that is all it asks about, that the records have anywhere.
    ``relevance``: how relevant the ranker holds the best quoted passage to be, ``likeliest`` the
    best of all, ``others`` the last of so many. ``weakest``: how like the least-met word of a short
    question is to any word quoted or near it. ``crowd``: the mean cosine of the passages most like
    the question. ``marked``: how much the marker holds the best quotation to answer, ``read`` the
    best passage. ``several``: 0 for one part, 1/2 for two. ``signals``: the first quotation's.
    """

    coverage: float = 0.0
    nearness: float = 0.0
    surroundings: float = 0.0
    similarity: float = 0.0
    sought: float = 0.0
    anchors: float = 0.0
    met: float = 0.0
    known: float = 0.0
    relevance: float = 0.0
    weakest: float = 0.0
    crowd: float = 0.0
    likeliest: float = 0.0
    others: float = 0.0
    marked: float = 0.0
    read: float = 0.0
    several: float = 0.0
    signals: Signals | None = None


class Explained(Struct, frozen=True):
    """A candidate as ``--explain`` shows it.

    ``recorded`` says whether it is first because it records what is asked for (`service.recall`).
    """

    rank: int
    passage: str
    title: str
    pages: tuple[int, int]
    score: float
    fused: float
    preference: float
    dense: ArmScore | None
    sparse: ArmScore | None
    rejected: str
    also_in: tuple[str, ...]
    relevance: float | None = None
    signals: Signals | None = None
    recorded: bool = False
    marked: float | None = None


class Dropped(Struct, frozen=True):
    """A written statement that may not be shown, and why."""

    text: str
    why: str


class Answer(Struct, frozen=True):
    """What came of a question.

    ``introduction`` says only where the quotations come from, or why there are none. ``confidence``
    is the estimated chance that the records answer, ``evidence`` what it rests on. ``timings_ms``
    are milliseconds by step. ``candidates``, and the statements that a model wrote and that were
    ``dropped``, are there only where an explanation was asked for.
    """

    question: str
    read_as: Reading
    status: Status
    introduction: str
    statements: tuple[Statement, ...]
    nearest: tuple[Nearest, ...]
    composer: str
    confidence: float
    evidence: Evidence
    generation: str
    timings_ms: dict[str, float]
    candidates: tuple[Explained, ...] | None = None
    dropped: tuple[Dropped, ...] | None = None
