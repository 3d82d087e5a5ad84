from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.config import PartitionSettings
from indexer.inference import describe
from indexer.offered import PublishedDocument
from indexer.partition.pdf import read_pdf
from indexer.records import Block, BlockKind, Description, DocumentKind, Page

NEUTRAL = "doc-17.pdf"
SAMPLE = Path(__file__).parents[2] / "eval" / "sample" / "records"

# The meetings that Kent's minutes record: its manifest knows only those they were published with.
RECORDED = {
    "Minutes of the meeting held on 9th January 2025": date(2025, 1, 9),
    "Printed minutes 30th-Jan-2025 10.00 Cabinet": date(2025, 1, 30),
    "Printed minutes 09th-Jan-2025 10.00 County Council": date(2025, 1, 9),
    "19 December 2024 - County Council minutes": date(2024, 12, 19),
    "9 January 2025 - County Council minutes": date(2025, 1, 9),
    "Printed minutes 13th-Feb-2025 09.30 County Council": date(2025, 2, 13),
}


def page(text: str) -> Page:
    lines = [line for line in text.splitlines() if line.strip()]
    return Page(1, text, tuple(Block(BlockKind.PARAGRAPH, line) for line in lines))


def inferred(
    pages: Sequence[Page], path: str = NEUTRAL, stated: Description | None = None
) -> Description:
    document = PublishedDocument("source", path, stated or Description(), lambda: b"")
    return describe(document, pages)[0]


# What a document states, found without the inference under test.


def names_date(text: str, day: date) -> bool:
    return (
        re.search(
            rf"\b0?{day.day} ?(?:st|nd|rd|th)?[ ,]*{day:%B}[ ,]*{day.year}\b", text, re.IGNORECASE
        )
        is not None
    )


def names_body(lines: Sequence[str], body: str) -> bool:
    """Return whether a line is the body's name, labels it, or calls its meeting."""
    form = re.compile(
        rf"(?:the )?{body}|(?:.*:|to|.*\bmeeting of) (?:all members of )?(?:the )?{body}\b.*"
        rf"|{body} - .*|{body} is asked to .*",
        re.IGNORECASE,
    )
    return any(form.fullmatch(" ".join(line.split())) for line in lines)


def first_words(pages: Sequence[Page]) -> str:
    """Return the text of the first two pages that have any."""
    return "\n".join([each.text for each in pages if each.text.strip()][:2])


class Score:
    """How many of what is stated came out right, and what was made up."""

    def __init__(self) -> None:
        self.right: dict[str, int] = {}
        self.stated: dict[str, int] = {}
        self.lines: list[str] = []

    def count(self, field: str, path: str, found: object, expected: object, stated: bool) -> None:
        if stated:
            self.stated[field] = self.stated.get(field, 0) + 1
            self.right[field] = self.right.get(field, 0) + (found == expected)
        if found != expected and (stated or found is not None):
            what = "wrong" if stated else "not stated, and wrong"
            self.lines.append(f"  {field} {what}: {found} for {expected}: {path}")

    def share(self, field: str) -> float:
        return self.right[field] / self.stated[field]

    def report(self, title: str) -> None:
        print(f"\n{title}")
        for field, stated in self.stated.items():
            print(f"  {field}: {self.right[field]} of {stated} ({self.share(field):.1%})")
        print("\n".join(self.lines))


def kent_manifest(shared_data: Path) -> Mapping[str, Any]:
    lines = (shared_data / "kent" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["path"]: line for line in map(json.loads, lines)}


@pytest.mark.parametrize(
    "path_shown", [lambda path: NEUTRAL, lambda path: path], ids=["text alone", "text and path"]
)
def test_meeting_and_kind_of_kents_papers(
    shared_data: Path, kent: dict[str, tuple[Page, ...]], path_shown: Callable[[str], str]
) -> None:
    score = Score()
    manifest = kent_manifest(shared_data)
    for path, line in manifest.items():
        pages = kent[path]
        found = inferred(pages, path_shown(path))
        words = first_words(pages) + "\n" + path_shown(path)
        day = RECORDED.get(Path(path).stem) or date.fromisoformat(line["meeting_date"])
        known = found.recorded_date if line["kind"] == "minutes" else found.meeting_date
        body_stated = names_body(words.splitlines(), line["body"])
        day_stated = names_date(" ".join(words.split()), day)
        score.count("body", path, found.body, line["body"], body_stated)
        score.count("meeting_date", path, known, day, day_stated)
        # Every paper shows what it is; none is left out.
        score.count("kind", path, found.kind, line["kind"], stated=True)
        score.count("council", path, found.council, line["council"], stated=False)
    score.report("Kent, of what the first two pages state")
    assert score.stated["body"] >= 25
    assert score.stated["meeting_date"] >= 20
    for field in ("body", "meeting_date", "kind"):
        assert score.share(field) >= 0.95, field


def test_folders_named_by_date_tell_what_kents_minutes_were_published_with(
    shared_data: Path, kent: dict[str, tuple[Page, ...]]
) -> None:
    manifest = kent_manifest(shared_data)
    for path in manifest:
        if Path(path).stem in RECORDED:
            found = inferred(kent[path], path)
            assert found.recorded_date == RECORDED[Path(path).stem]
            assert found.meeting_date == date.fromisoformat(manifest[path]["meeting_date"])


@pytest.mark.parametrize("shown", [False, True], ids=["text alone", "text and path"])
def test_nothing_is_made_up_where_kents_papers_state_nothing(
    shared_data: Path, kent: dict[str, tuple[Page, ...]], shown: bool
) -> None:
    for path, line in kent_manifest(shared_data).items():
        found = inferred(kent[path], path if shown else NEUTRAL)
        assert found.body in {None, line["body"]}, path
        assert found.council in {None, line["council"]}, path
        assert found.meeting_date in {None, date.fromisoformat(line["meeting_date"])}, path


def test_meeting_and_kind_of_the_sample_councils_papers() -> None:
    score = Score()
    for line in map(
        json.loads, (SAMPLE / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        path = line["path"]
        if not path.endswith(".pdf") or "kind" not in line:
            continue
        pages = read_pdf((SAMPLE / path).read_bytes(), path, PartitionSettings())
        found = inferred(pages)
        if line["kind"] != "press_release" and "body" in line:
            text = first_words(pages)
            score.count(
                "body", path, found.body, line["body"], names_body(text.splitlines(), line["body"])
            )
        score.count("kind", path, found.kind, line["kind"], stated=True)
        score.count("council", path, found.council, line["council"], stated=True)
    score.report("The sample council, of what the first two pages state")
    for field in ("body", "kind", "council"):
        assert score.share(field) >= 0.95, field


@pytest.mark.parametrize("path", [NEUTRAL, None], ids=["text alone", "text and path"])
def test_the_meeting_summary_and_the_press_release_of_coventry(
    shared_data: Path, path: str | None
) -> None:
    def read(name: str) -> Description:
        text = (shared_data / "coventry" / name).read_text(encoding="utf-8")
        return inferred([page(text)], path or name)

    summary = read("meeting-summary-scrutiny-co-ordination-2024-06-26.txt")
    assert summary.kind is DocumentKind.MEETING_SUMMARY
    assert summary.body == summary.recorded_body == "Scrutiny Co-ordination Committee"
    assert summary.meeting_date == summary.recorded_date == date(2024, 6, 26)
    assert summary.title == "Meeting summary: Scrutiny Co-ordination Committee, 26 June 2024"
    assert summary.ai_generated is True

    release = read("press-release-community-safety-plan-2025-03-12.txt")
    assert release.kind is DocumentKind.PRESS_RELEASE
    assert release.published == date(2025, 3, 12)
    assert (release.body, release.meeting_date, release.ai_generated) == (None, None, None)
    # Its text opens with the caption of a picture and never names itself.
    assert release.title == (None if path else "Community safety plan")


FORMS = {
    "minutes of a city council": (
        """EXAMPLETON CITY COUNCIL
        MINUTES OF A MEETING OF EXAMPLETON CITY COUNCIL HELD ON TUESDAY, 10 JUNE 2025 AT 1400 HOURS
        PRESENT: Lord Mayor in the chair""",
        (DocumentKind.MINUTES, "Exampleton City Council", "City Council", date(2025, 6, 10)),
    ),
    "minutes under their committee's name": (
        """Audit Committee
        Minutes of the meeting held on Tuesday, 12 March 2024
        Present: Councillor Able in the Chair
        AC/24/10 Minutes""",
        (DocumentKind.MINUTES, None, "Audit Committee", date(2024, 3, 12)),
    ),
    "at a meeting of": (
        """At a meeting of the Planning Committee held at the Town Hall on Wednesday 3 May 2023
        PRESENT: Councillor Able (Chair)
        1. Apologies""",
        (DocumentKind.MINUTES, None, "Planning Committee", date(2023, 5, 3)),
    ),
    "minutes that do not say the word": (
        """LONDON BOROUGH OF EXAMPLETON
        STANDARDS COMMITTEE
        14 MARCH 2012
        (7.15 pm - 8.45 pm)
        PRESENT: Councillor Able (in the Chair)
        2. MINUTES OF THE MEETING HELD ON 9 JANUARY 2012""",
        (
            DocumentKind.MINUTES,
            "London Borough of Exampleton",
            "Standards Committee",
            date(2012, 3, 14),
        ),
    ),
    "an agenda that lists minutes": (
        """EXAMPLETON DISTRICT COUNCIL
        PLANNING COMMITTEE
        A meeting of the PLANNING COMMITTEE will be held on MONDAY, 3 MARCH 2025 at 6.30 pm.
        AGENDA
        1. Apologies
        2. Minutes of the meeting held on 3 February 2025 (Pages 5 - 8)""",
        (
            DocumentKind.AGENDA_FRONTSHEET,
            "Exampleton District Council",
            "Planning Committee",
            date(2025, 3, 3),
        ),
    ),
    "a page of agenda and minutes before there are any": (
        """Agenda and minutes
        Cabinet
        Thursday, 9th January, 2025 10.00 am
        Venue: Council Chamber""",
        (DocumentKind.AGENDA_FRONTSHEET, None, "Cabinet", date(2025, 1, 9)),
    ),
    "a page of agenda and minutes": (
        """Agenda and minutes
        Policy Committee
        Thursday, 9th January, 2025 10.00 am
        Attendance
        Present: Cllr Able
        Minutes:
        RESOLVED that""",
        (DocumentKind.MINUTES, None, "Policy Committee", date(2025, 1, 9)),
    ),
    "a report to an executive": (
        """Exampleton City Council
        Report for Resolution
        Report to: Executive – 14 February 2024
        Subject: Capital Budget
        Report of: Deputy Chief Executive""",
        (DocumentKind.REPORT, "Exampleton City Council", "Executive", date(2024, 2, 14)),
    ),
    "a report whose body runs over the line": (
        """From: Jo Bloggs, Director
        To: Health Reform and
        Public Health Committee – 9 July 2024
        Past Pathway of report: Cabinet - 3 June 2024
        Subject: Winter""",
        (DocumentKind.REPORT, None, "Health Reform and Public Health Committee", date(2024, 7, 9)),
    ),
    "a report with a table of fields": (
        """Committee: Licensing Sub-Committee A
        Date of meeting: 04/06/2024
        Title: Premises licence review
        Wards affected: All""",
        (DocumentKind.REPORT, None, "Licensing Sub-Committee A", date(2024, 6, 4)),
    ),
    "a report whose labels have no colons": (
        """Report to Overview and Scrutiny Committee
        Date 25 November 2024
        Subject Call-in of parking charges
        Report of Jo Bloggs, Head of Legal Services""",
        (DocumentKind.REPORT, None, "Overview and Scrutiny Committee", date(2024, 11, 25)),
    ),
    "a report of one area": (
        """Upper & Lower Exampleton Neighbourhood Committee
        15 January 2026
        Petition about the mill
        Report by Jo Bloggs, Director of Highways
        Purpose of Report""",
        (
            DocumentKind.REPORT,
            None,
            "Upper & Lower Exampleton Neighbourhood Committee",
            date(2026, 1, 15),
        ),
    ),
    "a letter with papers that follow": (
        """Date: 27 January 2025
        Dear Member
        CABINET - THURSDAY, 30 JANUARY 2025
        I am now able to enclose the following document.""",
        (DocumentKind.REPORTS_PACK, None, "Cabinet", date(2025, 1, 30)),
    ),
    "a public document pack": (
        """Public Document Pack
        SCRUTINY BOARD
        Meeting to be held in the Civic Hall on Thursday, 6th March, 2025 at 10.00 am
        AGENDA""",
        (DocumentKind.REPORTS_PACK, None, "Scrutiny Board", date(2025, 3, 6)),
    ),
    "a decision by a body": (
        """RECORD OF EXECUTIVE DECISION
        Decision taken by: Cabinet
        Date of decision: Tuesday, 11 February 2025
        Subject: Baths""",
        (DocumentKind.DECISION_NOTICE, None, "Cabinet", date(2025, 2, 11)),
    ),
    "a decision by one person": (
        """DECISION NOTICE
        Decision maker: Cabinet Member for Transport
        Date of decision: 5 March 2025
        Title: Parking order""",
        (DocumentKind.DECISION_NOTICE, None, None, date(2025, 3, 5)),
    ),
    "news": (
        """New library opens
        Published Tuesday, 20 January 2026
        Cabinet agreed at its meeting on 12 January 2026 to open a library.""",
        (DocumentKind.PRESS_RELEASE, None, None, None),
    ),
    "words about minutes": (
        "The committee considered minutes of a meeting of the Cabinet held on 3 March 2025.",
        (None, None, None, None),
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms_of_other_councils(name: str) -> None:
    text, (kind, council, body, day) = FORMS[name]
    found = inferred([page(text), page("Page 2")])
    assert (found.kind, found.council, found.body) == (kind, council, body)
    assert (found.recorded_date if kind is DocumentKind.MINUTES else found.meeting_date) == day


MINUTES = """EXAMPLETON COUNTY COUNCIL
CABINET
Draft: to be confirmed at the meeting on 11 February 2025
MINUTES of a meeting of the Cabinet held in the Chamber on Thursday, 9 January 2025.
PRESENT: Mr A Able"""


def test_minutes_record_one_meeting_and_are_published_with_another() -> None:
    found = inferred([page(MINUTES)])
    assert (found.recorded_body, found.recorded_date) == ("Cabinet", date(2025, 1, 9))
    assert (found.body, found.meeting_date) == ("Cabinet", date(2025, 2, 11))


def test_minutes_are_never_published_with_an_earlier_meeting_than_they_record() -> None:
    text = MINUTES.replace("Draft: to be confirmed at the meeting on 11 February 2025\n", "")
    assert inferred([page(text)], "2024-12-05/minutes.pdf").meeting_date is None
    assert inferred([page(text)], "2025-02-11/minutes.pdf").meeting_date == date(2025, 2, 11)


def test_what_the_source_states_stands_and_the_rest_is_marked_as_inferred() -> None:
    stated = Description(title="Minutes", body="The Cabinet", meeting_date=date(2025, 1, 30))
    document = PublishedDocument("source", NEUTRAL, stated, lambda: b"")
    description, names = describe(document, [page(MINUTES)])
    assert (description.title, description.body) == ("Minutes", "The Cabinet")
    assert description.meeting_date == date(2025, 1, 30)
    assert description.recorded_date == date(2025, 1, 9)
    assert set(names) == {"kind", "council", "recorded_body", "recorded_date"}


def test_papers_of_a_meeting_are_titled_by_it_and_others_by_their_subject() -> None:
    assert inferred([page(MINUTES)]).title == "Minutes: Cabinet, 9 January 2025"
    assert inferred([page("From: Jo\nTo: Cabinet\nSubject: New\nbaths")]).title == "New baths"
    notice = "RECORD OF DECISION\nDecision no: 24/00096\nTitle of Decision: New baths"
    assert inferred([page(notice)]).title == "Record of decision 24/00096: New baths"
    assert inferred([page("Appendix B\nNew baths\nmore")]).title == "Appendix B - New baths"
    assert inferred([page("7\n1,000")], "a/24-0017 New baths - Report.pdf").title == (
        "24-0017 New baths - Report"
    )


def test_a_file_named_by_modern_gov_tells_its_meeting() -> None:
    found = inferred([], "Agenda frontsheet 30th-Jan-2025 10.00 Planning Committee.pdf")
    assert found.kind is DocumentKind.AGENDA_FRONTSHEET
    assert (found.body, found.meeting_date) == ("Planning Committee", date(2025, 1, 30))


def test_all_councillors_meet_under_their_councils_name() -> None:
    path = "full_council/2025-02-13/Appendix A - Prices.pdf"
    county = Description(council="Exampleton County Council")
    city = Description(council="Exampleton City Council")
    assert inferred([page("Appendix A")], path, county).body == "County Council"
    assert inferred([page("Appendix A")], path, city).body == "Council"


@pytest.mark.parametrize("pages", [[], [page("")], [page("\n \n")], [page("12 3")]])
def test_pages_without_words_tell_nothing(pages: list[Page]) -> None:
    document = PublishedDocument("source", NEUTRAL, Description(), lambda: b"")
    assert describe(document, pages) == (Description(), ())


@given(st.text(max_size=400), st.text(max_size=40))
def test_any_text_is_described_and_every_inferred_field_is_named(text: str, name: str) -> None:
    document = PublishedDocument("source", f"{name}/x.pdf", Description(), lambda: b"")
    description, names = describe(document, [page(text)])
    known = {field for field, value in msgspec.structs.asdict(description).items() if value}
    assert known == set(names)
