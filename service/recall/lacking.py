"""What the record of a decision, or of those at a meeting, does not say of what is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.answers import Reading, Sought
from service.decisions import RecordedAttendance, RecordedDecision
from service.recall.apart import amends
from service.recall.attendance import asked_as_away, may_be_away
from service.recall.decision import Match
from service.recall.voters import named_in_words, names_asked_for, not_among, titled_in

SECONDER = re.compile(r"\bsecond(?:ed|er|ing)\b", re.IGNORECASE)
UNSURE = "It is not sure that the decision told is the one asked for."
MOVER = re.compile(r"\b(?:proposed|proposer|moved|mover)\b", re.IGNORECASE)


def lacking_of(match: Match, reading: Reading) -> str:
    """Return what the record of a decision does not say that is asked for, or nothing.

    Where it is unclear whether it is the one asked for, it is that.
    """
    if match.like:
        return _unclear(match)
    return lacking(reading, match.found) if match.certain else ""


def lacking(reading: Reading, found: RecordedDecision) -> str:
    """Return what the record of the decision asked for does not say, or nothing."""
    decision, title = found.decision, _title(found)
    only_seconder = SECONDER.search(reading.text) and not MOVER.search(reading.text)
    if only_seconder and decision.proposer and not decision.seconder:
        return f"{title} says who moved it; no seconder was found there."
    if Sought.VOTE not in reading.sought or Sought.DECISION in reading.sought:
        return ""
    if decision.vote is None:
        return f"{title} records this decision, but no vote on it."
    known = decision.vote.named or decision.vote.unanimous or named_in_words(reading, decision)
    if names_asked_for(reading) and not known:
        return f"{title} records this vote, but not who voted which way."
    if absent := not_among(reading, decision.vote):
        return f"{title} names all who voted, and {absent} is not among them."
    return ""


def note_on(match: Match) -> str:
    """Return what is said of a decision that is told though it is not surely the one asked for."""
    return "" if match.certain or match.like else UNSURE


def lacking_of_those_away(reading: Reading, attended: Sequence[RecordedAttendance]) -> str:
    """Return that minutes do not name somebody as away of whom that is asked, or nothing."""
    for each in attended:
        for name in titled_in(reading):
            if asked_as_away(name, reading.text) and not may_be_away(name, each):
                title = each.document.description.title or each.document.path
                return f"\u201c{title}\u201d does not say that {name} was away."
    return ""


def _unclear(match: Match) -> str:
    kind = "amendment" if amends(match.found) else "motion"
    if match.like == 1:
        return f"The {kind} that is nearest to it is not surely the one asked for."
    item = "the nearest item of an agenda"
    return f"{match.like} {kind}s are on record under {item}: which is meant, if any, is not clear."


def _title(found: RecordedDecision) -> str:
    return f"\u201c{found.document.description.title or found.document.path}\u201d"
