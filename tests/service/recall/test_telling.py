"""The words that tell what was decided: what it was on with how it ended, cut where they end."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from indexer.decisions.records import Decision, DecisionKind, Outcome, Proof, ProofOf
from indexer.records import Description
from service.decisions import RecordedDecision
from service.recall.telling import LONGEST, only_how, says_what, telling
from tests.service.made import made_document

TITLE = "5. Ordinance 31-8, by Councilmember Rudd"
LABELS = "MOVED BY: Rudd SECONDED BY: Tarn ACTION: Adopt"


def decided(words: str, *moved: str) -> Decision:
    proofs = tuple(Proof(ProofOf.MOVED, 1, 0, len(each), each) for each in moved)
    return Decision(
        "d", "document", 0, 0, DecisionKind.RESOLUTION, Outcome.CARRIED, words,
        (Proof(ProofOf.DECIDED, 1, 0, len(words), words), *proofs),
        proposer="Rudd", seconder="Tarn",
    )  # fmt: skip


def told(decision: Decision) -> list[str]:
    document = made_document("minutes", Description(title="Minutes"))
    found = RecordedDecision(replace(decision, document_id=document.id), document, None)
    return [each.shorter or each.quote for each in telling(found)]


@pytest.mark.parametrize(
    "words",
    [
        "Carried by nine votes to two, with one abstention.",
        "AND THE MOTION PASSED.",
        "THE MOTION FAILED.",
        "WITHDRAWN.",
        "CONTINUED TO MAY 3, 2031.",
    ],
)
def test_an_outcome_is_told_with_what_it_was_on(words: str) -> None:
    assert only_how(words)
    assert told(decided(words, TITLE, LABELS)) == [TITLE, words]


def test_what_was_moved_is_told_where_the_outcome_names_people_but_not_it() -> None:
    moved = "Rudd moved that rents be frozen for the winter."
    lost = "Lost: for 2, against 3, abstention 1 (Councillor Ash)."
    decision = replace(decided(lost, moved), text="that rents be frozen for the winter.")
    assert told(decision) == [moved, lost]
    resolved = f"RESOLVED {decision.text}"
    assert told(replace(decided(resolved, moved), text=decision.text)) == [resolved]


def test_labels_and_the_names_under_them_do_not_say_what_was_moved() -> None:
    assert not says_what(decided("AND THE MOTION PASSED.", LABELS))
    assert says_what(decided("AND THE MOTION PASSED.", f"{LABELS} as amended for the harbour"))
    assert says_what(decided("RESOLVED that rents be frozen.", LABELS))


@pytest.mark.parametrize("number", ["3.", "12.", "c."])
def test_a_long_decision_does_not_end_in_the_number_of_its_next_item(number: str) -> None:
    item = "1. that the harbour be dredged as far as the second mooring of the old quay"
    filling = f"{item} " + "and so on " * ((LONGEST - len(item) - 16) // 10)
    words = f"{filling.strip()}. {number} " + "that more be done " * 20
    (beginning,) = told(decided(words))
    assert beginning.endswith("and so on.")
