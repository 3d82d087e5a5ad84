"""Scoring what is read against labels: what is missed, what is too much, what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.decisions.labels import DecisionLabel, load_labels, place, without_words
from eval.decisions.matters import KnownDocument, KnownMatter
from eval.decisions.matters import score as score_matters
from eval.decisions.scoring import DecisionScores, Share, score
from indexer.decisions.records import Decision, DecisionKind, Outcome, Proof, ProofOf, Side, Vote
from indexer.errors import EvaluationError

TEXT = "Mr Ash spoke.\nRESOLVED that the mill\nbe let.\nRESOLVED that the weir be mended."


def page_text(_path: str, _number: int) -> str:
    return TEXT


def read(quote: str, proposer: str | None = None, vote: Vote | None = None) -> Decision:
    start = TEXT.index(quote)
    proof = Proof(ProofOf.DECIDED, 1, start, start + len(quote), quote)
    return Decision(
        "id", "doc", 0, 0, DecisionKind.RESOLUTION, Outcome.CARRIED, quote, (proof,),
        proposer=proposer, vote=vote,
    )  # fmt: skip


def label(quote: str, **said: object) -> DecisionLabel:
    return DecisionLabel("a.pdf", 1, DecisionKind.RESOLUTION, Outcome.CARRIED, quote, **said)  # type: ignore[arg-type]


def scored(labels: list[DecisionLabel], decisions: list[Decision]) -> DecisionScores:
    return score([place(each, page_text) for each in labels], {"a.pdf": decisions}, page_text)


def test_what_is_not_read_costs_recall_and_what_is_too_much_precision() -> None:
    mill, weir = label("RESOLVED that the mill"), label("RESOLVED that the weir")
    missed = scored([mill, weir], [read("RESOLVED that the mill")]).measures[0]
    assert (missed.precision, missed.recall) == (Share(1, 1), Share(1, 2))
    extra = scored([mill], [read("RESOLVED that the mill"), read("Mr Ash spoke.")]).measures[0]
    assert (extra.precision, extra.recall) == (Share(1, 2), Share(1, 1))


def test_a_wrong_figure_and_a_wrong_name_are_faults_of_their_own() -> None:
    wanted = label("RESOLVED that the weir", proposer="Mr Ash", votes=(5, 2, None))
    found = read("RESOLVED that the weir", "Mr Elm", Vote(Side(5), Side(3)))
    scores = scored([wanted], [found])
    by_name = {each.name: each for each in scores.measures}
    assert by_name["decisions"].recall == Share(1, 1)
    assert by_name["votes (figures)"].recall == Share(0, 1)
    assert by_name["proposer"].precision == Share(0, 1)
    assert [miss.what.split(":")[0] for miss in scores.misses] == ["figures", "proposer"]


def test_a_label_without_words_finds_its_place_by_span_and_digest() -> None:
    placed = place(label("RESOLVED that the mill be let."), page_text)
    bare = without_words(placed, page_text)
    assert bare.quote == ""
    assert place(bare, page_text).start == placed.start
    with pytest.raises(EvaluationError, match="label it again"):
        place(bare, lambda path, number: TEXT.replace("mill", "hall"))


def test_a_label_names_its_place_in_one_way(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text('{"document": "a", "page": 1, "kind": "motion", "outcome": "lost"}')
    with pytest.raises(EvaluationError, match=r"line 1.*either `quote`"):
        load_labels(file)


def test_matters_are_scored_by_pairs_of_pages() -> None:
    known = (
        KnownMatter("mill", "Mill", (KnownDocument("a", "", (1, 2)), KnownDocument("b", "", (1,)))),
        KnownMatter("weir", "Weir", (KnownDocument("c", "", (1,)),)),
    )
    found = frozenset({("a", 1), ("a", 2), ("c", 1), ("elsewhere", 9)})
    matter: object = type("Matter", (), {"title": "Mill", "id": "m"})()
    scores = score_matters(known, [(matter, found)])  # type: ignore[list-item]
    assert (scores.right, scores.found, scores.known) == (1, 3, 3)
    assert (scores.matters[0].right, scores.matters[0].of) == (2, 3)
