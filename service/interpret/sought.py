"""What kind of thing a question asks for, and whether words hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.answers import Sought

_MONTHS = r"january|february|march|april|may|june|july|august|september|october|november|december"
_ASKED = r"(?:is|was|are|were|will|did|does|do|has|have|had|can|could|should|must|may|might|would)"
_CLAUSE = r"(?:^|[.?!;:]\s+|\b(?:and|or|but|settled|known|clear|decided|say|said|tell)\s+)"
DECIDED = r"(?:decide[ds]?|agree[ds]?|resolve[ds]?|approve[ds]?|endorse[ds]?|adopt(?:ed)?)"
"""A pattern of the verbs of deciding."""
REJECTED = (
    r"(?:lost|defeat(?:ed)?|reject(?:ed)?|refused?|fell|fail(?:ed)?|not (?:carried|passed|agreed)|"
    r"(?:voted?|turn(?:ed)?|thr(?:ow|ew|own)) (?:down|out))"
)
"""A pattern of what becomes of what is not agreed to."""
PUT_TO_A_VOTE = (
    r"\b(?:what|which|were|was|did) (?:[\w’'-]+ ){0,6}(?:amendments?|motions?|applications?)\b"
    rf"[^?.]*\b(?:{DECIDED}|{REJECTED}|carried|pass(?:ed)?|succeed(?:ed)?|withdrawn|withdrew|"
    rf"granted|deferred)\b|\bwhat (?:did|has|have) [^?.]*\b{REJECTED}\b"
)
"""Asks how what was moved or applied for ended, or what was not agreed to."""
_ITS_RESULT = r"\bwhat (?:was|were) (?:the|its|their) (?:results?|outcomes?)\b"
RESULT = (
    rf"{_ITS_RESULT}(?=[^.]*\b(?:motion|amendment|vote)\b)"
    rf"|\b(?:motion|amendment|seconded)\b[^.]*{_ITS_RESULT}"
)
"""Asks how a vote ended; results of other things are none of a meeting's."""
_ITS_END = (
    r"\bhow (?:did|does|do|the|that|this) [^?.]*\b(?:motion|amendment|proposal|vote)\b[^?.]*"
    r"\b(?:go|went|end(?:ed)?|fared?|do)\b(?=\W*$)"
)
_PASSED = (
    r"\bdid [^?.]*\bpass (?:at|in|on) (?:[\w’'-]+ ){0,6}"
    r"(?:meeting|council|cabinet|committee|session)(?=\W*$| (?:on|in|of)\b)"
)
"""Asks whether a thing passed at a meeting: a pass for buses is none that did."""
_MEMBERS = r"(?:[\w’'-]+ ){0,3}?(?:councillors|members)"
_STOOD = (
    rf"\bhow many {_MEMBERS}\b[^?.]*\b(?:in favour|(?:was|were) (?:for|against)|backed|supported|"
    r"opposed|rejected)\b|\bdid (?:mr|mrs|ms|miss|dr|sir|dame|cllr|councillor)\.? "
    r"(?:[\w’'-]+ ){1,3}?(?:back|support|oppose|vote)\b|"
    r"(?:^|[.?!]\s+)votes? (?:on|for|against)\b"
)
"""Asks how members stood to something: a vote tells it."""
_NOT_OURS = r"(?! (?:the )?(?:government|ministers?|treasury|parliament|nhs)\b)"
"""What others than the council's meetings did is no decision of theirs."""
_BACKED = (
    r"(?<!when )(?<!why )(?<!how )\b(?:did|has|have) (?:[\w’'-]+ ){0,4}?(?:councillors|members|"
    r"council|cabinet|committee|board|panel) (?:back|support|oppose|vote|pass(?! on\b))(?:ed|d)?\b"
)
_MONEY = (
    r"[\w ’'-]{0,30}\b(?:costs?|pay|price|amount|savings?|budget|spend\w*|value|bill|overspend|"
    r"underspend|level|exposure|deficit|shortfall|fee|charge|rise|increase|decrease|reduction|debt|"
    r"rate|total|gap|sum|rent|salary|allowance|"
    r"council tax(?=\W*$| (?:for|in|on|per|be|at|this|next)\b))s?\b"
)
_DOES = r"(?:do|does|did|will|would|has|have|had) "
_SAYS = r"\b(?:propose|say|said|want|suggest|recommend|promise|contain|include|mean)(?:d|ed)?\b"
ASKS = {
    Sought.AMOUNT: r"how much|in pounds|how (?:large|big|far)|"
    rf"what (?!{_DOES}|majority|margin){_MONEY}|"
    # what a budget says is no sum
    rf"what {_DOES}{_MONEY}(?![^?.]*{_SAYS})|what is the most|how (?:did|has|have) [\w ’'-]{{0,60}}"
    r"(?:grown|changed?|moved|risen|fallen)",
    Sought.PERCENTAGE: r"(?:what|which|as a|by what) (?:percentage|proportion|share|per cent)|"
    r"how many per cent",
    Sought.NUMBER: r"how many|what number|how long|how old|what age|"
    r"what (?:is|was) the (?:goal|target)",
    Sought.DATE: rf"\bwhen {_ASKED}\b|what (?:\w+ )?(?:date|day|month|year)\b|"
    r"which (?:date|day|month|year)\b|by what date|since when|until when|end date|how soon",
    Sought.PERSON: rf"{_CLAUSE}(?:who|whose|whom)\b|\bwhose (?:motion|amendment|proposal)\b|"
    r"which (?:\w+ )?(?:councillor|member|officer)s?\b|what (?:is|was) the name",
    Sought.VOTE: r"how many votes\b|\bhow (?:did|do|was|were) [^?.]*\bvote[ds]?\b|"
    r"\bvoted\b(?! down)|\bvotes?\b[^?.]*\b(?:for|against|cast)\b|(?:final|the|was the) vote\b|"
    r"for and against|by what (?:majority|margin)|\babst(?:ain(?:ed|s|ing)?|entions?)\b|"
    r"\bvotes on\b|[’']s votes?\b|\bvoting (?:figures|numbers|results?|breakdown)\b|"
    r"\bwhat was the (?:split|tally|count)\b|\bunanimous(?:ly)?\b|"
    r"\b(?:results?|outcomes?) of (?:the |a |that )?(?:[\w’'-]+ ){0,3}?votes?\b"
    rf"|{_STOOD}",
    Sought.DECISION: rf"{_ITS_END}|{_BACKED}|{_PASSED}|"
    rf"\bwhat (?:\w+ ){{0,4}}(?:did|does|was|were|has|have)\b[^?.]*\b{DECIDED}\b|"
    rf"(?:^|[.?!,]\s*|\band\s)(?:did|was|were|has|have)\b{_NOT_OURS}[^?.]*\b(?:{DECIDED}|"
    r"give|given|granted?|put|carried|lost|passed|pass(?=\W*$)|defeat(?:ed)?|reject(?:ed)?|refused|"
    r"deferred|withdrawn)\b|"
    rf"what (?:happened|became)|\b(?:what|which) (?:\w+ ){{0,2}}decisions\b|{PUT_TO_A_VOTE}|"
    f"{RESULT}",
    Sought.REASON: r"\bwhy\b|what (?:caused|is the reason|was the reason|reason|has pushed)|"
    r"how come|\bexplain\b|\bwhat(?:[’']s| is| was| has| had)? (?:been )?(?:the )?(?:held up|"
    r"hold(?:ing)?-? ?up|delay(?:ed|ing)?|stopp(?:ed|ing)|prevent(?:ed|ing|s)|block(?:ed|ing|s))\b",
    Sought.PLACE: rf"\bwhere {_ASKED}\b|which (?:\w+ )?"
    r"(?:town|village|district|ward|road|street|site|tip|parish|school)(?:e?s)?(?:[’']s)?\b",
    Sought.REFERENCE: r"\b(?:what|which)\b[^?.]*\b(?:decision|reference|application|case|planning|"
    r"petition|contract) (?:number|reference|ref|no)\b|\b(?:what|which)\b[^?.]*\breference for\b",
}
NO_NUMBER = re.compile(
    rf"^\s*(?:\(?\d+[.)]|\d+(?:\.\d+)+)(?=\s)|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b"
    rf"|\b(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?\b|\b(?:19|20)\d\d(?:\s?[-/–]\s?\d\d(?:\d\d)?)?\b"
    r"|\b(?:stage|year|band|item|appendix|paragraph|para|section|page|quarter|part|table|annex|phase|"
    r"grade|class|tier|level|room|no)\.?\s*\d+(?:\.\d+)*\b|\bQ[1-4]\b"
    r"|\b\d{1,2}[.:]\d\d\s*(?:am|pm|a\.m|p\.m|noon|hours)|\b\d{2}[-/]\d{5}\b",
    re.IGNORECASE,
)
"""Figures that count and measure nothing: days, years, numbers of paragraphs, times, references."""
HOLDS = {
    Sought.AMOUNT: r"£\s?\d|\d(?:[\d,.]*)\s?(?:%|per ?cent|p\b|m\b|bn\b|k\b|million|billion|"
    r"thousand|pence|pounds)|\d{1,3}(?:,\d{3})+|\b(?:free of charge|no charge|(?:is|are) free|nil|"
    r"none of|not receive any)\b",
    Sought.PERCENTAGE: r"\d\s?(?:%|per ?cent)|\bper ?cent\b",
    Sought.NUMBER: r"(?<![\w.])\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|twenty|thirty|forty|fifty|hundred|none|unanimous\w*)\b",
    Sought.DATE: rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS})\b|\b(?:spring|summer|autumn|winter)\b"
    r"|\b\d{1,2}[./]\d{1,2}[./](?:20)?\d\d\b|\b[23]\d[/-][23]\d\b|\b(?:jan|feb|mar|apr|jun|jul|aug|"
    r"sept?|oct|nov|dec)\b[\s’'-]{1,2}\d",
    Sought.PERSON: r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Cllr|Councillors?|Alderman)\b"
    r"\.?\s+[A-Z]|\b(?:Leader|Director|Chief|Head|Cabinet Member|Chair(?:man|woman)?|Officer|"
    r"Mayor|Minister|Secretary|Committee|Directorate|Cabinet)\b|\b[A-Z][a-z]+ [A-Z][a-z]+\b",
    Sought.VOTE: r"\b(?:for|against|in favou?r|abstain\w*|abstentions?)\s*[:–-]?\s*\(?\d{1,3}\b|"
    r"\b\d{1,3} votes?\b|\(\d{1,3} for\b|\b\d{1,3} against\b|"
    r"\b(?:carried|lost|unanimous\w*|abstain\w*|abstentions?|put to the vote|"
    r"voted (?:for|against)|vot(?:es|ing) (?:for|against))\b",
    Sought.DECISION: r"\b(?:resolved|agreed|approved|endorsed|adopted|decided|carried|lost|noted|"
    r"refused|deferred|referred|rejected|withdrawn|granted|agree to|decision)\b",
    Sought.REASON: r"\b(?:because|due to|as a result|owing to|reason|therefore|caused|causing|"
    r"resulting|result of|to ensure|in order to|so that|since|driven by|reflect\w*|led to|"
    r"following|partly|mainly|to support|would not)\b",
    Sought.PLACE: r"\b[A-Z][a-z]{2,}",
    Sought.REFERENCE: r"\b\d\d[/-]\d{4,5}\b|\b[a-z]{1,4}[/-]\d\d[/-]\d{2,6}\b|"
    r"\b[a-z]{2,4}\d{3,}\b",
}
CASED = frozenset({Sought.PERSON, Sought.PLACE})
"""Kinds told by their capitals; the others are looked for in lower case, three times as fast as
without regard to case."""
_ASKS = {sought: re.compile(words, re.IGNORECASE) for sought, words in ASKS.items()}
_HOLDS = {sought: re.compile(words, re.DOTALL) for sought, words in HOLDS.items()}
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
NOUGHT = re.compile(r"0+(?:\.0+)?")
OF_FIGURES = frozenset({Sought.AMOUNT, Sought.NUMBER, Sought.DATE, Sought.PERCENTAGE})
"""Kinds that a figure of the question itself does not answer."""
AROUND = 40
"""How far round a figure, in characters, what it counts may stand."""


def sought_by(question: str) -> tuple[Sought, ...]:
    """Return the kinds of thing that `question` asks for; none for a plain yes or no."""
    return tuple(sought for sought, pattern in _ASKS.items() if pattern.search(question))


def holds(sought: Sought, text: str, question: str) -> bool:
    """Return whether `text` holds a thing of that kind that `question` does not say itself.

    A figure, a year or an office that the question gives is no answer to it.
    """
    return next(_held(sought, text, question), None) is not None


def held_at(sought: Sought, text: str, question: str) -> tuple[tuple[int, int], ...]:
    """Return where in `text` things of that kind stand that `question` does not say itself.

    In a table's row every figure but nought may be an amount.
    """
    return tuple(_held(sought, text, question))


def _held(sought: Sought, text: str, question: str) -> Iterator[tuple[int, int]]:
    counts = sought in {Sought.AMOUNT, Sought.NUMBER}
    row = counts and "\t" in text
    given = set(_FIGURE.findall(question)) if sought in OF_FIGURES else set()
    said = question.lower()
    searched = text if sought in CASED else _lower(text)
    for found in _HOLDS[Sought.NUMBER if row else sought].finditer(searched):
        start, stop = found.span()
        if given and any(figure in given for figure in _over(_FIGURE, text, start, stop)):
            continue
        if row and NOUGHT.fullmatch(found[0]):
            continue
        if counts and not row and any(_over(NO_NUMBER, text, start, stop)):
            continue
        if sought is Sought.PERSON and found[0].lower() in said:
            continue
        yield start, stop


def _lower(text: str) -> str:
    """Return `text` in lower case, each letter in its place: some have two in lower case."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(each.lower()[0] for each in text)


def _over(pattern: re.Pattern[str], text: str, start: int, stop: int) -> Iterator[str]:
    """Yield what of `text` the pattern finds that lies, at least in part, from start to stop."""
    for found in pattern.finditer(text, max(0, start - AROUND), stop + AROUND):
        if found.start() < stop and found.end() > start:
            yield found[0]
