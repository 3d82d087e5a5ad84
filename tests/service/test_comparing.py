"""Comparing two documents: by units, then by words, figures first."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from indexer.records import Block, BlockKind, Page
from service.comparing.comparison import Change, Comparison, compare
from service.comparing.units import units_of


def page(*texts: str, number: int = 1, kind: BlockKind = BlockKind.PARAGRAPH) -> Page:
    return Page(number, "\n".join(texts), tuple(Block(kind, text) for text in texts))


def changes(comparison: Comparison) -> list[Change]:
    return [line.change for line in comparison.lines]


def test_the_same_is_the_same_whatever_its_dashes_and_spaces() -> None:
    older = page("The mill \u2013 \u201cours\u201d  \u2013 stands.", "It is let.")
    newer = page('The mill - "ours" - stands.', "It is let.")
    found = compare([older], [newer])
    assert found.identical
    assert changes(found) == [Change.SAME, Change.SAME]


def test_a_changed_sum_is_told_first_with_its_difference_and_pages() -> None:
    older = [page("Other words."), page("The mill costs \u00a37.65m in all.", number=2)]
    newer = [page("The mill costs \u00a37.85m in all.")]
    (figure,) = compare(older, newer).figures
    assert (figure.older, figure.newer, figure.difference) == (
        "\u00a37.65m",
        "\u00a37.85m",
        "+\u00a30.2m",
    )
    assert (figure.older_page, figure.newer_page) == (2, 1)
    assert (figure.before, figure.after) == ("The mill costs", "in all.")


def test_shares_are_told_in_points_and_years_have_no_difference() -> None:
    older = page("By 2025 it rises by 7% (6.5% before).")
    newer = page("By 2026 it rises by 7.1% (6.8% before).")
    found = {
        figure.newer.strip("("): figure.difference for figure in compare([older], [newer]).figures
    }
    assert found == {"2026": "", "7.1%": "+0.1 points", "6.8%": "+0.3 points"}


def test_rows_of_tables_are_compared_row_by_row() -> None:
    older = page("Wages\t1,200\nRoof\t300", kind=BlockKind.TABLE)
    newer = page("Wages\t1,250\nWeir\t90\nRoof\t300", kind=BlockKind.TABLE)
    found = compare([older], [newer])
    assert changes(found) == [Change.CHANGED, Change.ADDED, Change.SAME]
    assert [figure.difference for figure in found.figures] == ["+50"]


def test_what_stands_elsewhere_is_moved_and_not_lost() -> None:
    moved = "The roof of the mill is to be mended."
    older = page(moved, "First.", "Second.", "Third.")
    newer = page("First.", "Second.", "Third.", moved)
    assert set(changes(compare([older], [newer]))) == {
        Change.SAME,
        Change.MOVED_AWAY,
        Change.MOVED_HERE,
    }


def test_headers_and_footers_are_not_compared() -> None:
    older = Page(1, "", (Block(BlockKind.FURNITURE, "Page 1"), Block(BlockKind.PARAGRAPH, "Let.")))
    newer = Page(1, "", (Block(BlockKind.FURNITURE, "Page 9"), Block(BlockKind.PARAGRAPH, "Let.")))
    assert compare([older], [newer]).identical


def test_a_paragraph_over_a_pages_end_is_one() -> None:
    broken = [page("The mill is to be"), page("let at once.", number=2)]
    assert compare(broken, [page("The mill is to be let at once.")]).identical


WORDS = st.sampled_from(
    ["mill", "weir", "\u00a35", "7%", "roof", "and", "the", "let", "sold", "12,000"]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), max_size=8)


@given(TEXTS, TEXTS)
def test_both_documents_stand_whole_in_their_comparison(
    older: Sequence[str], newer: Sequence[str]
) -> None:
    found = compare([page(*older)], [page(*newer)])
    for side, texts in (("older", older), ("newer", newer)):
        told = [
            " ".join(part.text for part in text.parts)
            for line in found.lines
            if (text := getattr(line, side)) is not None
        ]
        assert told == [" ".join(unit.words) for unit in units_of([page(*texts)])]
    words = sum(len(text.split()) for text in older)
    assert found.words_same + found.words_removed == words


@given(TEXTS)
def test_nothing_differs_from_itself(texts: Sequence[str]) -> None:
    assert compare([page(*texts)], [page(*texts)]).identical
