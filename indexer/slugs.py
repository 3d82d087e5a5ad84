"""Names in the one form in which they are ids, however papers spell them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=10_000)
def slug(name: str) -> str:
    """Return `name` in lower-case ASCII letters and digits, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@lru_cache(maxsize=10_000)
def with_and(name: str) -> str:
    """Return the name of a body or council with "and" for every "&": it is spelled either way."""
    return re.sub(r"\s*&\s*", " and ", name)
