"""Web pages: what of them is content, and what of their structure is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.partition.html import page_of_markup, read_html
from indexer.records import Block, BlockKind


def read(markup: str) -> tuple[Block, ...]:
    return page_of_markup(f"<html><body>{markup}</body></html>").blocks


def texts(markup: str) -> list[str]:
    return [block.text for block in read(markup)]


@pytest.mark.parametrize(
    "around",
    [
        "<nav>AROUND</nav>",
        "<div role='navigation'>AROUND</div>",
        "<div class='cookie-banner'><p>AROUND</p></div>",
        "<div id='CookieConsent'>AROUND</div>",
        "<div class='cookieconsent'><p>AROUND</p></div>",
        "<ul id='skiplinks'><li>AROUND</li></ul>",
        "<ul class='breadcrumbs'><li>AROUND</li></ul>",
        "<a class='skip-link' href='#main'>AROUND</a>",
        "<header>AROUND</header>",
        "<footer>AROUND</footer>",
        "<aside>AROUND</aside>",
        "<script>AROUND</script>",
        "<style>AROUND</style>",
        "<form><label>AROUND</label><input><button>AROUND</button></form>",
        "<p hidden>AROUND</p>",
        "<p style='display: none'>AROUND</p>",
        "<span class='sr-only'>AROUND</span>",
        "<div aria-hidden='true'>AROUND</div>",
    ],
)
def test_what_stands_around_the_content_is_left_out(around: str) -> None:
    page = "<h1>Harbour wall</h1><p>The Cabinet agreed to mend the harbour wall this year.</p>"
    assert "AROUND" not in "\n".join(texts(f"{around}{page}{around}"))
    assert len(texts(f"{around}{page}{around}")) == 2


def test_a_class_does_not_hide_what_holds_the_title_or_most_of_the_text() -> None:
    body = "<p>The Cabinet agreed to mend the wall.</p>"
    assert texts(f"<div class='menu-page'><h1>Wall</h1></div>{body}")[0] == "Wall"
    assert (
        texts(f"<h1>Wall</h1><div class='has-sidebar'>{body * 3}</div>")[1:]
        == ["The Cabinet agreed to mend the wall."] * 3
    )


def test_main_is_preferred_and_its_title_found_elsewhere() -> None:
    page = "<header><h1>Harbour wall</h1></header><p>Elsewhere.</p><main><p>It is old.</p></main>"
    assert texts(page) == ["Harbour wall", "It is old."]


def test_without_a_heading_the_title_is_the_page_s_without_the_site_s() -> None:
    markup = "<html><head><title>Wall mended - Invented Borough Council</title></head><body><p>So."
    assert [(block.kind, block.text) for block in page_of_markup(markup).blocks] == [
        (BlockKind.TITLE, "Wall mended"),
        (BlockKind.PARAGRAPH, "So."),
        (BlockKind.FURNITURE, "Invented Borough Council"),
    ]


def test_a_copyright_tells_whose_the_page_is() -> None:
    page = "<h1>Wall</h1><p>It is old.</p><footer>Bins <p>© 2031 Quay Town Council</p></footer>"
    assert read(page)[-1] == Block(
        BlockKind.FURNITURE, "© 2031 Quay Town Council", read(page)[-1].runs
    )


def test_a_form_around_the_whole_page_does_not_hide_it() -> None:
    assert texts("<form><h1>Wall</h1><p>It is old.</p><input value='x'></form>") == [
        "Wall",
        "It is old.",
    ]


def test_spans_are_spread_so_that_each_figure_keeps_its_label() -> None:
    table = """<table><caption>Thousands</caption><thead>
    <tr><th rowspan=2>Service</th><th colspan=2>2031/32</th></tr>
    <tr><th>Budget</th><th>Actual</th></tr></thead>
    <tr><td rowspan=2>Quays</td><td>1.0</td><td>2.0</td></tr>
    <tr><td>3.0<br>and more</td><td><p>4.0</p><p>of it</p></td></tr></table>"""
    caption, block = read(table)
    assert caption.text == "Thousands"
    assert block.text.split("\n") == [
        "Service\t2031/32\t2031/32",
        "Service\tBudget\tActual",
        "Quays\t1.0\t2.0",
        "Quays\t3.0 and more\t4.0 of it",
    ]
    assert block.text.startswith(block.header)
    assert block.header.count("\n") == 1


def test_words_over_figures_are_a_header_though_not_marked_so() -> None:
    table = "<table><tr><td>{}</td><td>{}</td></tr><tr><td>Quay</td><td>{}</td></tr></table>"
    assert read(table.format("Ward", "Votes", "120"))[0].header == "Ward\tVotes"
    assert read(table.format("Ward", "Member", "Ann"))[0].header == ""
    assert read(table.format("Source", "£000", "120"))[0].header == "Source\t£000"


def test_a_table_of_layout_is_read_as_the_blocks_it_holds() -> None:
    page = """<table><tr><td><p>54.</p></td><td><h3>Public questions</h3>
    <p>There were none.</p><table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>1</td></tr></table>
    </td></tr></table>"""
    assert [(block.kind, block.text) for block in read(page)] == [
        (BlockKind.HEADING, "54. Public questions"),
        (BlockKind.PARAGRAPH, "There were none."),
        (BlockKind.TABLE, "A\tB\nx\t1"),
    ]


ITEM_OF_A_MEETING = """
<table class="mgItemTable"><caption class="mgSectionTitle">Items</caption>
<tr><td><p class="mgAiTitleTxt">7.</p></td><td>
<p class="mgAiTitleTxt">Harbour wall</p>
<p class="mgSubItemTitleTxt">Minutes:</p>
<p>The wall is old, and the sea &nbsp;...&nbsp;
<a href="mgAi.aspx?ID=7">view the full minutes text for item 7.</a></p>
<table><caption class="mgSectionTitle">Recorded Vote</caption><thead>
<th>Title</th><th>Type</th><th>Recorded Vote text</th><th>Result</th></th>
<tr><td>Mending the wall</td><td>Motion</td><td></td><td>Carried</td></tr></table>
<li><a href="mgListRecordedVotesShort.aspx?AIID=7">View Recorded Vote for this item</a></li>
</td></tr></table>"""


def test_cells_in_no_row_are_a_row_where_they_stand() -> None:
    page = """<table><thead><td>Pier</td><td>Cost</td></thead><tbody><td>Old</td><td>1</td>
    <tr><td>New</td><td>2</td></tr><td>West</td><td>3</td></tbody></table>"""
    (table,) = [each for each in read(page) if each.kind is BlockKind.TABLE]
    assert table.text.split("\n")[-3:] == ["Old\t1", "New\t2", "West\t3"]


def test_a_recorded_vote_is_a_table_of_its_item_with_its_columns_headed() -> None:
    blocks = read(f"<h1>Meeting</h1>{ITEM_OF_A_MEETING}")
    headings = [block.text for block in blocks if block.kind == BlockKind.HEADING]
    assert headings == ["Items", "7. Harbour wall", "Minutes:"]
    [table] = [block for block in blocks if block.kind == BlockKind.TABLE]
    assert table.header == "Title\tType\tRecorded Vote text\tResult"
    assert table.text.splitlines()[1:] == ["Mending the wall\tMotion\t\tCarried"]
    assert "Recorded Vote" in [block.text for block in blocks if block.kind == BlockKind.PARAGRAPH]


def test_a_link_that_only_leads_on_is_no_word_of_the_record() -> None:
    found = texts(f"<a href='#content'>Skip to main content</a>{ITEM_OF_A_MEETING}")
    assert "The wall is old, and the sea ..." in found
    assert not any("view" in text.lower() or "Skip" in text for text in found)
    kept = "<p>They asked to <a href='x'>view the full plan</a>.</p>"
    assert "They asked to view the full plan." in texts(kept)


def test_lists_keep_the_numbers_that_readers_see() -> None:
    page = "<ol type=a start=2><li>Note<ol type=i><li>One</li></ol></li><li value=5>Agree</li></ol>"
    assert texts(page) == ["b. Note", "i. One", "e. Agree"]


def test_nothing_folded_away_is_lost() -> None:
    page = """<details><summary>More</summary><p>Folded.</p></details>
    <figure><table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>1</td></tr></table></figure>
    <dl><dt>Decided by:</dt><dd>Cabinet</dd></dl><p>One.<br><br>Two.</p>"""
    assert texts(page) == ["More", "Folded.", "A\tB\nx\t1", "Decided by: Cabinet", "One.", "Two."]


def test_a_short_line_in_bold_heads_what_follows() -> None:
    blocks = read("<h2>Wall</h2><p><b>Reasons</b></p><p><b>Note:</b> it is old.</p>")
    assert [(block.kind, block.level) for block in blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_old_encodings_are_read_as_browsers_read_them() -> None:
    content = '<meta charset="iso-8859-1"><p>It cost £5 – “as agreed”.</p>'.encode("cp1252")
    [page] = read_html(content, "old.html")
    assert page.text == "It cost £5 – “as agreed”."


words = st.text(st.sampled_from("abcdé£'.,<&\u00a0\u00ad \n"), min_size=1, max_size=20)
tags = st.sampled_from(["p", "div", "h2", "li", "td", "b", "span", "blockquote"])
markup = st.recursive(
    words.map(lambda text: text.replace("<", "&lt;")),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", tags, st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(markup)
def test_every_block_stands_in_its_page_at_its_place(text: str) -> None:
    page = page_of_markup(f"<html><body>{text}</body></html>")
    for block in page.blocks:
        [run] = block.runs
        assert (run.start, run.length) == (0, len(block.text))
        assert page.text[run.page_start : run.page_start + run.length] == block.text
        assert block.text == block.text.strip()
        assert "\u00ad" not in block.text


def page(shared_data: Path, name: str) -> tuple[Block, ...]:
    path = shared_data / "moderngov" / name
    return read_html(path.read_bytes(), name)[0].blocks


@pytest.mark.parametrize("name", ["Agenda_151.html", "Agenda_Irrelevant.html"])
def test_a_real_agenda_gives_its_items_as_headings(shared_data: Path, name: str) -> None:
    blocks = page(shared_data, name)
    [title] = [block.text for block in blocks if block.kind == BlockKind.TITLE]
    assert title.startswith("Kingston and North Kingston Neighbourhood Committee - ")
    items = [b.text for b in blocks if b.kind == BlockKind.HEADING and b.text[:2].isdigit()]
    numbers = [int(item.split(".")[0]) for item in items]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert len(numbers) > 5
    assert not any(block.text in {"Attendance details", "Calendar"} for block in blocks)


def test_a_real_decision_gives_its_labels_and_its_words(shared_data: Path) -> None:
    blocks = page(shared_data, "modgov_decision_detail.html")
    found = [block.text for block in blocks]
    assert "Decision status: Recommendations Approved" in found
    assert "Date of decision: 19/10/2015" in found
    assert [block.text for block in blocks if block.kind == BlockKind.TITLE] == [
        "Minutes of Previous Meeting"
    ]


def test_real_lists_inside_a_form_are_read(shared_data: Path) -> None:
    found = [block.text for block in page(shared_data, "BrowseMeetings.html")]
    assert "4 Dec 2025 7:30 pm - CANCELLED" in found
    assert not any("Show meetings for the year" in text for text in found)
