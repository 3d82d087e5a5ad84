"""Decisions as programs and spreadsheets are given them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from indexer.decisions.records import Action, DecisionKind, Outcome, Proof, ProofOf, Remark, Vote
from service.citations import cited_document
from service.decisions import RecordedDecision
from service.web.quoting import quote_link
from service.web.spreadsheets import MARK, line

COLUMNS = (
    "id", "date", "council", "body", "minute", "item", "kind", "outcome", "actions", "text",
    "proposer", "seconder", "for", "against", "abstained", "unanimous", "for_names",
    "against_names", "abstained_names", "decision_maker", "key_decision", "references", "remarks",
    "document", "page", "quotation", "link",
)  # fmt: skip


class DecisionGiven(Struct, frozen=True):
    """A decision as the programs' interface gives it; ``link`` opens the page that proves it."""

    id: str
    date: date | None
    council: str | None
    body: str | None
    minute: str
    item: str
    kind: DecisionKind
    outcome: Outcome
    actions: tuple[Action, ...]
    text: str
    proposer: str | None
    seconder: str | None
    vote: Vote | None
    decision_maker: str | None
    key_decision: bool | None
    references: tuple[str, ...]
    remarks: tuple[Remark, ...]
    document: str
    title: str
    page: int
    proofs: tuple[Proof, ...]
    link: str


class DecisionsGiven(Struct, frozen=True):
    """Some of the decisions that a filter names; ``total`` is how many there are."""

    total: int
    page: int
    decisions: tuple[DecisionGiven, ...]


def given(recorded: RecordedDecision, base: str = "") -> DecisionGiven:
    """Return a decision as programs are given it, its link beginning with `base`."""
    held, document = recorded.decision, recorded.document
    item = held.agenda_item
    return DecisionGiven(
        id=held.id,
        date=recorded.day,
        council=document.description.council,
        body=recorded.body,
        minute=item.minute if item else "",
        item=item.title if item else "",
        kind=held.kind,
        outcome=held.outcome,
        actions=held.actions,
        text=held.text,
        proposer=held.proposer,
        seconder=held.seconder,
        vote=held.vote,
        decision_maker=held.decision_maker,
        key_decision=held.key_decision,
        references=held.references,
        remarks=held.remarks,
        document=document.id,
        title=cited_document(document).title,
        page=held.page,
        proofs=held.proofs,
        link=base + quote_link(document, held.proofs),
    )


def as_csv(found: Sequence[RecordedDecision], base: str) -> Iterator[str]:
    """Yield decisions as the lines of a CSV file, with its columns' names."""
    yield MARK + line(COLUMNS)
    for each in found:
        told = given(each, base)
        sides = [told.vote.in_favour, told.vote.against, told.vote.abstained] if told.vote else []
        numbers = [side.number for side in sides] or [None] * 3
        names = ["; ".join(side.names or ()) for side in sides] or [""] * 3
        quotation = " … ".join(proof.quote for proof in told.proofs if proof.of is ProofOf.DECIDED)
        yield line(
            (
                told.id, told.date, told.council, told.body, told.minute, told.item, told.kind,
                told.outcome, "; ".join(told.actions), told.text, told.proposer, told.seconder,
                *numbers, told.vote.unanimous if told.vote else None, *names, told.decision_maker,
                told.key_decision, "; ".join(told.references), "; ".join(told.remarks),
                told.title, told.page, quotation, told.link,
            )
        )  # fmt: skip
