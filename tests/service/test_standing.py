"""Whether minutes are a draft or adopted, from what the records say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from indexer.errors import NotFound
from indexer.records import Description, Document, DocumentKind, Page, Passage
from service.standing import Standing, Standings


def minutes(name: str, day: date, title: str = "Minutes", body: str = "Cabinet") -> Document:
    description = Description(
        title=title, kind=DocumentKind.MINUTES, council="Wick", body=body, meeting_date=day
    )
    return Document(name, "s", f"{name}.pdf", description, (), 1, "0", "application/pdf", 1, ())


@dataclass
class Records:
    """Documents, and what the first page of each says."""

    documents: list[Document]
    texts: dict[str, str] = field(default_factory=dict)

    def state(self) -> str:
        return str(self.texts)

    def document(self, document_id: str) -> Document:
        for each in self.documents:
            if each.id == document_id:
                return each
        raise NotFound(document_id)

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        return tuple(each for each in self.documents if each.id in ids)

    def page(self, document_id: str, number: int) -> Page:
        return Page(number, self.texts.get(document_id, ""), ())

    def passages_saying(self, text: str, limit: int) -> tuple[Passage, ...]:
        return tuple(
            Passage(name, name, 0, 0, 0, len(said), said, (1, 1), "", "")
            for name, said in self.texts.items()
            if text in said.lower()
        )


JANUARY, MARCH = minutes("jan", date(2025, 1, 9)), minutes("mar", date(2025, 3, 4))


@pytest.mark.parametrize(
    "said",
    [
        "RESOLVED that the minutes of the meeting held on 9 January 2025 be confirmed and signed.",
        "The minutes of the meeting on 9th January 2025 were agreed as a correct record.",
        (
            "RESOLVED that the minutes of the meetings held on 19 December 2024 and "
            "9 January 2025 were a correct record and that they be signed."
        ),
    ],
)
def test_minutes_that_a_later_meeting_confirmed_are_adopted(said: str) -> None:
    records = Records([JANUARY, MARCH], {"mar": said})
    assert Standings(records).of("jan") is Standing.ADOPTED
    assert Standings(records).confirmed_by(JANUARY) == MARCH
    assert Standings(records).of("mar") is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("Minutes of the meeting held on 9 January 2025, if in order, to be approved.", MARCH),
        ("RESOLVED that the minutes of the meeting held on 8 January 2025 be confirmed.", MARCH),
        (
            "RESOLVED that the minutes of the meeting held on 9 January 2025 be confirmed.",
            minutes("mar", date(2025, 3, 4), body="Planning Committee"),
        ),
        (
            "RESOLVED that the minutes of the meeting held on 9 January 2025 be confirmed.",
            minutes("mar", date(2025, 1, 9)),
        ),
    ],
)
def test_what_does_not_confirm_these_minutes_leaves_them_as_they_are(
    said: str, by: Document
) -> None:
    assert Standings(Records([JANUARY, by], {"mar": said})).of("jan") is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Draft minutes", ""),
        ("Minutes (unconfirmed)", ""),
        ("Minutes", "DRAFT MINUTES of a meeting of the Cabinet"),
        ("Minutes", "These are subject to confirmation at the next meeting of the Cabinet."),
    ],
)
def test_minutes_that_call_themselves_a_draft_are_one_whatever_came_later(
    title: str, text: str
) -> None:
    said = "RESOLVED that the minutes of the meeting held on 9 January 2025 be confirmed."
    draft = minutes("jan", date(2025, 1, 9), title)
    records = Records([draft, MARCH], {"jan": text, "mar": said})
    assert Standings(records).of("jan") is Standing.DRAFT
    assert Standings(records).confirmed_by(draft) == MARCH


def test_a_confirmation_that_comes_later_is_heard_of() -> None:
    records = Records([JANUARY, MARCH], {})
    standings = Standings(records)
    assert standings.of("jan") is Standing.UNKNOWN
    records.texts["mar"] = (
        "RESOLVED that the minutes of the meeting held on 9 January 2025 be confirmed."
    )
    assert standings.of("jan") is Standing.ADOPTED


def test_only_minutes_have_a_standing() -> None:
    assert Standings(Records([])).of("nothing") is Standing.UNKNOWN
