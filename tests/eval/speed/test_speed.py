from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.speed.corpus import (
    Base,
    BasePassage,
    dense_matrix,
    exact,
    load_base,
    resample,
    save_base,
)
from eval.speed.engines.base import load
from eval.speed.engines.moothall import MoothallEngine
from eval.speed.engines.named import MOOTHALL, engine, installed_peers, missing_peers
from eval.speed.figures import (
    Clients,
    EngineFigures,
    IndexingFigures,
    Latency,
    ServiceFigures,
    SpeedFigures,
    Stage,
)
from eval.speed.home import build_home
from eval.speed.measuring import ASKED, asked_questions, sizes_of
from eval.speed.plots import growth_plots
from eval.speed.report import print_speed, ratio
from eval.speed.run import Asked, Kept, write_speed
from eval.speed.timing import disk_size, latency, throughput
from indexer.catalogue import open_catalogue
from indexer.config import load_settings
from indexer.errors import ConfigurationError, EvaluationError
from indexer.word_vectors import WordVectors, pack

REAL = 120
DIMENSIONS = 8


@pytest.fixture(scope="module")
def base() -> Base:
    random = np.random.default_rng(1)
    vectors = random.normal(size=(REAL, DIMENSIONS)).astype(np.float32)
    return Base(
        passages=tuple(
            BasePassage(f"Context {row}", f"Sentence {row}. Another, {row * 7}; and a third.")
            for row in range(REAL)
        ),
        vectors=vectors / np.linalg.norm(vectors, axis=1, keepdims=True),
        words=(pack(WordVectors(np.zeros(1, np.int32), vectors[:1])),) * REAL,
        computation="drawn",
    )


class TestResampling:
    def test_the_first_passages_are_the_real_ones(self, base: Base) -> None:
        passages = [each for batch in resample(base, REAL + 30) for each in batch]
        assert [each.row for each in passages] == list(range(REAL + 30))
        for real, vector, each in zip(base.passages, base.vectors, passages, strict=False):
            assert (each.context, each.text) == (real.context, real.text)
            assert np.array_equal(each.dense, vector)

    def test_a_smaller_corpus_begins_a_larger_one(self, base: Base) -> None:
        large = dense_matrix(base, 2500)
        assert np.array_equal(dense_matrix(base, 700), large[:700])
        assert np.array_equal(dense_matrix(base, 2500), large)

    def test_vectors_are_new_near_to_real_ones_and_of_length_one(self, base: Base) -> None:
        vectors = dense_matrix(base, REAL + 200)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
        nearest = (vectors[REAL:] @ base.vectors.T).max(axis=1)
        assert nearest.min() > 0.5

    def test_words_are_those_of_real_passages(self, base: Base) -> None:
        real = {word for each in base.passages for word in each.text.split()}
        mixed = [each for batch in resample(base, REAL + 200) for each in batch][REAL:]
        assert {word for each in mixed for word in each.text.split()} <= real

    def test_a_base_is_read_as_it_was_kept(self, base: Base, tmp_path: Path) -> None:
        save_base(base, tmp_path)
        again = load_base(tmp_path)
        assert again.passages == base.passages
        assert np.array_equal(again.vectors, base.vectors)

    @given(st.integers(1, 20))
    def test_exact_search_finds_the_nearest(self, limit: int) -> None:
        vectors = np.random.default_rng(2).normal(size=(40, 4)).astype(np.float32)
        [found] = exact(vectors, [vectors[3]], limit)
        scores = vectors @ vectors[3]
        assert len(found) == limit
        assert min(scores[list(found)]) >= max(np.delete(scores, list(found)))

    def test_as_many_different_questions_are_asked_as_said(self, base: Base) -> None:
        questions = asked_questions(["When?", "Who?", "When?"], base)
        assert questions[:2] == ("When?", "Who?")
        assert len(set(questions)) == len(questions) == ASKED
        assert questions == asked_questions(["When?", "Who?", "When?"], base)


class TestHome:
    def test_a_home_of_resampled_passages_is_one_that_the_service_serves(
        self, base: Base, tmp_path: Path
    ) -> None:
        settings = load_settings(home=tmp_path / "home")
        build_home(base, 230, settings, "{}")
        catalogue = open_catalogue(f"sqlite:///{tmp_path / 'home' / 'catalogue.sqlite'}")
        reader = catalogue.reader()
        try:
            counts = reader.counts()
            assert (counts.passages, counts.pending, counts.documents) == (230, 0, 5)
            for document in reader.documents():
                for passage in reader.passages_of(document.id):
                    section = reader.section(document.id, passage.section)
                    assert section.text[passage.start : passage.stop] == passage.text
                    assert passage.text in reader.page(document.id, passage.pages[0]).text
        finally:
            catalogue.close()


class TestEngines:
    def test_moothalls_store_finds_the_nearest(self, base: Base, tmp_path: Path) -> None:
        MoothallEngine().build(tmp_path, resample(base, 300))
        searcher = MoothallEngine().open(tmp_path)
        vectors = dense_matrix(base, 300)
        try:
            for row in (0, 7, 299):
                assert searcher.dense(vectors[row], 5, 0)[0] == row
                [truth] = exact(vectors, [vectors[row]], 5)
                assert set(searcher.dense(vectors[row], 5, 0)) == truth
            assert len(searcher.hybrid("Sentence 7", vectors[7], 20, 0)) == 20
        finally:
            searcher.close()

    def test_every_engine_has_a_name_and_peers_are_there_or_missing(self) -> None:
        assert set(installed_peers()).isdisjoint(missing_peers())
        for name in (MOOTHALL, *installed_peers(), *missing_peers()):
            assert engine(name).efforts == tuple(sorted(engine(name).efforts))
        with pytest.raises(ConfigurationError, match="No engine is named 'abacus'"):
            engine("abacus")

    def test_what_is_not_installed_is_said(self) -> None:
        with pytest.raises(ConfigurationError, match=r"moothall\[peers\]"):
            load("a_package_that_nobody_made")


class TestTiming:
    def test_every_question_is_asked_in_order_after_warming_up(self) -> None:
        heard: list[int] = []
        found = latency(heard.append, list(range(30)), seconds=60)
        assert heard == [*range(5), *range(30)]
        assert found.count == 30
        assert 0 <= found.p50 <= found.p95 <= found.p99

    def test_time_cuts_short_but_not_below_the_fewest(self) -> None:
        assert latency(lambda number: number, list(range(500)), seconds=0).count == 20

    def test_clients_ask_together(self) -> None:
        heard: list[int] = []
        found = throughput(heard.append, [1, 2, 3], seconds=0.05, clients=(1, 3))
        assert [each.clients for each in found] == [1, 3]
        assert all(each.per_second > 0 for each in found)
        assert set(heard) == {1, 2, 3}

    def test_disk_is_what_files_take(self, tmp_path: Path) -> None:
        (tmp_path / "inner").mkdir()
        (tmp_path / "inner" / "file").write_bytes(b"x" * 100_000)
        assert disk_size(tmp_path) >= 100_000

    @pytest.mark.parametrize(("text", "sizes"), [("1000", (1000,)), ("5_000, 200", (200, 5000))])
    def test_sizes_are_read(self, text: str, sizes: tuple[int, ...]) -> None:
        assert sizes_of(text) == sizes

    @pytest.mark.parametrize("text", ["", "many", "1000,-5", "10", "1e5"])
    def test_what_is_no_size_is_said(self, text: str) -> None:
        with pytest.raises(ConfigurationError, match="--sizes"):
            sizes_of(text)


LATENCY = Latency(1.0, 2.0, 3.0, 20)
INDEXING = IndexingFigures(2, 3, 4, 5.0, 0.6, 0.8, (Stage("encode", 4.0, 0.8),), 0.2, 0.1, 10, 20)
SERVICE = ServiceFigures(1000, 2.0, LATENCY, LATENCY, (Clients(1, 9.0, 2.0),), 10, 20)
OURS = EngineFigures(MOOTHALL, "1", 1000, 1.0, 10, 20, 1, 1.0, LATENCY, LATENCY)
THEIRS = EngineFigures("abacus", "2", 1000, 1.0, 10, 20, 1, 0.9, Latency(2.0, 5.0, 9.0, 20))
LEFT_OUT = EngineFigures("abacus", "2", 10_000, left_out="not made for it")
FIGURES = SpeedFigures(INDEXING, (SERVICE,), (OURS, THEIRS, LEFT_OUT), ("chroma",))
ASKED_FOR = Asked("home", "records", 0.9, 1.0)


class TestFigures:
    def test_a_run_goes_on_from_what_was_kept(self, tmp_path: Path) -> None:
        kept = Kept(tmp_path / "run", ASKED_FOR)
        for each in (INDEXING, SERVICE, OURS, THEIRS, LEFT_OUT):
            kept.keep(each)
        again = Kept(tmp_path / "run", ASKED_FOR)
        assert again.has_service(1000)
        assert again.has_engine(MOOTHALL, 1000)
        assert not again.has_engine(MOOTHALL, 10_000)
        assert again.figures(("chroma",)) == FIGURES

    def test_runs_asked_for_otherwise_are_not_mixed(self, tmp_path: Path) -> None:
        Kept(tmp_path, ASKED_FOR)
        with pytest.raises(EvaluationError, match="asked for otherwise"):
            Kept(tmp_path, Asked("another", "records", 0.9, 1.0))

    def test_a_broken_line_is_named(self, tmp_path: Path) -> None:
        Kept(tmp_path, ASKED_FOR)
        with (tmp_path / "speed.jsonl").open("ab") as file:
            file.write(b'{"type": "ServiceFig')
        with pytest.raises(EvaluationError, match="line 2"):
            Kept(tmp_path, ASKED_FOR)

    def test_figures_are_read_as_they_were_written(self, tmp_path: Path) -> None:
        write_speed(FIGURES, tmp_path)
        written = (tmp_path / "metrics.json").read_bytes()
        assert msgspec.json.decode(written, type=SpeedFigures) == FIGURES

    def test_plots_are_svg_that_says_its_figures(self) -> None:
        for plot in growth_plots(FIGURES).values():
            root = ET.fromstring(plot)
            assert root.get("role") == "img"
            assert "at 1,000" in (root.get("aria-label") or "")
        assert growth_plots(FIGURES) == growth_plots(FIGURES)

    def test_a_ratio_is_theirs_to_ours(self) -> None:
        assert ratio(THEIRS.dense, OURS.dense) == "2.50"
        assert ratio(THEIRS.hybrid, OURS.hybrid) == "–"

    def test_what_was_not_measured_is_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        print_speed(FIGURES)
        said = capsys.readouterr().out
        assert "not made for it" in said
        assert "moothall[peers]" in said
