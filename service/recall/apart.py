"""Whether a question means the decision that was found, and none of the others like it.

Minutes of one item may hold many amendments, or several motions: each repeats what it is to change,
and a question that speaks of one that nobody moved is like all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from indexer.decisions.records import DecisionKind, Outcome, ProofOf
from indexer.terms import terms
from service.decisions import RecordedDecision
from service.recall.asking import A_MOTION, asks_for_amendment
from service.recall.division import stands_at
from service.recall.matching import AMENDING, Words, title_terms
from service.recall.values import Records

AsMoved = Callable[[RecordedDecision], frozenset[str]]
"""Returns the terms of a motion as it was first moved."""


def as_moved_in(records: Records) -> AsMoved:
    """Return what tells how a motion was first moved, by the minutes in `records`.

    It stands with who moved it, or after, and is about as long as what became of it. Where that is
    not to be found it is all of what became of it.
    """

    def as_moved(found: RecordedDecision) -> frozenset[str]:
        sections = records.sections(found.document.id)
        text = found.decision.text
        for proof in found.decision.proofs:
            if proof.of is ProofOf.MOVED:
                page = records.page(found.document.id, proof.page)
                if place := stands_at(proof, sections, page):
                    ordinal, start, stop = place
                    end = max(stop, start + len(text))
                    return frozenset(terms(sections[ordinal].text[start:end]))
        return frozenset(terms(text))

    return as_moved


def amends(found: RecordedDecision) -> bool:
    """Return whether a decision was on an amendment."""
    return found.decision.kind is DecisionKind.AMENDMENT


def may_be_meant(found: RecordedDecision, question: str) -> bool:
    """Return whether a decision is of the kind that `question` names: an amendment, where it does.

    What is on the amendment of something by its title counts, too.
    """
    return (
        not asks_for_amendment(question)
        or amends(found)
        or not AMENDING.isdisjoint(title_terms(found.decision))
    )


def like_it(
    best: int, of_item: Sequence[int], decisions: Sequence[RecordedDecision], question: str
) -> Sequence[int]:
    """Return which decisions on its item are like the `best`, itself among them.

    These are amendments, or where `question` speaks of a motion, what somebody moved. There are
    none where nothing has to be told apart: one amendment is that, unless the question names it so.
    """
    if amends(decisions[best]):
        every = [at for at in of_item if amends(decisions[at])]
        return every if len(every) > 1 or asks_for_amendment(question) else ()
    moved = [at for at in of_item if decisions[at].decision.proposer and not amends(decisions[at])]
    return moved if A_MOTION.search(question) and best in moved and len(moved) > 1 else ()


def meant(
    best: int,
    like: Mapping[int, frozenset[str]],
    rivals: Collection[int],
    decisions: Sequence[RecordedDecision],
    asked: Words,
    as_moved: AsMoved,
) -> int | None:
    """Return which of the decisions `like` the best one is meant; None where that is unsure.

    Where the words of several are equally near, it is the first that was carried, if it brought
    them in: minutes write out the amended motion again with every amendment after it.
    """
    title = title_terms(decisions[best].decision)
    if asked.told_apart(best, like, title, rivals):
        return best
    first, *later = sorted(like)
    whole = _amended(decisions[first], decisions)
    if later and whole and decisions[first].decision.outcome is Outcome.CARRIED:
        before = title | as_moved(whole)
        brought = {first: like[first], **dict.fromkeys(later, before)}
        if asked.told_apart(first, brought, title, later):
            return first
    return None


def _amended(
    found: RecordedDecision, decisions: Sequence[RecordedDecision]
) -> RecordedDecision | None:
    """Return what became of the motion that an amendment was to, or None."""
    moved = [
        each
        for each in decisions
        if same_item(each, found) and not amends(each) and each.decision.proposer
    ]
    return moved[-1] if amends(found) and moved else None


def same_item(one: RecordedDecision, other: RecordedDecision) -> bool:
    """Return whether two decisions stand under one agenda item of one paper."""
    papers = {(each.document.id, each.document.first_page) for each in (one, other)}
    if len(papers) > 1:
        return False
    if one.decision.agenda_item is None:
        return one.decision.section == other.decision.section
    return one.decision.agenda_item == other.decision.agenda_item
