"""Characters of a section's text, by which the answering flow names what is to be quoted."""

from __future__ import annotations

from msgspec import Struct


class Stretch(Struct, frozen=True):
    """``section.text[start:stop]``; with ``parts``, only these stretches of it, in their order.

    ``answers`` says that this is all there is to tell to a question that asks for nothing but how
    something was decided, or how they voted.
    """

    start: int
    stop: int
    parts: tuple[tuple[int, int], ...] = ()
    answers: bool = False
