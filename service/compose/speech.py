"""What somebody said: words that are not theirs are no answer to a question for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.decisions.people import TITLE
from service.answers import Candidate, Reading
from service.compose.traits import Choice

SAID = re.compile(
    r"\b[Ww]hat (?:did|does|has|have|was|were) (?P<name>(?:[A-Z][\w.’'-]+ ){1,4})"
    r"(?:say|said|saying|tell|told|think|thought|comment(?:ed)?|argued?|explain(?:ed)?|"
    r"warn(?:ed)?|claim(?:ed)?|respond(?:ed)?|repl(?:y|ied))\b"
)
SPEAKER = re.compile(
    rf"(?:^|\n|[.!?;]\s)\W*(?:\(?\w{{1,3}}[.)]\s*)*{TITLE}\s+(?:[A-Z]\.?\s+)*"
    r"(?:[A-Z][\w’'-]+\s+)?(?P<name>[A-Z][\w’'-]+)"
)
"""A sentence or paragraph that begins with somebody's name tells what they said."""
LIST = re.compile(
    rf"(?:\b{TITLE}\s+[A-Z].*){{4}}|"
    r"\bCouncillors\b[^.]*(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?, ){2}",
    re.DOTALL,
)
"""So many names make a list of people: of a vote, or of those who were there."""
SENTENCE = re.compile(r"[.!?:;][\W\d]*$")
"""How a sentence ends: a name with its office is none."""


def speaker_asked_for(reading: Reading, candidates: Sequence[Candidate]) -> str:
    """Return the last name of whose words a question asks for; nothing where it asks for none.

    It is somebody whom the question or a candidate gives a title ("Mr"): companies speak too.
    """
    asked = SAID.search(reading.text)
    if asked is None:
        return ""
    *_, last = asked["name"].split()
    titled = re.compile(rf"\b{TITLE}\s+(?:[A-Z]\.?\s+)*(?:[A-Z][\w’'-]+\s+)?{re.escape(last)}\b")
    texts = (asked["name"], *(candidate.passage.text for candidate in candidates))
    return last if any(map(titled.search, texts)) else ""


def where_named(candidates: Sequence[Candidate], speaker: str) -> list[Candidate]:
    """Return the candidates in whose text, tables left out, a `speaker` is named."""
    return [
        each
        for each in candidates
        if any(_names(line, speaker) for line in each.passage.text.splitlines() if "\t" not in line)
    ]


def may_be_said_by(choice: Choice, speaker: str) -> bool:
    """Return whether a sentence may be what a `speaker` said, or what is told of them.

    A row of a table is not, nor a list of names, nor what is no sentence, nor what follows on
    another speaker's name.
    """
    text = choice.text
    if "\t" in text or LIST.search(text) or not SENTENCE.search(text):
        return False
    if _names(text, speaker):
        return True
    last = ""
    for match in SPEAKER.finditer(choice.section.text, 0, choice.stop):
        last = match["name"]
    return last == speaker


def _names(text: str, speaker: str) -> bool:
    return speaker in re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", text)
