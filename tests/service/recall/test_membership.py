"""Who belongs to a body, as its own page lists them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

import pytest
from msgspec.structs import replace

from indexer.naming import body
from indexer.partition.html import page_of_markup
from indexer.records import Description, Document, DocumentKind, Section
from indexer.sections import sections_of
from indexer.store.schema import Narrowing
from service.answers import Period, Reading
from service.recall.membership import LONGEST, body_asked_for, on_membership
from service.recall.values import Records
from tests.service.made import made_document

HARBOUR = body("Netherwick Town Council", "Harbour Committee")
PAGE = Description(council="Netherwick Town Council", body="Harbour Committee")
MARKUP = """<html><body><h1>Harbour Committee</h1>
<h2>Purpose</h2><p>It keeps the harbour.</p>
<h2>{heading}</h2><ul><li>Councillor Ada Thornbury (Chair)</li><li>Councillor Ben Orme</li></ul>
<h2>Contact</h2><p>Write to the clerk.</p></body></html>"""


class OnePage:
    """The records of a council that has published one document."""

    def __init__(self, markup: str, description: Description = PAGE) -> None:
        self.document = made_document("page", description)
        self._page = page_of_markup(markup)

    def documents(self, narrowing: Narrowing) -> Sequence[Document]:
        return (self.document,) if narrowing.bodies == (HARBOUR.id,) else ()

    def sections(self, document_id: str) -> tuple[Section, ...]:
        return sections_of([self._page])


@pytest.mark.parametrize(
    "question",
    [
        "Who are the members of the Harbour Committee?",
        "Who is on the Harbour Committee?",
        "Who sits on the Harbour Committee?",
        "who are the current councillors on the harbour committee",
        "List the members of the Harbour Committee",
        "Who are the Harbour Committee members?",
        "Which councillors sit on the Harbour Committee?",
    ],
)
def test_the_body_whose_members_are_asked_for(question: str) -> None:
    assert body_asked_for(Reading(question, bodies=(HARBOUR,))) == HARBOUR.id
    assert body_asked_for(Reading(question)) is None


@pytest.mark.parametrize(
    "question",
    [
        "Which members of the Harbour Committee voted against the wall?",
        "Who is on the Harbour Committee and lives by the wall?",
        "What did the members of the Harbour Committee say?",
        "Who is the chair of the Harbour Committee?",
    ],
)
def test_more_than_its_members_is_another_question(question: str) -> None:
    assert body_asked_for(Reading(question, bodies=(HARBOUR,))) is None


@pytest.mark.parametrize("heading", ["Membership", "Members:", "Members of the Committee"])
def test_members_are_those_listed_on_the_bodys_page(heading: str) -> None:
    records = OnePage(MARKUP.format(heading=heading))
    told = on_membership(HARBOUR.id, cast(Records, records))
    (found,) = told.words
    assert told.certain
    assert found.quote.split("\n\n") == [
        "Councillor Ada Thornbury (Chair)",
        "Councillor Ben Orme",
    ]
    assert found.document == records.document


def test_a_page_without_such_a_list_and_a_paper_of_a_meeting_tell_no_members() -> None:
    report = replace(PAGE, kind=DocumentKind.REPORT)
    for records in (
        OnePage(MARKUP.format(heading="Apologies")),
        OnePage(MARKUP.format(heading="Membership"), report),
    ):
        assert not on_membership(HARBOUR.id, cast(Records, records)).words


def test_the_list_of_now_tells_no_earlier_members() -> None:
    then = Period("2019", date(2019, 1, 1), date(2019, 12, 31))
    question = "Who is on the Harbour Committee in 2019?"
    assert body_asked_for(Reading(question, bodies=(HARBOUR,), periods=(then,))) is None


def test_a_long_list_ends_with_a_name() -> None:
    names = ", ".join(["Councillor Ada Thornbury"] * 100)
    page = f"<html><body><h1>Harbour Committee</h1><h2>Members</h2><p>{names}</p></body></html>"
    (told,) = on_membership(HARBOUR.id, cast(Records, OnePage(page))).words
    assert told.quote.endswith("Thornbury")
    assert len(told.quote) <= LONGEST
