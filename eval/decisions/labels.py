"""Decisions and votes labelled by hand: the JSON Lines that `docs/decisions-and-matters.md` tells.

A label names the place where something was decided: a document, a page, and there either a
`quote` or, where the words may not be copied, the span of the page's characters and their digest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from indexer.decisions.records import DecisionKind, Outcome
from indexer.errors import EvaluationError
from indexer.records import digest

FORMAT = "docs/decisions-and-matters.md says what a line holds"


class DecisionLabel(Struct, frozen=True, forbid_unknown_fields=True):
    """What a reader says was decided.

    ``document`` is its path as in the manifest. ``votes`` are the figures for, against and
    abstained, None where none is printed; ``named`` how many names each side lists, where names
    are. ``last_page`` is where the text of a decision ends, where it is not ``page``.
    """

    document: str
    page: int
    kind: DecisionKind
    outcome: Outcome
    quote: str = ""
    span: tuple[int, int] | None = None
    digest: str = ""
    minute: str = ""
    last_page: int | None = None
    proposer: str | None = None
    seconder: str | None = None
    votes: tuple[int | None, int | None, int | None] | None = None
    named: tuple[int | None, int | None, int | None] | None = None
    unanimous: bool = False
    references: tuple[str, ...] = ()
    actions: tuple[str, ...] | None = None


class PlacedLabel(Struct, frozen=True):
    """A label and where its words stand: ``page.text[start:stop]``."""

    label: DecisionLabel
    start: int
    stop: int


_decoder = msgspec.json.Decoder(DecisionLabel)


def load_labels(path: Path) -> tuple[DecisionLabel, ...]:
    """Return the labels of a file, in its order.

    Raises
    ------
    EvaluationError
        The file cannot be read or has none, or a line of it is wrong: the message names both.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: cannot be read: {error}.") from error
    labels = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            label = _decoder.decode(line)
        except msgspec.DecodeError as error:
            raise EvaluationError(f"{path}, line {number}: {error}; {FORMAT}.") from error
        if bool(label.quote) == bool(label.span and label.digest):
            raise EvaluationError(
                f"{path}, line {number}: give either `quote`, or `span` and `digest`; {FORMAT}."
            )
        labels.append(label)
    if not labels:
        raise EvaluationError(f"{path}: holds no label; {FORMAT}.")
    return tuple(labels)


def place(label: DecisionLabel, page_text: Callable[[str, int], str]) -> PlacedLabel:
    """Return where a label's words stand; `page_text` gives a document's page by path and number.

    Raises
    ------
    EvaluationError
        They do not stand there: the document changed, or it is read in another way.
    """
    text = page_text(label.document, label.page)
    where = f"{label.document}, page {label.page}"
    if label.span is not None:
        start, stop = label.span
        if words_digest(text[start:stop]) != label.digest:
            raise EvaluationError(
                f"{where}: the characters {start} to {stop} are not those that were labelled. "
                "The document changed, or its pages are read in another way: label it again."
            )
        return PlacedLabel(label, start, stop)
    form = r"\s+".join(re.escape(word) for word in label.quote.split())
    found = re.search(form, text)
    if not found:
        raise EvaluationError(f"{where}: {label.quote!r} does not stand there.")
    return PlacedLabel(label, found.start(), found.end())


def without_words(placed: PlacedLabel, page_text: Callable[[str, int], str]) -> DecisionLabel:
    """Return a label that holds no words of its document, only their span and digest."""
    label = placed.label
    words = page_text(label.document, label.page)[placed.start : placed.stop]
    return msgspec.structs.replace(
        label, quote="", span=(placed.start, placed.stop), digest=words_digest(words)
    )


def words_digest(text: str) -> str:
    """Return the first 16 digits of the SHA-256 of `text`, its white space collapsed."""
    return digest(" ".join(text.split()))[:16]
