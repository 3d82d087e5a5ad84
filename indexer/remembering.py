"""What is kept of texts in ``vectors.sqlite``, of which that read last stays in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from indexer.errors import HomeError

Kind = TypeVar("Kind")

REMEMBERED = 4096
"""Texts of which what is kept stays in memory: ten megabytes of terms, or fifty of words."""


class Remembering(Generic[Kind]):
    """Reads what is kept of texts; an answer asks for most of it again. Threads may share it.

    Parameters
    ----------
    fetch
        Returns what is kept, packed, of those of some texts of which it is.
    unpack
        Returns what is packed.
    what
        What is kept of the texts, in words.
    """

    def __init__(
        self,
        fetch: Callable[[Sequence[str]], Mapping[str, bytes]],
        unpack: Callable[[bytes], Kind],
        what: str,
    ) -> None:
        self._fetch = fetch
        self._unpack = unpack
        self._what = what
        self._held: OrderedDict[str, Kind] = OrderedDict()
        self._using = threading.Lock()

    def read(self, texts: Sequence[str]) -> tuple[Kind, ...]:
        """Return what is kept of each of `texts`.

        Raises
        ------
        HomeError
            It is not kept of one, or damaged.
        """
        with self._using:
            asked = list({text for text in texts if text not in self._held})
            kept = self._fetch(asked)
            if len(kept) < len(asked):
                raise HomeError(
                    f"The {self._what} of {len(asked) - len(kept)} passages are not kept in "
                    "vectors.sqlite, where indexing leaves them. Run 'python -m indexer rebuild' "
                    "to compute them again."
                )
            self._held.update((text, self._unpack(packed)) for text, packed in kept.items())
            found = tuple(self._held[text] for text in texts)
            for text in texts:
                self._held.move_to_end(text)
            while len(self._held) > REMEMBERED:
                self._held.popitem(last=False)
            return found
