"""The meeting of minutes whose head names it in no sentence or heading of its own.

Above the list of those present minutes speak of one meeting, theirs. Small councils head them as
they like ("Allington Parish Council" / "Notes of the meeting, 7.30 pm" / "10 December 2024"): the
one day that stands there is its day, and where no other body does, it is the council's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import dropwhile, takewhile

from indexer.dates import dates_in
from indexer.inference.first_pages import FirstPages, is_item
from indexer.inference.kinds import begins_those_present
from indexer.inference.meetings import ANOTHER
from indexer.inference.names import body_name, councils_in

_HEAD = 12
"""Lines of a document among which its head ends."""
_OTHER_BODY = re.compile(
    r"\b(?:committee|cabinet|board|panel|forum|commission|executive|assembly|partnership"
    r"|authority|tribunal|trust|(?:working|task|steering) (?:group|party))\b",
    re.IGNORECASE,
)
_OF_THE_COUNCIL = re.compile(
    r"\bcouncil(?:['’]s)?(?: [\w-]+){0,2} (?:meeting|minutes)\b"
    r"|\bmeeting of (?:[\w'’-]+ ){0,6}council\b",
    re.IGNORECASE,
)
_UNPLACED = re.compile(
    r"\b(?:(?:parish|town|city|county|district|borough) )?council\b", re.IGNORECASE
)
_OF_NOBODY = re.compile(
    r"(?:draft |unconfirmed )*(?:(?:minutes|notes|record)(?: (?:of|from))? )?(?:(?:the|an?) )?"
    r"(?:(?:extra ?-?ordinary|ordinary|annual|monthly|general|special|regular|virtual) )*"
    r"meeting(?: (?:held|on|at|in)\b.*)?",
    re.IGNORECASE,
)
"""What says that there was a meeting, and not whose."""


def day_in_head(pages: FirstPages) -> date | None:
    """Return the one day that stands in the head of minutes, or ``None``."""
    head = _head(pages)
    lines = [
        line
        for above, line in zip(("", *head), head, strict=False)
        if not ANOTHER.search(line) and not (ANOTHER.search(above) and not dates_in(above))
    ]
    days = {named.date for line in lines for named in dates_in(line, figures=True)}
    return days.pop() if len(days) == 1 else None


def council_in_head(pages: FirstPages) -> str | None:
    """Return the body that a council is, where minutes say in their head that they are its own."""
    head = _head(pages)
    if any(_OTHER_BODY.search(line) for line in head):
        return None
    named = [line for line in head if _OF_THE_COUNCIL.search(line)]
    if not named and any(_OF_NOBODY.fullmatch(line.strip(" .:")) for line in head):
        named = [line for line in head if any(whole for _, whole in councils_in(line))]
    councils = [name for line in named for name, _ in councils_in(line)]
    unplaced = [match[0].title() for line in named for match in _UNPLACED.finditer(line)]
    return body_name([*councils, *unplaced][0]) if named else None


def called_in_head(pages: FirstPages) -> date | None:
    """Return the day of the council's own meeting that an agenda calls, or ``None``.

    It stands under the council's name, with nothing between but what sort of meeting it is:
    "FERNLEY CITY COUNCIL" / "REGULAR MEETING" / "WEDNESDAY, MARCH 5, 2025".
    """
    lines = pages.head(_HEAD)
    for at, line in enumerate(lines):
        if not any(whole for _, whole in councils_in(line)):
            continue
        following = list(dropwhile(_OF_NOBODY.fullmatch, lines[at + 1 :]))
        named = dates_in(following[0]) if following else ()
        if named and named[0].start == 0:
            return named[0].date
    return None


def _head(pages: FirstPages) -> Sequence[str]:
    above = takewhile(lambda line: not begins_those_present(line), pages.head(_HEAD))
    return [line for line in above if not is_item(line) or dates_in(line)]
