"""The line over a quoted table."""

from __future__ import annotations

import pytest

from indexer.records import BlockKind, Piece, Section
from service.compose.captions import caption_over

TABLE = BlockKind.TABLE


def section(*blocks: tuple[BlockKind, str, str]) -> Section:
    """Return a section of blocks, each its kind, its text and its headings."""
    pieces, text = [], ""
    for number, (kind, words, header) in enumerate(blocks):
        pieces.append(Piece(len(text), len(text) + len(words), 1, number, kind, header))
        text += f"{words}\n"
    return Section(0, (), None, text, tuple(pieces))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("All figures in £m", True),
        ("£'000", True),
        ("Table 6: Reserves at the end of\nthe year", True),
        ("Figure A2 Visitors", True),
        ("The Cabinet noted the report.", False),
        ("The reserve stood at £3 million when the review of the lido's pumps began.", False),
        ("Table 6 shows it. " * 20, False),
    ],
)
def test_a_line_is_a_caption_where_it_numbers_the_table_or_names_a_unit(
    line: str, named: bool
) -> None:
    made = section((BlockKind.PARAGRAPH, line, ""), (TABLE, "Reserves\t31.2", "Item\tSum"))
    assert caption_over(made, made.pieces[1]) == (" ".join(line.split()) if named else "")


def test_a_table_that_goes_on_over_a_page_has_the_caption_over_its_beginning() -> None:
    rows = (TABLE, "Roads\t4.1", "Item\tSum"), (TABLE, "Pools\t2.7", "Item\tSum")
    made = section((BlockKind.PARAGRAPH, "All figures in £m", ""), *rows)
    assert caption_over(made, made.pieces[2]) == "All figures in £m"


def test_another_table_has_not_the_caption_of_the_one_before() -> None:
    rows = (TABLE, "Roads\t4.1", "Item\tSum"), (TABLE, "Pools\t2", "Item\tNumber")
    made = section((BlockKind.PARAGRAPH, "All figures in £m", ""), *rows)
    assert caption_over(made, made.pieces[2]) == ""


def test_a_table_at_the_beginning_has_none() -> None:
    made = section((TABLE, "Reserves\t31.2", ""))
    assert caption_over(made, made.pieces[0]) == ""
