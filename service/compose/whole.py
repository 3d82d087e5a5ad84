"""Completing what is quoted: a list with the words that lead it in, a vote with its outcome."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.records import Section
from service.answers import Sought
from service.compose.saying import asks
from service.compose.sentences import ENUMERATOR, Unit, units_of
from service.compose.traits import Choice
from service.stretch import Stretch

TALLY = re.compile(
    r"\b(?:(?:votes?\s+)?(?:for|in favou?r|against)|abstain\w*|abstention\w*|not voting)"
    r"\s*[:–-]?\s*\(?\d{1,3}\)?",
    re.IGNORECASE,
)
OUTCOME = re.compile(
    r"[^\n.]*\b(?:carried|lost|fell|agreed unanimously|rejected|not carried)\b[^\n.]*\.?",
    re.IGNORECASE,
)
LEADS_INTO_VOTE = re.compile(r"\b(?:vot(?:e|ed|es|ing)|division)\b", re.IGNORECASE)
BETWEEN_TALLIES = 900
"""Characters between two counts of one vote: the names of those who voted so."""
OUTCOME_WITHIN = 260
"""Characters around the counts within which the outcome stands."""
NEAR_A_VOTE = 900
"""Characters between a choice and the vote on it."""
AROUND = 600
"""Characters around a choice in which a list's other words stand."""
LIST_ITEMS = 4
"""Items of a list that are quoted with the words that lead it in."""


def completed(choice: Choice) -> Stretch:
    """Return what to quote for a choice so that it can stand by itself.

    Words that lead in a list ("RESOLVED that:") are quoted with the list's items, and so is a
    sentence that such words follow in its paragraph; an item that follows such words is quoted with
    them, a question with the sentence after it, which answers it.
    """
    text, start, stop = choice.section.text, choice.start, choice.stop
    begun = text.rfind("\n", 0, max(0, start - AROUND)) + 1
    units = [
        Unit(begun + unit.start, begun + unit.stop)
        for unit in units_of(text[begun : stop + LIST_ITEMS * AROUND])
    ]
    at = next((number for number, unit in enumerate(units) if unit.start == start), None)
    if at is None or "\t" in choice.text:
        return Stretch(start, stop)
    if _leads_in(choice.text):
        stop = _last_item(text, units, at)
    elif _goes_on_to_lead_in(text, units, at):
        stop = _last_item(text, units, at + 1)
    elif asks(choice.text):
        stop = _reply(text, units, at)
    elif at and ENUMERATOR.match(choice.text) and _leads_in(_words(text, units[at - 1])):
        start = units[at - 1].start
    return Stretch(start, stop)


def vote_for(choice: Choice, sought: Sequence[Sought]) -> Stretch | None:
    """Return the recorded vote that belongs to a choice, where a vote or decision is sought.

    It is the vote that the choice stands in, else the next one after it, else the one before.
    """
    if not {Sought.VOTE, Sought.DECISION, Sought.PERSON} & set(sought):
        return None
    votes = votes_in(choice.section)
    if Sought.VOTE not in sought and not LEADS_INTO_VOTE.search(choice.text):
        votes = [vote for vote in votes if vote.start <= choice.start < vote.stop]
    around = [
        (distance, vote) for vote in votes if (distance := _distance(choice, vote)) <= NEAR_A_VOTE
    ]
    return min(around, key=lambda pair: pair[0])[1] if around else None


def votes_in(section: Section) -> list[Stretch]:
    """Return where the votes of a section are recorded: their counts with the outcome."""
    groups: list[list[re.Match[str]]] = []
    for tally in TALLY.finditer(section.text):
        last = groups[-1][-1] if groups else None
        side = tally[0].split()[0].casefold()
        begun = groups and any(side == other[0].split()[0].casefold() for other in groups[-1])
        if last and tally.start() - last.end() <= BETWEEN_TALLIES and not begun:
            groups[-1].append(tally)
        else:
            groups.append([tally])
    return [_with_outcome(section.text, group) for group in groups if len(group) > 1]


def _with_outcome(text: str, tallies: Sequence[re.Match[str]]) -> Stretch:
    start, stop = tallies[0].start(), tallies[-1].end()
    start = text.rfind("\n", 0, start) + 1
    names = text.find("\n\n", stop + 3)
    stop = len(text) if names < 0 else names
    after = OUTCOME.search(text, stop, stop + OUTCOME_WITHIN)
    if after and "\n\n" not in text[stop : after.start()].strip("\n"):
        return Stretch(start, after.end())
    before = list(OUTCOME.finditer(text, max(0, start - OUTCOME_WITHIN), start))
    if before:
        start = before[-1].start()
        start += len(text[start:]) - len(text[start:].lstrip())
    return Stretch(start, stop)


def _distance(choice: Choice, vote: Stretch) -> float:
    if vote.start <= choice.start < vote.stop:
        return 0.0
    if vote.start >= choice.stop:
        return vote.start - choice.stop
    # The vote before a choice is less likely its own than the vote after it.
    return 2.0 * (choice.start - vote.stop)


def _leads_in(text: str) -> bool:
    return text.rstrip().endswith((":", ":-", ":–"))


def _goes_on_to_lead_in(text: str, units: Sequence[Unit], at: int) -> bool:
    """Return whether the next sentence stands in the same paragraph and leads in a list."""
    return (
        at + 1 < len(units)
        and "\n" not in text[units[at].stop : units[at + 1].start]
        and _leads_in(_words(text, units[at + 1]))
    )


def _last_item(text: str, units: Sequence[Unit], at: int) -> int:
    stop, items = units[at].stop, 0
    for unit in units[at + 1 :]:
        if items == LIST_ITEMS or (items and not ENUMERATOR.match(_words(text, unit))):
            break
        stop, items = unit.stop, items + 1
    return stop


def _reply(text: str, units: Sequence[Unit], at: int) -> int:
    """Return where the sentence after a question ends; the question's own end at a new item."""
    following = units[at + 1 : at + 2]
    replies = [unit for unit in following if not ENUMERATOR.match(_words(text, unit))]
    return replies[0].stop if replies else units[at].stop


def _words(text: str, unit: Unit) -> str:
    return text[unit.start : unit.stop]
