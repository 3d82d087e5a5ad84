"""Sections and passages: nothing lost, nothing twice, every passage on its page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from indexer.config import PassageSettings
from indexer.passages import PassageCutter, context_line
from indexer.records import Block, BlockKind, Description, Page, Passage
from indexer.sections import sections_of
from tests.indexer.test_sections import page

WORDS = st.text(alphabet="abcde .\n", min_size=1, max_size=400).filter(str.strip)
BLOCKS = st.lists(
    st.builds(
        Block,
        kind=st.sampled_from(
            [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE]
        ),
        text=WORDS,
        level=st.integers(1, 3),
    ),
    max_size=8,
).map(tuple)
PAGES = st.lists(BLOCKS, min_size=1, max_size=4).map(
    lambda pages: [Page(number, "", blocks) for number, blocks in enumerate(pages, start=1)]
)
DESCRIPTION = Description(
    title="Harbour wall",
    council="Invented Borough Council",
    body="Cabinet",
    meeting_date=date(2031, 3, 4),
)


def count_words(text: str) -> int:
    return len(text.split())


def cutter(tokens: int = 20) -> PassageCutter:
    return PassageCutter(count_words, PassageSettings(tokens=tokens, context_tokens=12))


@given(PAGES)
def test_sections_hold_every_block_once_and_in_full(pages: list[Page]) -> None:
    sections = sections_of(pages)
    held = [
        (piece.page, piece.block, section.text[piece.start : piece.stop])
        for section in sections
        for piece in section.pieces
    ]
    given_blocks = [
        (page.number, index, block.text)
        for page in pages
        for index, block in enumerate(page.blocks)
    ]
    assert sorted(held) == sorted(given_blocks)


@given(PAGES)
def test_passages_are_slices_of_their_section_and_lose_only_white_space(pages: list[Page]) -> None:
    sections = sections_of(pages)
    passages = cutter().cut("d", DESCRIPTION, sections)
    for section in sections:
        own = [passage for passage in passages if passage.section == section.ordinal]
        assert all(section.text[p.start : p.stop] == p.text for p in own)
        assert "".join("".join(p.text for p in own).split()) == "".join(section.text.split())


def test_empty_lines_between_passages_shift_nothing() -> None:
    pages = [
        page(1, *[(BlockKind.HEADING, "a")] * 5, (BlockKind.FOOTNOTE, "a a a")),
        page(2, *[(BlockKind.HEADING, "a")] * 3, (BlockKind.HEADING, "a a a a a a a a a\n\n")),
        page(3, (BlockKind.HEADING, "a\n\n"), (BlockKind.HEADING, "b c d\n\n\n\n")),
    ]
    [section] = sections_of(pages)
    passages = cutter().cut("d", DESCRIPTION, [section])
    assert len(passages) > 1
    assert " ".join(p.text for p in passages).split() == section.text.split()


@given(PAGES)
def test_a_passage_fits_and_names_the_pages_it_stands_on(pages: list[Page]) -> None:
    sections = sections_of(pages)
    for passage in cutter().cut("d", DESCRIPTION, sections):
        assert count_words(passage.text) <= 20
        assert count_words(passage.context) <= 12
        touched = {
            piece.page
            for piece in sections[passage.section].pieces
            if piece.start < passage.stop and piece.stop > passage.start
        }
        assert passage.pages == (min(touched), max(touched))


def test_a_table_cut_in_two_repeats_its_header() -> None:
    rows = "\n".join(f"ward{n}\t{n}\t{n}" for n in range(20))
    table = Block(BlockKind.TABLE, f"Ward\tVotes\tSeats\n{rows}", header="Ward\tVotes\tSeats")
    passages = cutter(tokens=24).cut("d", DESCRIPTION, sections_of([Page(1, "", (table,))]))
    assert [passage.header for passage in passages[1:]] == ["Ward Votes Seats"] * (
        len(passages) - 1
    )
    assert all(row.count("\t") == 2 for p in passages for row in p.text.split("\n"))


def test_a_table_cut_in_two_repeats_its_caption() -> None:
    rows = "\n".join(f"ward{n}\t{n}\t{n}" for n in range(20))
    table = Block(BlockKind.TABLE, f"Ward\tVotes\tSeats\n{rows}", header="Ward\tVotes\tSeats")
    for kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        title = Block(kind, "Table 2: Polls", level=2)
        sections = sections_of([Page(1, "", (title, table))])
        first, *others = cutter(tokens=24).cut("d", DESCRIPTION, sections)
        assert first.header == ""
        for each in others:
            whole = " ".join(f"{each.header} {each.text}".split())
            assert whole.startswith("Table 2: Polls Ward Votes Seats ward")
        assert max(count_words(f"{each.header} {each.text}") for each in (first, *others)) <= 24


def test_a_table_has_its_own_caption_and_a_text_after_it_has_none() -> None:
    blocks = [
        (BlockKind.HEADING, "Schools"),
        (BlockKind.PARAGRAPH, "Places were reviewed."),
        (BlockKind.HEADING, "Table 3: Pupils"),
        (BlockKind.TABLE, "Special\t1,126"),
        (BlockKind.PARAGRAPH, "Table 4: Cost"),
        (BlockKind.TABLE, "\n".join(f"Special {number}\t43,73{number}" for number in range(12))),
        (BlockKind.PARAGRAPH, "The review of places goes on."),
    ]
    (section,) = sections_of([page(1, *blocks)])
    assert section.headings == ("Schools",)
    passages = cutter(tokens=20).cut("d", DESCRIPTION, [section])
    within = [each.header for each in passages if each.text.startswith("Special")]
    assert len(within) > 2
    assert set(within) == {"Table 4: Cost"}
    assert [each.header for each in passages if "goes on" in each.text] == [""]


def test_a_list_cut_in_two_repeats_what_leads_in_to_it_where_there_is_room() -> None:
    items = [(BlockKind.LIST_ITEM, f"• site {number} at the edge of town") for number in range(9)]
    lead = (BlockKind.PARAGRAPH, "The tips were reviewed. These will close:")
    sections = sections_of([page(1, lead, *items)])
    first, *others = cutter(tokens=30).cut("d", DESCRIPTION, sections)
    assert first.header == ""
    assert others
    assert {passage.header for passage in others} == {"These will close:"}


def test_a_heading_stays_with_what_follows_it() -> None:
    rows = "\n".join(f"row {number}\t{number} pounds" for number in range(12))
    table = Block(BlockKind.TABLE, rows, header="row 0\t0 pounds")
    heading = Block(BlockKind.HEADING, "Table 4: what parks cost", level=2)
    paragraph = Block(BlockKind.PARAGRAPH, " ".join(["word"] * 50))
    for below in (table, paragraph):
        sections = sections_of([Page(1, "", (heading, below))])
        passages = cutter().cut("document", DESCRIPTION, sections)
        assert len(passages) > 2
        assert passages[0].text.startswith("Table 4: what parks cost\n\n")
        assert max(count_words(passage.text) for passage in passages) <= 20


def test_a_title_that_every_page_repeats_stays_with_its_page() -> None:
    title = Block(BlockKind.HEADING, "Parks, continued", level=2)
    pages = [
        Page(number, "", (title, Block(BlockKind.PARAGRAPH, f"{number}. " + "word " * 12)))
        for number in range(1, 5)
    ]
    passages = cutter().cut("document", DESCRIPTION, sections_of(pages))
    assert [passage.text.startswith("Parks, continued") for passage in passages] == [True] * 4
    assert [passage.pages for passage in passages] == [(n, n) for n in range(1, 5)]


@pytest.mark.parametrize("tokens", range(20, 45))
def test_headings_that_are_cut_are_told_once(tokens: int) -> None:
    title = (BlockKind.HEADING, "parks")
    headings = [(BlockKind.HEADING, f"heading {number}") for number in range(4)]
    words = (BlockKind.PARAGRAPH, "word " * 23)
    section = sections_of([page(1, title, *headings, words, title, *headings, words)])[0]
    passages = cutter(tokens).cut("d", DESCRIPTION, [section])
    assert " ".join(passage.text for passage in passages).split() == section.text.split()


def test_a_table_that_goes_on_under_a_heading_keeps_its_header() -> None:
    heading = Block(BlockKind.HEADING, "Parks, continued", level=2)
    table = Block(BlockKind.TABLE, "Moor\t7", header="Park\tCost")
    (passage,) = cutter().cut("document", DESCRIPTION, sections_of([Page(1, "", (heading, table))]))
    assert passage.header == "Park Cost"


def test_a_passage_that_is_changed_is_embedded_as_what_it_is_now() -> None:
    first = Passage("1", "d", 0, 0, 0, 4, "Bins", (1, 1), "", "Cabinet")
    assert first.embedded_text == "Cabinet\nBins"
    assert replace(first, header="Cost").embedded_text == "Cabinet\nCost\nBins"


def test_the_context_line_prefers_the_meeting_that_is_recorded() -> None:
    recorded = Description(
        title="Minutes",
        council="C",
        body="Council",
        meeting_date=date(2031, 3, 4),
        recorded_date=date(2031, 1, 9),
    )
    section = sections_of([page(1, (BlockKind.PARAGRAPH, "x"))])[0]
    assert context_line(recorded, section) == "C, Council, 9 January 2031 | Minutes"


def test_gold_quotes_stand_in_a_passage_or_two_neighbours_on_their_page(
    shared_data: Path, kent: dict[str, tuple[Page, ...]]
) -> None:
    questions = [
        json.loads(line)
        for line in (shared_data / "kent-questions-dev.jsonl").read_text("utf-8").splitlines()
    ]
    golds = [gold for question in questions for gold in question.get("gold", [])]
    cut = cutter(tokens=130)
    found = 0
    for gold in golds:
        sections = sections_of(kent[gold["file"]])
        passages = cut.cut("d", DESCRIPTION, sections)
        quote = " ".join(gold["quote"].split())
        found += any(
            first.section == second.section
            and first.pages[0] <= gold["page"] <= second.pages[1]
            and quote in " ".join(sections[first.section].text[first.start : second.stop].split())
            for position, first in enumerate(passages)
            for second in passages[position : position + 2]
        )
    assert found / len(golds) >= 0.99
