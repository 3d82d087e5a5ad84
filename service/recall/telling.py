"""The words that tell what was decided, or what was put to a vote, cut to what can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.decisions.records import Decision, ProofOf
from indexer.terms import terms
from service.decisions import RecordedDecision
from service.language import content_terms
from service.recall.values import Recalled

UNSAID = frozenset(
    terms(
        "agree agreed unanimous unanimously resolve resolved accordingly motion recommendation "
        "proposal vote carried approve approved accept accepted substantive amendment lost "
        "defeated rejected withdrawn fell put votes voted favour against abstention abstained"
    )
)
"""Terms that say how something ended, and not what; so do figures."""
LONGEST, SHORTER = 800, 400
"""Characters that are quoted of a decision, and of what was moved; of more, the beginning."""
ENDS = re.compile(r"[.;](?=\s)|(?=\s\(?(?:\d{1,2}|[a-z])[).]\s)")
"""Where a long decision may end: a sentence or an item of its list."""


def telling(found: RecordedDecision) -> Iterator[Recalled]:
    """Yield the words that tell what was decided: what was moved too, where they only say how."""
    if only_how(words_of(found.decision, ProofOf.DECIDED)):
        yield from _moved(found)
    for proof in found.decision.proofs:
        if proof.of is ProofOf.DECIDED:
            yield Recalled(found.document, proof.page, _beginning(proof.quote, LONGEST))


def voted_on(found: RecordedDecision) -> Iterator[Recalled]:
    """Yield the words that tell what a vote was on: what was resolved, else what was moved."""
    if only_how(words_of(found.decision, ProofOf.DECIDED)):
        yield from _moved(found)
        return
    decided = (proof for proof in found.decision.proofs if proof.of is ProofOf.DECIDED)
    left = LONGEST
    for proof in decided:
        words = _beginning(proof.quote, left)
        yield Recalled(found.document, proof.page, words)
        left -= len(words)
        if len(words) < len(proof.quote) or left <= 0:
            return


def words_of(decision: Decision, of: ProofOf) -> str:
    """Return the words of a decision's proofs of one kind."""
    return " ".join(proof.quote for proof in decision.proofs if proof.of is of)


def only_how(words: str) -> bool:
    """Return whether `words` say how something ended, and not what."""
    return UNSAID.issuperset(term for term in content_terms(words) if not term.isdigit())


def _moved(found: RecordedDecision) -> Iterator[Recalled]:
    decision = found.decision
    text = "" if only_how(decision.text) else _beginning(decision.text, SHORTER)
    for proof in (proof for proof in decision.proofs if proof.of is ProofOf.MOVED):
        whole = f"{proof.quote} {text}".strip()
        yield Recalled(found.document, proof.page, whole, proof.quote)


def _beginning(quote: str, longest: int) -> str:
    if len(quote) <= longest:
        return quote
    ends = [match.end() for match in ENDS.finditer(quote, 0, longest)]
    return quote[: ends[-1]] if ends else quote[:longest].rsplit(maxsplit=1)[0]
