"""Texts as dense vectors, by a sentence-transformers model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.config import EmbeddingSettings
from indexer.embedding_model import (
    ADVICE,
    Identity,
    identity_of,
    load_model,
    model_folder,
    precision_of,
)
from indexer.errors import EmbeddingError
from indexer.store.schema import Vector
from indexer.word_vectors import WordVectors, join_tokens

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

_PROMPT_NAMES = {"query": ("query",), "passage": ("document", "passage", "corpus")}
"""What models call the prompts before questions and before passages, in order of preference."""


class Embedder(Protocol):
    """What gives texts their dense vectors."""

    @property
    def dimensions(self) -> int:
        """The length of its vectors."""

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text it sees, special tokens and its own prompt not counted."""

    @property
    def fingerprint(self) -> str:
        """A digest of the model's files and the precision asked for.

        Vectors of equal fingerprints may stand in one index.
        """

    @property
    def computation(self) -> str:
        """A digest of the model's files and the precision computed in.

        Of equal computations, equal texts have equal vectors but for rounding. It differs from
        `fingerprint` where the precision asked for is 'auto', which two machines may take
        differently.
        """

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`, shape ``(len(texts), dimensions)``, each of length 1.

        What goes beyond `max_tokens` is not seen: callers cut their passages by `count_tokens`.
        """

    def encode_passages_by_word(
        self, texts: Sequence[str]
    ) -> tuple[NDArray[np.float32], tuple[WordVectors, ...]]:
        """Return the vectors of `texts`, and of each text those of its words."""

    def encode_query(self, text: str) -> Vector:
        """Return the vector of a question, shape ``(dimensions,)``, of length 1."""

    def encode_query_by_word(self, text: str) -> tuple[Vector, WordVectors]:
        """Return the vector of a question, and those of its words."""

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has, special tokens not counted."""


class SentenceTransformerEmbedder:
    """An `Embedder` on a sentence-transformers model, on this machine's processor.

    The prompts put before questions and passages ("query: ") are those of the model's own
    configuration, if it has any. Threads may share an embedder.
    """

    def __init__(
        self,
        model: SentenceTransformer,
        identity: Identity,
        batch_size: int,
        window: int,
    ) -> None:
        self._model = model
        model.max_seq_length = min(window, _taken_tokens(model))
        self._tokenizer = _counting_tokenizer(model)
        self._special_at_end = _ends_with_special(self._tokenizer)
        self._batch_size = batch_size
        self.dimensions = int(model.get_embedding_dimension() or 0)
        # The library would take a blank "document" before a model's own "passage".
        self._prompt = {
            kind: next((name for name in names if model.prompts.get(name)), None)
            for kind, names in _PROMPT_NAMES.items()
        }
        self.max_tokens = _seen_tokens(model) - max(
            self.count_tokens(model.prompts.get(name or "") or "") for name in self._prompt.values()
        )
        self.fingerprint = identity.fingerprint
        self.computation = identity.computation
        # the first text costs more than the others, and settles the tokenizer before threads come
        self.encode_query("")

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`, shape ``(len(texts), dimensions)``, each of length 1.

        What goes beyond `max_tokens` is not seen. The texts are encoded in order of their length,
        so that little is padded: many at once are faster than a few at a time.

        Raises
        ------
        EmbeddingError
            The model fails, or gives something that is no vector.
        """
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return self._checked(self._raw("passage", texts, convert_to_numpy=True))

    def encode_passages_by_word(
        self, texts: Sequence[str]
    ) -> tuple[NDArray[np.float32], tuple[WordVectors, ...]]:
        """Return the vectors of `texts`, and of each text those of the words that are seen.

        Raises
        ------
        EmbeddingError
            The model fails, gives something that is no vector, or none for each token.
        """
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32), ()
        return self._encoded_by_word("passage", texts)

    def encode_query(self, text: str) -> Vector:
        """Return the vector of a question, shape ``(dimensions,)``, of length 1.

        Raises
        ------
        EmbeddingError
            The model fails, or gives something that is no vector.
        """
        vector: Vector = self._checked(self._raw("query", [text], convert_to_numpy=True))[0]
        return vector

    def encode_query_by_word(self, text: str) -> tuple[Vector, WordVectors]:
        """Return the vector of a question, and those of its words.

        Raises
        ------
        EmbeddingError
            The model fails, gives something that is no vector, or none for each token.
        """
        vectors, words = self._encoded_by_word("query", [text])
        vector: Vector = vectors[0]
        return vector, words[0]

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has, special tokens not counted."""
        return len(self._tokenizer.encode(_whole(text), add_special_tokens=False).ids)

    def _encoded_by_word(
        self, kind: Literal["passage", "query"], texts: Sequence[str]
    ) -> tuple[NDArray[np.float32], tuple[WordVectors, ...]]:
        outputs = self._raw(kind, texts, output_value=None)
        try:
            vectors = np.stack([each["sentence_embedding"].float().numpy() for each in outputs])
            tokens = [
                each["token_embeddings"][each["attention_mask"].bool()].float().numpy()
                for each in outputs
            ]
        except (KeyError, TypeError, AttributeError) as error:
            raise EmbeddingError(
                f"The embedding model gives no vector for each token of a text ({error}), which "
                f"passages are ranked by. {ADVICE}"
            ) from error
        prompt = self._model.prompts.get(self._prompt[kind] or "") or ""
        words = tuple(
            self._words_of(_whole(text), prompt, own)
            for text, own in zip(texts, tokens, strict=True)
        )
        return self._checked(vectors), words

    def _words_of(self, text: str, prompt: str, tokens: NDArray[np.float32]) -> WordVectors:
        # the last special token stands where the text was cut: it has no letters there either
        spans = self._tokenizer.encode(f"{prompt}{text}").offsets[: len(tokens)]
        own = [(start - len(prompt), stop - len(prompt)) for start, stop in spans]
        inside = [span if span[0] >= 0 else (0, 0) for span in own]
        if len(inside) > 1 and self._special_at_end:
            inside[-1] = (0, 0)
        return join_tokens(text, inside, tokens)

    def _raw(self, kind: Literal["passage", "query"], texts: Sequence[str], **how: Any) -> Any:
        encode = self._model.encode_query if kind == "query" else self._model.encode_document
        try:
            return encode(
                [_whole(text) for text in texts],
                prompt_name=self._prompt[kind],
                batch_size=self._batch_size,
                show_progress_bar=False,
                **how,
            )
        except Exception as error:
            raise EmbeddingError(
                f"The embedding model failed on {len(texts)} texts: {error}. If memory ran out, "
                "lower embedding.batch_size."
            ) from error

    @staticmethod
    def _checked(raw: object) -> NDArray[np.float32]:
        # bfloat16 leaves lengths up to half a percent off 1
        vectors = np.asarray(raw, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not (np.isfinite(lengths).all() and (lengths > 0).all()):
            raise EmbeddingError(
                "The embedding model gives vectors that are no numbers, or of length 0: its "
                "weights are damaged, or it cannot be computed in this precision. Install it "
                "again, or set embedding.precision to 'float32'."
            )
        return np.asarray(vectors / lengths, dtype=np.float32)


def open_embedder(settings: EmbeddingSettings) -> SentenceTransformerEmbedder:
    """Return the embedder of `settings`.

    The bundled model and folders are read from disk alone. A name on the model hub is downloaded
    on first use: naming one is what allows it.

    Raises
    ------
    EmbeddingError
        The model cannot be found, downloaded or loaded.
    """
    folder = model_folder(settings.model)
    model = load_model(settings.model, folder, precision_of(settings.precision))
    if folder is None:
        from huggingface_hub import snapshot_download

        folder = Path(snapshot_download(settings.model, local_files_only=True))
    identity = identity_of(folder, settings)
    return SentenceTransformerEmbedder(model, identity, settings.batch_size, settings.window)


def _counting_tokenizer(model: SentenceTransformer) -> Tokenizer:
    """Return a copy of the model's tokenizer that never cuts: the model's own is not to change."""
    from tokenizers import Tokenizer

    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise EmbeddingError(
            f"The embedding model has no tokenizer.json, so that tokens cannot be counted. {ADVICE}"
        )
    tokenizer = Tokenizer.from_str(backend.to_str())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _ends_with_special(tokenizer: Tokenizer) -> bool:
    """Return whether the model puts a token of its own at the end of a text."""
    return bool(tokenizer.encode("a").special_tokens_mask[-1])


def _taken_tokens(model: SentenceTransformer) -> int:
    """Return how many tokens the model has places for: the bundled one for twice what it is set to.

    Some models leave the first places free, up to that of padding.
    """
    configuration = getattr(getattr(model[0], "model", None), "config", None)
    places = getattr(configuration, "max_position_embeddings", None)
    if not places:
        return int(model.max_seq_length or model.tokenizer.model_max_length)
    return int(places) - int(getattr(configuration, "pad_token_id", None) or 0) - 1


def _seen_tokens(model: SentenceTransformer) -> int:
    """Return the length that the model cuts texts at, less its special tokens."""
    length = model.max_seq_length or model.tokenizer.model_max_length
    return int(length) - int(model.tokenizer.num_special_tokens_to_add())


def _whole(text: str) -> str:
    # half a surrogate pair is no character, and tokenizers refuse it
    return text.encode("utf-8", "replace").decode("utf-8")
