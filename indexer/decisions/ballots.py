"""What is open while minutes are read: motions without outcome, votes without motion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from indexer.decisions.paragraphs import Paragraph, Span
from indexer.decisions.records import DecisionKind, Outcome, Side, Vote
from indexer.decisions.votes import EVERYBODY, Label, side_of

NEGATION = re.compile(r"\bnot\b", re.IGNORECASE)
TOLD = range(5, 41)
"""Words of a motion or a resolution: of fewer it is not told, in more a "not" may be of a part."""


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
    empty: dict[str, Span] = field(default_factory=dict)

    def name(self, name: str, span: Span, seconds: bool) -> None:
        """Take the name of who moved or seconded it, which stands in `span`."""
        self.moved.append(span)
        if seconds:
            self.seconder = name
        else:
            self.proposer = name


@dataclass
class Motion:
    """Something moved; ``words`` are what, ``spans`` who moved it.

    ``said`` is what was moved in words, as far as these stand with or below the mover's name;
    ``matter`` is what it is on where labels alone say that it was moved: "MOVED BY: King".
    """

    paragraph: Paragraph
    amendment: bool
    mover: str | None = None
    seconder: str | None = None
    spans: list[Span] = field(default_factory=list)
    words: list[Span] = field(default_factory=list)
    matter: list[Span] = field(default_factory=list)
    said: str = ""

    def denies(self, resolved: str) -> bool:
        """Return whether one of what was moved and what was `resolved` says not, and one does not.

        What was moved is lost then, though no word says so.
        """
        both = self.said, resolved
        negated = [NEGATION.search(words) is not None for words in both]
        return all(len(words.split()) in TOLD for words in both) and negated[0] != negated[1]

    def name(self, name: str, *spans: Span, seconds: bool) -> None:
        """Take the name of who moved or seconded it, which stands in `spans`."""
        self.spans += spans
        if seconds:
            self.seconder = name
        else:
            self.mover = name


@dataclass
class Ballot:
    """A vote: on ``what``, set out in the paragraph numbered ``paragraph``, where that is said.

    ``matter`` is what the item is on. ``empty`` are the headings of sides after which nothing
    stands. ``put`` is what its first list is for, where another may be for its rival: a motion
    against its amendment. ``alone`` says that how it ended is an outcome's own line.
    """

    at: Paragraph
    what: str = ""
    paragraph: str = ""
    put: str = ""
    matter: list[Span] = field(default_factory=list)
    alone: bool = False
    outcome: Outcome | None = None
    vote: Vote | None = None
    voted: list[Span] = field(default_factory=list)
    ended: list[Span] = field(default_factory=list)
    empty: dict[str, Span] = field(default_factory=dict)

    @property
    def begun(self) -> bool:
        """Whether it has figures or an outcome already."""
        return self.outcome is not None or self.vote is not None

    def tells(self, what: str, outcome: Outcome, paragraph: Paragraph) -> bool:
        """Return whether it has told this outcome in the same paragraph already."""
        told = any(
            span.section == paragraph.span.section
            and paragraph.span.start <= span.start < paragraph.span.stop
            for span in self.ended
        )
        return told and self.outcome is outcome and what in ("", self.what)

    def side_of(self, label: Label) -> str:
        """Return the side that a list is on: who is for the amendment is against the motion."""
        if label.side == "in_favour" and label.put:
            if self.put not in ("", label.put):
                return "against"
            self.put = label.put
            self.what = self.what or label.put
        return label.side

    def lists(self, side: str) -> bool:
        """Return whether that side of it is listed already."""
        named = self.vote is not None and getattr(self.vote, side).names is not None
        return named or side in self.empty


def add_side(holder: Draft | Ballot, name: str, count: int | None, names: str, span: Span) -> None:
    """Add to a vote the side `name`; a figure given before in a sentence stays."""
    held = holder.vote or Vote()
    side = side_of(count, names)
    if side == Side() and not EVERYBODY.match(names):
        holder.empty[name] = span
    else:
        holder.voted.append(span)
    if side.count is None:
        side = msgspec.structs.replace(side, count=getattr(held, name).count)
    holder.vote = msgspec.structs.replace(held, **{name: side})


def fill_side(holder: Draft | Ballot, side: str, filled: Side, span: Span) -> None:
    """Give a side whose heading stands before them its names, or more of them."""
    if heading := holder.empty.pop(side, None):
        holder.voted.append(heading)
    holder.vote = msgspec.structs.replace(holder.vote or Vote(), **{side: filled})
    holder.voted.append(span)


def close_sides(holder: Draft | Ballot) -> None:
    """Take the sides under whose heading nobody stands for empty, where names stand under others.

    Where no side has any, the page was read without them, or they stand elsewhere.
    """
    if holder.vote is None or not holder.vote.named:
        return
    for side, heading in holder.empty.items():
        if getattr(holder.vote, side) == Side():
            holder.vote = msgspec.structs.replace(holder.vote, **{side: Side(None, ())})
            holder.voted.append(heading)
    holder.empty = {}


def add_vote(holder: Draft | Ballot, vote: Vote, span: Span) -> None:
    """Add a vote that a line tells of; of several that differ none is that of the whole.

    Names that are listed stay.
    """
    if holder.vote is None or not holder.vote.named:
        holder.vote = vote if holder.vote in (None, vote) else Vote()
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
    if ballot.what == "item":
        return None
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
    close_sides(ballot)
    outcome = ballot.outcome or by_figures(ballot.vote)
    told = motion is not None or ballot.vote is not None or (ballot.alone and ballot.matter)
    if outcome is None or not told:
        return None
    kind = DecisionKind.RESOLUTION if outcome is Outcome.CARRIED else DecisionKind.MOTION
    if motion.amendment if motion else ballot.what == "amendment":
        kind = DecisionKind.AMENDMENT
    decided = ballot.ended or ballot.voted
    if motion is None:
        return Draft(
            kind, outcome, ballot.at, [*ballot.matter, *decided], decided, ballot.matter,
            ballot.voted, vote=ballot.vote,
        )  # fmt: skip
    words = [*motion.matter, *motion.words]
    moved = [*words, *motion.spans] if motion.matter else motion.spans
    return Draft(
        kind, outcome, motion.paragraph, words or decided, decided, moved, ballot.voted,
        motion.mover, motion.seconder, ballot.vote,
    )  # fmt: skip


def by_figures(vote: Vote | None) -> Outcome | None:
    """Return how a vote ended of which only the figures are printed; None at a tie.

    What is told as unanimous was carried.
    """
    if vote is not None and vote.unanimous:
        return Outcome.CARRIED
    ayes = vote.in_favour.number if vote else None
    noes = vote.against.number if vote else None
    if ayes is None or noes is None or ayes == noes:
        return None
    return Outcome.CARRIED if ayes > noes else Outcome.LOST


def _last(motions: Sequence[Motion]) -> Motion | None:
    return motions[-1] if motions else None
