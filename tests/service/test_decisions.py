"""Decisions of the sample council: each told once, filtered, with the attendance of its meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from indexer.catalogue import Reader, open_catalogue
from indexer.decisions.records import Action, DecisionKind, Outcome, Presence
from indexer.errors import NotFound
from indexer.naming import meeting
from service.decisions import (
    DecisionFilter,
    attendance_of_meeting,
    decision,
    decisions,
    decisions_of_meeting,
)
from service.matters.following import Matters
from service.matters.occurrences import Step

COUNCIL = "Hathermere Borough Council"


@pytest.fixture(scope="module")
def reader(sample_home: Path) -> Iterator[Reader]:
    catalogue = open_catalogue(f"sqlite:///{sample_home / 'catalogue.sqlite'}")
    yield catalogue.reader()
    catalogue.close()


def test_minutes_published_twice_tell_each_decision_once(reader: Reader) -> None:
    found = decisions(reader)
    told = Counter(
        (each.meeting.id, each.decision.text)
        for each in found
        if each.meeting and each.decision.kind is not DecisionKind.NOTICE
    )
    assert max(told.values()) == 1
    assert len(found) == 110  # 102 of the 24 meetings, and 8 records of decision


def test_decisions_are_filtered_by_what_they_are(reader: Reader) -> None:
    lost = decisions(reader, DecisionFilter(outcome=Outcome.LOST))
    assert {each.decision.kind for each in lost} == {DecisionKind.MOTION, DecisionKind.AMENDMENT}
    assert len(lost) == 5
    referred = decisions(reader, DecisionFilter(reference="24-0022", action=Action.REFERRED))
    assert [each.body for each in referred] == ["Overview and Scrutiny Committee"]
    crake = decisions(reader, DecisionFilter(person="crake", since=date(2025, 10, 1)))
    assert {each.day for each in crake} >= {date(2025, 10, 16), date(2025, 11, 24)}
    assert decisions(reader, DecisionFilter(words="market hall pause", with_votes=True))


def test_a_decision_is_found_by_its_id_and_others_are_not(reader: Reader) -> None:
    first = decisions(reader)[0]
    assert decision(reader, first.decision.id) == first
    with pytest.raises(NotFound):
        decision(reader, "000000000000")


def test_a_meeting_has_its_decisions_in_order_and_its_attendance(reader: Reader) -> None:
    budget = meeting(COUNCIL, "Council", date(2025, 2, 27))
    taken = decisions_of_meeting(reader, budget)
    assert [each.decision.agenda_item.minute for each in taken if each.decision.agenda_item] == [
        "43", "47", "47", "48", "49", "50",
    ]  # fmt: skip
    attendance = attendance_of_meeting(reader, budget)
    assert attendance is not None
    names = [each.name for each in attendance.attendance.of(Presence.APOLOGIES)]
    assert names == ["Deirdre Fallowby", "Winston Harcombe"]
    assert attendance_of_meeting(reader, meeting(COUNCIL, "Council", date(1999, 1, 1))) is None


def test_the_five_known_matters_are_followed(reader: Reader) -> None:
    matters = Matters(reader)
    titles = {each.title: each for each in matters.all()}
    assert titles.keys() >= {
        "Lockside Baths", "Evening parking charges", "Wick Marsh", "Housing allocations policy",
        "Market Hall",
    }  # fmt: skip
    baths = titles["Lockside Baths"]
    assert set(baths.references) >= {"24/0017", "25/0004", "25/0041"}
    assert [each.occurrence.date for each in baths.entries] == sorted(
        each.occurrence.date for each in baths.entries
    )
    assert all(matters.matter(name) == baths for name in baths.ids)
    minutes = [each for each in baths.entries if each.occurrence.step is Step.MINUTES]
    assert len({(each.occurrence.id) for each in minutes}) == len(minutes)
    own = {entry.occurrence.document.id for entry in baths.entries}
    assert any(each.document.id not in own for each in matters.mentions(baths))


def test_a_place_in_a_record_leads_to_its_matter(reader: Reader) -> None:
    matters = Matters(reader)
    baths = next(each for each in matters.all() if each.title == "Lockside Baths")
    for entry in baths.entries:
        place = entry.occurrence
        if place.step is Step.AGENDA:
            assert matters.at(place.document.id, place.section) is None
        else:
            assert matters.at(place.document.id, place.section) == baths
        assert all(matters.of_decision(each.id) == baths for each in entry.decisions)
    assert matters.at("000000000000", 1) is None
    with pytest.raises(NotFound):
        matters.matter("000000000000")
