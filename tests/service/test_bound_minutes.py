"""Minutes that only the pack of a later meeting holds, from its pages to an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from indexer.config import Settings, load_settings
from indexer.decisions.records import Presence
from indexer.naming import body, meeting
from indexer.records import Description, DocumentKind, document_id
from indexer.searching.modes import Mode
from indexer.searching.syntax import parse
from indexer.store.schema import Narrowing
from service.answer import Answerer
from service.answers import Answer, Question, Status
from service.decisions import ALL, attendance_of_meeting, decision, decisions
from service.meetings.values import Standing
from service.open_index import OpenIndex
from service.search.passages import ServedPassages
from service.search.searching import find
from service.standing import Standing as Draft
from service.standing import Standings
from service.web.app import create_app
from tests.service.small_index import COUNCIL, asked, build, opened, pdf

MOLE = (
    "The harbour master said that the lamp on the mole had failed in three gales. RESOLVED that a "
    "second lamp be bought for £2,150."
)
SLIPWAY = "RESOLVED that the slipway be closed in April 2025."
BUOYS = "RESOLVED that forty yellow buoys be laid off the spit."
OF_JANUARY = (
    [
        "# HARBOUR COMMITTEE",
        (
            "MINUTES of a meeting of the Harbour Committee held in the Custom House, Netherwick, "
            "on Thursday, 9 January 2025."
        ),
        "PRESENT: Mrs Ada Thornbury (Chair), Mr Bertram Coyle and Ms Juno Pellow.",
        "# 12. The lamp on the mole (Item 3)",
        MOLE,
    ],
    ["# 13. The slipway (Item 4)", SLIPWAY],
)
OF_THE_PANEL = (
    [
        "# MOORINGS PANEL",
        "MINUTES of a meeting of the Moorings Panel held in the Net Loft on 14 January 2025.",
        "PRESENT: Mr Osric Lamb (Chair) and Mrs Pell Hathaway.",
        "# 4. Buoys (Item 2)",
        BUOYS,
    ],
)
PACK_PAGES = (
    [
        "# HARBOUR COMMITTEE",
        "Thursday, 6 March 2025",
        "# AGENDA",
        "1. Minutes of the meeting held on 9 January 2025",
        "2. Dredging",
        "3. Minutes of the Moorings Panel",
    ],
    *OF_JANUARY,
    [
        "Report of: The Harbour Master",
        "Report to: Harbour Committee, 6 March 2025",
        "Subject: Dredging",
        "The channel is to be dredged to four metres for £81,000.",
    ],
    *OF_THE_PANEL,
)
PACK = "harbour/pack.pdf"
OWN = "harbour/minutes.pdf"
PAGE = {"Accept": "text/html"}
DAY = date(2025, 1, 9)
JANUARY = meeting(COUNCIL, "Harbour Committee", DAY)
PANEL = meeting(COUNCIL, "Moorings Panel", date(2025, 1, 14))


def described(kind: DocumentKind, day: date, title: str) -> Description:
    return Description(
        title=title, kind=kind, council=COUNCIL, body="Harbour Committee", meeting_date=day
    )


PACK_ALONE = (
    (
        PACK,
        described(DocumentKind.REPORTS_PACK, date(2025, 3, 6), "Harbour pack"),
        pdf(*PACK_PAGES),
    ),
)
WITH_MINUTES = (
    *PACK_ALONE,
    (OWN, described(DocumentKind.MINUTES, DAY, "Harbour minutes"), pdf(*OF_JANUARY)),
)


@contextmanager
def index_of(folder: Path, documents: Sequence[Any]) -> Iterator[tuple[OpenIndex, Settings]]:
    settings = load_settings(home=folder / "home")
    build(settings, documents)
    with opened(settings) as index:
        yield index, settings


@pytest.fixture(scope="module")
def pack_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OpenIndex, Settings]]:
    with index_of(tmp_path_factory.mktemp("pack"), PACK_ALONE) as held:
        yield held


@pytest.fixture(scope="module")
def with_minutes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OpenIndex, Settings]]:
    with index_of(tmp_path_factory.mktemp("both"), WITH_MINUTES) as held:
        yield held


def cited(answer: Answer) -> set[tuple[str, str, date | None, str]]:
    """Return the path, the body, the day and the kind of all that an answer cites."""
    return {
        (each.document.path, each.meeting.body, each.meeting.date, each.document.kind)
        for statement in answer.statements
        for each in statement.citations
        if each.meeting
    }


HARBOUR_OF_JANUARY = (PACK, "Harbour Committee", DAY, "minutes")


@pytest.mark.parametrize(
    ("question", "says", "source"),
    [
        ("What did the Harbour Committee decide on 9 January 2025?", "£2,150", HARBOUR_OF_JANUARY),
        ("Why is a second lamp bought for the mole?", "three gales", HARBOUR_OF_JANUARY),
        (
            "What did the Moorings Panel decide on 14 January 2025?",
            "forty yellow buoys",
            (PACK, "Moorings Panel", date(2025, 1, 14), "minutes"),
        ),
        (
            "What will it cost to dredge the channel?",
            "£81,000",
            (PACK, "Harbour Committee", date(2025, 3, 6), "reports_pack"),
        ),
    ],
)
def test_words_are_cited_as_of_the_meeting_that_they_were_minuted_at(
    pack_alone: tuple[OpenIndex, Settings], question: str, says: str, source: tuple[Any, ...]
) -> None:
    answer = asked(*pack_alone, question)
    assert answer.status in {Status.ANSWERED, Status.PARTLY_ANSWERED}
    assert says in " ".join(statement.text for statement in answer.statements)
    assert source in cited(answer)


def test_every_passage_of_the_minutes_says_whose_they_are(
    pack_alone: tuple[OpenIndex, Settings],
) -> None:
    index, _ = pack_alone
    contexts = {
        page: {each.context for each in index.passages_of(document_id("invented", PACK))
               if each.pages[0] == page}
        for page in range(1, 6)
    }  # fmt: skip
    assert all("Harbour Committee, 9 January 2025 | " in each for each in contexts[2] | contexts[3])
    assert all("Harbour Committee, 6 March 2025 | " in each for each in contexts[1] | contexts[4])
    assert all("Moorings Panel, 14 January 2025 | " in each for each in contexts[5])


def test_filters_by_body_day_and_kind_bind_the_parts_of_a_pack(
    pack_alone: tuple[OpenIndex, Settings],
) -> None:
    index, settings = pack_alone

    def pages(**fields: Any) -> set[int]:
        found = Answerer(index, settings).answer(
            Question("the mole the slipway buoys dredging", Narrowing(**fields)), explain=True
        )
        names = [each.passage for each in found.candidates or ()]
        return {page for passage in index.passages(names) for page in passage.pages}

    panel = body(COUNCIL, "Moorings Panel").id
    assert pages(bodies=(panel,)) == {5}
    assert pages(since=DAY, until=DAY) == {2, 3}
    assert pages(kinds=("reports_pack",)) == {1, 4}
    assert index.days(Narrowing(bodies=(panel,))) == {date(2025, 1, 14)}
    for words, found in (("kind:minutes", {2, 3, 5}), ('body:"Moorings Panel"', {5})):
        searched = find(index, ServedPassages(index).now(), parse(f"the {words}"), Mode.EXACT)
        assert {one.pages[0] for each in searched.documents for one in each.passages} == found


def test_decisions_and_attendance_are_of_the_earlier_meeting(
    pack_alone: tuple[OpenIndex, Settings],
) -> None:
    index, _ = pack_alone
    told = [(each.meeting, each.decision.page, each.body) for each in decisions(index, ALL)]
    assert told == [
        (PANEL, 5, "Moorings Panel"),
        (JANUARY, 2, "Harbour Committee"),
        (JANUARY, 3, "Harbour Committee"),
    ]
    for each in decisions(index, ALL):
        assert decision(index, each.decision.id) == each
    attended = attendance_of_meeting(index, PANEL)
    assert attended is not None
    assert [each.name for each in attended.attendance.of(Presence.PRESENT)] == [
        "Mr Osric Lamb",
        "Mrs Pell Hathaway",
    ]


def test_the_meeting_is_minuted_by_the_packs_pages(
    pack_alone: tuple[OpenIndex, Settings],
) -> None:
    index, _ = pack_alone
    record = index.meetings.record(JANUARY.id)
    assert record.known.standing(date(2025, 6, 1)) is Standing.MINUTED
    assert [(each.path, each.within) for each in record.known.recording] == [(PACK, (2, 3))]
    assert record.known.published == ()
    assert [(each.minute, len(each.decisions)) for each in record.items] == [("12", 1), ("13", 1)]
    of_the_pack = index.meetings.known(meeting(COUNCIL, "Harbour Committee", date(2025, 3, 6)).id)
    assert [(each.path, each.within) for each in of_the_pack.published] == [(PACK, None)]
    assert of_the_pack.minutes == ()
    (listed,) = index.meetings.body(PANEL.body.id).documents
    assert (listed.path, listed.within) == (PACK, (5, 5))


def test_minutes_of_their_own_come_first_and_nothing_is_told_twice(
    with_minutes: tuple[OpenIndex, Settings],
) -> None:
    index, settings = with_minutes
    told = [each for each in decisions(index, ALL) if each.meeting == JANUARY]
    assert [(each.document.path, each.decision.page) for each in told] == [(OWN, 1), (OWN, 2)]
    attended = attendance_of_meeting(index, JANUARY)
    assert attended is not None
    assert attended.document.path == OWN
    assert [each.path for each in index.meetings.known(JANUARY.id).minutes] == [OWN, PACK]
    listed = index.meetings.body(JANUARY.body.id).documents
    assert sorted((each.path, each.within) for each in listed) == [(OWN, None), (PACK, None)]
    answer = asked(index, settings, "What did the Harbour Committee decide on 9 January 2025?")
    assert cited(answer) == {(OWN, "Harbour Committee", DAY, "minutes")}
    assert len(answer.statements) == 2


def test_pages_show_whose_words_stand_on_them(pack_alone: tuple[OpenIndex, Settings]) -> None:
    index, settings = pack_alone
    name = document_id("invented", PACK)
    with TestClient(create_app(settings, lambda: nullcontext(index))) as client:
        on_page = client.get(f"/documents/{name}/pages/3", headers=PAGE).text
        of_meeting = client.get(f"/meetings/{JANUARY.id}", headers=PAGE).text
        of_pack = client.get(f"/documents/{name}", headers=PAGE).text
        record = client.get(f"/api/v1/documents/{name}").json()
    assert f'href="/meetings/{JANUARY.id}"' in on_page
    assert "Minutes of the Moorings Panel, 14 January 2025" in of_pack
    parts = [(each["first"], each["last"], each["body"], each["date"]) for each in record["parts"]]
    assert parts == [
        (2, 3, "Harbour Committee", "2025-01-09"),
        (5, 5, "Moorings Panel", "2025-01-14"),
    ]
    assert "put before the meeting of 6 March 2025" in " ".join(on_page.split())
    assert f'href="/documents/{name}/pages/2"' in of_meeting
    assert Standings(index).of(name, 3) is Draft.UNKNOWN
