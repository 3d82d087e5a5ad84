"""Papers by which somebody would have had it otherwise are told from the council's own."""

from __future__ import annotations

from datetime import date

import pytest

from service.cited import CitedDocument, CitedMeeting
from service.wording import source_of

COUNCIL = CitedMeeting(body="Council", date=date(2031, 3, 4))


def cited(title: str, kind: str) -> CitedDocument:
    return CitedDocument(
        id="one", title=title, kind=kind, path="one.pdf", url=None, version=1, council=None,
        ai_generated=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "kind", "source"),
    [
        ("Alternative Budget, appendix F", "report", "a proposed amendment"),
        ("Budget Amendments", "reports_pack", "a proposed amendment"),
        ("Liberal Group Budget 2025-26", "report", "a proposed amendment"),
        ("Budget, appendix F", "report", "report"),
        ("Amended report on benches", "report", "report"),
        ("Minutes: the amendment on benches", "minutes", "minutes"),
    ],
)
def test_the_source_of_words_says_that_they_are_an_amendments(
    title: str, kind: str, source: str
) -> None:
    assert source_of(cited(title, kind), COUNCIL) == f"{source} of the Council, 4 March 2031"
