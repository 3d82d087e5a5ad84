"""How fast a served index is searched, and everything in it taken away.

``python -m tests.speed.searching http://127.0.0.1:8000`` prints it. It is no test: times are of the
machine that they are measured on.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import httpx

WORDS = (
    "council tax", "budget", "parking charges", "school places", "highways maintenance",
    "adult social care", "library", '"key decision"', "pension fund", "SEND transport",
    "climate OR carbon", "property disposal", "budget -draft", "cabinet member", "grant funding",
    "home to school transport", "treasury management", "risk register", "public health",
    "waste contract",
)  # fmt: skip
WAYS = (
    {},
    {"mode": "exact"},
    {"mode": "meaning"},
    {"from": "2024-01-01"},
    {"sort": "newest"},
    {"kind": "minutes"},
)


def timed(client: httpx.Client, path: str, **query: str) -> float:
    """Return the milliseconds until an answer is whole."""
    begun = time.perf_counter()
    client.get(path, params=query).raise_for_status()
    return (time.perf_counter() - begun) * 1000


def times(client: httpx.Client, path: str) -> Iterator[float]:
    for words in WORDS:
        for way in WAYS:
            yield timed(client, path, q=words, **way)


def main(address: str) -> None:
    with httpx.Client(base_url=address, timeout=120) as client:
        timed(client, "/search", q="the")  # the words of all passages are read at the first search
        for path in ("/search", "/api/v1/search"):
            for turn in ("first", "again"):
                taken = sorted(times(client, path))
                middle, late = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
                print(f"{path:16} {turn}: median {middle:.0f} ms, p95 {late:.0f} ms")
        begun, length = time.perf_counter(), 0
        with client.stream("GET", "/search/found.csv") as sent:
            for part in sent.raise_for_status().iter_bytes():
                length += len(part)
        taken_ms = (time.perf_counter() - begun) * 1000
        print(f"all passages: {length / 1e6:.1f} MB of CSV in {taken_ms:.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1])
