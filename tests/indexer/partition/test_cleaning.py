"""Cleaning a PDF's text: what a hyphen at a line's end belongs to."""

from __future__ import annotations

import pytest

from indexer.partition.pdf.cleaning import CleanText
from indexer.partition.pdf.words import HYPHEN_AT_LINE_END, Box, Word

KNOWN = frozenset({"council", "evidence", "based", "resolution"})
NOWHERE = Box(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("Crow", "Brown,", "Crow-Brown,"),
        ("resolu", "tion.", "resolution."),
        ("evidence", "based", "evidence-based"),
        ("COUN", "CIL", "COUNCIL"),
    ],
)
def test_a_hyphen_at_a_lines_end_stays_where_it_belongs_to_the_words(
    left: str, right: str, joined: str
) -> None:
    page = f"{left}{HYPHEN_AT_LINE_END}{right}"
    words = [
        Word(0, len(left), NOWHERE, left),
        Word(len(left) + 1, len(page), NOWHERE, right),
    ]
    assert CleanText(page, KNOWN).add_words(words).text == joined
