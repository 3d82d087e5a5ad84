"""Minutes as a sequence of events, and the decisions that they amount to.

A motion is moved; it is put, counted and carried or lost; what was carried is resolved. Any of
these may be missing, and figures stand before the outcome with one council and after it with
another. So what was moved is kept until it has its outcome, a vote until it has its motion, and
both go into the resolution that follows.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.decisions.actions import references_in
from indexer.decisions.ballots import (
    Ballot,
    Draft,
    Motion,
    add_vote,
    close_sides,
    latest,
    target,
)
from indexer.decisions.events import (
    LABELLED,
    SECONDED_APART,
    Counted,
    Event,
    Labelled,
    Moved,
    Put,
    Resolved,
    Voted,
    events_in,
)
from indexer.decisions.matter import NUMBERED_RESOLUTION, Matter
from indexer.decisions.outcomes import Ended
from indexer.decisions.paragraphs import Paragraph, Span
from indexer.decisions.people import are_names, names_in
from indexer.decisions.records import DecisionKind, Outcome, Vote
from indexer.decisions.trailing import FOLLOWING, WORDS_FOLLOW, NamingMovers
from indexer.decisions.votes import TRAILING, told_last, written_vote
from indexer.decisions.wording import (
    ACCORDINGLY,
    AFTERWARDS,
    goes_on,
    opening_of,
    says,
    sentence_of,
)

SHORT = 12
"""Words of a resolution, of which no more do not say what it is on: "to raise no objection"."""
AHEAD = 3
"""Paragraphs that are looked at to tell whether movers are named before or after a resolution."""


def drafts_of(paragraphs: Sequence[Paragraph]) -> list[Draft]:
    """Return the decisions of minutes, in order."""
    reading = _Reading()
    for position, paragraph in enumerate(paragraphs):
        reading.take(paragraph, paragraphs[position + 1 : position + 1 + AHEAD])
    reading.close_item()
    for draft in reading.drafts:
        close_sides(draft)
    return sorted(reading.drafts, key=lambda draft: min(draft.decided))


class _Reading(NamingMovers):
    """Where the reading stands within an agenda item.

    ``words`` is where further paragraphs belong while a motion or a resolution goes on, and
    ``opening`` the paragraph that began it; ``side`` is the side of a vote whose names are awaited,
    and ``unnamed`` the label whose mover or seconder is. ``resolved`` is the last paragraph of a
    resolution, and ``awaits`` says that all its words are still to come.
    """

    def __init__(self) -> None:
        super().__init__()
        self.place = ""
        self.opening: Paragraph | None = None
        self.labelled = False
        self.unnamed: tuple[Labelled, Span] | None = None

    def take(self, paragraph: Paragraph, ahead: Sequence[Paragraph]) -> None:
        """Read one more paragraph, which `ahead` follow."""
        self._enter(paragraph)
        if (
            self.takes_names(paragraph)
            or self.takes_dissent(paragraph)
            or self._takes_mover(paragraph)
        ):
            return
        if LABELLED.match(paragraph.text):
            self.close_ballot()
            self.words, self.labelled = None, True
            return
        events = events_in(paragraph.text)
        if not events:
            self.leave_side()
        if self.labelled and not events and not paragraph.heading:
            self._resolve(paragraph, Resolved(0, 0, None))
        elif not events:
            if not self._go_on(paragraph):
                self.matter.take(paragraph)
        elif isinstance(events[0], Voted):
            self.vote(paragraph, events[0])
            self.fails(paragraph, events[1:])
            return
        elif not paragraph.heading or any(
            isinstance(event, Ended) and event.may_head for event in events
        ):
            self._take_words_before(paragraph, events[0])
            self.words = None
            if self.names_movers(paragraph, events[0], ahead):
                self.last = paragraph
                return
            if self.moves_what_stands_before(paragraph, events, ahead):
                self.last = paragraph
                return
            for position, event in enumerate(events):
                after = events[position + 1 : position + 2]
                until = opening_of(paragraph.text, after[0].start) if after else len(paragraph.text)
                self._happens(paragraph, event, until)
        led = self.labelled and bool(events) and isinstance(events[0], Moved)
        self.last, self.labelled = paragraph, led

    def _enter(self, paragraph: Paragraph) -> None:
        """End what a new item, or a new resolution's own title, leaves behind."""
        if paragraph.place != self.place:
            self.close_item()
            self.place = paragraph.place
        elif NUMBERED_RESOLUTION.match(paragraph.text) and self.ballot and self.ballot.begun:
            self.close_ballot()

    def close_item(self) -> None:
        """End an agenda item: what was moved in it is not decided in the next."""
        self.close_ballot()
        self.motions, self.resolution, self.words = [], None, None
        self.labelled, self.unnamed = False, None
        self.matter = Matter()

    def _happens(self, paragraph: Paragraph, event: Event, until: int) -> None:
        if isinstance(event, Moved):
            if not self.names_movers_within(paragraph, event):
                self._move(paragraph, event, until)
        elif isinstance(event, Labelled):
            self._name(paragraph, event)
        elif isinstance(event, Put):
            if self.ballot and self.ballot.begun:
                self.close_ballot()
            self.ballot = Ballot(paragraph, event.what, event.paragraph, matter=self.matter.title)
            self.resolution = None
        elif isinstance(event, Counted):
            self.count(paragraph)
        elif isinstance(event, Voted):
            self.vote(paragraph, event)
        elif isinstance(event, Ended):
            self._end(paragraph, event)
        elif isinstance(event, Resolved):
            self._resolve(paragraph, event)

    def _move(self, paragraph: Paragraph, event: Moved, until: int) -> None:
        self.close_ballot()
        self.resolution = None
        motion = Motion(paragraph, event.amendment, event.mover, event.seconder)
        motion.spans.append(paragraph.part(event.start, max(event.stop, until)))
        opening = opening_of(paragraph.text, event.start)
        if references_in(paragraph.text[opening : event.start]):
            motion.words.append(paragraph.part(opening, event.start))
        apart = SECONDED_APART.search(paragraph.text, event.stop, until)
        until = apart.start() + 1 if apart else until
        if says(paragraph.text[event.stop : until]):
            motion.words.append(paragraph.part(event.stop, until))
            motion.said = paragraph.text[event.stop : until]
        self.motions.append(motion)
        self.words, self.opening = motion.words, paragraph

    def _take_words_before(self, paragraph: Paragraph, event: Event) -> None:
        """Take what was moved where it stands under its movers, before how it ended."""
        motion = self.motions[-1] if self.motions else None
        if motion is None or motion.words or self.words is not motion.words:
            return
        stop = opening_of(paragraph.text, event.start) if isinstance(event, Ended) else 0
        if WORDS_FOLLOW.match(paragraph.text) and stop:
            motion.words.append(paragraph.part(0, stop))
            motion.said = paragraph.text[:stop]

    def _name(self, paragraph: Paragraph, event: Labelled) -> None:
        if not event.seconds or not self.motions:
            self.close_ballot()
            self.resolution = None
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

    def _end(self, paragraph: Paragraph, event: Ended) -> None:
        if (
            self.ballot
            and event.vote is None
            and self.ballot.tells(event.what, event.outcome, paragraph)
        ):
            return
        if self.ballot is None or self.ballot.outcome is not None:
            self.close_ballot()
            self.ballot = Ballot(paragraph)
        ballot, self.resolution, self.side = self.ballot, None, ""
        ballot.what = event.what or ballot.what
        ballot.alone = ballot.alone or event.alone
        ballot.matter = self.matter.spans if event.alone else self.matter.title
        ballot.outcome = event.outcome
        ballot.vote = ballot.vote or event.vote
        ballot.ended.append(sentence_of(paragraph, event.start, event.stop))
        self.matter.decided()

    def _resolve(self, paragraph: Paragraph, event: Resolved) -> None:
        if self.resolution and self.resolution.paragraph is paragraph:
            told = self.resolution.words[0].start - paragraph.span.start
            if ". " not in paragraph.text[min(told, event.start) : event.start]:
                # "AGREED: On the proposal of ..., it was agreed to" is one.
                return
        ended = self.ballot.outcome if self.ballot else None
        fell = (
            self.ballot is not None
            and ended is Outcome.LOST
            and FOLLOWING.search(self.ballot.at.text) is not None
        )
        if ended in (Outcome.LOST, Outcome.WITHDRAWN) and not fell:
            self.close_ballot()
        ballot, self.ballot, self.side = self.ballot, None, ""
        if ballot:
            close_sides(ballot)
        motion = target(self.motions, ballot) if ballot else latest(self.motions)
        afterwards = AFTERWARDS.search(paragraph.text, event.stop)
        stop = afterwards.start() + 1 if afterwards else len(paragraph.text)
        if motion and motion.denies(paragraph.text[event.stop : stop]):
            self.motions.remove(motion)
            motion = None
        words = [paragraph.part(event.stop, stop)]
        last = told_last(paragraph.text)
        if motion and ACCORDINGLY.match(paragraph.text[event.stop :]):
            words = list(motion.words)
        decided = [paragraph.part(opening_of(paragraph.text, event.start), stop)]
        if fell and ballot:
            decided = [*ballot.ended, *decided]
        self.awaits = not says(paragraph.text[event.stop : stop])
        if motion and motion.words and self.awaits and ":" not in paragraph.text[event.stop : stop]:
            words, self.awaits = list(motion.words), False
        draft = Draft(
            DecisionKind.MOTION if fell else DecisionKind.RESOLUTION,
            Outcome.LOST if fell else Outcome.CARRIED, paragraph, words, decided,
            vote=ballot.vote if ballot and ballot.vote else event.vote,
            voted=ballot.voted + ballot.ended if ballot else [],
        )  # fmt: skip
        if motion:
            draft.proposer, draft.seconder = motion.mover, motion.seconder
            draft.moved, self.motions = motion.spans, []
        if last and draft.vote is None and last.start() > event.stop:
            add_vote(draft, written_vote(last[0]) or Vote(), paragraph.part(last.start()))
        if len(paragraph.text[event.stop : stop].split()) <= SHORT:
            draft.words = [*self.matter.application, *words]
        self.matter.decided()
        self.drafts.append(draft)
        self.resolution, self.opening, self.resolved = draft, paragraph, paragraph
        self.words = None if afterwards else draft.words

    def _go_on(self, paragraph: Paragraph) -> bool:
        """Add a paragraph to the words that go on and return True, or end them."""
        if self.words is None or self.opening is None:
            return False
        counted = TRAILING.search(paragraph.text)
        listed = counted is not None and are_names(paragraph.text[: counted.start()])
        awaited, self.awaits = self.awaits and not paragraph.heading, False
        if listed or not (awaited or goes_on(paragraph, self.opening, self.last or self.opening)):
            self.words = None
            return False
        self.words.append(paragraph.part(0))
        if self.motions and self.words is self.motions[-1].words:
            self.motions[-1].said += f" {paragraph.text}"
        if self.resolution is not None and self.words is self.resolution.words:
            self.resolution.decided.append(paragraph.part(0))
            self.resolved = paragraph
        return True
