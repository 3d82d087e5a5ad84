"""What was put to a vote and lost: its words alone read as if it were done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from msgspec.structs import replace

from indexer.decisions.records import Outcome
from indexer.store.schema import EVERYTHING
from service.cited import Citation, Statement
from service.decisions import DecisionRecords, RecordedDecision, told_once
from service.retrieve import OF_A_DECISION

SAID = re.compile(
    r"\b(?:lost|lose|fail(?:s|ed)|defeated|rejected|fell|falls|refused|denied|not\s+(?:carried|agreed"
    r"|approved|passed)|die[sd]|withdrawn|voted\s+down)\b",
    re.IGNORECASE,
)
"""How a text says that something was lost."""


def note_on_lost(statements: Sequence[Statement], records: DecisionRecords) -> str:
    """Return that what is quoted was put to the vote and lost, where no quotation says so."""
    cited = [
        citation
        for citation in chain.from_iterable(each.citations for each in statements)
        if citation.document.kind in OF_A_DECISION
    ]
    if not cited or any(SAID.search(statement.text) for statement in statements):
        return ""
    ids = tuple(dict.fromkeys(citation.document.id for citation in cited))
    for found in told_once(records, replace(EVERYTHING, documents=ids)):
        if found.decision.outcome is Outcome.LOST and any(_is_of(found, each) for each in cited):
            title = found.document.description.title or found.document.path
            return f"What is quoted from “{title}” was put to the vote and lost."
    return ""


def _is_of(found: RecordedDecision, citation: Citation) -> bool:
    """Return whether a citation is of words that record a decision."""
    return citation.document.id == found.document.id and any(
        proof.page == citation.page and proof.start < citation.stop and citation.start < proof.stop
        for proof in found.decision.proofs
    )
