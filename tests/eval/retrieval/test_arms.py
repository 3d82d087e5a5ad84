from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from eval.retrieval.arms import Arm, Searchable, find
from eval.retrieval.queries import EncodedQuery
from indexer.config import Settings, load_settings
from indexer.store.schema import Hit, Hits, Narrowing, SparseVector, Vector
from service.answers import Question
from service.compose.quoting import QuotingComposer
from service.marking.values import Marks, Stretch
from service.open_index import OpenIndex
from service.steps import Context, compose, gather, read, recall
from service.steps import find as find_candidates
from tests.service.small_index import build, opened

QUESTIONS = (
    "What did the repairs of the lido cost?",
    "What did the Leisure Committee hear on 4 March 2025?",
    "How much is to be spent on street cleaning in 2025-26?",
    "Who proposed that allotment rents rise?",
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = load_settings(home=Path(tmp_path_factory.mktemp("arms")) / "home")
    build(settings)
    return settings


@pytest.fixture(scope="module")
def index(settings: Settings) -> Iterator[OpenIndex]:
    with opened(settings) as index:
        yield index


class Divided:
    """An index whose two encoders can be asked one by one."""

    def __init__(self, index: OpenIndex) -> None:
        self._index = index
        self.encoded: list[str] = []
        self.seconds = 0.0

    def __getattr__(self, name: str) -> object:
        return getattr(self._index, name)

    def encode_query(self, text: str) -> EncodedQuery:
        self.encoded.append(text)
        vector, _ = self._index.encode_question(text)
        return EncodedQuery(vector, self._index.encode_words(text), self.seconds)

    def encode_terms(self, text: str) -> SparseVector:
        return self._index.encode_question(text)[1]


@pytest.fixture(scope="module")
def composer(settings: Settings) -> QuotingComposer:
    return QuotingComposer(settings.answer)


def always(hits: Sequence[Hit]) -> bool:
    return True


@pytest.mark.parametrize("arm", [Arm.FULL, Arm.READ])
@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_served_is_what_the_answering_flow_finds(
    index: OpenIndex, settings: Settings, composer: QuotingComposer, question: str, arm: Arm
) -> None:
    divided: Searchable = Divided(index)
    found = find(question, [arm], divided, settings, composer, always)[arm]
    context = Context(Question(question), index, settings, composer)
    for step in (read, find_candidates, gather, recall):
        step(context)
    if arm is Arm.READ:
        compose(context)
    given = [
        each.passage.id
        for candidate in context.candidates
        for each in (candidate, *candidate.also_in)
    ]
    assert [hit.id for hit in found.hits] == given
    assert given
    assert np.all(np.diff([hit.score for hit in found.hits]) <= 0)


def test_what_was_read_is_ranked_by_that_too(
    index: OpenIndex, settings: Settings, composer: QuotingComposer, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = find(QUESTIONS[0], [Arm.FULL], Divided(index), settings, composer, always)
    *others, last = (hit.id for hit in searched[Arm.FULL].hits)
    text = index.passages([last])[0].text

    def marks(question: str, stretches: Sequence[Stretch]) -> tuple[Marks, ...]:
        odds = [5.0 if each.text in text else -5.0 for each in stretches]
        return tuple(
            Marks(own, (own,) * len(each.parts)) for own, each in zip(odds, stretches, strict=True)
        )

    monkeypatch.setattr(index, "marks", marks)
    monkeypatch.setattr("service.compose.ordering.READING", 3.0)
    found = find(QUESTIONS[0], [Arm.READ], Divided(index), settings, composer, always)[Arm.READ]
    assert [hit.id for hit in found.hits] == [last, *others]


@pytest.mark.parametrize("arm", [Arm.BM25, Arm.DENSE])
def test_an_arm_by_itself_is_asked_for_more_until_it_has_enough(
    index: OpenIndex,
    settings: Settings,
    composer: QuotingComposer,
    arm: Arm,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("eval.retrieval.arms.FIRST_ASKED", 1)
    asked: list[int] = []

    def enough(hits: object) -> bool:
        asked.append(len(hits))
        return len(hits) >= 2

    found = find(QUESTIONS[0], [arm], Divided(index), settings, composer, enough)[arm]
    assert asked == [1, 2]
    assert len(found.hits) == 2
    assert np.all(np.diff([hit.score for hit in found.hits]) <= 0)


def test_a_question_is_the_same_to_all_arms(
    index: OpenIndex, settings: Settings, composer: QuotingComposer
) -> None:
    divided = Divided(index)
    together = find(QUESTIONS[0], list(Arm), divided, settings, composer, always)
    assert len(set(divided.encoded)) == 1
    for arm in Arm:
        alone = find(QUESTIONS[0], [arm], Divided(index), settings, composer, always)
        assert alone[arm].hits == together[arm].hits


def test_the_time_of_an_arm_has_that_of_encoding_also_where_it_was_spared(
    index: OpenIndex, settings: Settings, composer: QuotingComposer
) -> None:
    divided = Divided(index)
    divided.seconds = 3600.0
    found = find(QUESTIONS[0], list(Arm), divided, settings, composer, always)
    of_dense = {arm for arm in Arm if found[arm].milliseconds > 3_000_000}
    assert of_dense == {Arm.DENSE, Arm.FUSED, Arm.FULL, Arm.READ}


def test_what_two_arms_search_for_alike_is_searched_once_and_counts_for_both(
    index: OpenIndex,
    settings: Settings,
    composer: QuotingComposer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searches: list[int] = []

    def slowly(dense: Vector, sparse: SparseVector, limit: int, narrowing: Narrowing) -> Hits:
        searches.append(limit)
        clock.append(clock[-1] + 3600.0)
        return search(dense, sparse, limit, narrowing)

    clock, search = [0.0], index.search
    monkeypatch.setattr("eval.retrieval.arms.time.perf_counter", lambda: clock[-1])
    monkeypatch.setattr(index, "search", slowly)
    found = find(
        "Was the lido repaired?",
        [Arm.FUSED, Arm.FULL, Arm.READ],
        Divided(index),
        settings,
        composer,
        always,
    )
    assert searches == [settings.retrieval.depth]
    assert {each.milliseconds for each in found.values()} == {3_600_000}
