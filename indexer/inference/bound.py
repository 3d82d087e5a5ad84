"""The minutes of other meetings that are bound into a document, as into the pack of a later one.

They are told by the form that tells a document of minutes, all of it on one page: a heading, the
body and its day near the top, and who was present. They end before the page that opens another
paper, an item's banner or a blank page, and with the page that says that the meeting closed. What
no page tells so stays what the document is as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from indexer.dates import dates_in
from indexer.inference.fields import is_label
from indexer.inference.first_pages import FirstPages, first_pages
from indexer.inference.kinds import is_banner, kind_of, names_those_present, report_labels
from indexer.inference.meetings import NamedMeeting, is_listed, recorded_meeting
from indexer.records import HEADINGS, Block, BlockKind, Description, DocumentKind, Page, Part

_NEVER = frozenset(
    {DocumentKind.PRESS_RELEASE, DocumentKind.DECISION_NOTICE, DocumentKind.MEETING_SUMMARY}
)
"""Documents into which no minutes are bound: what they tell of a meeting is their own."""
_TOP = 20
"""Lines of a page among which the body and the day of minutes stand: above are letterheads."""
_OPENING = 12
"""Blocks at the top of a page in which another paper says what it is."""
_EDGE = 6
"""Lines at the top and at the foot of a page among which an item's banner stands."""
_END = 12
"""Lines at the end of a page among which minutes say that the meeting closed."""
_CLOSED = re.compile(
    r"\W*(?:there being no (?:further|other) business\b.*"
    r"|(?:the )?(?:chair\w* |mayor )?(?:declared )?(?:the )?meeting (?:was |then )?"
    r"(?:formally |duly )?(?:closed|ended|concluded|finished|terminated)\b"
    r"[\s.:–-]*(?:(?:at\b|\d).*)?"
    r"|(?:signed|chair(?:man|woman|person)?)\b\W*[._…]{5}.*)",
    re.IGNORECASE,
)
_FIRST_ITEM = re.compile(r"\W*1\b(?!\d)")
"""How the numbering of a paper begins; that of minutes goes on."""
_LONGEST_LABEL = 120
"""Characters of a block that may be a heading or a label; what is longer is running text."""
_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_DATE = re.compile(r"(?:date|dated)\b|[\W_]", re.IGNORECASE)


class _Minutes(Struct, frozen=True):
    """Minutes in which the reading stands: their meeting, and the page that opened them."""

    meeting: NamedMeeting
    page: Page


def bound_minutes(description: Description, pages: Sequence[Page]) -> tuple[Part, ...]:
    """Return the minutes of other meetings in the document so described, in order.

    Each is described as published with the document's meeting and recording its own. The first
    page of a document opens the document itself.
    """
    if description.kind in _NEVER:
        return ()
    found: list[Part] = []
    minutes: _Minutes | None = None
    opening = next((page.number for page in pages if page.text.strip()), 0)
    for page in pages[opening:]:
        first = first_pages([page])
        if not first.lines:
            minutes = None
        elif minutes is not None and _goes_on(page, first, minutes):
            found[-1] = replace(found[-1], last=page.number)
        else:
            minutes = _opened(description, page, first)
            if minutes is not None:
                found.append(_part(description, minutes))
        if any(_CLOSED.fullmatch(line) for line in first.lines[-_END:]):
            minutes = None
    return tuple(found)


def _part(description: Description, minutes: _Minutes) -> Part:
    number = minutes.page.number
    recording = replace(
        description,
        kind=DocumentKind.MINUTES,
        recorded_body=minutes.meeting.body,
        recorded_date=minutes.meeting.date,
    )
    return Part(number, number, recording)


def _opened(description: Description, page: Page, first: FirstPages) -> _Minutes | None:
    """Return the minutes that a page opens, where it tells all of it and they are another's."""
    if kind_of(first) is not DocumentKind.MINUTES or not names_those_present(first):
        return None
    meeting = recorded_meeting(first)
    told = {named.date for named in dates_in(" ".join(first.head(_TOP)))}
    if not meeting.body or meeting.date is None or meeting.date not in told or meeting.at >= _TOP:
        return None
    own = (description.recorded_body or description.body, description.recorded_date)
    later = description.meeting_date is not None and meeting.date > description.meeting_date
    return None if later or (meeting.body, meeting.date) == own else _Minutes(meeting, page)


def _goes_on(page: Page, first: FirstPages, minutes: _Minutes) -> bool:
    """Return whether a page is of the minutes that were opened before it."""
    landscape = minutes.page.width > minutes.page.height
    edges = (*first.head(_EDGE), *first.lines[-_EDGE:])
    if is_banner(edges) or (page.width > page.height) != landscape:
        return False
    if kind_of(first) is DocumentKind.MINUTES:
        meeting = recorded_meeting(first)
        return (meeting.body, meeting.date) == (minutes.meeting.body, minutes.meeting.date)
    return not _opens_another(_head_of(page), minutes)


def _head_of(page: Page) -> Page:
    """Return `page` as far as headings and labels go: nothing where it begins with a sentence."""
    blocks = [block for block in page.blocks if block.kind is not BlockKind.FURNITURE]
    head = tuple(takewhile(_heads, blocks[:_OPENING]))
    return replace(page, text="\n".join(each.text.replace("\t", " ") for each in head), blocks=head)


def _heads(block: Block) -> bool:
    """Return whether a block may stand over a paper: a heading, a label and its value, a table."""
    text = block.text.rstrip()
    told = len(text) > _LONGEST_LABEL or text.endswith((".", ";", ","))
    return block.kind not in _RUNNING or not told or is_label(text)


def _opens_another(head: Page, minutes: _Minutes) -> bool:
    """Return whether the head of a page is that of another paper than `minutes`.

    It is where it has another paper's form, a day of its own, as a letter has, or a heading that
    stands as high as the name of the minutes. An item that is not the first goes on, unless it
    heads a report: under the items of minutes stands one of its labels at most.
    """
    if not head.blocks:
        return False
    top, lines = head.blocks[0], first_pages([head])
    if is_listed(top.text) and not _FIRST_ITEM.match(top.text):
        return report_labels(lines) > 1
    over = [block for block in minutes.page.blocks if block.kind in HEADINGS]
    levels = sorted({block.level for block in over})
    days = {day.date for line in lines.lines for day in dates_in(line) if _is_day_alone(line)}
    return (
        (top.kind in HEADINGS and bool(levels) and top.level < levels[0])
        or (len(levels) > 1 and top.level == levels[0] and top.text not in {b.text for b in over})
        or bool(days - {minutes.meeting.date})
        or kind_of(lines) is not None
    )


def _is_day_alone(line: str) -> bool:
    """Return whether a line is a day and nothing else, but for "Date:"."""
    named = dates_in(line)
    return len(named) == 1 and not _DATE.sub("", line[: named[0].start] + line[named[0].stop :])
