"""How fast a running service answers over HTTP: ``python -m eval web-speed ADDRESS QUESTIONS``.

Everything is asked one at a time, from this machine. What is measured: the first event of a stream
and its end, for each question of a JSON Lines file (``question``); the picture of each page cited,
first cold (a folder without pictures is needed for that) and then again; and what a browser loads
with the ask page.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from pathlib import Path

import httpx
import numpy as np

from eval.answers.questions import load_texts


def ask(client: httpx.Client, question: str) -> tuple[float, float, list[str]]:
    """Return milliseconds until the first event and until the end, and the paths of the proofs."""
    started = time.perf_counter()
    first = 0.0
    paths: list[str] = []
    headers = {"Accept": "text/event-stream"}
    with client.stream(
        "POST", "/api/v1/ask", json={"question": question}, headers=headers
    ) as response:
        response.raise_for_status()
        for line in response.iter_lines():
            first = first or _since(started)
            if '"proofs":' in line and line.startswith("data: {"):
                paths += re.findall(r'"path":"(/documents/\w+/pages/\d+)', line)
    return first, _since(started), paths


def picture(client: httpx.Client, path: str) -> float:
    """Return milliseconds until the picture of the page at `path` is there."""
    started = time.perf_counter()
    client.get(f"{path}/image.png", params={"density": 2}).raise_for_status()
    return _since(started)


def page_bytes(client: httpx.Client) -> int:
    """Return the bytes that come over the wire for the ask page and all that it loads."""
    page = client.get("/", headers={"Accept": "text/html"})
    total = page.num_bytes_downloaded
    for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text):
        total += client.get(path).num_bytes_downloaded
    return total


def measure_web(address: str, questions: Path) -> None:
    """Measure the service at `address` and print medians and 95th percentiles."""
    texts = load_texts(questions)
    with httpx.Client(base_url=address, timeout=60) as client:
        ask(client, texts[0])
        asked = [ask(client, text) for text in texts]
        paths = list(dict.fromkeys(path for _, _, found in asked for path in found))
        cold = [picture(client, path) for path in paths]
        kept = [picture(client, path) for path in paths]
        print(_row(f"first event, {len(texts)} questions", (each[0] for each in asked)))
        print(_row("whole answer", (each[1] for each in asked)))
        print(_row(f"page's picture, new, {len(paths)} pages", cold))
        print(_row("page's picture, kept", kept))
        print(f"{'ask page with all it loads':40} {page_bytes(client) / 1000:.1f} kB")


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _row(name: str, values: Iterable[float]) -> str:
    held = np.array(list(values))
    return f"{name:40} median {np.median(held):6.1f} ms   95% {np.percentile(held, 95):6.1f} ms"
