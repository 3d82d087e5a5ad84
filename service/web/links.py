"""Paths of the service's pages: of an answer, of a page of a record, of the words that prove."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from msgspec import Struct

from service.answers import Question
from service.cited import Citation, CitedDocument, Place, Statement

GAP = "…"
"""Stands in a quotation for the words between its ends."""


class Proof(Struct, frozen=True):
    """A page that proves a statement; ``path`` opens it with the words marked."""

    document: CitedDocument
    page: int
    path: str


def paper_link(document_id: str, first_page: int = 1) -> str:
    """Return the path of a document; of a paper that is bound into it, of its first page there."""
    return page_link(document_id, first_page) if first_page > 1 else f"/documents/{document_id}"


def page_link(document_id: str, page: int) -> str:
    """Return the path of a page of a record."""
    return f"/documents/{document_id}/pages/{page}"


def cite_link(path: str) -> str:
    """Return the path where what `path` shows, a page and words on it, can be cited."""
    before, mark, query = path.partition("#")[0].partition("?")
    return f"{before}/cite{mark}{query}"


def proofs_of(statement: Statement) -> tuple[Proof, ...]:
    """Return the pages that prove `statement`, each once, in the order of its citations."""
    by_document: dict[tuple[str, int], list[Citation]] = {}
    for citation in statement.citations:
        document = citation.document
        by_document.setdefault((document.id, document.first_page), []).append(citation)
    return tuple(
        Proof(citations[0].document, page, proof_link(citations, page))
        for citations in by_document.values()
        for page in dict.fromkeys(citation.page for citation in citations)
    )


def proof_link(citations: Iterable[Citation], page: int) -> str:
    """Return the path of `page`, on it marked what `citations` of one document quote.

    The quotes are what counts; ``at`` (page and character) only tells where to look first, so that
    words standing twice on a page are marked at the right place.
    """
    cited = list(citations)
    query = [("quote", each.quote) for each in cited]
    query += [("at", f"{each.page}.{each.start}") for each in cited]
    query.append(("version", str(cited[0].document.version)))
    return f"{page_link(cited[0].document.id, page)}?{urlencode(query)}#quoted"


def also_link(place: Place, statement: Statement) -> str:
    """Return the path of another place of `statement`, its words marked where they stand there."""
    query = [("quote", citation.quote) for citation in statement.citations]
    return f"{page_link(place.document.id, place.page)}?{urlencode(query)}#quoted"


def question_link(question: Question, filters: Iterable[tuple[str, str]] = ()) -> str:
    """Return the path that shows `question` again, with the form's `filters`."""
    query = [("q", question.text)]
    query += [("earlier", text) for text in question.earlier]
    query += [(name, value) for name, value in filters if value]
    return f"/?{urlencode(query)}"


def safe_url(url: str | None) -> str:
    """Return `url` where it is one of the web; anything else must not become a link."""
    return url if url and url.startswith(("https://", "http://")) else ""
