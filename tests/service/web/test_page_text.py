"""The text of a page as it is shown: tables under their headings, quoted words marked."""

from __future__ import annotations

import pytest

from indexer.records import Block, BlockKind, Page, Run
from service.web.viewing import Cell, view_of

HEADINGS = "\t2025/26\t2026/27\n\t£\t£"
ROWS = "Swim, adult\t5.90\t\nSwim, under 16\t\t3.50"


def said(rows: tuple[tuple[Cell, ...], ...]) -> list[list[str]]:
    return [["".join(segment.text for segment in cell) for cell in row] for row in rows]


@pytest.mark.parametrize("text", [ROWS, f"{HEADINGS}\n{ROWS}"], ids=["carried", "own"])
def test_a_table_has_its_headings_over_every_column_on_each_page(text: str) -> None:
    block = Block(BlockKind.TABLE, text, header=HEADINGS)
    (view,) = view_of(Page(1, text, (block,)), ())
    assert said(view.headings) == [["", "2025/26", "2026/27"], ["", "£", "£"]]
    assert said(view.rows) == [["Swim, adult", "5.90", ""], ["Swim, under 16", "", "3.50"]]


def test_the_quoted_cells_of_a_row_are_marked() -> None:
    block = Block(BlockKind.TABLE, ROWS, (Run(0, 0, len(ROWS)),), header=HEADINGS)
    (view,) = view_of(Page(1, ROWS, (block,)), ((0, len("Swim, adult\t5.90")),))
    marked = [[any(segment.marked for segment in cell) for cell in row] for row in view.rows]
    assert marked == [[True, True, False], [False, False, False]]
