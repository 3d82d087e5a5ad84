"""What is open while minutes are read: motions without outcome, votes without motion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from indexer.decisions.paragraphs import Paragraph, Span
from indexer.decisions.records import DecisionKind, Outcome, Vote
from indexer.decisions.votes import Label, side_of


@dataclass
class Draft:
    """A decision in the making: what `indexer.decisions.reading` makes a record of.

    ``words`` are what was decided or moved; ``decided``, ``moved`` and ``voted`` prove it.
    """

    kind: DecisionKind
    outcome: Outcome
    paragraph: Paragraph
    words: list[Span]
    decided: list[Span]
    moved: list[Span] = field(default_factory=list)
    voted: list[Span] = field(default_factory=list)
    proposer: str | None = None
    seconder: str | None = None
    vote: Vote | None = None


@dataclass
class Motion:
    """Something moved; ``words`` are what, ``spans`` who moved it."""

    paragraph: Paragraph
    amendment: bool
    mover: str | None = None
    seconder: str | None = None
    spans: list[Span] = field(default_factory=list)
    words: list[Span] = field(default_factory=list)


@dataclass
class Ballot:
    """A vote: on ``what``, set out in the paragraph numbered ``paragraph``, where that is said."""

    at: Paragraph
    what: str = ""
    paragraph: str = ""
    outcome: Outcome | None = None
    vote: Vote | None = None
    voted: list[Span] = field(default_factory=list)
    ended: list[Span] = field(default_factory=list)

    @property
    def begun(self) -> bool:
        """Whether it has figures or an outcome already."""
        return self.outcome is not None or self.vote is not None

    def lists(self, side: str) -> bool:
        """Return whether that side of it is listed already."""
        return self.vote is not None and getattr(self.vote, side).names is not None


def add_side(holder: Draft | Ballot, label: Label, names: str, span: Span) -> None:
    """Add to a vote the side that `label` heads; a figure given before in a sentence stays."""
    held = holder.vote or Vote()
    side = side_of(label.count, names)
    if side.count is None:
        side = msgspec.structs.replace(side, count=getattr(held, label.side).count)
    holder.vote = msgspec.structs.replace(held, **{label.side: side})
    holder.voted.append(span)


def latest(motions: Sequence[Motion]) -> Motion | None:
    """Return what a resolution resolves where no vote says: the last motion, not an amendment."""
    base = [motion for motion in motions if not motion.amendment]
    return _last(base or motions)


def target(motions: Sequence[Motion], ballot: Ballot) -> Motion | None:
    """Return which of `motions` a vote is on, or None where it is on none of them.

    An amended motion is in the name of those who first moved it, whatever paragraph sets it out.
    """
    numbered = [
        motion
        for motion in motions
        if ballot.paragraph and motion.paragraph.number == ballot.paragraph
    ]
    amendments = [motion for motion in motions if motion.amendment]
    base = [motion for motion in motions if not motion.amendment]
    if ballot.what.startswith(("substantive", "amended")):
        return next(iter(base or amendments), None)
    if ballot.paragraph and not numbered and ballot.vote is None:
        # It tells again of a vote that was told of before.
        return None
    if ballot.what == "amendment":
        return _last(numbered or amendments)
    if ballot.what == "motion":
        return _last(numbered or base)
    return _last(numbered or motions)


def draft_of(ballot: Ballot, motion: Motion | None) -> Draft | None:
    """Return the decision that a vote amounts to where no resolution follows it, or None."""
    outcome = ballot.outcome or by_figures(ballot.vote)
    if outcome is None or (motion is None and ballot.vote is None):
        return None
    kind = DecisionKind.RESOLUTION if outcome is Outcome.CARRIED else DecisionKind.MOTION
    if motion.amendment if motion else ballot.what == "amendment":
        kind = DecisionKind.AMENDMENT
    decided = ballot.ended or ballot.voted
    if motion is None:
        return Draft(kind, outcome, ballot.at, decided, decided, [], ballot.voted, vote=ballot.vote)
    words = motion.words or decided
    return Draft(
        kind, outcome, motion.paragraph, words, decided, motion.spans, ballot.voted,
        motion.mover, motion.seconder, ballot.vote,
    )  # fmt: skip


def by_figures(vote: Vote | None) -> Outcome | None:
    """Return how a vote ended of which only the figures are printed; None at a tie."""
    ayes = vote.in_favour.number if vote else None
    noes = vote.against.number if vote else None
    if ayes is None or noes is None or ayes == noes:
        return None
    return Outcome.CARRIED if ayes > noes else Outcome.LOST


def _last(motions: Sequence[Motion]) -> Motion | None:
    return motions[-1] if motions else None
