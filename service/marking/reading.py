"""The marker's network as the service computes it: one pair at a time, forward alone.

It gives what `service.marking.network.answering` does. Where the processor has instructions for
bytes its products can be computed in them: each output's weights and each token's values are
rounded to 127 steps on either side of nought, and the sums are whole numbers. That takes two
thirds of the time of bfloat16, less than half of single precision's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

import torch
from torch import Tensor
from torch.nn import LayerNorm, Linear
from torch.nn import functional as F  # noqa: N812 - its name everywhere

from service.marking.network import numbers_of
from service.marking.pairs import Pair

if TYPE_CHECKING:
    from transformers import BertForTokenClassification
    from transformers.models.bert.modeling_bert import BertLayer

STEPS = 127
SMALLEST = 1e-9
"""The least scale: what is nought throughout has one too."""

Product = Callable[[Tensor], Tensor]
Way = Callable[[Tensor, Tensor], Product]
"""How values are multiplied by weights, shape ``(outputs, inputs)``, and a bias is added."""


def in_floats(weights: Tensor, bias: Tensor) -> Product:
    """Return the product in the precision of `weights`."""
    return partial(F.linear, weight=weights, bias=bias)


def in_bytes(weights: Tensor, bias: Tensor) -> Product:
    """Return the product in bytes of values and weights of single precision."""
    scales = _scales(weights)
    whole = torch.round(weights / scales).to(torch.int8).t()

    def product(values: Tensor) -> Tensor:
        own = _scales(values)
        steps = (values * own.reciprocal()).round_().to(torch.int8)
        # the one product of bytes that torch has on processors is not among what it documents
        sums = torch._int_mm(steps, whole)  # noqa: SLF001
        return sums.float().mul_(own).mul_(scales.t()).add_(bias)

    return product


class Layer(NamedTuple):
    """A layer of the network: attention and what is made of it, each added to what came in."""

    query_key_value: Product
    attention_output: Product
    attention_norm: LayerNorm
    intermediate: Product
    output: Product
    output_norm: LayerNorm


class ReadingNetwork:
    """Reads pairs. Threads may share it."""

    def __init__(self, network: BertForTokenClassification, way: Way) -> None:
        self._embeddings = network.bert.embeddings
        self._heads = network.config.num_attention_heads
        self._layers = [_layer(cast("BertLayer", each), way) for each in network.bert.encoder.layer]
        self._end = network.classifier

    @torch.inference_mode()
    def read(self, pair: Pair) -> Tensor:
        """Return the number of each token of a pair, as `answering` does."""
        tokens = torch.tensor([pair.tokens])
        second = (torch.arange(len(pair.tokens)) >= pair.second).long()[None]
        values = self._embeddings(input_ids=tokens, token_type_ids=second)[0]
        for layer in self._layers:
            attended = layer.attention_output(self._attended(layer, values))
            values = layer.attention_norm(values + attended)
            wide = F.gelu(layer.intermediate(values))
            values = layer.output_norm(values + layer.output(wide))
        return numbers_of(self._end(values)[None], second)[0]

    def _attended(self, layer: Layer, values: Tensor) -> Tensor:
        """Return for each token the values of all, by how much each head attends to them."""
        by_head = layer.query_key_value(values).view(len(values), 3, self._heads, -1)
        query, key, value = by_head.permute(1, 2, 0, 3).unsqueeze(1)
        found = F.scaled_dot_product_attention(query, key, value)[0]
        return found.transpose(0, 1).reshape(len(values), -1)


def _layer(layer: BertLayer, way: Way) -> Layer:
    attention, output = layer.attention.self, layer.attention.output
    return Layer(
        query_key_value=_together(way, attention.query, attention.key, attention.value),
        attention_output=_together(way, output.dense),
        attention_norm=output.LayerNorm,
        intermediate=_together(way, layer.intermediate.dense),
        output=_together(way, layer.output.dense),
        output_norm=layer.output.LayerNorm,
    )


def _together(way: Way, *linear: Linear) -> Product:
    """Return one product for several that take the same values."""
    with torch.no_grad():
        weights = torch.cat([each.weight for each in linear])
        return way(weights, torch.cat([each.bias for each in linear]))


def _scales(values: Tensor) -> Tensor:
    """Return the step of each row, shape ``(rows, 1)``."""
    return values.abs().amax(dim=1, keepdim=True).clamp_min(SMALLEST) / STEPS
