"""A question and a text as one row of tokens, the way the marker reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from tokenizers import Tokenizer

QUESTION, CONTEXT, TEXT = 32, 40, 160
"""Tokens that are read of a question, of the line over a text, and of the text, at most."""


class Pair(Struct, frozen=True):
    """The tokens of a question, a line and the text under it, with the special ones around them.

    ``tokens[second:]`` are those of the line and what comes after, ``tokens[text:]`` of the text
    and a special one; ``spans`` are where each of the text's stands in it.
    """

    tokens: tuple[int, ...]
    second: int
    text: int
    spans: tuple[tuple[int, int], ...]


def pairs_of(
    tokenizer: Tokenizer, question: str, texts: Sequence[tuple[str, str]], most: int | None = TEXT
) -> Iterator[Pair]:
    """Yield `question` with each of `texts`, before which comes the line over it.

    Of a text `most` tokens are kept, all where it is None.
    """
    begin, end = tokenizer.encode("").ids
    asked = tokenizer.encode(question, add_special_tokens=False).ids[:QUESTION]
    first = (begin, *asked, end)
    parts = [part for over_and_text in texts for part in over_and_text]
    encoded = tokenizer.encode_batch(parts, add_special_tokens=False)
    for over, text in zip(encoded[::2], encoded[1::2], strict=True):
        context = over.ids[:CONTEXT]
        yield Pair(
            tokens=(*first, *context, *text.ids[:most], end),
            second=len(first),
            text=len(first) + len(context),
            spans=tuple(text.offsets[:most]),
        )
