"""Follow-ups: a question read with those before it, by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.errors import QuestionError
from indexer.terms import FINANCIAL_YEAR
from service.interpret.matter import matter_named
from service.interpret.spending import matter_spent_on
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
OF_ANOTHER = re.compile(
    r"^(?:and|but|what about|how about)[\s,]+(?:(?:what|how) about\s+)?"
    r"(?:(?:on|for|about|of|in|with|to)\s+)?(?P<matter>[\w&’'-]+(?: [\w&’'-]+){0,4})\s*[?.!]*$",
    re.IGNORECASE,
)
"""Asks the same of another matter: "And on roads?", "What about the parks?"."""
NO_MATTER = re.compile(
    r"\b(?:who|whose|whom|what|when|where|why|which|how|is|are|was|were|do|does|did|has|have|had|will"
    r"|would|can|could|should|then|now|else|more|it|that|this|them|those|these|voted|against)\b",
    re.IGNORECASE,
)
"""Words of a follow-up that asks something of its own."""
TIME_AT_END = re.compile(
    r" (?:(?:in|for|during) (?:\w+ )?(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?|"
    r"(?:this|last|next) (?:\w+ )?year)$",
    re.IGNORECASE,
)
"""The time of what is asked, which another matter is asked of, too."""


def read_with(text: str, earlier: Sequence[str], longest: int) -> tuple[str, str]:
    """Return what `text` is read as after `earlier` questions, and the one that it follows.

    Both are `text` and nothing where it stands alone. "And the year before?" is the earlier
    question with its year one less, "And on roads?" that with its matter another one; every other
    follow-up is the earlier question and itself. The earlier question may be a follow-up too: it is
    read with those before it.
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
    elif other := _of_another(before, text):
        return other
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


def _of_another(before: str, text: str) -> str:
    """Return `before` asked of the matter that `text` names; nothing where it is no such question.

    What is asked of a matter is told by its form: what is spent on it, or whatever is said of it.
    """
    asked = OF_ANOTHER.match(text)
    place = matter_spent_on(before) or matter_named(before)
    if not asked or not place or NO_MATTER.search(asked["matter"]):
        return ""
    matter = TIME_AT_END.sub("", before[slice(*place)])
    return f"{before[: place[0]]}{asked['matter']}{before[place[0] + len(matter) :]}"


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
