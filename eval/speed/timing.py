"""Timing calls: one after the other, and by several clients at once."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import TypeVar

import numpy as np

from eval.speed.figures import Clients, Latency

CLIENTS = (1, 2, 4, 8, 16)
WARM_UP = 5
FEWEST = 20
"""Calls that are made however long they take."""

Question = TypeVar("Question")


def latency(
    call: Callable[[Question], object], questions: Sequence[Question], seconds: float
) -> Latency:
    """Return how long `call` takes for each of `questions`, after `WARM_UP` calls.

    It stops after `seconds`, but not before `FEWEST` calls.
    """
    for question in questions[:WARM_UP]:
        call(question)
    spent = []
    ends = time.perf_counter() + seconds
    for question in questions:
        started = time.perf_counter()
        call(question)
        spent.append((time.perf_counter() - started) * 1000)
        if len(spent) >= FEWEST and time.perf_counter() > ends:
            break
    p50, p95, p99 = (round(float(each), 3) for each in np.percentile(spent, [50, 95, 99]))
    return Latency(p50, p95, p99, len(spent))


def throughput(
    call: Callable[[Question], object],
    questions: Sequence[Question],
    seconds: float,
    clients: Sequence[int] = CLIENTS,
) -> tuple[Clients, ...]:
    """Return what each number of clients gets in about `seconds`, in threads of this process."""
    return tuple(_together(call, questions, seconds, number) for number in clients)


def _together(
    call: Callable[[Question], object],
    questions: Sequence[Question],
    seconds: float,
    clients: int,
) -> Clients:
    # a counter's next value is drawn whole: no two clients ask the same
    places = count()
    started = time.perf_counter()
    ends = started + seconds

    def client() -> list[float]:
        spent = []
        while time.perf_counter() < ends:
            begun = time.perf_counter()
            call(questions[next(places) % len(questions)])
            spent.append((time.perf_counter() - begun) * 1000)
        return spent

    with ThreadPoolExecutor(clients) as pool:
        running = [pool.submit(client) for _ in range(clients)]
        spent = [each for future in running for each in future.result()]
    whole = time.perf_counter() - started
    return Clients(clients, round(len(spent) / whole, 2), round(float(np.percentile(spent, 95)), 3))


def largest_memory(children: bool = False) -> int:
    """Return the largest resident size that this process had, or any child that ended, in bytes."""
    who = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    size = resource.getrusage(who).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024


def disk_size(folder: Path) -> int:
    """Return the bytes that the files in `folder` take on disk, holes not counted."""
    return sum(
        file.stat().st_blocks * 512
        for file in folder.rglob("*")
        if file.is_file() and not file.is_symlink()
    )
