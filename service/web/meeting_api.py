"""The programs' way to meetings and bodies."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Controller, get
from litestar.params import FromPath, QueryParameter

from service.decisions import DecisionFilter, decisions
from service.web.dependencies import TheBase, TheIndex
from service.web.describing import problems
from service.web.giving_decisions import given as given_decision
from service.web.giving_meetings import (
    BodiesGiven,
    Giving,
    MeetingsGiven,
    WholeBody,
    WholeMeeting,
)
from service.web.meeting_requests import GIVEN, TheMeetings, TheWanted, Today

PAGE = 50
LATEST = 20
"""Decisions given with a body."""
Number = Annotated[int, QueryParameter(ge=1, le=100_000)]


class MeetingApi(Controller):
    """Meetings, and each with all that it holds."""

    path = "/api/v1/meetings"
    tags = ("meetings",)
    dependencies = GIVEN

    @get(
        "/",
        sync_to_thread=True,
        operation_id="getMeetings",
        summary="Find meetings",
        responses=problems(400),
    )
    def meetings(
        self,
        meetings: TheMeetings,
        wanted: TheWanted,
        today: Today,
        base: TheBase,
        page: Number = 1,
        size: Annotated[int, QueryParameter(ge=1, le=500)] = PAGE,
    ) -> MeetingsGiven:
        """Return the meetings that the filter names, the newest first; upcoming, the next first."""
        found = meetings.find(wanted, today)
        giving = Giving(meetings, today, base)
        shown = found[(page - 1) * size : page * size]
        return MeetingsGiven(len(found), page, tuple(map(giving.meeting, shown)))

    @get(
        "/{council:str}/{body_name:str}/{day:str}",
        sync_to_thread=True,
        operation_id="getMeeting",
        summary="A meeting",
        responses=problems(400, 404),
    )
    def meeting(
        self,
        meetings: TheMeetings,
        today: Today,
        base: TheBase,
        council: FromPath[str],
        body_name: FromPath[str],
        day: FromPath[str],
    ) -> WholeMeeting:
        """Return a meeting: its items with papers, minutes and decisions, and who came.

        A meeting's id is `council/body/day`, and its address ends in it.
        """
        record = meetings.record(f"{council}/{body_name}/{day}")
        return Giving(meetings, today, base).whole(record)


class BodyApi(Controller):
    """Bodies, and each with its meetings and latest decisions."""

    path = "/api/v1/bodies"
    tags = ("meetings",)
    dependencies = GIVEN

    @get(
        "/",
        sync_to_thread=True,
        operation_id="getBodies",
        summary="List bodies",
        responses=problems(400),
    )
    def bodies(
        self, index: TheIndex, meetings: TheMeetings, today: Today, base: TheBase
    ) -> BodiesGiven:
        """Return the bodies held, by id."""
        giving = Giving(meetings, today, base)
        return BodiesGiven(tuple(giving.body(meetings.body(each.id)) for each in index.bodies()))

    @get(
        "/{council:str}/{body_name:str}",
        sync_to_thread=True,
        operation_id="getBody",
        summary="A body",
        responses=problems(400, 404),
    )
    def body(
        self,
        index: TheIndex,
        meetings: TheMeetings,
        today: Today,
        base: TheBase,
        council: FromPath[str],
        body_name: FromPath[str],
    ) -> WholeBody:
        """Return a body: its meetings, the newest first, and its latest decisions.

        A body's id is `council/body`, and its address ends in it.
        """
        record = meetings.body(f"{council}/{body_name}")
        giving = Giving(meetings, today, base)
        records: Any = index
        decided = decisions(records, DecisionFilter(body=record.body.id))[:LATEST]
        return WholeBody(
            giving.body(record),
            tuple(map(giving.meeting, record.meetings)),
            tuple(given_decision(each, base) for each in decided),
        )
