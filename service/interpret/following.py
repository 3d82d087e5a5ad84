"""Follow-ups: a question read with those before it, by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.errors import QuestionError
from indexer.terms import FINANCIAL_YEAR
from service.interpret.tidying import tidied
from service.language import content_terms

OPENS = re.compile(
    r"^(?:and|but|so|then|also|or|what about|how about|why\s*\?*$|when\s*\?*$|who\s*\?*$|"
    r"how much\s*\?*$|how many\s*\?*$|where\s*\?*$|(?:who|how many|which \w+) "
    r"(?:voted|proposed|seconded|objected|abstained|spoke|was against|was for)\b)",
    re.IGNORECASE,
)
POINTS_BACK = re.compile(
    r"\b(?:it|its|that|they|them|their|those|these|he|she|his|her|him|the same|this)\b",
    re.IGNORECASE,
)
LONGEST = 4
"""A question of more terms than this stands alone, whatever words in it point back."""
LED_IN = re.compile(r"^(?:and|but|so|then|also|or|what about|how about)\b[\s,]*", re.IGNORECASE)
YEARS_AWAY = {
    re.compile(
        r"\b(?:the )?(?:year before|previous year|prior year|last year)\b", re.IGNORECASE
    ): -1,
    re.compile(
        r"\b(?:the )?(?:year after|following year|next year|year later)\b", re.IGNORECASE
    ): 1,
}
YEAR = re.compile(r"(?<![\d£/.-])\b((?:19|20)\d\d)\b(?![\d/-]|\.\d)")
ONLY_A_TIME = re.compile(
    r"^(?:and\b|but\b|what about\b|how about\b)?[\s,]*(?:in|for|the|on)?\s*(?:the )?"
    r"(?P<time>(?:year before|previous year|prior year|year after|following year|next year|"
    r"last year|(?:19|20)\d\d(?:\s?[-/–]\s?(?:20)?\d\d)?))\s*[?.!]*$",
    re.IGNORECASE,
)


def read_with(text: str, earlier: Sequence[str], longest: int) -> tuple[str, str]:
    """Return what `text` is read as after `earlier` questions, and the one that it follows.

    Both are `text` and nothing where it stands alone. "And the year before?" is the earlier
    question with its year one less; every other follow-up is the earlier question and itself. The
    earlier question may be a follow-up too: it is read with those before it.
    """
    before = _resolved(earlier, longest)
    if not before or not follows(text):
        return text, ""
    return merged(before, text), before


def follows(text: str) -> bool:
    """Return whether `text` needs the question before it to be understood."""
    if ONLY_A_TIME.match(text):
        return True
    short = len(content_terms(text)) <= LONGEST
    return short and bool(OPENS.search(text) or POINTS_BACK.search(text))


def merged(before: str, text: str) -> str:
    """Return one question for `text` that follows `before`."""
    time = ONLY_A_TIME.match(text)
    if time:
        moved = _at_another_time(before, time["time"])
        if moved:
            return moved
    return f"{before} {LED_IN.sub('', text) or text}"


def _resolved(earlier: Sequence[str], longest: int) -> str:
    before = ""
    for text in earlier:
        try:
            plain = tidied(text, longest)
        except QuestionError:
            continue
        before = merged(before, plain) if before and follows(plain) else plain
    return before


def _at_another_time(before: str, time: str) -> str:
    """Return `before` with its years moved to `time`; nothing where it names no year."""
    for words, by in YEARS_AWAY.items():
        if words.fullmatch(time):
            return _moved(before, by)
    named = FINANCIAL_YEAR.findall(before) or YEAR.findall(before)
    if not named:
        return ""
    pattern = FINANCIAL_YEAR if FINANCIAL_YEAR.search(before) else YEAR
    return pattern.sub(time, before)


def _moved(before: str, by: int) -> str:
    if FINANCIAL_YEAR.search(before):
        return FINANCIAL_YEAR.sub(
            lambda match: f"{int(match[1]) + by}-{(int(match[2]) + by) % 100:02d}", before
        )
    if YEAR.search(before):
        return YEAR.sub(lambda match: str(int(match[1]) + by), before)
    return ""
