"""What kind of thing a question asks for, and whether words hold it."""

from __future__ import annotations

import re

from service.answers import Sought

ASKS = {
    Sought.AMOUNT: r"how much|what (?:is|was|are|were|will be)? ?the (?:total |net |gross )?"
    r"(?:cost|price|amount|saving|budget|spend)|what percentage|what proportion|in pounds|"
    r"by (?:what|how) (?:percentage|much)|how (?:large|big|far)|£",
    Sought.NUMBER: r"how many|what number|how long|how old|what age|what share",
    Sought.DATE: r"when\b|what (?:date|day|month|year)|which (?:date|day|month|year)|by what date|"
    r"since when|until when|end date|how soon",
    Sought.PERSON: r"\bwho\b|\bwhose\b|\bwhom\b|which (?:councillor|member|officer)s?|"
    r"what (?:is|was) the name",
    Sought.VOTE: r"\bvote[ds]?\b|\bvoting\b|for and against|voted (?:for|against)",
    Sought.DECISION: r"\bdecide[ds]?\b|\bdecision\b|\bagree[ds]?\b|\bresolve[ds]?\b|"
    r"\bapprove[ds]?\b|\bendorse[ds]?\b|what happened|\badopt(?:ed)?\b",
    Sought.REASON: r"\bwhy\b|what (?:caused|is the reason|was the reason|reason)|how come",
    Sought.PLACE: r"\bwhere\b|which (?:town|village|district|ward|road|street|site|tip)s?",
}
HOLDS = {
    Sought.AMOUNT: r"£\s?\d|\d(?:[\d,.]*)\s?(?:%|per ?cent|m\b|bn\b|k\b|million|billion|pence)|"
    r"(?<![\w.])-?\(?\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+",
    Sought.NUMBER: r"(?<![\w.])\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|twenty|thirty|forty|fifty|hundred|none|unanimous\w*)\b",
    Sought.DATE: r"\b(?:19|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\b|\b(?:spring|summer|autumn|winter)\b",
    Sought.PERSON: r"(?-i:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Cllr|Councillors?|Alderman)\b"
    r"\.?\s+[A-Z]|\b(?:Leader|Director|Chief|Head|Cabinet Member|Chair(?:man|woman)?|Officer|"
    r"Mayor|Minister|Secretary)\b|\b[A-Z][a-z]+ [A-Z][a-z]+\b)",
    Sought.VOTE: r"\bfor\b.{0,300}\bagainst\b|\bvot(?:e|es|ed|ing)\b|\b(?:carried|lost|"
    r"unanimous\w*|abstain\w*|abstention\w*)\b",
    Sought.DECISION: r"\b(?:resolved|agreed|approved|endorsed|adopted|decided|carried|lost|noted|"
    r"refused|deferred|referred|rejected|withdrawn|agree to|decision)\b",
    Sought.REASON: r"\b(?:because|due to|as a result|owing to|reason|therefore|caused|causing|"
    r"resulting|result of|to ensure|in order to|so that|since|driven by|reflect\w*|led to|"
    r"following|partly|mainly|to support|would not)\b",
    Sought.PLACE: r"(?-i:\b[A-Z][a-z]{2,})",
}
_ASKS = {sought: re.compile(words, re.IGNORECASE) for sought, words in ASKS.items()}
_HOLDS = {sought: re.compile(words, re.IGNORECASE | re.DOTALL) for sought, words in HOLDS.items()}
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def sought_by(question: str) -> tuple[Sought, ...]:
    """Return the kinds of thing that `question` asks for; none for a plain yes or no."""
    return tuple(sought for sought, pattern in _ASKS.items() if pattern.search(question))


def holds(sought: Sought, text: str, question: str) -> bool:
    """Return whether `text` holds a thing of that kind that `question` does not say itself.

    A figure or a year that the question gives is no answer to it.
    """
    if sought in {Sought.AMOUNT, Sought.NUMBER, Sought.DATE}:
        given = set(_FIGURE.findall(question))
        text = _FIGURE.sub(lambda match: "" if match[0] in given else match[0], text)
    return bool(_HOLDS[sought].search(text))
