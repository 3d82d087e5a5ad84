"""A decision that a meeting's page gives above an item's minutes is told once."""

from __future__ import annotations

import pytest

from indexer.decisions.reading import proceedings_of
from indexer.decisions.records import Decision, ProofOf
from indexer.partition.html import page_of_markup
from indexer.records import Description, DocumentKind
from indexer.sections import sections_of

ABOVE = "RESOLVED that the harbour wall be mended before the winter."
MOVED = "The motion was moved by Councillor Orme and seconded by Councillor Thornbury."


def read(*under_items: tuple[str, str]) -> tuple[Decision, ...]:
    """Return the decisions of a meeting's page; of each item its decision and its minutes."""
    items = "".join(
        f"<h3>{number}. Matter {number}</h3><h4>Decision:</h4><p>{decision}</p>"
        f"<h4>Minutes:</h4><p>{minutes}</p>"
        for number, (decision, minutes) in enumerate(under_items, start=7)
    )
    page = page_of_markup(f"<html><body><h1>Agenda and minutes</h1>{items}</body></html>")
    described = Description(kind=DocumentKind.MINUTES, council="Netherwick", body="Council")
    return proceedings_of("doc", described, sections_of([page]), lambda _: page).decisions


@pytest.mark.parametrize(
    "again",
    [
        ABOVE,
        "It was therefore RESOLVED that the harbour wall be mended ...",
        f"{ABOVE} (For 7, Against 2)",
    ],
)
def test_a_decision_that_minutes_tell_again_is_one(again: str) -> None:
    (found,) = read((ABOVE, f"{MOVED}</p><p>{again}"))
    assert found.text == "that the harbour wall be mended before the winter."
    assert (found.proposer, found.seconder) == ("Councillor Orme", "Councillor Thornbury")
    assert any(proof.of is ProofOf.MOVED for proof in found.proofs)


def test_the_vote_that_minutes_alone_tell_is_that_of_the_decision() -> None:
    again = f"{MOVED}</p><p>The motion was put and carried by 7 votes to 2.</p><p>{ABOVE}"
    (found,) = read((ABOVE, again))
    assert found.vote is not None
    assert (found.vote.in_favour.count, found.vote.against.count) == (7, 2)
    assert any(proof.of is ProofOf.VOTED for proof in found.proofs)


def test_decisions_that_differ_in_a_figure_or_a_negation_are_two() -> None:
    first = "RESOLVED that the application for a mooring at 4 Quay Road be granted."
    second = "RESOLVED that the application for a mooring at 9 Quay Road be granted."
    third = "RESOLVED that the application for a mooring at 9 Quay Road be not granted."
    fourth, ninth = read((f"{first}</p><p>{second}", f"{MOVED}</p><p>{second}"))
    assert (fourth.proposer, ninth.proposer) == (None, "Councillor Orme")
    assert len(read((second, third))) == 2


def test_another_decision_and_another_items_stay() -> None:
    other = "RESOLVED that a lamp be bought for the pier."
    decisions = read((ABOVE, other), (ABOVE, "It was noted."))
    assert [each.ordinal for each in decisions] == [0, 1, 2]
    assert len({each.id for each in decisions}) == 3
