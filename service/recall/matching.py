"""The words of a question about a decision, and how much of them the record of one has."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Collection, Mapping, Sequence

from indexer.decisions.records import Decision, ProofOf
from indexer.terms import stem, terms
from service import language
from service.answers import Reading, Sought
from service.language import STOP_WORDS, Rarity, content_terms
from service.ranking.vocabulary import Bridge, vocabulary
from service.recall.moving import party_in
from service.recall.voters import voters_in
from service.support.figures import figures_of

BRIDGED = 0.8
"""What a word of the question counts that a decision holds under another name."""
ASKING = language.ASKING.union(
    terms(
        "vote votes voted voting cast abstain abstained against favour councillor member result "
        "outcome propose proposed proposer mover mr mrs ms miss dr cllr sir dame "
        "decide decided decision agree agreed approve approved resolve resolved endorse endorsed "
        "adopt adopts adopted pass passed meeting carry carried lose lost reject rejected defeat "
        "defeated win won winner majority margin back backed oppose opposed "
        "unanimous unanimously abstention figure moved tabled seconded say said tell told "
        "want wanted"
    )
)
"""Terms that ask for the record of a decision, whatever it was on."""
APART = 2.0
"""How much more of what others on its item have not, by rarity, one has that is meant instead: a
common word that only it has is not enough."""
AMENDING = frozenset(terms("amend amendment"))
"""Terms that ask for an amendment, not for what was amended."""
PUT = AMENDING.union(
    terms("motion proposal call resolution substantive final happen happened became become")
)
"""Terms for what is put to a meeting and becomes of it, which do not say on what it is."""
TOLD_APART = 0.4
"""The share, by rarity, that a decision must have of what not all like it have of a question."""
NO_CHANCE = 2
"""So many words of a question that one decision alone has are not there by chance."""
ON_VOTES = re.compile(r"\b(?:about|against|for|of|on) votes? (?:at|for)\b", re.IGNORECASE)
"""Votes are the matter itself: "the vote on votes at 16"."""
POUNDS = re.compile(r"£\s?\d")


class Words:
    """What a question asks about: its terms with their `weights`, and what papers call them."""

    def __init__(self, weights: Mapping[str, float], question: str) -> None:
        self.weights = weights
        self._bridges = vocabulary().bridges(question)
        self._party = frozenset(content_terms(party_in(question)))

    @property
    def matter(self) -> frozenset[str]:
        """The terms that say on what something is."""
        return frozenset(self.weights) - PUT

    def share(self, words: frozenset[str]) -> float:
        """Return the share of the question's terms, by rarity, that `words` hold."""
        return self._share_of(frozenset(self.weights), words)

    def share_of_matter(self, words: frozenset[str]) -> float:
        """Return the share that `words` hold of what it is on; of all, where that is not said."""
        return self._share_of(self.matter or frozenset(self.weights), words)

    def told_apart(
        self,
        best: int,
        like: Mapping[int, frozenset[str]],
        title: frozenset[str],
        rivals: Collection[int],
    ) -> bool:
        """Return whether the question means the `best` of those `like` it, and no other.

        What all have, or their `title` says, tells none from the rest. What none has says that
        another thing is meant, but for several words that it alone has, and the party that moved
        it, which minutes seldom name. None of its `rivals` has as much of the question.
        """
        had = {
            at: self._terms_in(words | self._called_by(words)) | self._phrases_in(words)
            for at, words in like.items()
        }
        said = dict(ChainMap(dict(self.weights), *had.values()))
        common = frozenset.intersection(*map(frozenset, had.values())) if len(had) > 1 else title
        party = self._party if all(self._party.isdisjoint(each) for each in had.values()) else ()
        apart = said.keys() - common - title - PUT.union(party)
        if not apart:
            return len(had) == 1
        own = had[best].keys() & apart
        equal = any(own <= had[at].keys() for at in rivals if at != best)
        share = sum(said[term] for term in own) / sum(said[term] for term in apart)
        others = (each for at, each in had.items() if at != best)
        alone = own.difference(*others) & self.weights.keys() if len(had) > 1 else ()
        return not equal and (share >= TOLD_APART or len(alone) >= NO_CHANCE)

    def _share_of(self, said: frozenset[str], words: frozenset[str]) -> float:
        called = self._called_by(words)
        met = sum(
            weight if term in words else BRIDGED * weight
            for term, weight in self.weights.items()
            if term in said and (term in words or term in called)
        )
        return met / (sum(self.weights[term] for term in said) or 1.0)

    def _called_by(self, words: frozenset[str]) -> frozenset[str]:
        """Return the terms for which `words` have what papers call so."""
        return frozenset(
            term for each in self._bridges if _calls(each, words) for term in each.said
        )

    def set_apart(self, best: int, others: Mapping[int, frozenset[str]]) -> int:
        """Return which of the `others` on its item a question means, else the `best`.

        What all of them have of the question tells none of them from the rest.
        """
        has = {at: self._had_by(words) for at, words in others.items()}
        rare = {
            term: sum(term not in had for had in has.values()) / len(has)
            for term in set[str]().union(*has.values())
        }
        own = {at: sum(had[term] * rare[term] for term in had) for at, had in has.items()}
        top = max(own, key=own.__getitem__, default=best)
        return top if own.get(top, 0.0) > own.get(best, 0.0) + APART else best

    def _had_by(self, words: frozenset[str]) -> dict[str, float]:
        """Return what `words` have of the question, by weight: terms, and phrases as a whole.

        "Without a mayor" is had by what papers call so, and not by all that speaks of mayors.
        """
        return self._terms_in(words) | self._phrases_in(words)

    def _terms_in(self, words: frozenset[str]) -> dict[str, float]:
        return {term: weight for term, weight in self.weights.items() if term in words}

    def _phrases_in(self, words: frozenset[str]) -> dict[str, float]:
        had: dict[str, float] = {}
        for each in self._bridges:
            phrase = self.weights.keys() & set(each.said)
            if len(phrase) > 1 and (_calls(each, words) or phrase <= words):
                had[" ".join(each.said)] = sum(self.weights[term] for term in phrase)
        return had


def asked_words(
    reading: Reading, councils: Collection[str], rarity: Rarity, held: Sequence[frozenset[str]]
) -> dict[str, float]:
    """Return a question's terms by rarity, without those that ask, or name council or meeting.

    Of a vote, nor those that name who voted: they stand in its lists, which are not the matter. Nor
    those that name the party that moved it, where no decision has them.
    """
    naming = [period.words for period in reading.periods] + [body.name for body in reading.bodies]
    voters = voters_in(reading) if Sought.VOTE in reading.sought else ()
    party = party_in(reading.text)
    if not any(held_words.issuperset(content_terms(party)) for held_words in held):
        naming.append(party)
    named = ASKING.union(terms(" ".join([*naming, *councils, *voters])))
    if ON_VOTES.search(reading.text):
        named -= {stem("votes")}
    asked = content_terms(pounds_in_figures(reading.text))
    return {term: rarity.of(term) for term in asked if term not in named}


def words_of(decision: Decision, in_pounds: bool) -> frozenset[str]:
    """Return the terms that say what a decision was on, its pounds in plain figures if wanted."""
    said = [proof.quote for proof in decision.proofs if proof.of is not ProofOf.VOTED]
    text = " ".join([_title(decision), decision.text, *said])
    return frozenset(terms(pounds_in_figures(text) if in_pounds else text))


def pounds_in_figures(text: str) -> str:
    """Return `text` with its pounds in plain figures: £75k is £75,000, £1m is £1,000k."""
    for figure in reversed(figures_of(text)):
        if figure.unit == "£":
            text = f"{text[: figure.start]} {figure.value.normalize():f} {text[figure.stop :]}"
    return text


def title_terms(decision: Decision) -> frozenset[str]:
    """Return the terms of the title of the agenda item that a decision stands under."""
    return frozenset(terms(_title(decision)))


def _title(decision: Decision) -> str:
    return decision.agenda_item.title if decision.agenda_item else ""


def _calls(bridge: Bridge, words: frozenset[str]) -> bool:
    """Return whether `words` have what papers call what a question says."""
    return any(set(other) - STOP_WORDS <= words for other in bridge.called)
