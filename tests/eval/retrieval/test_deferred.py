from __future__ import annotations

import numpy as np
import pytest

from eval.retrieval.deferred import DeferredEmbedder
from indexer.config import EmbeddingSettings
from indexer.embedding import open_embedder


def test_the_model_is_loaded_when_a_text_is_first_given(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = EmbeddingSettings()
    opened = []

    def opening(asked: EmbeddingSettings) -> object:
        opened.append(asked)
        return open_embedder(asked)

    monkeypatch.setattr("eval.retrieval.deferred.open_embedder", opening)
    deferred = DeferredEmbedder(settings)
    identity = deferred.fingerprint, deferred.computation
    assert opened == []
    at_once = open_embedder(settings)
    assert identity == (at_once.fingerprint, at_once.computation)
    assert np.array_equal(deferred.encode_query("tip"), at_once.encode_query("tip"))
    assert (deferred.dimensions, deferred.max_tokens) == (at_once.dimensions, at_once.max_tokens)
    assert deferred.count_tokens("a bus stop") == at_once.count_tokens("a bus stop")
    assert opened == [settings]
