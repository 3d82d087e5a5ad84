"""Meetings and bodies over HTTP, on the sample council."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from litestar.testing import TestClient

from indexer.config import load_settings
from service.open_index import OpenIndex, open_index
from service.web.app import create_app

PAGE = {"accept": "text/html"}
COUNCIL = "hathermere-borough-council"
BATHS = f"{COUNCIL}/cabinet/2025-02-11"
CANCELLED = f"{COUNCIL}/licensing-committee/2025-05-08"


@pytest.fixture(scope="module")
def client(sample_home: Path) -> Iterator[TestClient[Any]]:
    settings = load_settings(home=sample_home, service={"public_url": "https://ask.example.org"})

    def opened() -> AbstractContextManager[OpenIndex]:
        return open_index(settings)

    with TestClient(create_app(settings, opened)) as client:
        yield client


def shown(client: TestClient[Any], path: str) -> str:
    answer = client.get(path, headers=PAGE)
    assert answer.status_code == 200, (path, answer.text)
    return unescape(answer.text)


def links(page: str) -> set[str]:
    return {
        re.sub("#.*", "", each)
        for each in re.findall(r'href="(/[^"]*)"', page)
        if not each.startswith(("/static", "/api", "/matters/about"))
    }


def test_the_list_holds_every_meeting_and_each_opens(client: TestClient[Any]) -> None:
    given = client.get("/api/v1/meetings?size=500").json()
    page = shown(client, "/meetings")
    ids = [each["id"] for each in given["meetings"]]
    assert given["total"] == len(set(ids)) == 25
    assert re.findall(r'href="/meetings/([^"]+/[^"]+)"', page) == ids


def test_every_link_of_a_meeting_and_of_a_body_leads_somewhere(client: TestClient[Any]) -> None:
    for path in (
        f"/meetings/{BATHS}", f"/meetings/{CANCELLED}", f"/bodies/{COUNCIL}/council", "/bodies",
        "/meetings?view=calendar&month=2025-11",
    ):  # fmt: skip
        for link in links(shown(client, path)):
            assert client.get(link, headers=PAGE).status_code == 200, (path, link)


def test_what_proves_a_meeting_is_marked_on_its_page(client: TestClient[Any]) -> None:
    whole = client.get(f"/api/v1/meetings/{BATHS}").json()
    said = [whole["announced"], whole["attendance"]["said"]]
    said += [each[where] for each in whole["items"] for where in ("agenda", "minutes")]
    assert len(said) > 10
    for each in filter(None, said):
        assert each["link"].startswith("https://ask.example.org/documents/")
        page = shown(client, each["link"].removeprefix("https://ask.example.org"))
        assert "<mark>" in page, each


def test_the_filter_stands_in_the_address_and_is_kept_while_turning(
    client: TestClient[Any],
) -> None:
    query = f"body={COUNCIL}/cabinet&year=2025"
    page = shown(client, f"/meetings?{query}")
    assert "5 meetings" in page
    assert "<option selected>2025</option>" in page
    assert f'value="{COUNCIL}/cabinet" selected' in page
    month = shown(client, f"/meetings?{query}&view=calendar&month=2025-06")
    assert "June 2025" in month
    earlier = re.search(r'<a rel="prev" href="([^"]+)">', month)
    assert earlier
    assert "February 2025" in shown(client, earlier[1])
    assert "year=2025" in earlier[1]
    assert client.get(f"/api/v1/meetings?{query}").json()["total"] == 5


def test_none_is_to_come_and_the_page_says_so(client: TestClient[Any]) -> None:
    assert client.get("/api/v1/meetings?when=upcoming").json()["total"] == 0
    assert "A meeting to come is known once its agenda is held" in shown(
        client, "/meetings?when=upcoming"
    )


def test_a_cancelled_meeting_is_said_to_be(client: TestClient[Any]) -> None:
    page = shown(client, f"/meetings/{CANCELLED}")
    assert "This meeting was cancelled." in page
    assert "because there was no business ready for it" in page
    assert client.get(f"/api/v1/meetings/{CANCELLED}").json()["called_off"]["quote"]


def test_a_meeting_shows_its_items_people_and_both_kinds_of_documents(
    client: TestClient[Any],
) -> None:
    page = shown(client, f"/meetings/{BATHS}")
    assert "43. Lockside Baths" not in page  # the number of the agenda leads, the minute's beside
    assert "5. Lockside Baths: revised cost" in page
    assert "Apologies (1)" in page
    assert page.index("Records of this meeting") < page.index("Published with this meeting")
    assert "published with the meeting of 10 June 2025" in page
    assert "records the <a href" in page


def test_a_document_leads_to_its_meeting(client: TestClient[Any]) -> None:
    whole = client.get(f"/api/v1/meetings/{BATHS}").json()
    copy = next(each for each in whole["recording"] if "11th February" in each["title"])
    answer = client.get(f"/meetings/about?document={copy['id']}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/meetings/{BATHS}")
    assert f'href="/meetings/{BATHS}"' in shown(client, f"/documents/{copy['id']}")
    assert client.get("/meetings/about?document=000000000000").status_code == 404


@pytest.mark.parametrize("path", ["/meetings.ics", f"/bodies/{COUNCIL}/licensing-committee.ics"])
def test_calendars_open_in_a_parser(client: TestClient[Any], path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    listed = client.get("/api/v1/meetings?size=500").json()["meetings"]
    uids = {each["uid"]: each for each in listed}
    events = {str(event.uid): event for event in calendar.events}
    assert len(events) == (25 if path == "/meetings.ics" else 3)
    assert events.keys() <= uids.keys()
    for uid, event in events.items():
        assert event.url == uids[uid]["link"]
        start = event.start
        day = start.date() if isinstance(start, datetime) else start
        assert day.isoformat() == uids[uid]["date"]
        cancelled = uids[uid]["standing"] == "cancelled"
        assert str(event.status) == ("CANCELLED" if cancelled else "CONFIRMED")


def test_a_calendar_takes_the_filter_of_the_list(client: TestClient[Any]) -> None:
    calendar = Calendar.from_ical(client.get("/meetings.ics?year=2026").content)
    assert {event.start.year for event in calendar.events} == {2026}


def test_a_body_has_its_documents_by_kind_and_what_it_decided(client: TestClient[Any]) -> None:
    path = f"/bodies/{COUNCIL}/cabinet"
    whole = client.get(f"/api/v1{path}").json()
    assert whole["body"]["last"]["date"] == "2026-02-10"
    assert whole["body"]["next"] is None
    assert [each["date"] for each in whole["decisions"]] == sorted(
        (each["date"] for each in whole["decisions"]), reverse=True
    )
    for kind in whole["body"]["kinds"]:
        page = shown(client, f"{path}?kind={kind['kind']}")
        documents = set(re.findall(r'href="/documents/([0-9a-f]{12})"', page))
        assert len(documents) == kind["documents"] or kind["documents"] > 50


@pytest.mark.parametrize(
    ("path", "status", "names"),
    [
        ("/meetings?when=soon", 400, "when"),
        ("/meetings?year=MMXXV", 400, "year"),
        ("/meetings?view=calendar&month=2025-13", 400, "month"),
        ("/meetings?view=calendar&month=0000-01", 400, "month"),
        ("/meetings?page=0", 400, "page"),
        (f"/meetings/{COUNCIL}/cabinet/2025-02-12", 404, "2025-02-12"),
        ("/meetings/a/b/c", 404, "a/b/c"),
        ("/bodies/a/b", 404, "a/b"),
        ("/bodies/a/b.ics", 404, "a/b"),
        (f"/bodies/{COUNCIL}/cabinet?kind=song", 400, "kind"),
    ],
)
def test_a_fault_in_the_address_is_named(
    client: TestClient[Any], path: str, status: int, names: str
) -> None:
    answer = client.get(path, headers=PAGE)
    assert (answer.status_code, names in answer.text) == (status, True), answer.text


def test_a_month_at_the_end_of_time_can_be_shown(client: TestClient[Any]) -> None:
    for month in ("1000-01", "9998-12"):
        assert client.get(f"/meetings?view=calendar&month={month}").status_code == 200
