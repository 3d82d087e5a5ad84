"""What a search finds is taken away a passage at a time, in memory that does not grow with it."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec
import pytest

from indexer.config import load_settings
from indexer.records import (
    Block,
    BlockKind,
    Description,
    Document,
    Page,
    Passage,
    Piece,
    Run,
    Section,
)
from service.search.searching import Found, FoundDocument
from service.web.taking_away import as_csv, as_json_lines, as_page, passages_of
from service.web.templating import environment

TEXT = "The committee noted the report on allotment rents and thanked the officers. " * 12
WAYS = ("csv", "jsonl", "html")


class OnePage:
    """A document of one section on one page."""

    def section(self, document_id: str, ordinal: int) -> Section:
        return Section(ordinal, (), None, TEXT, (Piece(0, len(TEXT), 1, 0, BlockKind.PARAGRAPH),))

    def page(self, document_id: str, number: int) -> Page:
        return Page(number, TEXT, (Block(BlockKind.PARAGRAPH, TEXT, (Run(0, 0, len(TEXT)),)),))


def found(number: int) -> Found:
    """Make documents of fifty passages each."""
    document = Document("d", "s", "d.pdf", Description(), (), 1, "0", "application/pdf", 1, ())
    passages = tuple(
        Passage(str(at), "d", at, 0, 0, len(TEXT), f"{at} {TEXT}", (1, 1), "", "")
        for at in range(50)
    )
    return Found((FoundDocument(document, passages),) * (number // 50), exact=True)


def pieces(way: str, number: int) -> Iterator[str | bytes]:
    all_found = found(number)
    rows = passages_of(all_found, "https://records.example", OnePage())
    if way == "csv":
        return iter(as_csv(rows))
    if way == "jsonl":
        return iter(as_json_lines(rows))
    return iter(as_page(environment(load_settings()), "rents", "q=rents", all_found, rows))


def peak_and_length(parts: Iterable[str | bytes]) -> tuple[int, int]:
    tracemalloc.start()
    length = sum(map(len, parts))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, length


@pytest.mark.parametrize("way", WAYS)
def test_ten_times_as_many_passages_need_no_more_memory(way: str) -> None:
    peak_and_length(pieces(way, 50))  # what is loaded once is loaded here
    few, short = peak_and_length(pieces(way, 500))
    many, long = peak_and_length(pieces(way, 5000))
    assert long > 9 * short
    assert many < few + 100_000 < long


@pytest.mark.parametrize("way", WAYS)
def test_the_first_passages_come_before_the_last_are_written(way: str) -> None:
    asked: list[int] = []

    def told() -> Iterator[object]:
        for at, row in enumerate(passages_of(found(5000), "", OnePage())):
            asked.append(at)
            yield row

    written = {
        "csv": as_csv,
        "jsonl": as_json_lines,
        "html": lambda rows: as_page(environment(load_settings()), "", "", found(5000), rows),
    }[way](told())
    list(islice(written, 40))
    assert len(asked) < 100


def test_every_line_of_json_is_a_passage() -> None:
    lines = list(as_json_lines(passages_of(found(100), "", OnePage())))
    assert [msgspec.json.decode(line)["id"] for line in lines[:50]] == list(map(str, range(50)))
    assert len(lines) == 100
