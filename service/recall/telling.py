"""The words that tell what was decided, or what was put to a vote, cut to what can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.decisions.outcomes import OF_ITEM
from indexer.decisions.records import Decision, Proof, ProofOf
from indexer.terms import terms
from service.decisions import RecordedDecision
from service.language import content_terms
from service.recall.values import Recalled

UNSAID = frozenset(
    terms(
        "agree agreed unanimous unanimously resolve resolved accordingly motion recommendation "
        "proposal vote carried approve approved accept accepted substantive amendment lost "
        "defeated rejected withdrawn fell put votes voted favour against abstention abstained "
        "pass passed fail failed adopt adopted voting aye yea nay noes abstain absent recused "
        "one two three four five six seven eight nine ten eleven twelve"
    )
)
"""Terms that say how something ended, and not what; so do figures."""
LABELS = UNSAID.union(
    terms("moved mover proposed proposer seconded seconder action ordinance item")
)
"""Terms of the lines that say who moved something, without the names."""
LONGEST, SHORTER = 800, 400
"""Characters that are quoted of a decision, and of what was moved; of more, the beginning."""
ENOUGH = 40
"""Characters of what was moved by which it is known where it is said again."""
ENDS = re.compile(r"(?<![\s(]\w)(?<![\s(]\d\d)[.;](?=\s)|(?=\s\(?(?:\d{1,2}|[a-z])[).]\s)")
"""Where a long decision may end: a sentence or an item of its list, but not after its number."""


def telling(found: RecordedDecision) -> Iterator[Recalled]:
    """Yield the words that tell what was decided: what was moved too, where they only say how."""
    if says_only_how(found.decision):
        yield from _moved(found)
    for proof in found.decision.proofs:
        if proof.of is ProofOf.DECIDED:
            words = _beginning(proof.quote, LONGEST)
            yield Recalled(found.document, proof.page, words, proof=proof)


def voted_on(found: RecordedDecision) -> Iterator[Recalled]:
    """Yield the words that tell what a vote was on: what was resolved, else what was moved."""
    if says_only_how(found.decision):
        yield from _moved(found)
        return
    decided = (proof for proof in found.decision.proofs if proof.of is ProofOf.DECIDED)
    left = LONGEST
    for proof in decided:
        words = _beginning(proof.quote, left)
        yield Recalled(found.document, proof.page, words, proof=proof)
        left -= len(words)
        if len(words) < len(proof.quote) or left <= 0:
            return


def words_of(decision: Decision, of: ProofOf) -> str:
    """Return the words of a decision's proofs of one kind."""
    return " ".join(proof.quote for proof in decision.proofs if proof.of is of)


def only_how(words: str) -> bool:
    """Return whether `words` say how something ended, and not what."""
    if OF_ITEM.match(words):
        return True
    return UNSAID.issuperset(term for term in content_terms(words) if not term.isdigit())


def says_only_how(decision: Decision) -> bool:
    """Return whether the words on what was decided say how it ended, and what was moved is apart.

    "Lost: for 2, against 3 (Councillor Ash)" does, whatever names stand beside the figures.
    """
    decided = words_of(decision, ProofOf.DECIDED)
    matter = " ".join(decision.text.split())[:ENOUGH]
    apart = bool(words_of(decision, ProofOf.MOVED)) and matter not in " ".join(decided.split())
    return apart or only_how(decided)


def says_what(decision: Decision) -> bool:
    """Return whether the record of a decision says what it was on, and not only how it ended."""
    return not only_how(words_of(decision, ProofOf.DECIDED)) or any(
        _says_matter(proof, decision) for proof in decision.proofs if proof.of is ProofOf.MOVED
    )


def _says_matter(moved: Proof, decision: Decision) -> bool:
    """Return whether words that tell who moved something say more than that."""
    names = terms(f"{decision.proposer or ''} {decision.seconder or ''}")
    unsaid = LABELS.union(names)
    return not all(term in unsaid or term.isdigit() for term in content_terms(moved.quote))


def _moved(found: RecordedDecision) -> Iterator[Recalled]:
    decision = found.decision
    text = "" if only_how(decision.text) else _beginning(decision.text, SHORTER)
    moved = [proof for proof in decision.proofs if proof.of is ProofOf.MOVED]
    matter = [proof for proof in moved if _says_matter(proof, decision)]
    for proof in matter or moved:
        whole = f"{proof.quote} {text}".strip()
        yield Recalled(found.document, proof.page, whole, proof.quote, proof=proof)


def _beginning(quote: str, longest: int) -> str:
    if len(quote) <= longest:
        return quote
    ends = [match.end() for match in ENDS.finditer(quote, 0, longest)]
    return quote[: ends[-1]] if ends else quote[:longest].rsplit(maxsplit=1)[0]
