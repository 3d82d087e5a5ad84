"""Pages of one agenda item, as ModernGov publishes them: what a meeting did with it.

"Agenda item" and "Issue details" tell an item's minutes and its decision. The second lists every
meeting that dealt with the matter; where these are several, the page is no one meeting's record.
"""

from __future__ import annotations

import itertools
import re

from indexer.dates import first_date
from indexer.inference.first_pages import FirstPages
from indexer.inference.names import body_name

_HEADING = re.compile(r"agenda item(?: details)?|issue(?: details)?(?: - .*)?", re.IGNORECASE)
_RECORD = re.compile(r"(?:(?:draft|printed) )?(?:minutes|decisions?):", re.IGNORECASE)
_TO_BE_DONE = re.compile(r"to [a-z]+\b|supporting documents|additional documents", re.IGNORECASE)
_HELD = re.compile(
    r"meeting:? (?:of )?(?:(?P<day>\d\d/\d\d/\d{4}) - (?P<body>[^(]+)"
    r"|(?P<named>[^,(]+), (?P<when>.*\d{4}))",
    re.IGNORECASE,
)
_HEAD = 4


def item_meeting(pages: FirstPages) -> tuple[str, str] | None:
    """Return the body and the day, as printed, of the one meeting whose item a page records.

    None where it is no such page, records nothing yet, or tells of several meetings.
    """
    if not any(_HEADING.fullmatch(line.strip(" *#")) for line in pages.head(_HEAD)):
        return None
    if not any(
        _RECORD.fullmatch(line) and not _TO_BE_DONE.match(following)
        for line, following in itertools.pairwise(pages.lines)
    ):
        return None
    held = {
        (match["body"] or match["named"], match["day"] or match["when"])
        for line in pages.lines
        if (match := _HELD.match(line))
    }
    found = [(body, day) for body, day in held if body_name(body) and first_date(day, figures=True)]
    return found[0] if len(held) == len(found) == 1 else None
