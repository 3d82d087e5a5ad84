"""Keeping what was read of an index for as long as its documents do not change."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def kept_while(state: Callable[[], str], read: Callable[[], T]) -> Callable[[], T]:
    """Return `read`, called only when first asked for and again when `state` is another.

    Threads may share it.
    """
    held: list[tuple[str, T]] = []
    reading = threading.Lock()

    def kept() -> T:
        with reading:
            now = state()
            if not held or held[0][0] != now:
                held[:] = [(now, read())]
            return held[0][1]

    return kept
