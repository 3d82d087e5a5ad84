"""Which papers are one matter, what it is called, and where its address leads."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.records import Description, Document, DocumentKind
from service.matters.grouping import group
from service.matters.naming import name_of, phrases_of
from service.matters.occurrences import Occurrence, Step
from service.matters.titles import about, routine, terms, years


def occurrence(
    title: str,
    day: int = 1,
    step: Step = Step.REPORT,
    references: tuple[str, ...] = (),
    minute: str = "",
    council: str = "netherwick",
) -> Occurrence:
    name = f"{day}-{step}-{title}"
    document = Document(
        id=name, source="s", path=name, description=Description(kind=DocumentKind.REPORT),
        inferred=(), version=1, digest="", media_type="application/pdf", pages=1,
        pages_without_text=(),
    )  # fmt: skip
    section = None if step is Step.REPORT else 1
    return Occurrence(
        name, council, "Works", date(2025, 3, day), step, title, minute, references, document, 1,
        section,
    )  # fmt: skip


def grouped(
    *occurrences: Occurrence, referring: tuple[tuple[str, str], ...] = ()
) -> list[set[str]]:
    return [{each.title for each in found} for found in group(occurrences, referring)]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("24/0017 - Old Mill: repair", "Old Mill: repair"),
        ("Item 6 - Old Mill (Key Decision 24/0017) - Report", "Old Mill"),
        ("Call-in of Key Decision 24/0017: Old Mill", "Old Mill"),
        ("7. Old Mill (Pages 3 - 9)", "Old Mill"),
    ],
)
def test_a_title_is_about_what_is_left_without_numbers(title: str, wanted: str) -> None:
    assert about(title) == wanted


@pytest.mark.parametrize(
    "title", ["Apologies for absence", "3. Minutes of the last meeting", "Questions", "Close"]
)
def test_what_stands_on_every_agenda_is_no_matter(title: str) -> None:
    assert routine(title)


def test_streets_and_usual_words_do_not_tell_titles_apart() -> None:
    assert terms("Review of the Old Mill, 14 Corn Street") == terms("Old Mill: progress report")


def test_the_same_reference_is_the_same_matter() -> None:
    first, second = (
        occurrence("Old Mill", references=("24/0017",)),
        occurrence("Letting of premises", 9, references=("24/0017",)),
    )
    assert grouped(first, second) == [{"Old Mill", "Letting of premises"}]


def test_the_same_reference_of_another_council_is_not() -> None:
    mine = occurrence("Old Mill", references=("24/0017",))
    theirs = occurrence("New weir", references=("24/0017",), council="overwick")
    assert len(grouped(mine, theirs)) == 2


def test_titles_about_the_same_are_one_matter() -> None:
    found = grouped(
        occurrence("Old Mill: preferred tenant"),
        occurrence("Motion on notice: the Old Mill", 5),
        occurrence("The Old Mill", 9),
        occurrence("Swimming lessons", 9),
    )
    assert sorted(map(len, found)) == [1, 3]


def test_budgets_of_two_years_are_two_matters() -> None:
    found = grouped(
        occurrence("Revenue budget, council tax and capital programme 2025/26"),
        occurrence("Capital programme and revenue budget 2025-26", 5),
        occurrence("Revenue budget, council tax and capital programme 2026/27", 9),
    )
    assert sorted(map(len, found)) == [1, 2]
    assert years("2025-26 and 2026/27") == {"2025/26", "2026/27"}


def test_a_paper_goes_on_with_the_minute_that_it_refers_to() -> None:
    minute = occurrence("Old Mill", 1, Step.MINUTES, minute="80")
    paper = occurrence("Letting of premises", 9)
    text = "Cabinet asked for this report (Works minute 80 refers)."
    assert len(grouped(minute, paper, referring=((paper.document.id, text),))) == 1
    assert len(grouped(minute, paper, referring=((paper.document.id, "Minute 81 refers."),))) == 2


def test_a_paper_that_refers_to_two_matters_joins_neither() -> None:
    mill = occurrence("Old Mill", 1, Step.MINUTES, minute="80")
    weir = occurrence("Town weir", 1, Step.MINUTES, minute="81")
    paper = occurrence("Letting of premises", 9)
    text = "See what was asked (minute 80 refers) and (minute 81 refers)."
    assert len(grouped(mill, weir, paper, referring=((paper.document.id, text),))) == 3


def test_a_matter_is_called_by_what_its_titles_share() -> None:
    titles = ["24/0017 - Old Mill: repair", "Old Mill: revised cost", "Report on the Old Mill"]
    phrases = phrases_of(titles, "netherwick")
    assert phrases == ("old mill",)
    assert name_of(titles, phrases) == "Old Mill"
