"""How often Python looks for objects that hold only each other."""

from __future__ import annotations

import gc

OBJECTS = 10_000
"""New objects after which it looks; Python's own number is some hundreds."""


def look_seldom() -> None:
    """Look for garbage less often: a question makes thousands of objects, and hardly a cycle.

    Looking after every few hundred takes a tenth of the time in which questions are answered.
    """
    gc.set_threshold(OBJECTS)
