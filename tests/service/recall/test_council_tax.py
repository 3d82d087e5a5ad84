"""What council tax is and how much it goes up: what a question asks, and the words that tell it."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.naming import council
from indexer.records import DocumentKind
from service.answers import Period, Reading, Status
from service.interpret.council_tax import CouncilTax, council_tax_asked_for
from service.open_index import OpenIndex
from service.recall.council_tax import on_council_tax, says_charge, says_rise
from service.recall.values import Recollection
from tests.service.recall.conftest import Ask
from tests.service.small_index import COUNCIL, described, pdf, quoted

BANDS = ["A 6/9", "B 7/9", "C 8/9", "D 1", "E 11/9", "F 13/9", "G 15/9", "H 2"]
CHARGES = [
    ["Band", "2024-25 £", "2025-26 £"],
    *([band[0], f"{90 + 10 * at}.40", f"{93 + 10 * at}.10"] for at, band in enumerate(BANDS)),
]
REPORT = pdf(
    [
        "# Council tax",
        "Each 1% on council tax raises £41,000.",
        "It is proposed to raise council tax by 2.9%: a home in band D would pay £123.10.",
        CHARGES,
    ],
    [
        "# Pay",
        [
            ["Band", "Pay from April 2025"],
            *([band[0], f"{20 + at},100"] for at, band in enumerate(BANDS)),
        ],
    ],
)
MINUTES = pdf(
    [
        "# Minutes of a meeting of the Council held on 20 February 2025",
        "The whole council tax bill for 2025-26 is:",
        [["Band", "Town £", "County £"], *([band[0], "93.10", "1,200.00"] for band in BANDS)],
        "An amendment to limit the rise in council tax to 1.5% was lost.",
        "RESOLVED that council tax rise by 2.9%, to £123.10 for a home in band D.",
    ]
)
DOCUMENTS = (
    ("cabinet/tax.pdf", described("Tax", DocumentKind.REPORT, "Cabinet", date(2025, 2, 6)), REPORT),
    (
        "council/minutes.pdf",
        described("Minutes", DocumentKind.MINUTES, "Council", date(2025, 2, 20)),
        MINUTES,
    ),
)
RESOLVED = "RESOLVED that council tax rise by 2.9%, to £123.10 for a home in band D."


@pytest.mark.parametrize(
    ("question", "rise", "band"),
    [
        ("How much is council tax going up?", True, ""),
        ("is my council tax going up in April 2025", True, ""),
        ("What is the council tax increase for 2025-26?", True, ""),
        ("How much more will a band E home pay?", True, "E"),
        ("How much will council tax rise in Netherwick next year?", True, ""),
        ("How much is council tax?", False, ""),
        ("How much council tax will I pay in 2025-26?", False, ""),
        ("What is the band D council tax?", False, "D"),
        ("how much is council tax for a band h property", False, "H"),
    ],
)
def test_what_a_question_asks_of_council_tax(question: str, rise: bool, band: str) -> None:
    read = Reading(question, named=(council(COUNCIL),))
    assert council_tax_asked_for(read) == CouncilTax(rise, band)


@pytest.mark.parametrize(
    "question",
    [
        "How much is council tax going up in Otherton?",
        "Why is council tax going up?",
        "How much council tax is collected?",
        "Who voted for the council tax increase?",
        "How much is council tax support?",
    ],
)
def test_a_question_for_more_or_of_another_place_does_not(question: str) -> None:
    assert council_tax_asked_for(Reading(question, named=(council(COUNCIL),))) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Council tax for a Band D home would rise by £5.35, or 2.996 per cent.", True),
        ("The budget includes a 4.99% increase in council tax.", True),
        ("Each 1% increase in council tax raises £1m.", False),
        ("The tax base, and so council tax, increases by 1.2%.", False),
        ("Mrs Orme moved an amendment to limit the rise in council tax to 2%.", False),
        ("Council tax collection rose to 97.1%.", False),
        ("A rise of council tax by 62% was never meant.", False),
    ],
)
def test_a_sentence_says_by_how_much_the_tax_rises(text: str, says: bool) -> None:
    assert says_rise(text) is says


def test_permits_have_bands_too() -> None:
    assert says_charge("A home in band C pays £81.20.", "C")
    assert not says_charge("The band C permit goes from £164 to £152.", "C")


def test_the_rise_is_told_as_resolved_with_the_row_of_band_d(ask: Ask) -> None:
    answer = ask("How much is council tax going up?")
    assert answer.status is Status.ANSWERED
    assert quoted(answer) == [RESOLVED, "D 120.40 123.10"]


def test_what_a_home_pays_is_told_by_its_band_or_by_all(ask: Ask) -> None:
    assert quoted(ask("How much is council tax for a band C home?")) == ["C 93.10 1,200.00"]
    every = " ".join(f"{band[0]} 93.10 1,200.00" for band in BANDS)
    assert set(quoted(ask("How much council tax will I pay?"))) == {RESOLVED, every}


@pytest.mark.parametrize("rise", [True, False])
def test_another_year_is_not_told(own_index: OpenIndex, rise: bool) -> None:
    year = Period("2031-32", date(2031, 4, 1), date(2032, 3, 31), financial=True)
    reading = Reading("What is council tax in 2031-32?", periods=(year,))
    assert on_council_tax(CouncilTax(rise, ""), reading, own_index) == Recollection()
