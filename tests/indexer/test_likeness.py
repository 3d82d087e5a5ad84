from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.config import PartitionSettings
from indexer.likeness import (
    COMMON,
    LEAST,
    SCALE,
    SHINGLE,
    LikenessKind,
    SketchIndex,
    likenesses,
    packed,
    sketch,
    sketch_pages,
    unpacked,
)
from indexer.partition.pdf import read_pdf
from indexer.records import Block, BlockKind, Page

SAMPLE = Path(__file__).parents[2] / "eval" / "sample"

CABINET = "cabinet/2025-01-30/originals/"
CABINET_PACKS = "cabinet/2025-01-30/public_packs/"
JANUARY = "full_council/2025-01-09/originals/"
JANUARY_PACKS = "full_council/2025-01-09/public_packs/"
FEBRUARY = "full_council/2025-02-13/originals/"
FEBRUARY_PACKS = "full_council/2025-02-13/public_packs/"

# One name for several files: versions of one paper, which are all alike among themselves.
VERSIONS = (
    # the draft budget that Cabinet took, and the final one that the County Council took
    (CABINET + "Appendix A Capital", FEBRUARY + "Appendix A - Capital"),
    (CABINET + "Appendix B Capital", FEBRUARY + "Appendix B - Capital"),
    (CABINET + "Appendix C", FEBRUARY + "Appendix C"),
    # and Labour's alternative to it
    (CABINET + "Appendix D", FEBRUARY + "Appendix D", FEBRUARY + "1 - Annex 2"),
    (CABINET + "Appendix E", FEBRUARY + "Appendix E"),
    (CABINET + "Appendix F", FEBRUARY + "Appendix F", FEBRUARY + "1 - Annex 3"),
    (CABINET + "Appendix G", FEBRUARY + "Appendix H"),
    (CABINET + "Appendix H", FEBRUARY + "Appendix I"),
    (CABINET + "Appendix I", FEBRUARY + "Appendix J"),
    (CABINET + "Appendix J", FEBRUARY + "Appendix K"),
    (CABINET + "Appendix K", FEBRUARY + "Appendix L"),
    (CABINET + "Appendix L", FEBRUARY + "Appendix M"),
    (CABINET + "Appendix M", FEBRUARY + "Appendix N"),
    (CABINET + "Appendix N", FEBRUARY + "Appendix O"),
    (CABINET + "Appendix O", FEBRUARY + "Appendix P"),
    (CABINET + "Appendix P", FEBRUARY + "Appendix Q"),
    (CABINET + "Draft Revenue Budget 2025-26 and", FEBRUARY + "February 2025 Kent"),
    # amended amendments
    (FEBRUARY + "2 - Amendment", FEBRUARY + "2 - Amendment"),
    (FEBRUARY + "5 - Amendment", FEBRUARY + "5 - Amendment"),
    (FEBRUARY + "8 - Amendment", FEBRUARY + "8 - Amendment"),
    # the report and its supplement with changes
    (CABINET + "24-00109 - Transfer", CABINET + "Item 7 - Supplementary - 24-00109 - Transfer"),
    # minutes published with their own meeting, and again with the next
    (JANUARY + "Printed minutes", FEBRUARY + "9 January 2025 - County Council minutes"),
)

# What repeats, and what stands in it: whole, or in another version, or the better part of it.
REPEATED = {
    CABINET_PACKS + "24-00096": (CABINET + "24-00096 - PRoD", CABINET + "24-00096 - Commissioning"),
    CABINET_PACKS + "Item 7": (
        CABINET + "24-00109 - Transfer",
        CABINET + "Item 7",
        CABINET + "24-00109 - Appendix A - PROD",
    ),
    JANUARY_PACKS: (JANUARY + "Appendix", JANUARY + "Devolution White Paper"),
    FEBRUARY_PACKS: (
        *(FEBRUARY + f"{number} - Amendment" for number in (1, 2, 3, 4, 5, 8)),
        FEBRUARY + "1 - Annex",
        CABINET + "Appendix D",
        FEBRUARY + "Appendix D",
        CABINET + "Appendix F",
        FEBRUARY + "Appendix F",
    ),
    # the minutes quote the amendments and the recommendations
    FEBRUARY + "Printed minutes": (
        *(FEBRUARY + f"{number} - Amendment" for number in (1, 2, 3, 4, 5, 8)),
        FEBRUARY + "Council Covering Report",
    ),
    # the notice gives the report's reasons, in the report's words
    CABINET + "24-00096 - PRoD": (CABINET + "24-00096 - Commissioning",),
    CABINET + "24-00109 - Appendix A - PROD": (
        CABINET + "24-00109 - Transfer",
        CABINET + "Item 7 - Supplementary - 24-00109 - Transfer",
    ),
}

Pair = frozenset[str]


def kent_truth(paths: list[str]) -> set[Pair]:
    def named(*starts: str) -> list[str]:
        return sorted({path for path in paths if path.startswith(starts)})

    pairs = {
        frozenset(pair) for starts in VERSIONS for pair in itertools.combinations(named(*starts), 2)
    }
    for whole, parts in REPEATED.items():
        pairs |= {frozenset((w, part)) for w in named(whole) for part in named(*parts) if w != part}
    return pairs


def linked(documents: Mapping[str, tuple[Page, ...]]) -> set[Pair]:
    sketches = {path: sketch_pages(pages) for path, pages in documents.items()}
    return {frozenset((each.document, each.other)) for each in likenesses(sketches)}


def report(name: str, found: set[Pair], truth: set[Pair]) -> tuple[float, float]:
    precision, recall = len(found & truth) / len(found), len(found & truth) / len(truth)
    print(
        f"\n{name}: {len(found)} pairs linked, {len(truth)} true; "
        f"precision {precision:.3f}, recall {recall:.3f}"
    )
    for title, pairs in (("wrongly linked", found - truth), ("not linked", truth - found)):
        for pair in sorted(map(sorted, pairs)):
            print(f"  {title}: {' | '.join(pair)}")
    return precision, recall


def test_known_duplicates_of_kent_are_linked_and_others_are_not(
    kent: dict[str, tuple[Page, ...]],
) -> None:
    truth = kent_truth(sorted(kent))
    precision, recall = report("Kent", linked(kent), truth)
    assert precision >= 0.98
    assert recall >= 0.85


def included(path: str) -> Iterator[str]:
    """Yield what a source of the sample council includes, and what that includes."""
    for line in (SAMPLE / "sources" / path).read_text(encoding="utf-8").splitlines():
        if line.startswith("@include"):
            other = line.removeprefix("@include").split("|")[0].strip()
            yield other
            yield from included(other)


@pytest.fixture(scope="module")
def sample() -> dict[str, tuple[Page, ...]]:
    root = SAMPLE / "records"
    return {
        path.relative_to(root).as_posix(): read_pdf(
            path.read_bytes(), path.name, PartitionSettings()
        )
        for path in sorted(root.rglob("*.pdf"))
    }


def test_packs_and_republished_minutes_of_the_sample_are_linked_and_forms_are_not(
    sample: dict[str, tuple[Page, ...]],
) -> None:
    truth = {
        frozenset((path, other.removesuffix(".txt") + ".pdf"))
        for path in sample
        for other in included(path.removesuffix(".pdf") + ".txt")
    }
    first = "cabinet/2025-02-11/25-0004 Lockside Baths revised cost - Report"
    truth.add(frozenset((f"{first}.pdf", f"{first}_1.pdf")))
    truth.add(frozenset((f"{first}.pdf", f"{Path(first).parent}/" + pack_of(sample, first))))
    precision, recall = report("Sample", linked(sample), truth)
    assert precision == 1
    assert recall >= 0.9


def pack_of(sample: dict[str, tuple[Page, ...]], path: str) -> str:
    return next(
        Path(each).name
        for each in sample
        if Path(each).parent == Path(path).parent and "reports pack" in each
    )


def words(start: int, count: int) -> str:
    return " ".join(f"word{number}" for number in range(start, start + count))


def test_a_part_is_contained_in_the_whole() -> None:
    found = likenesses({"part": sketch([words(0, 500)]), "whole": sketch([words(0, 5000)])})
    assert [(each.document, each.other, each.containment) for each in found] == [
        ("part", "whole", 1.0)
    ]
    assert found[0].relation is LikenessKind.CONTAINED_IN


def test_a_cover_over_the_same_words_is_the_same_text_and_half_new_is_a_revision() -> None:
    text = words(0, 2000)
    same = likenesses({"a": sketch([text]), "b": sketch([words(9000, 50), text])})
    assert {each.relation for each in same} == {LikenessKind.SAME_TEXT}
    revised = likenesses({"a": sketch([text]), "b": sketch([words(700, 2000)])})
    assert {each.relation for each in revised} == {LikenessKind.REVISION}
    assert len(same) == len(revised) == 2


def test_what_is_whole_in_half_of_another_is_held_by_it() -> None:
    found = likenesses({"part": sketch([words(0, 1200)]), "whole": sketch([words(0, 2000)])})
    assert [(each.document, each.relation) for each in found] == [
        ("part", LikenessKind.CONTAINED_IN),
        ("whole", LikenessKind.CONTAINS),
    ]


def test_forms_with_different_answers_are_not_alike() -> None:
    form = words(0, 300)
    few = {str(number): sketch([form, words(1000 * number, 400)]) for number in (1, 2)}
    many = {str(number): sketch([form, words(1000 * number, 100)]) for number in range(1, 30)}
    assert likenesses(few) == []
    assert likenesses(many) == []


def test_a_short_paper_must_be_nearly_whole_in_another() -> None:
    agenda = [words(0, 80), words(200, 60)]
    assert likenesses({"a": sketch(agenda), "b": sketch([words(0, 80), words(400, 60)])}) == []
    assert len(likenesses({"a": sketch(agenda), "b": sketch([*agenda, words(600, 3000)])})) == 1


@pytest.mark.parametrize("count", [0, 1, SHINGLE, LEAST - SHINGLE])
def test_a_text_of_next_to_no_words_is_like_nothing(count: int) -> None:
    text = sketch([words(0, count)])
    assert likenesses({"a": text, "b": text}) == []


def test_a_document_as_often_as_any_copies_is_still_found() -> None:
    text = sketch([words(0, 400)])
    copies = {str(number): text for number in range(COMMON)}
    assert len(likenesses(copies)) == COMMON * (COMMON - 1)


def test_headers_and_footers_do_not_count() -> None:
    furniture = Block(BlockKind.FURNITURE, words(5000, 100))
    paragraph = Block(BlockKind.PARAGRAPH, words(0, 100))
    plain = sketch_pages([Page(1, "", (paragraph,))])
    assert np.array_equal(sketch_pages([Page(1, "", (furniture, paragraph, furniture))]), plain)


def test_replacing_a_document_forgets_what_it_was_like() -> None:
    index = SketchIndex()
    index.add("a", sketch([words(0, 300)]))
    index.add("b", sketch([words(0, 300)]))
    assert [each.other for each in index.like("a")] == ["b"]
    index.add("b", sketch([words(900, 300)]))
    assert index.like("a") == ()


texts = st.lists(st.integers(0, 3000), max_size=5).map(
    lambda starts: [words(start, 150) for start in starts]
)


@given(texts)
def test_sketches_survive_packing_and_heed_neither_case_nor_marks(text: list[str]) -> None:
    made = sketch(text)
    assert np.array_equal(unpacked(packed(made)), made)
    assert np.array_equal(sketch([part.upper().replace(" ", ", ") for part in text]), made)
    assert np.all(np.diff(made.astype(object)) > 0)


@given(texts, texts)
def test_the_sketch_of_a_part_is_within_that_of_the_whole(part: list[str], rest: list[str]) -> None:
    assert set(sketch(part).tolist()) <= set(sketch([*part, *rest]).tolist())


@given(st.dictionaries(st.text("abcdef", min_size=1), texts, max_size=6), st.randoms())
def test_likeness_does_not_depend_on_the_order_of_documents(
    documents: dict[str, list[str]], random: object
) -> None:
    names = list(documents)
    random.shuffle(names)  # type: ignore[attr-defined]
    found = likenesses({name: sketch(text) for name, text in documents.items()})
    assert likenesses({name: sketch(documents[name]) for name in names}) == found
    assert all(0.5 <= each.containment <= 1 and each.document != each.other for each in found)
    alike = Counter(
        frozenset((each.document, each.other))
        for each in found
        if each.relation in {LikenessKind.SAME_TEXT, LikenessKind.REVISION}
    )
    assert set(alike.values()) <= {2}


def test_one_shingle_in_so_many_is_kept() -> None:
    made = sketch([words(0, 20_000)])
    assert abs(len(made) - 20_000 / SCALE) < 400
