"""The kinds of record that a question asks for by name."""

from __future__ import annotations

import re

from indexer.records import DocumentKind

KIND_WORDS = {
    DocumentKind.MINUTES: r"minutes|minuted",
    DocumentKind.DECISION_NOTICE: r"decision notices?|records? of decision",
    DocumentKind.AGENDA_FRONTSHEET: r"agendas?(?! packs?\b)",
    DocumentKind.REPORTS_PACK: r"(?:reports?|agenda) packs?",
    DocumentKind.PRESS_RELEASE: r"press releases?|news releases?",
    DocumentKind.MEETING_SUMMARY: r"meeting summar(?:y|ies)",
}
_PAPER = r"(?:minutes|agendas?)"
_THE = r"(?:the|these|those|its|their)"
_ITS_NAME = r"(?:(?!(?:about|after|at|before|by|for|from|in|of|on|to|with)\b)[\w’'-]+ ){0,4}?"
"""Words before the name of a paper that belong to it: "the Cabinet's last"."""
_OF_WHICH = r"(?: (?:of|from|for) (?:(?!(?:say|record|show|tell|state|note)s?\b)[^?.;,]){1,60}?)?"
"""Words after the name of a paper that belong to it: "of the last meeting"."""
_DEALT_WITH = (
    r"(?:accept(?:ed|ing)?|accura(?:cy|te)|adopt(?:ed|ing|ion)?|agree(?:d|ing)?|"
    r"amend(?:ed|ing|ments?)?|approv(?:e|ed|al|ing)|confirm(?:ed|ing|ation)?|"
    r"correct(?:ed|ing|ions?)?|ratif(?:y|ied)|receiv(?:e|ed|ing)|sign(?:ed|ing)?)"
)
DEALT_WITH = re.compile(
    rf"\b{_DEALT_WITH}(?: (?:of|to))? {_THE} {_ITS_NAME}{_PAPER}\b"
    rf"|\b(?:is|are|was|were) {_THE} {_ITS_NAME}{_PAPER}{_OF_WHICH} {_DEALT_WITH}\b"
    rf"|\b{_PAPER}{_OF_WHICH} (?:is|are|was|were|be|been|as) (?:\w+ )?{_DEALT_WITH}\b"
    rf"|\barising (?:from|out of) {_THE} {_ITS_NAME}minutes\b"
    r"|\b(?:add|remov|withdr[ae]w|drop|delet|strike|struck|pull|taken?|took)\w*\b[^?.;]{0,60}?"
    rf" (?:to|from|off) {_THE} {_ITS_NAME}agenda\b",
    re.IGNORECASE,
)
"""What was done with a paper, which the records of the meeting that did it tell."""
_MANY = (
    r"(?:(?<![\w/-])(?!(?:19|20)\d\d\b)\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|ninety|few|several|many|couple of|more|extra|fewer)"
)
_OF_TIME = (
    r"(?:ago|apart|away|drive|early|earlier|each|every|from now|late|later|long|longer|of silence|"
    r"per|past|ride|silence|to speak|walk|wait)"
)
TIME = re.compile(
    rf"\b{_MANY}[ -]minutes?\b(?! (?:of|from)\b)|\bminutes?[’']?s? {_OF_TIME}\b", re.IGNORECASE
)
_AIMS = (
    r"(?:carbon|climate|devolution|economic|efficiency|equality|government['’]s|green|growth|"
    r"hidden|housing|improvement|levelling[ -]up|modernisation|national|net[ -]zero|party|"
    r"political|prevention|reform|regeneration|research|transformation|urban|wellbeing)"
)
THEME = re.compile(
    rf"\bagenda (?:items?|points?|numbers?)\b|\b(?:consent|{_AIMS}) agendas?\b", re.IGNORECASE
)
"""An agenda in another sense: an item's place, the part passed as one, an aim ("green agenda")."""


def kinds_in(text: str) -> tuple[DocumentKind, ...]:
    """Return the kinds of record that `text` asks for by name.

    It asks for none where the name stands in a phrase of another meaning.
    """
    plain = text
    for phrase in (TIME, DEALT_WITH, THEME):
        plain = phrase.sub(" ", plain)
    return tuple(
        kind
        for kind, words in KIND_WORDS.items()
        if re.search(rf"\b(?:{words})\b", plain, re.IGNORECASE)
    )
