"""Who holds an office: how records say it, and which office a question asks for."""

from __future__ import annotations

from typing import cast

import pytest

from indexer.naming import council
from indexer.records import Council, Description, DocumentKind
from service.answers import Reading
from service.recall.holders import Held, offices_held, terms_of_office
from service.recall.office import office_asked_for, on_office
from service.recall.values import Records
from tests.service.made import made_candidate


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("From: Ann Example, Leader of the Council", ("Ann Example", "Leader of the Council")),
        ("Officers: Mrs A B Sample (Chief Executive)", ("Mrs A B Sample", "Chief Executive")),
        ("Councillors Cora Trial (Chair), Dan Proof", ("Cora Trial", "Chair")),
        ("Chief Executive: Eve Pattern", ("Eve Pattern", "Chief Executive")),
        ("Head of Parks\tFinn O’Test", ("Finn O’Test", "Head of Parks")),
        (
            "The Leader of the Heath Group, Mr Trial, spoke.",
            ("Mr Trial", "Leader of the Heath Group"),
        ),
        ("The Mayor (Councillor Dan Proof) in the Chair", ("Councillor Dan Proof", "Mayor")),
        (
            "Cabinet Member Councillor Cora Trial, Parks and Sport",
            ("Councillor Cora Trial", "Cabinet Member Parks and Sport"),
        ),
    ],
)
def test_holders_are_read_from_what_records_say(text: str, held: tuple[str, str]) -> None:
    name, office = held
    (found,) = offices_held(text)
    assert name in found.words
    assert found.words in text
    assert found.office == office


def test_who_holds_two_offices_holds_each() -> None:
    text = "Mr Proof, Deputy Leader and Cabinet Member for Parks and Sport"
    assert list(offices_held(text)) == [
        Held(text, "Deputy Leader"),
        Held(text, "Cabinet Member for Parks and Sport"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Leader thanked everybody.",
        "It was agreed by the Corporate Director, Adult Social Care.",
        "Members of the Public Health Board, Parks and Sport",
        "Ann Example spoke. Leader of the Council",
        "Head of\nParks: Ann\nExample",
    ],
)
def test_an_office_without_a_name_has_no_holder(text: str) -> None:
    assert not list(offices_held(text))


@pytest.mark.parametrize(
    ("question", "office", "by_matter"),
    [
        ("Who is the leader of the council?", "leader of the council", False),
        ("who's our chief executive", "chief executive", False),
        ("Who is the portfolio holder for parks?", "cabinet member for parks", False),
        ("Who is the chairman of the planning committee?", "chair planning committee", False),
        ("Who is in charge of parks and sport?", "parks sport", True),
        ("Who runs the libraries?", "libraries", True),
    ],
)
def test_the_office_asked_for(question: str, office: str, by_matter: bool) -> None:
    found = office_asked_for(question)
    assert found is not None
    assert found.terms == terms_of_office(office)
    assert found.by_matter is by_matter


@pytest.mark.parametrize(
    "question",
    [
        "Who is the officer that signed the contract?",
        "Who was the leader in 2019?",
        "Who moved the amendment?",
        "Who is in charge?",
        "Who is on the council?",
        "Who is the director?",
        "Who is the cabinet member?",
        "What does the leader of the council earn?",
    ],
)
def test_more_than_who_holds_an_office_is_another_question(question: str) -> None:
    assert office_asked_for(question) is None


class OneCouncil:
    """The records of one council."""

    def councils(self) -> tuple[Council, ...]:
        return (council("Netherwick Town Council"),)


@pytest.mark.parametrize("kind", [None, DocumentKind.MINUTES])
def test_the_chair_on_a_bodys_own_page_is_that_of_the_body(kind: DocumentKind | None) -> None:
    described = Description(kind=kind, council="Netherwick Town Council", body="Harbour Committee")
    page = made_candidate("Councillor Ada Thornbury (Chair)", description=described)
    office = office_asked_for("Who is the chair of the harbour committee?")
    other = office_asked_for("Who is the chair of the lighthouse committee?")
    assert office is not None
    assert other is not None
    records = cast(Records, OneCouncil())
    (found,) = on_office(office, Reading(""), [page], records)
    assert found.quote == "Councillor Ada Thornbury (Chair)"
    assert not list(on_office(other, Reading(""), [page], records))
