"""The votes of minutes while they are read: figures, and lists of names under their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.decisions.ballots import (
    Ballot,
    Draft,
    Motion,
    add_side,
    add_vote,
    draft_of,
    fill_side,
    target,
)
from indexer.decisions.events import LABELLED, Event, Voted, events_in
from indexer.decisions.matter import Matter
from indexer.decisions.outcomes import Ended
from indexer.decisions.paragraphs import Paragraph, Span
from indexer.decisions.people import are_names, names_in, runs_on
from indexer.decisions.records import DecisionKind, Outcome, Side
from indexer.decisions.votes import labels_in, side_of
from indexer.decisions.wording import sentence_of

ASKED = re.compile(
    r"^\W*(?P<people>[A-Z].{2,90}?)\s+(?:asked|requested|wished)\s+(?:that\s+)?(?:for\s+)?"
    r"(?:his|her|their)\s+(?:votes?\s+against|dissent|opposition)\s+(?:to\s+)?be\s+(?:recorded|minuted|noted)\W*$"
)


class Counting:
    """What is open of motions and votes within an agenda item.

    ``words`` is where further paragraphs belong while a motion or a resolution goes on; ``side`` is
    the side of a vote whose names are awaited.
    """

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.motions: list[Motion] = []
        self.ballot: Ballot | None = None
        self.resolution: Draft | None = None
        self.words: list[Span] | None = None
        self.side = ""
        self.names = ""
        self.matter = Matter()

    def vote(self, paragraph: Paragraph, event: Voted) -> None:
        """Add the vote of a line that tells nothing else; a list that is resolved goes on after."""
        resolution = self.resolution
        if resolution and (self.words is resolution.words or (resolution.vote and not self.ballot)):
            add_vote(resolution, event.vote, paragraph.span)
            return
        if self.ballot is None:
            self.ballot = Ballot(paragraph, matter=self.matter.title)
        add_vote(self.ballot, event.vote, paragraph.span)

    def count(self, paragraph: Paragraph) -> None:
        """Take the sides of a vote that a paragraph lists, with their figures and names."""
        for label in labels_in(paragraph.text):
            side = self.side = self.ballot.side_of(label) if self.ballot else label.side
            if not side:
                continue
            names = paragraph.text[label.stop : label.end]
            span = paragraph.part(label.start, label.end)
            held = self.resolution.vote if self.resolution else None
            if (
                self.ballot is None
                and self.resolution is not None
                and (held is None or getattr(held, side).names is None)
            ):
                # The names stand after what was resolved.
                add_side(self.resolution, side, label.count, names, span)
            else:
                if self.ballot is None or self.ballot.lists(side):
                    self.close_ballot()
                    self.ballot = Ballot(paragraph, matter=self.matter.title)
                    side = self.ballot.side_of(label)
                add_side(self.ballot, side, label.count, names, span)
            self.side, self.names = side, names

    def leave_side(self) -> None:
        """Leave open who voted so where what stands under the heading of a side is not read."""
        if holder := self.ballot or self.resolution:
            holder.empty.pop(self.side, None)

    def takes_names(self, paragraph: Paragraph) -> bool:
        """Take names that follow the heading of their side, or go on after a page's end."""
        holder = self.ballot or self.resolution
        if not self.side or holder is None or holder.vote is None or paragraph.heading:
            return False
        side = getattr(holder.vote, self.side)
        if side.names is None:
            wanted = side.count != 0
        else:
            wanted = runs_on(self.names) or (
                side.count is not None and len(side.names) < side.count
            )
        if not wanted or LABELLED.match(paragraph.text) or events_in(paragraph.text):
            return False
        if not are_names(paragraph.text):
            return False
        self.names = f"{self.names} {paragraph.text}"
        fill_side(holder, self.side, side_of(side.count, self.names), paragraph.span)
        return True

    def fails(self, paragraph: Paragraph, events: Sequence[Event]) -> None:
        """Take that what was just voted on was lost, be it worded as what is resolved."""
        for event in events:
            if not isinstance(event, Ended) or event.outcome is not Outcome.LOST:
                continue
            told = sentence_of(paragraph, event.start, event.stop)
            if self.ballot is not None:
                self.ballot.outcome = Outcome.LOST
                self.ballot.ended.append(told)
            elif self.resolution is not None:
                self.resolution.outcome, self.resolution.kind = Outcome.LOST, DecisionKind.MOTION
                self.resolution.decided.append(told)

    def takes_dissent(self, paragraph: Paragraph) -> bool:
        """Take who asked that a vote against what was resolved be recorded.

        Only where as many are said to have voted so: of others who did the record may not tell.
        """
        asked = ASKED.match(paragraph.text)
        vote = self.resolution.vote if self.resolution else None
        if asked is None or self.resolution is None or vote is None:
            return False
        names = names_in(asked["people"])
        if vote.against.names is not None or vote.against.count != len(names):
            return False
        fill_side(self.resolution, "against", Side(len(names), names), paragraph.span)
        return True

    def close_ballot(self) -> None:
        """End a vote that no resolution followed: it is a decision of its own."""
        ballot, self.ballot, self.side = self.ballot, None, ""
        if ballot is None:
            return
        motion = target(self.motions, ballot)
        draft = draft_of(ballot, motion)
        if draft is not None:
            self.drafts.append(draft)
            if motion is not None:
                self.motions.remove(motion)
