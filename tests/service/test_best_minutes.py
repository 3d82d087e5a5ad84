"""Which of several minutes of one meeting tells who was there and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from msgspec.structs import replace

from indexer.decisions.records import Attendance, Attendee, Presence, Proceedings
from indexer.records import Description, Document, DocumentKind
from indexer.store.schema import EVERYTHING, Narrowing
from service.decisions import DecisionRecords, attendances
from tests.service.made import made_document

DAY = date(2025, 1, 9)
RECORD = Description(
    kind=DocumentKind.MINUTES,
    council="Netherwick Town Council",
    body="Harbour Committee",
    meeting_date=DAY,
    recorded_body="Harbour Committee",
    recorded_date=DAY,
)
PAGE = replace(made_document("a page", RECORD), media_type="text/html")
MINUTES = replace(
    made_document("minutes", replace(RECORD, meeting_date=date(2025, 2, 13))),
    media_type="application/pdf",
)


class Held:
    """Records of one meeting, each with somebody of its document's name."""

    def __init__(self, *documents: Document) -> None:
        self._documents = documents

    def proceedings(self, narrowing: Narrowing) -> tuple[Proceedings, ...]:
        return tuple(
            Proceedings(each.id, (), Attendance((Attendee(each.id, Presence.PRESENT, ""),), ()))
            for each in self._documents
        )

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        return tuple(each for each in self._documents if each.id in ids)


def told(*documents: Document) -> list[str]:
    found = attendances(cast(DecisionRecords, Held(*documents)), EVERYTHING)
    return [each.document.id for each in found]


def test_a_meetings_page_tells_what_no_minutes_do() -> None:
    assert told(PAGE) == ["a page"]
    assert told(PAGE, MINUTES) == told(MINUTES, PAGE) == ["minutes"]
