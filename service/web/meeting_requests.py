"""What requests for meetings ask, as it stands in the address, and what controllers are given."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import msgspec
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, QueryParameter, SkipValidation
from msgspec import Struct

from indexer.errors import QuestionError
from service import clock
from service.meetings.overview import MeetingFilter, Meetings, When
from service.web.dependencies import TheSettings
from service.web.quoting import choice

FIRST_YEAR, LAST_YEAR = 1000, 9998


class View(StrEnum):
    """How meetings are shown."""

    LIST = "list"
    CALENDAR = "calendar"


class Sought(Struct, frozen=True):
    """The filter of meetings as it stands in the address; ``month`` is as ``2025-02``."""

    council: str = ""
    body: str = ""
    year: str = ""
    when: When = When.ALL
    view: View = View.LIST
    month: str = ""

    @property
    def query(self) -> str:
        """The filter as an address has it, without what is empty or the default."""
        plain = Sought()
        fields = msgspec.structs.asdict(self).items()
        return urlencode(
            [(name, str(value)) for name, value in fields if value != getattr(plain, name)]
        )

    def but(self, **changed: str) -> str:
        """Return the address's query of this filter with some fields changed."""
        return msgspec.convert({**msgspec.to_builtins(self), **changed}, Sought).query

    def filter(self) -> MeetingFilter:
        """Return the filter; raises `QuestionError` where a field of it cannot be read."""
        return MeetingFilter(self.council, self.body, _year(self.year), self.when)


def month_of(text: str) -> date | None:
    """Return the first day of a month written as ``2025-02``, or None where none is.

    Raises
    ------
    QuestionError
        It is no month.
    """
    if not text.strip():
        return None
    try:
        month = date.fromisoformat(f"{text.strip()}-01")
    except ValueError as error:
        raise QuestionError(f"month: {text!r} is no month. Write it as 2025-02.") from error
    if not FIRST_YEAR <= month.year <= LAST_YEAR:
        raise QuestionError(f"month: {text!r} is too far away.")
    return month


def _year(text: str) -> int | None:
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) == 4):
        raise QuestionError(f"year: {text!r} is no year. Write it as 2025.")
    return int(text)


def sought(
    council: FromQuery[str] = "",
    of_body: Annotated[str, QueryParameter(name="body")] = "",
    year: FromQuery[str] = "",
    when: FromQuery[str] = "",
    view: FromQuery[str] = "",
    month: FromQuery[str] = "",
) -> Sought:
    """Return the filter of a request."""
    return Sought(
        council,
        of_body,
        year.strip(),
        choice("when", when, When) or When.ALL,
        choice("view", view, View) or View.LIST,
        month.strip(),
    )


def wanted(
    council: Annotated[str, QueryParameter(description="the id of a council")] = "",
    of_body: Annotated[str, QueryParameter(name="body", description="the id of a body")] = "",
    year: Annotated[str, QueryParameter(description="a year, as 2025")] = "",
    when: Annotated[
        str,
        QueryParameter(
            description="seen from today; all where empty", schema_extra={"enum": ["", *When]}
        ),
    ] = "",
) -> MeetingFilter:
    """Return the filter of a program's request."""
    chosen = choice("when", when, When) or When.ALL
    return MeetingFilter(council, of_body, _year(year), chosen)


def meetings_of(state: State) -> Meetings:
    """Return the meetings of the index that is served."""
    found: Meetings = state.index.meetings
    return found


def zone_of(settings: TheSettings) -> ZoneInfo:
    """Return the zone of the hours that the records print."""
    return settings.service.time_zone


def today_in(settings: TheSettings) -> date:
    """Return today's date where the councils are."""
    return clock.today_in(settings)


TheMeetings = NamedDependency[SkipValidation[Meetings]]
TheSought = NamedDependency[Sought]
TheWanted = NamedDependency[MeetingFilter]
TheZone = NamedDependency[SkipValidation[ZoneInfo]]
Today = NamedDependency[date]
GIVEN = {
    "meetings": Provide(meetings_of, sync_to_thread=False),
    "sought": Provide(sought, sync_to_thread=False),
    "wanted": Provide(wanted, sync_to_thread=False),
    "zone": Provide(zone_of, sync_to_thread=False),
    "today": Provide(today_in, sync_to_thread=False),
}
