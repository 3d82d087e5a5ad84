"""What of a meeting's record a question asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from indexer.terms import terms
from service.answers import Reading, Sought
from service.interpret.council_tax import council_tax_asked_for
from service.interpret.fees import fee_asked_for
from service.interpret.sought import DECIDED, REJECTED
from service.interpret.spending import spending_asked_for
from service.recall.discussed import matter_discussed
from service.recall.listing import LATEST, listing_asked_for
from service.recall.meeting import asked_of_meeting
from service.recall.membership import MEMBERS
from service.recall.naming import matter_said
from service.recall.office import office_asked_for
from service.recall.papers import papers_asked_for
from service.recall.recommended import matter_recommended
from service.recall.short_forms import short_form_asked_for


class Asked(StrEnum):
    """What of a record is asked for."""

    OUTCOME = "outcome"
    DAY = "day"
    MOVER = "mover"
    CHAIR = "chair"
    AWAY = "away"
    THERE = "there"
    OFFICE = "office"
    MEANING = "meaning"
    SHORT_FORM = "short_form"
    DECISIONS = "decisions"
    MEETING = "meeting"
    DISCUSSED = "discussed"
    RECOMMENDED = "recommended"
    PAPERS = "papers"
    SPENDING = "spending"
    COUNCIL_TAX = "council_tax"
    FEE = "fee"


IN_PASSAGES = frozenset({Asked.OFFICE, Asked.MEANING, Asked.SHORT_FORM})
"""What is read in passages when it is asked for, not when minutes are indexed."""
OF_ACCOUNTS = frozenset({Asked.SPENDING, Asked.COUNCIL_TAX, Asked.FEE})
"""What is recalled only where a question asks nothing else."""
ALL_OF_IT = OF_ACCOUNTS | {Asked.DECISIONS, Asked.MEETING, Asked.PAPERS}
"""What is asked for alone: decisions, papers, when and where a meeting is, what a service costs."""
SAID_WHOLE = frozenset({Asked.CHAIR, Asked.AWAY, Asked.THERE, Asked.OFFICE, Asked.MEANING})
"""What the words of a record answer whole: who was there, or holds an office, or what is meant."""
TOLD_OF_A_MATTER = frozenset({Asked.DISCUSSED, Asked.RECOMMENDED})
"""What a record answers whole where nothing but a day or a decision is sought."""
WHO_WAS_THERE = frozenset({Asked.CHAIR, Asked.AWAY, Asked.THERE})
"""What the list of those at a meeting answers."""
LISTED = frozenset({Asked.AWAY, Asked.THERE})
"""What the lists in minutes answer."""
HOW = frozenset({Sought.VOTE, Sought.DECISION})
"""What the record of a decision answers."""
_TO_MEETINGS = frozenset(
    terms(
        "councillor member people who was were there away absent absence apology apologies sent "
        "send gave give miss missed attend attended attendance present list name any my last "
        "latest recent"
    )
)
"""Terms that ask who was at a meeting, and name none."""
SOME_BODY = re.compile(
    r"\b(?:(?:sub-?)?committee|board|panel|cabinet|executive|forum|group|commission)s?\b",
    re.IGNORECASE,
)
OF_A_VOTE = HOW | {Sought.PERSON, Sought.NUMBER}
"""What the record of a vote tells: how many and who were for and against, who moved it."""
VOTED_ON = re.compile(
    rf"\b(?:motion|amendment|proposal|vote[ds]?|carried|pass(?:ed)?|back(?:ed)?|{REJECTED})\b",
    re.IGNORECASE,
)
"""Words for what is put to a vote, and for how that ends."""
IN_AN_ELECTION = re.compile(
    r"\b(?:elections?|referendum)\b[^?.]*\b(?:how many|who) (?:[\w’'-]+ ){0,2}voted\b"
    r"(?! (?:for|against|on|to|it|down)\b)|"
    r"\bvot(?:e|ed|ing) in (?:[\w’'-]+ ){0,6}(?:elections?|referendum)\b",
    re.IGNORECASE,
)
"""Asks for what residents voted, not for what a meeting did."""
CALLED_IN = re.compile(
    r"\bdecisions?\b[^?.]{0,60}\bcalled[ -]in\b|\bcalled[ -]in\b[^?.]*\bdecisions?\b",
    re.IGNORECASE,
)
"""Asks for what was called in, not for what was decided."""
_PEOPLE = {
    Asked.MOVER: r"\b(?:propos(?:ed|er|ers)|second(?:ed|er)|moved|mover)\b"
    r"|\bwhose (?:motion|amendment|proposal)\b",
    Asked.CHAIR: r"\bchair(?:ed|s|ing|man|woman|person)?\b|\bpresid(?:ed|ing)\b",
    Asked.AWAY: r"\bapolog(?:y|ies|ise[ds]?|ized?)\b|\babsent\b|\babsence\b|\bmissed\b",
    Asked.THERE: r"\b(?:attended|attendance|turned up)\b|\b(?:was|were) (?:there|present"
    r"|at the (?:[\w-]+ ){0,4}meeting)\b|" + MEMBERS.pattern,
}
PEOPLE = {asked: re.compile(words, re.IGNORECASE) for asked, words in _PEOPLE.items()}
WHEN_DECIDED = re.compile(
    rf"\bwhen (?:did|was|were|has|have)\b[^?.,;]*\b(?:{DECIDED}|pass(?:ed)?|reject(?:ed)?|refused?|"
    r"voted?)\b|\b(?:at|in) (?:which|what) meeting\b",
    re.IGNORECASE,
)
"""Asks for the day of a decision, which is that of its meeting."""
AN_AMENDMENT = re.compile(r"\b(?:amendment|amending)\b", re.IGNORECASE)
A_MOTION = re.compile(r"\bmotion\b", re.IGNORECASE)
A_PETITION = re.compile(r"\bpetition\b", re.IGNORECASE)
LAST = re.compile(r"\bfinal(?:ly)?\b|\bsubstantive\b|\bin the end\b|\beventually\b", re.IGNORECASE)


ASKED_FOR: Mapping[Asked, Callable[[Reading], object]] = {
    Asked.DECISIONS: listing_asked_for,
    Asked.MEETING: asked_of_meeting,
    Asked.DISCUSSED: matter_discussed,
    Asked.RECOMMENDED: matter_recommended,
    Asked.PAPERS: papers_asked_for,
    Asked.SPENDING: spending_asked_for,
    Asked.COUNCIL_TAX: council_tax_asked_for,
    Asked.FEE: fee_asked_for,
}
"""What tells from a question that such a thing is asked for, and returns what of it."""


def asked_by(reading: Reading) -> frozenset[Asked]:
    """Return what of a record a question asks for; nothing where it asks for none of it."""
    found: set[Asked] = set()
    of_something_else = IN_AN_ELECTION.search(reading.text) or CALLED_IN.search(reading.text)
    if HOW.intersection(reading.sought) and not of_something_else:
        found.add(Asked.OUTCOME)
    if WHEN_DECIDED.search(reading.text):
        found.add(Asked.DAY)
    named = _named(reading.text)
    if Sought.PERSON in reading.sought or Asked.AWAY in named or MEMBERS.search(reading.text):
        found |= named
    if office_asked_for(reading.text):
        found.add(Asked.OFFICE)
    found |= {asked for asked, asked_for in ASKED_FOR.items() if asked_for(reading)}
    short = short_form_asked_for(reading.text)
    if short:
        found.add(Asked.MEANING if short.alone else Asked.SHORT_FORM)
    return frozenset(found)


def said_whole(reading: Reading) -> bool:
    """Return whether what a record has for a question is all that it asks for."""
    asked = asked_by(reading)
    if asked & TOLD_OF_A_MATTER:
        return set(reading.sought) <= {Sought.DATE, Sought.DECISION}
    return bool(asked & ALL_OF_IT) or (
        set(reading.sought) <= {Sought.PERSON} and asked <= SAID_WHOLE
    )


def asks_alone(reading: Reading) -> bool:
    """Return whether a question asks for what is recalled only where nothing else is asked."""
    return bool(asked_by(reading) & OF_ACCOUNTS)


def asks_how(reading: Reading) -> bool:
    """Return whether a question asks how they voted, or how what was moved ended, and no more."""
    of_a_vote = Sought.VOTE in reading.sought or (
        Sought.DECISION in reading.sought and VOTED_ON.search(reading.text) is not None
    )
    return of_a_vote and OF_A_VOTE.issuperset(reading.sought)


def asks_for_day(reading: Reading) -> bool:
    """Return whether a question asks when a thing was decided, and for no more of its record."""
    return asked_by(reading) == {Asked.DAY}


def asks_of_newest_meeting(reading: Reading) -> bool:
    """Return whether a question asks who was at the newest meeting, or belongs to a body now.

    Of the whole council's where it names no body, held or not, and no time and no matter.
    """
    if reading.bodies:
        return bool(LATEST.search(reading.text) or MEMBERS.search(reading.text))
    named = reading.periods or SOME_BODY.search(reading.text) or matter_said(reading, _TO_MEETINGS)
    return not named and bool(asked_by(reading) & LISTED)


def asks_for_amendment(question: str) -> bool:
    """Return whether `question` asks for one amendment: not for the amended, nor for all."""
    return AN_AMENDMENT.search(question) is not None


def asks_for_what_was_put(question: str) -> bool:
    """Return whether `question` asks for a motion or petition."""
    return A_MOTION.search(question) is not None or A_PETITION.search(question) is not None


def asks_for_last(question: str) -> bool:
    """Return whether `question` asks how a matter ended, after other votes on it."""
    return LAST.search(question) is not None


def _named(question: str) -> set[Asked]:
    return {asked for asked, pattern in PEOPLE.items() if pattern.search(question)}
