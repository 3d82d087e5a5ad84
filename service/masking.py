"""Hiding in a question what tells of a person, before it is kept.

Sums, dates, years, minute numbers and decisions' references stay readable: they are what a question
is about. What looks like a person's own number or address does not.
"""

from __future__ import annotations

import re

MASKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[e-mail]", re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)),
    ("[insurance number]", re.compile(r"\b[A-Z]{2}\s?(?:\d{2}\s?){3}[A-D]\b", re.IGNORECASE)),
    (
        "[postcode]",
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE),
    ),
    # sixteen digits or so, in any groups: a payment card, an account with its bank
    ("[number]", re.compile(r"(?<![\d.,£$€])(?:\d[ -]?){13,19}(?![\d.,]*\d)")),
    (
        "[phone]",
        re.compile(r"(?<![\w£$€.,/])(?:\+|00)\d{1,3}[ .()-]*(?:\(0\)[ ]?)?(?:\d[ .()-]*){7,11}\d"),
    ),
    ("[phone]", re.compile(r"(?<![\w£$€.,/])\(?0\d(?:[ .()-]{0,2}\d){8,9}(?![\d/])")),
    (
        "[address]",
        re.compile(
            r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])|\b(?:[\da-f]{1,4}:){4,7}[\da-f]{1,4}"
        ),
    ),
)
"""What takes the place of each, in the order that they are looked for."""


def masked(text: str) -> str:
    """Return `text` with e-mail addresses, phone and account numbers, and postcodes replaced."""
    for name, pattern in MASKS:
        text = pattern.sub(name, text)
    return text
