"""Learning how a question's words are turned before they are held against a passage's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from eval.retrieval.collection import Collection
from eval.training.examples import Example
from service.ranking.likening import Likening

SEED = 0
RANK = 64
"""The rank of the map: 64 of the 384 directions that the bundled model has."""
PASSES = 1
"""After a second pass, records of councils that it has not seen are ranked worse."""
OTHERS = 20
"""Candidates that are not relevant beside one that is: half the best fused, half drawn."""
TOGETHER = 4
"""Questions of one step."""
STEP, GATE_STEP, SCALE_STEP = 1e-3, 5e-3, 0.05
GATE = 4.0
"""The gate is learnt at a fourth of its size, so that its steps are in scale with the map's."""


class Scales(Struct, frozen=True):
    """What the likeness and the fused score began with in their sum."""

    likeness: float = 12.0
    fused: float = 6.0


def learn_likening(
    examples: Sequence[Example],
    collection: Collection,
    report: Callable[[str, int, int], None],
    passes: int = PASSES,
    rank: int = RANK,
) -> Likening:
    """Return the map under which late interaction adds most to the fused scores of `examples`.

    Of each question one relevant candidate is held against `OTHERS`, by the softmax of the sum of
    their likeness and fused scores, each times a scale learnt with the map (Adam; Kingma and Ba,
    ICLR 2015).

    Parameters
    ----------
    examples
        What to learn from; those that tell nothing are left out.
    collection
        Where their passages' words are kept.
    report
        Hears how far it is.
    passes
        How often every example is seen.
    rank
        The rank of the map.
    """
    # it takes seconds to import
    import torch

    random = np.random.default_rng(SEED)
    telling = [example for example in examples if example.telling]
    dimensions = telling[0].asked.vectors.shape[1]
    generator = torch.Generator().manual_seed(SEED)
    down = (torch.randn(dimensions, rank, generator=generator) * 0.02).requires_grad_()
    up = torch.zeros(rank, dimensions, requires_grad=True)
    gate = torch.zeros(dimensions, requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    scales = torch.tensor([Scales().likeness, Scales().fused], requires_grad=True)
    optimiser = torch.optim.Adam(
        [
            {"params": [down, up], "lr": STEP},
            {"params": [gate, bias], "lr": GATE_STEP},
            {"params": [scales], "lr": SCALE_STEP},
        ]
    )
    for number in range(passes * len(telling)):
        if number % len(telling) == 0:
            order = random.permutation(len(telling))
        example = telling[order[number % len(telling)]]
        drawn = _drawn(example, random)
        words = collection.words([example.candidates[at].passage for at in drawn])
        asked = torch.from_numpy(example.asked.vectors)
        moved = torch.nn.functional.normalize(asked + (asked @ down) @ up, dim=-1)
        counted = torch.sigmoid(GATE * (asked @ gate) + bias) * torch.from_numpy(
            example.asked.shares
        )
        like = _likeness(moved, counted / counted.sum(), words, torch)
        fused = torch.tensor([example.candidates[at].fused for at in drawn])
        loss = -torch.log_softmax(scales[0] * like + scales[1] * fused, dim=0)[0]
        (loss / TOGETHER).backward()  # type: ignore[no-untyped-call]
        if number % TOGETHER == TOGETHER - 1:
            optimiser.step()
            optimiser.zero_grad()
        report("questions learnt from", number + 1, passes * len(telling))
    return Likening(
        down=down.detach().numpy(),
        up=up.detach().numpy(),
        gate=np.float32(GATE) * gate.detach().numpy(),
        bias=float(bias.detach()),
    )


def _drawn(example: Example, random: np.random.Generator) -> list[int]:
    """Return a relevant candidate of `example` and then others."""
    good = np.flatnonzero(example.relevant)
    others = np.flatnonzero(~example.relevant)
    first = others[: OTHERS // 2]
    rest = others[OTHERS // 2 :]
    more = random.choice(rest, min(OTHERS // 2, len(rest)), replace=False) if len(rest) else rest
    return [int(random.choice(good)), *map(int, first), *map(int, more)]


def _likeness(moved: Any, shares: Any, words: Sequence[Any], torch: Any) -> Any:
    """Return the weighted MaxSim of each passage; 0 for one without words."""
    lengths = [len(each.vectors) for each in words]
    held = torch.from_numpy(np.concatenate([each.vectors for each in words]))
    parts = torch.split(moved @ held.T, lengths, dim=1)
    return torch.stack(
        [
            (part.max(dim=1).values * shares).sum() if part.shape[1] else shares.sum() * 0
            for part in parts
        ]
    )
