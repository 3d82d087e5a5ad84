"""The line over a table or a list."""

from __future__ import annotations

import pytest

from indexer.captions import caption_over, group_over, is_caption, words_over
from indexer.records import BlockKind, Piece, Section

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
        ("Table: Reserves of the lido", True),
        ("The reserves at the end of each year were:", True),
        ("The Cabinet noted the report.", False),
        ("The reserve stood at £3 million when the review of the lido's pumps began.", False),
        ("Table 6 shows it. " * 20, False),
    ],
)
def test_a_line_is_a_caption_where_it_numbers_the_table_or_names_a_unit(
    line: str, named: bool
) -> None:
    made = section((BlockKind.PARAGRAPH, line, ""), (TABLE, "Reserves\t31.2", "Item\tSum"))
    assert caption_over(made, made.pieces[1]).words == (" ".join(line.split()) if named else "")


def test_a_table_that_goes_on_over_a_page_has_the_caption_over_its_beginning() -> None:
    rows = (TABLE, "Roads\t4.1", "Item\tSum"), (TABLE, "Pools\t2.7", "Item\tSum")
    made = section((BlockKind.PARAGRAPH, "All figures in £m", ""), *rows)
    assert caption_over(made, made.pieces[2]).words == "All figures in £m"


def test_the_name_of_a_table_counts_though_a_heading_follows_it() -> None:
    heading = BlockKind.HEADING
    rows = (TABLE, "Roads\t4.1", "Item\tSum")
    named = section((heading, "Table: Reserves", ""), (heading, "Actuals", ""), rows)
    assert caption_over(named, named.pieces[2]).words == "Table: Reserves"
    told = section((heading, "Table: Reserves", ""), (BlockKind.PARAGRAPH, "None.", ""), rows)
    assert caption_over(told, told.pieces[2]).words == ""


def test_another_table_has_not_the_caption_of_the_one_before() -> None:
    rows = (TABLE, "Roads\t4.1", "Item\tSum"), (TABLE, "Pools\t2", "Item\tNumber")
    made = section((BlockKind.PARAGRAPH, "All figures in £m", ""), *rows)
    assert caption_over(made, made.pieces[2]).words == ""


def test_a_table_at_the_beginning_has_none() -> None:
    made = section((TABLE, "Reserves\t31.2", ""))
    assert caption_over(made, made.pieces[0]).words == ""


def test_a_numbered_title_is_a_caption_and_a_sentence_on_a_table_is_none() -> None:
    for title in (
        "Table: Reserves",
        "Table 6: Reserves",
        "Figure A2 Visitors",
        "Chart 11 – Debt",
        "TABLE 3.1",
    ):
        assert is_caption(title)
    for sentence in ("Table 6 shows what is left.", "Tables", "A table of 12", "Figures in £m"):
        assert not is_caption(sentence)


FUNDS = """Fund\tSum
Loans
Bank\t9.1
Total loans\t9.1
Cash\t2.0
Pooled funds
- Property\t54.6
(see note 3)
- Shares\t33.6"""


def groups(made: Section, number: int) -> dict[str, str]:
    """Return the label over each row of a section's piece."""
    piece = made.pieces[number]
    found, at = {}, piece.start
    for row in made.text[piece.start : piece.stop].split("\n"):
        found[row.split("\t")[0]] = group_over(made, piece, at)
        at += len(row) + 1
    return found


def test_a_label_alone_heads_the_rows_beneath_it_as_far_as_their_sum() -> None:
    over = groups(section((TABLE, FUNDS, "Fund\tSum")), 0)
    assert over["Bank"] == "Loans"
    assert over["Cash"] == ""
    assert over["- Property"] == over["- Shares"] == "Pooled funds"


def test_a_group_of_rows_goes_on_over_a_page() -> None:
    rows = (TABLE, FUNDS, "Fund\tSum"), (TABLE, "- Land\t1.0\nGold\nBars\t3.0", "Fund\tSum")
    made = section((BlockKind.PARAGRAPH, "All figures in £m", ""), *rows)
    assert groups(made, 2) == {"- Land": "Pooled funds", "Gold": "Pooled funds", "Bars": "Gold"}
    assert words_over(made, made.pieces[2], made.pieces[2].start) == (
        "All figures in £m \u2013 Pooled funds"
    )


@pytest.mark.parametrize("line", ["and its pumps", "(see note 3)", "lido)", "12,400.5", "Total 12"])
def test_what_only_goes_on_or_counts_is_no_label(line: str) -> None:
    made = section((TABLE, f"Pools\t2.7\n{line}\nRoads\t4.1", ""))
    assert groups(made, 0)["Roads"] == ""


ITEM = BlockKind.LIST_ITEM


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("The council keeps a lido.\nThese sites will close:", "These sites will close:"),
        ("It keeps reserves by the levels below.", "It keeps reserves by the levels below."),
        ("The council will maintain", "The council will maintain"),
        ("The lido was opened in 1936.", ""),
        ("The following " + "very " * 90 + "old sites:", ""),
    ],
)
def test_the_sentence_that_leads_in_to_a_list_stands_over_each_of_its_items(
    line: str, leads: str
) -> None:
    items = (ITEM, "• Mill Lane", ""), (ITEM, "• Ford Road", "")
    made = section((BlockKind.PARAGRAPH, line, ""), *items)
    assert [caption_over(made, piece).words for piece in made.pieces] == ["", leads, leads]


def test_an_item_leads_in_to_the_list_within_it_and_to_no_other() -> None:
    words = ["1. The sites:", "(a) Mill Lane", "(b) Ford Road", "2. The fees rise."]
    made = section(*((ITEM, each, "") for each in words))
    over = [caption_over(made, piece).words for piece in made.pieces]
    assert over == ["", "The sites:", "The sites:", ""]
