"""How well decisions and votes are read: precision and recall against labels made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from eval.decisions.labels import PlacedLabel
from indexer.decisions.records import Decision, DecisionKind, ProofOf, Side, Vote


class Share(Struct, frozen=True):
    """So many of so many."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, from 0 to 1; None where there was nothing."""
        return self.right / self.of if self.of else None


class Scored(Struct, frozen=True):
    """Precision and recall of one thing that is read."""

    name: str
    precision: Share
    recall: Share


class Miss(Struct, frozen=True):
    """What was read wrong, and where: enough to look it up."""

    document: str
    page: int
    what: str


class DecisionScores(Struct, frozen=True):
    """How decisions were read: each measure, every fault, and how many proofs stand on a page."""

    labels: int
    read: int
    measures: tuple[Scored, ...]
    proofs: Share
    misses: tuple[Miss, ...]


Pair = tuple[PlacedLabel, Decision]


def score(
    labels: Sequence[PlacedLabel],
    read: Mapping[str, Sequence[Decision]],
    page_text: Callable[[str, int], str],
) -> DecisionScores:
    """Compare what was `read` of each labelled document, by path, with its `labels`.

    A decision read is the one labelled where a quotation of what was decided meets the labelled
    words on their page; kind and outcome must be the same. Notices are not counted unless a label
    of their document is there.
    """
    pairs, misses, total = [], [], 0
    for path, decisions in read.items():
        wanted = [label for label in labels if label.label.document == path]
        matched, missed = _match(wanted, decisions)
        pairs += matched
        misses += [Miss(path, each.label.page, "not read") for each in missed]
        taken = {id(decision) for _, decision in matched}
        misses += [
            Miss(path, each.page, f"read, but not labelled: {each.kind.value}")
            for each in decisions
            if id(each) not in taken
        ]
        total += len(decisions)
    measures = [Scored("decisions", Share(len(pairs), total), Share(len(pairs), len(labels)))]
    everything = [decision for decisions in read.values() for decision in decisions]
    measures += [
        _measure("votes (figures)", pairs, labels, everything, _labelled_figures, _figures),
        _measure("votes (names)", pairs, labels, everything, _labelled_names, _names),
        _measure("proposer", pairs, labels, everything, _labelled_proposer, _proposer),
        _measure("seconder", pairs, labels, everything, _labelled_seconder, _seconder),
        _measure("references", pairs, labels, everything, _labelled_references, _references),
    ]
    for label, decision in pairs:
        misses += [
            Miss(label.label.document, label.label.page, fault)
            for fault in _faults(label, decision)
        ]
    proofs = [
        proof_stands(page_text(path, proof.page), proof.quote)
        for path, decisions in read.items()
        for decision in decisions
        for proof in decision.proofs
    ]
    return DecisionScores(
        len(labels), total, tuple(measures), Share(sum(proofs), len(proofs)), tuple(misses)
    )


def proof_stands(page_text: str, quote: str) -> bool:
    """Return whether a quotation stands on its page, white space collapsed."""
    return bool(quote) and quote in " ".join(page_text.split())


def _match(
    labels: Sequence[PlacedLabel], decisions: Sequence[Decision]
) -> tuple[list[Pair], list[PlacedLabel]]:
    pairs: list[Pair] = []
    missed: list[PlacedLabel] = []
    left = list(decisions)
    for label in labels:
        found = next((each for each in left if _meets(label, each)), None)
        if found is None:
            missed.append(label)
        else:
            left = [each for each in left if each is not found]
            pairs.append((label, found))
    return pairs, missed


def _meets(placed: PlacedLabel, decision: Decision) -> bool:
    label = placed.label
    return (decision.kind, decision.outcome) == (label.kind, label.outcome) and any(
        proof.of is ProofOf.DECIDED
        and proof.page == label.page
        and proof.start < placed.stop
        and placed.start < proof.stop
        for proof in decision.proofs
    )


def _measure(
    name: str,
    pairs: Iterable[Pair],
    labels: Iterable[PlacedLabel],
    read: Iterable[Decision],
    labelled: Callable[[PlacedLabel], object],
    said: Callable[[Decision], object],
) -> Scored:
    """Precision over what is read of a field, recall over what is labelled of it."""
    right = sum(
        labelled(label) is not None and labelled(label) == said(decision)
        for label, decision in pairs
    )
    return Scored(
        name,
        Share(right, sum(said(decision) is not None for decision in read)),
        Share(right, sum(labelled(label) is not None for label in labels)),
    )


def _faults(label: PlacedLabel, decision: Decision) -> Iterable[str]:
    for name, wanted, found in (
        ("figures", _labelled_figures(label), _figures(decision)),
        ("names", _labelled_names(label), _names(decision)),
        ("proposer", label.label.proposer, _proposer(decision)),
        ("seconder", label.label.seconder, _seconder(decision)),
        ("references", label.label.references, decision.references),
    ):
        if wanted != found:
            yield f"{name}: labelled {wanted}, read {found}"
    last = label.label.last_page or label.label.page
    ends = max(proof.page for proof in decision.proofs if proof.of is ProofOf.DECIDED)
    if decision.kind is DecisionKind.RESOLUTION and ends != last:
        yield f"last page: labelled {last}, read {ends}"


def _labelled_figures(placed: PlacedLabel) -> object:
    label = placed.label
    if label.votes is not None:
        return tuple(label.votes)
    return "unanimous" if label.unanimous else None


def _figures(decision: Decision) -> object:
    vote = decision.vote
    if vote is None:
        return None
    figures = tuple(side.number for side in _sides(vote))
    return "unanimous" if vote.unanimous and figures == (None, None, None) else figures


def _labelled_names(placed: PlacedLabel) -> object:
    named = placed.label.named
    return tuple(number or 0 for number in named) if named is not None else None


def _names(decision: Decision) -> object:
    if decision.vote is None or not decision.vote.named:
        return None
    return tuple(len(side.names or ()) for side in _sides(decision.vote))


def _labelled_proposer(placed: PlacedLabel) -> object:
    return placed.label.proposer


def _labelled_seconder(placed: PlacedLabel) -> object:
    return placed.label.seconder


def _labelled_references(placed: PlacedLabel) -> object:
    return placed.label.references or None


def _references(decision: Decision) -> object:
    return decision.references or None


def _proposer(decision: Decision) -> object:
    return decision.proposer


def _seconder(decision: Decision) -> object:
    return decision.seconder


def _sides(vote: Vote) -> tuple[Side, ...]:
    return (vote.in_favour, vote.against, vote.abstained)
