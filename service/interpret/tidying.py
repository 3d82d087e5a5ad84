"""A question's text as everything after works with it."""

from __future__ import annotations

import unicodedata

from indexer.errors import QuestionError
from indexer.written_dates import written_out


def tidied(text: str, longest: int) -> str:
    """Return `text` without control characters, its white space collapsed, its dates written out.

    Raises
    ------
    QuestionError
        Nothing is left, or more than `longest` characters.
    """
    plain = "".join(
        " " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c
        for c in unicodedata.normalize("NFC", text)
        if unicodedata.category(c) not in {"Cf", "Cs", "Co", "Cn"}
    )
    plain = written_out(" ".join(plain.split()))
    if not plain:
        raise QuestionError("The question is empty. Write what you would like to know.")
    if len(plain) > longest:
        raise QuestionError(
            f"The question has {len(plain):,} characters, more than the {longest:,} that are read. "
            "Ask it more shortly."
        )
    return plain
