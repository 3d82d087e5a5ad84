"""Which decisions a question asks for all of: a meeting's, what was rejected, the amendments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from indexer.decisions.records import Action, Decision, DecisionKind, Outcome, ProofOf
from indexer.records import DocumentKind
from indexer.terms import terms
from service.answers import Reading, Sought
from service.decisions import RecordedDecision, moved_by
from service.interpret.sought import REJECTED
from service.recall.naming import matter_said
from service.recall.telling import says_what, telling, words_of
from service.recall.values import Recollection
from service.recall.voters import titled_in

T = TypeVar("T")
LATEST = re.compile(r"\b(?:last|latest|most recent)\b[^.?]*\b(?:meeting|session)\b", re.IGNORECASE)
SUMMARY = re.compile(
    r"\b(?:summari[sz]e|summary|sum up|key points|main points|highlights|minutes)\b|"
    r"\b(?:come|comes|came) out of\b",
    re.IGNORECASE,
)
"""Asks for what was done at a meeting, or for its minutes."""
EVERY = re.compile(
    r"\b(?P<counted>how many)\b[^?]*\b(?:amendments|motions)\b|"
    r"\b(?:list|were there|did any|(?:show|tell) me|all)\b[^?]*\b(?:amendments|motions)\b|"
    r"\b(?:what|which) (?:amendments|motions) (?:were|was|have been|did)\b",
    re.IGNORECASE,
)
"""Asks for all amendments or motions, or for their number."""
ASKING = frozenset(
    terms(
        "decide decided decision agree agreed resolve resolved approve approved adopt endorse pass "
        "passed make made take taken happen happened outcome last latest most recent main key "
        "amend amendment motion application put carry carried succeed lose lost defeat reject "
        "refuse refused fall fell fail withdraw withdrawn withdrew propose vote voted down turn "
        "turned throw threw thrown grant granted defer deferred become summary summarise "
        "summarize sum point highlight minute come came show see find read get tell give "
        "list moved debate debated discuss discussed"
    )
)
"""Terms that ask what was decided and how it ended, or say whose it was, and name no matter."""
KINDS = {
    DecisionKind.AMENDMENT: re.compile(
        r"\bamendments\b|\b(?:what|which) amendment\b", re.IGNORECASE
    ),
    DecisionKind.MOTION: re.compile(r"\bmotions\b|\b(?:what|which) motion\b", re.IGNORECASE),
}
ENDED = {
    Outcome.LOST: re.compile(rf"\b{REJECTED}\b", re.IGNORECASE),
    Outcome.WITHDRAWN: re.compile(r"\bwithdr[ae]wn?\b", re.IGNORECASE),
    Outcome.CARRIED: re.compile(
        r"(?<!\bnot )\b(?:carried|passed?|succeed(?:ed)?|agreed?|approved?|adopt(?:ed)?|"
        r"accept(?:ed)?)\b",
        re.IGNORECASE,
    ),
}
"""How the decisions asked for ended."""
APPLICATIONS = re.compile(r"\bapplications\b", re.IGNORECASE)
DETERMINED = {
    Action.REFUSED: ENDED[Outcome.LOST],
    Action.DEFERRED: re.compile(r"\bdefer(?:red)?\b", re.IGNORECASE),
    Action.GRANTED: re.compile(r"\bgranted\b|" + ENDED[Outcome.CARRIED].pattern, re.IGNORECASE),
}
"""What was decided of the applications asked for."""
MOVED = re.compile(
    r"\b[Ww]h(?:at|ich)(?: \w+)? (?:did|has|have|were|was) [^?.]*?(?P<name>[A-Z][\w’'-]+) "
    r"(?:propose|move|put forward)d?\s*(?:\?|$|(?:at|in|on) )"
)
"""Asks what somebody moved; with words on what, one matter is meant."""
PROCEDURE = re.compile(
    r"\bminutes of\b|\bcorrect record\b|\bexclu(?:de|sion)\b.*\bpress\b|\bextend the meeting\b|"
    r"\belected to (?:the )?chair\b|\bsuspend(?:ed)? standing orders\b",
    re.IGNORECASE,
)
MOST = 4


class Listing(Struct, frozen=True):
    """Which decisions a question asks for all of; what is None does not narrow.

    ``mover`` is the last name of who moved them. Each must hold all terms of ``matter`` in its
    words, its agenda item's title or the name of its body or council.
    """

    kind: DecisionKind | None = None
    outcome: Outcome | None = None
    action: Action | None = None
    mover: str | None = None
    matter: frozenset[str] = frozenset()


def listing_asked_for(reading: Reading) -> Listing | None:
    """Return which decisions a question asks for all of, or None.

    These are what a meeting decided, whatever it was on; what was rejected; the amendments,
    motions or applications that ended in one way; or what somebody moved.
    """
    if moved := MOVED.search(reading.text):
        kind = _last_said(KINDS, reading.text)
        return Listing(kind=kind, mover=moved["name"].casefold())
    of_all = EVERY.search(reading.text) or (not reading.sought and SUMMARY.search(reading.text))
    if not of_all and (Sought.DECISION not in reading.sought or Sought.VOTE in reading.sought):
        return None
    matter = matter_said(reading, ASKING)
    at_a_meeting = any(period.of_meeting for period in reading.periods)
    outcome = _last_said(ENDED, reading.text)
    if APPLICATIONS.search(reading.text):
        action = _last_said(DETERMINED, reading.text)
        return Listing(action=action, matter=matter) if action else None
    kind = _last_said(KINDS, reading.text)
    if kind:
        return Listing(kind=kind, outcome=outcome, matter=matter)
    if matter or not (at_a_meeting or LATEST.search(reading.text) or outcome is Outcome.LOST):
        return None
    return Listing(outcome=outcome or Outcome.CARRIED)


def listed(
    reading: Reading, listing: Listing, decisions: Sequence[RecordedDecision]
) -> Recollection:
    """Return the words of the `MOST` decisions of most weight: the newest meeting's, in its order.

    Where none of the kind asked for ended so, they are of those that ended otherwise. Approving
    minutes and the like is not among them. Of "the last meeting" they are of the newest one that
    decisions are on record of. Decision notices count where there are no minutes.
    """
    found = [each for each in decisions if _wanted(each, listing) and _tells(each.decision)]
    if not found and listing.kind and listing.outcome:
        others = listed(reading, replace(listing, outcome=None), decisions)
        none = f"No {listing.kind} was found that was {listing.outcome}: these are others."
        return replace(others, note=f"{none} {others.note}".strip()) if others.words else others
    if listing.mover and not found and (name := _person_in(reading, listing.mover)):
        return Recollection(lacking=f"Nothing that {name} moved is on record there.")
    found = [each for each in found if _of_minutes(each)] or found
    found.sort(key=lambda each: each.day or date.min, reverse=True)
    if LATEST.search(reading.text):
        found = [each for each in found if each.day == found[0].day]
    told = sorted(found, key=lambda each: _only_noted(each.decision))[:MOST]
    words = tuple(words for each in found if each in told for words in telling(each))
    one = len(found) == 1
    was = f" that {'was' if one else 'were'} {listing.outcome}"
    ended = was if listing.kind and listing.outcome else ""
    held = f"{len(found)} {listing.kind or 'decision'}{'' if one else 's'}{ended}"
    held += " is on record" if one else " are on record"
    if len(told) < len(found):
        note = f"{held}: these are {len(told)} of them, the list of decisions has all."
    else:
        note = f"{held}." if _counted(reading) else ""
    return Recollection(words, certain=bool(words), note=note)


def _person_in(reading: Reading, last: str) -> str | None:
    """Return the name of somebody whom a question gives a title, by the last name."""
    return next((name for name in titled_in(reading) if name.casefold().endswith(last)), None)


def _counted(reading: Reading) -> bool:
    asked = EVERY.search(reading.text)
    return asked is not None and asked["counted"] is not None


def _last_said(patterns: Mapping[T, re.Pattern[str]], text: str) -> T | None:
    """Return what is said last in `text`: a question that follows another changes that."""
    said = {
        each: match.start()
        for each, pattern in patterns.items()
        for match in pattern.finditer(text)
    }
    return max(said, key=said.__getitem__, default=None)


def _wanted(found: RecordedDecision, listing: Listing) -> bool:
    decision = found.decision
    return (
        _of_kind(decision, listing)
        and (listing.mover is None or moved_by(decision, listing.mover))
        and listing.outcome in (None, decision.outcome)
        and (listing.action is None or listing.action in decision.actions)
        and listing.matter <= frozenset(terms(_named(found)))
    )


def _of_kind(decision: Decision, listing: Listing) -> bool:
    if listing.kind is None:
        return listing.mover is not None or decision.kind is not DecisionKind.AMENDMENT
    # a motion that was carried is a resolution
    moved = listing.kind is DecisionKind.MOTION and decision.kind is DecisionKind.RESOLUTION
    return decision.kind is listing.kind or (moved and decision.proposer is not None)


def _named(found: RecordedDecision) -> str:
    item = found.decision.agenda_item
    named = (item.title if item else None, found.body, found.document.description.council)
    return " ".join([found.decision.text, *filter(None, named)])


def _tells(decision: Decision) -> bool:
    decided = words_of(decision, ProofOf.DECIDED)
    return says_what(decision) and not PROCEDURE.search(f"{decision.text} {decided}")


def _of_minutes(found: RecordedDecision) -> bool:
    return found.document.description.kind is DocumentKind.MINUTES


def _only_noted(decision: Decision) -> bool:
    return set(decision.actions) == {Action.NOTED}
