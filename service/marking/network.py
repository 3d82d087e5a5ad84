"""The marker's network: the bundled model's, with layers that come with Moothall."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from transformers import BertConfig, BertForTokenClassification

from indexer.embedding_model import BUNDLED, Precision, model_folder
from indexer.errors import EmbeddingError
from service.marking.pairs import Pair

BUNDLED_PART = "bert."
"""What the names of the bundled model's weights begin with in the network."""
SHARED = f"{BUNDLED_PART}embeddings.word_embeddings.weight"
"""The vectors of tokens: they stay those of the bundled model and are no part of the weights."""
ANSWERS, NOTHING = 0, 1
"""What is given for each token: that it stands in the answer; for the first, that none does."""
NEVER = -1e4
"""The number of what is no part of the text."""


def open_tokenizer() -> Tokenizer:
    """Return the bundled model's tokenizer, set neither to cut nor to fill up."""
    tokenizer = Tokenizer.from_file(str(_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def untrained(precision: Precision) -> BertForTokenClassification:
    """Return the network as training begins: the bundled model's layers, an untrained end."""
    network = BertForTokenClassification(BertConfig.from_pretrained(_folder(), num_labels=2))
    bundled = load_file(_folder() / "model.safetensors")
    missing, _ = network.load_state_dict(
        {f"{BUNDLED_PART}{name}": values for name, values in bundled.items()}, strict=False
    )
    if not all(name.startswith("classifier.") for name in missing):
        raise EmbeddingError("The bundled model has another network than the marker is made for.")
    kind = torch.bfloat16 if precision == "bfloat16" else torch.float32
    network.to(kind).eval()  # type: ignore[arg-type]
    return network


def trained(weights: Path, precision: Precision) -> BertForTokenClassification:
    """Return the network with the weights in a file.

    Raises
    ------
    EmbeddingError
        They cannot be read, or are those of another network.
    """
    network = untrained(precision)
    try:
        missing, strange = network.load_state_dict(load_file(weights), strict=False)
    except (OSError, RuntimeError, SafetensorError) as error:
        raise EmbeddingError(
            f"{weights}: cannot be read: {error}. Install Moothall again, or train the marker anew."
        ) from error
    if strange or set(missing) != {SHARED}:
        raise EmbeddingError(f"{weights}: is of another network. Train the marker anew.")
    return network


def answering(network: BertForTokenClassification, pairs: Sequence[Pair]) -> Tensor:
    """Return the number of each token of each of `pairs`, shape ``(len(pairs), longest)``.

    A softmax over a row gives the chance that the answer stands at each token; at the first, that
    it does not stand in the passage.
    """
    shape = len(pairs), max(len(pair.tokens) for pair in pairs)
    tokens, seen, second = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    for row, pair in enumerate(pairs):
        length = len(pair.tokens)
        tokens[row, :length] = torch.tensor(pair.tokens)
        seen[row, :length] = 1
        second[row, pair.second : length] = 1
    given = network(input_ids=tokens, attention_mask=seen, token_type_ids=second).logits
    return numbers_of(given, second)


def numbers_of(given: Tensor, second: Tensor) -> Tensor:
    """Return the number of each token, of what the network gives, shape ``(pairs, tokens, 2)``.

    ``second`` is 1 for the tokens of a line and the text under it, else 0.
    """
    given = given.float()
    numbers = given[..., ANSWERS].masked_fill(second == 0, NEVER)
    return torch.cat([given[:, :1, NOTHING], numbers[:, 1:]], dim=1)


def _folder() -> Path:
    folder = model_folder(BUNDLED)
    if folder is None:
        raise EmbeddingError("The bundled model is not on disk.")
    return folder
