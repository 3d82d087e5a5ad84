"""What day it is where the councils are."""

from __future__ import annotations

from datetime import date, datetime

from indexer.config import Settings


def today_in(settings: Settings) -> date:
    """Return today's date in the zone of the hours that the records print."""
    return datetime.now(settings.service.time_zone).date()
