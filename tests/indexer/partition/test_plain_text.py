"""Plain text and Markdown: what is a title, a heading, a list, a footnote, when nothing says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import UnreadableDocument
from indexer.partition.footnotes import with_footnotes
from indexer.partition.one_page import page_of
from indexer.partition.plain_text import blocks_of_text
from indexer.partition.text import read_markdown, read_text
from indexer.partition.text_lines import paragraphs_of
from indexer.records import Block, BlockKind

SUMMARY = """Please support this service

We ask for your help to keep it going.

Planning Panel - Tuesday, 4th March, 2031 7.00 pm

AI Generated

View on council website

The panel refused the plan for the quay because of noise1.

What the neighbours said

They were glad of it[2].

1. Measured at night.

2. Two letters.

[2] By post.
"""


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in blocks_of_text(text)]


def test_the_title_is_the_meeting_whatever_notice_stands_above_it() -> None:
    titles = [text for kind, text in kinds(SUMMARY) if kind == BlockKind.TITLE]
    assert titles == ["Planning Panel - Tuesday, 4th March, 2031 7.00 pm"]


def test_labels_stay_lines_of_their_own_and_are_no_headings() -> None:
    found = kinds(SUMMARY)
    assert (BlockKind.PARAGRAPH, "AI Generated") in found
    assert (BlockKind.PARAGRAPH, "View on council website") in found
    assert (BlockKind.HEADING, "What the neighbours said") in found


def test_the_first_line_is_the_title_only_where_the_text_takes_it_up() -> None:
    body = "\n\nThe harbour wall will be mended in April, the Cabinet agreed on Tuesday.\n"
    assert kinds(f"Harbour Wall To Be Mended{body}")[0][0] == BlockKind.TITLE
    assert kinds(f"Gulls On Upper Parade{body}")[0][0] == BlockKind.PARAGRAPH


def test_wrapped_lines_are_joined_and_short_lines_are_not() -> None:
    text = """The Cabinet agreed on Tuesday to mend the harbour wall at a cost of
1.2 million pounds, and the work begins in April. The quay stays co-
operative and open for the whole of the time, apart from a week in
June.

- Work goes on until the end of the month of June, as it has been in
  earlier years.
- The quay stays open.

Jane Clerk
Head of Quays
"""
    first, *others = (found for _, found in kinds(text))
    assert "at a cost of 1.2 million pounds, and the work" in first
    assert first.endswith(
        "stays co-operative and open for the whole of the time, apart from a week in June."
    )
    assert others == [
        "Work goes on until the end of the month of June, as it has been in earlier years.",
        "The quay stays open.",
        "Jane Clerk",
        "Head of Quays",
    ]


def test_what_a_browser_prints_at_page_edges_does_not_cut_a_sentence() -> None:
    edge = "https://example.gov.uk/minutes?id=7\n{}/2\n\n4/3/31, 5:41 PM\n"
    text = f"""The Cabinet agreed on Tuesday to mend the harbour wall at a cost of
1.2 million pounds, and the work begins in April. The quay is to stay
open for the whole of that time, as all
{edge.format(1)}of the members asked for when they first met in the month of January.
{edge.format(2)}"""
    found = kinds(text)
    assert "as all of the members" in found[0][1]
    assert [kind for kind, _ in found[1:]] == [BlockKind.FURNITURE] * 4


def test_a_number_heads_where_it_is_not_one_of_a_list() -> None:
    heads = "MINUTES\n1. Roll Call\nMember Ann joined after the call.\n"
    assert (BlockKind.HEADING, "1. Roll Call") in kinds(heads)
    items = "The panel agreed:\n1. Buy Bins\n2. Mend Walls\nThe meeting ended.\n"
    assert [kind for kind, _ in kinds(items)].count(BlockKind.LIST_ITEM) == 2


def block(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ("It is loud1.", "1. At night."),
        ("It is loud[1], they said.", "[1] At night."),
        ("It cost 13[1].", "[1] In pounds."),
        ("It is loud¹.", "¹ At night."),
        ("“It is loud.”1 They left.", "1) At night."),
    ],
)
def test_a_note_that_the_text_refers_to_is_a_footnote(body: str, note: str) -> None:
    assert with_footnotes([block(body), block(note)])[1].kind == BlockKind.FOOTNOTE


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("The panel agreed:", ["1. Buy bins.", "2. Mend walls."]),
        ("It is loud1.", ["1. Buy bins.", "2. Mend walls."]),
        ("Open to 1 in 10.", ["1. Buy bins."]),
        ("It is loud2.", ["2. Mend walls."]),
    ],
)
def test_a_list_that_nothing_refers_to_is_a_list(body: str, items: list[str]) -> None:
    found = with_footnotes([block(body), *map(block, items)])
    assert BlockKind.FOOTNOTE not in [each.kind for each in found]


def test_markdown_keeps_numbers_tables_and_notes_and_drops_scripts() -> None:
    source = """# Harbour wall

It is old[^1].

1. Mend it.

| Year | Cost |
|------|------|
| 2031 | 1.2  |

<script>alert(1)</script>

[^1]: Built in 1820.
"""
    [page] = read_markdown(source.encode(), "a.md")
    assert [(each.kind, each.text) for each in page.blocks] == [
        (BlockKind.TITLE, "Harbour wall"),
        (BlockKind.PARAGRAPH, "It is old1."),
        (BlockKind.LIST_ITEM, "1. Mend it."),
        (BlockKind.TABLE, "Year\tCost\n2031\t1.2"),
        (BlockKind.FOOTNOTE, "1. Built in 1820."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_councils_use(encoding: str) -> None:
    [page] = read_text("The café pays £5 – “as agreed”.".encode(encoding), "a.txt")
    assert page.text == "The café pays £5 – “as agreed”."


def test_bytes_of_no_encoding_are_refused_by_name() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.txt: is not text in any encoding"):
        read_text(b"caf\x81 and more", "a.txt")


lines = st.lists(st.text(st.sampled_from("abC 1.-[]:\u2022\u00ad"), max_size=90), max_size=12)


@settings(max_examples=80, deadline=None)
@given(lines)
def test_no_letter_is_lost_and_every_block_stands_in_its_page(given_lines: list[str]) -> None:
    text = "\n".join(given_lines)
    page = page_of(blocks_of_text(text))
    assert sorted(letters(page.text)) == sorted(letters(text))
    for each in page.blocks:
        [run] = each.runs
        assert page.text[run.page_start :][: run.length] == each.text[run.start :][: run.length]


@given(lines)
def test_paragraphs_are_single_lines(given_lines: list[str]) -> None:
    paragraphs, _ = paragraphs_of("\n".join(given_lines))
    assert all(each.text and "\n" not in each.text for each in paragraphs)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def test_the_real_press_release_keeps_its_date_and_its_points(shared_data: Path) -> None:
    path = shared_data / "coventry/press-release-community-safety-plan-2025-03-12.txt"
    [page] = read_text(path.read_bytes(), path.name)
    assert "Published: Wednesday, 12th March 2025" in [each.text for each in page.blocks]
    assert [each.kind for each in page.blocks].count(BlockKind.LIST_ITEM) == 3
    assert BlockKind.TITLE not in [each.kind for each in page.blocks], "it begins with a caption"


def test_the_real_summary_keeps_its_headings_and_its_notes(shared_data: Path) -> None:
    path = shared_data / "coventry/meeting-summary-scrutiny-co-ordination-2024-06-26.txt"
    [page] = read_text(path.read_bytes(), path.name)
    headings = [each.text for each in page.blocks if each.kind == BlockKind.HEADING]
    assert headings[1:] == ["Serious Violence Duty", "Community Safety Plan 2024-2027"]
    assert [each.kind for each in page.blocks[-2:]] == [BlockKind.FOOTNOTE] * 2
