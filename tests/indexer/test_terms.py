"""Words as they are compared: what can be written in several ways is written in one."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from indexer.terms import in_one_form, snowball, terms

WORDS = ("organis", "regul", "communic", "consult", "develop", "inform", "maintain", "negoti")

SAME = [
    ("31 March 2026", "31.03.2026", "31/3/2026", "31/03/26", "31.03.26", "2026-03-31"),
    ("9 January 2025", "9 Jan 2025", "09/01/2025"),
    ("March 2026", "Mar 2026", "Mar-26", "Mar ‘26", "March '26", "mar. 2026"),
    ("September 2025", "Sept 2025", "Sep-25"),
    ("2025-26", "2025/26", "2025/2026", "2025–26", "25/26", "25-26"),
    ("24/00109", "24-00109"),
    ("£1,200,000", "£1200000"),
    ("fly-tipping", "fly tipping", "flytipping", "Fly-Tipping"),
    ("anti-social behaviour", "anti social behaviour", "antisocial behaviour"),
    ("a re-use shop", "a reuse shop"),
    ("an over-spend", "an overspend", "an over spend"),
]  # fmt: skip


@pytest.mark.parametrize("forms", SAME, ids=[forms[0] for forms in SAME])
def test_what_is_written_in_several_ways_has_the_same_terms(forms: tuple[str, ...]) -> None:
    assert {each: terms(each) for each in forms} == dict.fromkeys(forms, terms(forms[0]))


@pytest.mark.parametrize(
    "text",
    [
        "see 1.2.24 and 6.10.3",  # paragraphs
        "10/21/2024",  # no such month
        "aged 16-17 years and 18-25",
        "a rise of 24-25%",
        "from £24-25 on",
        "24 February-12 March",
        "10.30-11.30",
        "I may go, and mar it",
        "pages 12-13",
        "household tips",
        "over 20 spent",
    ],
)
def test_what_only_looks_like_a_date_or_compound_stays(text: str) -> None:
    assert in_one_form(text) == text


def test_threads_stem_side_by_side() -> None:
    words = [f"{word}{ending}" for word in WORDS for ending in ("s", "ed", "ing", "ation", "fully")]
    alone = [snowball(word) for word in words]
    turns, before = 8, sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(turns) as pool:
            found = list(pool.map(lambda _: [snowball(word) for word in words], range(turns)))
    finally:
        sys.setswitchinterval(before)
    assert found == [alone] * turns
