"""One thing told of each council where records of several are held, each named."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from indexer.records import DocumentKind
from service.answers import Status
from tests.service.recall.conftest import Ask
from tests.service.small_index import COUNCIL, described, pdf, quoted

COUNCILS = (COUNCIL, "Overfell Town Council", "Tarnby Town Council", "Wathholme Town Council")


def _budget(parks: str) -> bytes:
    return pdf(
        [
            "# Service budgets",
            [["Service", "Net budget 2025-26 £000"], ["Parks", parks], ["Weirs", "9"]],
        ]
    )


_BUDGET = described("Service budgets", DocumentKind.REPORT, "Cabinet", date(2025, 2, 11))
DOCUMENTS = tuple(
    (f"{at}/budget.pdf", replace(_BUDGET, council=name), _budget(f"{at + 1}10"))
    for at, name in enumerate(COUNCILS)
)


def test_spending_is_told_of_several_councils_that_are_named(ask: Ask) -> None:
    answer = ask("How much is spent on parks?")
    assert answer.status is Status.ANSWERED
    told = {
        each.citations[0].meeting.council: each.text.split()[-1]
        for each in answer.statements
        if each.citations[0].meeting
    }
    sums = dict(zip(COUNCILS, ("110", "210", "310", "410"), strict=True))
    assert len(told) == 3
    assert told.items() <= sums.items()
    assert all(name in answer.introduction for name in told)
    assert "other councils are held, too" in answer.introduction


def test_of_a_council_that_is_named_alone_it_is_told(ask: Ask) -> None:
    assert quoted(ask("How much does Tarnby Town Council spend on parks?")) == ["Parks 310"]
