"""What the records cannot answer: other councils' matters, times outside them, private matters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from indexer.catalogue.values import Extent
from indexer.records import Council
from service.answers import Period
from service.interpret.elsewhere import other_councils_in

REPORTED = re.compile(
    r"\b(?:did|was|were|had|approved?|agreed?|adopted|set|replied|responded|voted|spent|paid)\b",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\b(?:to be|will|due|plan\w*|propos\w*|forecast\w*|draft|set aside|expect\w*|intend\w*|"
    r"project\w*|estimat\w*|predict\w*|target\w*|warn\w*|say|said|tell|told|assum\w*|explain\w*|"
    r"would|hop(?:e[ds]?|ing)|pencilled|earmark\w*|anticipat\w*|envisag\w*|programmes?|"
    r"strateg\w+|medium[- ]term|mtf[ps]|alternative budgets?)\b",
    re.IGNORECASE,
)
VOTED = re.compile(r"\bvot(?:e|ed|es|ing)\b", re.IGNORECASE)
MEETING = re.compile(r"\bmeetings?\b", re.IGNORECASE)
CORRECTED = re.compile(
    r"\bcorrect\w*\b(?=.*\bminutes\b)|\bminutes\b(?=.*\b(?:correct\w*|put right|signed)\b)",
    re.IGNORECASE,
)
"""What asks of a meeting's minutes as the next one had them."""
AHEAD = timedelta(days=366)
"""Records plan for the year after them; what was done later they cannot report."""
PRIVATE = re.compile(
    r"\b(?:home|private|personal) (?:address|phone|telephone|mobile|email|number)|"
    r"\bdates? of birth\b|\bmobile number\b|"
    r"\b(?:bank account|national insurance|passport) (?:number|details)\b|"
    r"\bwhere (?:does|do|did) (?-i:[A-Z][\w’'-]+) (?:[\w’'-]+ )?live\b",
    re.IGNORECASE,
)


def private(text: str) -> tuple[str, ...]:
    """Say that `text` asks for what is private of people: no answer is made of that."""
    if PRIVATE.search(text):
        return ("Where people live and what else is private of them is not looked for.",)
    return ()


def other_councils(text: str, held: Sequence[Council]) -> tuple[str, ...]:
    """Say which other councils `text` is about."""
    names = " and ".join(council.name for council in held) or "no council"
    return tuple(
        f"{other} is another council; the records held are of {names}."
        for other in other_councils_in(text, held)
    )


def beyond(
    text: str,
    periods: Sequence[Period],
    of_a_meeting: bool,
    extent: Extent | None,
    said: Callable[[Period], bool],
) -> tuple[str, ...]:
    """Say which periods the records cannot report on.

    The time of a meeting must lie within the records, and nobody votes on a year that is over. A
    period that begins more than a year after the last record may be planned for in them, but
    nothing in them reports what was done in it. None is out of their reach that is `said` in them:
    a pack holds earlier meetings' minutes, and announces later meetings.
    """
    if extent is None:
        return ()
    reach = f"the records searched are of {day_said(extent.first)} to {day_said(extent.last)}."
    reported = REPORTED.search(text) and not PLANNED.search(text)
    meant = (of_a_meeting or MEETING.search(text)) and not CORRECTED.search(text)
    outside = []
    for period in periods:
        before_or_after = period.until < extent.first or period.since > extent.last
        missed = meant and period.of_meeting and before_or_after
        over = VOTED.search(text) and period.until < extent.first
        if (missed or over or (reported and period.since > extent.last + AHEAD)) and not said(
            period
        ):
            outside.append(f"{period_said(period)} is out of their reach: {reach}")
    return tuple(outside)


def period_said(period: Period) -> str:
    """Return a period as it is shown."""
    if period.since == period.until:
        return day_said(period.since)
    words = re.sub(r"^(?:in|during|since)\s+", "", period.words, flags=re.IGNORECASE)
    return words[:1].upper() + words[1:]


def day_said(day: date) -> str:
    """Return a day as people write it: 9 January 2025."""
    return f"{day.day} {day:%B %Y}"
