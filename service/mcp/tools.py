"""What a language model's program may do with the records: each tool is a method."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from indexer.config import Settings
from indexer.searching.modes import Mode
from indexer.searching.syntax import parse
from service.answer import Answerer
from service.answers import Question
from service.citations import cited_document
from service.decisions import DecisionFilter, decisions
from service.matters.following import Matters
from service.meetings.overview import MeetingFilter
from service.open_index import OpenIndex
from service.search.passages import ServedPassages
from service.search.searching import find
from service.web.answering import GivenAnswer
from service.web.answering import given as given_answer
from service.web.finding import DocumentFound
from service.web.finding import given as given_document
from service.web.giving_decisions import DecisionGiven
from service.web.giving_decisions import given as given_decision
from service.web.giving_matters import MatterGiven
from service.web.giving_matters import given as given_matter
from service.web.giving_meetings import Giving, MeetingGiven, WholeMeeting
from service.web.links import page_link

MOST = 50
"""Of what is listed, so many may be asked for at once."""


class Found(Struct, frozen=True):
    """What a search found: the best documents of ``documents_total``, each with its best passages.

    ``exact`` says whether the total is a count or an estimate.
    """

    documents_total: int
    exact: bool
    documents: tuple[DocumentFound, ...]


class PageRead(Struct, frozen=True):
    """A page's text as it was read; ``pages`` is how many its document has."""

    document: str
    title: str
    page: int
    pages: int
    text: str
    link: str


class Decisions(Struct, frozen=True):
    """The newest decisions of ``total``."""

    total: int
    decisions: tuple[DecisionGiven, ...]


class MeetingsFound(Struct, frozen=True):
    """The newest meetings of ``total``."""

    total: int
    meetings: tuple[MeetingGiven, ...]


class MattersFound(Struct, frozen=True):
    """The latest matters of ``total``."""

    total: int
    matters: tuple[MatterGiven, ...]


class RecordTools:
    """The tools over one index. Links begin with the service's public address, where it is set."""

    def __init__(
        self, index: OpenIndex, settings: Settings, today: Callable[[], date] = date.today
    ) -> None:
        self._index = index
        self._answerer = Answerer(index, settings)
        self._passages = ServedPassages(index)
        self._meetings = index.meetings
        self._matters = Matters(index)
        self._today = today
        self._base = settings.service.public_url.rstrip("/")

    def ask(self, question: str, earlier: tuple[str, ...] = ()) -> GivenAnswer:
        """Return the answer to a question that follows the questions `earlier`."""
        asked = Question(question, earlier=earlier)
        answer = given_answer(asked, self._answerer.answer(asked))
        return replace(
            answer,
            link=self._base + answer.link,
            proofs=tuple(
                tuple(replace(proof, path=self._base + proof.path) for proof in proofs)
                for proofs in answer.proofs
            ),
        )

    def search(self, query: str, mode: Mode, limit: int) -> Found:
        """Return the best `limit` documents that `query` finds."""
        search = parse(query)
        found = find(self._index, self._passages.now(), search, mode)
        shown = found.documents[:limit]
        return Found(
            documents_total=len(found.documents),
            exact=found.exact,
            documents=tuple(
                given_document(each, search, self._base, self._index) for each in shown
            ),
        )

    def read_page(self, document: str, page: int) -> PageRead:
        """Return one page of a document, both named as links name them."""
        held = self._index.document(document)
        return PageRead(
            document=document,
            title=cited_document(held).title,
            page=page,
            pages=held.pages,
            text=self._index.page(document, page).text,
            link=self._base + page_link(document, page),
        )

    def meetings(self, body: str, year: int | None, limit: int) -> MeetingsFound:
        """Return the newest `limit` meetings, of the body of that id and that year where given."""
        found = self._meetings.find(MeetingFilter(body=body, year=year), self._today())
        giving = Giving(self._meetings, self._today(), self._base)
        return MeetingsFound(len(found), tuple(map(giving.meeting, found[:limit])))

    def meeting(self, meeting: str) -> WholeMeeting:
        """Return all that is known of the meeting of that id."""
        record = self._meetings.record(meeting)
        return Giving(self._meetings, self._today(), self._base).whole(record)

    def decisions(self, wanted: DecisionFilter, limit: int) -> Decisions:
        """Return the newest `limit` decisions that `wanted` names."""
        found = decisions(self._index, wanted)
        shown = tuple(given_decision(each, self._base) for each in found[:limit])
        return Decisions(len(found), shown)

    def matters(self, words: str, limit: int) -> MattersFound:
        """Return the latest `limit` matters whose titles have all of `words`."""
        wanted = words.casefold().split()
        found = [
            each
            for each in self._matters.all()
            if all(word in each.title.casefold() for word in wanted)
        ]
        shown = tuple(given_matter(each, self._base) for each in found[:limit])
        return MattersFound(len(found), shown)

    def matter(self, matter: str) -> MatterGiven:
        """Return the matter of that id with its steps and the pages that mention it."""
        held = self._matters.matter(matter)
        return given_matter(held, self._base, self._matters.mentions(held), whole=True)
