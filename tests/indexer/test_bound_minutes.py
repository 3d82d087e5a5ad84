"""Minutes of other meetings that are bound into a document: told by their form, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from indexer.inference import bound_minutes
from indexer.records import Description, DocumentKind, Page
from indexer.sections import sections_of
from tests.indexer.decisions.made_minutes import page

PACK = Description(
    title="Reports pack",
    kind=DocumentKind.REPORTS_PACK,
    council="Netherwick Town Council",
    body="Harbour Committee",
    meeting_date=date(2025, 3, 6),
)
FRONT = (
    "# Netherwick Town Council",
    "# HARBOUR COMMITTEE",
    "Thursday, 6 March 2025",
    "# AGENDA",
    "1. Apologies",
    "2. Minutes of the meeting held on 9 January 2025",
    "3. The mole",
)
OPENING = (
    "# HARBOUR COMMITTEE",
    "MINUTES of a meeting of the Harbour Committee held in the Custom House on 9 January 2025.",
    "PRESENT: Mrs Ada Thornbury (Chair), Mr Bertram Coyle and Ms Juno Pellow.",
)
GOING_ON = (
    "and that a second lamp had been asked for, which the Committee had twice put off.",
    "# 14. The slipway",
    "RESOLVED that the slipway be closed in April.",
)
REPORT = ("From: Silas Orme, Harbour Master", "To: Harbour Committee", "Subject: The mole",
          "# 1. Introduction", "The mole was built in 1871.")  # fmt: skip
OF_A_PANEL = (
    "# MOORINGS PANEL",
    "Minutes of a meeting of the Moorings Panel held on Tuesday, 14 January 2025.",
    "Present: Mr Osric Lamb (Chair) and Mrs Pell Hathaway.",
)


def bound(*pages: Sequence[str], pack: Description = PACK) -> list[tuple[int, int, str, str]]:
    """Return the pages, the body and the day of the minutes bound into these pages of lines."""
    found = bound_minutes(pack, [page(number, *lines) for number, lines in enumerate(pages, 1)])
    return [
        (each.first, each.last, str(each.description.recorded_body),
         str(each.description.recorded_date))
        for each in found
    ]  # fmt: skip


HARBOUR = "Harbour Committee", "2025-01-09"
MOORINGS = "Moorings Panel", "2025-01-14"


def test_minutes_in_a_pack_are_of_their_own_meeting_and_published_with_the_packs() -> None:
    pages = [page(1, *FRONT), page(2, *OPENING), page(3, *GOING_ON), page(4, *REPORT)]
    (part,) = bound_minutes(PACK, pages)
    assert (part.first, part.last) == (2, 3)
    assert part.description == replace(
        PACK,
        kind=DocumentKind.MINUTES,
        recorded_body="Harbour Committee",
        recorded_date=date(2025, 1, 9),
    )


@pytest.mark.parametrize(
    "after",
    [
        REPORT,
        ("Agenda Item 3", "The mole and its lamp"),
        ("This page is intentionally left blank",),
        ("Appendix A", "Lamps and their keepers"),
        ("# 5. The mole", "Report of: The harbour master", "Purpose of report: To tell of it"),
        ("",),
        ("14 February 2025", "Dear Sir", "I write about the lamp."),
        ("# COUNTY WARDENS", "Notes of a visit"),
        ("# MOORINGS PANEL", "# MINUTES", "Present: Mr Osric Lamb."),
    ],
)
def test_minutes_end_before_what_is_of_another_paper(after: Sequence[str]) -> None:
    opening = _with_lower_headings(page(2, *OPENING, "# 12. The lamp"))
    pages = [page(1, *FRONT), opening, page(3, "It was late.", *GOING_ON), page(4, *after)]
    (part,) = bound_minutes(PACK, [*pages, page(5, "It is so.")])
    assert (part.first, part.last) == (2, 3)


def _with_lower_headings(made: Page) -> Page:
    """Return a page whose headings after the first stand a level lower."""
    first, *others = made.blocks
    return replace(made, blocks=(first, *(replace(b, level=3) if b.level else b for b in others)))


def test_minutes_end_with_the_page_that_says_that_the_meeting_closed() -> None:
    for said in (
        "The meeting closed at 8.40 pm.",
        "(Meeting ended 20:40)",
        "Chairman ............",
    ):
        assert bound(FRONT, OPENING, (*GOING_ON, said), GOING_ON) == [(2, 3, *HARBOUR)]
    for said in ("The meeting concluded that it was late.", "# 15. A lamp", "Report of: The mayor"):
        assert bound(FRONT, OPENING, (*GOING_ON, said), GOING_ON) == [(2, 4, *HARBOUR)]


def test_an_item_at_the_top_of_a_page_goes_on_with_the_minutes() -> None:
    for item in ("# 15. Lamp report", "# 15. The lamp"):
        going_on = (item, "Report of the Harbour Master", "It was read.")
        assert bound(FRONT, OPENING, going_on, REPORT) == [(2, 3, *HARBOUR)]


def test_each_set_of_minutes_in_a_pack_is_its_own() -> None:
    assert bound(FRONT, OPENING, GOING_ON, OF_A_PANEL, REPORT, OF_A_PANEL) == [
        (2, 3, *HARBOUR), (4, 4, *MOORINGS), (6, 6, *MOORINGS),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ("# Minutes", "The minutes of the Harbour Committee held on 9 January 2025 are late."),
        OPENING[:2],
        (OPENING[0], "MINUTES of a meeting of the Harbour Committee", OPENING[2]),
        ("# MINUTES", "Thursday, 9 January 2025", OPENING[2]),
        (*REPORT, "It was built.", *["It was mended."] * 20, *OPENING),
        ("# HARBOUR COMMITTEE", "MINUTES of a meeting of the Harbour Committee held on 9 May 2025.",
         OPENING[2]),
    ],
    ids=["spoken of", "nobody present", "no day", "no body", "within a report", "of a later day"],
)  # fmt: skip
def test_what_does_not_tell_all_of_it_stays_the_packs(lines: Sequence[str]) -> None:
    assert bound(FRONT, lines, GOING_ON) == []


def test_minutes_are_not_bound_into_themselves_nor_into_what_tells_of_a_meeting() -> None:
    own = replace(
        PACK,
        kind=DocumentKind.MINUTES,
        recorded_body="Harbour Committee",
        recorded_date=date(2025, 1, 9),
    )
    assert bound(OPENING, OPENING, GOING_ON, pack=own) == []
    assert bound(OPENING, OF_A_PANEL, pack=own) == [(2, 2, *MOORINGS)]
    release = replace(PACK, kind=DocumentKind.PRESS_RELEASE)
    assert bound(FRONT, OPENING, GOING_ON, pack=release) == []


def test_no_section_is_of_two_papers_and_items_are_numbered_in_minutes_alone() -> None:
    pages = [page(1, *FRONT), page(2, *OPENING), page(3, *GOING_ON), page(4, *REPORT)]
    parts = bound_minutes(PACK, pages)
    sections = sections_of(pages, parts)
    assert [each.ordinal for each in sections] == list(range(len(sections)))
    for section in sections:
        assert len({2 <= piece.page <= 3 for piece in section.pieces}) == 1
    items = {each.agenda_item.minute: each for each in sections if each.agenda_item}
    assert list(items) == ["14"]
    assert items["14"].headings == ("14. The slipway",)
