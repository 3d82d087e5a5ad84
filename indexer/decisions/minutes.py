"""Minutes as a sequence of events, and the decisions that they amount to.

A motion is moved; it is put, counted and carried or lost; what was carried is resolved. Any of
these may be missing, and figures stand before the outcome with one council and after it with
another. So what was moved is kept until it has its outcome, a vote until it has its motion, and
both go into the resolution that follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.decisions.ballots import (
    Ballot,
    Draft,
    Motion,
    add_side,
    add_vote,
    close_sides,
    draft_of,
    fill_side,
    latest,
    target,
)
from indexer.decisions.events import (
    LABELLED,
    Counted,
    Event,
    Labelled,
    Moved,
    Put,
    Resolved,
    Voted,
    events_in,
)
from indexer.decisions.matter import Matter
from indexer.decisions.outcomes import Ended
from indexer.decisions.paragraphs import Paragraph, Span
from indexer.decisions.people import are_names, names_in, runs_on
from indexer.decisions.records import DecisionKind, Outcome
from indexer.decisions.votes import TRAILING, labels_in, side_of
from indexer.decisions.wording import goes_on, opening_of

ACCORDINGLY = re.compile(r"\W*accordingly\b", re.IGNORECASE)
AFTERWARDS = re.compile(
    r"[.]\s+(?=(?:The\s+(?:Chair|Mayor|Leader|Vice)|(?:County\s+)?Councillors?\s|Cllrs?\b|Mr\b|Mrs\b|"
    r"Ms\b|Miss\b|Dr\b|A\s+recorded\s+vote))"
)


def drafts_of(paragraphs: Sequence[Paragraph]) -> list[Draft]:
    """Return the decisions of minutes, in order."""
    reading = _Reading()
    for paragraph in paragraphs:
        reading.take(paragraph)
    reading.close_item()
    for draft in reading.drafts:
        close_sides(draft)
    return sorted(reading.drafts, key=lambda draft: min(draft.decided))


class _Reading:
    """Where the reading stands within an agenda item.

    ``words`` is where further paragraphs belong while a motion or a resolution goes on, and
    ``opening`` the paragraph that began it; ``side`` is the side of a vote whose names are awaited,
    and ``unnamed`` the label whose mover or seconder is.
    """

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.place = ""
        self.motions: list[Motion] = []
        self.ballot: Ballot | None = None
        self.resolution: Draft | None = None
        self.words: list[Span] | None = None
        self.opening: Paragraph | None = None
        self.last: Paragraph | None = None
        self.side = ""
        self.names = ""
        self.labelled = False
        self.unnamed: tuple[Labelled, Span] | None = None
        self.matter = Matter()

    def take(self, paragraph: Paragraph) -> None:
        """Read one more paragraph."""
        if paragraph.place != self.place:
            self.close_item()
            self.place = paragraph.place
        if self._takes_names(paragraph) or self._takes_mover(paragraph):
            return
        if LABELLED.match(paragraph.text):
            self._close_ballot()
            self.words, self.labelled = None, True
            return
        events = events_in(paragraph.text)
        if not events:
            self._leave_side()
            self.matter.take(paragraph)
        if self.labelled and not events and not paragraph.heading:
            self._resolve(paragraph, Resolved(0, 0, None))
        elif not events:
            self._go_on(paragraph)
        elif isinstance(events[0], Voted):
            self._vote(paragraph, events[0])
            return
        elif not paragraph.heading or any(
            isinstance(event, Ended) and event.may_head for event in events
        ):
            self.words = None
            for position, event in enumerate(events):
                after = events[position + 1 : position + 2]
                until = opening_of(paragraph.text, after[0].start) if after else len(paragraph.text)
                self._happens(paragraph, event, until)
        self.last, self.labelled = paragraph, False

    def close_item(self) -> None:
        """End an agenda item: what was moved in it is not decided in the next."""
        self._close_ballot()
        self.motions, self.resolution, self.words = [], None, None
        self.labelled, self.unnamed = False, None
        self.matter = Matter()

    def _happens(self, paragraph: Paragraph, event: Event, until: int) -> None:
        if isinstance(event, Moved):
            self._move(paragraph, event, until)
        elif isinstance(event, Labelled):
            self._name(paragraph, event)
        elif isinstance(event, Put):
            if self.ballot and self.ballot.begun:
                self._close_ballot()
            self.ballot = Ballot(paragraph, event.what, event.paragraph, self.matter.title)
            self.resolution = None
        elif isinstance(event, Counted):
            self._count(paragraph)
        elif isinstance(event, Ended):
            self._end(paragraph, event)
        elif isinstance(event, Resolved):
            self._resolve(paragraph, event)

    def _move(self, paragraph: Paragraph, event: Moved, until: int) -> None:
        self._close_ballot()
        self.resolution = None
        motion = Motion(paragraph, event.amendment, event.mover, event.seconder)
        motion.spans.append(paragraph.part(event.start, max(event.stop, until)))
        if until > event.stop:
            motion.words.append(paragraph.part(event.stop, until))
        self.motions.append(motion)
        self.words, self.opening = motion.words, paragraph

    def _name(self, paragraph: Paragraph, event: Labelled) -> None:
        if not event.seconds or not self.motions:
            self._close_ballot()
            self.motions.append(Motion(paragraph, amendment=False, matter=self.matter.spans))
        motion = self.motions[-1]
        span = paragraph.part(event.start, event.stop)
        if event.name:
            motion.name(event.name, span, seconds=event.seconds)
        else:
            self.unnamed = event, span
        self.words, self.opening = motion.words, paragraph

    def _takes_mover(self, paragraph: Paragraph) -> bool:
        """Take the name that stands under "MOVED BY:"."""
        unnamed, self.unnamed = self.unnamed, None
        if unnamed is None or not are_names(paragraph.text) or events_in(paragraph.text):
            return False
        names = names_in(paragraph.text)
        if len(names) != 1:
            return False
        label, heading = unnamed
        self.motions[-1].name(names[0], heading, paragraph.span, seconds=label.seconds)
        return True

    def _vote(self, paragraph: Paragraph, event: Voted) -> None:
        """Add the vote of a line that tells nothing else; a list that is resolved goes on after."""
        resolution = self.resolution
        if resolution and (self.words is resolution.words or (resolution.vote and not self.ballot)):
            add_vote(resolution, event.vote, paragraph.span)
            return
        if self.ballot is None:
            self.ballot = Ballot(paragraph, matter=self.matter.title)
        add_vote(self.ballot, event.vote, paragraph.span)

    def _count(self, paragraph: Paragraph) -> None:
        for label in labels_in(paragraph.text):
            self.side = label.side
            if not label.side:
                continue
            names = paragraph.text[label.stop : label.end]
            span = paragraph.part(label.start, label.end)
            held = self.resolution.vote if self.resolution else None
            if (
                self.ballot is None
                and self.resolution is not None
                and (held is None or getattr(held, label.side).names is None)
            ):
                # The names stand after what was resolved.
                add_side(self.resolution, label, names, span)
            else:
                if self.ballot is None or self.ballot.lists(label.side):
                    self._close_ballot()
                    self.ballot = Ballot(paragraph, matter=self.matter.title)
                add_side(self.ballot, label, names, span)
            self.side, self.names = label.side, names

    def _leave_side(self) -> None:
        """Leave open who voted so where what stands under the heading of a side is not read."""
        if holder := self.ballot or self.resolution:
            holder.empty.pop(self.side, None)

    def _takes_names(self, paragraph: Paragraph) -> bool:
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
        if not wanted or events_in(paragraph.text) or not are_names(paragraph.text):
            return False
        self.names = f"{self.names} {paragraph.text}"
        fill_side(holder, self.side, side_of(side.count, self.names), paragraph.span)
        return True

    def _end(self, paragraph: Paragraph, event: Ended) -> None:
        if self.ballot is None or self.ballot.outcome is not None:
            self._close_ballot()
            self.ballot = Ballot(paragraph)
        ballot, self.resolution, self.side = self.ballot, None, ""
        ballot.what = event.what or ballot.what
        ballot.alone = ballot.alone or event.alone
        ballot.matter = self.matter.spans if event.alone else self.matter.title
        ballot.outcome = event.outcome
        ballot.vote = ballot.vote or event.vote
        ballot.ended.append(_sentence(paragraph, event.start, event.stop))

    def _resolve(self, paragraph: Paragraph, event: Resolved) -> None:
        if self.ballot and self.ballot.outcome in (Outcome.LOST, Outcome.WITHDRAWN):
            self._close_ballot()
        ballot, self.ballot, self.side = self.ballot, None, ""
        if ballot:
            close_sides(ballot)
        motion = target(self.motions, ballot) if ballot else latest(self.motions)
        afterwards = AFTERWARDS.search(paragraph.text, event.stop)
        stop = afterwards.start() + 1 if afterwards else len(paragraph.text)
        words = [paragraph.part(event.stop, stop)]
        if motion and ACCORDINGLY.match(paragraph.text[event.stop :]):
            words = list(motion.words)
        decided = [paragraph.part(opening_of(paragraph.text, event.start), stop)]
        draft = Draft(
            DecisionKind.RESOLUTION, Outcome.CARRIED, paragraph, words, decided,
            vote=ballot.vote if ballot and ballot.vote else event.vote,
            voted=ballot.voted + ballot.ended if ballot else [],
        )  # fmt: skip
        if motion:
            draft.proposer, draft.seconder = motion.mover, motion.seconder
            draft.moved, self.motions = motion.spans, []
        self.drafts.append(draft)
        self.resolution, self.opening = draft, paragraph
        self.words = None if afterwards else draft.words

    def _go_on(self, paragraph: Paragraph) -> None:
        """Add a paragraph to the words that go on, or end them."""
        if self.words is None or self.opening is None:
            return
        counted = TRAILING.search(paragraph.text)
        listed = counted is not None and are_names(paragraph.text[: counted.start()])
        if listed or not goes_on(paragraph, self.opening, self.last or self.opening):
            self.words = None
            return
        self.words.append(paragraph.part(0))
        if self.resolution is not None and self.words is self.resolution.words:
            self.resolution.decided.append(paragraph.part(0))

    def _close_ballot(self) -> None:
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


def _sentence(paragraph: Paragraph, start: int, stop: int) -> Span:
    """Return the sentence of an outcome, without the names that stand before it."""
    listed = [label.end for label in labels_in(paragraph.text) if label.end <= start]
    opening = max([opening_of(paragraph.text, start), *listed])
    after = paragraph.text.find(". ", stop)
    end = after + 1 if after >= 0 else len(paragraph.text)
    return paragraph.part(opening, end)
