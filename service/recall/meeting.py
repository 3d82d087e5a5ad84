"""What a meeting decided, one decision after another, where a question names no matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.decisions.records import Action, Decision, DecisionKind, Outcome, Proof, ProofOf
from indexer.records import DocumentKind
from indexer.terms import terms
from service.answers import Reading, Sought
from service.decisions import RecordedDecision
from service.language import content_terms
from service.recall.values import Recalled, Recollection

LATEST = re.compile(r"\b(?:last|latest|most recent)\b[^.?]*\b(?:meeting|session)\b", re.IGNORECASE)
ASKING = frozenset(
    terms(
        "decide decided decision agree agreed resolve resolved approve approved adopt endorse pass "
        "passed make made take taken happen happened outcome meeting session last latest most "
        "recent main key council cabinet committee board panel county borough city district town "
        "full extraordinary special"
    )
)
"""Terms that ask what a meeting decided, or say whose it was, and name no matter."""
PROCEDURE = re.compile(
    r"\bminutes of\b|\bcorrect record\b|\bexclu(?:de|sion)\b.*\bpress\b|\bextend the meeting\b|"
    r"\belected to (?:the )?chair\b|\bsuspend(?:ed)? standing orders\b",
    re.IGNORECASE,
)
UNSAID = frozenset(
    terms(
        "agree agreed unanimous unanimously resolve resolved accordingly motion recommendation "
        "proposal vote carried approve approved accept accepted substantive"
    )
)
"""Terms that say that something was agreed, and not what."""
MOST = 4
LONGEST = 800
"""Characters of a decision that are quoted; of a longer one, its beginning."""
ENDS = re.compile(r"[.;](?=\s)|(?=\s\(?(?:\d{1,2}|[a-z])[).]\s)")
"""Where a long decision may end: a sentence or an item of its list."""


def asks_for_all(reading: Reading) -> bool:
    """Return whether a question asks what a meeting decided, whatever it was on."""
    if Sought.DECISION not in reading.sought or Sought.VOTE in reading.sought:
        return False
    named = [period.words for period in reading.periods if period.of_meeting]
    if not named and not LATEST.search(reading.text):
        return False
    names = [*(body.name for body in reading.bodies), *(each.name for each in reading.councils)]
    said = ASKING.union(terms(" ".join([*named, *names])))
    return not set(content_terms(reading.text)) - said


def decided_at(reading: Reading, decisions: Sequence[RecordedDecision]) -> Recollection:
    """Return the words of the `MOST` decisions of most weight, in the order of the minutes.

    Approving minutes and the like is not among them. Of "the last meeting" they are of the newest
    one that decisions are on record of. Decision notices count where there are no minutes.
    """
    carried = [each for each in decisions if _tells(each.decision)]
    of_minutes = [each for each in carried if _of_minutes(each)]
    carried = of_minutes or carried
    if LATEST.search(reading.text):
        newest = max((each.day for each in carried if each.day), default=None)
        carried = [each for each in carried if each.day == newest]
    told = sorted(carried, key=lambda each: _only_noted(each.decision))[:MOST]
    words = tuple(
        Recalled(each.document, proof.page, _beginning(proof.quote))
        for each in carried
        if each in told
        for proof in _telling(each.decision)
    )
    more = f"{len(carried)} decisions are on record: these are {len(told)} of them."
    return Recollection(words, certain=True, note=more if len(told) < len(carried) else "")


def _tells(decision: Decision) -> bool:
    settled = decision.outcome is Outcome.CARRIED and decision.kind is not DecisionKind.AMENDMENT
    words = " ".join(proof.quote for proof in _telling(decision))
    says = not UNSAID.issuperset(content_terms(words))
    return settled and says and not PROCEDURE.search(words)


def _telling(decision: Decision) -> list[Proof]:
    """Return the words that tell what was decided: the motion too, where they only say "Agreed"."""
    decided = [proof for proof in decision.proofs if proof.of is ProofOf.DECIDED]
    if decided and UNSAID.issuperset(content_terms(" ".join(proof.quote for proof in decided))):
        return [proof for proof in decision.proofs if proof.of is ProofOf.MOVED] + decided
    return decided


def _of_minutes(found: RecordedDecision) -> bool:
    return found.document.description.kind is DocumentKind.MINUTES


def _only_noted(decision: Decision) -> bool:
    return set(decision.actions) == {Action.NOTED}


def _beginning(quote: str) -> str:
    if len(quote) <= LONGEST:
        return quote
    ends = [match.end() for match in ENDS.finditer(quote, 0, LONGEST)]
    return quote[: ends[-1]] if ends else quote[:LONGEST].rsplit(maxsplit=1)[0]
