"""A question for what is spent, or saved: on a service, or in all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from indexer.terms import terms
from service.answers import Reading
from service.language import content_terms, relative_times

_WHAT = r"(?:what|how (?:much|big|large))(?:['’]s| (?:is|are|was|were)| will be) "
_DOES = r"(?:is|are|was|were|will|would|does|do|did|has|have|had|should)"
_OF = r"(?:(?:[\w’'-]+ ){0,4}?)"
_SPENT = (
    r"(?:spen[dt]s?|spending|pays?|paid|paying|budget(?:s|ed|ing)?|allocat(?:e[ds]?|ing)"
    r"|set(?:ting)? aside)"
)
_OVERSPENT = r"(?:over|under)[- ]?spen(?:ds?|t|ding)"
_BUDGET = r"(?:budget|spending|spend|expenditure|costs?)"
_PAYS = r"(?:hire|rent|book|buy|park|register|apply|marry|join|use)\b"
_MATTER = r"(?P<matter>[^?,;.:]+?)"
_NAME = r"(?P<matter>(?:[\w&’'-]+ ){0,4}?[\w&’'-]+?)"
_OURS = r"(?:the council['’]s|the|our|an?)"
_MONEY = r"(?P<matter>(?:[\w&’'-]+ ){0,4}?(?:debts?|borrowing|grants?|bonus|levy))"
_WHEN = (
    r"(?: (?:(?:in|for|during) (?:(?:the )?(?:\w+ )?year )?20\d\d(?:\s?[-/–]\s?\d{2,4})?"
    r"|(?:for )?(?:this|next|last|each|every|a|per) (?:\w+ )?year|in (?:total|all)|overall"
    r"|altogether|now))*"
)
_WHOLE = (
    r"(?:(?:the|our|your|council['’]?s?|(?P<owner>(?!council['’])[\w-]+)['’]s"
    r"|total|overall|net|gross|revenue|annual) )*"
)
_TO = (
    r"(?:(?:be|been|still|need(?:s|ed|ing)?|ha(?:s|ve|d)|want(?:s|ing)?|plan(?:s|ned|ning)?|hop(?:e|es|ing)"
    r"|aim(?:s|ing)?|going|try(?:ing)?|expect(?:s|ed|ing)?|propos(?:e|es|ing)|to|make|find) )*"
)
_COUNCIL = r"(?:the |our )?(?:\w+ ){0,2}(?:council|authority)"


def _asking(*forms: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\W*(?:and )?{form}\W*", re.IGNORECASE) for form in forms)


OVERSPENT = _asking(
    rf"how much {_DOES} {_OF}{_OVERSPENT} (?:on|by|for|in) {_MATTER}",
    rf"{_WHAT}{_OF}{_OVERSPENT} (?:on|by|for|in) {_MATTER}",
)
"""Ask how much more or less was spent on a thing than planned."""
SPENT = _asking(
    rf"how much (?:money )?{_DOES} {_OF}{_SPENT} (?:in total )?(?:on|for|to|into) {_MATTER}",
    rf"how much {_DOES} (?!(?:it|an?|my)\b){_MATTER} costs?(?: {_COUNCIL})?",
    rf"how much {_DOES} it costs? (?:{_COUNCIL} )?to (?!{_PAYS})\w+ (?:rid of )?{_MATTER}",
    rf"{_WHAT}{_OF}{_BUDGET} (?:for|of|on) {_MATTER}",
    rf"{_WHAT}(?:the |our )?{_NAME} {_BUDGET}{_WHEN}",
    rf"what {_DOES} {_OF}(?:spend|spending|spent|pay) on {_MATTER}",
    rf"(?:the )?(?:budget|spending|spend|expenditure) (?:for|on) {_MATTER}",
)
"""Ask what is spent on a thing."""
OF_A_LINE = _asking(
    rf"how much (?:is|are|was|were) (?:{_OURS} )?{_MONEY}",
    rf"what(?:['’]s| is| are| was| were) (?:{_OURS} )?{_MONEY}",
    rf"how much {_MONEY} {_DOES} {_COUNCIL} (?:have|hold|get|receive)",
)
"""Ask for what a line of accounts tells beside spending: a grant, or the debt."""
OWED = _asking(rf"how much (?:money )?{_DOES} {_COUNCIL} owe")
"""Asks for the debt."""
OVERSPENT_IN_ALL = _asking(
    rf"{_WHAT}{_WHOLE}(?:(?:forecast|current|projected|expected) )?{_OVERSPENT}{_WHEN}",
    rf"(?:by )?how much {_DOES} {_COUNCIL} (?:been )?(?:{_OVERSPENT}|over budget)(?: by)?{_WHEN}",
    rf"{_DOES} {_COUNCIL} (?:overspent|overspending|over budget){_WHEN}",
)
"""Ask how much more or less the whole council spends than it planned."""
SPENT_IN_ALL = _asking(
    rf"{_WHAT}{_WHOLE}(?:budget(?: requirement)?|spending|expenditure){_WHEN}",
    rf"how much (?:money )?{_DOES} {_COUNCIL} (?:spend|spending|spent){_WHEN}",
)
"""Ask what the whole council spends."""
SAVED_IN_ALL = _asking(
    rf"how much (?:money )?{_DOES} {_COUNCIL} {_TO}(?:sav(?:e|ed|ing)|cut(?:ting)?){_WHEN}",
    rf"(?:what|which|how much in) (?:savings|cuts) {_DOES} {_COUNCIL} {_TO}"
    rf"(?:ma[dk]e|making|plan(?:ned|ning)?|propos(?:e|ed|ing)|need|find){_WHEN}",
    rf"{_WHAT}{_WHOLE}(?:(?:planned|proposed|required|budget) )*(?:savings|cuts)"
    rf"(?: (?:target|requirement))?{_WHEN}",
    rf"what (?:savings|cuts) (?:are|were|will) (?:be(?:ing)? |to be )?"
    rf"(?:made|planned|proposed|needed|required){_WHEN}",
)
"""Ask what the whole council saves."""
MORE = re.compile(
    r"\b(?:per|each|every|average|more|less|fewer|extra|than|who|which|why|when|how|if|that|and|or"
    r"|compared|between|since|because|from|by|after|before|until|not|only|sav\w+|cut\w*|capital)\b",
    re.IGNORECASE,
)
"""Words of a question that asks for more than what is spent on one thing."""
NO_MATTER = frozenset(
    terms(
        "total net gross overall annual annually budget spending money year financial revenue "
        "service services provision people council county authority all everything it them this"
    )
)
"""Terms that do not say what money is spent on."""


class Money(StrEnum):
    """Which figures a question asks for."""

    SPENT = "spent"
    OVERSPENT = "overspent"
    LINE = "line"
    SAVED = "saved"


class Spending(Struct, frozen=True):
    """What a question asks the spending on: a ``matter``, empty where it is the whole council.

    ``terms`` are those of the matter, ``money`` is which figures on it are asked for.
    """

    matter: str
    terms: frozenset[str]
    money: Money


def spending_asked_for(reading: Reading) -> Spending | None:
    """Return what a question asks the spending on; None where it asks for anything else."""
    asked = reading.text.strip()
    if any(pattern.fullmatch(asked) for pattern in OWED):
        return Spending("debt", frozenset(terms("debt")), Money.LINE)
    for money, matter in _matters_in(asked):
        if found := _terms_of(matter["matter"], reading):
            return Spending(matter["matter"], found, money)
    own = frozenset(terms(" ".join(council.name for council in reading.named)))
    in_all = {
        Money.OVERSPENT: OVERSPENT_IN_ALL,
        Money.SPENT: SPENT_IN_ALL,
        Money.SAVED: SAVED_IN_ALL,
    }
    for money, patterns in in_all.items():
        for whole in filter(None, (pattern.fullmatch(asked) for pattern in patterns)):
            if own.issuperset(terms(whole.groupdict().get("owner") or "")):
                return Spending("", frozenset(), money)
    return None


def matter_spent_on(question: str) -> tuple[int, int] | None:
    """Return where a question names what it asks the spending on; None where it does not."""
    return next((found.span("matter") for _, found in _matters_in(question)), None)


def _matters_in(question: str) -> Iterator[tuple[Money, re.Match[str]]]:
    forms = {Money.OVERSPENT: OVERSPENT, Money.SPENT: SPENT, Money.LINE: OF_A_LINE}
    for money, patterns in forms.items():
        for pattern in patterns:
            found = pattern.fullmatch(question)
            if found and not MORE.search(found["matter"]):
                yield money, found


def _terms_of(matter: str, reading: Reading) -> frozenset[str]:
    """Return the terms of a matter, without the times and councils that the question names."""
    named = [council.name for council in reading.named] + [each.words for each in reading.periods]
    unsaid = NO_MATTER.union(relative_times(reading.text), terms(" ".join(named)))
    return frozenset(content_terms(matter)) - unsaid
